"""What is the same in every world: the plan and its problem, in numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush

from exeunt.model.fleets import Fleet, planning_time_s
from exeunt.model.people import Batch, SeatKind
from exeunt.model.places import Mode
from exeunt.model.problem import Departure, Hop, Household, Problem
from exeunt.rehearse.openings import Windows, set_outs


SERVICE = -1
"""Instead of a vehicle's number: a departure of a scheduled service."""
OWN = -2
"""Instead of a vehicle's number: own means or on foot."""

MODES = tuple(Mode)

Room = tuple[int, int, int]
"""Places by kind, in the order of ``SeatKind``."""

Counts = tuple[tuple[int, int], ...]
"""Persons by category."""


def room_of(seats: dict[SeatKind, int]) -> Room:
    """Give places by kind as three numbers."""
    return (
        seats.get(SeatKind.SEAT, 0),
        seats.get(SeatKind.WHEELCHAIR, 0),
        seats.get(SeatKind.STRETCHER, 0),
    )


@dataclass(slots=True, kw_only=True)
class Run:
    """One trip: planned, of a service, or a sweep's."""

    hop: int
    from_: int
    to: int
    vehicle: int
    depart_s: int
    travel_s: int
    loading_s: int
    unloading_s: int
    room: Room
    windows: Windows
    """When it may set out with people."""
    empty: Windows
    """When it may set out without."""
    usable: Room = (0, 0, 0)
    """Of its room, what those who stand by may take."""
    planned: int = 0
    """Persons planned on it."""
    load_s: int = 0
    """When loading is planned to begin."""
    departure: int = 0
    """Of a service: its number among all departures."""
    sweep: bool = False
    fetches: bool = False
    """Whether it is the part of a sweep that carries."""
    claim: int = 0
    """Of a sweep: persons it was sent for."""


@dataclass(slots=True, kw_only=True)
class Party:
    """A household, or one batch of an estimate."""

    category: int
    """Whose doubts it has; of a household, that of the highest weight in it."""
    counts: Counts
    """Of a household: persons by category; of a batch: none."""
    place: int
    ready_s: int
    room: Room
    """Of a household; a batch takes a seat a person."""
    persons: int
    """Of a household; a batch's differ from world to world."""
    weight: float
    """Of one person."""
    trips: list[tuple[int, int]] = field(default_factory=list)
    """Of a household: its trips in order, as (trip, place it leaves)."""
    loads: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Of a batch: by place, its planned loads as (trip, persons), in order."""


@dataclass(slots=True, kw_only=True)
class EstimateDoubt:
    """The range of an estimate and the shares of its batches."""

    low: int
    likely: int
    high: int
    category: int
    upto: list[float]
    """Share of the estimate that has come with each batch and those before."""
    parties: list[int]


@dataclass(slots=True, kw_only=True)
class Vehicle:
    """One vehicle of a fleet, with its planned trips in order."""

    index: int
    fleet: int
    number: int
    """Within its fleet, from 0."""
    base: int
    from_s: int
    until_s: int
    runs: list[int]


@dataclass(slots=True, kw_only=True)
class Ride:
    """How a fleet travels a hop: times and when it may set out."""

    hop: int
    from_: int
    to: int
    travel_s: int
    loaded: Windows
    empty: Windows
    usable: Room = (0, 0, 0)
    """Of a vehicle's room, what those who stand by may take."""


Sweep = tuple[int, list[Ride], list[Ride]]
"""A place to fetch people from, the quickest empty way there, and rides from there."""


@dataclass(slots=True, kw_only=True)
class Script:
    """Everything about a plan that no world changes."""

    problem: Problem
    horizon_s: int
    openings: list[Windows]
    rates: list[float]
    """Persons a second, or 0 where nobody is processed."""
    safe: list[bool]
    beds: list[int | None]
    exit: list[int]
    """By place: its number among the exits, or -1."""
    hop_mode: list[int]
    headway: list[int]
    together: list[bool]
    """By hop: whether vehicles travel in convoys, of which each is one set-out."""
    useful: list[bool]
    """By hop: whether it leads on a way to safety."""
    promised: list[int]
    """By place: people who are planned to come there."""
    own: list[list[Run]]
    """By place: ways to safety by own means, quickest first."""
    room: list[Room]
    """By fleet."""
    pause: list[tuple[int, int]]
    """By fleet: loading and unloading [s]."""
    sweeps: list[list[list[Sweep]]]
    """By fleet and place: what sweeps it can make from there."""
    serving: list[list[int]]
    """By place: fleets that can bring people on from there."""
    runs: list[Run]
    taken: list[list[int]]
    """By hop with a headway: planned set-outs, ascending."""
    slots: list[int]
    """By place: how far its slots lie apart [s], or 0 where it has none."""
    slotted: list[tuple[int, int]]
    """By hop: the places in whose slots it is set out and arrived, or -1."""
    kept: list[list[tuple[int, int, int]]]
    """By place with slots: when the plan uses them, by which trip and at which end of
    it (0 sets out, 1 arrives), ascending."""
    parties: list[Party]
    households: int
    """The first so many parties are households, the others batches."""
    estimates: list[EstimateDoubt]
    vehicles: list[Vehicle]
    departures: int
    sweep_every: int
    """How often an idle vehicle looks round, at most [s]."""
    km: list[float]
    """By hop."""
    shut_by: list[list[int]]
    """By hop: closings of its link, its mode or its ends."""
    shut_place: list[list[int]]
    """By place: closings of it."""
    names: list[int]
    """By departure: its name to chance."""


class Ways:
    """Places and hops of a problem by number, while a script is written."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.place = {p.id: k for k, p in enumerate(problem.places)}
        self.hop = {(h.link.id, h.from_, h.to): k for k, h in enumerate(problem.hops)}
        self._windows: dict[tuple[int, int, int], Windows] = {}

    def windows(self, hop: int, *, loading_s: int, travel_s: int) -> Windows:
        """Say when a trip over *hop* may set out."""
        key = (hop, loading_s, travel_s)
        if key not in self._windows:
            on = self.problem.hops[hop]
            self._windows[key] = set_outs(
                on,
                start=self.problem.open[on.from_],
                end=self.problem.open[on.to],
                loading_s=loading_s,
                travel_s=travel_s,
            )
        return self._windows[key]

    def ride(self, number: int, hop: Hop, *, loading_s: int, travel_s: int) -> Ride:
        """Say how *hop* is travelled."""
        return Ride(
            hop=number,
            from_=self.place[hop.from_],
            to=self.place[hop.to],
            travel_s=travel_s,
            loaded=self.windows(number, loading_s=loading_s, travel_s=travel_s),
            empty=self.windows(number, loading_s=0, travel_s=travel_s),
        )

    def rides(self, fleet: Fleet) -> list[Ride]:
        """Give what the vehicles of *fleet* can travel."""
        return [
            self.ride(
                k,
                hop,
                loading_s=fleet.loading,
                travel_s=fleet.travel_s(hop.link, self.problem.step_s),
            )
            for k, hop in enumerate(self.problem.hops)
            if fleet.vehicles and fleet.may_use(hop.link)
        ]

    def own(self) -> list[Run]:
        """Give what people travel by own means or on foot."""
        out = []
        for k, hop in enumerate(self.problem.hops):
            if not hop.link.mode.needs_vehicle:
                travel_s = planning_time_s(hop.link.nominal_s, self.problem.step_s)
                windows = self.windows(k, loading_s=0, travel_s=travel_s)
                out.append(
                    Run(
                        hop=k,
                        from_=self.place[hop.from_],
                        to=self.place[hop.to],
                        vehicle=OWN,
                        depart_s=0,
                        travel_s=travel_s,
                        loading_s=0,
                        unloading_s=0,
                        room=(0, 0, 0),
                        windows=windows,
                        empty=windows,
                    )
                )
        return out

    def departure(self, number: int, departure: Departure) -> Run:
        """Make the trip of a service's departure, with nobody planned on it."""
        hop, service = departure.hop, departure.service
        k = self.hop[hop.link.id, hop.from_, hop.to]
        travel_s = departure.arrive_s - departure.depart_s
        windows = self.windows(k, loading_s=service.loading, travel_s=travel_s)
        return Run(
            hop=k,
            from_=self.place[hop.from_],
            to=self.place[hop.to],
            vehicle=SERVICE,
            depart_s=departure.depart_s,
            travel_s=travel_s,
            loading_s=service.loading,
            unloading_s=service.unloading,
            room=room_of(service.seats),
            windows=windows,
            empty=windows,
            departure=number,
        )


def time_to_safety(
    problem: Problem, ways: Ways, rides: list[list[Ride]]
) -> list[float]:
    """Give the least travel time from each place to safety, over what is served."""
    place, hops = ways.place, problem.hops
    served = {(r.from_, r.to, r.travel_s) for some in rides for r in some}
    served |= {
        (place[hops[r.hop].from_], place[hops[r.hop].to], r.travel_s)
        for r in ways.own()
    }
    served |= {
        (place[d.hop.from_], place[d.hop.to], d.arrive_s - d.depart_s)
        for d in problem.departures
    }
    best = [0.0 if p.kind.safe else float("inf") for p in problem.places]
    nearer = True
    while nearer:
        nearer = False
        for start, end, travel_s in served:
            if best[end] + travel_s < best[start]:
                best[start] = best[end] + travel_s
                nearer = True
    return best


def going_on(
    problem: Problem, ways: Ways, rides: list[list[Ride]], useful: list[bool]
) -> list[tuple[bool, bool, bool]]:
    """
    Say of each place and kind of room whether somebody is taken on from there.

    Who needs a wheelchair place is not helped by being brought to where only trains
    without one go on.
    """
    rooms = [room_of(fleet.seats) for fleet in problem.fleets]
    own = {run.hop for run in ways.own()}
    by_kind = []
    for kind in range(len(SeatKind)):
        served = {
            r.hop
            for room, some in zip(rooms, rides, strict=True)
            if room[kind]
            for r in some
        }
        served |= {
            ways.hop[d.hop.link.id, d.hop.from_, d.hop.to]
            for d in problem.departures
            if room_of(d.service.seats)[kind]
        }
        hops = {k for k in served if useful[k]} | own
        by_kind.append(_led_to_safety(problem, ways, hops))
    return list(zip(*by_kind, strict=True))


def _led_to_safety(problem: Problem, ways: Ways, hops: set[int]) -> list[bool]:
    led = [p.kind.safe for p in problem.places]
    ends = [
        (ways.place[problem.hops[k].from_], ways.place[problem.hops[k].to])
        for k in hops
    ]
    more = True
    while more:
        more = False
        for start, end in ends:
            if led[end] and not led[start]:
                led[start] = more = True
    return led


def ways_empty(rides: list[Ride], starts: Iterable[int]) -> list[dict[int, list[Ride]]]:
    """Give, by start and by place, the quickest way of a fleet's vehicle from there."""
    leaving: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for k, ride in enumerate(rides):
        leaving[ride.from_].append((k, ride.to, ride.travel_s))
    return [
        {place: [rides[k] for k in way] for place, way in _quickest(leaving, start)}
        for start in starts
    ]


def _quickest(
    leaving: dict[int, list[tuple[int, int, int]]], start: int
) -> Iterator[tuple[int, list[int]]]:
    """Give the quickest way to each place, nearest first; of equals the first."""
    heap: list[tuple[int, int, list[int]]] = [(0, start, [])]
    best: dict[int, tuple[int, list[int]]] = {start: (0, [])}
    over: set[int] = set()
    while heap:
        took, place, way = heappop(heap)
        if place in over:
            continue
        over.add(place)
        yield place, way
        for k, to, travel_s in leaving.get(place, ()):
            there = took + travel_s
            if to in over or (to in best and best[to][0] < there):
                continue
            if to not in best or (there, [*way, k]) < best[to]:
                best[to] = there, [*way, k]
                heappush(heap, (there, to, [*way, k]))


def household_party(household: Household, ways: Ways, categories: list[str]) -> Party:
    """State a household in numbers."""
    return Party(
        category=categories.index(household.category),
        counts=tuple((categories.index(c), n) for c, n in household.counts),
        place=ways.place[household.place],
        ready_s=household.ready_s,
        room=room_of(dict(household.seats)),
        persons=household.persons,
        weight=household.weight / household.persons,
    )


def batch_party(category: int, place: int, batch: Batch, weight: float) -> Party:
    """State a batch of an estimate in numbers."""
    return Party(
        category=category,
        counts=(),
        place=place,
        ready_s=batch.after,
        room=(1, 0, 0),
        persons=0,
        weight=weight,
    )
