"""The board: every signal of a post, new, confirmed or refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from exeunt.app.as_of import moment_as_of
from exeunt.app.log import events_of
from exeunt.app.read_documents import read_documents
from exeunt.app.read_post import read_post
from exeunt.app.warn_post import readings_of
from exeunt.model.board import Board, Pinned, State
from exeunt.model.events import Event, SignalConfirmed, SignalRefused
from exeunt.model.signals import (
    AdvisoryChange,
    Engagement,
    IndicatorSeen,
    Reading,
    Signal,
    StatusMention,
)


def board_of(folder: Path, *, as_of: str | None, now: datetime) -> Board:
    """
    Give the board of the post in *folder* as it stood on *as_of*.

    Raises
    ------
    InvalidInput
        When the post, its documents or the moment cannot be read.
    """
    post = read_post(folder, now=now)
    at = moment_as_of(as_of, zone=post.zone) if as_of else now.astimezone(post.zone)
    documents = [d for d in read_documents(folder) if d.published <= at]
    events = events_of(folder)
    known = [event for event in events if event.at <= at]
    readings = readings_of(post, documents, known, folder=folder)
    return board(readings, events, as_of=at)


def board(
    readings: Sequence[Reading], events: Iterable[Event], *, as_of: datetime
) -> Board:
    """
    Sort the signals of *readings* by what people said of them by *as_of*.

    The same sentence in several reports of one event is one entry, with all its
    reports; it is confirmed where any of them is, refused where all of them are.
    """
    last = _last_words(events, as_of=as_of)
    groups: dict[tuple[object, ...], list[Signal]] = {}
    for signal in (s for reading in readings for s in reading.signals):
        groups.setdefault(_alike(signal), []).append(signal)
    pinned = [_pinned(group, last) for group in groups.values()]
    pinned.sort(key=lambda one: one.signal.evidence.published, reverse=True)
    aside = [r for r in readings if r.mute or r.unusable]
    return Board(
        as_of=as_of,
        pinned=tuple(pinned),
        set_aside=tuple((r.document, r.mute or r.unusable) for r in aside),
        not_analysed=tuple(
            r.document for r in readings if not r.analysed and not r.unusable
        ),
        cut=tuple(r.document for r in readings if r.read_to is not None),
    )


def _last_words(
    events: Iterable[Event], *, as_of: datetime
) -> dict[str, SignalConfirmed | SignalRefused]:
    last: dict[str, SignalConfirmed | SignalRefused] = {}
    for event in sorted(events, key=lambda one: one.at):
        if event.at <= as_of and isinstance(event, SignalConfirmed | SignalRefused):
            last[event.signal] = event
    return last


def _pinned(
    group: Sequence[Signal], last: dict[str, SignalConfirmed | SignalRefused]
) -> Pinned:
    words = [last.get(signal.evidence.key) for signal in group]
    said = [word for word in words if word is not None]
    yes = [word for word in said if isinstance(word, SignalConfirmed)]
    state: State = State.NEW
    word: SignalConfirmed | SignalRefused | None = None
    if yes:
        state, word = State.CONFIRMED, yes[-1]
    elif said and len(said) == len(group):
        state, word = State.REFUSED, said[-1]
    return Pinned(
        state=state,
        signal=group[0],
        reports=tuple(signal.evidence for signal in group),
        by=word.by if word else "",
        why=word.why if word else "",
        at=word.at if word else None,
    )


def _alike(signal: Signal) -> tuple[object, ...]:
    """Give what two reports of one event share where they say the same."""
    evidence = signal.evidence
    sentence = " ".join(evidence.sentence.split()).casefold()
    return (evidence.report_of, sentence, *_what(signal))


def _what(signal: Signal) -> tuple[object, ...]:
    match signal:
        case Engagement():
            return ("engagement", signal.day, signal.kind, signal.status)
        case StatusMention():
            return (
                "status",
                signal.status,
                signal.population,
                signal.realis,
                signal.place,
            )
        case AdvisoryChange():
            return (
                "advisory",
                signal.country,
                signal.level,
                signal.change,
                signal.place,
            )
        case IndicatorSeen():
            return ("indicator", signal.indicator, signal.realis)
