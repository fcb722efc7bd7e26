"""A movement plan in a few tables for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich import box
from rich.console import RenderableType
from rich.table import Table

from exeunt.formats.binding_words import binding_sentence
from exeunt.formats.wording import (
    counted,
    duration,
    moment,
    narrow_percent,
    percent,
    started,
)
from exeunt.model.plan import Objective, Plan, Trip
from exeunt.model.problem import Problem
from exeunt.model.times import moment_of


_LEVELS = {
    "left_behind": "Left behind, weighted",
    "person_hours": "Person-hours in danger, weighted",
    "clearance": "Clearance, hours",
    "cost": "Cost, in the unit of the post",
    "promises": "Promises broken",
}
_OWN = "own means"
_SPACE = "\u00a0"


def plan_tables(problem: Problem, plan: Plan) -> Iterator[RenderableType]:
    """Lay out the figures, the trips, who is left and what binds."""
    yield _headline(problem, plan)
    yield _objectives(plan)
    if plan.trips:
        yield _trips(problem, plan)
    if plan.left:
        yield _left(problem, plan)
    yield binding_sentence(plan, problem.zone)
    if plan.binding:
        yield _binding(problem, plan)


def _headline(problem: Problem, plan: Plan) -> str:
    people = sum(h.persons for h in problem.households)
    people += sum(c.persons for c in problem.cohorts)
    left = sum(entry.persons for entry in plan.left)
    out = f"{people - left:,} of {counted(people, 'person', 'people')} out"
    last = next((o.value for o in plan.objectives if o.name == "clearance"), 0.0)
    if people > left:
        at = moment_of(plan.h_hour, round(last * 3600), problem.zone)
        out += f", the last on {moment(at, problem.zone)}"
        since = "the decision" if plan.state is None else "the state"
        out += f" ({duration(last * 3600)} after {since})"
    return f"{out}; {left:,} left." if left else f"{out}; nobody left."


def _table(title: str, *columns: str, figures: Iterable[int] = ()) -> Table:
    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left")
    right = set(figures)
    for at, name in enumerate(columns):
        table.add_column(name, justify="right" if at in right else "left")
    return table


def _objectives(plan: Plan) -> Table:
    table = _table(
        "Objective", "", "Plan", "Bound", "Gap", "Bound from", figures=(1, 2, 3)
    )
    for objective in plan.objectives:
        table.add_row(*_objective(objective))
    return table


def _objective(objective: Objective) -> tuple[str, ...]:
    bounded = objective.name != "cost"  # of which there is no bound worth telling
    return (
        _LEVELS[objective.name],
        f"{objective.value:,.1f}",
        f"{objective.bound:,.1f}" if bounded else "–",
        narrow_percent(objective.gap) if bounded else "–",
        objective.how if bounded else "",
    )


@dataclass(slots=True)
class _Line:
    trips: int = 0
    people: int = 0


def _trips(problem: Problem, plan: Plan) -> Table:
    """Sum up the trips that carry people, by day, carrier and way."""
    sizes = {h.id: h.persons for h in problem.households}
    lines: dict[tuple[str, str, str], _Line] = {}
    empty = 0
    for trip in plan.trips:
        people = sum(sizes[h] for h in trip.households)
        people += sum(load.persons for load in trip.cohorts)
        if not people:
            empty += 1
            continue
        day = moment_of(plan.h_hour, trip.depart_s, problem.zone).date().isoformat()
        line = lines.setdefault((day, _carrier(trip), _way(trip)), _Line())
        line.trips += 1
        line.people += people
    table = _table(
        f"Trips with people ({counted(empty, 'empty run')} besides)",
        "Day",
        "By",
        "From - to",
        "Trips",
        "People",
        figures=(3, 4),
    )
    for (day, carrier, way), line in sorted(lines.items()):
        table.add_row(day, carrier, way, f"{line.trips:,}", f"{line.people:,}")
    return table


def _carrier(trip: Trip) -> str:
    if trip.vehicle is None:
        return _OWN
    return (
        trip.vehicle.partition("@")[0].rpartition("/")[0]
        or (trip.vehicle.partition("@")[0])
    )


def _way(trip: Trip) -> str:
    return f"{trip.from_} - {trip.to}"


def _left(problem: Problem, plan: Plan) -> Table:
    names = {place.id: place.name for place in problem.places}
    people: Counter[tuple[str, str]] = Counter()
    households: Counter[tuple[str, str]] = Counter()
    for entry in plan.left:
        people[entry.at, entry.because] += entry.persons
        households[entry.at, entry.because] += entry.household is not None
    table = _table(
        "Left behind", "At", "People", "Households", "Because", figures=(1, 2)
    )
    for (at, because), count in people.most_common():
        whole = households[at, because]
        table.add_row(names[at], f"{count:,}", f"{whole:,}" if whole else "–", because)
    return table


def _binding(problem: Problem, plan: Plan) -> Table:
    table = _table(
        "What binds", "Stage", "From", "Until", "Load", "Pays", figures=(3, 4)
    )
    for stage in plan.binding:
        first, last = (
            moment(moment_of(plan.h_hour, at, problem.zone), problem.zone)
            for at in (stage.from_s, stage.until_s)
        )
        pays = "–" if stage.price_h is None else f"{stage.price_h:,.0f}{_SPACE}h"
        table.add_row(started(stage.what), first, last, percent(stage.load), pays)
    return table
