"""The labelled newswire of our own, and how time expressions are scored on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path


_FILE = Path(__file__).parent / "data" / "newswire.txt"
_LABEL = re.compile(r"\[([^\]|]+)\|([^\]|]+)(?:\|(SET))?\]")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A time expression: where it is and its value, as TIMEX3 writes it."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Story:
    """A labelled document."""

    published: datetime
    topic: str
    kept_back: bool
    text: str
    times: tuple[Labelled, ...]


def stories(*, kept_back: bool) -> Iterator[Story]:
    """Read the labelled documents: those that rules were made on, or the others."""
    for block in _FILE.read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, marked = block.partition("\n")
        day, topic, *more = head.split(" ", 2)
        if bool(more) is kept_back:
            text, times = _unmarked(marked.strip())
            moment = datetime.combine(datetime.fromisoformat(day), time(12), UTC)
            yield Story(moment, topic, bool(more), text, times)


def _unmarked(marked: str) -> tuple[str, tuple[Labelled, ...]]:
    text, at, times = "", 0, []
    for match in _LABEL.finditer(marked):
        text += marked[at : match.start()]
        times.append(Labelled(len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        at = match.end()
    return text + marked[at:], tuple(times)


@dataclass(frozen=True, slots=True)
class Score:
    """
    F1 as TempEval-3 counts it, in percent.

    ``relaxed`` wants two spans to overlap and ``strict`` to be the same; ``value`` wants
    an overlap and the same value.
    """

    relaxed: float
    strict: float
    value: float


def score(pairs: Iterable[tuple[Iterable[Labelled], Iterable[Labelled]]]) -> Score:
    """Score what was found against the labels, one pair for each document."""
    relaxed = strict = value = size = 0
    for found, wanted in pairs:
        left = list(wanted)
        got = list(found)
        size += len(left) + len(got)
        for one in got:
            near = [w for w in left if w.start < one.end and one.start < w.end]
            if not near:
                continue
            best = max(near, key=lambda w: _overlap(w, one))
            left.remove(best)
            relaxed += 1
            strict += (best.start, best.end) == (one.start, one.end)
            value += best.value == one.value
    return Score(*(200 * hits / size for hits in (relaxed, strict, value)))


def _overlap(a: Labelled, b: Labelled) -> int:
    return min(a.end, b.end) - max(a.start, b.start)
