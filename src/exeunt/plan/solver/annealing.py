"""
Anneal the tours of a schedule in counts of people, and make them exact again.

References
----------
.. [1] S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi, Optimization by simulated annealing,
   Science 220 (1983), doi:10.1126/science.220.4598.671.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

import numpy as np

from exeunt.model.plan import Level
from exeunt.model.times import HOUR
from exeunt.plan.solver import kernel
from exeunt.plan.solver.demand import Class, classes_of
from exeunt.plan.solver.improve import Improver
from exeunt.plan.solver.kernel import Tours
from exeunt.plan.solver.limits import Limits
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.tableau import (
    MOST_TRIPS,
    desk_for,
    no_tours,
    table_of,
)
from exeunt.plan.solver.unfold import Flow, unfold_flows


WARMEST, COLDEST = 0.03, 2e-5
"""Of what a plan costs: how much worse tours are kept at first, and at last."""
WARM_A_SWEEP = 2e-6
"""The more often every trip can be changed, the warmer it may begin."""
LEAST_SWEEPS = 3
"""A round that cannot change every trip so often gains nothing."""
COOLER = 0.1
"""Each round begins so much cooler than the one before."""
ROUND_SHARE = 0.12
"""Of all time one round takes."""
SHORT_ROUND_S = 2.0
"""A round for the least clearance, which others prove, takes no longer."""
SLICE_S, SHORT_SLICE_S = 0.4, 0.1
"""So long it anneals at a time."""
CHANGES = 50
"""At a time, when steps are counted and time is not."""
CHANGES_A_ROUND = 1_000
EXACT_SHARE, LAST_SHARE = 0.2, 0.02
"""Of the time since, and of all time at the end, making tours exact may take."""
WORTH_WHILE = 1e-3
"""Tours that cost so much less, as a share, are made exact at once."""


class Annealer:
    """Tours of vehicles, annealed in batches."""

    def __init__(
        self,
        net: Network,
        schedule: Schedule,
        dice: np.random.Generator,
        level: Level = "person_hours",
    ) -> None:
        self._net = net
        self._dice = dice
        self._classes = tuple(sorted(classes_of(net), key=_first_to_go))
        self._table = table_of(net, self._classes, level)
        self._ids = [
            (f, v) for f, fleet in enumerate(net.fleets) for v in range(fleet.vehicles)
        ]
        vehicles = len(self._ids)
        self._here, self._best, self._old = (no_tours(vehicles) for _ in range(3))
        self._desk = desk_for(self._table)
        self.begin(schedule)

    @property
    def trips(self) -> int:
        """How many trips its best tours have."""
        return int(self._best.trips.sum())

    def begin(self, schedule: Schedule) -> None:
        """Go on from the tours of *schedule*, or its own best if they cost less."""
        for row, (f, v) in enumerate(self._ids):
            self._fold(row, schedule, f, v)
        if self._cost(self._here) < self._cost(self._best):
            _copy(self._here, self._best)
        else:
            _copy(self._best, self._here)

    def _cost(self, tours: Tours) -> float:
        return float(kernel.play(self._table, tours, self._desk))

    def anneal(self, changes: int, *, warm: tuple[float, float]) -> float:
        """
        Try so many changes; give what the best tours cost, in weighted hours.

        Parameters
        ----------
        changes
            How many.
        warm
            At the first and at the last of them: how many weighted hours worse a tour
            is kept with chance 1/e.
        """
        return float(
            kernel.anneal(
                self._table,
                self._here,
                self._best,
                self._old,
                self._desk,
                self._dice.random((changes, kernel.DRAWS)),
                np.geomspace(*warm, changes),
            )
        )

    def schedule(self) -> Schedule:
        """Make the best tours exact; some may have no journey in it."""
        kernel.play(self._table, self._best, self._desk)
        return unfold_flows(self._net, self._classes, self._flows())

    def _fold(self, row: int, schedule: Schedule, fleet: int, vehicle: int) -> None:
        """Read the trips of one vehicle, and how long it waited for each."""
        tours = self._here
        place, since = self._net.starts[fleet][vehicle]
        count = 0
        for run in schedule.tours[fleet][vehicle]:
            if not run.loaded or count == MOST_TRIPS:
                continue
            comes = since + self._table.drive[fleet, place, run.way.from_]
            tours.way[row, count] = run.way.index
            tours.hold[row, count] = max(run.start_s - comes, 0)
            place, since = run.way.to, run.ready_s
            count += 1
        tours.trips[row] = count

    def _flows(self) -> Iterator[Flow]:
        desk = self._desk
        starts = desk.trips["start"][: desk.sizes[1]]
        for trip in np.argsort(starts, kind="stable"):
            vehicle = int(desk.trips["vehicle"][trip])
            people = desk.people[trip]
            yield Flow(
                self._net.ways[desk.trips["way"][trip]],
                int(starts[trip]),
                loaded=1,
                people=[(int(c), float(people[c])) for c in people.nonzero()[0]],
                vehicle=self._ids[vehicle] if vehicle >= 0 else None,
            )


def _copy(tours: Tours, into: Tours) -> None:
    for part, of in zip(into, tours, strict=True):
        part[:] = of


def _first_to_go(people: Class) -> tuple[float, tuple[int, int, int], int]:
    seats = (-people.takes[2], -people.takes[1], people.takes[0])
    return -people.weight / people.size, seats, people.size


class Rounds:
    """Annealing in rounds, each from the best plan so far, and cooler."""

    def __init__(self, net: Network, improver: Improver, limits: Limits) -> None:
        self._limits = limits
        self._improver = improver
        self._level = improver.order[1]
        self._annealer = Annealer(net, improver.best, improver.dice, self._level)
        # the first of it compiles, where that is to be done
        self._cost = self._annealer.anneal(1, warm=(1.0, 1.0))
        self._taken = limits.clock()
        self._exact_s = 0.0
        self.slices = 0
        """How often it has gone on."""
        self._rate = self._measured()
        self._round = 0
        self._done = 0.0
        self._warmest = self._warmest_now()

    def _measured(self) -> float:
        """Count changes a second, of many only where one takes no time."""
        rate = inf
        for changes in (1, CHANGES):
            began = self._limits.clock()
            self._annealer.anneal(changes, warm=(1.0, 1.0))
            rate = changes / max(self._limits.since(began), 1e-6)
            if rate * SLICE_S < CHANGES:
                break
        return rate

    @property
    def first(self) -> bool:
        """Whether it is in its first round, which gains most."""
        return self._round == 0 and self._done < 1

    @property
    def hopeless(self) -> bool:
        """Whether a round changes hardly any trip: without a compiler, mostly."""
        return self._round_changes < LEAST_SWEEPS * self._annealer.trips

    @property
    def _round_changes(self) -> float:
        """Count the changes of one round, about."""
        if self._limits.iterations is not None:
            return CHANGES_A_ROUND
        round_s = ROUND_SHARE * self._limits.seconds
        if self._short:
            round_s = min(round_s, SHORT_ROUND_S)
        return max(self._rate * round_s, CHANGES)

    @property
    def _short(self) -> bool:
        return self._level == "clearance"

    def _warmest_now(self) -> float:
        sweeps = self._round_changes / max(self._annealer.trips, 1)
        warmest = min(WARMEST, WARM_A_SWEEP * sweeps)
        if not self._short:
            warmest *= COOLER**self._round
        return max(warmest, COLDEST)

    def go_on(self) -> bool:
        """Anneal for a while; tell whether a better plan came of it."""
        if self._done >= 1:
            self._begin_another()
        self.slices += 1
        changes = CHANGES
        if self._limits.iterations is None:
            slice_s = SHORT_SLICE_S if self._short else SLICE_S
            changes = max(round(self._rate * slice_s), 1)
        warm = self._warmth() * self._hours()
        cost = self._annealer.anneal(changes, warm=(warm, warm))
        self._done += changes / self._round_changes
        worth_while = cost < self._cost - WORTH_WHILE * self._hours() and self._due
        better = worth_while and self.take_best()
        self._cost = cost if worth_while else self._cost
        return better

    def _hours(self) -> float:
        """Tell about what the plan costs, as the annealer counts."""
        value = self._improver.worth.level(self._level)
        return max(value / HOUR if self._short else value, 1.0)

    def _warmth(self) -> float:
        share = min(self._done, 1.0)
        return float(self._warmest * (COLDEST / self._warmest) ** share)

    @property
    def _due(self) -> bool:
        """Whether making tours exact, which takes long for many people, is due."""
        waited_s = self._limits.since(self._taken)
        return self._exact_s <= EXACT_SHARE * waited_s

    def take_best(self) -> bool:
        """Make the best tours exact; tell whether that is a new best plan."""
        began = self._limits.clock()
        better = self._improver.offer(self._annealer.schedule())
        self._taken = self._limits.clock()
        self._exact_s = self._taken - began
        return better

    def take_last(self) -> bool:
        """Make the best tours exact in the end, unless that takes too long."""
        soon = self._exact_s <= LAST_SHARE * self._limits.seconds
        return (soon or self._limits.iterations is not None) and self.take_best()

    def _begin_another(self) -> None:
        self.take_best()
        self._round += 1
        self._done = 0.0
        self._annealer.begin(self._improver.best)
        self._warmest = self._warmest_now()
