"""What stands behind each trip, in a table for a terminal; no names of people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from exeunt.formats.fallbacks import Names, summary_line
from exeunt.formats.wording import listed
from exeunt.model.fallbacks import Cover, Fallback
from exeunt.model.plan import Plan
from exeunt.model.post import Post


_MOST_NAMED = 3
"""Parties of a standby list that the table names."""


def people_tables(
    plan: Plan, post: Post, covers: Sequence[Cover]
) -> Iterator[RenderableType]:
    """Sum up what stands behind the trips, and lay it out trip by trip."""
    yield summary_line(covers)
    if covers:
        yield _trips(Names(plan, post), plan, covers)


def _trips(names: Names, plan: Plan, covers: Sequence[Cover]) -> Table:
    table = Table(title="Trips with people", box=box.SIMPLE_HEAD, title_justify="left")
    for name in ("Trip", "Leaves", "People", "Standby", "Alternate", "Contingency"):
        table.add_column(name, justify="right" if name == "People" else "left")
    by_id = {trip.id: trip for trip in plan.trips}
    for cover in covers:
        trip = by_id[cover.trip]
        cells = (
            cover.trip,
            f"{names.place(trip.from_)}, {names.clock(trip.depart_s)}",
            f"{cover.persons:,}",
            _standby(cover),
            _way(names, cover.alternate),
            _way(names, cover.contingency),
        )
        table.add_row(*map(Text, cells))
    return table


def _standby(cover: Cover) -> str:
    named = [who.party for who in cover.standby[:_MOST_NAMED]]
    more = len(cover.standby) - len(named)
    if more > 0:
        return f"{', '.join(named)} and {more} more"
    return listed(named) or "none"


def _way(names: Names, way: Fallback | None) -> str:
    if way is None:
        return "none"
    room = "standby" if way.means == "standby" else f"takes {way.takes:,}"
    by = names.by(way.by, way.link)
    return f"{by} to {names.place(way.to)}, {names.clock(way.at_s)}; {room}"
