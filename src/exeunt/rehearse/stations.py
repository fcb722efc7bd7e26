"""A place where people are processed before they board."""

from __future__ import annotations

from heapq import heappop, heappush, heapreplace
from math import ceil

from exeunt.model.times import NEVER
from exeunt.rehearse.openings import Windows
from exeunt.rehearse.parcels import Parcel


STAND_BY = 10**11
"""Urgency of people who stand by: after everybody whose trip is planned."""
QUANTUM = 50
"""People who stand by are called forward in groups of at most so many."""

Queueing = tuple[int, int, float, Parcel]
"""Urgency, a serial number, how long being processed takes [s], and who."""


class Station:
    """
    One place of limited rate: those whose trip leaves first are called first.

    Among equals it is first come, first served. Somebody with an earlier trip goes
    before those who are being processed, who go on afterwards (rule §11).
    """

    __slots__ = (
        "_begun",
        "_done",
        "_queue",
        "_rate",
        "_windows",
        "done_s",
        "now",
        "version",
    )

    def __init__(self, windows: Windows, rate: float) -> None:
        self._windows = windows
        self._rate = rate
        self._queue: list[Queueing] = []
        self.now: Queueing | None = None
        self._begun = 0.0
        self._done = 0.0
        self.done_s = NEVER
        """When the parcel being processed is done [whole s after H-hour], or never."""
        self.version = 0
        """Changes with who is being processed, so that an old event is known."""

    def enter(self, at: float, call: tuple[int, int, Parcel]) -> bool:
        """
        Let somebody queue; tell whether they are processed at once.

        *call* is their urgency, a serial number and the parcel.
        """
        urgency, serial, parcel = call
        entry = (urgency, serial, parcel.persons / self._rate, parcel)
        now = self.now
        if now is None:
            self._start(at, entry)
            return True
        if entry < now:
            rest = now[2] - (
                self._windows.open_until(at) - self._windows.open_until(self._begun)
            )
            heappush(self._queue, (now[0], now[1], max(rest, 0.0), now[3]))
            self._start(at, entry)
            return True
        heappush(self._queue, entry)
        return False

    def finish(self, gone: list[bool]) -> Parcel:
        """Take out who is done and call the next, the late ones after the planned."""
        if self.now is None:
            raise AssertionError("nobody is being processed")
        done = self.now[3]
        self.now = None
        self.version += 1
        queue = self._queue
        while queue:
            entry = queue[0]
            if entry[0] < STAND_BY and gone[entry[3].run]:
                heapreplace(queue, (STAND_BY, *entry[1:]))
                continue
            heappop(queue)
            self._start(self._done, entry)
            break
        return done

    def waiting(self) -> list[Parcel]:
        """Give everybody who is not done."""
        waiting = [entry[3] for entry in self._queue]
        return [*waiting, self.now[3]] if self.now is not None else waiting

    def _start(self, at: float, entry: Queueing) -> None:
        self.now = entry
        self._begun = at
        self._done = self._windows.after_open(at, entry[2])
        # a millisecond is rounding, not waiting
        self.done_s = ceil(self._done - 1e-3)
        self.version += 1
