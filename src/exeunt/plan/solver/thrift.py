"""A cheaper plan at once: do without one fleet or service after another."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from exeunt.model.plan import Plan
from exeunt.model.problem import Problem
from exeunt.plan.solver.alone import Alone
from exeunt.plan.solver.bounds import Bounds
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.transplant import schedule_of
from exeunt.plan.solver.worth import Worth, order_of, worth_of
from exeunt.plan.solver.written import plan_of, trips_of


def without_the_dear(problem: Problem, plan: Plan) -> Plan:
    """
    Leave out carriers, the one that costs most first, where nobody more is left.

    Parameters
    ----------
    problem
        What *plan* plans.
    plan
        To begin with.

    Returns
    -------
    Plan
        For *problem* itself; *plan* if no carrier can be done without.
    """
    order = order_of("cost")
    net = Network(problem)
    best = schedule_of(net, plan.trips)
    for carrier in _dear(problem, best):
        fewer = _without(problem, carrier)
        trial = schedule_of(Network(fewer), trips_of(best))
        if not trial.crowded and _less(worth_of(trial), worth_of(best)):
            problem, best = fewer, trial
    whole = schedule_of(net, trips_of(best))
    if worth_of(best).key(order) < worth_of(whole).key(order):
        return plan  # what others left free was taken again
    bounds = Bounds(net, [Alone(net).out_s(u) for u in net.units], order=order)
    return plan_of(whole, bounds, seed=plan.seed, solver=plan.solver)


def _less(one: Worth, other: Worth) -> bool:
    order = order_of("cost")
    return one.key(order) < other.key(order)


def _dear(problem: Problem, schedule: Schedule) -> list[str]:
    """Name fleets and services by what they cost in a plan, the dearest first."""
    each = {f.id: f.cost_per_trip for f in problem.fleets}
    cost: Counter[str] = Counter()
    for trip in trips_of(schedule):
        if trip.vehicle is None:
            continue
        vehicle, at, _ = trip.vehicle.partition("@")
        if not at:
            fleet = vehicle.rpartition("/")[0]
            cost[fleet] += round(100 * each[fleet])
    for runs in schedule.calls:
        for run in runs:
            if run.way.departure:
                seats = sum(run.riders.values())
                price = schedule.net.seat_cost[run.way.index]
                cost[run.way.departure.partition("@")[0]] += round(100 * price * seats)
    return [carrier for carrier, paid in cost.most_common() if paid]


def _without(problem: Problem, carrier: str) -> Problem:
    fleets = tuple(
        f.model_copy(update={"vehicles": 0}) if f.id == carrier else f
        for f in problem.fleets
    )
    services = tuple(s for s in problem.services if s.id != carrier)
    return replace(problem, fleets=fleets, services=services)
