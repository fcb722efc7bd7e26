"""
The trunk roads of the world as a graph, and the shortest way over them.

Roads run straight between junctions and both ways, without one-way streets, weight
limits or shut borders: fit for planning, not for driving.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from exeunt.errors import InvalidInput
from exeunt.model.chains import chains
from exeunt.model.maps import KM_PER_DEGREE, Box, Lines, Point, Source, to_segments


SNAP_KM = 60.0
"""Farther than this from any road, a place is not on the road network."""
OFF_ROAD_FACTOR = 3.0
"""What a kilometre to reach the road weighs in a choice between networks."""
_THERE = -1
_HERE = -2


@dataclass(frozen=True, slots=True)
class Route:
    """A way over roads; ``km`` counts the straight bits to and from the road."""

    km: float
    line: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Snap:
    """Where one network comes nearest to a place."""

    network: int
    edge: int
    share: float
    """How far along the edge, 0 to 1."""
    off_km: float


@dataclass(frozen=True)
class RoadGraph:
    """
    Roads as arrays.

    ``nodes`` (n, 2) holds lon and lat; ``ends`` (m, 2) the two nodes of each edge;
    ``km`` (m,) its length, never less than the great circle between its ends;
    ``network`` (n,) numbers the networks that no road joins, 0 the largest.
    """

    nodes: NDArray[np.float64]
    ends: NDArray[np.int64]
    km: NDArray[np.float64]
    network: NDArray[np.int64]
    source: Source

    def nearest_km(self, lon: float, lat: float) -> float:
        """Give the distance to the nearest road [km]; inf if it is beyond 60 km."""
        return min((s.off_km for s in self.snaps((lon, lat))), default=math.inf)

    def route(self, start: Point, end: Point) -> Route:
        """
        Find the shortest way by road, with straight lines to and from the road.

        Where several networks (a mainland and an island) are in reach of both ends,
        the one is taken whose way is shortest, a kilometre off the road counting
        threefold.

        Parameters
        ----------
        start, end
            (lon, lat) [degrees].

        Raises
        ------
        InvalidInput
            When the road is too far from either end, or no road joins them.
        """
        here = {s.network: s for s in self._near_road(start)}
        there = {s.network: s for s in self._near_road(end)}
        ways = []
        for network in sorted(here.keys() & there.keys()):
            a, b = here[network], there[network]
            along, nodes = self._shortest(a, b)
            off = a.off_km + b.off_km
            ways.append((along + OFF_ROAD_FACTOR * off, along + off, nodes, a, b))
        if not ways:
            raise InvalidInput(
                f"no trunk road joins {_named(start)} and {_named(end)}; "
                "give the link its km, or choose another mode."
            )
        _, km, nodes, a, b = min(ways, key=lambda way: way[0])
        middle = [_point(self.nodes[n]) for n in nodes]
        return Route(km, (start, self._at(a), *middle, self._at(b), end))

    def snaps(self, point: Point) -> list[Snap]:
        """Find the nearest point of every network within 60 km of *point*."""
        near = self._edges_near(point)
        a, b = self.nodes[self.ends[near, 0]], self.nodes[self.ends[near, 1]]
        off_km, share = to_segments(a, b, point)
        best: dict[int, Snap] = {}
        for i in np.argsort(off_km, kind="stable"):
            network = int(self.network[self.ends[near[i], 0]])
            if off_km[i] > SNAP_KM:
                break
            if network not in best:
                best[network] = Snap(
                    network, int(near[i]), float(share[i]), float(off_km[i])
                )
        return list(best.values())

    def lines_within(self, box: Box) -> Lines:
        """Give the roads that touch *box*, joined into as few lines as it takes."""
        low, high = self._bounds
        hit = (high[:, 1] >= box.south) & (low[:, 1] <= box.north)
        east_of = (high[:, 0] >= box.west) & (low[:, 0] <= box.east)
        wrapped = (high[:, 0] + 360 >= box.west) & (low[:, 0] + 360 <= box.east)
        edges = self.ends[hit & (east_of | wrapped)]
        return Lines.of([self.nodes[chain] for chain in chains(edges.tolist())])

    def _near_road(self, point: Point) -> list[Snap]:
        if point not in self._found:
            self._found[point] = self.snaps(point)
        found = self._found[point]
        if not found:
            raise InvalidInput(
                f"no trunk road is within {SNAP_KM:.0f} km of {_named(point)}; "
                "check the position, or give the link its km."
            )
        return found

    def _edges_near(self, point: Point) -> NDArray[np.int64]:
        """Give the edges that may be within 60 km of *point*, and not many more."""
        low, high = self._bounds
        reach = SNAP_KM / KM_PER_DEGREE
        level = np.flatnonzero(
            (high[:, 1] >= point[1] - reach) & (low[:, 1] <= point[1] + reach)
        )
        wide = reach / max(math.cos(math.radians(min(abs(point[1]) + reach, 89))), 0.01)
        # from the west end of the edge, eastwards: where the point comes
        ahead = (point[0] - low[level, 0] + wide) % 360.0
        near: NDArray[np.int64] = level[
            ahead <= high[level, 0] - low[level, 0] + 2 * wide
        ]
        return near

    @cached_property
    def _found(self) -> dict[Point, list[Snap]]:
        """By place: many ways begin and end at the same ones."""
        return {}

    @cached_property
    def _bounds(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        a, b = self.nodes[self.ends[:, 0]], self.nodes[self.ends[:, 1]]
        return np.minimum(a, b), np.maximum(a, b)

    @cached_property
    def _neighbours(
        self,
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Give where the neighbours of each node begin, the neighbours, and the km."""
        tails = self.ends.T.ravel()
        order = np.argsort(tails, kind="stable")
        begins = np.searchsorted(tails[order], np.arange(len(self.nodes) + 1))
        heads = self.ends[:, ::-1].T.ravel()
        return begins, heads[order], np.concatenate([self.km, self.km])[order]

    def _at(self, snap: Snap) -> Point:
        a, b = self.nodes[self.ends[snap.edge]]
        return _point(a + snap.share * (b - a))

    def _exits(self, snap: Snap) -> list[tuple[int, float]]:
        """Give the two nodes to which one can drive from *snap*, and how far."""
        u, v = self.ends[snap.edge].tolist()
        km = float(self.km[snap.edge])
        return [(u, snap.share * km), (v, (1 - snap.share) * km)]

    def _shortest(self, a: Snap, b: Snap) -> tuple[float, list[int]]:
        """Search from *a* to *b*, guided by the great circle (A*)."""
        arrive = self._exits(b)
        goals = [(*_point(self.nodes[n]), km) for n, km in arrive]
        last = dict(arrive)

        def still(node: int) -> float:
            lon, lat = self.nodes[node].tolist()
            return min(great_circle_km(lon, lat, x, y) + km for x, y, km in goals)

        came = {n: _HERE for n, _ in self._exits(a)}
        best = dict(self._exits(a))
        queue = [(km + still(n), km, n) for n, km in best.items()]
        if a.edge == b.edge:
            best[_THERE] = abs(a.share - b.share) * float(self.km[a.edge])
            came[_THERE] = _HERE
            queue.append((best[_THERE], best[_THERE], _THERE))
        queue.sort()
        while queue:
            _, so_far, node = heappop(queue)
            if node == _THERE:
                return so_far, _back(came)
            if so_far > best[node]:
                continue
            for to, km in self._steps(node, last):
                if so_far + km < best.get(to, math.inf):
                    best[to], came[to] = so_far + km, node
                    ahead = 0.0 if to == _THERE else still(to)
                    heappush(queue, (so_far + km + ahead, so_far + km, to))
        raise AssertionError("a network is joined up")

    def _steps(self, node: int, last: dict[int, float]) -> Iterator[tuple[int, float]]:
        begins, heads, km = self._neighbours
        begin, end = begins[node], begins[node + 1]
        yield from zip(heads[begin:end].tolist(), km[begin:end].tolist(), strict=True)
        if node in last:
            yield _THERE, last[node]


def great_circle_km(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Give the distance between two points on a sphere [km]."""
    a, b = math.radians(lat_a), math.radians(lat_b)
    across = math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    up = math.sin((b - a) / 2) ** 2
    h = up + math.cos(a) * math.cos(b) * across
    return 2 * math.degrees(math.asin(min(1.0, math.sqrt(h)))) * KM_PER_DEGREE


def _back(came: dict[int, int]) -> list[int]:
    nodes = []
    node = came[_THERE]
    while node != _HERE:
        nodes.append(node)
        node = came[node]
    return nodes[::-1]


def _point(row: NDArray[np.float64]) -> Point:
    return float(row[0]), float(row[1])


def _named(point: Point) -> str:
    return f"lon {point[0]:g}, lat {point[1]:g}"
