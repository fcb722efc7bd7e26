"""
Plans along a front: the least person-hours within caps on cost and clearance.

The front is walked by caps [1]_: of two ends, one cheaper or sooner cleared and one with
fewer person-hours, the plans between are those with fewest person-hours that keep a cap
between theirs. A search begins from the best plan so far that keeps it.

References
----------
.. [1] Y. Haimes, L. Lasdon, D. Wismer, On a bicriterion formulation of the problems of
   integrated system identification and system optimization, IEEE Transactions on
   Systems, Man, and Cybernetics 1 (1971), doi:10.1109/TSMC.1971.4308298.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from exeunt.model.front import FrontPoint
from exeunt.model.plan import Level, Plan
from exeunt.model.problem import Problem
from exeunt.plan.solver.alone import Alone
from exeunt.plan.solver.bounds import Bounds
from exeunt.plan.solver.caps import Caps
from exeunt.plan.solver.further import Effort, further
from exeunt.plan.solver.grid import Aim
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.points import first_points, too_large
from exeunt.plan.solver.transplant import schedule_of
from exeunt.plan.solver.worth import Order, order_of, worth_of
from exeunt.plan.solver.written import plan_of


FLOWS = 50_000
"""Columns in the program that bounds a point, about."""


def point_of(
    problem: Problem,
    plan: Plan,
    *,
    made_for: str,
    seconds: float,
    known: Sequence[Plan] = (),
) -> FrontPoint:
    """
    Make a point of *plan*, bounded by a relaxation that keeps to what it reaches.

    Where that would be too large, the bound is of everybody alone.

    Parameters
    ----------
    problem
        What was planned.
    plan
        The plan.
    made_for
        What it was planned for, in words.
    seconds
        The relaxation takes no longer, about; the bound holds however it ends.
    known
        Plans whose bounds hold for this one too, where they leave no fewer.
    """
    values = {o.name: o.value for o in plan.objectives}
    net = Network(problem)
    bounds = Bounds(net, [Alone(net).out_s(unit) for unit in net.units])
    bounds.look_alone(values["left_behind"])
    clear_s = round(values["clearance"] * 3600)
    aim = Aim(
        level="person_hours",
        left_at_most=values["left_behind"],
        out_by_s=clear_s,
        cost_at_most=values["cost"],
    )
    if net.units and not too_large(net):
        points = first_points(net, busy_until_s=clear_s, flows=FLOWS)
        bounds.flow(points, aim, seconds=seconds)
    left = values["left_behind"]
    bound_h = max([bounds.person_hours.value, *_known_h((plan, *known), left)])
    return FrontPoint(
        made_for=made_for,
        left=sum(entry.persons for entry in plan.left),
        left_behind=values["left_behind"],
        person_hours=values["person_hours"],
        clearance_h=values["clearance"],
        cost=values["cost"],
        bound_h=min(bound_h, values["person_hours"]),
        plan=plan,
    )


def within(
    problem: Problem,
    begun: Sequence[Plan],
    caps: Caps,
    *,
    effort: Effort,
    level: Level = "person_hours",
) -> Plan:
    """
    Find the least of *level* within *caps*, from the best plan that keeps them on.

    Parameters
    ----------
    problem
        What is planned.
    begun
        Plans so far. If none keeps the caps, the search begins with the nearest.
    caps
        On cost and clearance.
    effort
        How far to search.
    level
        What counts next after who is left behind.
    """
    net = Network(problem)
    net.caps = caps
    order = order_of(level)
    best = min(begun, key=lambda plan: _key(plan, caps, order))
    found = further(lambda: schedule_of(net, best.trips), order=order, effort=effort)
    bounds = Bounds(net, [Alone(net).out_s(u) for u in net.units], order=order)
    bounds.look_alone(worth_of(found).left_behind)
    return plan_of(found, bounds, seed=effort.seed, solver=best.solver)


def keeps(plan: Plan, caps: Caps) -> bool:
    """Tell whether *plan* is within *caps*."""
    return _over_h(plan, caps) == 0


def _over_h(plan: Plan, caps: Caps) -> float:
    cost, clearance = plan.objective("cost"), plan.objective("clearance")
    return caps.charge_h(cost.value, clearance.value * 3600)


def _key(plan: Plan, caps: Caps, order: Order) -> tuple[float, ...]:
    first, *rest = (plan.objective(level).value for level in order)
    return (first, _over_h(plan, caps), *rest)


def _known_h(plans: Iterable[Plan], left: float) -> Iterator[float]:
    """Yield the bounds of plans that leave no fewer: they hold for fewer plans, too."""
    for plan in plans:
        if left <= plan.objective("left_behind").value + 1e-6:
            yield plan.objective("person_hours").bound
