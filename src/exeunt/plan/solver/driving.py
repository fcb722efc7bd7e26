"""How vehicles drive empty from place to place, with every road to themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from exeunt.model.problem import FAR
from exeunt.plan.solver.spans import first_in


if TYPE_CHECKING:
    from exeunt.plan.solver.network import Network, Way


Ints = NDArray[np.int64]
Routes = dict[tuple[int, int], "tuple[Way, ...]"]
"""By place of departure and of arrival: the ways in between."""


def first_there(net: Network, fleet: int) -> dict[int, int]:
    """Give by place when a vehicle of *fleet* could first stand there."""
    first: dict[int, int] = {}
    for place, free_s in net.starts[fleet]:
        if free_s < FAR:
            first[place] = min(free_s, first.get(place, FAR))
    ways = [w for w in net.ways if w.fleet == fleet]
    for _ in net.places:
        for way in ways:
            if way.from_ in first:
                depart = first_in(way.sets_out, first[way.from_])
                if depart is not None:
                    ends = depart + way.travel_s
                    first[way.to] = min(ends, first.get(way.to, FAR))
    return first


def shortest_routes(net: Network, fleet: int) -> Routes:
    """Find the shortest way to drive from each place to each other."""
    ways = [w for w in net.ways if w.fleet == fleet and w.sets_out]
    best: Routes = {}
    for _ in net.places:
        known = [((p, p), ()) for p in range(len(net.places))]
        for (start, middle), legs in [*known, *best.items()]:
            for way in ways:
                if way.from_ == middle and way.to != start:
                    longer = (*legs, way)
                    old = best.get((start, way.to))
                    if old is None or takes_s(longer) < takes_s(old):
                        best[start, way.to] = longer
    return best


def takes_s(legs: tuple[Way, ...]) -> int:
    """Add up the travel times of *legs*."""
    return sum(way.travel_s for way in legs)


def drive_table(net: Network, drives_s: dict[tuple[int, int], int]) -> Ints:
    """Lay out driving times by place of departure and of arrival."""
    count = len(net.places)
    table = np.full((count, count), FAR)
    for (start, end), time_s in drives_s.items():
        table[start, end] = time_s
    return table
