"""
A plan in the making: vehicles, trips and who rides, in exact seconds.

A schedule keeps the rules of vehicles, seats, headways, stations and beds as trips and
journeys are put in and taken out, so that at any moment it could be written out.
"""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass

from exeunt.plan.solver.endurance import State
from exeunt.plan.solver.gaps import Gap, Gaps, last_gap
from exeunt.plan.solver.lanes import Lanes, Leg
from exeunt.plan.solver.network import NEVER, OWN, SERVICE, Network, Unit, Way
from exeunt.plan.solver.spans import first_in
from exeunt.plan.solver.stations import Beds, Station


class Run:
    """One trip of a vehicle, or of a group by own means."""

    __slots__ = (
        "arrive_s",
        "depart_s",
        "loaded",
        "ready_s",
        "riders",
        "room",
        "start_s",
        "vehicle",
        "way",
    )

    def __init__(self, way: Way, start_s: int, vehicle: int, *, loaded: bool) -> None:
        self.way = way
        self.start_s = start_s
        self.vehicle = vehicle
        self.loaded = loaded
        self.depart_s = start_s + (way.loading_s if loaded else 0)
        self.arrive_s = self.depart_s + way.travel_s
        self.ready_s = self.arrive_s + (way.unloading_s if loaded else 0)
        self.room = None if way.seats is None else list(way.seats)
        self.riders: dict[int, int] = {}

    def fits(self, takes: tuple[int, int, int]) -> bool:
        """Tell whether there is room of every kind."""
        room = self.room
        return room is None or (
            room[0] >= takes[0] and room[1] >= takes[1] and room[2] >= takes[2]
        )


Legs = tuple[Leg, ...]
Drive = tuple[Legs, int]
"""Empty runs, and when the last one arrives."""


def by_start(run: Run) -> int:
    """Order runs by when loading begins."""
    return run.start_s


@dataclass(frozen=True, slots=True)
class Journey:
    """Some people of one unit, the runs that bring them out, and those that go on."""

    unit: Unit
    persons: int
    runs: tuple[Run, ...]

    @property
    def out_s(self) -> int:
        """When they are first out (rule §13)."""
        return next(run.ready_s for run in self.runs if run.way.out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A run that a vehicle could make, with the empty runs it takes."""

    way: Way
    start_s: int
    vehicle: int
    after: int
    """The runs of its tour between these two places are replaced."""
    before: int
    lead: Legs
    """Empty runs before it."""
    trail: Legs
    state: State | None = None
    """How its vehicle stands after it; none: own means."""

    @property
    def ready_s(self) -> int:
        """When its people are unloaded."""
        return self.start_s + self.way.lasts_s

    @property
    def legs(self) -> Legs:
        """All its runs, in order."""
        return *self.lead, (self.way, self.start_s + self.way.loading_s), *self.trail


class Schedule:
    """Trips, tours and journeys of one plan in the making."""

    def __init__(self, net: Network) -> None:
        self.net = net
        self.tours: list[list[list[Run]]] = [
            [[] for _ in range(fleet.vehicles)] for fleet in net.fleets
        ]
        self.calls: list[list[Run]] = [[] for _ in net.places]
        """By place: runs that can be boarded there, by start."""
        self.lanes = Lanes(net.spacing)
        self.stations: dict[int, Station] = {}
        self.beds: dict[int, Beds] = {}
        self.journeys: list[list[Journey]] = [[] for _ in net.units]
        self.waiting: list[int] = [unit.persons for unit in net.units]
        """By unit: how many have no journey yet."""
        self._free: list[list[tuple[Gap, ...] | None]] = [
            [None] * fleet.vehicles for fleet in net.fleets
        ]
        self._gaps: list[Gaps | None] = [None] * len(net.fleets)
        self._open_house()

    def _open_house(self) -> None:
        net = self.net
        residents = [0] * len(net.places)
        for unit in net.units:
            residents[unit.place] += unit.persons
        for p, place in enumerate(net.places):
            if place.processes_per_h is not None:
                self.stations[p] = Station(place.processes_per_h, net.open[p])
            if place.holds is not None:
                self.beds[p] = Beds(place.holds, residents[p])
        for way in net.ways:
            if way.fleet == SERVICE and way.starts:
                run = Run(way, way.starts[0][0], OWN, loaded=True)
                insort(self.calls[way.from_], run, key=by_start)

    def copy(self) -> Schedule:
        """Copy the schedule, runs and all."""
        twin = Schedule.__new__(Schedule)
        twin.net = self.net
        same: dict[int, Run] = {}
        twin.tours = [
            [[_twin(run, same) for run in tour] for tour in tours]
            for tours in self.tours
        ]
        twin.calls = [[_twin(run, same) for run in runs] for runs in self.calls]
        twin.lanes = self.lanes.copy()
        twin.stations = {p: s.copy() for p, s in self.stations.items()}
        twin.beds = {p: b.copy() for p, b in self.beds.items()}
        twin.journeys = [
            [
                Journey(j.unit, j.persons, tuple(_twin(r, same) for r in j.runs))
                for j in journeys
            ]
            for journeys in self.journeys
        ]
        twin.waiting = list(self.waiting)
        twin._free = [list(gaps) for gaps in self._free]  # noqa: SLF001 - its twin
        twin._gaps = list(self._gaps)  # noqa: SLF001 - its twin
        return twin

    # people

    def board(self, journey: Journey) -> None:
        """Put people on the runs of their journey."""
        self._seat(journey, +1)
        self.journeys[journey.unit.index].append(journey)
        self.waiting[journey.unit.index] -= journey.persons

    def alight(self, journey: Journey) -> None:
        """Take people off again."""
        self._seat(journey, -1)
        self.journeys[journey.unit.index].remove(journey)
        self.waiting[journey.unit.index] += journey.persons

    def _seat(self, journey: Journey, sign: int) -> None:
        unit, persons = journey.unit, journey.persons * sign
        takes = unit.takes(journey.persons)
        at, since = unit.place, unit.ready_s
        for run in journey.runs:
            self._ride(run, unit.index, persons, takes, sign)
            if at in self.stations:
                self.stations[at].add(since, run.start_s, persons)
            if at in self.beds:
                if at == unit.place and since == unit.ready_s:
                    self.beds[at].leave(run.start_s, persons)
                else:
                    self.beds[at].add(since, run.start_s, persons)
            at, since = run.way.to, run.ready_s
        if at in self.beds:
            self.beds[at].add(since, NEVER, persons)

    def _ride(
        self, run: Run, unit: int, persons: int, takes: tuple[int, int, int], sign: int
    ) -> None:
        if run.way.fleet == SERVICE and not run.riders:
            self.lanes.enter(run.way, run.depart_s)
        on_board = run.riders.get(unit, 0) + persons
        if on_board:
            run.riders[unit] = on_board
        else:
            del run.riders[unit]
        if run.room is not None:
            for kind in range(3):
                run.room[kind] -= sign * takes[kind]
        if run.way.fleet == SERVICE and not run.riders:
            self.lanes.leave(run.way, run.depart_s)

    # vehicles

    def start_from(self, way: Way, from_s: int, legs: Legs = ()) -> int | None:
        """Give the first moment from *from_s*, after *legs*, at which one may load."""
        while True:
            start = first_in(way.starts, from_s)
            if start is None:
                return None
            clear = self.lanes.clear_from(way, start + way.loading_s, legs)
            if clear == start + way.loading_s:
                return start
            from_s = clear - way.loading_s

    def sets_out_from(self, way: Way, from_s: int, legs: Legs = ()) -> int | None:
        """Give the first moment from *from_s* at which an empty run may set out."""
        while True:
            start = first_in(way.sets_out, from_s)
            if start is None:
                return None
            clear = self.lanes.clear_from(way, start, legs)
            if clear == start:
                return start
            from_s = clear

    def launch(self, offer: Offer) -> Run:
        """Make the run that was offered, with its empty runs."""
        way = offer.way
        tour = self.tours[way.fleet][offer.vehicle]
        run = Run(way, offer.start_s, offer.vehicle, loaded=True)
        fresh = [
            *self._empties(offer.lead, offer.vehicle),
            run,
            *self._empties(offer.trail, offer.vehicle),
        ]
        self._replace(tour, offer.after, offer.before, fresh)
        self._forget_gaps(run)
        insort(self.calls[way.from_], run, key=by_start)
        return run

    def _empties(self, legs: Legs, vehicle: int) -> list[Run]:
        return [Run(way, depart, vehicle, loaded=False) for way, depart in legs]

    def _replace(self, tour: list[Run], after: int, before: int, by: list[Run]) -> None:
        for run in tour[after:before]:
            self.lanes.leave(run.way, run.depart_s)
        for run in by:
            self.lanes.enter(run.way, run.depart_s)
        tour[after:before] = by

    def cancel(self, run: Run) -> None:
        """Take out a run that carries nobody, and mend the tour around it."""
        tour = self.tours[run.way.fleet][run.vehicle]
        self.calls[run.way.from_].remove(run)
        at = tour.index(run)
        after = at
        while after and not tour[after - 1].loaded:
            after -= 1
        before = at + 1
        while before < len(tour) and not tour[before].loaded:
            before += 1
        self._mend(tour, run, after, before)
        self._forget_gaps(run)

    def _mend(self, tour: list[Run], run: Run, after: int, before: int) -> None:
        """Drive straight from the run before to the run after, empty."""
        if before == len(tour):
            self._replace(tour, after, before, [])
            return
        place, since = self.stands(run.way.fleet, tour, after)
        old = tour[after:before]
        self._replace(tour, after, before, [])
        drive = self.drive(run.way.fleet, (place, tour[after].way.from_), since)
        fresh = None
        if drive is not None and drive[1] <= tour[after].start_s:
            fresh = self._empties(drive[0], run.vehicle)
        if fresh is None or not self._keeps(run.way.fleet, tour, after, fresh):
            # windows, headways, crews or fuel leave only the old way round, unladen
            fresh = [_emptied(r) if r is run else r for r in old]
        self._replace(tour, after, after, fresh)

    def gaps(self, fleet: int) -> Gaps:
        """Tell where the vehicles of *fleet* have time."""
        gaps = self._gaps[fleet]
        if gaps is None:
            free = self._free[fleet]
            found = [
                self._gaps_of(fleet, v) if known is None else known
                for v, known in enumerate(free)
            ]
            self._free[fleet] = list(found)
            gaps = self._gaps[fleet] = Gaps.of(found)
        return gaps

    def _gaps_of(self, fleet: int, vehicle: int) -> tuple[Gap, ...]:
        tour = self.tours[fleet][vehicle]
        place, since = self.stands(fleet, tour, 0)
        after = 0
        out = []
        for at, run in enumerate(tour):
            if run.loaded:
                way = run.way
                out.append((since, place, run.start_s, way.from_, vehicle, after, at))
                place, since, after = way.to, run.ready_s, at + 1
        return (*out, (*last_gap(place, since, vehicle, after)[:6], len(tour)))

    def _forget_gaps(self, run: Run) -> None:
        self._free[run.way.fleet][run.vehicle] = None
        self._gaps[run.way.fleet] = None

    def _keeps(self, fleet: int, tour: list[Run], at: int, fresh: list[Run]) -> bool:
        """Tell whether crew and fuel last with *fresh* put in."""
        able = self.net.endurance[fleet]
        return not able.limited or able.keeps([*tour[:at], *fresh, *tour[at:]])

    def stands(self, fleet: int, tour: list[Run], at: int) -> tuple[int, int]:
        """Tell where and since when the vehicle stands before run *at* of its tour."""
        if at:
            return tour[at - 1].way.to, tour[at - 1].ready_s
        base = self.net.fleets[fleet]
        return self.net.number[base.based], base.available_from

    def state(self, fleet: int, tour: list[Run], at: int) -> State:
        """Tell how the vehicle stands before run *at* of its tour."""
        able = self.net.endurance[fleet]
        if able.limited:
            return able.stands(tour[:at])
        return State(*self.stands(fleet, tour, at), None, 0.0)

    def drive(
        self, fleet: int, ends: tuple[int, int], since_s: int, after: Legs = ()
    ) -> Drive | None:
        """Find empty runs between two places: the runs, and when they arrive."""
        from_, to = ends
        if from_ == to:
            return (), since_s
        route = self.net.routes[fleet].get(ends)
        if route is None:
            return None
        legs: Legs = ()
        at_s = since_s
        for way in route:
            depart = self.sets_out_from(way, at_s, (*after, *legs))
            if depart is None or depart > at_s:
                return self._detour(fleet, ends, since_s, after)
            legs = (*legs, (way, depart))
            at_s = depart + way.travel_s
        return legs, at_s

    def _detour(
        self, fleet: int, ends: tuple[int, int], since_s: int, after: Legs
    ) -> Drive | None:
        """Find the earliest empty runs when the shortest route makes one wait."""
        from_, to = ends
        best: dict[int, int] = {from_: since_s}
        legs: dict[int, Legs] = {from_: ()}
        open_ = {from_}
        while open_:
            here = min(open_, key=lambda p: (best[p], p))
            if here == to:
                return legs[to], best[to]
            open_.discard(here)
            for way in self.net.empty_ways[fleet].get(here, ()):
                depart = self.sets_out_from(way, best[here], (*after, *legs[here]))
                if depart is None:
                    continue
                arrives = depart + way.travel_s
                if arrives < best.get(way.to, NEVER):
                    best[way.to] = arrives
                    legs[way.to] = (*legs[here], (way, depart))
                    open_.add(way.to)
        return None


def _emptied(run: Run) -> Run:
    return Run(run.way, run.depart_s, run.vehicle, loaded=False)


def _twin(run: Run, same: dict[int, Run]) -> Run:
    key = id(run)
    if key not in same:
        twin = Run.__new__(Run)
        twin.way, twin.start_s, twin.vehicle = run.way, run.start_s, run.vehicle
        twin.depart_s, twin.arrive_s = run.depart_s, run.arrive_s
        twin.ready_s, twin.loaded = run.ready_s, run.loaded
        twin.room = None if run.room is None else list(run.room)
        twin.riders = dict(run.riders)
        same[key] = twin
    return same[key]
