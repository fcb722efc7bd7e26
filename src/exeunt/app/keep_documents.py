"""Put documents into a post: files, the index and the book of arrivals, all or none."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from exeunt.app.folders import bytes_of
from exeunt.app.read_documents import FOLDER
from exeunt.app.writing import write_atomically
from exeunt.errors import WorldError
from exeunt.formats.arrival_book import BOOK, book_lines
from exeunt.formats.cells import cells_of
from exeunt.formats.documents import COLUMNS, INDEX
from exeunt.formats.roster_table import read_table
from exeunt.model.arrivals import Kept


_UNSAID = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+"
)
_WORD = re.compile(r"[a-z0-9]+")
_PARTIAL = ".part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A document to be put in: its bytes, its row of the index, and what else is kept."""

    kept: Kept
    data: bytes
    published: datetime
    source: str
    source_class: str
    title: str = ""
    url: str = ""

    @property
    def cells(self) -> dict[str, str]:
        """Its row in the index, by column."""
        return {
            "file": self.kept.file,
            "published": self.published.isoformat(),
            "source": said(self.source) or "unknown",
            "source_class": self.source_class,
            "title": said(self.title),
            "url": said(self.url),
        }


def said(text: str) -> str:
    """Give *text* as one line, without what a cell should not hold."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(_UNSAID.sub(" ", clean).split())[:500]


def file_name(title: str, published: datetime, digest: str, *, suffix: str) -> str:
    """Name a file by its day, its title and its hash."""
    words = _WORD.findall(title.lower()[:200])
    slug = "-".join(words)[:48].strip("-") or "document"
    return f"{published:%Y-%m-%d}-{slug}-{digest[:8]}{suffix}"


@contextmanager
def held_alone(folder: Path) -> Iterator[None]:
    """
    Hold the documents of *folder* so that nobody else puts any in meanwhile.

    Raises
    ------
    WorldError
        When the folder cannot be written to.
    """
    inner = folder / FOLDER
    try:
        inner.mkdir(exist_ok=True)
        lock = (inner / ".lock").open("ab")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WorldError(
            f"{inner} cannot be written to: {reason}. Choose a post that you may write."
        ) from error
    with lock:
        try:
            import fcntl  # noqa: PLC0415 - only where the system has it
        except ImportError:
            yield
            return
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def keep(folder: Path, rows: Sequence[Row], looks: Sequence[Kept] = ()) -> None:
    """
    Put *rows* into the post in *folder*, and note *looks* that brought nothing new.

    The files are written under hidden names; then the book, the names and the index
    follow. Whatever interrupts it, no file is half written and the index keeps its
    other rows as they are; what lacks its row then gets it when it is put in again.

    Raises
    ------
    WorldError
        When something cannot be written.
    """
    inner = folder / FOLDER
    for row in rows:
        write_atomically(inner / f".{row.kept.file}{_PARTIAL}", row.data)
    kept = [*(row.kept for row in rows), *looks]
    if kept:
        book = bytes_of(folder, BOOK) or b""
        write_atomically(folder / BOOK, _ended(book) + book_lines(kept))
    _show(inner, rows)
    if rows:
        index = bytes_of(folder, INDEX)
        write_atomically(folder / INDEX, with_rows(index, [r.cells for r in rows]))


def _show(inner: Path, rows: Sequence[Row]) -> None:
    """Give the files that were written their names."""
    try:
        for row in rows:
            (inner / f".{row.kept.file}{_PARTIAL}").replace(inner / row.kept.file)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WorldError(
            f"{inner} cannot be written to: {reason}. Put the documents in again."
        ) from error


def with_rows(index: bytes | None, rows: Sequence[dict[str, str]]) -> bytes:
    """Give *index* with *rows* at its end; what it holds stays as it is, byte for byte."""
    if index is None or not index.strip():
        return _written(rows, COLUMNS[:-1], header=True)
    table = read_table(index, file=INDEX)
    newline = "\r\n" if b"\r\n" in index else "\n"
    added = _written(
        rows, table.header, delimiter=table.delimiter, newline=newline, header=False
    )
    return _ended(index, newline.encode()) + added


def _ended(data: bytes, newline: bytes = b"\n") -> bytes:
    return data if not data or data.endswith((b"\n", b"\r")) else data + newline


def _written(
    rows: Sequence[dict[str, str]],
    columns: Sequence[str],
    *,
    header: bool,
    delimiter: str = ",",
    newline: str = "\n",
) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=newline)
    if header:
        writer.writerow(columns)
    writer.writerows(cells_of(row.get(name, "") for name in columns) for row in rows)
    return out.getvalue().encode("utf-8")
