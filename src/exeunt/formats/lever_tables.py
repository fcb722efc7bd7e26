"""What levers would buy, as a table for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.table import Table

from exeunt.formats.wording import counted, started
from exeunt.model.levers import LeverTable, Pulled


_MEANS = {
    "bounded": "bounded: by prices alone; its relaxation saves no more",
    "relaxed": "relaxed: what it can save at best, about",
    "planned": "planned: a plan with it, beside one without it by the same effort",
    "proved": "proved: better than any plan without it",
}
_NONE = "–"


def lever_tables(table: LeverTable) -> Iterator[RenderableType]:
    """Lay out what each lever buys, and say what that rests on."""
    if not table.pulled:
        yield "No lever was looked at."
        return
    yield _table(table)
    yield _note(table)


def _table(table: LeverTable) -> Table:
    out = Table(title="Levers", box=box.SIMPLE_HEAD, title_justify="left")
    out.add_column("One lever", min_width=36)
    for name in ("Bound falls, h", "that is, each", "Plan saves, h", "More out"):
        out.add_column(name, justify="right")
    out.add_column("Sure", no_wrap=True)
    for pulled in table.pulled:
        planned = pulled.plan_after is not None
        out.add_row(
            started(pulled.what),
            f"{pulled.bound_saved_h:,.0f}",
            f"{pulled.each_h:,.1f} a {pulled.unit}",
            f"{table.saved_h(pulled):,.0f}" if planned else _NONE,
            f"{table.more_out(pulled):,}" if planned else _NONE,
            pulled.sure,
        )
    return out


def _note(table: LeverTable) -> str:
    first, before = table.pulled[0], table.plan_before
    cut = ", until it was interrupted" if table.interrupted else ""
    sure = {one.sure for one in table.pulled}
    means = [words for name, words in _MEANS.items() if name in sure]
    left = f", {before.left:,} left" if before.left else ""
    return (
        f"{table.looked_at} of {counted(table.levers, 'lever')} looked at{cut}. Hours "
        f"are weighted person-hours. Without a lever: relaxation "
        f"{first.bound_before_h:,.0f}, plan {before.person_hours:,.0f}{left}, searched "
        f"on as long as each plan with a lever. {started('; '.join(means))}."
    )


def lever_body(table: LeverTable) -> dict[str, Any]:
    """Give the table as JSON, with what it comes to."""
    body: dict[str, Any] = table.model_dump(mode="json")
    body["pulled"] = [_pulled_body(table, one) for one in table.pulled]
    return body


def _pulled_body(table: LeverTable, one: Pulled) -> dict[str, Any]:
    planned = one.plan_after is not None
    return one.model_dump(mode="json") | {
        "bound_saved_h": one.bound_saved_h,
        "each_h": one.each_h,
        "plan_saved_h": table.saved_h(one) if planned else None,
        "more_out": table.more_out(one) if planned else None,
    }
