"""The log of a post: what people said and decided, in ``exeunt.db`` of its folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from exeunt.app.folders import folder_of
from exeunt.model.events import Event
from exeunt.store.base import EventStore
from exeunt.store.sqlite import SqliteEvents


LOG = "exeunt.db"

E = TypeVar("E", bound=Event)


def log_of(folder: Path) -> EventStore:
    """Give the log of the post in *folder*; the first append makes its file."""
    return SqliteEvents(folder_of(folder) / LOG)


def events_of(folder: Path) -> tuple[Event, ...]:
    """
    Read everything that was recorded for the post in *folder*, oldest first.

    Raises
    ------
    WorldError
        When the log is damaged, not ours, or of a later version.
    """
    return log_of(folder).read()


def record(store: EventStore, decide: Callable[[tuple[Event, ...]], E]) -> E:
    """
    Read the log, decide on it, and append what was decided.

    Raises
    ------
    LogMoved
        When somebody else recorded something in between.
    """
    history = store.read()
    event = decide(history)
    store.append([event], after=len(history))
    return event
