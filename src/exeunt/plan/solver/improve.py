"""
Large-neighbourhood search: take some people off their trips, and bring them out anew.

Each step takes journeys that have to do with each other out of a copy of the schedule,
cancels the runs that are then empty, and gives everyone without a journey a new one,
in another order and with another taste for launching runs. What is better stays; what
is a little worse stays sometimes, less and less [1]_.

References
----------
.. [1] D. Pisinger, S. Ropke, Large neighborhood search, Handbook of Metaheuristics,
   2019, doi:10.1007/978-3-319-91086-4_4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain

import numpy as np

from exeunt.model.times import HOUR, MINUTE
from exeunt.plan.solver.alone import Alone
from exeunt.plan.solver.construct import (
    bring_out,
    drop_empty,
    in_turn,
    never,
    plain_taste,
)
from exeunt.plan.solver.journeys import Taste
from exeunt.plan.solver.network import Unit
from exeunt.plan.solver.prices import Prices
from exeunt.plan.solver.runs import Journey, Run
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.worth import USUAL, Order, Worth, worth_of


THRIFT = (0.0, 0.5, 0.9, 1.0, 1.1)
LEAST_LUCK = 0.1
KEEPS = 0.8
"""How often people who are brought out anew heed what was announced to them."""
WARMTH = 2e-4
"""At the start, a step that is worse by this share is as likely taken as not."""


class Improver:
    """A search around one schedule that remembers the best."""

    def __init__(
        self,
        schedule: Schedule,
        dice: np.random.Generator,
        order: Order = USUAL,
    ) -> None:
        self.order = order
        alone = Alone(schedule.net)
        self.alone_s = [alone.out_s(unit) for unit in schedule.net.units]
        """By unit: when it could be out, were it alone."""
        self.dice = dice
        self.prices: Prices | None = None
        self.over: Callable[[], bool] = never
        """Tells that time is up, and that a step is to be left off half way."""
        self._luck = np.array([1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.1])
        """By way to choose: how often it is taken."""
        self._chosen = 0
        self._told = any(unit.told for unit in schedule.net.units)
        self.here = self.best = schedule
        self.worth_here = self.worth = worth_of(schedule)

    def step(self, cooled: float) -> bool:
        """Try one change; *cooled* runs from 0 to 1. Tell whether it is a new best."""
        trial = self.here.copy()
        removed = self._choose(trial)
        for journey in removed:
            trial.alight(journey)
        drop_empty(trial)
        self._bring_back(trial)
        drop_empty(trial)
        if self.over() or trial.crowded:
            self._learn(0.0)
            return False
        worth = worth_of(trial)
        better = self._less(worth, self.worth_here)
        if self._takes(worth, cooled):
            self.here, self.worth_here = trial, worth
        if self._less(worth, self.worth):
            self.best, self.worth = trial, worth
            self._learn(3.0)
            return True
        self._learn(1.0 if better else 0.0)
        return False

    def heed(self, prices: Prices) -> bool:
        """Plan anew at *prices*; tell whether that is a new best."""
        self.prices = prices
        net = self.best.net
        taste = replace(plain_taste(net), prices=prices, thrift=1.0)
        fresh = Schedule(net)
        bring_out(fresh, in_turn(net), taste, over=self.over)
        return self.offer(fresh)

    def offer(self, fresh: Schedule) -> bool:
        """Take *fresh* if it is better; tell whether it is a new best."""
        taste = plain_taste(fresh.net)
        bring_out(fresh, in_turn(fresh.net), taste, over=self.over)
        drop_empty(fresh)
        if fresh.crowded:
            return False
        worth = worth_of(fresh)
        if self._less(worth, self.worth_here):
            self.here, self.worth_here = fresh, worth
        if self._less(worth, self.worth):
            self.best, self.worth = fresh, worth
            return True
        return False

    def _less(self, one: Worth, other: Worth) -> bool:
        return one.key(self.order) < other.key(self.order)

    def _takes(self, worth: Worth, cooled: float) -> bool:
        if not self._less(self.worth_here, worth):
            return True
        if self.order[1] != "person_hours":
            return False
        if worth.left_behind > self.worth_here.left_behind + 1e-6:
            return False
        hours = max(self.worth_here.person_hours, 1e-9)
        worse = (worth.charged_h - self.worth_here.charged_h) / hours
        warmth = WARMTH * (1 - cooled) ** 2
        return warmth > 0 and self.dice.random() < np.exp(-worse / warmth)

    # what to take out

    def _choose(self, trial: Schedule) -> list[Journey]:
        ways: list[Callable[[Schedule], Iterable[Journey]]] = [
            self._around_a_run,
            self._around_a_moment,
            self._slowest,
            self._anyone,
            self._a_vehicle,
            self._a_stretch,
            self._everyone,
        ]
        chances = self._luck / self._luck.sum()
        self._chosen = int(self.dice.choice(len(ways), p=chances))
        journeys = list(ways[self._chosen](trial))
        return list({id(j): j for j in journeys}.values())

    def _learn(self, gain: float) -> None:
        """Choose more often what has gained something, but nothing never."""
        luck = 0.97 * self._luck[self._chosen] + 0.03 * gain
        self._luck[self._chosen] = max(luck, LEAST_LUCK)

    def _a_stretch(self, trial: Schedule) -> Iterable[Journey]:
        """Take out all that the vehicles of one fleet carry for a day or so."""
        fleets = [f for f, tours in enumerate(trial.tours) if any(tours)]
        if not fleets:
            return self._anyone(trial)
        fleet = fleets[self.dice.integers(len(fleets))]
        runs = [r for tour in trial.tours[fleet] for r in tour if r.riders]
        middle = self._pick(runs)
        if middle is None:
            return ()
        hours = self.dice.choice([6, 12, 24, 72])
        return _riding(
            trial, [r for r in runs if 0 <= r.start_s - middle.start_s < hours * HOUR]
        )

    def _everyone(self, trial: Schedule) -> Iterable[Journey]:
        """Take out all households, or all people."""
        whole = self.dice.random() < 0.5
        return [
            j for j in chain.from_iterable(trial.journeys) if j.unit.whole or not whole
        ]

    def _pick(self, items: list[Run]) -> Run | None:
        return items[self.dice.integers(len(items))] if items else None

    def _around_a_run(self, trial: Schedule) -> Iterable[Journey]:
        """Take out a few runs that leave one place near one moment."""
        runs = _boarded(trial)
        middle = self._pick(runs)
        if middle is None:
            return ()
        near = sorted(
            (r for r in runs if r.way.from_ == middle.way.from_),
            key=lambda r: abs(r.start_s - middle.start_s),
        )[: self.dice.integers(1, 6)]
        return _riding(trial, near)

    def _a_vehicle(self, trial: Schedule) -> Iterable[Journey]:
        """Take out some runs of one vehicle, one after the other."""
        tours = [t for tours in trial.tours for t in tours if t]
        if not tours:
            return self._anyone(trial)
        tour = [r for r in tours[self.dice.integers(len(tours))] if r.riders]
        first = int(self.dice.integers(len(tour))) if tour else 0
        return _riding(trial, tour[first : first + self.dice.integers(1, 5)])

    def _around_a_moment(self, trial: Schedule) -> Iterable[Journey]:
        """Take out some of those who wait at one place in the same hours."""
        journeys = list(chain.from_iterable(trial.journeys))
        if not journeys:
            return ()
        one = journeys[self.dice.integers(len(journeys))]
        run = one.runs[self.dice.integers(len(one.runs))]
        hours = self.dice.choice([1, 3, 8, 24])
        near = [
            j
            for j in journeys
            if any(
                r.way.from_ == run.way.from_
                and abs(r.start_s - run.start_s) < hours * HOUR
                for r in j.runs
            )
        ]
        return self._some(near, 40)

    def _slowest(self, trial: Schedule) -> Iterable[Journey]:
        """Take out those who lose most against being alone, and some others."""
        journeys = list(chain.from_iterable(trial.journeys))
        lost = [
            (j.out_s - self.alone_s[j.unit.index]) * j.unit.weight * self.dice.random()
            for j in journeys
        ]
        order = np.argsort(lost)[::-1][: self.dice.integers(3, 25)]
        slow = [journeys[i] for i in order]
        return [*slow, *self._some(journeys, 10)]

    def _anyone(self, trial: Schedule) -> Iterable[Journey]:
        return self._some(list(chain.from_iterable(trial.journeys)), 25)

    def _some(self, journeys: list[Journey], most: int) -> list[Journey]:
        if not journeys:
            return []
        count = min(len(journeys), int(self.dice.integers(1, most + 1)))
        chosen = self.dice.choice(len(journeys), size=count, replace=False)
        return [journeys[i] for i in chosen]

    # how to bring them back

    def _bring_back(self, trial: Schedule) -> None:
        units = [u for u in trial.net.units if trial.waiting[u.index]]
        noise = self.dice.random(len(units))
        kind = int(self.dice.integers(4))
        needs = self.dice.random() < 0.5
        keys = [
            (-needs * sum(u.seats[1:]), *self._turn(u, kind, x))
            for u, x in zip(units, noise, strict=True)
        ]
        order = sorted(range(len(units)), key=lambda i: keys[i])
        dear = self.dice.choice([0, 15 * MINUTE, HOUR, 4 * HOUR])
        thrift = float(self.dice.choice(THRIFT))
        taste = Taste(
            new_run_s=tuple(
                float(dear * x) for x in self.dice.random(len(trial.net.fleets))
            ),
            shuns_s=self._shuns(trial),
            holds_s=self._holds(trial),
            convoy_s=self._convoy_s(trial),
            moves_on=any(trial.net.onward) and self.dice.random() < 0.5,
            strands=self._strands(trial),
            prices=self.prices if thrift else None,
            thrift=thrift,
            keeps=not self._told or self.dice.random() < KEEPS,
        )
        bring_out(trial, [units[i] for i in order], taste, over=self.over)

    def _shuns(self, trial: Schedule) -> tuple[float, ...]:
        """Keep people off a few hops, so that they try others."""
        if self.dice.random() < 0.5:
            return ()
        hops = len(trial.net.hops)
        some = self.dice.random(hops) < 2 / max(hops, 1)
        return tuple((some * self.dice.random(hops) * 12 * HOUR).tolist())

    def _holds(self, trial: Schedule) -> tuple[float, ...]:
        """Let new runs wait to fill, here and there."""
        if self.dice.random() < 0.4:
            return ()
        hops = len(trial.net.hops)
        longest = self.dice.choice([HOUR, 3 * HOUR, 8 * HOUR])
        some = self.dice.random(hops) < 0.6
        return tuple((some * self.dice.random(hops) * longest).tolist())

    def _convoy_s(self, trial: Schedule) -> float:
        """Form convoys more readily, or less."""
        if not trial.net.convoys:
            return 0.0
        return float(self.dice.choice([0, HOUR, 4 * HOUR, 12 * HOUR]))

    def _strands(self, trial: Schedule) -> bool:
        """Let vehicles use up what is in their tanks, now and then."""
        has_range = any(able.has_range for able in trial.net.endurance)
        return has_range and self.dice.random() < 0.5

    def _turn(self, unit: Unit, kind: int, noise: float) -> tuple[float, ...]:
        heavy = -unit.weight * unit.persons
        if kind == 0:
            return (noise,)
        if kind == 1:
            return (unit.ready_s + noise * 6 * HOUR, heavy)
        if kind == 2:
            return (-unit.weight, unit.ready_s, noise)
        return (self.alone_s[unit.index] + noise * 6 * HOUR, heavy)


def _boarded(schedule: Schedule) -> list[Run]:
    return [r for runs in schedule.calls for r in runs if r.riders]


def _riding(schedule: Schedule, runs: list[Run]) -> list[Journey]:
    ids = {id(run) for run in runs}
    units = {unit for run in runs for unit in run.riders}
    return [
        journey
        for unit in sorted(units)
        for journey in schedule.journeys[unit]
        if any(id(r) in ids for r in journey.runs)
    ]
