"""How vehicles drive empty from place to place, with every road to themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from exeunt.model.times import NEVER
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
        if free_s < NEVER:
            first[place] = min(free_s, first.get(place, NEVER))
    heap = [(since_s, place) for place, since_s in first.items()]
    heapify(heap)
    while heap:
        since_s, place = heappop(heap)
        for way in net.empty_ways[fleet].get(place, ()):
            depart = first_in(way.sets_out, since_s)
            if depart is not None and depart + way.travel_s < first.get(way.to, NEVER):
                first[way.to] = depart + way.travel_s
                heappush(heap, (first[way.to], way.to))
    return first


def shortest_routes(net: Network, fleet: int) -> Routes:
    """Find the shortest way to drive from each place to each other."""
    ways = net.empty_ways[fleet]
    best: Routes = {}
    for start in ways:
        for end, legs in _routes_from(start, ways).items():
            if end != start:
                best[start, end] = legs
    return best


def _routes_from(
    start: int, ways: Mapping[int, Iterable[Way]]
) -> dict[int, tuple[Way, ...]]:
    """Settle places in order of time; of ways as quick, the one with fewest legs."""
    routes: dict[int, tuple[Way, ...]] = {}
    best = {start: (0, 0)}
    serial = count()
    heap: list[tuple[int, int, int, int, tuple[Way, ...]]] = [(0, 0, 0, start, ())]
    while heap:
        time_s, length, _, place, legs = heappop(heap)
        if place in routes:
            continue
        routes[place] = legs
        for way in ways.get(place, ()):
            longer = time_s + way.travel_s, length + 1
            if way.to not in best or longer < best[way.to]:
                best[way.to] = longer
                heappush(heap, (*longer, next(serial), way.to, (*legs, way)))
    return routes


def takes_s(legs: tuple[Way, ...]) -> int:
    """Add up the travel times of *legs*."""
    return sum(way.travel_s for way in legs)


def drive_table(net: Network, drives_s: dict[tuple[int, int], int]) -> Ints:
    """Lay out driving times by place of departure and of arrival."""
    size = len(net.places)
    table = np.full((size, size), NEVER)
    for (start, end), time_s in drives_s.items():
        table[start, end] = time_s
    return table
