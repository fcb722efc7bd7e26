"""The board of signals: what people have said of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from exeunt.model.signals import Evidence, Signal


class State(StrEnum):
    """What was said of a signal."""

    NEW = "new"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """A signal on the board, with every report of it and the last word said of it."""

    state: State
    signal: Signal
    reports: tuple[Evidence, ...]
    by: str = ""
    why: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All signals of a post at a moment, newest first."""

    as_of: datetime
    pinned: tuple[Pinned, ...]
    set_aside: tuple[tuple[str, str], ...]
    """Documents in which nothing counts, each with the reason."""
    not_analysed: tuple[str, ...]
    """Documents in another language."""
    cut: tuple[str, ...] = ()
    """Documents of which only the beginning was read."""
