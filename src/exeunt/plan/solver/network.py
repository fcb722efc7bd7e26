"""
The problem, made ready to search: places by number, ways of travelling, units.

A way is one manner of travelling one hop: a fleet over it, own means, or one departure
of a service. All that openings, availability and the deadline say about it is worked
out once, into the moments at which loading may begin.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from exeunt.model.fleets import planning_time_s
from exeunt.model.people import SeatKind
from exeunt.model.problem import (
    Cohort,
    Departure,
    Hop,
    Household,
    Problem,
    Spans,
    km_of,
    looking_ahead,
)
from exeunt.model.times import NEVER
from exeunt.plan.solver.alike import alike_fleets, tick_of
from exeunt.plan.solver.caps import Caps
from exeunt.plan.solver.convoys import convoy_needs, lacking
from exeunt.plan.solver.doors import Doors
from exeunt.plan.solver.driving import (
    Ints,
    drive_table,
    first_there,
    shortest_routes,
    takes_s,
)
from exeunt.plan.solver.endurance import Endurance, barred
from exeunt.plan.solver.lanes import Spacing
from exeunt.plan.solver.no_way import NoWay
from exeunt.plan.solver.outwards import (
    last_stops,
    least_to_safety,
    useful_ways,
    ways_onward,
)
from exeunt.plan.solver.spans import common, shifted, stays
from exeunt.plan.solver.straight import straight_leads


Seats = tuple[int, int, int]
"""Places of each kind, in the order of ``SeatKind``."""
KINDS = tuple(SeatKind)
OWN = -1
SERVICE = -2
NOWHERE = -1
"""A hop that there is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One manner of travelling one hop."""

    index: int
    hop: int
    from_: int
    to: int
    fleet: int
    """Index of the fleet, ``OWN`` or ``SERVICE``."""
    name: str
    """Of the fleet or service, as people say it; empty for own means."""
    departure: str
    """Id of the departure of a service."""
    seats: Seats | None
    """None: room for all."""
    loading_s: int
    travel_s: int
    unloading_s: int
    starts: Spans
    """When loading may begin, for a trip that carries people."""
    lasts_s: int
    """From the beginning of loading to the end of unloading."""
    sets_out: Spans
    """When an empty run may set out."""
    out: bool
    """Whether it ends where people are safe."""

    def room_for(self, takes: Seats) -> bool:
        """Tell whether all of a party can have seats on it, when it is empty."""
        seats = self.seats
        return seats is None or all(s >= n for s, n in zip(seats, takes, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A household, or a cohort that may be split."""

    index: int
    id: str
    place: int
    persons: int
    seats: Seats
    """Of the whole household; of one person of a cohort."""
    weight: float
    """Of one person, on average."""
    weights: tuple[float, ...]
    """Of each person, by kind of seat; of a cohort, of one."""
    ready_s: int
    whole: bool
    comes: bool = False
    """Whether it is under way to its place, and comes when it is ready."""
    processed: bool = False
    """Whether it needs no more processing at its place (rule §31)."""
    told: tuple[tuple[int, int], ...] = ()
    """Hops and moments of departure that were announced to all of it (rule §34)."""

    def takes(self, persons: int) -> Seats:
        """Count the seats that *persons* of the unit take."""
        return self.seats if self.whole else (persons, 0, 0)


class Network:
    """A planning problem by number."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.deadline_s = problem.deadline_s
        # a place that stays open is open at the deadline itself, so look past it
        ahead = looking_ahead(problem, problem.deadline_s + 1)
        self.places = problem.places
        self.number = {p.id: i for i, p in enumerate(problem.places)}
        self.safe = tuple(p.kind.safe for p in problem.places)
        self.doors = Doors(ahead)
        self.open = self.doors.open
        self.hops = ahead.hops
        self.fleets = problem.fleets
        by_id = {p.id: p for p in problem.places}
        self.km = tuple(km_of(hop, by_id) for hop in self.hops)
        """By hop."""
        self.barred: dict[int, str] = {}
        """By way on paper that nobody can travel for crews, range or convoys: why."""
        self.convoys = convoy_needs(self)
        """By hop that is travelled in convoys: what one takes."""
        self.starts = tuple(
            tuple((self.number[s.place], s.free_s) for s in problem.starts(fleet))
            for fleet in problem.fleets
        )
        """By fleet and vehicle: where it stands first, and from when it is free."""
        self.ways = tuple(self._ways(ahead))
        self.hop_number = {hop.id: h for h, hop in enumerate(self.hops)}
        self.units = _units(problem, self.number, self.hop_number)

        self.promise_h = problem.state.promise_h if problem.state else 0.0
        """Weighted person-hours that a broken promise counts as much as."""
        self.caps = Caps()

    def _ways(self, ahead: Problem) -> list[Way]:
        out: list[Way] = []
        for h, hop in enumerate(self.hops):
            if not hop.link.mode.needs_vehicle:
                out.append(self._own(len(out), h, hop))
            for f, fleet in enumerate(self.fleets):
                if fleet.vehicles and fleet.may_use(hop.link):
                    out.append(self._of_fleet(len(out), h, f))
        number = {(hop.link.id, hop.to): h for h, hop in enumerate(self.hops)}
        for departure in ahead.departures:
            h = number[departure.hop.link.id, departure.hop.to]
            out.append(self._of_service(len(out), h, departure))
        return out

    def _own(self, index: int, h: int, hop: Hop) -> Way:
        return self._way(
            index,
            h,
            fleet=OWN,
            name="",
            seats=None,
            lasts=(0, planning_time_s(hop.link.nominal_s, self.problem.step_s), 0),
            within=(0, NEVER),
        )

    def _of_fleet(self, index: int, h: int, f: int) -> Way:
        fleet = self.fleets[f]
        until = NEVER if fleet.available_until is None else fleet.available_until
        way = self._way(
            index,
            h,
            fleet=f,
            name=fleet.name,
            seats=_seats(fleet.seats),
            lasts=(
                fleet.loading,
                fleet.travel_s(self.hops[h].link, self.problem.step_s),
                fleet.unloading,
            ),
            within=(fleet.available_from, until),
        )
        alone = lacking(self.hops[h].link, self.fleets)
        loaded = alone or barred(fleet, lasts_s=way.lasts_s, km=self.km[h])
        empty = alone or barred(fleet, lasts_s=way.travel_s, km=self.km[h])
        if loaded:
            self.barred[index] = loaded
        return replace(
            way,
            starts=() if loaded else way.starts,
            sets_out=() if empty else way.sets_out,
        )

    def _of_service(self, index: int, h: int, departure: Departure) -> Way:
        service = departure.service
        start = departure.depart_s - service.loading
        travel = departure.arrive_s - departure.depart_s
        lasts = (service.loading, travel, service.unloading)
        way = self._way(
            index,
            h,
            fleet=SERVICE,
            name=service.name,
            seats=_seats(service.seats),
            lasts=lasts,
            within=(start, start + sum(lasts)),
            departure=departure.id,
        )
        if h not in self.convoys:
            return way
        self.barred[index] = "goes in convoys, and no timetable waits for one"
        return replace(way, starts=())

    def _way(  # noqa: PLR0913 - one place that builds the record
        self,
        index: int,
        h: int,
        *,
        fleet: int,
        name: str,
        seats: Seats | None,
        lasts: tuple[int, int, int],
        within: tuple[int, int],
        departure: str = "",
    ) -> Way:
        loading, travel, unloading = lasts
        hop = self.hops[h]
        from_, to = self.number[hop.from_], self.number[hop.to]
        after, until = within
        by_deadline = ((0, self.deadline_s + 1),)
        here = self.doors.of(from_, by=hop.link.mode, other=to)
        leaves = common(common(hop.spans, here), hop.clear(travel))
        brings = common(leaves, shifted(common(self.open[to], by_deadline), -travel))
        there = self.doors.of(to, by=hop.link.mode, other=from_)
        sets_out = common(leaves, shifted(common(there, by_deadline), -travel))
        departs = common(brings, shifted(stays(here, loading), loading))
        if self.safe[to]:
            # who is not unloaded by the deadline is not out (rule §13)
            departs = common(departs, ((0, self.deadline_s - travel - unloading + 1),))
        loads = () if hop.link.empty_only else shifted(departs, -loading)
        return Way(
            index=index,
            hop=h,
            from_=from_,
            to=to,
            fleet=fleet,
            name=name,
            departure=departure,
            seats=seats,
            loading_s=loading,
            travel_s=travel,
            unloading_s=unloading,
            lasts_s=sum(lasts),
            starts=common(loads, ((max(after, 0), until - sum(lasts) + 1),)),
            sets_out=common(sets_out, ((max(after, 0), until - travel + 1),)),
            out=self.safe[to],
        )

    @cached_property
    def alike(self) -> dict[int, tuple[int, ...]]:
        """
        Give fleets whose vehicles differ only in where and when they begin.

        By the one of them that is there first, which stands for all in a relaxation.
        """
        return alike_fleets(self)

    @cached_property
    def leads_for(self) -> dict[int, int]:
        """By fleet: the one that stands for it in a relaxation."""
        return {f: lead for lead, fleets in self.alike.items() for f in fleets}

    @cached_property
    def way_of(self) -> dict[tuple[int, int], Way]:
        """By fleet and hop: the way."""
        return {(w.fleet, w.hop): w for w in self.ways if w.fleet >= 0}

    def stands_for(self, way: Way) -> bool:
        """Tell whether a relaxation has *way*, not one of a fleet alike instead."""
        return way.fleet < 0 or self.leads_for[way.fleet] == way.fleet

    @cached_property
    def shortest_s(self) -> tuple[int, ...]:
        """By fleet: the least time that a run with people takes."""
        least = [NEVER] * len(self.fleets)
        for way in self.ways:
            if way.fleet >= 0:
                least[way.fleet] = min(least[way.fleet], way.lasts_s)
        return tuple(least)

    @cached_property
    def seat_cost(self) -> dict[int, float]:
        """By way of a service: what one seat costs."""
        cost = {s.id: s.cost_per_seat for s in self.problem.services}
        return {
            way.index: cost[way.departure.partition("@")[0]]
            for way in self.ways
            if way.fleet == SERVICE
        }

    @cached_property
    def tick_s(self) -> int:
        """
        Give a span that every moment of a plan without waste is a multiple of.

        Somebody who goes as soon as may be sets out when ready, or when something
        opens, comes or is clear, and that is as many ticks after H-hour. Where people
        are processed one by one it is a second.
        """
        return tick_of(self)

    @cached_property
    def spacing(self) -> Spacing:
        """Tell what vehicles must keep apart."""
        return Spacing(self)

    @cached_property
    def endurance(self) -> tuple[Endurance, ...]:
        """By fleet: what its vehicles can do until they rest or refuel."""
        return tuple(Endurance(self, f) for f in range(len(self.fleets)))

    @cached_property
    def to_safety_s(self) -> tuple[int, ...]:
        """By place: least time until out, with everything open and seats for all."""
        return least_to_safety(self)

    @cached_property
    def no_way(self) -> NoWay:
        """What cuts places off from safety."""
        return NoWay(self)

    @cached_property
    def useful(self) -> tuple[bool, ...]:
        """By way: whether people may gain from it."""
        return useful_ways(self)

    @cached_property
    def last_stop(self) -> tuple[bool, ...]:
        """By place: whether nobody gains by moving on from it, once safe."""
        return last_stops(self)

    @cached_property
    def onward(self) -> tuple[tuple[Way, ...], ...]:
        """By place: ways by which those who are out ride on (rule §13)."""
        return ways_onward(self)

    @cached_property
    def rides(self) -> tuple[bool, ...]:
        """By way: whether people may ride there at all, if only on from a haven."""
        on = {way.index for ways in self.onward for way in ways}
        return tuple(self.useful[w.index] or w.index in on for w in self.ways)

    @cached_property
    def leads(self) -> tuple[tuple[Way, ...], ...]:
        """By place: useful ways of fleets and own means that lead straight on."""
        return straight_leads(self)

    @cached_property
    def drive_table(self) -> tuple[Ints, ...]:
        """By fleet: least time to drive empty from one place to another."""
        return tuple(drive_table(self, drives) for drives in self.drives_s)

    @cached_property
    def over(self) -> tuple[tuple[Way, ...], ...]:
        """By hop: useful ways over it."""
        out: list[list[Way]] = [[] for _ in self.hops]
        for way in self.ways:
            if self.useful[way.index]:
                out[way.hop].append(way)
        return tuple(tuple(ways) for ways in out)

    @cached_property
    def routes(self) -> tuple[dict[tuple[int, int], tuple[Way, ...]], ...]:
        """By fleet: the shortest way to drive empty from one place to another."""
        return tuple(shortest_routes(self, f) for f in range(len(self.fleets)))

    @cached_property
    def empty_ways(self) -> tuple[dict[int, list[Way]], ...]:
        """By fleet and place: ways over which its vehicles may leave empty."""
        out: list[dict[int, list[Way]]] = [{} for _ in self.fleets]
        for way in self.ways:
            if way.fleet >= 0 and way.sets_out:
                out[way.fleet].setdefault(way.from_, []).append(way)
        return tuple(out)

    @cached_property
    def drives_s(self) -> tuple[dict[tuple[int, int], int], ...]:
        """By fleet: least driving time from one place to another."""
        stay = {(p, p): 0 for p in range(len(self.places))}
        return tuple(
            stay | {ends: takes_s(legs) for ends, legs in routes.items()}
            for routes in self.routes
        )

    @cached_property
    def stands_s(self) -> tuple[dict[int, int], ...]:
        """By fleet and place: when a vehicle could first stand there."""
        return tuple(first_there(self, f) for f in range(len(self.fleets)))


def _seats(seats: dict[SeatKind, int]) -> Seats:
    return (
        seats.get(SeatKind.SEAT, 0),
        seats.get(SeatKind.WHEELCHAIR, 0),
        seats.get(SeatKind.STRETCHER, 0),
    )


def _units(
    problem: Problem, number: dict[str, int], hops: dict[str, int]
) -> tuple[Unit, ...]:
    movers: list[Household | Cohort] = [*problem.households, *problem.cohorts]
    return tuple(
        Unit(
            index=i,
            id=m.id,
            place=number[m.place],
            persons=m.persons,
            seats=_seats(dict(m.seats)) if isinstance(m, Household) else (1, 0, 0),
            weight=m.weight / m.persons if isinstance(m, Household) else m.weight,
            weights=m.weights if isinstance(m, Household) else (m.weight,),
            ready_s=m.ready_s,
            whole=isinstance(m, Household),
            comes=m.comes,
            processed=m.processed,
            told=tuple(
                (hops.get(one.hop, NOWHERE), one.depart_s)
                for one in problem.promises.get(m.id, ())
            ),
        )
        for i, m in enumerate(movers)
    )
