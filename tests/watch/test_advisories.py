"""Travel advisories: country, level and change, and only what is said of them."""

from __future__ import annotations

import pytest
from tests.watch.documents import reading_of


# Read at a post in Ukraine.
SAID = """
The State Department raised its travel advisory for Niger from Level 3 to Level 4.       | NE 4 raised in_force
The travel advisory for Mali was lowered to Level 3: Reconsider Travel.                  | ML 3 lowered in_force
The department upgraded Lebanon to Level 4: Do Not Travel.                               | LB 4 raised in_force
The advisory level was increased to 4 on Wednesday.                                      | UA 4 raised in_force
The State Department reissued its travel advisory for Chad on Monday.                    | TD - reissued in_force
The travel advisory for Ukraine stays at Level 4.                                        | UA 4 stands in_force
There were no changes to the advisory level or risk indicators.                          | UA - stands in_force
The department updated its travel advisory to warn of increased threats from Russia.     | UA - text_changed in_force
The travel advisory for Haiti now cites kidnapping.                                      | HT - text_changed in_force
The Foreign Office advises against all but essential travel to Ukraine.                  | UA - stands in_force
The FCDO now advises against all travel to Niger.                                        | NE - text_changed in_force
The department may raise its travel advisory for Ukraine to Level 4.                     | UA 4 raised contingency
The department has not changed its travel advisory for Ukraine.                          | UA - stands denied
The department will raise its travel advisory for Ukraine to Level 4 on Monday.          | UA 4 raised planned
In 2017 the department raised its travel advisory for Turkey to Level 3.                 | TR 3 raised historic
The threat level was raised to severe.                                                   |
Do not travel to the airport before you have a ticket.                                   |
The flood alert was raised to level 3.                                                   |
The ministry warned of rising tension in the east.                                       |
"""


@pytest.mark.parametrize("row", SAID.strip().splitlines())
def test_an_advisory_is_told_with_what_became_of_it(row: str) -> None:
    text, _, expected = row.partition("|")
    said = [
        f"{a.country} {a.level or '-'} {a.change} {a.realis.value}"
        for a in reading_of(text.strip()).advisories
    ]
    assert "; ".join(said) == expected.strip()


def test_the_level_of_a_part_of_the_country_is_not_that_of_the_country() -> None:
    reading = reading_of(
        "Do not travel to Ukraine due to armed conflict.\n\n"
        "Level 3: Reconsider travel to the regions of Volyn and Lviv because of missiles."
    )
    said = [(a.level, a.realis.value, a.place) for a in reading.advisories]
    assert said == [
        (None, "in_force", ""),
        (None, "limited", "regions of Volyn and Lviv"),
    ]


def test_a_title_line_with_a_level_counts() -> None:
    (advisory,) = reading_of(
        "Ukraine - Level 4: Do Not Travel\n\nThe embassy in Kyiv is open. It warns."
    ).advisories
    assert (advisory.country, advisory.level) == ("UA", 4)


def test_what_the_new_text_says_belongs_to_the_change() -> None:
    (advisory,) = reading_of(
        "The State Department updated its travel advisory for Ukraine. The new text "
        "tells travelers to reconsider travel because of threats from Russia."
    ).advisories
    assert advisory.change == "text_changed"
    assert "threats from Russia" in advisory.text


TITLES = """
Republic of the Congo - Level 2: Exercise Increased Caution            | CG 2
Democratic Republic of the Congo (D.R.C.) - Level 4: Do Not Travel     | CD 4
Congo, Democratic Republic of the - Level 3: Reconsider Travel         | CD 3
BURKINA FASO - LEVEL 4: DO NOT TRAVEL                                  | BF 4
Burma (Myanmar) - Level 4: Do Not Travel                               | MM 4
Equatorial Guinea - Level 2: Exercise Increased Caution                | GQ 2
Saint Vincent and the Grenadines - Level 1: Exercise Normal Precautions| VC 1
Travel Advisory: Guyana, Level 3 - Reconsider Travel                   | GY 3
Türkiye Level 2: Exercise Increased Caution                            | TR 2
"""


@pytest.mark.parametrize("row", TITLES.strip().splitlines())
def test_an_advisory_is_of_the_country_of_its_title(row: str) -> None:
    title, _, expected = row.partition("|")
    text = (
        f"{title.strip()}\n\nReissued with updates on health.\n\nU.S. citizens should take "
        "care. Kinshasa lies across the river from Brazzaville."
    )
    said = [
        f"{a.country} {a.level} {a.change}"
        for a in reading_of(text, country="XX").advisories
    ]
    assert said == [f"{expected.strip()} reissued"]


def test_a_level_that_was_left_is_not_the_level() -> None:
    text = (
        "Niger - Level 3: Reconsider Travel\n\n"
        "The Travel Advisory level was lowered from Level 4."
    )
    said = [(a.level, a.change) for a in reading_of(text, country="XX").advisories]
    assert said == [(3, "lowered")]


@pytest.mark.parametrize("html", [False, True])
def test_a_title_over_a_scrap_of_text_tells_no_level(html: bool) -> None:
    title = "Chad - Level 1: Exercise Normal Precautions"
    scrap = "Normal precautionSummary missing"
    page = f"<html><body><h1>{title}</h1><p>{scrap}</p></body></html>"
    reading = reading_of(page if html else f"{title}\n\n{scrap}", html=html)
    assert reading.advisories == ()


def test_the_heading_of_a_page_tells_the_level() -> None:
    page = (
        "<html><head><title>Chad</title></head><body><h1>Chad - Level 3: Reconsider "
        "Travel</h1><p>Reissued with updates on unrest and crime in the east.</p><p>U.S. "
        "citizens should keep away from the border with Sudan, where armed men rob "
        "convoys and villages by night.</p></body></html>"
    )
    said = [(a.country, a.level) for a in reading_of(page, html=True).advisories]
    assert said == [("TD", 3)]
