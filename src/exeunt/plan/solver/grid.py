"""
The relaxation: people and vehicles as flows between points in time.

Every place has its own points in time. A moment counts as the last point at or before
it, so whatever happens in a real plan, in continuous time and in order, happens here
in the same order and no later: vehicles and people are early at best. Households may
be split and vehicles shared out, queues at places may be of any length. What a plan
reaches, this program reaches too, and its least cost is a bound on every plan
(rule §15). Arrivals that count are costed at their exact time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from exeunt.model.problem import Spans
from exeunt.plan.solver.demand import Class, classes_of
from exeunt.plan.solver.network import NEVER, SERVICE, Network, Way
from exeunt.plan.solver.program import Arrays, Floats, Ints, Program
from exeunt.plan.solver.spans import OpenTime, common, first_in


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


@dataclass(frozen=True, slots=True)
class Grid:
    """A relaxation, and what its columns mean."""

    arrays: Arrays
    legs: tuple[Legs, ...]
    classes: tuple[Class, ...]
    left: Ints
    """Columns of those who are left."""
    left_weight: Floats
    points: tuple[Ints, ...]
    stations: dict[int, tuple[list[Ints], Floats]]
    """By place: columns of who is processed, and most between points."""
    station_rows: dict[int, Ints]
    seat_rows: dict[tuple[int, int], tuple[Ints, Ints]]
    """By way and kind of seat: when a point begins there, and its row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What the relaxation minimises, and what it must reach besides."""

    level: str
    """``left_behind`` or ``person_hours``."""
    left_at_most: float | None = None
    """Weighted persons that may be left."""
    out_by_s: int = NEVER
    """Nobody comes out later."""


LOADED, EMPTY = -1, -2
WINDOWS = (1, 4, 16)
"""Over so many points together a headway is kept."""


class GridBuilder:
    """Builds the relaxation, flow by flow."""

    def __init__(self, net: Network, points: tuple[Ints, ...], aim: Aim) -> None:
        self.net = net
        self.points = points
        self.aim = aim
        self.classes = classes_of(net)
        self.program = Program()
        self.legs: list[Legs] = []
        self._seats: dict[tuple[int, int], list[Ints]] = {}
        self._beds: dict[int, list[Ints]] = {}
        self._processed: dict[int, list[Ints]] = {}
        self._stations: dict[int, tuple[list[Ints], Floats]] = {}
        self._station_rows: dict[int, Ints] = {}
        self._seat_rows: dict[tuple[int, int], tuple[Ints, Ints]] = {}
        self._left: list[int] = []
        self._left_weight: list[float] = []

    def build(self) -> Grid:
        """Put in people, vehicles and what they share."""
        for number, people in enumerate(self.classes):
            self._people(number, people)
        for fleet in range(len(self.net.fleets)):
            self._vehicles(fleet)
        self._seats_without_vehicles()
        self._shared_stations()
        self._shared_beds()
        self._shared_headways()
        left = np.array(self._left, dtype=np.int64)
        weight = np.array(self._left_weight)
        if self.aim.left_at_most is not None and len(left):
            row = self.program.add_rows(
                np.array([-np.inf]), np.array([self.aim.left_at_most])
            )
            for column, value in zip(left, weight, strict=True):
                self.program.put(row, np.array([column]), value)
        return Grid(
            arrays=self.program.frozen(),
            legs=tuple(self.legs),
            classes=self.classes,
            left=left,
            left_weight=weight,
            points=self.points,
            stations=self._stations,
            station_rows=self._station_rows,
            seat_rows=self._seat_rows,
        )

    # times

    def _legs_of(self, way: Way, starts: Spans, lasts_s: int, since_s: int) -> Times:
        """Tell when a flow over *way* may begin, point by point, from *since_s* on."""
        starts = common(starts, ((since_s, NEVER),))
        if not starts:
            return Times.none()
        points = self.points[way.from_]
        begins = np.array([a for a, _ in starts] + [NEVER])
        ends = np.array([b for _, b in starts] + [NEVER])
        span = np.searchsorted(begins, points, side="right") - 1
        inside = (span >= 0) & (points < ends[span])
        first = np.where(inside, points, begins[span + 1])
        at = np.flatnonzero(first < np.append(points[1:], NEVER))
        ready = first[at] + lasts_s
        lands = np.searchsorted(self.points[way.to], ready, side="right") - 1
        return Times(at, first[at], ready, lands)

    # people

    def _people(self, number: int, people: Class) -> None:
        net = self.net
        first = self._first_there(people)
        nodes: dict[tuple[int, int], Ints] = {}
        for place, since in first.items():
            if not net.safe[place]:
                self._stay(people, place, since, nodes)
        for place, ready, persons in people.sources:
            self._start(people, place, ready, persons, nodes)
        for way in net.ways:
            if net.useful[way.index] and way.from_ in first:
                self._travel(number, people, way, first[way.from_], nodes)

    def _first_there(self, people: Class) -> dict[int, int]:
        """Give by place the earliest that any of a class could be there."""
        first: dict[int, int] = {}
        for place, ready, _ in people.sources:
            first[place] = min(ready, first.get(place, NEVER))
        for _ in self.net.places:
            for way in self.net.ways:
                if not self._may_ride(way, people) or way.from_ not in first:
                    continue
                start = first_in(way.starts, first[way.from_])
                if start is not None:
                    ends = start + way.lasts_s
                    first[way.to] = min(ends, first.get(way.to, NEVER))
        return first

    def _may_ride(self, way: Way, people: Class) -> bool:
        seats = way.seats
        return self.net.useful[way.index] and (seats is None or seats[people.kind] > 0)

    def _stay(
        self,
        people: Class,
        place: int,
        since: int,
        nodes: dict[tuple[int, int], Ints],
    ) -> None:
        """Make the nodes of a place, with waiting from each to the next."""
        layers = 1 if self.net.places[place].processes_per_h is None else 2
        count = len(self.points[place])
        for layer in range(layers):
            rows = self.program.add_rows(np.zeros(count), np.zeros(count))
            nodes[place, layer] = rows
            begin = self._index(place, since)
            waits = self.program.add_columns(
                np.zeros(max(count - 1 - begin, 0)), people.persons
            )
            self.program.put(rows[begin:-1], waits, -1)
            self.program.put(rows[begin + 1 :], waits, 1)
        if layers == 2:
            done = self.program.add_columns(np.zeros(count), people.persons)
            self.program.put(nodes[place, 0], done, -1)
            self.program.put(nodes[place, 1], done, 1)
            self._processed.setdefault(place, []).append(done)

    def _index(self, place: int, moment_s: int) -> int:
        points = self.points[place]
        return max(int(np.searchsorted(points, moment_s, side="right")) - 1, 0)

    def _start(
        self,
        people: Class,
        place: int,
        ready: int,
        persons: float,
        nodes: dict[tuple[int, int], Ints],
    ) -> None:
        """Let people set out when they are ready, or be left."""
        hours = self.net.deadline_s / 3600 if self.aim.level == "person_hours" else 1
        column = self.program.add_columns(np.array([people.weight * hours]), persons)
        self._left.append(int(column[0]))
        self._left_weight.append(people.weight)
        if ready > self.net.deadline_s or (place, 0) not in nodes:
            row = self.program.add_rows(np.array([persons]), np.array([persons]))
            self.program.put(row, column, 1)
            return
        row = nodes[place, 0][[self._index(place, ready)]]
        away = self.program.add_columns(np.array([0.0]), persons)
        total = self.program.add_rows(np.array([persons]), np.array([persons]))
        self.program.put(total, column, 1)
        self.program.put(total, away, 1)
        self.program.put(row, away, 1)

    def _travel(
        self,
        number: int,
        people: Class,
        way: Way,
        since: int,
        nodes: dict[tuple[int, int], Ints],
    ) -> None:
        if not self._may_ride(way, people):
            return
        latest = min(self.net.deadline_s, self.aim.out_by_s)
        times = self._legs_of(way, way.starts, way.lasts_s, since)
        times = times.ready_by(latest - self.net.to_safety_s[way.to])
        at, starts, ready, lands = times
        if not len(at):
            return
        out = self.net.safe[way.to]
        counts = out and self.aim.level == "person_hours"
        cost = people.weight * ready / 3600 if counts else np.zeros(len(at))
        columns = self.program.add_columns(cost, people.persons)
        self.legs.append(Legs(way, starts, ready, columns, number))
        last = 1 if (way.from_, 1) in nodes else 0
        self.program.put(nodes[way.from_, last][at], columns, -1)
        if out:
            self._beds.setdefault(way.to, []).append(columns)
        else:
            self.program.put(nodes[way.to, 0][lands], columns, 1)
        if way.seats is not None:
            full = np.full(len(self.points[way.from_]), -1, dtype=np.int64)
            full[at] = columns
            self._seats.setdefault((way.index, people.kind), []).append(full)

    # vehicles

    def _vehicles(self, fleet: int) -> None:
        count = self.net.fleets[fleet].vehicles
        ways = [w for w in self.net.ways if w.fleet == fleet]
        places = {self.net.number[self.net.fleets[fleet].based]}
        while True:
            more = {w.to for w in ways if w.from_ in places and w.sets_out} - places
            if not more:
                break
            places |= more
        nodes = {p: self._parked(p, count) for p in sorted(places)}
        self._base(fleet, count, nodes)
        for way in ways:
            if way.from_ in places and way.to in places:
                self._drive(way, count, nodes)

    def _parked(self, place: int, count: int) -> Ints:
        points = len(self.points[place])
        rows = self.program.add_rows(np.full(points, -np.inf), np.zeros(points))
        waits = self.program.add_columns(np.zeros(points - 1), count)
        # a node may let vehicles go, never make them: in >= out
        self.program.put(rows[:-1], waits, 1)
        self.program.put(rows[1:], waits, -1)
        return rows

    def _base(self, fleet: int, count: int, nodes: dict[int, Ints]) -> None:
        base = self.net.number[self.net.fleets[fleet].based]
        since = self.net.fleets[fleet].available_from
        row = nodes[base][[self._index(base, since)]]
        self.program.put(row, self.program.add_columns(np.zeros(1), count), -1)

    def _drive(self, way: Way, count: int, nodes: dict[int, Ints]) -> None:
        flows = [(EMPTY, way.sets_out, way.travel_s)]
        if any((way.index, kind) in self._seats for kind in range(3)):
            flows.append((LOADED, way.starts, way.lasts_s))
        for who, moments, lasts_s in flows:
            at, starts, ready, lands = self._legs_of(way, moments, lasts_s, 0)
            columns = self.program.add_columns(np.zeros(len(at)), count)
            self.legs.append(Legs(way, starts, ready, columns, who))
            self.program.put(nodes[way.from_][at], columns, 1)
            self.program.put(nodes[way.to][lands], columns, -1)
            if who == LOADED:
                self._ride(way, at, columns)

    def _ride(self, way: Way, at: Ints, vehicles: Ints) -> None:
        """Let no more people ride than vehicles have seats of their kind."""
        for kind in range(3):
            riders = self._seats.pop((way.index, kind), [])
            if not riders or way.seats is None:
                continue
            rows = self.program.add_rows(np.full(len(at), -np.inf), np.zeros(len(at)))
            self.program.put(rows, vehicles, -way.seats[kind])
            moments = self.points[way.from_][at]
            self._seat_rows[way.index, kind] = moments, rows
            for columns in riders:
                there = columns[at] >= 0
                self.program.put(rows[there], columns[at][there], 1)

    def _seats_without_vehicles(self) -> None:
        """Limit services by their seats; let nobody ride what cannot come."""
        for (index, kind), riders in self._seats.items():
            way = self.net.ways[index]
            seats = 0
            if way.fleet == SERVICE and way.seats is not None:
                seats = way.seats[kind]
            count = len(self.points[way.from_])
            rows = self.program.add_rows(
                np.full(count, -np.inf), np.full(count, float(seats))
            )
            self._seat_rows[index, kind] = self.points[way.from_], rows
            for columns in riders:
                there = columns >= 0
                self.program.put(rows[there], columns[there], 1)

    # what all share

    def _shared_stations(self) -> None:
        for place, parts in self._processed.items():
            rate = self.net.places[place].processes_per_h or 0
            opened = OpenTime(self.net.open[place])
            points = [*self.points[place].tolist(), self.net.deadline_s]
            done = np.array([opened.by(int(t)) for t in points]) * rate / 3600
            most = np.diff(done)
            rows = self.program.add_rows(np.full(len(most), -np.inf), most)
            for columns in parts:
                self.program.put(rows, columns, 1)
            self._stations[place] = parts, most
            self._station_rows[place] = rows

    def _shared_beds(self) -> None:
        for place, parts in self._beds.items():
            holds = self.net.places[place].holds
            if holds is None:
                continue
            row = self.program.add_rows(np.array([-np.inf]), np.array([float(holds)]))
            for columns in parts:
                self.program.put(np.repeat(row, len(columns)), columns, 1)

    def _shared_headways(self) -> None:
        for h, hop in enumerate(self.net.hops):
            flows = [x for x in self.legs if x.who < 0 and x.way.hop == h]
            if hop.headway_s and flows:
                for together in WINDOWS:
                    self._headway(flows, hop.headway_s, together)

    def _headway(self, flows: list[Legs], apart_s: int, together: int) -> None:
        """Let no more set out between two points in time than the headway allows."""
        points = self.points[flows[0].way.from_]
        together = min(together, len(points) - 1)
        loads = [x.way.loading_s if x.who == LOADED else 0 for x in flows]
        span = points[together:] - points[:-together] + max(loads) - min(loads)
        rows = self.program.add_rows(
            np.full(len(span), -np.inf), np.ceil(span / apart_s)
        )
        for flow in flows:
            at = np.searchsorted(points, flow.starts_s, side="right") - 1
            for back in range(together):
                row = at - back
                there = (row >= 0) & (row < len(rows))
                self.program.put(rows[row[there]], flow.columns[there], 1)
