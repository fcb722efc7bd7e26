"""The front as a table for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.table import Table

from exeunt.formats.wording import counted, narrow_percent, started
from exeunt.model.front import Front


def front_tables(front: Front) -> Iterator[RenderableType]:
    """Lay out the plans of which none is better than another in everything."""
    table = Table(title="What can be had", box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column("", justify="right")
    table.add_column("Planned for", min_width=28)
    for name in ("Left", "Person-hours", "Gap", "Clearance, h", "Cost"):
        table.add_column(name, justify="right")
    for number, point in enumerate(front.points, start=1):
        table.add_row(
            str(number),
            started(point.made_for),
            f"{point.left:,}",
            f"{point.person_hours:,.0f}",
            narrow_percent(point.gap),
            f"{point.clearance_h:,.1f}",
            f"{point.cost:,.0f}",
        )
    yield table
    cut = " before it was interrupted" if front.interrupted else ""
    yield (
        f"{counted(front.planned, 'plan was', 'plans were')} made and checked{cut}; "
        f"{len(front.points)} of them are kept, since no other is as good in "
        "everything. A gap is to the least weighted person-hours of any plan that "
        "leaves no more, clears no later and costs no more."
    )


def front_body(front: Front) -> dict[str, Any]:
    """Give the front as JSON, each point with its gap and its plan."""
    body: dict[str, Any] = front.model_dump(mode="json", by_alias=True)
    for entry, point in zip(body["points"], front.points, strict=True):
        entry["gap"] = point.gap
    return body
