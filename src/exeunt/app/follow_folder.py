"""Watch folders: take in what is new in them, again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from exeunt.app.arrivals import Told
from exeunt.app.ingest import Ingested, files_in, ingest


Stamp = tuple[int, int]
"""Size and time of change of a file."""


def follow(
    folder: Path,
    paths: Sequence[Path],
    *,
    told: Told,
    now: Callable[[], datetime],
    wait: Callable[[], object],
) -> Iterator[Ingested]:
    """
    Put what comes into *paths* into the post in *folder*, without end.

    A file is taken when two looks in a row find it alike, so that none is taken half
    written; one that changes later is taken again. Between two looks *wait* is called.
    """
    before: dict[Path, Stamp] = {}
    done: dict[Path, Stamp] = {}
    while True:
        stamps = _stamps(paths)
        ready = [p for p, s in stamps.items() if before.get(p) == s != done.get(p)]
        if ready:
            yield ingest(folder, ready, told=replace(told, seen=now()))
            done.update({path: stamps[path] for path in ready})
        before = stamps
        wait()


def _stamps(paths: Sequence[Path]) -> dict[Path, Stamp]:
    stamps = {}
    for path in (file for one in paths for file in files_in(one)):
        try:
            found = path.stat()
        except OSError:  # it was taken away meanwhile
            continue
        stamps[path] = (found.st_size, found.st_mtime_ns)
    return stamps
