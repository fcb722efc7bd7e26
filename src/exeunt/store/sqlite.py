"""The event log in one SQLite file: write-ahead log, flushed before it answers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from exeunt.errors import WorldError
from exeunt.model.events import EVENT, Event
from exeunt.store.base import LogMoved, new_events


APPLICATION_ID = 0x45584E54  # "EXNT", so that `file` and we know the log for ours
VERSION = 1
_WAIT_S = 10.0


class LogUnreadable(WorldError):
    """The file of the log cannot be used."""

    def __init__(self, path: Path, why: str, *, retryable: bool = False) -> None:
        self.path = path
        super().__init__(f"{path}: {why}", retryable=retryable)


class SqliteEvents:
    """
    The event log in the file at *path*, which the first append makes.

    Every call opens the file and closes it again, so nothing is left open for a crash
    to find.
    """

    def __init__(self, path: Path, *, wait_s: float = _WAIT_S) -> None:
        self.path = path
        self._wait_s = wait_s

    def append(self, events: Sequence[Event], *, after: int) -> int:
        """Append *events* if the log still ends at *after*; return its new end."""
        with self._open() as db:
            _lay_out(db)
            db.execute("BEGIN IMMEDIATE")
            fresh = new_events(self._held(db, events), events)
            end = int(db.execute(_sql("end")).fetchone()[0])
            if fresh and after != end:
                raise LogMoved(after=after, end=end)
            db.executemany(
                _sql("append"), [_row(end + n, e) for n, e in enumerate(fresh, 1)]
            )
            db.execute("COMMIT")
            return end + len(fresh)

    def read(self, *, after: int = 0) -> tuple[Event, ...]:
        """Give the events past *after*, oldest first."""
        if not self.path.exists():
            return ()
        with self._open() as db:
            if _version(db) == 0:
                return ()
            rows = db.execute(_sql("read"), {"after": after}).fetchall()
        return tuple(self._event(seq, body) for seq, body in rows)

    def _held(
        self, db: sqlite3.Connection, events: Sequence[Event]
    ) -> dict[str, Event]:
        ids = json.dumps([event.id for event in events])
        rows = db.execute(_sql("held"), {"ids": ids})
        held = [self._event(seq, body) for seq, body in rows]
        return {event.id: event for event in held}

    def _event(self, seq: int, body: str) -> Event:
        try:
            return EVENT.validate_json(body)
        except ValidationError as error:
            raise LogUnreadable(
                self.path,
                f"entry {seq} of the log is not an event this version knows. Keep the "
                "file as it is and open it with the newest version, or restore a copy.",
            ) from error

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(
                sqlite3.connect(self.path, timeout=self._wait_s, isolation_level=None)
            ) as db:
                self._check_ours(db)
                db.execute("PRAGMA synchronous = FULL")
                yield db
        except sqlite3.OperationalError as error:
            raise self._unavailable(error) from error
        except sqlite3.DatabaseError as error:
            raise LogUnreadable(
                self.path,
                f"the log is damaged or not ours ({error}). Keep the file, and restore "
                "the last good copy in its place.",
            ) from error

    def _check_ours(self, db: sqlite3.Connection) -> None:
        # first the tables: a log that is laid out meanwhile has its version by then
        tables = db.execute(_sql("tables")).fetchone()[0]
        version = _version(db)
        ours = int(db.execute("PRAGMA application_id").fetchone()[0])
        if version > VERSION:
            raise LogUnreadable(
                self.path,
                f"the log is of format {version}; this version writes {VERSION}. Open "
                "it with the version that wrote it, or a newer one.",
            )
        if ours not in {0, APPLICATION_ID}:
            raise LogUnreadable(
                self.path,
                "this is a database of another program. Move it away, and the log "
                "will be made anew.",
            )
        if tables and version == 0:
            raise LogUnreadable(
                self.path,
                "this database holds tables, but does not say that it is a log. Keep the "
                "file, and restore the last good copy in its place.",
            )

    def _unavailable(self, error: sqlite3.OperationalError) -> LogUnreadable:
        if "locked" in str(error) or "busy" in str(error):
            return LogUnreadable(
                self.path,
                f"the log stayed in use for {self._wait_s:g} s. Try again.",
                retryable=True,
            )
        return LogUnreadable(
            self.path,
            f"the log cannot be opened ({error}). Check that the folder exists, that "
            "it may be written to and that the disk is not full.",
        )


def _lay_out(db: sqlite3.Connection) -> None:
    if _version(db):
        return
    db.execute("PRAGMA journal_mode = WAL")
    db.executescript(
        f"BEGIN IMMEDIATE; {_sql('schema')} "
        f"PRAGMA application_id = {APPLICATION_ID}; "
        f"PRAGMA user_version = {VERSION}; COMMIT;"
    )


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _sql(name: str) -> str:
    return files("exeunt.store").joinpath("sql", f"{name}.sql").read_text("utf-8")


def _row(seq: int, event: Event) -> dict[str, object]:
    return {
        "seq": seq,
        "id": event.id,
        "kind": event.kind,
        "at": event.at.isoformat(),
        "body": EVENT.dump_json(event).decode(),
    }
