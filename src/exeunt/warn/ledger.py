"""What the log of events comes to on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from exeunt.model.events import (
    Event,
    SignalConfirmed,
    SignalRefused,
    StatusDeclared,
    TripwireCleared,
    TripwireConfirmed,
)
from exeunt.model.post import Post
from exeunt.model.statuses import DepartureStatus


@dataclass(frozen=True, slots=True)
class Judged:
    """What people said of signals: of two words on one, the last counts."""

    confirmed: frozenset[str]
    refused: frozenset[str]


def judged(events: Iterable[Event], *, as_of: datetime) -> Judged:
    """Fold what was said of signals by *as_of*."""
    last: dict[str, bool] = {}
    for event in sorted(events, key=lambda one: one.at):
        if event.at <= as_of and isinstance(event, SignalConfirmed | SignalRefused):
            last[event.signal] = isinstance(event, SignalConfirmed)
    return Judged(
        confirmed=frozenset(key for key, yes in last.items() if yes),
        refused=frozenset(key for key, yes in last.items() if not yes),
    )


def last_clear(
    events: Sequence[Event], tripwire: str, *, as_of: datetime
) -> TripwireCleared | None:
    """Give the last time that a person closed *tripwire*."""
    return max(
        (
            event
            for event in events
            if isinstance(event, TripwireCleared)
            and event.tripwire == tripwire
            and event.at <= as_of
        ),
        key=lambda event: event.at,
        default=None,
    )


def last_confirmation(
    events: Sequence[Event], tripwire: str, *, since: datetime, as_of: datetime
) -> TripwireConfirmed | None:
    """Give the last time that a person agreed that *tripwire* was crossed."""
    return max(
        (
            event
            for event in events
            if isinstance(event, TripwireConfirmed)
            and event.tripwire == tripwire
            and since <= event.at <= as_of
        ),
        key=lambda event: event.at,
        default=None,
    )


def statuses_in_force(
    post: Post, events: Iterable[Event], *, as_of: datetime
) -> dict[str, DepartureStatus]:
    """
    Give the status in force for each category of *post* on *as_of*.

    What the history of the post holds and what the log holds count alike, in the order
    in which it was declared; a category of which nothing was declared is normal.
    """
    declared = [(d.at, d.category, d.status) for d in post.history.declared]
    declared += [
        (event.at, event.category, event.status)
        for event in events
        if isinstance(event, StatusDeclared)
    ]
    status = {c.id: DepartureStatus.NORMAL for c in post.file.categories}
    for at, category, new in sorted(declared, key=lambda one: one[0]):
        if at <= as_of and category in status:
            status[category] = new
    return status
