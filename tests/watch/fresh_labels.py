"""Documents that were labelled before the rules were read, and how they are scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

from tests.watch.documents import reading_of

from exeunt.model.documents import SourceClass
from exeunt.model.signals import EngagementStatus, Reading, Realis, StatusMention


_FILE = Path(__file__).parent / "data" / "fresh.txt"
KINDS = ("advisory", "status", "engagement", "indicator", "time")

Label = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fresh:
    """A labelled document; ``open_to_doubt`` are labels that count neither way."""

    name: str
    published: datetime
    source_class: SourceClass
    text: str
    labels: tuple[Label, ...]
    open_to_doubt: frozenset[Label]


def documents(part: str) -> Iterator[Fresh]:
    """Read the labelled documents of one *part*; those that name none are ``seen``."""
    for block in _FILE.read_text(encoding="utf-8").split("\n=== ")[1:]:
        head, _, rest = block.partition("\n")
        text, _, marks = rest.rpartition("\n---\n")
        name, day, source, *kept = head.split(" | ")
        if (kept or ["seen"])[0] == part:
            lines = [line for line in marks.splitlines() if line]
            yield Fresh(
                name,
                datetime.combine(datetime.fromisoformat(day), time(12), UTC),
                SourceClass(source),
                text,
                tuple(_label(line) for line in lines if not line.startswith("?")),
                frozenset(_label(x[1:]) for x in lines if x.startswith("?")),
            )


def _label(line: str) -> Label:
    """Read a line; of a status, its people are between its sense and its day."""
    kind, *words = line.split(" ")
    if kind == "status":
        return kind, words[0], words[1], " ".join(words[2:-1]), words[-1]
    return (kind, *words[:3]) if kind == "engagement" else (kind, *words)


def reading(one: Fresh) -> Reading:
    """Read a labelled document as a post that is in none of its countries would."""
    return reading_of(
        one.text, country="XX", published=one.published, source_class=one.source_class
    )


@cache
def told(one: Fresh) -> Counter[Label]:
    """
    Give what the reading of *one* says, in the form of the labels.

    An advisory that names no level, of a country that has one already, is the same said
    again. A status or an indicator that is said twice counts once.
    """
    seen = reading(one)
    body = reading_body_of(seen)
    out: Counter[Label] = Counter(("time", t.value) for t in seen.times)
    out += Counter(set(body))
    return out


def reading_body_of(seen: Reading) -> Iterator[Label]:
    """Give all signals of a reading but its times."""
    levels = {a.country for a in seen.advisories if a.level is not None}
    for a in seen.advisories:
        if a.level is not None or a.country not in levels:
            yield "advisory", a.country, str(a.level or "-"), a.change
    for s in _without_repeats(seen.statuses):
        day = s.effective.isoformat() if s.effective else "-"
        yield "status", s.status.value, s.realis.value, s.population, day
    for e in seen.engagements:
        held = e.status is EngagementStatus.HELD
        yield (
            "engagement",
            e.day.isoformat(),
            e.kind,
            "past" if held else e.status.value,
        )
    so = {i.indicator for i in seen.indicators if i.realis not in _NOT_SO}
    for i in seen.indicators:
        yield "indicator" if i.indicator in so else "unreal", i.indicator


_NOT_SO = {Realis.DENIED, Realis.HISTORIC, Realis.LIFTED, Realis.CONTINGENCY}


def _without_repeats(said: tuple[StatusMention, ...]) -> Iterator[StatusMention]:
    """Drop a status without a day that another sentence dates."""
    dated = {(s.status, s.realis) for s in said if s.effective}
    return (s for s in said if s.effective or (s.status, s.realis) not in dated)


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one kind, in percent."""

    precision: float
    recall: float
    f1: float


def score(given: Iterable[Fresh], kind: str) -> Score:
    """Score one kind of label over documents."""
    hits = found = wanted = 0
    for one in given:
        want, got = compared(one, kind)
        hits += (want & got).total()
        found += got.total()
        wanted += want.total()
    return Score(
        100 * hits / max(found, 1),
        100 * hits / max(wanted, 1),
        200 * hits / max(found + wanted, 1),
    )


def compared(one: Fresh, kind: str) -> tuple[Counter[Label], Counter[Label]]:
    """Give what is labelled and what is read of one kind, without what is in doubt."""
    want = Counter(x for x in one.labels if x[0] == kind)
    seen = told(one)
    got = Counter(x for x in seen.elements() if x[0] == kind)
    got += Counter(x for x in want if x not in got and ("unreal", x[1]) in seen)
    for label in list(got):
        if _doubtful(label, one):
            got[label] = min(got[label], want[label])
    return want, got


def _doubtful(seen: Label, one: Fresh) -> bool:
    """Tell what is arguable; of a status, whatever people and day are given."""
    short = {x[:3] if x[0] == "status" else x for x in one.open_to_doubt}
    return (seen[:3] if seen[0] == "status" else seen) in short
