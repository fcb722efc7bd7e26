"""The press report of 30 December 2021; somebody else's text, so it may be missing."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.watch.attributions import Labelled, pairs
from tests.watch.documents import a_document, reading_of

from exeunt.app.analysers import analyser
from exeunt.model.signals import EngagementStatus, Realis
from exeunt.watch.reading import read


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


STATEMENTS = (
    ("emails", "The United States Embassy in Kyiv", "invasion of Ukraine"),
    ("", "“permanent staff", "Ordered Departure,”"),
    ("spokesperson", "the Biden administration is “con", "severely deteriorates.”"),
    ("spokesperson", "“currently considering", "citizens from Ukraine.”"),
    ("", "over “increased threats", "threats from Russia.”"),
    ("warning", "“U.S. citizens should", "action against Ukraine.”"),
    ("White House", "Biden will warn", "Russia invades Ukraine"),
    ("Biden", "that the U.S. is ready", "Russia invades Ukraine"),
    ("official", "they “cannot speak", "requested the call,”"),
    ("official", "that both Biden and Putin", "leader engagement.”"),
    ("Putin", "there is “genuine value", "leader engagement.”"),
    ("official", "“I think we are", "path of de-escalation,”"),
    ("Price", "“Open lines of dialogue", "in and around Ukraine,”"),
    ("Horne", "“The Biden administration continues", "the border with Ukraine,”"),
    ("Borrell", "that the union", "in these negotiations.”"),
    ("Borrell", "“It’s about us.", "even if Moscow imagines it,”"),
    ("Blinken", "the United States’ “unwav", "support for Ukraine"),
)
"""Who says what: a word of the speaker, and how the content begins and ends."""


@pytest.fixture(name="labels")
def _labels(text: str) -> list[Labelled]:
    out = []
    for speaker, opening, closing in STATEMENTS:
        start = text.index(opening)
        end = text.index(closing, start) + len(closing)
        out.append(Labelled((start, end), speaker, ""))
    return out


@pytest.mark.parametrize(("rules_only", "floor"), [(False, 0.92), (True, 0.80)])
def test_the_statements_are_found(
    text: str, labels: list[Labelled], rules_only: bool, floor: float
) -> None:
    found = read(
        a_document(text),
        country="UA",
        zone=ZoneInfo("Europe/Kyiv"),
        analyser=analyser(rules_only=rules_only),
    ).statements
    matched = pairs(labels, found)
    assert 2 * len(matched) / (len(labels) + len(found)) >= floor
    assert rules_only or len(matched) == len(labels)
    wrong = [(f.speaker, g.speaker) for g, f in matched if g.speaker not in f.speaker]
    assert rules_only or wrong == []
