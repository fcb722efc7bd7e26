"""
Statuses and advisories that hold at one place only, and statuses raised or reduced.

The paragraphs were written and labelled before there were rules for this. Those kept
back scored 89 when first read after the rules were made on those seen, and stand so.
"""

from __future__ import annotations

import pytest
from tests.watch.documents import a_document, reading_of
from tests.watch.limited_labels import f1, paragraphs

from exeunt.formats.reading_json import reading_body
from exeunt.formats.reading_tables import said
from exeunt.model.signals import Realis


@pytest.mark.parametrize(("part", "floor"), [("seen", 97), ("kept back", 88)])
def test_what_was_labelled_first_is_read(part: str, floor: int) -> None:
    assert f1(part) >= floor


def test_each_part_has_the_paragraphs_that_it_is_said_to_have() -> None:
    assert [len(list(paragraphs(part))) for part in ("seen", "kept back")] == [15, 15]


# Read at a post in Ukraine whose people live in Kyiv.
SAID = """
Britain's consulate in Lviv suspended operations, but the embassy did not.       | suspended limited Lviv
The embassy denied that its consulate in Lviv had suspended operations.          | suspended denied Lviv
The consulate in Lviv will suspend operations if the shelling goes on.           | suspended contingency Lviv
On Monday the ordered departure of staff at the consulate in Lviv was lifted.    | ordered lifted Lviv
Italy withdrew its staff from the consulate in Lviv to the embassy in Kyiv.      | ordered limited Lviv
The embassy and the consulate in Lviv suspended operations.                      | suspended in_force
The embassy suspended operations after a blast at the consulate in Lviv.         | suspended in_force
"""


@pytest.mark.parametrize("row", SAID.strip().splitlines())
def test_a_status_of_a_consulate_is_not_that_of_the_post(row: str) -> None:
    text, _, expected = row.partition("|")
    statuses = reading_of(text.strip()).statuses
    told = [f"{s.status.value} {s.realis.value} {s.place}".strip() for s in statuses]
    assert "; ".join(told) == expected.strip()


def test_a_later_sentence_means_the_consulate_that_was_named() -> None:
    _, second = reading_of(
        "The families of its staff were ordered to leave the consulate in Lviv. On "
        "Tuesday the consulate suspended operations."
    ).statuses
    assert (second.place, second.realis) == ("Lviv", Realis.LIMITED)


def test_what_a_sentence_shows_of_a_limited_mission_is_limited_too() -> None:
    (seen,) = reading_of("The consulate in Lviv has suspended operations.").indicators
    assert (seen.indicator, seen.realis) == ("embassy_suspends", Realis.LIMITED)


def test_a_limited_status_is_told_with_its_place() -> None:
    text = "Britain's consulate in Lviv suspended operations, but the embassy did not."
    reading = reading_of(text)
    (status,) = reading.statuses
    assert said(status) == "suspended operations, United Kingdom: limited to Lviv"
    told = reading_body(a_document(text), reading)["statuses"]
    assert isinstance(told, list)
    assert (told[0]["place"], told[0]["change"]) == ("Lviv", None)


def test_the_level_of_a_part_is_told_beside_that_of_the_country() -> None:
    reading = reading_of(
        "Ukraine - Level 2: Exercise Increased Caution\n\nThe embassy is open. Level 4: "
        "Do not travel to Crimea due to armed conflict. Reconsider travel in the rest of "
        "the country."
    )
    told = [(a.level, a.realis.value, a.place) for a in reading.advisories]
    assert told == [(2, "in_force", ""), (None, "limited", "Crimea")]
    assert said(reading.advisories[1]).endswith("no level said: limited to Crimea")
