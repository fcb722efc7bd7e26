"""What is evidence in a text, and what is merely around it."""

from __future__ import annotations

import pytest

from exeunt.watch.zones import Zone, passages


LINES = """
Join our new channel on Telegram and get the news first!                           | promo
Sign up to our newsletter for daily updates.                                       | promo
Subscribe                                                                          | promo
Follow us on Twitter and Facebook                                                  | promo
Advertisement                                                                      | promo
Copyright 2022 The Courier. All rights reserved.                                   | promo
Read more: Embassy orders all staff to leave.                                      | navigation
RELATED                                                                            | navigation
Most read                                                                          | navigation
Home > World > Europe > Ventara                                                    | navigation
A soldier near the border on 10 January. (Jane Roe/The Courier)                    | caption
Ministers arrive in Geneva, March 18, 2021. (AP Photo/John Doe)                    | caption
FILE PHOTO: Tanks move through the capital, May 2, 2021. REUTERS/Jane Roe          | caption
Photo: Jane Roe for The Courier                                                    | caption
People queue at a bank in the capital on Monday. Photograph: Jane Roe/AFP          | caption
January 10, 2022                                                                   | dateline
Published 10 January 2022 at 16:00 GMT                                             | dateline
Updated on Mon, 10 Jan 2022, 4:15 p.m.                                             | dateline
By Jane Roe                                                                        | byline
By Jane Roe and John Doe in Geneva                                                 | byline
Reporting by Jane Roe; editing by John Doe                                         | byline
The embassy will close on 10 January.                                              | body
The ministers met on Monday (Jan. 10) and will meet again.                         | body
By Monday all of them had left the country.                                        | body
Subscribers were told that the line was cut.                                       | body
Join in the talks was what the minister would not do.                              | body
Follow the instructions of the authorities and stay indoors.                       | body
Related to this, the airport was closed on Monday.                                 | body
- The embassy has suspended its operations                                         | body
"""


@pytest.mark.parametrize("row", LINES.strip().splitlines())
def test_a_line_is_what_its_form_says(row: str) -> None:
    line, _, zone = row.rpartition("|")
    text = f"{line.strip()}\n\nThe embassy is open. It said so to us on Monday."
    assert passages(text)[0].zone is Zone(zone.strip())


def test_a_title_is_a_headline_and_a_lone_line_is_none() -> None:
    title, body = passages("Embassy orders staff to leave\n\nThe embassy is open.")
    assert (title.zone, body.zone) == (Zone.HEADLINE, Zone.BODY)
    (alone,) = passages("Embassy orders staff to leave")
    assert alone.zone is Zone.BODY


def test_lines_that_a_mail_program_wrapped_are_one_passage() -> None:
    text = (
        "The embassy said on Monday that it would suspend its work in the\n"
        "capital and move its remaining staff to the port in the east of\n"
        "the country."
    )
    assert len(passages(text)) == 1


def test_short_lines_stay_apart() -> None:
    assert len(passages("The airport is shut.\nThe road is open.\nStay inside.")) == 3
