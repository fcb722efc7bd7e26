"""
A plan in the making: vehicles, trips and who rides, in exact seconds.

A schedule keeps the rules of vehicles, seats, headways, stations and beds as trips and
journeys are put in and taken out, so that at any moment it could be written out.
"""

from __future__ import annotations

from bisect import insort

from exeunt.model.problem import Spans
from exeunt.model.times import NEVER
from exeunt.plan.solver.convoys import Convoys
from exeunt.plan.solver.endurance import State
from exeunt.plan.solver.gaps import Gap, Gaps, last_gap
from exeunt.plan.solver.initial import people_there, set_outs, turns
from exeunt.plan.solver.lanes import Lanes
from exeunt.plan.solver.network import OWN, SERVICE, Network, Unit, Way
from exeunt.plan.solver.runs import (
    Drive,
    Journey,
    Legs,
    Offer,
    Run,
    by_start,
    emptied,
    legs_of,
    twin_of,
)
from exeunt.plan.solver.spans import first_in, lies_in
from exeunt.plan.solver.stations import Beds, Station


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
        self.convoys = Convoys(net.convoys)
        self._roomy = not net.spacing.apart_s and not net.convoys
        """Whether any vehicle may set out at any moment, whatever others do."""
        self.stations: dict[int, Station] = {}
        self.beds: dict[int, Beds] = {}
        self.journeys: list[list[Journey]] = [[] for _ in net.units]
        self.waiting: list[int] = [unit.persons for unit in net.units]
        """By unit: how many have no journey yet."""
        self._gaps = [
            Gaps(shortest_s, able.begins)
            for shortest_s, able in zip(net.shortest_s, net.endurance, strict=True)
        ]
        self._stale = [frozenset(range(f.vehicles)) for f in net.fleets]
        """By fleet: vehicles whose gaps have changed."""
        self._open_house()

    def _open_house(self) -> None:
        net = self.net
        for p, place in enumerate(net.places):
            if place.processes_per_h is not None:
                self.stations[p] = Station(place.processes_per_h, net.open[p])
            if place.holds is not None:
                self.beds[p] = Beds(place.holds)
        for at, from_s, persons in people_there(net):
            if at in self.beds:
                self.beds[at].fill(from_s, persons)
        for at, from_s, due_s, persons in turns(net):
            self.stations[at].add(from_s, due_s, persons)
        for hop, depart_s in set_outs(net):
            self.lanes.enter_link(hop, depart_s)
        for way in net.ways:
            if way.fleet == SERVICE and way.starts:
                run = Run(way, way.starts[0][0], OWN, loaded=True)
                insort(self.calls[way.from_], run, key=by_start)

    def without_convoys(self) -> Schedule:
        """Copy the schedule as if no link were travelled in convoys."""
        twin = self.copy()
        twin.convoys.free = True
        return twin

    def copy(self) -> Schedule:
        """Copy the schedule, runs and all."""
        twin = Schedule.__new__(Schedule)
        twin.net = self.net
        same: dict[int, Run] = {}
        twin.tours = [
            [[twin_of(run, same) for run in tour] for tour in tours]
            for tours in self.tours
        ]
        twin.calls = [[twin_of(run, same) for run in runs] for runs in self.calls]
        twin.lanes = self.lanes.copy()
        twin.convoys = self.convoys.copy()
        twin._roomy = self._roomy  # noqa: SLF001 - its twin
        twin.stations = {p: s.copy() for p, s in self.stations.items()}
        twin.beds = {p: b.copy() for p, b in self.beds.items()}
        twin.journeys = [
            [
                Journey(j.unit, j.persons, tuple(twin_of(r, same) for r in j.runs))
                for j in journeys
            ]
            for journeys in self.journeys
        ]
        twin.waiting = list(self.waiting)
        twin._stale = list(self._stale)  # noqa: SLF001 - its twin
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
        at, since, first = unit.place, unit.ready_s, True
        for run in journey.runs:
            self._ride(run, unit.index, persons, takes, sign)
            if at in self.stations and not self.excused(unit, run, first=first):
                self.stations[at].add(since, run.start_s, persons)
            if at in self.beds:
                if first:
                    self.beds[at].leave(run.start_s, persons)
                else:
                    self.beds[at].add(since, run.start_s, persons)
            at, since, first = run.way.to, run.ready_s, False
        if at in self.beds:
            self.beds[at].add(since, NEVER, persons)

    def excused(self, unit: Unit, leg: Run | Offer, *, first: bool) -> bool:
        """Tell whether *unit* begins *leg*, its *first* or a later, unprocessed."""
        return (first and unit.processed) or self.net.doors.fetched(
            leg.way.from_, leg.start_s
        )

    @property
    def crowded(self) -> bool:
        """Whether somebody came to where those who were there have not made room."""
        starts = {unit.place for unit in self.net.units}
        return any(self.beds[p].crowded for p in starts & self.beds.keys())

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

    def start_from(
        self, way: Way, from_s: int, legs: Legs = (), *, founding: bool = False
    ) -> int | None:
        """
        Give the first moment from *from_s*, after *legs*, at which one may load.

        Over a link that is travelled in convoys it is with one that there is, unless the
        run is *founding* another.
        """
        if self._roomy:
            return first_in(way.starts, from_s)
        begins = (way.starts, way.loading_s)
        depart = self._sets_out(way, begins, from_s, legs, founding=founding)
        return None if depart is None else depart - way.loading_s

    def sets_out_from(
        self, way: Way, from_s: int, legs: Legs = (), *, founding: bool = False
    ) -> int | None:
        """Give the first moment from *from_s* at which an empty run may set out."""
        if self._roomy:
            return first_in(way.sets_out, from_s)
        begins = (way.sets_out, 0)
        return self._sets_out(way, begins, from_s, legs, founding=founding)

    def _sets_out(
        self,
        way: Way,
        begins: tuple[Spans, int],
        from_s: int,
        legs: Legs,
        *,
        founding: bool,
    ) -> int | None:
        """Find a set-out apart from others, given when it begins and how long before."""
        spans, before_s = begins
        if not founding and self.convoys.wanted(way):
            return next(
                (
                    depart
                    for depart in self.convoys.moments(way.hop)
                    if depart >= from_s + before_s
                    and lies_in(spans, depart - before_s)
                    and self.lanes.clear_from(way, depart, legs) == depart
                ),
                None,
            )
        start = first_in(spans, from_s)
        while start is not None:
            clear = self.lanes.clear_from(way, start + before_s, legs)
            if clear == start + before_s:
                return clear
            start = first_in(spans, clear - before_s)
        return None

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
        self._forget_gaps(way.fleet, run.vehicle)
        insort(self.calls[way.from_], run, key=by_start)
        return run

    def _empties(self, legs: Legs, vehicle: int) -> list[Run]:
        return [Run(way, depart, vehicle, loaded=False) for way, depart in legs]

    def _replace(self, tour: list[Run], after: int, before: int, by: list[Run]) -> None:
        for run in tour[after:before]:
            self.lanes.leave(run.way, run.depart_s)
            self.convoys.leave(run.way, run.depart_s)
        for run in by:
            self.lanes.enter(run.way, run.depart_s)
            self.convoys.enter(run.way, run.depart_s)
        tour[after:before] = by

    def append(self, lead: Legs, run: Run) -> None:
        """Put a run at the end of its vehicle's tour, with the empty runs before it."""
        tour = self.tours[run.way.fleet][run.vehicle]
        fresh = [*self._empties(lead, run.vehicle), run]
        self._replace(tour, len(tour), len(tour), fresh)
        self._forget_gaps(run.way.fleet, run.vehicle)
        if run.loaded:
            insort(self.calls[run.way.from_], run, key=by_start)

    def cut(self, fleet: int, vehicle: int, keep: int) -> None:
        """Take out all runs of a vehicle after the first *keep*; nobody rides there."""
        tour = self.tours[fleet][vehicle]
        for run in tour[keep:]:
            if run.loaded:
                self.calls[run.way.from_].remove(run)
        self._replace(tour, keep, len(tour), [])
        self._forget_gaps(fleet, vehicle)

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
        self._forget_gaps(run.way.fleet, run.vehicle)

    def _mend(self, tour: list[Run], run: Run, after: int, before: int) -> None:
        """Drive straight from the run before to the run after, empty."""
        old = tour[after:before]
        self._replace(tour, after, before, [])
        fresh = self._straight_on(run, tour, after)
        if fresh is None or not self._keeps(run, after, old, fresh):
            # windows, headways, crews, fuel or a convoy leave only the old way round
            fresh = [emptied(r) if r is run else r for r in old]
        self._replace(tour, after, after, fresh)

    def _straight_on(self, run: Run, tour: list[Run], at: int) -> list[Run] | None:
        if at == len(tour):
            return []
        place, since = self.stands(run.way.fleet, run.vehicle, at)
        ends = (place, tour[at].way.from_)
        drive = self.drive(run.way.fleet, ends, since)
        if drive is None or drive[1] > tour[at].start_s:
            return None
        return self._empties(drive[0], run.vehicle)

    def gaps(self, fleet: int) -> Gaps:
        """Tell where the vehicles of *fleet* have time."""
        stale = self._stale[fleet]
        if stale:
            fresh = {v: self._gaps_of(fleet, v) for v in sorted(stale)}
            self._gaps[fleet] = self._gaps[fleet].changed(fresh)
            self._stale[fleet] = frozenset()
        return self._gaps[fleet]

    def gaps_of(self, fleet: int, vehicle: int) -> Gaps:
        """Tell where one vehicle has time."""
        return Gaps().changed({vehicle: self._gaps_of(fleet, vehicle)})

    def _gaps_of(self, fleet: int, vehicle: int) -> tuple[Gap, ...]:
        tour = self.tours[fleet][vehicle]
        place, since = self.stands(fleet, vehicle, 0)
        after = 0
        out = []
        for at, run in enumerate(tour):
            if run.loaded:
                way = run.way
                out.append((since, place, run.start_s, way.from_, vehicle, after, at))
                place, since, after = way.to, run.ready_s, at + 1
        return (*out, (*last_gap(place, since, vehicle, after)[:6], len(tour)))

    def _forget_gaps(self, fleet: int, vehicle: int) -> None:
        self._stale[fleet] |= {vehicle}

    def _keeps(self, run: Run, at: int, old: list[Run], fresh: list[Run]) -> bool:
        """Tell whether crew, fuel and convoys last with *fresh* in place of *old*."""
        fleet, vehicle = run.way.fleet, run.vehicle
        able, tour = self.net.endurance[fleet], self.tours[fleet][vehicle]
        return (
            not able.limited or able.keeps(vehicle, [*tour[:at], *fresh, *tour[at:]])
        ) and self.convoys.stay_whole(legs_of(old), and_=legs_of(fresh))

    def stands(self, fleet: int, vehicle: int, at: int) -> tuple[int, int]:
        """Tell where and since when a vehicle stands before run *at* of its tour."""
        if at:
            before = self.tours[fleet][vehicle][at - 1]
            return before.way.to, before.ready_s
        return self.net.starts[fleet][vehicle]

    def state(self, fleet: int, vehicle: int, at: int) -> State:
        """Tell how a vehicle stands before run *at* of its tour."""
        able = self.net.endurance[fleet]
        if able.limited:
            return able.stands(vehicle, self.tours[fleet][vehicle][:at])
        return State(*self.stands(fleet, vehicle, at), None, 0.0)

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
