"""What was read in documents, for people: a calendar, then each signal's sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from exeunt.model.documents import Document
from exeunt.model.signals import (
    AdvisoryChange,
    Engagement,
    IndicatorSeen,
    Reading,
    Realis,
    Signal,
    StatusMention,
)


_STATUS = {
    "normal": "normal operation",
    "authorized": "authorized departure",
    "ordered": "ordered departure",
    "suspended": "suspended operations",
}
_CHANGE = {
    "raised": "raised",
    "lowered": "lowered",
    "reissued": "reissued",
    "text_changed": "text changed",
    "stands": "stands",
}


def reading_tables(
    read: Sequence[tuple[Document, Reading]],
) -> Iterator[RenderableType]:
    """Give the calendar of all that was *read*, then what each document says."""
    yield _calendar(read)
    for document, reading in read:
        yield Text()
        day = f"{document.published:%Y-%m-%d %H:%M %Z}".strip()
        yield Text(f"{document.name} ({document.source}, {day})", style="bold")
        if reading.mute or reading.unusable:
            yield Text(f"  no signals are taken: {reading.mute or reading.unusable}")
        elif not reading.analysed:
            yield Text("  not analysed: the text is not English")
        elif not reading.signals:
            yield Text("  no signals")
        if reading.read_to is not None:
            yield Text(
                f"  read up to character {reading.read_to:,} of "
                f"{len(document.text):,}: cut it up to read the rest"
            )
        for sentence, group in groupby(_in_order(reading), key=_sentence):
            yield from (Text(f"  {said(signal)}") for signal in group)
            quoted = Text(f"\u201c{sentence}\u201d", style="dim")
            yield Padding(quoted, (0, 0, 1, 6))
        if reading.statements:
            yield _statements(document, reading)
    yield from _analysers(read)


def _statements(document: Document, reading: Reading) -> RenderableType:
    table = Table(
        "who",
        "source",
        "cue",
        "sense",
        "what",
        title="Who said what",
        title_justify="left",
    )
    for said in reading.statements:
        table.add_row(
            Text(said.speaker or "not named"),
            said.source_class.value.replace("_", " "),
            Text(said.cue),
            said.realis.value.replace("_", " "),
            Text(" ".join(document.text[said.start : said.end].split())),
        )
    return table


def _analysers(
    read: Sequence[tuple[Document, Reading]],
) -> Iterator[RenderableType]:
    names = sorted({reading.analyser for _, reading in read if reading.analyser})
    if names:
        yield Text(f"Who said what was found by {' and '.join(names)}.", style="dim")


def _calendar(read: Sequence[tuple[Document, Reading]]) -> RenderableType:
    rows = sorted(
        {
            (e.day, e.kind.replace("_", " "), ", ".join(e.parties), e.status.value)
            for _, reading in read
            for e in reading.engagements
        }
    )
    if not rows:
        return Text("Calendar: no dated engagements.")
    table = Table(
        "day", "what", "who", "status", title="Calendar", title_justify="left"
    )
    for day, kind, parties, status in rows:
        table.add_row(f"{day:%a} {day.isoformat()}", kind, parties, status)
    return table


def _in_order(reading: Reading) -> list[Signal]:
    first: dict[str, int] = {}
    for signal in sorted(reading.signals, key=lambda s: s.evidence.start):
        first.setdefault(_sentence(signal), signal.evidence.start)
    return sorted(reading.signals, key=lambda s: (first[_sentence(s)], said(s)))


def _sentence(signal: Signal) -> str:
    return " ".join(signal.evidence.sentence.split())


def said(signal: Signal) -> str:
    """Say in a line what *signal* is."""
    match signal:
        case Engagement():
            who = " and ".join(signal.parties) or "parties not named"
            kind = signal.kind.replace("_", " ")
            return f"{signal.status.value} {kind} on {signal.day.isoformat()}: {who}"
        case StatusMention():
            return _said_of_status(signal)
        case AdvisoryChange():
            level = f", level {signal.level}" if signal.level else ", no level said"
            words = f"advisory for {signal.country}: {_CHANGE[signal.change]}{level}"
            return words + _sense(signal.realis, signal.place)
        case IndicatorSeen():
            name = signal.indicator.replace("_", " ")
            direction = signal.direction.value.replace("_", "-")
            return f"{name} ({direction})" + _sense(signal.realis)


def _said_of_status(signal: StatusMention) -> str:
    words = _STATUS[signal.status.value]
    if signal.population:
        words += f" of {signal.population}"
    if signal.whose:
        words += f", {signal.whose}"
    if signal.effective:
        words += f", {signal.effective.isoformat()}"
    if signal.change:
        words += f", {signal.change.value}"
    return f"{words}: {_in_words(signal.realis, signal.place)}"


def _in_words(realis: Realis, place: str) -> str:
    words = realis.value.replace("_", " ")
    if not place:
        return words
    return f"limited to {place}" if realis is Realis.LIMITED else f"{words}, at {place}"


def _sense(realis: Realis, place: str = "") -> str:
    plain = {Realis.REPORTED, Realis.IN_FORCE}
    return "" if realis in plain else f": {_in_words(realis, place)}"
