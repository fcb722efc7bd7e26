"""The explanation of a plan, line by line, what matters most first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from exeunt.formats.binding_words import nothing_binds, on_day, stage_words
from exeunt.formats.explain.exits import exit_lines
from exeunt.formats.explain.facts import Out, counted_out, outs_of
from exeunt.formats.explain.people import order_lines
from exeunt.formats.wording import counted, listed, narrow_percent, started
from exeunt.model.levers import LeverTable
from exeunt.model.plan import ALONE, Level, Objective, Plan
from exeunt.model.problem import Problem


MOST_LINES = 25
REASONS = 3
"""Reasons for being left that are told one by one."""
LEVERS = 2
_LEVEL_WORDS: dict[Level, str] = {
    "person_hours": "weighted person-hours",
    "clearance": "hours until the last is out",
    "cost": "units of cost",
    "left_behind": "weighted people left",
    "promises": "broken promises",
}


def explain(
    problem: Problem, plan: Plan, levers: LeverTable | None = None
) -> tuple[str, ...]:
    """
    Say why *plan* is as it is, in at most 25 lines.

    Parameters
    ----------
    problem
        What was planned.
    plan
        The plan.
    levers
        What levers would buy, if that was looked at.
    """
    outs = outs_of(problem, plan)
    lines = [
        _outcome(problem, plan, outs),
        *_left(problem, plan),
        *_binds(problem, plan),
        *_levers(levers),
        *order_lines(problem, plan, outs),
        *exit_lines(problem, plan, outs),
        *_gaps(plan),
        *_tried(plan),
    ]
    return tuple(lines[:MOST_LINES])


def _outcome(problem: Problem, plan: Plan, outs: Sequence[Out]) -> str:
    left = sum(entry.persons for entry in plan.left)
    out = counted_out(outs)
    deadline = on_day(plan, plan.deadline_s, problem.zone)
    if not out:
        return f"Nobody comes out by the deadline, {deadline}."
    last = on_day(plan, max(o.out_s for o in outs), problem.zone)
    all_ = f"All {counted(out, 'person', 'people')} come"
    some = f"{out:,} of {counted(out + left, 'person', 'people')} come"
    return (
        f"{some if left else all_} out, the last at {last}; the deadline is {deadline}."
    )


def _left(problem: Problem, plan: Plan) -> list[str]:
    people: Counter[tuple[str, str]] = Counter()
    for entry in plan.left:
        people[entry.at, entry.because] += entry.persons
    lines = [
        f"{counted(n, 'person is', 'people are')} left at "
        f"{problem.place(at).name}: {because}."
        for (at, because), n in people.most_common(REASONS)
    ]
    rest = sum(n for _, n in people.most_common()[REASONS:])
    if rest:
        lines.append(
            f"{counted(rest, 'person is', 'people are')} left for other reasons."
        )
    return lines


def _binds(problem: Problem, plan: Plan) -> list[str]:
    if not plan.binding:
        if nothing_binds(plan) and not plan.left:
            return ["Nothing binds: everybody is out as soon as they could be alone."]
        return []
    first, *others = (stage_words(plan, s, problem.zone) for s in plan.binding)
    paid = plan.binding[0].price_h
    cost = "" if paid is None else f"; it costs {paid:,.0f} weighted person-hours"
    lines = [f"What binds most is {first}{cost}."]
    return [*lines, f"Then {listed(others)}."] if others else lines


def _levers(levers: LeverTable | None) -> list[str]:
    if levers is None:
        return []
    useful = [
        p
        for p in levers.pulled
        if p.plan_after is not None
        and (levers.more_out(p) > 0 or levers.saved_h(p) > 0.05)
    ]
    if not useful:
        return ["No lever that was planned buys anything."]
    return [
        f"{started(one.what)} would save {levers.saved_h(one):,.1f} weighted "
        f"person-hours and bring out {levers.more_out(one):,} more"
        f"{', which no plan without it can' if one.sure == 'proved' else ''}."
        for one in useful[:LEVERS]
    ]


def _gaps(plan: Plan) -> list[str]:
    """Tell how close to the best the plan is, and which bound says so."""
    lines = [_gap(o) for o in plan.objectives if o.name in _told(plan)]
    if any(o.gap > 1e-9 and o.how != ALONE for o in plan.objectives):
        lines.append(
            "Part of a gap is the bound's: it shares vehicles and households out at "
            "will and rounds time down, which no plan can."
        )
    return lines


def _told(plan: Plan) -> set[Level]:
    """Name the levels that are told: those that count first, and clearance."""
    told: set[Level] = {o.name for o in plan.objectives[:2]}
    told.add("clearance")
    if not plan.left:
        told.discard("left_behind")
    return told


def _gap(objective: Objective) -> str:
    words, value = _LEVEL_WORDS[objective.name], f"{objective.value:,.1f}"
    if objective.gap < 1e-9:
        return (
            f"{value} {words} are proved to be the least there can be "
            f"({objective.how})."
        )
    if objective.bound < 1e-9:
        return f"It is not proved how few {words} there could be; here: {value}."
    return (
        f"{value} {words} are within {narrow_percent(objective.gap)} of "
        f"the least: no plan has fewer than {objective.bound:,.1f} ({objective.how})."
    )


def _tried(plan: Plan) -> list[str]:
    if plan.tried is None:
        return []
    cut = ", until it was interrupted" if plan.solver.endswith("interrupted") else ""
    steps = counted(plan.tried.steps, "change")
    solved = counted(plan.tried.relaxations, "relaxation")
    return [
        f"The search tried {steps} to the plan and solved {solved} for the bound{cut}."
    ]
