"""What came of many posts, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text


def portfolio_table(rows: Iterable[Mapping[str, Any]]) -> Table:
    """Lay out *rows*, each as the JSON of ``exeunt portfolio`` has it."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Post")
    for name in ("Trips", "Left, weighted", "Value", "Gap", "Rules broken"):
        table.add_column(name, justify="right")
    table.add_column("Fault")
    for row in rows:
        table.add_row(*(Text(word) for word in _words(row)))
    return table


def _words(row: Mapping[str, Any]) -> tuple[str, ...]:
    if "trips" not in row:
        return (row["post"], "–", "–", "–", "–", "–", row["fault"])
    return (
        row["post"],
        f"{row['trips']:,}",
        f"{row['left_behind']:,.10g}",
        f"{row['value']:,.1f} {row['unit']}",
        f"{100 * row['gap']:.2f} %",
        f"{row['breaches']:,}",
        row["fault"],
    )
