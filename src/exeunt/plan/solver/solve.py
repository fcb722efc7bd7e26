"""The solver: a plan at once, a bound, and then better ones until time is up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exeunt.model.plan import Plan
from exeunt.model.problem import Problem
from exeunt.plan.solver.bounds import Bounds
from exeunt.plan.solver.construct import first_schedule
from exeunt.plan.solver.grid import Aim
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.points import even_points
from exeunt.plan.solver.worth import worth_of
from exeunt.plan.solver.written import plan_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the search is."""

    elapsed_s: float
    what: str
    left_behind: float
    person_hours: float
    bound: float
    """On person-hours."""

    @property
    def gap(self) -> float:
        """How far the plan may be from the best, in person-hours."""
        if self.person_hours <= self.bound + 1e-9:
            return 0.0
        return (self.person_hours - self.bound) / self.person_hours


def solve(  # noqa: PLR0913 - what stops the search
    problem: Problem,
    *,
    seconds: float,
    clock: Callable[[], float],
    gap: float = 0.0,
    seed: int = 0,
    iterations: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Plan:
    """Plan."""
    start = clock()
    if on_progress is not None and iterations is None and gap < 1:
        on_progress(
            Progress(
                elapsed_s=clock() - start,
                what="first plan",
                left_behind=0.0,
                person_hours=0.0,
                bound=0.0,
            )
        )
    net = Network(problem)
    best = first_schedule(net)
    bounds = Bounds(net)
    bounds.look_alone(worth_of(best).left_behind)
    if net.units:
        aim = Aim(level="person_hours", left_at_most=worth_of(best).left_behind)
        bounds.flow(even_points(net, 3600), aim, seconds=seconds)
        aim = Aim(level="left_behind")
        if worth_of(best).left_behind > bounds.left_behind.value:
            bounds.flow(even_points(net, 3600), aim, seconds=seconds)
    return plan_of(best, bounds, seed=seed, solver="exeunt")
