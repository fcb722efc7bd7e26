"""The board of signals, as plain data and as tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from exeunt.formats.reading_tables import said
from exeunt.model.board import Board, Pinned, State


def board_body(board: Board) -> dict[str, Any]:
    """Give *board* as plain data: ``new``, ``confirmed`` and ``refused``."""
    return {
        "as_of": board.as_of.isoformat(),
        **{
            state.value: [_entry(one) for one in board.pinned if one.state is state]
            for state in State
        },
        "set_aside": [{"document": d, "why": why} for d, why in board.set_aside],
        "not_analysed": list(board.not_analysed),
        "cut": list(board.cut),
    }


def board_tables(board: Board) -> Iterator[RenderableType]:
    """Give *board* for people: what is new first, each with its sentence and key."""
    for state in State:
        entries = [one for one in board.pinned if one.state is state]
        yield Text(f"{state.value.capitalize()}: {len(entries)}", style="bold")
        for one in entries:
            yield from _lines(one)
    if board.set_aside:
        yield Text(f"Set aside: {len(board.set_aside)}", style="bold")
        for document, why in board.set_aside:
            yield Text(f"  {document}: {why}")
    if board.not_analysed:
        documents = ", ".join(board.not_analysed)
        yield Text(f"Not analysed, in another language: {documents}")
    if board.cut:
        documents = ", ".join(board.cut)
        yield Text(f"Too long, only the beginning was read: {documents}")


def _lines(one: Pinned) -> Iterator[RenderableType]:
    evidence = one.signal.evidence
    others = len({report.document for report in one.reports}) - 1
    more = f", and {others} more" if others else ""
    yield Text(f"  {said(one.signal)}")
    yield Text(f"    {evidence.published:%Y-%m-%d %H:%M} {evidence.source}{more}")
    if one.by:
        yield Text(
            f"    {one.state.value} by {one.by}" + (f": {one.why}" if one.why else "")
        )
    yield Text(f"    {evidence.key}", style="dim")
    sentence = " ".join(evidence.sentence.split())
    yield Padding(Text(f"\u201c{sentence}\u201d", style="dim"), (0, 0, 1, 6))


def _entry(one: Pinned) -> dict[str, Any]:
    evidence = one.signal.evidence
    return {
        "key": evidence.key,
        "what": said(one.signal),
        "published": evidence.published.isoformat(),
        "sentence": evidence.sentence,
        "event": evidence.report_of,
        "reports": [
            {
                "key": report.key,
                "document": report.document,
                "source": report.source,
                "source_class": report.source_class.value,
                "published": report.published.isoformat(),
                "start": report.start,
                "end": report.end,
            }
            for report in one.reports
        ],
        "by": one.by,
        "why": one.why,
        "at": one.at.isoformat() if one.at else None,
    }
