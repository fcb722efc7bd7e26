"""A plan by a nearer deadline: whoever is late is left, and many are fewer each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from exeunt.plan.solver.construct import first_schedule
from exeunt.plan.solver.improve import Improver
from exeunt.plan.solver.limits import Limits
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.transplant import schedule_of
from exeunt.plan.solver.written import trips_of


TURNS = 20
"""When steps are counted and time is not."""


def hurried(
    net: Network,
    by_s: int,
    *,
    left: float,
    dice: np.random.Generator,
    clock: Callable[[], float],
    seconds: float | None,
) -> Schedule:
    """
    Plan as if the deadline were *by_s*, until no more than *left* are left.

    The last one out says nothing of how far a plan is from being done sooner; how many
    are out too late does, and a search that makes them fewer arrives.

    Parameters
    ----------
    net
        The problem.
    by_s
        When those should be out who are not among the *left*.
    left
        Weighted persons that may be left behind.
    dice
        What is tried.
    clock
        Tells seconds from whenever.
    seconds
        Stop after about so long; none takes a few turns instead.

    Returns
    -------
    Schedule
        Of *net*, with later journeys for those who were too late.
    """
    from exeunt.plan.solver.annealing import Rounds  # noqa: PLC0415 - it is heavy

    limits = Limits(
        clock=clock,
        seconds=seconds or 0.0,
        gap=0.0,
        iterations=TURNS if seconds is None else None,
    )
    near = Network(replace(net.problem, deadline_s=by_s))
    improver = Improver(first_schedule(near), dice)
    improver.over = limits.late
    rounds = Rounds(near, improver, limits) if near.fleets else None
    while improver.worth.left_behind > left and not limits.over:
        limits.steps += 1
        if rounds is None or rounds.hopeless:
            improver.step(limits.cooled)
        else:
            rounds.go_on()
    return schedule_of(net, trips_of(improver.best))
