"""Time expressions: what is written, and the day or span it means."""

from __future__ import annotations

from datetime import UTC, datetime

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


def test_a_line_that_ends_in_spaces_does_not_part_a_time() -> None:
    text = (
        "The long war between the two of them ended at last on March 5,  \n"
        "1946, they said of it, when all of them had gone home to stay in  \n"
        "their towns. It was in 1939 that it began, and it went on."
    )
    times = reading_of(text).times
    assert [(t.text, t.value) for t in times] == [
        ("March 5,  \n1946", "1946-03-05"),
        ("1939", "1939"),
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The two-day visit ended.", "two-day"),
        ("Their 52-week high is near.", "52-week"),
        ("They began a three hour meeting.", "three hour"),
        ("The two days were cold.", "The two days"),
        ("The past two years were cold.", "The past two years"),
        ("The 62-year-old left.", "62-year-old"),
    ],
)
def test_an_article_belongs_to_what_a_length_of_time_describes(
    text: str, written: str
) -> None:
    assert [t.text for t in reading_of(f"{text} It is so, they said.").times] == [
        written
    ]


def test_one_date_with_a_day_above_twelve_tells_the_order_of_all() -> None:
    text = "It was on 25/11/2021 and not on 05/12/2021, they said of it."
    assert [t.value for t in reading_of(text).times] == ["2021-11-25", "2021-12-05"]


# Published on Friday, 22 March 2013.
NEWSWIRE = """
Sales fell in the three months to June 30.                | P3M 2012-06-30
Net income for the fourth quarter was lower.              | 2012-Q4
It will report first-quarter results next week.           | 2013-Q1 2013-W13
Q4 revenue rose.                                          | 2012-Q4
The company lost money in fiscal 2012.                    | 2012
Profit rose from the year-earlier quarter.                | 2012
Profit was lower than a year ago.                         | 2012
It was built in the early 1990s.                          | 199
He wrote in the late '60s.                                | 196
It is a 19th-century house.                               | 18
He lived in the 1800s.                                    | 180
A decade ago it was a village.                            | 2003
Two decades ago it was a village.                         | 1993
In recent years it has grown.                             | PAST_REF
In the past decade it has grown.                          | P1DE
It has grown over the past 20 years.                      | P20Y
It grew over the last year.                               | P1Y
It grew last year.                                        | 2012
It took a year and a half.                                | P1.5Y
It took two and a half years.                             | P2.5Y
It took a couple of weeks.                                | PXW
He is a 62-year-old farmer.                               | P62Y
He waited for years.                                      | PXY
He was held for more than 500 days.                       | P500D
The two-day meeting ended on Wednesday.                   | P2D 2013-03-20
The meeting ended late Thursday.                          | 2013-03-21
She spoke Thursday night.                                 | 2013-03-21TNI
She arrives early next month.                             | 2013-04
It closed at the end of last year.                        | 2012
The law will change by the end of 2014.                   | 2014
It will be done by mid-2014.                              | 2014
The bank will decide later this year.                     | 2013
The storm hit earlier this week.                          | 2013-W12
Earlier in the day he met workers.                        | 2013-03-22
He resigned on March 3, 2011, and died two days later.    | 2011-03-03 2011-03-05
He resigned in 2009. Three years later he was back.       | 2009 2012
The crash happened on Sunday. The next day the port shut. | 2013-03-17 2013-03-18
The crash was on Sunday. That night the port shut.        | 2013-03-17 2013-03-17TNI
It meets twice a year.                                    | P1Y
It publishes a monthly report.                            | P1M
It pays $500 per month.                                   | P1M
They pray every Friday.                                   | XXXX-WXX-5
The market opens on Saturdays.                            | XXXX-WXX-6
It is now a museum.                                       | PRESENT_REF
He is currently in Rome.                                  | PRESENT_REF
He recently moved to Rome.                                | PAST_REF
He will soon move to Rome.                                | FUTURE_REF
He is thinking of the future.                             | FUTURE_REF
It has happened in the past.                              | PAST_REF
There were riots in December.                             | 2012-12
It will open in September.                                | 2013-09
It opened in September.                                   | 2012-09
He won the 2008 election.                                 | 2008
The war of 1812 was long ago.                             | 1812 PAST_REF
He was born in 1946 in a small town.                      | 1946
The 2012-13 season was poor.                              | 2012 2013
They marched on Christmas Eve.                            | 2012-12-24
The shop opens on Easter Monday.                          | 2013-04-01
The Sept. 11 attacks changed it.                          | 2001-09-11
He had been ill since 9/11.                               | 2001-09-11
It began at 10 a.m. on Friday.                            | 2013-03-22T10:00
It began at 0400 GMT on Thursday.                         | 2013-03-21T04:00Z
It begins at 1800Z on 25 March.                           | 2013-03-25T18:00Z
It starts at six o'clock in the evening.                  | 2013-03-22T18:00
The blast was heard overnight.                            | 2013-03-21TNI
He left at dawn.                                          | 2013-03-22TMO
They leave in six weeks.                                  | 2013-W18
They must reply within 30 days.                           | P30D
Over the next three years it will shrink.                 | P3Y
They served for nearly a quarter of a century.            | P25Y
A half-hour later it was gone.                            | PT30M
It lasted half an hour.                                   | PT30M
He ran it in 9.58 seconds.                                | PT9.58S
He spent six months in jail and two years at sea.         | P6M P2Y
They meet this weekend.                                   | 2013-W12-WE
They met last weekend.                                    | 2013-W11-WE
They fought over the weekend.                             | 2013-W11-WE
It rained on the night of March 3.                        | 2013-03-03TNI
The March 16 vote was close.                              | 2013-03-16
It was the worst day since Jan. 2.                        | 2013-01-02
It will run from March 28 to April 2.                     | 2013-03-28 2013-04-02
It will run from April 3 to 5.                            | 2013-04-03 2013-04-05
The fall of the capital came in 1975.                     | 1975
The fall in prices continues.                             |
May may march in a spring sun.                            |
Level 4 of 10, about 1,500 people and 2,000 more.         |
One of the second group of ten ran 100 meters.            |
The day was long.                                         |
He came second in the race.                               |
At the same time, he had a good time.                     |
The future of the union is at stake.                      |
As soon as possible, he said.                             |
He said that now that it is over he will go.              |
The People's Daily and the Daily Mail wrote of it.        |
The firm, based here since 1998, cut 5,000 jobs in 2011 and 2012.   | 1998 2011 2012
Analysts had forecast a 0.3 percent rise for February.            | 2013-02
Inflation fell to 2.1 percent in February from 2.4 percent in January. | 2013-02 2013-01
The shares have risen 12 percent so far this year.                | 2013
Over the next few weeks the plan will change.                     | PXW
The company plans to hire 300 people in the coming year.          | P1Y
He served as mayor from 1994 to 2001.                             | 1994 2001
She has worked there for the past three-and-a-half years.         | P3.5Y
The law, passed in 2010, takes effect Jan. 1, 2014.               | 2010 2014-01-01
He was arrested Tuesday and will appear in court Monday.          | 2013-03-19 2013-03-25
The ship will sail on Thursday, March 28.                         | 2013-03-28
The number rose for a third straight month.                       |
On Wednesday afternoon, the police found it.                      | 2013-03-20TAF
The game, at 7:30 p.m. Saturday, is sold out.                     | 2013-03-23T19:30
It was the first such visit in more than half a century.          | P50Y
The hostages, held since last July, are well.                     | 2012-07
The vote comes a week before Easter.                              | P1W 2013-03-31
Ten years after the invasion, little has changed.                 | P10Y
The 10-year anniversary is this week.                             | P10Y 2013-W12
The 27-year-old was shot two months ago.                          | P27Y 2013-01
He spent four days in a cell in 1968.                             | P4D 1968
During the 2008 campaign, he promised it.                         | 2008
Mr. Smith, 54, has led it since January.                          | 2013-01
A few years ago no one knew it.                                   | PAST_REF
It could take months or years.                                    | PXM PXY
It was sold Tuesday for $3 million a year over five years.        | 2013-03-19 P1Y P5Y
In 2009, the year after the crash, it closed.                     | 2009
The meeting is at 9 a.m. Monday.                                  | 2013-03-25T09:00
Last Sunday's election was free.                                  | 2013-03-17
Thursday's close was its lowest in three weeks.                   | 2013-03-21 P3W
It rose 3 percent in the year to March.                           | 2013-03
The work will be completed within the next two years.             | P2Y
They waited until after midnight.                                 | 2013-03-22T24:00
The report covers the 12 months ended Dec. 31, 2012.              | P12M 2012-12-31
He ruled for decades.                                             | PXDE
The strike lasted 24 hours.                                       | PT24H
The court will rule by the end of the month.                      | 2013-03
Early this month, he left.                                        | 2013-03
Police said late on Thursday that he was dead.                    | 2013-03-21
It was found in the last few days.                                | PXD
They have not met for almost two-and-a-half years.                | P2.5Y
She died at her home on Wednesday night, aged 88.                 | 2013-03-20TNI
He has run it for much of the past decade.                        | P1DE
He will be 80 next month.                                         | 2013-04
It is a four-day working week.                                    | P4D
They signed it on the 15th.                                       | 2013-03-15
The 2 p.m. briefing was moved to 4 p.m.                           | 2013-03-22T14:00 2013-03-22T16:00
His second term ends in 2016.                                     | 2016
The trial starts in two weeks' time.                              | 2013-W14
A year on, the case is open.                                      | P1Y
By then, 40 had died. At that time he was 12.                     |
That was two Sundays ago.                                         |
In the 18 months since the war, it grew.                          | P18M
The season begins March 31 and runs through September.            | 2013-03-31 2013-09
Some 20 years later, he returned.                                 | 2033
It is due this month or next.                                     | 2013-03
Tonight's show is the last this season.                           | 2013-03-22TNI
It has been closed since 5 p.m. on Tuesday.                       | 2013-03-19T17:00
USA Today wrote about it.                                    |
It had a fourth-quarter loss, after a profit a year earlier. | 2012-Q4 2011-Q4
Net income rose in the third quarter. A year earlier, it fell. | 2012-Q3 2011-Q3
It sold less in the fourth quarter than in the year-ago period. | 2012-Q4 2011-Q4
It won in the fourth quarter. Net rose 6% from a year ago.   | 2012-Q4 2011-Q4
It won in the fourth quarter. On Monday it had more than a year ago. | 2012-Q4 2013-03-18 2012
This is Europe Today with the news.                          |
The ministry told firms of cuts in supply in April.          | 2013-04
They gave the firm until mid-April to reply.                 | 2013-04
It will pay less in future years.                            | FUTURE_REF
He was elected in April.                                     | 2012-04
They may, in a year or two, save more.                       | P2Y
It expects to report a third-quarter net loss.               | 2012-Q3
It sold more than a year earlier.                            | 2012
They will leave at four in the morning.                      | 2013-03-22T04:00
The trickle soon became a flood.                             |
The hearing is in the week of April 15.                      | 2013-W16
He wrote it after his failed 2008 campaign.                  | 2008
They counted 2008 ballots in the town.                       |
The March accession will be quick.                           | 2013-03
The March on the capital will be quick.                      |
It will double its flights by August in towns held by the state. | 2013-08
They hope it will be getting beat up in the summer.          | 2013-SU
They meet on April 3. He was well when he woke the next day. | 2013-04-03 2013-03-23
In 2009 it lost money, as it had the year before.            | 2009 2008
He was seen on Sunday. He had died the night before.         | 2013-03-17 2013-03-16TNI
They expect rain by late afternoon.                          | 2013-03-22TAF
The yield on the 10-year note fell to 1.92 percent.          | P10Y
It hit a 52-week high on Monday.                             | P52W 2013-03-18
Compared with 2011, sales fell.                              | 2011
It happened weeks earlier.                                   | PXW
Minutes later, he was gone.                                  | PTXM
It is the centuries-old home of kings.                       | PXCE
He is 62 years old and has two children.                     | P62Y
By the age of 12 he could drive.                             |
He was in his 30s.                                           |
There were 2,000 of them, 1,990 men.                         |
The Friday meeting will be long.                             | 2013-03-22
This spring's talks failed.                                  | 2013-SP
He works day and night, full time.                           |
The team scored in the second minute.                        |
The first day was calm.                                      |
Every four years they vote.                                  | P4Y
It is the second time in two years.                          | P2Y
He was sentenced to life.                                    |
From 1914 to 1918 it was a hospital.                         | 1914 1918
The March on Washington was in August 1963.                  | 1963-08
He may come in May.                                          | 2013-05
The march began in March.                                    | 2013-03
It closed in 1999, 14 years ago.                             | 1999 1999
The plan runs through Sept. 30, the end of the fiscal year.  | 2013-09-30 2013
The bank said it expects growth of 3 percent next year and 4 percent in 2015. | 2014 2015
He will meet them on Tuesday, and fly home on Thursday.      | 2013-03-26 2013-03-28
He will have been there for a month on Sunday.               | P1M 2013-03-24
He has been in office since 20 January 2009.                 | 2009-01-20
In the early hours of Tuesday a bomb went off.                    | 2013-03-19TMO
"""


@pytest.mark.parametrize("row", NEWSWIRE.strip().splitlines())
def test_newspapers_speak_of_times_in_many_ways(row: str) -> None:
    text, _, values = row.partition("|")
    published = datetime(2013, 3, 22, 12, tzinfo=UTC)
    found = reading_of(f"{text.strip()} It is so, they said.", published=published)
    assert [time.value for time in found.times] == values.split()
