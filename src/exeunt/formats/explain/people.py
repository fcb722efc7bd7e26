"""Who goes first and why: readiness, weight, needs, and how long they wait."""

from __future__ import annotations

from collections.abc import Sequence

from exeunt.formats.binding_words import on_day
from exeunt.formats.explain.facts import Out, counted_out, half_s
from exeunt.formats.wording import counted, duration, listed, started
from exeunt.model.people import SeatKind
from exeunt.model.plan import Plan
from exeunt.model.problem import Problem


MOST = 5
"""Categories that are told one by one."""


def order_lines(problem: Problem, plan: Plan, outs: Sequence[Out]) -> list[str]:
    """Tell category by category when half are out, in the order in which they are."""
    groups: dict[str, list[Out]] = {}
    for out in outs:
        groups.setdefault(out.category, []).append(out)
    order = sorted(groups, key=lambda c: (half_s(groups[c]), c))
    lines = [
        _line(problem, plan, category, groups, number)
        for number, category in enumerate(order[:MOST])
    ]
    return [*lines, *_needs(problem, plan)]


def _line(
    problem: Problem, plan: Plan, category: str, groups: dict[str, list[Out]], at: int
) -> str:
    outs = groups[category]
    name = next(c.name for c in problem.categories if c.id == category)
    weight = sum(o.weight * o.persons for o in outs) / counted_out(outs)
    waits = sum((o.out_s - o.ready_s) * o.persons for o in outs) / counted_out(outs)
    line = (
        f"{started(name)} ({counted(counted_out(outs), 'person', 'people')}, weight "
        f"{weight:.3g} each): half are ready by "
        f"{on_day(plan, half_s(outs, ready=True), problem.zone)} and out by "
        f"{on_day(plan, half_s(outs), problem.zone)}, {duration(waits)} after being "
        "ready on average"
    )
    if at == 0 and len(groups) > 1:
        return f"{line}. They go first because {_first(category, groups)}."
    return f"{line}."


def _first(category: str, groups: dict[str, list[Out]]) -> str:
    """Tell what the category that goes first has over all others."""

    def weight(name: str) -> float:
        some = groups[name]
        return sum(o.weight * o.persons for o in some) / counted_out(some)

    others = [name for name in groups if name != category]
    reasons = []
    mine_s = half_s(groups[category], ready=True)
    if all(mine_s < half_s(groups[name], ready=True) for name in others):
        reasons.append("they are ready first")
    if all(weight(category) > weight(name) for name in others):
        reasons.append("they count most")
    return " and ".join(reasons) or (
        "their way is the quickest from where they are when they are ready"
    )


def _needs(problem: Problem, plan: Plan) -> list[str]:
    """Tell of those who take a place of their own kind."""
    kinds = [k for k in SeatKind if k is not SeatKind.SEAT]
    special = [h for h in problem.households if any(h.takes(k) for k in kinds)]
    if not special:
        return []
    left = {entry.household for entry in plan.left}
    out = sum(h.persons for h in special if h.id not in left)
    wanted = [k.value for k in kinds if any(h.takes(k) for h in special)]
    households = counted(len(special), "household needs", "households need")
    people = sum(h.persons for h in special)
    return [
        f"{households} a {listed(wanted)} place: {out:,} of their {people:,} come out."
    ]
