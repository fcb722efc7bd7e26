"""What limits people at a place: how fast it processes, how many it holds."""

from __future__ import annotations

from bisect import bisect_right
from copy import copy
from math import floor, log10

import numpy as np

from exeunt.model.problem import Spans
from exeunt.model.times import NEVER
from exeunt.plan.solver.owed import Owed, Seen
from exeunt.plan.solver.spans import OpenTime


MOST_PER_H = 500_000.0
DIGITS = 5


def sure_rate(rate_per_h: float) -> float:
    """
    Give a rate, no higher, with which slack is safe.

    Processing is reckoned with a millionth of a second and a billionth of a person to
    spare, so that rounding never costs a second. With a rate of few digits nothing but
    rounding is as little as that; the checker reckons with the rate as it is.
    """
    rate = min(rate_per_h, MOST_PER_H)
    places = min(max(DIGITS - 1 - floor(log10(rate)), 0), DIGITS)
    if round(rate, places) == rate:
        return rate
    return floor(rate * 10.0**places) / 10.0**places


class Station:
    """
    A place that processes people at a rate while it is open (rule §11).

    It keeps its jobs: so many people, to be done between an arrival and a boarding.
    They are feasible if, for any two moments, those who must be done between them are
    at most the rate times the open time between.
    """

    def __init__(self, rate_per_h: float, spans: Spans) -> None:
        self.rate_per_h = sure_rate(rate_per_h)
        self._open = OpenTime(spans)
        self.jobs: dict[tuple[int, int], int] = {}
        self._owed: Owed | None = None
        self._shared = False
        """Whether a copy has the same table of what is owed."""

    def copy(self) -> Station:
        """Copy the jobs; share what never changes."""
        self._shared = True
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
        if self._owed is not None and not self._shared:
            self._owed.add(arrival_s, boards_s, persons)
        else:
            self._owed = None

    def earliest(self, arrival_s: int, persons: int) -> int | None:
        """Give the earliest boarding by which *persons* more can be done."""
        if not self.rate_per_h:
            return None
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

    def _seen_from(self, arrival_s: int) -> Seen:
        if self._owed is None:
            self._owed, self._shared = Owed(self.jobs, self._done_by), False
        return self._owed.seen_from(arrival_s)


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
