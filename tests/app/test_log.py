"""The log of a post."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from tests.make import H_HOUR

from exeunt.app.log import LOG, events_of, log_of, record
from exeunt.errors import InvalidInput
from exeunt.model.events import Event, TripwireCleared
from exeunt.store.base import LogMoved
from exeunt.store.memory import MemoryEvents


def an_event(n: int) -> TripwireCleared:
    return TripwireCleared(
        id=UUID(int=n).hex,
        at=H_HOUR + timedelta(hours=n),
        by="COM",
        why="over",
        tripwire="t",
    )


def test_a_post_of_which_nothing_was_recorded_has_no_file_of_it(
    tmp_path: Path,
) -> None:
    assert events_of(tmp_path) == ()
    assert not (tmp_path / LOG).exists()


def test_what_is_decided_is_decided_on_the_whole_log(tmp_path: Path) -> None:
    store = log_of(tmp_path)
    seen: list[int] = []

    def decide(history: tuple[Event, ...]) -> Event:
        seen.append(len(history))
        return an_event(len(history) + 1)

    for _ in range(3):
        record(store, decide)

    assert seen == [0, 1, 2]
    assert events_of(tmp_path) == (an_event(1), an_event(2), an_event(3))


def test_a_decision_somebody_else_overtook_is_not_recorded() -> None:
    store = MemoryEvents()

    def overtaken(history: tuple[Event, ...]) -> Event:
        store.append([an_event(1)], after=len(history))
        return an_event(2)

    with pytest.raises(LogMoved):
        record(store, overtaken)

    assert store.read() == (an_event(1),)


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no folder"):
        events_of(tmp_path / "nowhere")
