"""When a flow over a way may begin, counted in points of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from exeunt.model.problem import Spans
from exeunt.model.times import NEVER
from exeunt.plan.solver.network import Way
from exeunt.plan.solver.program import Ints
from exeunt.plan.solver.spans import common


LOADED, EMPTY = -1, -2


class Times(NamedTuple):
    """When a flow over a way may begin, by point of its place of departure."""

    at: Ints
    """Index of the point."""
    starts_s: Ints
    """The earliest real moment that counts as this point."""
    ready_s: Ints
    lands: Ints
    """Index of the point at which it arrives."""

    @staticmethod
    def none() -> Times:
        """Give no time at all."""
        nothing = np.zeros(0, dtype=np.int64)
        return Times(nothing, nothing, nothing, nothing)

    def ready_by(self, latest_s: int) -> Times:
        """Keep those that are unloaded by *latest_s*."""
        good = self.ready_s <= latest_s
        return Times(*(part[good] for part in self))


@dataclass(frozen=True, slots=True)
class Legs:
    """One way, and the columns of one kind of flow over it, by point of departure."""

    way: Way
    starts_s: Ints
    """The earliest real moment of each."""
    ready_s: Ints
    columns: Ints
    who: int
    """Class of people; -1 for vehicles with people, -2 for empty ones."""


def times_of(
    way: Way,
    moments: Spans,
    *,
    lasts_s: int,
    since_s: int,
    points: tuple[Ints, ...],
) -> Times:
    """Tell when a flow over *way* may begin, point by point, from *since_s* on."""
    moments = common(moments, ((since_s, NEVER),))
    if not moments:
        return Times.none()
    here = points[way.from_]
    begins = np.array([a for a, _ in moments] + [NEVER])
    ends = np.array([b for _, b in moments] + [NEVER])
    span = np.searchsorted(begins, here, side="right") - 1
    inside = (span >= 0) & (here < ends[span])
    first = np.where(inside, here, begins[span + 1])
    at = np.flatnonzero(first < np.append(here[1:], NEVER))
    ready = first[at] + lasts_s
    lands = np.searchsorted(points[way.to], ready, side="right") - 1
    return Times(at, first[at], ready, lands)
