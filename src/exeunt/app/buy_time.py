"""What would buy time: each lever planned and rehearsed in the same worlds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from exeunt.app.decide_by import LOOK_AHEAD_DAYS, daily_h_hours, worlds_all_out
from exeunt.app.levers import Lever, levers_of
from exeunt.model.decision import Bought
from exeunt.model.intervals import half_width_of_gain
from exeunt.model.outcomes import Rehearsal
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem, problem_of
from exeunt.model.warning import ExitSurvival
from exeunt.rehearse import EVERYONE, merge, rehearse


BEST = 5
SCREENED = 60
CONFIRMED = 240
"""Worlds in which every lever is looked at, and those of the best that follow."""

Planner = Callable[[Problem, float], Plan]
"""Makes a plan within so many seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much may be spent, and how chance is drawn."""

    seconds: float
    seed: int = 0
    screened: int = SCREENED
    confirmed: int = CONFIRMED
    clock: Callable[[], float] = perf_counter


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeBought:
    """The best levers, and how many were looked at."""

    best: tuple[Bought, ...]
    looked_at: int
    levers: int


def what_would_buy_time(
    post: Post,
    survivals: Sequence[ExitSurvival],
    *,
    as_of: datetime,
    moving: tuple[str, ...],
    planner: Planner,
    budget: Budget,
) -> TimeBought:
    """
    Plan and rehearse *post* with one lever pulled after another, and rank them.

    Every lever is played in the same worlds as the post as it stands, so that luck
    cancels out; the best few are then played in worlds that did not help to choose
    them. What does not rise above its half-width has no measurable effect.

    Parameters
    ----------
    post
        The post as it stands.
    survivals
        The survival of each exit, in seconds after *as_of*.
    as_of
        The moment of assessment.
    moving
        Categories that move.
    planner
        Makes a plan within so many seconds; the same for the post as it stands.
    budget
        Seconds for all of it. Levers that there is no time for are not looked at.
    """
    h_hours = daily_h_hours(post, as_of, days=LOOK_AHEAD_DAYS)
    levers = levers_of(post)
    targets = [c.target for c in post.file.categories if c.id in moving]
    bench = _Bench(
        survivals=tuple(survivals),
        waits=tuple((h - as_of).total_seconds() for h in h_hours),
        target=min(targets, default=0.0),
        budget=budget,
        ends=budget.clock() + budget.seconds,
        each_s=0.4 * budget.seconds / (len(levers) + 1),
    )

    def tried(lever: Lever) -> _Trial:
        problem = problem_of(lever.post, h_hour=h_hours[0], moving=moving)
        plan = planner(problem, bench.each_s)
        trial = _Trial(lever=lever, problem=problem, plan=plan)
        trial.play(budget.seed, 0, budget.screened)
        return trial

    base = tried(Lever(what="as it stands", post=post))
    trials: list[_Trial] = []
    for lever in levers:
        # confirming the best is worth more than looking at the last
        if budget.clock() > bench.ends - 0.25 * budget.seconds:
            break
        trials.append(tried(lever))
    best = sorted(trials, key=lambda t: -bench.compare(base, t).more_all_out)[:BEST]
    bought = _confirmed(bench, base, best)
    bought.sort(key=lambda b: (not b.measurable, -b.more_all_out, b.what))
    return TimeBought(best=tuple(bought), looked_at=len(trials), levers=len(levers))


@dataclass(slots=True, kw_only=True)
class _Trial:
    """A lever with its plan and what became of it so far."""

    lever: Lever
    problem: Problem
    plan: Plan
    found: Rehearsal | None = None

    def play(self, seed: int, first: int, worlds: int) -> None:
        """Play worlds from *first* on, forgetting those before."""
        more = rehearse(
            self.problem, self.plan, replications=worlds, seed=seed, first=first
        )
        kept = [self.found] if self.found is not None and self.found.first else []
        self.found = merge([*kept, more])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    """What levers are compared by."""

    survivals: tuple[ExitSurvival, ...]
    waits: tuple[float, ...]
    target: float
    budget: Budget
    ends: float
    each_s: float

    def compare(self, base: _Trial, trial: _Trial) -> Bought:
        """Compare a lever with the post as it stands, world by world."""
        return compared(
            trial.lever.what,
            self._curve(base),
            self._curve(trial),
            waits=self.waits,
            target=self.target,
        )

    def _curve(self, trial: _Trial) -> NDArray[np.float64]:
        """Give P(all out), by wait and world."""
        if trial.found is None:
            raise AssertionError("a lever is compared before it was played")
        return np.array(
            [
                worlds_all_out(
                    trial.found, self.survivals, category=EVERYONE, wait_s=wait
                )
                for wait in self.waits
            ]
        )


def compared(
    what: str,
    without: NDArray[np.float64],
    with_: NDArray[np.float64],
    *,
    waits: Sequence[float],
    target: float,
) -> Bought:
    """
    Tell what a lever buys, by the chances *without* and *with_* it.

    Both by wait and world, in the same worlds. Time is bought at *target*; at the chance
    now where that is lower, or where the chance without it never comes down to *target*.
    """
    gain = with_[0] - without[0]
    now, last = float(without[0].mean()), float(without[-1].mean())
    level = target if last < target < now else now
    before, _ = _reaches(waits, without.mean(axis=1), level)
    after, at_least = _reaches(waits, with_.mean(axis=1), level)
    k = min(max(int(np.searchsorted(waits, after)), 1), len(waits) - 1)
    fall = float((with_[k - 1] - with_[k]).mean()) / (waits[k] - waits[k - 1])
    return Bought(
        what=what,
        more_all_out=float(gain.mean()),
        half_width=half_width_of_gain(gain),
        waiting_s=after - before,
        waiting_half_width_s=(
            half_width_of_gain(with_[k] - without[k]) / fall if fall > 0 else None
        ),
        at_least=at_least,
        replications=len(gain),
    )


def _confirmed(bench: _Bench, base: _Trial, best: list[_Trial]) -> list[Bought]:
    """Play the best in fresh worlds, as many as there is time for."""
    budget = bench.budget
    step = max(1, budget.confirmed // 4)
    first = budget.screened
    while first < budget.screened + budget.confirmed and best:
        begun = budget.clock()
        for trial in (base, *best):
            trial.play(budget.seed, first, step)
        first += step
        if budget.clock() + (budget.clock() - begun) > bench.ends:
            break
    return [bench.compare(base, trial) for trial in best]


def _reaches(
    waits: Sequence[float], curve: NDArray[np.float64], level: float
) -> tuple[float, bool]:
    """
    Give the wait at which a falling *curve* comes down to *level*.

    Before the first wait the curve goes on as between the first two, as far as a day
    back; the second figure tells whether it is still as high at the end.
    """
    below = np.flatnonzero(curve < level - 1e-12)
    if not len(below):
        return waits[-1], True
    k = max(int(below[0]), 1)
    fall = curve[k - 1] - curve[k]
    step = waits[k] - waits[k - 1]
    share = (curve[k - 1] - level) / fall if fall > 0 else 0.0
    return waits[k - 1] + float(np.clip(share, -1.0, 1.0)) * step, False
