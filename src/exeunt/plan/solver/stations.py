"""What limits people at a place: how fast it processes, how many it holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exeunt.model.problem import Spans
from exeunt.plan.solver.network import NEVER
from exeunt.plan.solver.spans import OpenTime


Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Owed:
    """What a station owes, as arrays over its arrivals and boardings."""

    arrivals: NDArray[np.int64]
    boards: NDArray[np.int64]
    open_arrivals: Floats
    """Persons that could be done before each arrival."""
    open_boards: Floats
    persons: Floats
    """(arrivals + 1, boards + 1): who arrives no earlier and boards by then."""


class Station:
    """
    A place that processes people at a rate while it is open (rule §11).

    It keeps its jobs: so many people, to be done between an arrival and a boarding.
    They are feasible if, for any two moments, those who must be done between them are
    at most the rate times the open time between.
    """

    def __init__(self, rate_per_h: float, spans: Spans) -> None:
        self.rate_per_h = rate_per_h
        self._open = OpenTime(spans)
        self.jobs: dict[tuple[int, int], int] = {}
        self._owed: _Owed | None = None

    def copy(self) -> Station:
        """Copy the jobs; share what never changes."""
        twin = copy(self)
        twin.jobs = dict(self.jobs)
        return twin

    def add(self, arrival_s: int, boards_s: int, persons: int) -> None:
        """Book *persons*; a negative number takes them off again."""
        left = self.jobs.get((arrival_s, boards_s), 0) + persons
        if left:
            self.jobs[arrival_s, boards_s] = left
        else:
            del self.jobs[arrival_s, boards_s]
        self._owed = None

    def earliest(self, arrival_s: int, persons: int) -> int | None:
        """Give the earliest boarding by which *persons* more can be done."""
        boards, slack, owed = self._seen_from(arrival_s)
        full = np.flatnonzero(slack < persons - 1e-9)
        passed = int(full[-1]) + 1 if full.size else 0
        when = self._open.when(self._seconds_for(float(owed[passed]) + persons))
        if when is None:
            return None
        after_full = int(boards[passed - 1]) + 1 if passed else arrival_s
        return max(arrival_s, when, after_full)

    def most(self, arrival_s: int, boards_s: int) -> int:
        """Count how many more could be done between the two moments."""
        boards, slack, owed = self._seen_from(arrival_s)
        passed = bisect_right(boards.tolist(), boards_s)
        free = self._done_by(boards_s) - float(owed[passed])
        if passed < len(boards):
            free = min(free, float(slack[passed:].min()))
        return max(int(free + 1e-9), 0)

    def _done_by(self, moment_s: int) -> float:
        return self._open.by(moment_s) * self.rate_per_h / 3600

    def _seconds_for(self, persons: float) -> int:
        return -int(-(persons * 3600 / self.rate_per_h - 1e-6) // 1)

    def _seen_from(self, arrival_s: int) -> tuple[NDArray[np.int64], Floats, Floats]:
        """
        Tell what binds someone who arrives at *arrival_s*.

        Gives the boardings in order; for each, the least slack of an interval that
        begins at or before *arrival_s* and ends there; and, by count of boardings
        passed, the most that must be done by then, in persons since H-hour.
        """
        if self._owed is None:
            self._owed = _tabulate(self.jobs, self._done_by)
        owed = self._owed
        earlier = bisect_right(owed.arrivals.tolist(), arrival_s - 1)
        begins = np.append(owed.open_arrivals[:earlier], self._done_by(arrival_s))
        due = begins[:, None] + owed.persons[: earlier + 1]
        most = due.max(axis=0)
        return owed.boards, owed.open_boards - most[1:], most


def _tabulate(
    jobs: dict[tuple[int, int], int], done_by: Callable[[int], float]
) -> _Owed:
    table = np.array([(a, b, n) for (a, b), n in jobs.items()], dtype=np.int64)
    table = table.reshape(-1, 3)
    arrivals, row = np.unique(table[:, 0], return_inverse=True)
    boards, column = np.unique(table[:, 1], return_inverse=True)
    persons = np.zeros((len(arrivals) + 1, len(boards) + 1))
    np.add.at(persons, (row, column + 1), table[:, 2])
    persons = persons[::-1].cumsum(axis=0)[::-1].cumsum(axis=1)
    return _Owed(
        arrivals=arrivals,
        boards=boards,
        open_arrivals=np.array([done_by(int(a)) for a in arrivals]),
        open_boards=np.array([done_by(int(b)) for b in boards]),
        persons=persons,
    )


class Beds:
    """
    A place that holds only so many people at once (rule §12).

    It keeps stays: so many people from the end of unloading until they load again.
    Both ends count, so that it is right whichever way an end is read. Those who were
    there first, or come whatever is planned, are no fault of the plan (rule §31).
    """

    def __init__(self, holds: int, residents: int = 0) -> None:
        self.holds = holds
        self.changes: dict[int, int] = {-NEVER: residents}
        self.came: dict[int, int] = {}
        """Changes in those who came by a trip of the plan."""

    def copy(self) -> Beds:
        """Copy the stays."""
        twin = copy(self)
        twin.changes = dict(self.changes)
        twin.came = dict(self.came)
        return twin

    def fill(self, from_s: int, persons: int) -> None:
        """Put *persons* there from a moment on, whatever is planned."""
        self.changes[from_s] = self.changes.get(from_s, 0) + persons

    def add(self, from_s: int, until_s: int, persons: int) -> None:
        """Book a stay; a negative number takes it off again."""
        self.leave(from_s - 1, -persons)
        self.leave(until_s, persons)
        self.came[from_s] = self.came.get(from_s, 0) + persons
        self.came[until_s + 1] = self.came.get(until_s + 1, 0) - persons

    @property
    def crowded(self) -> bool:
        """Whether there are too many while some are there who came by the plan."""
        there = theirs = 0
        for moment in sorted(self.changes):
            there += self.changes[moment]
            theirs += self.came.get(moment, 0)
            if theirs and there > self.holds:
                return True
        return False

    def leave(self, until_s: int, persons: int) -> None:
        """Let *persons* who were there stay until then only."""
        self.changes[until_s + 1] = self.changes.get(until_s + 1, 0) - persons

    def full_until(self, from_s: int, until_s: int, persons: int) -> int | None:
        """Tell until when *persons* more do not fit in that time; None: they do."""
        there, until, full = 0, None, False
        for moment in sorted(self.changes):
            if full and moment > from_s:
                until = moment
            if moment > until_s and not full:
                break
            there += self.changes[moment]
            full = there + persons > self.holds
        else:
            until = NEVER if full else until
        return until
