"""Vehicles and services in the relaxation, and the seats they give."""

from __future__ import annotations

from collections import Counter
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from exeunt.model.times import NEVER
from exeunt.plan.solver.moments import EMPTY, LOADED, Legs, Times, times_of
from exeunt.plan.solver.network import SERVICE, Network, Seats, Way
from exeunt.plan.solver.program import Floats, Ints, Program


Riders = tuple[Ints, int]
"""Columns by index of the point, -1 where there is none; seats that a party takes."""


class Carriers:
    """
    Flows of vehicles under the flows of people.

    A fleet flows from place to place, loaded and empty. Or it is *pooled*: its vehicles
    are only counted, each out from the beginning of a loaded trip until it could have
    driven to the nearest place from which another can begin. That is a looser bound
    with far fewer columns, and as good where vehicles are not scarce or go to and fro.
    """

    def __init__(
        self,
        net: Network,
        points: tuple[Ints, ...],
        program: Program,
        pooled: frozenset[int],
    ) -> None:
        self.net = net
        self.points = points
        self.program = program
        self.pooled = pooled
        self.legs: list[Legs] = []
        self.seat_rows: dict[tuple[int, int], tuple[Ints, Ints]] = {}
        self.pools: dict[int, Ints] = {}
        self._riders: dict[tuple[int, int], list[Riders]] = {}

    def board(self, way: Way, takes: Seats, at: Ints, columns: Ints) -> None:
        """Put parties that take such seats on *way*, by index of the point."""
        full = np.full(len(self.points[way.from_]), -1, dtype=np.int64)
        full[at] = columns
        for kind, count in enumerate(takes):
            if count:
                self._riders.setdefault((way.index, kind), []).append((full, count))

    def carry(self) -> None:
        """Give seats to all who were put on a way."""
        for fleet in self.net.alike:
            if fleet in self.pooled:
                self._pool(fleet)
            else:
                self._flow(fleet)
        for (index, kind), riders in self._riders.items():
            self._fixed_seats(self.net.ways[index], kind, riders)

    def _ridden(self, way: Way) -> bool:
        return any((way.index, kind) in self._riders for kind in range(3))

    # fleets that flow from place to place

    def _flow(self, fleet: int) -> None:
        count, stands = self._count(fleet), self._stands_s(fleet)
        nodes = {place: self._stay(self.points[place], count) for place in stands}
        for (place, free_s), some in self._starts(fleet).items():
            if place in nodes:
                self._come(nodes[place], self.points[place], free_s, some)
        for way in self.net.ways:
            if way.fleet == fleet and way.from_ in nodes and way.to in nodes:
                self._drive(way, EMPTY, count, nodes)
                if self._ridden(way):
                    self._drive(way, LOADED, count, nodes)

    def _starts(self, fleet: int) -> Counter[tuple[int, int]]:
        """Count the vehicles of those alike by where they stand first, from when."""
        return Counter(s for f in self.net.alike[fleet] for s in self.net.starts[f])

    def _count(self, fleet: int) -> int:
        return self._starts(fleet).total()

    def _stands_s(self, fleet: int) -> dict[int, int]:
        """Tell by place when the first of those alike could stand there."""
        first: dict[int, int] = {}
        for f in self.net.alike[fleet]:
            for place, since in self.net.stands_s[f].items():
                first[place] = min(since, first.get(place, NEVER))
        return first

    def _drive(self, way: Way, who: int, count: int, nodes: dict[int, Ints]) -> None:
        times, columns = self._trips(way, who, count)
        self.program.put(nodes[way.from_][times.at], columns, 1)
        self.program.put(nodes[way.to][times.lands], columns, -1)

    def _trips(self, way: Way, who: int, count: int) -> tuple[Times, Ints]:
        times = times_of(
            way,
            way.starts if who == LOADED else way.sets_out,
            lasts_s=way.lasts_s if who == LOADED else way.travel_s,
            since_s=self._stands_s(way.fleet).get(way.from_, NEVER),
            points=self.points,
        )
        most = count * self._rounds(way, who, times)
        columns = self.program.add_columns(
            np.zeros(len(times.at)), most, implied=self._moves_on(way, times)
        )
        self.legs.append(Legs(way, times.starts_s, times.ready_s, columns, who))
        if who == LOADED:
            self._seat(way, times.at, columns)
        return times, columns

    def _rounds(self, way: Way, who: int, times: Times) -> Floats:
        """Count how often one vehicle could begin the same trip at the same point."""
        points = np.append(self.points[way.from_], self.net.deadline_s + 1)
        spans = np.maximum(points[times.at + 1] - times.starts_s, 1)
        back_s = self.net.drives_s[way.fleet].get((way.to, way.from_), NEVER)
        lasts_s = way.lasts_s if who == LOADED else way.travel_s
        return np.floor(1 + (spans - 1) / (lasts_s + back_s))

    def _moves_on(self, way: Way, times: Times) -> NDArray[np.bool_]:
        """Tell which trips end at a later point, so that nobody goes round in none."""
        return self.points[way.to][times.lands] > self.points[way.from_][times.at]

    def _stay(self, points: Ints, count: int) -> Ints:
        """Make nodes at which vehicles wait; they may vanish, but not appear."""
        rows = self.program.add_rows(
            np.full(len(points), -np.inf), np.zeros(len(points))
        )
        waits = self.program.add_columns(np.zeros(len(points) - 1), count, implied=True)
        self.program.put(rows[:-1], waits, 1)
        self.program.put(rows[1:], waits, -1)
        return rows

    def _come(self, rows: Ints, points: Ints, from_s: int, count: int) -> None:
        """Let so many vehicles be there from a moment on; none that is too late."""
        if from_s > self.net.deadline_s:
            return
        at = np.searchsorted(points, [from_s], side="right") - 1
        self.program.put(rows[at], self.program.add_columns(np.zeros(1), count), -1)

    # fleets that are only counted

    def _pool(self, fleet: int) -> None:
        ways = [w for w in self.net.ways if w.fleet == fleet and self._ridden(w)]
        stands = self._stands_s(fleet)
        starts = {way.from_ for way in ways if way.from_ in stands}
        if not starts:
            return
        # points that all places share, so that one vehicle's trips stay in order
        shared = reduce(np.intersect1d, [self.points[p] for p in sorted(starts)])
        count = self._count(fleet)
        rows = self._stay(shared, count)
        for (_, free_s), some in self._starts(fleet).items():
            self._come(rows, shared, free_s, some)
        self.pools[fleet] = rows
        drives = self.net.drives_s[fleet]
        for way in ways:
            back_s = min(drives.get((way.to, p), NEVER) for p in starts)
            times, columns = self._trips(way, LOADED, count)
            moments = self.points[way.from_][times.at]
            out = np.searchsorted(shared, moments, side="right") - 1
            back = np.searchsorted(shared, times.ready_s + back_s, side="right") - 1
            longer = back > out
            self.program.put(rows[out[longer]], columns[longer], 1)
            self.program.put(rows[back[longer]], columns[longer], -1)

    # seats

    def _seat(self, way: Way, at: Ints, vehicles: Ints) -> None:
        """Let no more people ride than vehicles have seats of their kind."""
        for kind in range(3):
            riders = self._riders.pop((way.index, kind), [])
            if not riders or way.seats is None:
                continue
            rows = self.program.add_rows(np.full(len(at), -np.inf), np.zeros(len(at)))
            self.program.put(rows, vehicles, -way.seats[kind])
            self.seat_rows[way.index, kind] = self.points[way.from_][at], rows
            # whoever rides where no vehicle can start is seated with those of no seat
            rest = [
                (np.where(np.isin(np.arange(len(x)), at), -1, x), n) for x, n in riders
            ]
            if any((x >= 0).any() for x, _ in rest):
                self._fixed_seats(way, kind, rest)
            for columns, count in riders:
                there = columns[at] >= 0
                self.program.put(rows[there], columns[at][there], count)

    def _fixed_seats(self, way: Way, kind: int, riders: list[Riders]) -> None:
        """Limit services by their seats; let nobody ride what cannot come."""
        seats = 0
        if way.fleet == SERVICE and way.seats is not None:
            seats = way.seats[kind]
        points = self.points[way.from_]
        rows = self.program.add_rows(
            np.full(len(points), -np.inf), np.full(len(points), float(seats))
        )
        if way.fleet == SERVICE:
            self.seat_rows[way.index, kind] = points, rows
        for columns, count in riders:
            there = columns >= 0
            self.program.put(rows[there], columns[there], count)
