"""What every event log keeps, whatever it is made of."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Thread
from uuid import UUID

import pytest

from exeunt.errors import WorldError
from exeunt.model.events import Event, SignalRefused, StatusDeclared
from exeunt.model.statuses import DepartureStatus
from exeunt.store.base import EventDiffers, EventStore, LogMoved
from exeunt.store.memory import MemoryEvents
from exeunt.store.sqlite import SqliteEvents


def an_event(n: int = 1, why: str = "") -> SignalRefused:
    return SignalRefused(
        id=UUID(int=n).hex,
        at=datetime(2030, 5, 6, tzinfo=UTC),
        by="Duty officer",
        why=why,
        signal=f"doc:{n}",
    )


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> EventStore:
    return MemoryEvents() if request.param == "memory" else SqliteEvents(tmp_path / "l")


def test_a_new_log_is_empty(store: EventStore) -> None:
    assert store.read() == ()


def test_what_is_appended_is_read_back_in_order(store: EventStore) -> None:
    events = [an_event(3), an_event(1), an_event(2)]

    assert store.append(events[:2], after=0) == 2
    assert store.append(events[2:], after=2) == 3

    assert store.read() == tuple(events)


def test_events_of_every_kind_come_back_as_they_were(store: EventStore) -> None:
    declared = StatusDeclared(
        id=UUID(int=9).hex,
        at=datetime.fromisoformat("2030-05-06T08:00:00+02:00"),
        by="Ambassador",
        why="Über Nacht",
        category="family",
        status=DepartureStatus.ORDERED,
    )

    store.append([declared, an_event()], after=0)

    assert store.read() == (declared, an_event())


def test_reading_after_a_point_leaves_out_what_came_before(store: EventStore) -> None:
    store.append([an_event(1), an_event(2), an_event(3)], after=0)

    assert store.read(after=2) == (an_event(3),)


def test_a_decision_on_an_old_log_is_not_appended(store: EventStore) -> None:
    store.append([an_event(1)], after=0)

    with pytest.raises(LogMoved, match="ends at 1, not at 0") as caught:
        store.append([an_event(2)], after=0)

    assert caught.value.retryable
    assert store.read() == (an_event(1),)


def test_an_append_may_be_repeated_when_its_answer_was_lost(store: EventStore) -> None:
    store.append([an_event(1)], after=0)

    assert store.append([an_event(1)], after=0) == 1
    assert store.read() == (an_event(1),)


def test_the_same_event_twice_in_one_append_is_one_event(store: EventStore) -> None:
    assert store.append([an_event(1), an_event(1)], after=0) == 1


def test_an_event_of_the_same_id_with_other_words_is_refused(
    store: EventStore,
) -> None:
    store.append([an_event(1, why="misread")], after=0)

    with pytest.raises(EventDiffers, match="other words"):
        store.append([an_event(1, why="something else")], after=1)

    assert store.read() == (an_event(1, why="misread"),)


def test_an_append_of_nothing_changes_nothing(store: EventStore) -> None:
    store.append([an_event(1)], after=0)

    assert store.append([], after=0) == 1


def test_of_concurrent_decisions_exactly_one_is_recorded(store: EventStore) -> None:
    start, won, lost = Barrier(4), list[int](), list[int]()

    def decide(n: int) -> None:
        start.wait()
        try:
            store.append([an_event(n)], after=0)
            won.append(n)
        except LogMoved:
            lost.append(n)

    _together(decide, 4)

    assert len(won) == 1
    assert len(lost) == 3
    assert [event.id for event in store.read()] == [UUID(int=won[0]).hex]


def test_writers_that_decide_again_lose_nothing(store: EventStore) -> None:
    def insist(n: int) -> None:
        for k in range(5):
            event = an_event(10 * n + k)
            while True:
                try:
                    store.append([event], after=len(store.read()))
                    break
                except LogMoved:
                    continue

    _together(insist, 3)

    assert {event.id for event in store.read()} == {
        UUID(int=10 * n + k).hex for n in range(1, 4) for k in range(5)
    }


def _together(do: Callable[[int], None], threads: int) -> None:
    running = [Thread(target=do, args=(n,)) for n in range(1, threads + 1)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
from exeunt.model.events import SignalRefused
from exeunt.store.sqlite import SqliteEvents

store, n = SqliteEvents(Path(sys.argv[1])), int(sys.argv[2])
end = len(store.read())
while True:
    n += 1
    event = SignalRefused(id=UUID(int=n).hex, at=datetime(2030, 5, 6, tzinfo=UTC),
                          by="Duty officer", signal=str(n), why="x" * 3000)
    end = store.append([event], after=end)
    sys.stdout.write(event.id + "\\n")
    sys.stdout.flush()
"""


def test_no_acknowledged_event_is_lost_when_the_writer_is_killed(
    tmp_path: Path,
) -> None:
    path, acknowledged = tmp_path / "exeunt.db", list[str]()
    for killed_after in (1, 3, 8, 21):
        acknowledged += _write_and_kill(path, len(acknowledged) + 100, killed_after)

        held = [event.id for event in SqliteEvents(path).read()]
        assert set(acknowledged) <= set(held)
        assert len(held) <= len(acknowledged) + 4  # one in flight at each kill
    assert _integrity(path) == "ok"


def _write_and_kill(path: Path, first: int, lines: int) -> list[str]:
    """Kill the writer while it appends; give what it had acknowledged."""
    first *= 1000  # ids of different rounds do not meet
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path), str(first)],
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        seen = [writer.stdout.readline() for _ in range(lines)]
        os.kill(writer.pid, signal.SIGKILL)
        seen += writer.stdout.readlines()
    return [line.strip() for line in seen if line.endswith("\n")]


def _integrity(path: Path) -> str:
    db = sqlite3.connect(path)
    try:
        return str(db.execute("PRAGMA integrity_check").fetchone()[0])
    finally:
        db.close()


def test_a_row_cannot_be_changed_or_deleted_even_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "exeunt.db"
    SqliteEvents(path).append([an_event()], after=0)
    db = sqlite3.connect(path)

    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        db.execute("UPDATE events SET kind = 'other'")
    with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
        db.execute("DELETE FROM events")
    db.close()


def test_a_file_that_is_no_database_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "exeunt.db"
    path.write_bytes(b"this is a letter, not a database" * 100)

    with pytest.raises(WorldError, match="damaged or not ours"):
        SqliteEvents(path).read()


def test_a_damaged_page_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "exeunt.db"
    events: list[Event] = [an_event(n, why="x" * 500) for n in range(1, 100)]
    SqliteEvents(path).append(events, after=0)
    body = bytearray(path.read_bytes())
    body[4096 * 2 :] = b"\xff" * (len(body) - 4096 * 2)
    path.write_bytes(body)

    with pytest.raises(WorldError, match="restore"):
        SqliteEvents(path).read()


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "exeunt.db"
    db = sqlite3.connect(path)
    db.execute("PRAGMA application_id = 7")
    db.close()
    before = path.read_bytes()

    with pytest.raises(WorldError, match="another program"):
        SqliteEvents(path).append([an_event()], after=0)
    assert path.read_bytes() == before


@pytest.mark.parametrize("of_ours", [True, False])
def test_a_database_that_does_not_say_it_is_a_log_is_not_taken_for_an_empty_one(
    tmp_path: Path, of_ours: bool
) -> None:
    path = tmp_path / "exeunt.db"
    if of_ours:
        SqliteEvents(path).append([an_event()], after=0)
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 0")
    db.execute("CREATE TABLE invoices (total INTEGER)")
    db.close()

    with pytest.raises(WorldError, match="does not say that it is a log"):
        SqliteEvents(path).read()
    with pytest.raises(WorldError, match="does not say that it is a log"):
        SqliteEvents(path).append([an_event(2)], after=0)


def test_a_log_of_a_later_version_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "exeunt.db"
    SqliteEvents(path).append([an_event()], after=0)
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()

    with pytest.raises(WorldError, match="format 99"):
        SqliteEvents(path).append([an_event(2)], after=1)


def test_an_event_of_an_unknown_kind_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "exeunt.db"
    SqliteEvents(path).append([an_event()], after=0)
    db = sqlite3.connect(path)
    db.execute("INSERT INTO events VALUES (2, ?, 'x', 'x', '{}')", ("f" * 32,))
    db.commit()
    db.close()

    with pytest.raises(WorldError, match="entry 2 of the log"):
        SqliteEvents(path).read()


def test_a_log_held_by_somebody_else_is_retryable(tmp_path: Path) -> None:
    path = tmp_path / "exeunt.db"
    SqliteEvents(path).append([an_event()], after=0)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(WorldError, match="stayed in use") as caught:
        SqliteEvents(path, wait_s=0.05).append([an_event(2)], after=1)

    assert caught.value.retryable
    holder.close()


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="folder exists"):
        SqliteEvents(tmp_path / "nowhere" / "exeunt.db").append([an_event()], after=0)
