"""The port of the event log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from exeunt.errors import Refused, WorldError
from exeunt.model.events import Event


class EventStore(Protocol):
    """An append-only log of events, in one order for everybody."""

    def append(self, events: Sequence[Event], *, after: int) -> int:
        """
        Append *events* if the log still ends at *after*; return its new end.

        When this returns, the events are on the disk. Events that the log already
        holds are not appended again, so an append whose answer was lost may be
        repeated as it was.

        Raises
        ------
        LogMoved
            When somebody else appended since *after*; nothing was appended.
        EventDiffers
            When the log holds an event of the same id that says something else.
        """
        ...

    def read(self, *, after: int = 0) -> tuple[Event, ...]:
        """Give the events past *after*, oldest first."""
        ...


class LogMoved(WorldError):
    """The log does not end where the decision was made."""

    def __init__(self, *, after: int, end: int) -> None:
        self.after = after
        self.end = end
        super().__init__(
            f"The log ends at {end}, not at {after}: somebody recorded something in "
            "between. Look at it and decide again.",
            retryable=True,
        )


class EventDiffers(Refused):
    """The log holds an event of the same id that says something else."""

    def __init__(self, event_id: str) -> None:
        self.event_id = event_id
        super().__init__(
            f"Event {event_id} is in the log with other words; the log is never "
            "changed. Record what is new as a new event."
        )


def new_events(held: dict[str, Event], events: Sequence[Event]) -> list[Event]:
    """Give those of *events* that are not *held*, each once."""
    fresh: dict[str, Event] = {}
    for event in events:
        known = held.get(event.id) or fresh.get(event.id)
        if known is None:
            fresh[event.id] = event
        elif known != event:
            raise EventDiffers(event.id)
    return list(fresh.values())
