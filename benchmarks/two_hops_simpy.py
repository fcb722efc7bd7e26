"""
The departure of two hops as processes of SimPy, by the rules of a rehearsal.

Written from the rules, not from our code, and without anything that this departure has
no use for. Worlds draw the same luck as ours, so that each can be compared with its twin.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from math import ceil
from typing import Any

from benchmarks.two_hops import BUS_S, DAY_S, FLIGHT_S, OPENS_S, PAUSE_S, SHUTS_S
from exeunt.model.plan import Plan, Trip
from exeunt.model.problem import Problem
from exeunt.model.times import DAY, HOUR
from exeunt.rehearse.luck import Luck
from exeunt.rehearse.script import MODES


LATE = float("inf")
"""Whose trip has gone is called after everybody else."""
Turn = tuple[float, int, "_Person"]


class _Person:
    __slots__ = ("left_s", "party", "place", "trips")

    def __init__(self, party: int, place: str, trips: list[Trip]) -> None:
        self.party = party
        self.place = place
        self.trips = trips
        self.left_s = 0.0

    def trip(self, gone: set[str]) -> Trip | None:
        """Give the next planned trip from here, or none: any will do."""
        for trip in self.trips:
            if trip.from_ == self.place and trip.id not in gone:
                return trip
        return None


def _open(place: str, at: float) -> float:
    """Give the first moment from *at* on at which a place is open."""
    day, clock = divmod(at, DAY_S)
    if not place.startswith("hub") or OPENS_S <= clock < SHUTS_S:
        return at
    return (day + (clock >= SHUTS_S)) * DAY_S + OPENS_S


class _Desk:
    """Where people are processed, those first whose trip leaves first."""

    def __init__(self, world: TwoHops, place: str, rate: float) -> None:
        self.world = world
        self.place = place
        self.rate = rate
        self.queue: list[Turn] = []
        self.now: Turn | None = None
        self.comes = world.env.event()
        self.work = world.env.process(self._work())

    def enter(self, person: _Person) -> None:
        trip = person.trip(self.world.gone)
        person.left_s = 1 / self.rate
        turn = (trip.depart_s - PAUSE_S if trip else LATE, self.world.next(), person)
        insort(self.queue, turn)
        if self.now is not None and turn[:2] < self.now[:2]:
            self.work.interrupt()
        elif not self.comes.triggered:
            self.comes.succeed()

    def _next(self) -> Turn:
        while True:
            urgency, serial, person = turn = self.queue.pop(0)
            if urgency == LATE or person.trip(self.world.gone) is not None:
                return turn
            insort(self.queue, (LATE, serial, person))

    def _work(self) -> Iterator[Any]:
        env, interrupted = self.world.env, self.world.simpy.Interrupt
        while True:
            if not self.queue:
                self.comes = env.event()
                yield self.comes
            self.now = self._next()
            person = self.now[2]
            try:
                while person.left_s > 1e-9:
                    yield from self._some_work(person)
                env.process(self._over(person))
            except interrupted:
                insort(self.queue, self.now)
            self.now = None

    def _some_work(self, person: _Person) -> Iterator[Any]:
        """Work until it is done, somebody goes before, or the doors shut."""
        env = self.world.env
        opening = _open(self.place, env.now)
        if opening > env.now:
            yield env.timeout(opening - env.now)
        begun = env.now
        shuts = begun // DAY_S * DAY_S + SHUTS_S
        try:
            yield env.timeout(min(person.left_s, shuts - begun))
        finally:
            person.left_s -= env.now - begun

    def _over(self, person: _Person) -> Iterator[Any]:
        env = self.world.env
        yield env.timeout(max(0.0, ceil(env.now - 1e-3) - env.now))
        self.world.stand(person)


class TwoHops:
    """One world."""

    def __init__(self, problem: Problem, plan: Plan, luck: Luck) -> None:
        self.simpy = import_module("simpy")
        self.env: Any = self.simpy.Environment()
        self.luck = luck
        self.horizon_s = problem.deadline_s + 3 * DAY
        self.doubts = problem.doubts
        self.serial = 0
        self.gone: set[str] = set()
        self.missing = {t.id: len(t.households) for t in plan.trips}
        self.present: dict[str, list[_Person]] = {t.id: [] for t in plan.trips}
        self.full = {t.id: self.env.event() for t in plan.trips}
        """Told when nobody who is planned on a trip is missing."""
        self.standby: dict[str, list[_Person]] = defaultdict(list)
        self.claimed: dict[str, int] = defaultdict(int)
        self.out_s: list[int] = []
        self.desks = {
            p.id: _Desk(self, p.id, luck.rates[k])
            for k, p in enumerate(problem.places)
            if p.processes_per_h
        }
        self._people(problem, plan)
        self._vehicles(problem, plan)

    def play(self) -> int:
        """Play to the end; give when the last was out, or -1 where somebody is left."""
        self.env.run(until=self.horizon_s + 1)
        came = sum(n > 0 for n in self.luck.persons)
        return max(self.out_s, default=0) if len(self.out_s) == came else -1

    def next(self) -> int:
        """Give the next of all serial numbers."""
        self.serial += 1
        return self.serial

    def _people(self, problem: Problem, plan: Plan) -> None:
        trips = defaultdict(list)
        for trip in plan.trips:
            for name in trip.households:
                trips[name].append(trip)
        for k, one in enumerate(problem.households):
            if self.luck.persons[k]:
                self.env.process(self._come(_Person(k, one.place, trips[one.id])))

    def _vehicles(self, problem: Problem, plan: Plan) -> None:
        tours = defaultdict(list)
        for trip in plan.trips:
            tours[trip.vehicle].append(trip)
        number = 0
        for fleet in problem.fleets:
            for k in range(fleet.vehicles):
                tour = tours[f"{fleet.id}/{k + 1}"]
                vehicle = _Vehicle(self, number, fleet)
                self.env.process(vehicle.work(tour))
                number += 1

    def _come(self, person: _Person) -> Iterator[Any]:
        yield self.env.timeout(self.luck.ready_s[person.party])
        self.stand(person)

    def arrive(self, person: _Person, place: str) -> None:
        """Let somebody get off."""
        person.place = place
        if place == "haven":
            self.out_s.append(int(self.env.now))
        else:
            self.desks[place].enter(person)

    def stand(self, person: _Person) -> None:
        """Let somebody wait for their trip, or for any."""
        trip = person.trip(self.gone)
        if trip is None:
            self.standby[person.place].append(person)
            return
        self.present[trip.id].append(person)
        self.missing[trip.id] -= 1
        if not self.missing[trip.id]:
            self.full[trip.id].succeed()

    def clear(self, from_: str, to: str, at: int, pause_s: int) -> int:
        """Give when a trip may set out, from *at* on."""
        lasts = FLIGHT_S if "haven" in (from_, to) else BUS_S
        while True:
            was = at
            if from_.startswith("hub") and pause_s:
                opening = int(_open(from_, at - pause_s))
                at = max(at, opening + pause_s)
                if at % DAY_S >= SHUTS_S:
                    at = int(_open(from_, at)) + pause_s
            elif from_.startswith("hub"):
                at = int(_open(from_, at))
            at = int(_open(to, at + lasts)) - lasts
            if lasts == FLIGHT_S:
                for begin, end in self.luck.shut[0]:
                    at = end if begin <= at < end else at
            if at == was:
                return at


class _Vehicle:
    """A vehicle to and fro between two places."""

    def __init__(self, world: TwoHops, number: int, fleet: Any) -> None:
        self.world = world
        self.number = number
        self.from_ = self.at = fleet.based
        self.to = fleet.links[0].removeprefix(f"{fleet.based}-")
        self.mode = MODES.index(fleet.mode)
        self.lasts = FLIGHT_S if self.to == "haven" else BUS_S
        self.seats = sum(fleet.seats.values())
        self.made = 0

    def work(self, tour: list[Trip]) -> Iterator[Any]:
        """Make the planned trips, then fetch who was late."""
        for trip in tour:
            if trip.from_ == self.at:
                yield from self._planned(trip, last=trip is tour[-1])
            else:
                self._give_up(trip)
        yield from self._sweeps()

    def _planned(self, trip: Trip, *, last: bool) -> Iterator[Any]:
        env, world = self.world.env, self.world
        people = bool(trip.households)
        load_s = trip.depart_s - (PAUSE_S if people else 0)
        yield env.timeout(max(0, load_s - env.now))
        if world.missing[trip.id]:
            hold = max(0, load_s + world.doubts.hold - env.now)
            yield world.full[trip.id] | env.timeout(hold)
        yield from self._after_all()
        carries = people and bool(world.present[trip.id] or world.standby[self.at])
        if not carries and people and last:
            self._give_up(trip)
            return
        while True:
            pause = PAUSE_S if carries else 0
            soonest = max(int(env.now) + pause, trip.depart_s)
            depart = world.clear(self.at, trip.to, soonest, pause)
            if depart - pause <= env.now:
                break
            yield env.timeout(depart - pause - env.now)
            yield from self._after_all()
            carries = people and bool(world.present[trip.id] or world.standby[self.at])
        aboard = self._board(world.present[trip.id]) if carries else []
        world.gone.add(trip.id)
        yield from self._go(aboard, depart)

    def _after_all(self) -> Iterator[Any]:
        """Let everything else of this very moment happen before."""
        for _ in range(3):
            yield self.world.env.timeout(0)

    def _give_up(self, trip: Trip) -> None:
        world = self.world
        world.gone.add(trip.id)
        world.standby[trip.from_] += world.present[trip.id]

    def _board(self, planned: list[_Person]) -> list[_Person]:
        waiting = self.world.standby[self.at]
        free = self.seats - len(planned)
        aboard = planned + waiting[:free]
        self.world.standby[self.at] = waiting[free:]
        return aboard

    def _go(self, aboard: list[_Person], depart: int) -> Iterator[Any]:
        env, world = self.world.env, self.world
        own, delay = world.luck.trip(self.number, self.made)
        self.made += 1
        by_hour = world.luck.travel[self.mode]
        slower = by_hour[min(depart // HOUR, len(by_hour) - 1)]
        there = depart + max(1, round(self.lasts * slower * own)) + delay
        self.at = self.to if self.at == self.from_ else self.from_
        inside = int(_open(self.at, there)) + (PAUSE_S if aboard else 0)
        yield env.timeout(inside - env.now)
        for person in aboard:
            world.arrive(person, self.at)

    def _sweeps(self) -> Iterator[Any]:
        env, world = self.world.env, self.world
        every = world.doubts.sweep_every
        since = int(env.now)
        while True:
            yield from self._after_all()
            waiting = len(world.standby[self.from_]) - world.claimed[self.from_]
            some = min(self.seats, waiting)
            if some <= 0:
                yield env.timeout(every - (env.now - since) % every)
                continue
            world.claimed[self.from_] += some
            fetched: list[int] = []
            yield from self._fetch(some, fetched)
            since = int(env.now)
            if not fetched:
                yield env.timeout(every)

    def _fetch(self, claim: int, fetched: list[int]) -> Iterator[Any]:
        env, world = self.world.env, self.world
        if self.at != self.from_:
            depart = world.clear(self.at, self.from_, int(env.now), 0)
            yield env.timeout(depart - env.now)
            yield from self._go([], depart)
        depart = int(env.now)
        while world.standby[self.from_]:
            depart = world.clear(self.from_, self.to, int(env.now) + PAUSE_S, PAUSE_S)
            if depart - PAUSE_S <= env.now:
                break
            yield env.timeout(depart - PAUSE_S - env.now)
            yield from self._after_all()
        world.claimed[self.from_] -= claim
        aboard = self._board([])
        fetched.append(len(aboard))
        if aboard:
            yield from self._go(aboard, depart)
        else:
            fetched.clear()
