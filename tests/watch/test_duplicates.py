"""Copies and reissues report one event; the same words for another day do not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.watch.documents import THURSDAY, a_document

from exeunt.watch.duplicates import WITHIN, first_reports


STORY = (
    "The ministry of transport said on Monday that the airport of Porto Vento is closed "
    "to all traffic until further notice. Passengers with tickets were told to call "
    "their airline. The road to the border stays open by day, the ministry said, and "
    "trains run to a timetable of Sundays. Nobody was hurt, and no reason was given."
)


def _first(one: str, other: str, *, later: timedelta = timedelta(hours=3)) -> bool:
    first = a_document(one)
    second = a_document(other, published=THURSDAY + later)
    found = first_reports([second, first])
    assert found in ({}, {second.id: first.id})
    return bool(found)


@pytest.mark.parametrize(
    "copy",
    [
        STORY + " ",
        STORY.upper(),
        f"PORTO VENTO (Agency) - {STORY} Reporting by our staff; editing by the desk.",
        STORY.rpartition(". Nobody")[0] + ".",
        f"Issued: 28 December 2021\n\n{STORY}",
    ],
    ids=["space", "capitals", "wire", "cut short", "reissued"],
)
def test_a_copy_reports_the_same_event(copy: str) -> None:
    assert _first(STORY, copy)


@pytest.mark.parametrize(
    "other",
    [
        STORY + " Flights may begin again on 14 January.",
        STORY.replace("Passengers", "All 300 passengers"),
    ],
    ids=["new date in the longer", "new number in the longer"],
)
def test_a_longer_report_may_tell_more(other: str) -> None:
    assert _first(STORY, other)


def test_the_same_notice_for_another_day_is_another_event() -> None:
    notice = STORY + " Demonstrations are expected at the square on 12 January."

    assert not _first(notice, notice.replace("12", "19"))


def test_another_level_is_another_event() -> None:
    advisory = f"Ostland - Level 3: Reconsider Travel. {STORY}"

    assert not _first(advisory, advisory.replace("Level 3", "Level 4"))


def test_the_same_notice_for_another_place_is_another_event() -> None:
    assert not _first(STORY, STORY.replace("Porto Vento", "Castel Mare"))


def test_another_story_is_another_event() -> None:
    assert not _first(STORY, "The central bank left its rate as it was. " * 6)


def test_short_texts_are_not_compared() -> None:
    assert not _first("The airport is closed.", "The airport is closed!")


def test_a_copy_weeks_later_is_another_event() -> None:
    assert _first(STORY, STORY + " ", later=WITHIN)
    assert not _first(STORY, STORY + " ", later=WITHIN + timedelta(minutes=1))


def test_every_copy_leads_to_the_first_report() -> None:
    copies = [
        a_document(STORY + " " * n, published=THURSDAY + timedelta(days=n))
        for n in range(6)
    ]

    found = first_reports(copies)

    assert found == {copy.id: copies[0].id for copy in copies[1:]}


def test_a_copy_of_part_of_a_long_report_is_found() -> None:
    long = " ".join(f"Paragraph {STORY} of town number{n}." for n in range(60))
    words = long.split()

    assert _first(long, " ".join(words[: len(words) // 3]))
