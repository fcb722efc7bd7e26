"""Labelled paragraphs on what holds at one place only, or was raised or reduced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.watch.documents import a_document

from exeunt.model.signals import OwnPlace
from exeunt.watch.reading import read


_FILE = Path(__file__).parent / "data" / "limited.txt"
_TOWNS = {"Adana": (37.0, 35.3213), "Goma": (-1.6741, 29.2385)}

Label = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A labelled text as a post reads it whose people live in ``own``, if it is told."""

    published: datetime
    country: str
    own: str
    text: str
    labels: tuple[Label, ...]

    @property
    def told(self) -> tuple[Label, ...]:
        """What is read in it, in the form of the labels, each thing once."""
        return _told(self)


def paragraphs(part: str) -> Iterator[Paragraph]:
    """Read the labelled paragraphs of one *part*: ``seen`` or ``kept back``."""
    whole = _FILE.read_text(encoding="utf-8")
    (some,) = [b for b in whole.split("\n* ")[1:] if b.startswith(f"{part}\n")]
    for block in some.split("\n=== ")[1:]:
        head, _, rest = block.partition("\n")
        text, _, marks = rest.partition("\n---")
        day, country, own = (one.strip() for one in head.split("|"))
        yield Paragraph(
            datetime.combine(datetime.fromisoformat(day), time(12), UTC),
            country,
            own,
            text,
            tuple(tuple(line.split(" ")) for line in marks.splitlines() if line),
        )


@cache
def _told(one: Paragraph) -> tuple[Label, ...]:
    own = []
    if one.own:
        lat, lon = _TOWNS[one.own]
        own = [OwnPlace(name="Staff flats", country=one.country, lat=lat, lon=lon)]
    reading = read(
        a_document(one.text, published=one.published),
        country=one.country,
        zone=ZoneInfo("UTC"),
        own=own,
    )
    statuses = {
        ("status", s.status.value, s.realis.value, s.change or "-", _place(s.place))
        for s in reading.statuses
    }
    advisories = {
        ("advisory", a.country, str(a.level or "-"), a.realis.value, _place(a.place))
        for a in reading.advisories
    }
    return (*sorted(statuses), *sorted(advisories))


def _place(name: str) -> str:
    return name.replace(" ", "_") or "-"


def f1(part: str) -> float:
    """Score the paragraphs of a part, in percent."""
    hits = found = wanted = 0
    for one in paragraphs(part):
        left = list(one.told)
        found += len(left)
        for label in one.labels:
            wanted += 1
            fits = [got for got in left if _fits(label, got)]
            if fits:
                left.remove(fits[0])
                hits += 1
    return 200 * hits / (found + wanted)


def _fits(wanted: Label, got: Label) -> bool:
    return len(wanted) == len(got) and all(
        g in w.split("/") for w, g in zip(wanted, got, strict=True)
    )
