"""Make a movement plan with the clock of this machine."""

from __future__ import annotations

import time
from collections.abc import Callable

from exeunt.model.plan import Plan
from exeunt.model.problem import Problem
from exeunt.plan.solver import Progress, solve


SECONDS = 30.0
GAP = 0.01


def make_plan(
    problem: Problem,
    *,
    seconds: float = SECONDS,
    gap: float = GAP,
    seed: int = 0,
    iterations: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Plan:
    """
    Plan the movement that *problem* asks for.

    Interrupted (Ctrl-C) once there is a plan, it gives the best so far.

    Parameters
    ----------
    problem
        Who must move, over what, with what, by when.
    seconds
        Stop after about so long.
    gap
        Stop when the plan is proved this close to the best, as a share.
    seed
        Root of every random stream.
    iterations
        Stop after so many steps instead, whatever the clock says; the same seed then
        gives the same plan on any machine.
    on_progress
        Told how far the search is, from time to time.
    """
    return solve(
        problem,
        seconds=seconds,
        gap=gap,
        seed=seed,
        iterations=iterations,
        clock=time.monotonic,
        on_progress=on_progress,
    )
