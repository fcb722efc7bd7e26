"""Labelled paragraphs on departures, advisories and engagements, and their score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

from tests.watch.documents import reading_of

from exeunt.model.documents import SourceClass
from exeunt.model.signals import (
    AdvisoryChange,
    EngagementStatus,
    Reading,
    Realis,
    StatusMention,
)


_FILE = Path(__file__).parent / "data" / "departures.txt"
KINDS = ("status", "advisory", "engagement")

Label = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A labelled text; ``arguable`` labels count neither way."""

    published: datetime
    source_class: SourceClass
    text: str
    labels: tuple[Label, ...]
    arguable: tuple[Label, ...]


def paragraphs(part: str) -> Iterator[Paragraph]:
    """Read the labelled paragraphs of one *part*: ``seen`` or ``kept back``."""
    whole = _FILE.read_text(encoding="utf-8")
    (some,) = [b for b in whole.split("\n* ")[1:] if b.startswith(f"{part}\n")]
    for block in some.split("\n=== ")[1:]:
        head, _, rest = block.partition("\n")
        text, _, marks = rest.partition("\n---")
        day, source = head.split(" | ")
        lines = [line for line in marks.splitlines() if line]
        yield Paragraph(
            datetime.combine(datetime.fromisoformat(day), time(12), UTC),
            SourceClass(source),
            text,
            tuple(_label(x) for x in lines if not x.startswith("?")),
            tuple(_label(x[1:]) for x in lines if x.startswith("?")),
        )


def _label(line: str) -> Label:
    kind, *words = line.split(" ")
    if kind == "status":
        return kind, words[0], words[1], words[-1], " ".join(words[2:-1])
    if kind == "engagement":
        return kind, words[0], words[1], words[2], "".join(words[3:])
    return (kind, *words)


@cache
def told(one: Paragraph) -> tuple[Label, ...]:
    """Give what is read in *one*, in the form of the labels, each thing once."""
    reading = reading_of(
        one.text,
        country="XX",
        published=one.published,
        source_class=one.source_class,
    )
    return tuple(sorted(set(_told(reading))))


def _told(seen: Reading) -> Iterator[Label]:
    levels = {a.country for a in seen.advisories if a.level is not None}
    for a in seen.advisories:
        if a.level is not None or a.country not in levels:
            yield "advisory", a.country, str(a.level or "-"), _change(a)
    dated = {(s.status, s.realis) for s in seen.statuses if _day(s)}
    for s in seen.statuses:
        if _day(s) or (s.status, s.realis) not in dated:
            people = s.population or "-"
            yield "status", s.status.value, s.realis.value, _day(s) or "-", people
    for e in seen.engagements:
        held = e.status is EngagementStatus.HELD
        status = "past" if held else e.status.value
        yield "engagement", e.day.isoformat(), e.kind, status, ",".join(e.parties)


def _change(one: AdvisoryChange) -> str:
    so = one.realis is Realis.IN_FORCE
    return one.change if so else f"{one.change}({one.realis.value})"


def _day(one: StatusMention) -> str:
    return one.effective.isoformat() if one.effective else one.since


def _fits(wanted: Label, got: Label) -> bool:
    """Compare all but the last of a status and an engagement: people and parties."""
    last = None if wanted[0] == "advisory" else 4
    pairs = zip(wanted[:last], got[:last], strict=True)
    return all(w == "*" or g in w.split("/") for w, g in pairs)


def _near(arguable: Label, got: Label) -> bool:
    return arguable[:2] == got[:2]


@dataclass(frozen=True, slots=True)
class Score:
    """F1 of a kind in percent, and of those found, how many name the right people."""

    f1: float
    people: float


def score(part: str, kind: str) -> Score:
    """Score one kind of label over the paragraphs of a part."""
    hits = found = wanted = people = 0
    for one in paragraphs(part):
        left = [x for x in told(one) if x[0] == kind]
        for label in (x for x in one.labels if x[0] == kind):
            wanted += 1
            fits = [g for g in left if _fits(label, g)]
            if fits:
                best = next((g for g in fits if g[-1] == label[-1]), fits[0])
                left.remove(best)
                hits += 1
                people += best[-1] == label[-1]
        found += sum(not any(_near(a, g) for a in one.arguable) for g in left)
    return Score(
        200 * hits / max(found + hits + wanted, 1), 100 * people / max(hits, 1)
    )
