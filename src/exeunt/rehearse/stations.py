"""A place where people are processed before they board."""

from __future__ import annotations

from heapq import heappop, heappush
from math import ceil

from exeunt.rehearse.openings import NEVER, Windows
from exeunt.rehearse.parcels import Parcel


STAND_BY = 10**11
"""Urgency of people who stand by: after everybody whose trip is planned."""
QUANTUM = 50
"""People who stand by are called forward in groups of at most so many."""


class Station:
    """
    One place of limited rate: those whose trip leaves first are called first.

    Among equals it is first come, first served. Somebody with an earlier trip goes
    before those who are being processed, who go on afterwards (rule §11).
    """

    __slots__ = (
        "_begun",
        "_done",
        "_left_s",
        "_queue",
        "_rate",
        "_windows",
        "now",
        "version",
    )

    def __init__(self, windows: Windows, rate: float) -> None:
        self._windows = windows
        self._rate = rate
        self._queue: list[tuple[int, int, float, Parcel]] = []
        self.now: tuple[int, int, float, Parcel] | None = None
        self._begun = 0.0
        self._left_s = 0.0
        self._done = 0.0
        self.version = 0
        """Changes with who is being processed, so that an old event is known."""

    def enter(self, at: float, parcel: Parcel, *, urgency: int, serial: int) -> bool:
        """Let *parcel* queue; tell whether it is processed at once."""
        entry = (urgency, serial, parcel.persons / self._rate, parcel)
        if self.now is None:
            self._start(at, entry)
            return True
        if entry < self.now:
            rest = self._left_s - (
                self._windows.open_until(at) - self._windows.open_until(self._begun)
            )
            heappush(self._queue, (*self.now[:2], max(rest, 0.0), self.now[3]))
            self._start(at, entry)
            return True
        heappush(self._queue, entry)
        return False

    def done_s(self) -> int:
        """Give when the parcel being processed is done [whole s after H-hour]."""
        if self.now is None:
            return NEVER
        done = self._done
        # a millisecond is rounding, not waiting
        return ceil(done - 1e-3) if done < NEVER else NEVER

    def finish(self, gone: list[bool]) -> Parcel:
        """Take out who is done and call the next, the late ones after the planned."""
        if self.now is None:
            raise AssertionError("nobody is being processed")
        done = self.now[3]
        end = self._done
        self.now = None
        self.version += 1
        while self._queue:
            urgency, serial, rest, parcel = heappop(self._queue)
            if urgency < STAND_BY and gone[parcel.run]:
                heappush(self._queue, (STAND_BY, serial, rest, parcel))
                continue
            self._start(end, (urgency, serial, rest, parcel))
            break
        return done

    def waiting(self) -> list[Parcel]:
        """Give everybody who is not done."""
        waiting = [entry[3] for entry in self._queue]
        return [*waiting, self.now[3]] if self.now is not None else waiting

    def _start(self, at: float, entry: tuple[int, int, float, Parcel]) -> None:
        self.now = entry
        self._begun = at
        self._left_s = entry[2]
        self._done = self._windows.after_open(at, entry[2])
        self.version += 1
