"""Time expressions: what is written, and the day or span it means."""

from __future__ import annotations

import pytest
from tests.watch.documents import reading_of


# Published on Thursday, 30 December 2021.
MEANT = """
The talks will begin on 10 January 2022.                  | 2022-01-10
The talks will begin on January 10, 2022.                 | 2022-01-10
The talks will begin on Monday, January 10.               | 2022-01-10
The talks will begin on Jan. 10.                          | 2022-01-10
The talks will begin on the 10th of January.              | 2022-01-10
The talks began on Sept. 3.                               | 2021-09-03
The border has been shut since March 18.                  | 2021-03-18
The vote will be held on June 20.                         | 2022-06-20
The report is dated 2021-11-05.                           | 2021-11-05
The alert was sent at 2021-12-29T18:30Z.                  | 2021-12-29T18:30Z
The visa was stamped on 14.02.2021.                       | 2021-02-14
The visa was stamped on 02/14/2021.                       | 2021-02-14
The visa was stamped on 14/02/2021.                       | 2021-02-14
The drill runs from 10 to 13 January.                     | 2022-01-10 2022-01-13
The drill will run January 10-13, 2022.                   | 2022-01-10 2022-01-13
The drill falls between 10 and 13 January.                | 2022-01-10 2022-01-13
They will meet on Jan. 10, 12 and 13.                     | 2022-01-10 2022-01-12 2022-01-13
They met on 9 and 10 December.                            | 2021-12-09 2021-12-10
They will speak on Thursday.                              | 2021-12-30
They spoke on Thursday.                                   | 2021-12-30
They will speak on Friday.                                | 2021-12-31
They spoke on Friday.                                     | 2021-12-24
They will speak next Thursday.                            | 2022-01-06
They spoke last Thursday.                                 | 2021-12-23
The minister told reporters Wednesday.                    | 2021-12-29
The ceasefire expires on Saturday.                        | 2022-01-01
The ministers meet on Monday.                             | 2022-01-03
The embassy is leaving on Monday.                         | 2022-01-03
He said on Monday that it would close on Sunday.          | 2021-12-27 2022-01-02
They gave the army until Tuesday to withdraw.             | 2022-01-04
Ahead of Monday's talks, the minister spoke in Rome.      | 2022-01-03
She cancelled her Friday meeting.                         | 2021-12-31
They will meet on Tuesday of next week.                   | 2022-01-04
The office will shut tomorrow.                            | 2021-12-31
The office was shut yesterday.                            | 2021-12-29
The office will shut the day after tomorrow.              | 2022-01-01
The office will shut tonight.                             | 2021-12-30TNI
The office will shut in three days.                       | 2022-01-02
The office was shut two days ago.                         | 2021-12-28
The office was shut two weeks ago.                        | 2021-W50
The office was shut last month.                           | 2021-11
The office will open next week.                           | 2022-W01
The office will open next year.                           | 2022
The office opened last year.                              | 2020
The office was shut this week.                            | 2021-W52
The office was shut in December.                          | 2021-12
The office was shut in November.                          | 2021-11
The office will open in March.                            | 2022-03
The office will open in late January.                     | 2022-01
The office was shut in March 2019.                        | 2019-03
In 2014 the office was shut.                              | 2014
They have to leave within 24-48 hours.                    | PT48H
They have to leave within 48 hours.                       | PT48H
They have to leave within a week.                         | P1W
They fled in six days.                                    | P6D
They had 72 hours of calm and a two-week truce.           | PT72H P2W
They will meet at 4 p.m. on Friday.                       | 2021-12-31T16:00
They will meet on Friday at 16:30 GMT.                    | 2021-12-31T16:30Z
They will meet on 10 January at 0600 UTC.                 | 2022-01-10T06:00Z
They will meet on Friday at 9 a.m. local time.            | 2021-12-31T09:00+02:00
They will meet on Friday at noon.                         | 2021-12-31T12:00
They will meet at 8:15 pm EST on Friday.                  | 2021-12-31T20:15-05:00
The office closes at 18:00 every day.                     | T18:00 P1D
The office will shut this weekend.                        | 2021-W52-WE
They fought in the summer of 2014 and through the 1990s.  | 2014-SU 199
The page is dated Wed, 15 Dec 20202.                      |
They may march in the sun on a second front.              |
They sent 2021 troops and 1990 men.                       |
There is no 31 February.                                  |
The visa was stamped on 31.02.2021.                       |
"""


@pytest.mark.parametrize("row", MEANT.strip().splitlines())
def test_a_time_means_what_it_means_on_the_day_of_publication(row: str) -> None:
    text, _, values = row.partition("|")
    found = reading_of(f"{text.strip()} It is so, they said.").times
    assert [time.value for time in found] == values.split()


def test_the_text_of_a_time_is_what_stands_at_its_offsets() -> None:
    text = "On 9 and 10 December, and again at noon on Friday, they spoke."
    times = reading_of(text).times
    assert [t.text for t in times] == [text[t.start : t.end] for t in times]
    assert [t.text for t in times] == ["9", "10 December", "noon on Friday"]


def test_one_date_with_a_day_above_twelve_tells_the_order_of_all() -> None:
    text = "It was on 25/11/2021 and not on 05/12/2021, they said of it."
    assert [t.value for t in reading_of(text).times] == ["2021-11-25", "2021-12-05"]
