"""Keep what was read in the documents of a post, so that nothing is read twice."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from exeunt.app.folders import bytes_of, inside
from exeunt.app.whole_folder import make_folder
from exeunt.app.writing import write_atomically
from exeunt.errors import ExeuntError
from exeunt.formats.reading_book import Lines, book_of_readings, lines_of_readings


FOLDER = ".exeunt"
"""Of a post: what can be made anew at any time, and is nobody else's to see."""
BOOK = f"{FOLDER}/readings"
_ROOM = 60_000_000
"""Bytes; readings that were not asked for go first."""
_READ_WITH = (
    "watch/*.py",
    "model/signals.py",
    "model/documents.py",
    "data/*.yaml",
    "data/*.csv",
    "data/places/*.npz",
)
_LIBRARIES = ("exeunt", "nupunkt", "trafilatura", "lxml")


def kept_lines(folder: Path) -> Lines:
    """Give what is kept of the post in *folder*; nothing where it is spoilt or old."""
    try:
        data = bytes_of(folder, BOOK)
    except ExeuntError:
        return {}
    return lines_of_readings(data or b"", stamp=stamp())


def keep_lines(folder: Path, asked: Lines, others: Lines) -> None:
    """
    Keep the readings *asked* for, and *others* while there is room.

    The file is its owner's alone, and no repository takes it in. Where it cannot be
    written nothing is kept, and the documents are read again next time.
    """
    room = _ROOM - sum(map(len, asked.values()))
    kept = dict(asked)
    for key, line in others.items():
        room -= len(line)
        if room > 0:
            kept.setdefault(key, line)
    with suppress(ExeuntError, OSError):
        path = inside(folder, BOOK)
        make_folder(path.parent)
        path.parent.chmod(0o700)
        ignored = path.parent / ".gitignore"
        if not ignored.exists():
            write_atomically(ignored, b"*\n")
        if path.exists():
            path.chmod(0o600)
        write_atomically(path, book_of_readings(kept, stamp=stamp()))


@cache
def stamp() -> str:
    """Name what reads: the rules and word lists as they are, and the libraries."""
    told = [sys.version, *map(_version, _LIBRARIES)]
    for path in _read_with():
        state = path.stat()
        told.append(f"{path} {state.st_size} {state.st_mtime_ns}")
    return blake2b("\n".join(told).encode(), digest_size=16).hexdigest()


def _read_with() -> Iterator[Path]:
    root = Path(str(files("exeunt")))
    for pattern in _READ_WITH:
        yield from sorted(root.glob(pattern))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
