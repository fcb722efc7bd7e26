"""Single sentences with what must, and what must not, be read in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

from tests.watch.documents import reading_of

from exeunt.model.signals import EngagementStatus, Reading, Realis


_DATA = Path(__file__).parent / "data"
_SO = {Realis.IN_FORCE, Realis.REPORTED, Realis.PLANNED}


def _read(name: str) -> Iterator[tuple[str, str, Reading]]:
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines()[1:]:
        day, text, wanted = line.split(" | ")
        published = datetime.combine(datetime.fromisoformat(day), time(12), UTC)
        given = text.replace(" // ", "\n\n")
        yield text, wanted, reading_of(given, country="XX", published=published)


def test_indicators_are_read_in_near_words_and_not_in_false_friends() -> None:
    wrong = []
    for text, wanted, seen in _read("near_indicators.txt"):
        so = {i.indicator for i in seen.indicators if i.realis in _SO}
        if (wanted.lstrip("!") in so) is wanted.startswith("!"):
            wrong.append((text, wanted, so))
    assert wrong == []


def test_meetings_and_days_to_act_by_are_read_and_crowds_are_not() -> None:
    wrong = []
    for text, wanted, seen in _read("near_meetings.txt"):
        told = {
            f"{e.day.isoformat()} {word}"
            for e in seen.engagements
            for word in (
                "past" if e.status is EngagementStatus.HELD else e.status.value,
                e.kind,
            )
        }
        if told if wanted == "-" else wanted not in told:
            wrong.append((text, wanted, told))
    assert wrong == []


def test_days_hang_on_the_day_that_a_paragraph_tells_of() -> None:
    wrong = []
    for text, wanted, seen in _read("near_times.txt"):
        values = {t.value for t in seen.times}
        if values.isdisjoint(wanted.split()):
            wrong.append((text, wanted, values))
    assert wrong == []
