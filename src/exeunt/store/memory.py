"""The event log in memory, for tests and for exercises on paper."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from exeunt.model.events import Event
from exeunt.store.base import LogMoved, new_events


class MemoryEvents:
    """The event log as a list."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._lock = Lock()

    def append(self, events: Sequence[Event], *, after: int) -> int:
        """Append *events* if the log still ends at *after*; return its new end."""
        with self._lock:
            fresh = new_events({event.id: event for event in self._events}, events)
            end = len(self._events)
            if fresh and after != end:
                raise LogMoved(after=after, end=end)
            self._events.extend(fresh)
            return len(self._events)

    def read(self, *, after: int = 0) -> tuple[Event, ...]:
        """Give the events past *after*, oldest first."""
        return tuple(self._events[after:])
