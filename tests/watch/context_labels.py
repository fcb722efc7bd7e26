"""Texts whose words are those of a crisis, labelled with what is so in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from tests.watch.documents import reading_of

from exeunt.model.signals import Reading, Realis


_FILE = Path(__file__).parent / "data" / "contexts.txt"
_SO = {Realis.IN_FORCE, Realis.REPORTED, Realis.PLANNED}


@dataclass(frozen=True, slots=True)
class Told:
    """A text and what must be read in it, line by line."""

    name: str
    published: datetime
    text: str
    labels: tuple[str, ...]


def texts() -> Iterator[Told]:
    """Read the labelled texts in the order of the file."""
    for block in _FILE.read_text(encoding="utf-8").split("\n=== ")[1:]:
        head, _, rest = block.partition("\n")
        text, _, marks = rest.rpartition("\n---\n")
        name, day = head.split(" | ")
        published = datetime.combine(datetime.fromisoformat(day), time(12), UTC)
        yield Told(name, published, text, tuple(marks.split("\n")))


def wrong_in(told: Told) -> list[str]:
    """Give the labels of *told* that its reading does not bear out."""
    seen = reading_of(told.text, country="XX", published=told.published)
    return [line for line in told.labels if line and not _holds(line, seen)]


def _holds(line: str, seen: Reading) -> bool:
    kind, *rest = line.split()
    if kind == "so":
        so = {i.indicator for i in seen.indicators if i.realis in _SO}
        return bool(so) if rest == ["*"] else so == set(rest) - {"-"}
    if kind == "status":
        return tuple(rest) in {(s.status.value, s.realis.value) for s in seen.statuses}
    if kind == "day":
        return rest[0] in {t.value for t in seen.times}
    in_force = [s for s in seen.statuses if s.realis in _SO]
    return not in_force and not seen.engagements
