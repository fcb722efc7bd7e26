"""The solver: a plan at once, a bound, and then better ones until time is up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exeunt.model.plan import Level, Plan, Tried, Trip
from exeunt.model.problem import Problem
from exeunt.model.streams import stream
from exeunt.plan.solver.construct import (
    drop_empty,
    first_schedule,
    in_small_parties,
)
from exeunt.plan.solver.improve import Improver
from exeunt.plan.solver.limits import Limits
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.onward import stay_where_there_is_room
from exeunt.plan.solver.progress import Progress
from exeunt.plan.solver.resume import bring_out_all, resumed_schedule
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.search import Search
from exeunt.plan.solver.worth import Order, order_of, worth_of
from exeunt.plan.solver.written import plan_of


SOLVER = "exeunt: flows over time, large-neighbourhood search"


def solve(  # noqa: PLR0913 - each of them stops the search or tells of it
    problem: Problem,
    *,
    seconds: float,
    clock: Callable[[], float],
    gap: float = 0.0,
    objective: Level = "person_hours",
    seed: int = 0,
    iterations: int | None = None,
    resume: Sequence[Trip] = (),
    keep_interrupted: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> Plan:
    """
    Plan the movement that *problem* asks for, with a bound on every plan.

    Parameters
    ----------
    problem
        Who must move, over what, with what, by when.
    seconds
        Stop after about so long, by *clock*.
    clock
        Tells seconds from whenever.
    gap
        Stop when nobody more than must be is left, and what counts next is proved
        within this share of the least.
    objective
        What counts next after who is left behind (rule §14).
    seed
        Root of every random stream.
    iterations
        Take so many steps instead, whatever the clock says; the same seed then gives
        the same plan.
    resume
        What is left of the trips of an earlier plan, to begin with; in seconds after
        the H-hour of *problem*.
    keep_interrupted
        Give the best plan so far when interrupted, once there is one.
    on_progress
        Told how far the search is.

    Returns
    -------
    Plan
        The best found.

    Raises
    ------
    KeyboardInterrupt
        When interrupted, unless *keep_interrupted* and there is a plan.
    """
    limits = Limits(clock=clock, seconds=seconds, gap=gap, iterations=iterations)
    net = Network(problem)
    order = order_of(objective)
    improver = Improver(_begin(net, resume, order), stream(seed, 0), order)
    improver.over = limits.late
    search = Search(net, improver, limits, on_progress)
    words = SOLVER
    try:
        search.go()
    except KeyboardInterrupt:
        if not keep_interrupted:
            raise
        words += ", interrupted"
    best = in_small_parties(improver.best, order, over=limits.polished())
    stay_where_there_is_room(best)
    drop_empty(best)
    plan = plan_of(best, search.bounds, seed=seed, solver=words)
    tried = Tried(steps=limits.steps, relaxations=search.bounds.relaxations)
    return plan.model_copy(update={"tried": tried})


def _begin(net: Network, resume: Sequence[Trip], order: Order) -> Schedule:
    """Go on with the plan so far, unless one made afresh is worth more."""
    fresh = first_schedule(net)
    if net.problem.state is None:
        return fresh
    bring_out_all(fresh)
    resumed = resumed_schedule(net, resume)
    return min(resumed, fresh, key=lambda s: worth_of(s).key(order))
