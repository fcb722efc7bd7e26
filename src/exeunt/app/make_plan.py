"""Make a movement plan with the clock of this machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from exeunt.model.plan import Level, Plan
from exeunt.model.problem import Problem


if TYPE_CHECKING:
    from exeunt.plan.solver import Progress


SECONDS = 30.0
GAP = 0.01


def make_plan(  # noqa: PLR0913 - each of them stops the search or tells of it
    problem: Problem,
    *,
    seconds: float = SECONDS,
    gap: float = GAP,
    objective: Level = "person_hours",
    seed: int = 0,
    iterations: int | None = None,
    keep_interrupted: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> Plan:
    """
    Plan the movement that *problem* asks for.

    Parameters
    ----------
    problem
        Who must move, over what, with what, by when.
    seconds
        Stop after about so long.
    gap
        Stop when the plan is proved this close to the best, as a share.
    objective
        What counts next after who is left behind: ``person_hours``, ``clearance`` or
        ``cost``.
    seed
        Root of every random stream.
    iterations
        Stop after so many steps instead, whatever the clock says; the same seed then
        gives the same plan on any machine.
    keep_interrupted
        Give the best plan so far at Ctrl-C, once there is one, and go on.
    on_progress
        Told how far the search is, from time to time.
    """
    from exeunt.plan.solver import solve  # noqa: PLC0415 - who reads first need not wait

    return solve(
        problem,
        seconds=seconds,
        gap=gap,
        objective=objective,
        seed=seed,
        iterations=iterations,
        keep_interrupted=keep_interrupted,
        clock=time.monotonic,
        on_progress=on_progress,
    )


def first_plan(problem: Problem, *, seed: int = 0) -> Plan:
    """
    Plan in a moment, without a search: the same plan on any machine.

    Parameters
    ----------
    problem
        Who must move, over what, with what, by when.
    seed
        Root of every random stream.
    """
    from exeunt.plan.solver import solve  # noqa: PLC0415 - as above

    return solve(
        problem,
        seconds=0.0,
        # it stands still, so that nothing is left off for want of time
        clock=lambda: 0.0,
        seed=seed,
    )
