"""What analysts judged and how it turned out, as tables and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from exeunt.formats.wording import day, duration, percent
from exeunt.model.judgements import Judgement


_COLUMNS = ("when", "by", "chance", "within", "outcome", "square error", "why")
_OF_A_RECORD = ("by", "judged", "told by now", "mean square error (Brier)")
_OUTCOMES = {None: "open", True: "an exit closed", False: "none closed"}


def ledger_tables(
    known: Sequence[Judgement], *, zone: ZoneInfo
) -> Iterator[RenderableType]:
    """Give every judgement, oldest first, and the record of each analyst."""
    if not known:
        yield Text("Nobody judged yet: 'exeunt judge' records a chance.")
        return
    yield _table("Judged", _COLUMNS, [_row(one, zone) for one in known])
    records = [_record(who, known) for who in sorted({one.by for one in known})]
    yield _table("Records", _OF_A_RECORD, records)


def ledger_body(known: Sequence[Judgement]) -> list[dict[str, Any]]:
    """Give every judgement, oldest first."""
    return [
        {
            "at": one.at.isoformat(),
            "by": one.by,
            "chance": one.chance,
            "within_s": one.within_s,
            "why": one.why,
            "came_true": one.came_true,
            "brier": one.brier,
        }
        for one in known
    ]


def _table(
    title: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]
) -> Table:
    table = Table(
        title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _row(one: Judgement, zone: ZoneInfo) -> tuple[str, ...]:
    return (
        day(one.at, zone),
        one.by,
        percent(one.chance),
        duration(one.within_s),
        _OUTCOMES[one.came_true],
        _square(one.brier),
        one.why,
    )


def _record(who: str, known: Sequence[Judgement]) -> tuple[str, ...]:
    mine = [one for one in known if one.by == who]
    told = [one.brier for one in mine if one.brier is not None]
    mean = sum(told) / len(told) if told else None
    return who, str(len(mine)), str(len(told)), _square(mean)


def _square(error: float | None) -> str:
    return "–" if error is None else f"{error:.3f}"
