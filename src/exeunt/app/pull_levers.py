"""What levers would buy: each bounded, those that may buy most planned as well."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from exeunt.app.levers import Lever, levers_of
from exeunt.model.levers import LeverTable, Pulled, Reach, Sure
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem
from exeunt.model.restart import problem_behind
from exeunt.plan.solver.further import Effort
from exeunt.plan.solver.pulling import Bench, Measured, More, bench_for
from exeunt.plan.solver.schedule import Schedule


SECONDS = 17.0
"""Of searching; with what ends it, the table takes about 20."""
CONFIRMED = 5
STEPS = 20
"""Of the search for each plan, at most, when steps are counted and time is not."""
BOUND_SHARE = 0.5
"""Of the time, at most, goes into relaxations."""

PLAN_SHARE = 0.5
"""Of its time a search may use; the rest is for what follows it."""

Told = Callable[[str, float], None]
"""Told what is looked at, and which share of the work is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """How many levers are told, how many planned, and within what."""

    count: int = 12
    confirmed: int = CONFIRMED
    seconds: float = SECONDS
    seed: int = 0
    iterations: int | None = None
    """Steps of the plan so far; when given, steps are counted and time is not."""
    clock: Callable[[], float] = time.monotonic

    def effort(self, seconds: float) -> Effort:
        """Give each plan so long, or so many steps."""
        steps = None if self.iterations is None else min(self.iterations, STEPS)
        return Effort(seconds=seconds, clock=self.clock, steps=steps, seed=self.seed)


def pull_levers(
    post: Post, plan: Plan, *, pull: Pull, on_progress: Told | None = None
) -> LeverTable:
    """
    Tell what levers of *post* would buy, those that buy most first.

    Every lever is relaxed; the best few are then planned, from *plan* on, and so is the
    post as it stands, by the same effort: what more search alone would gain is no gain
    of a lever. Ctrl-C ends it and keeps what is found.

    Parameters
    ----------
    post
        The post that *plan* is for, as it was known then.
    plan
        The plan so far.
    pull
        How many levers, and within what time or steps.
    on_progress
        Told how far it is.
    """
    table = _Table(post, plan, pull, on_progress)
    try:
        table.look()
    except KeyboardInterrupt:
        return table.found(interrupted=True)
    return table.found()


class _Table:
    """What is known of the levers so far."""

    def __init__(
        self, post: Post, plan: Plan, pull: Pull, on_progress: Told | None
    ) -> None:
        self.plan = plan
        self.pull = pull
        self.levers = levers_of(post)
        self._post = post
        self._told = on_progress
        self._began = pull.clock()
        self._bench: Bench | None = None
        self._measured: list[tuple[Lever, int, Measured]] = []
        self._plans: dict[str, Schedule] = {}

    def look(self) -> None:
        """Look at one lever after the other, then plan with the best."""
        self._tell("the post as it stands", 0.0)
        base = self._problem(self._post)
        if not (base.households or base.cohorts):
            return  # nobody moves, so nothing buys anything
        bench = self._bench = bench_for(
            base,
            self.plan,
            [
                More(
                    kind=lever.kind,
                    of=lever.of,
                    problem=partial(self._problem, lever.post),
                )
                for lever in self.levers
            ],
            seconds=self._seconds * BOUND_SHARE,
        )
        if bench is None:
            return  # so large that its relaxation would take more memory than there is
        for number, lever in enumerate(self.levers):
            if self._used > BOUND_SHARE:
                break
            self._tell(lever.what, 0.5 * number / len(self.levers))
            self._measured.append((lever, number, bench.measure(number)))
        self._plan_with_the_best(bench)

    def _plan_with_the_best(self, bench: Bench) -> None:
        best = [m for m in self._best() if m[2].saved_h > 0][: self.pull.confirmed]
        if not best:
            return
        self._tell("the post as it stands", 0.5)
        bench.control(self._effort(len(best) + 1))
        for done, (lever, number, measured) in enumerate(best):
            self._tell(lever.what, 0.5 + 0.5 * (done + 1) / (len(best) + 1))
            effort = self._effort(len(best) - done)
            self._plans[lever.what] = bench.planned(number, measured, effort)

    def _effort(self, shares: int) -> Effort:
        """Give each of so many plans an equal share of the time that is left."""
        left_s = max(0.0, self._seconds * (1 - self._used)) / shares
        return self.pull.effort(PLAN_SHARE * left_s)

    def found(self, *, interrupted: bool = False) -> LeverTable:
        """State what is known so far."""
        before = None if self._bench is None else self._bench.before()
        table = LeverTable(
            plan_before=before or _reach_of(self.plan),
            pulled=(),
            looked_at=len(self._measured),
            levers=len(self.levers),
            interrupted=interrupted,
        )
        pulled = [self._pulled(*m) for m in self._best()[: self.pull.count]]
        pulled.sort(
            key=lambda p: (
                p.plan_after is None,
                -table.more_out(p),
                -table.saved_h(p),
                -p.bound_saved_h,
            )
        )
        return table.model_copy(update={"pulled": tuple(pulled)})

    def _best(self) -> list[tuple[Lever, int, Measured]]:
        return sorted(self._measured, key=lambda m: -m[2].saved_h)

    def _pulled(self, lever: Lever, _: int, measured: Measured) -> Pulled:
        sure: Sure = "relaxed" if measured.solved else "bounded"
        after = None
        if lever.what in self._plans and self._bench is not None:
            after, sure = self._bench.after(self._plans[lever.what])
        return Pulled(
            what=lever.what,
            kind=lever.kind,
            units=lever.units,
            unit=lever.unit,
            bound_before_h=measured.before_h,
            bound_after_h=measured.after_h,
            sure=sure,
            plan_after=after,
        )

    def _problem(self, post: Post) -> Problem:
        return problem_behind(post, self.plan)

    @property
    def _seconds(self) -> float:
        return 1e9 if self.pull.iterations is not None else self.pull.seconds

    @property
    def _used(self) -> float:
        """Tell which share of the time is used up."""
        return (self.pull.clock() - self._began) / self._seconds

    def _tell(self, what: str, share: float) -> None:
        if self._told is not None:
            self._told(what, share)


def _reach_of(plan: Plan) -> Reach:
    return Reach(
        left=sum(entry.persons for entry in plan.left),
        left_behind=plan.objective("left_behind").value,
        person_hours=plan.objective("person_hours").value,
        clearance_h=plan.objective("clearance").value,
    )
