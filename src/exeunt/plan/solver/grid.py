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

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from exeunt.model.times import NEVER
from exeunt.plan.solver.budget import cap_cost
from exeunt.plan.solver.carriers import Carriers
from exeunt.plan.solver.demand import Class, Source, classes_of, first_there, may_ride
from exeunt.plan.solver.initial import guests_at
from exeunt.plan.solver.moments import LOADED, Legs, times_of
from exeunt.plan.solver.network import SERVICE, Network, Way
from exeunt.plan.solver.prices import Prices
from exeunt.plan.solver.program import Arrays, Floats, Ints, Program
from exeunt.plan.solver.spans import OpenTime


@dataclass(frozen=True, slots=True)
class Grid:
    """A relaxation, and what its columns mean."""

    net: Network
    arrays: Arrays
    legs: tuple[Legs, ...]
    classes: tuple[Class, ...]
    left: Ints
    """Columns of those who are left."""
    left_weight: Floats
    points: tuple[Ints, ...]
    stations: dict[int, tuple[list[tuple[Ints, int]], Floats]]
    """By place: columns of who is processed with their size, and most there can be."""
    station_rows: dict[int, Ints]
    seat_rows: dict[tuple[int, int], tuple[Ints, Ints]]
    """By way and kind of seat: when a point begins there, and its row."""
    pools: dict[int, Ints]
    """By fleet whose vehicles are not told apart by place: rows that count them."""
    bed_rows: dict[int, Ints]
    """By place that holds so many: its row."""
    lane_rows: dict[int, list[tuple[Ints, Ints, Ints]]]
    """By hop with a headway: when stretches of time begin and end, and their rows."""

    def _alike(self, way: Way) -> Iterable[Way]:
        """Give the same hop by every fleet that *way* stands for."""
        if way.fleet < 0:
            return (way,)
        net = self.net
        ways = (net.way_of.get((f, way.hop)) for f in net.alike[way.fleet])
        return (alike for alike in ways if alike is not None)

    def prices(self, duals: Floats) -> Prices:
        """Read prices of seats and turns off the duals of the rows."""
        found = Prices()
        for (index, kind), (moments, rows) in self.seat_rows.items():
            way = self.net.ways[index]
            values = np.maximum(0, -duals[rows])
            if way.fleet == SERVICE and way.starts:
                values = values[moments <= way.starts[0][0]][-1:]
            for alike in self._alike(way):
                found.put_seat(alike, kind, moments[: len(values)], values)
        for place, rows in self.station_rows.items():
            ends = np.append(self.points[place], self.net.deadline_s)
            middles = (ends[:-1] + ends[1:]) // 2
            values = np.maximum(0, -duals[rows])
            found.turns[place] = (middles.tolist(), values.tolist())
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What the relaxation minimises, and what it must reach besides."""

    level: str
    """``left_behind`` or ``person_hours``."""
    left_at_most: float | None = None
    """Weighted persons that may be left."""
    out_by_s: int = NEVER
    """Nobody comes out later."""
    cost_at_most: float = np.inf
    sure: bool = False
    """
    Whether who is processed after a point boards at the next one, as in a plan.

    A bound lets them board at once.
    """


WINDOWS = (1, 4, 16)
"""Over so many points together a headway is kept."""


class GridBuilder:
    """Builds the relaxation, flow by flow."""

    def __init__(
        self,
        net: Network,
        points: tuple[Ints, ...],
        aim: Aim,
        *,
        pooled: frozenset[int] = frozenset(),
    ) -> None:
        self.net = net
        self.points = points
        self.aim = aim
        self.classes = classes_of(net)
        self.program = Program()
        self.legs: list[Legs] = []
        self.carriers = Carriers(net, points, self.program, pooled)
        self._beds: dict[int, list[tuple[Ints, int]]] = {}
        self._processed: dict[int, list[tuple[Ints, int]]] = {}
        self._stations: dict[int, tuple[list[tuple[Ints, int]], Floats]] = {}
        self._station_rows: dict[int, Ints] = {}
        self._bed_rows: dict[int, Ints] = {}
        self._lane_rows: dict[int, list[tuple[Ints, Ints, Ints]]] = {}
        self._left: list[int] = []
        self._left_weight: list[float] = []

    def build(self) -> Grid:
        """Put in people, vehicles and what they share."""
        for number, people in enumerate(self.classes):
            self._people(number, people)
        self.carriers.carry()
        self._shared_stations()
        self._shared_beds()
        self._shared_headways()
        if self.aim.cost_at_most < np.inf:
            legs = (*self.legs, *self.carriers.legs)
            cap_cost(self.program, self.net, legs, self.classes, self.aim.cost_at_most)
        left = np.array(self._left, dtype=np.int64)
        weight = np.array(self._left_weight)
        if self.aim.left_at_most is not None and len(left):
            row = self.program.add_rows(
                np.array([-np.inf]), np.array([self.aim.left_at_most])
            )
            for column, value in zip(left, weight, strict=True):
                self.program.put(row, np.array([column]), value)
        return Grid(
            net=self.net,
            arrays=self.program.frozen(),
            legs=(*self.legs, *self.carriers.legs),
            classes=self.classes,
            left=left,
            left_weight=weight,
            points=self.points,
            stations=self._stations,
            station_rows=self._station_rows,
            seat_rows=self.carriers.seat_rows,
            pools=self.carriers.pools,
            bed_rows=self._bed_rows,
            lane_rows=self._lane_rows,
        )

    # people

    def _people(self, number: int, people: Class) -> None:
        net = self.net
        first = first_there(net, people)
        nodes: dict[tuple[int, int], Ints] = {}
        for place, since in first.items():
            if not net.safe[place]:
                self._stay(people, place, since, nodes)
        for source in people.sources:
            self._start(people, source, nodes)
        for way in net.ways:
            if may_ride(net, way, people) and way.from_ in first:
                self._travel(number, people, way, first[way.from_], nodes)

    def _stay(
        self,
        people: Class,
        place: int,
        since: int,
        nodes: dict[tuple[int, int], Ints],
    ) -> None:
        """Make the nodes of a place, with waiting from each to the next."""
        layers = 1 if self.net.doors.rate_per_h(place) is None else 2
        count = len(self.points[place])
        if layers == 1 and not self._comes(people, place):
            nodes[place, 0] = self._gone_by(people, place, since)
            return
        for layer in range(layers):
            rows = self.program.add_rows(np.zeros(count), np.zeros(count))
            nodes[place, layer] = rows
            if self.aim.level == "person_hours":
                worth = people.weight * self.points[place] / 3600
                self.program.potentials.append((rows, -worth))
            begin = self._index(place, since)
            waits = self.program.add_columns(
                np.zeros(max(count - 1 - begin, 0)), people.parties, implied=True
            )
            self.program.put(rows[begin:-1], waits, -1)
            self.program.put(rows[begin + 1 :], waits, 1)
        if layers == 2:
            done = self.program.add_columns(
                np.zeros(count), people.parties, implied=True
            )
            self.program.put(nodes[place, 0], done, -1)
            late = int(self.aim.sure)
            self.program.put(nodes[place, 1][late:], done[: count - late], 1)
            self._processed.setdefault(place, []).append((done, people.size))

    def _comes(self, people: Class, place: int) -> bool:
        """Tell whether any of the class may come there."""
        net = self.net
        return any(w.to == place and may_ride(net, w, people) for w in net.ways)

    def _gone_by(self, people: Class, place: int, since: int) -> Ints:
        """Make the nodes of a place to which nobody comes: one when all are ready."""
        points = self.points[place]
        ready = [
            self._index(place, s.ready_s) for s in people.sources if s.place == place
        ]
        begin = self._index(place, since)
        last = max(ready, default=begin)
        rows = self.program.add_rows(np.zeros(last + 1), np.zeros(last + 1))
        waits = self.program.add_columns(
            np.zeros(last - begin), people.parties, implied=True
        )
        self.program.put(rows[begin:-1], waits, -1)
        self.program.put(rows[begin + 1 :], waits, 1)
        # whoever stays is left, so the last node need not be emptied over time
        if self.aim.level == "person_hours":
            worth = people.weight * points[: last + 1] / 3600
            self.program.potentials.append((rows, -worth))
        return np.append(rows, np.full(len(points) - last - 1, rows[-1]))

    def _index(self, place: int, moment_s: int) -> int:
        points = self.points[place]
        return max(int(np.searchsorted(points, moment_s, side="right")) - 1, 0)

    def _start(
        self,
        people: Class,
        source: Source,
        nodes: dict[tuple[int, int], Ints],
    ) -> None:
        """Let people set out when they are ready, or be left."""
        place, ready, processed, persons = source
        hours = self.net.deadline_s / 3600 if self.aim.level == "person_hours" else 1
        column = self.program.add_columns(np.array([people.weight * hours]), persons)
        self._left.append(int(column[0]))
        self._left_weight.append(people.weight)
        if ready > self.net.deadline_s or (place, 0) not in nodes:
            row = self.program.add_rows(np.array([persons]), np.array([persons]))
            self.program.put(row, column, 1)
            return
        layer = 1 if processed and (place, 1) in nodes else 0
        row = nodes[place, layer][[self._index(place, ready)]]
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
        latest = min(self.net.deadline_s, self.aim.out_by_s)
        times = times_of(
            way, way.starts, lasts_s=way.lasts_s, since_s=since, points=self.points
        )
        times = times.ready_by(latest - self.net.to_safety_s[way.to])
        at, starts, ready, lands = times
        if not len(at):
            return
        out = self.net.safe[way.to]
        counts = out and self.aim.level == "person_hours"
        cost = people.weight * ready / 3600 if counts else np.zeros(len(at))
        here, there = self.points[way.from_][at], self.points[way.to]
        columns = self.program.add_columns(
            cost, people.parties, implied=out | (there[lands] > here)
        )
        self.legs.append(Legs(way, starts, ready, columns, number))
        last = 1 if (way.from_, 1) in nodes else 0
        self.program.put(nodes[way.from_, last][at], columns, -1)
        if out:
            self._beds.setdefault(way.to, []).append((columns, people.size))
        else:
            self.program.put(nodes[way.to, 0][lands], columns, 1)
        if way.seats is not None:
            self.carriers.board(way, people.takes, at, columns)

    # what all share

    def _shared_stations(self) -> None:
        for place, parts in self._processed.items():
            rate = self.net.places[place].processes_per_h or 0
            opened = OpenTime(self.net.open[place])
            points = [*self.points[place].tolist(), self.net.deadline_s]
            done = np.array([opened.by(int(t)) for t in points]) * rate / 3600
            most = np.diff(done)
            rows = self.program.add_rows(np.full(len(most), -np.inf), most)
            for columns, size in parts:
                self.program.put(rows, columns, size)
            self._stations[place] = parts, most
            self._station_rows[place] = rows

    def _shared_beds(self) -> None:
        for place, parts in self._beds.items():
            holds = self.net.places[place].holds
            if holds is None or not self.net.last_stop[place]:
                continue
            free = float(max(holds - guests_at(self.net, place), 0))
            row = self.program.add_rows(np.array([-np.inf]), np.array([free]))
            self._bed_rows[place] = row
            for columns, size in parts:
                self.program.put(np.repeat(row, len(columns)), columns, size)

    def _shared_headways(self) -> None:
        for h, hop in enumerate(self.net.hops):
            flows = [x for x in self.carriers.legs if x.way.hop == h]
            # a convoy is one set-out, however many vehicles are in it (rule §22)
            if hop.headway_s and flows and h not in self.net.convoys:
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
        stretches = (points[:-together], points[together:], rows)
        self._lane_rows.setdefault(flows[0].way.hop, []).append(stretches)
        for flow in flows:
            at = np.searchsorted(points, flow.starts_s, side="right") - 1
            for back in range(together):
                row = at - back
                there = (row >= 0) & (row < len(rows))
                self.program.put(rows[row[there]], flow.columns[there], 1)
