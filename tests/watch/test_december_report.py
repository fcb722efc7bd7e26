"""The press report of 30 December 2021; somebody else's text, so it may be missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.watch.documents import reading_of

from exeunt.model.signals import EngagementStatus, Realis


_SEED = Path(__file__).parents[3] / "shared" / "seed"
_FILES = sorted(_SEED.glob("*.txt")) if _SEED.is_dir() else []
pytestmark = pytest.mark.skipif(not _FILES, reason="the report is not at hand")


@pytest.fixture(name="text")
def _text() -> str:
    return _FILES[0].read_text(encoding="utf-8")


def test_the_four_coming_engagements_are_found_and_no_other(text: str) -> None:
    coming = [
        (e.day.isoformat(), e.parties)
        for e in reading_of(text).engagements
        if e.status is EngagementStatus.PLANNED
    ]
    assert coming == [
        ("2021-12-30", ("Biden", "Putin")),
        ("2022-01-10", ("United States", "Russia")),
        ("2022-01-12", ("NATO", "Russia")),
        ("2022-01-13", ("OSCE",)),
    ]


def test_all_ten_dates_mean_what_they_should(text: str) -> None:
    dates = [t for t in reading_of(text).times if t.value[0] == "2"]
    assert [t.value for t in dates] == [
        "2021-03-18",
        "2021-12-30",
        "2021-W52",
        "2021-12",
        "2021-12-30",
        "2021-12",
        "2021-12-29",
        "2022-01-10",
        "2022-01-12",
        "2022-01-13",
    ]


def test_nothing_is_in_force_and_no_level_is_claimed(text: str) -> None:
    reading = reading_of(text)
    senses = {s.realis for s in reading.statuses}
    assert senses == {Realis.CONTINGENCY, Realis.DENIED}
    assert [(a.country, a.level, a.change) for a in reading.advisories] == [
        ("UA", None, "text_changed")
    ]


def test_no_evidence_comes_from_promo_line_or_caption(text: str) -> None:
    body = text.index("December 30, 2021")
    assert all(s.evidence.start > body for s in reading_of(text).signals)
