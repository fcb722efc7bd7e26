"""What a new plan changes, in a sentence and a table for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from rich import box
from rich.console import RenderableType
from rich.table import Table

from exeunt.formats.wording import counted, listed
from exeunt.model.changes import Changes, Fate, TripChange
from exeunt.model.plan import Plan
from exeunt.model.problem import Problem
from exeunt.model.times import moment_of


_WORDS = {
    Fate.KEPT: "kept",
    Fate.CHANGED: "changed",
    Fate.DROPPED: "dropped",
    Fate.NEW: "new",
}


def change_tables(
    problem: Problem, plan: Plan, changes: Changes
) -> Iterator[RenderableType]:
    """Say what changes, and lay it out by day and way."""
    yield _headline(changes)
    if changes.trips:
        yield _table(problem, plan, changes)


def _headline(changes: Changes) -> str:
    kept = counted(changes.count(Fate.KEPT), "announced trip")
    rest = [
        f"{changes.count(fate):,} {_WORDS[fate]}"
        for fate in (Fate.CHANGED, Fate.DROPPED, Fate.NEW)
    ]
    told = counted(changes.people, "person must", "people must")
    return f"{kept} kept, {listed(rest)}; {told} be told of other trips."


def _table(problem: Problem, plan: Plan, changes: Changes) -> Table:
    lines: dict[tuple[date, str], Counter[Fate]] = {}
    for trip in changes.trips:
        line = lines.setdefault(_line(problem, plan, trip), Counter())
        line[trip.fate] += 1
    table = Table(title="Trips with people", box=box.SIMPLE_HEAD, title_justify="left")
    for name in ("Day", "From - to"):
        table.add_column(name)
    for words in _WORDS.values():
        table.add_column(words.capitalize(), justify="right")
    for (day, way), line in sorted(lines.items()):
        figures = (f"{line[fate]:,}" if line[fate] else "–" for fate in _WORDS)
        table.add_row(day.isoformat(), way, *figures)
    return table


def _line(problem: Problem, plan: Plan, trip: TripChange) -> tuple[date, str]:
    leaves = moment_of(plan.h_hour, trip.off.depart_s, problem.zone)
    return leaves.date(), f"{trip.from_} - {trip.off.to}"
