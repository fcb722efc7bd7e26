"""Worlds a second, against a discrete-event library on a simpler model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from benchmarks import kyiv
from benchmarks.registry import BenchCase, Measure, Prepared
from exeunt.model.plan import Trip
from exeunt.model.times import HOUR
from exeunt.rehearse import rehearse
from exeunt.rehearse.luck import Chance, Luck
from exeunt.rehearse.reading import script_of
from exeunt.rehearse.script import MODES


WORLDS = 20


class _Simplified:
    """
    The plan as processes of SimPy, in a world that drew the same luck.

    Households and batches come when they are ready, queue at each place of limited
    rate, first come, first served, and ride their trips; a trip waits for everybody
    planned on it, however late, and its vehicle makes it after the one before.
    """

    def __init__(self, luck: Luck) -> None:
        problem, plan = kyiv.problem(), kyiv.plan()
        simpy = import_module("simpy")
        self.luck = luck
        self.env = env = simpy.Environment()
        self.place = {p.id: k for k, p in enumerate(problem.places)}
        self.mode = {h.link.id: MODES.index(h.link.mode) for h in problem.hops}
        self.desks = [
            simpy.Resource(env) if p.processes_per_h else None for p in problem.places
        ]
        self.persons = {h.id: h.persons for h in problem.households}
        self.here = {trip.id: simpy.Container(env) for trip in plan.trips}
        self.over = {trip.id: env.event() for trip in plan.trips}
        self.brought: Any = defaultdict(lambda: simpy.Container(env))
        """By cohort and place: its people who have come there."""
        self._start(plan.trips)

    def run(self) -> int:
        """Play to the end; give how many events there were."""
        events = 0
        while self.env.peek() < float("inf"):
            self.env.step()
            events += 1
        return events

    def _start(self, trips: tuple[Trip, ...]) -> None:
        of_vehicle: dict[str, list[Trip]] = defaultdict(list)
        of_household: dict[str, list[Trip]] = defaultdict(list)
        problem = kyiv.problem()
        for trip in sorted(trips, key=lambda t: t.depart_s):
            of_vehicle[trip.vehicle or trip.id].append(trip)
            for household in trip.households:
                of_household[household].append(trip)
            for load in trip.cohorts:
                self.env.process(self._load(trip, load.cohort, load.persons))
        for some in of_vehicle.values():
            self.env.process(self._vehicle(some))
        for k, one in enumerate(problem.households):
            some = of_household[one.id]
            self.env.process(self._household(k, one.persons, some))
        for k, cohort in enumerate(problem.cohorts, start=len(problem.households)):
            self.env.process(self._batch(k, cohort.id, cohort.place, cohort.persons))

    def _vehicle(self, trips: list[Trip]) -> Iterator[Any]:
        for trip in trips:
            yield self.env.timeout(max(0, trip.depart_s - self.env.now))
            planned = sum(self.persons[h] for h in trip.households)
            planned += sum(load.persons for load in trip.cohorts)
            if planned:
                yield self.here[trip.id].get(planned)
            hour = min(int(self.env.now) // HOUR, len(self.luck.travel[0]) - 1)
            slower = self.luck.travel[self.mode[trip.link]][hour]
            yield self.env.timeout((trip.arrive_s - trip.depart_s) * slower)
            self.over[trip.id].succeed()

    def _household(self, k: int, persons: int, trips: list[Trip]) -> Iterator[Any]:
        yield self.env.timeout(self.luck.ready_s[k])
        for trip in trips:
            yield from self._processed(self.place[trip.from_], persons)
            yield self.here[trip.id].put(persons)
            yield self.over[trip.id]

    def _batch(self, k: int, cohort: str, place: str, persons: int) -> Iterator[Any]:
        yield self.env.timeout(self.luck.ready_s[k])
        if persons:
            yield self.brought[cohort, place].put(persons)

    def _load(self, trip: Trip, cohort: str, persons: int) -> Iterator[Any]:
        yield self.brought[cohort, trip.from_].get(persons)
        yield from self._processed(self.place[trip.from_], persons)
        yield self.here[trip.id].put(persons)
        yield self.over[trip.id]
        yield self.brought[cohort, trip.to].put(persons)

    def _processed(self, place: int, persons: int) -> Iterator[Any]:
        desk = self.desks[place]
        if desk is not None:
            with desk.request() as turn:
                yield turn
                yield self.env.timeout(persons / self.luck.rates[place])


def _rival(chance: Chance) -> Measure | None:
    if find_spec("simpy") is None:
        return None
    return lambda: [_Simplified(chance.world(k)).run() for k in range(WORLDS)]


def _prepared() -> Prepared:
    problem, plan = kyiv.problem(), kyiv.plan()
    chance = Chance(script_of(problem, plan), 0)
    rival = _rival(chance)
    return Prepared(
        ours=lambda: rehearse(problem, plan, replications=WORLDS, seed=0),
        rival=rival,
        size=f"{len(plan.trips)} trips, {len(problem.households)} households, "
        f"{len(problem.cohorts)} batches",
        units=WORLDS,
        unit="worlds",
        digits=1,
    )


CASES = (
    BenchCase(
        name="rehearse_kyiv",
        what="play a plan in worlds that do not keep to it",
        rival="SimPy, on a model that is simpler: the same households, batches, "
        "stations, vehicles and trips with the same draws, but a trip waits for all "
        "its people; nobody misses one, stands by or is fetched, nothing shuts, breaks "
        "down or fills up, and no waits are counted; it handles some 4,600 events a "
        "world, we some 2,100",
        note="On one core, the reading of the plan shared among 20 worlds, as few as "
        "anybody would play.",
        build=_prepared,
    ),
)
