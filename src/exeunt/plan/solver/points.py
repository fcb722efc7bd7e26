"""Points in time for the relaxation: where they begin, and where more are needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from exeunt.model.times import MINUTE
from exeunt.plan.solver.grid import Grid
from exeunt.plan.solver.network import SERVICE, Network
from exeunt.plan.solver.program import Floats, Ints


FINEST_S = 15 * MINUTE
"""Travel is mostly planned in quarter hours (rule §4); finer steps buy little."""
FINEST_TURN_S = 5 * MINUTE
SOME = 1e-6
STEPS_S = tuple(n * MINUTE for n in (15, 30, 60, 120, 240, 480))
FLOWS = 50_000
"""Columns in the first program, about."""
COARSEST_S = 60 * MINUTE
"""At coarser points vehicles need not be told apart by place."""
POOLED_FLOWS = 100_000
"""Columns in the first program, about, if they are not."""
MOST_FLOWS = 1_000_000
"""With more, a program needs gigabytes and is not solved in any time that people wait."""


@dataclass(frozen=True, slots=True)
class Points:
    """Ascending points by place, each beginning at 0."""

    by_place: tuple[Ints, ...]
    step_s: int
    """How far apart they are, where nothing else makes one."""
    pooled: bool
    """Whether they are so coarse that vehicles are only counted."""

    def __len__(self) -> int:
        return sum(len(points) for points in self.by_place)


def first_points(
    net: Network, *, busy_until_s: int, flows: int | None = None
) -> Points:
    """
    Lay points at even steps while people move, and wherever something begins.

    Before the first is ready and after *busy_until_s* there are few. The program over
    them has about *flows* columns, or fewer.
    """
    step_s = _step_s(net, flows or FLOWS)
    pooled = step_s > COARSEST_S
    if pooled:
        step_s = _step_s(net, flows or POOLED_FLOWS)
    return _even_points(net, step_s, busy_until_s=busy_until_s, pooled=pooled)


def _even_points(
    net: Network, step_s: int, *, busy_until_s: int, pooled: bool
) -> Points:
    busy_from_s = min((unit.ready_s for unit in net.units), default=0)
    even = {
        *range(0, net.deadline_s + 1, 6 * step_s),
        *range(busy_from_s // step_s * step_s, busy_until_s + 1, step_s),
    }
    own = [{0} for _ in net.places]
    for unit in net.units:
        own[unit.place].add(unit.ready_s)
    for way in net.ways:
        own[way.from_] |= {a for a, _ in way.starts}
        if net.places[way.from_].processes_per_h and way.fleet != SERVICE:
            # what is done after the last start helps nobody over this way
            own[way.from_] |= {b for _, b in way.starts}
        if way.fleet >= 0:
            own[way.from_] |= even
    for p, place in enumerate(net.places):
        if place.processes_per_h is not None:
            own[p] |= even
    return _points(net, own, step_s, pooled=pooled)


def flows_per_point(net: Network) -> int:
    """Count, about, the columns that a relaxation has for each point in time."""
    weights = {unit.weight for unit in net.units}
    return sum(
        len(weights) * net.useful[way.index] + 2 * (way.fleet >= 0)
        for way in net.ways
        if way.fleet != SERVICE and net.stands_for(way)
    )


def too_large(net: Network) -> bool:
    """Tell whether no program of *net* is small enough to be worth its memory."""
    return flows_per_point(net) * net.deadline_s > MOST_FLOWS * STEPS_S[-1]


def _step_s(net: Network, most: int) -> int:
    """Choose the finest step with which the program has no more columns than *most*."""
    flows = flows_per_point(net)
    return next((s for s in STEPS_S if flows * net.deadline_s <= most * s), STEPS_S[-1])


def finer_points(
    net: Network, points: Points, grid: Grid, values: Floats, busy_until_s: int
) -> Points | None:
    """
    Lay points closer, or where the relaxation gained time that no plan can gain.

    The latter is where a flow arrived between two points and counted as the earlier
    one, and where a station did an hour's work at the hour's beginning. None: there is
    no need, or they cannot be finer.
    """
    if points.step_s > FINEST_S:
        if points.pooled:
            return None
        at = STEPS_S.index(points.step_s)
        return _even_points(
            net, STEPS_S[at - 1], busy_until_s=busy_until_s, pooled=False
        )
    own = [set(moments.tolist()) for moments in points.by_place]
    for legs in grid.legs:
        used = values[legs.columns] > SOME
        if not net.safe[legs.way.to]:
            own[legs.way.to] |= set(legs.ready_s[used].tolist())
    for place, (columns, most) in grid.stations.items():
        ends = [*grid.points[place].tolist(), net.deadline_s]
        done = sum(values[c] * size for c, size in columns)
        full = np.flatnonzero((most > SOME) & (done >= most - SOME))
        own[place] |= set(_halves(ends, full))
    finer = _points(net, own, points.step_s, pooled=points.pooled)
    return finer if len(finer) > len(points) else None


def common_points(some: Iterable[Points]) -> Points:
    """Put together the points of problems with the same places."""
    several = list(some)
    by_place = zip(*(one.by_place for one in several), strict=True)
    return Points(
        tuple(np.unique(np.concatenate(moments)) for moments in by_place),
        min(one.step_s for one in several),
        any(one.pooled for one in several),
    )


def _halves(points: list[int], full: Ints) -> Iterable[int]:
    spans = list(pairwise(points))
    for at in full.tolist():
        start, end = spans[at]
        half = (start + end) // 2 // FINEST_TURN_S * FINEST_TURN_S
        if start < half < end:
            yield half


def _points(net: Network, own: list[set[int]], step_s: int, *, pooled: bool) -> Points:
    return Points(
        tuple(
            np.array(sorted(t for t in points if 0 <= t <= net.deadline_s))
            for points in own
        ),
        step_s,
        pooled,
    )
