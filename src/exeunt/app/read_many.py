"""Read many documents: on every core, and none that is known already."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from zoneinfo import ZoneInfo

from exeunt.app.keep_readings import keep_lines, kept_lines
from exeunt.app.share_work import Crew
from exeunt.formats.reading_book import (
    Lines,
    key_of,
    line_of_reading,
    reading_of_line,
)
from exeunt.model.documents import Document
from exeunt.model.places import PlaceKind
from exeunt.model.post import Post
from exeunt.model.signals import OwnPlace, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A document to read, and all that its reading depends on besides."""

    document: Document
    country: str
    """ISO code of the country that the reader is in."""
    zone: ZoneInfo
    rules_only: bool = False
    own: tuple[OwnPlace, ...] = ()


_LIVED_IN = frozenset(
    {PlaceKind.RESIDENCE, PlaceKind.ASSEMBLY_AREA, PlaceKind.PROCESSING_CENTRE}
)


def own_places(post: Post) -> tuple[OwnPlace, ...]:
    """Give the places of *post* that are surely in its own country."""
    return tuple(
        OwnPlace(
            name=p.name,
            country=post.file.country,
            lat=p.lat,
            lon=p.lon,
            lived_in=p.kind in _LIVED_IN,
        )
        for p in post.file.places
        if not p.kind.safe and p.kind is not PlaceKind.BORDER_CROSSING
    )


def read_all(jobs: Sequence[Job], *, post: Path | None = None) -> list[Reading]:
    """
    Do every one of *jobs*; give the readings in their order.

    Parameters
    ----------
    jobs
        What to read.
    post
        The folder of the post, where readings are kept for the next time; none keeps
        none.
    """
    if post is None:
        return _read_anew(jobs)
    keys = [_key(job) for job in jobs]
    kept = kept_lines(post)
    known = {
        key: reading
        for key, job in zip(keys, jobs, strict=True)
        if key in kept and (reading := reading_of_line(kept[key], job.document))
    }
    missing = {k: job for k, job in zip(keys, jobs, strict=True) if k not in known}
    if missing:
        new = dict(zip(missing, _read_anew([*missing.values()]), strict=True))
        known |= new
        asked = {key: kept[key] for key in keys if key in kept and key not in new}
        lines = {key: line_of_reading(one) for key, one in new.items() if _costs(one)}
        keep_lines(post, asked | lines, _others(kept, new))
    return [known[key] for key in keys]


def _others(kept: Lines, new: dict[bytes, Reading]) -> Lines:
    return {key: line for key, line in kept.items() if key not in new}


def _costs(reading: Reading) -> bool:
    """Tell what took work from what is silent anyhow."""
    return not (reading.mute or reading.unusable)


def _key(job: Job) -> bytes:
    """Name everything that the reading of *job* depends on, but for what reads it."""
    document = job.document
    text = document.text.encode("utf-8", "surrogatepass")
    return key_of(
        [
            blake2b(text).hexdigest(),
            document.sha256,
            document.html,
            document.about,
            document.published,
            document.source_class,
            bool(document.mute),
            bool(document.unusable),
            job.country,
            str(job.zone),
            job.own,
            _analyser_name(rules_only=job.rules_only),
        ]
    )


def _analyser_name(*, rules_only: bool) -> str:
    from exeunt.app.analysers import analyser_named  # noqa: PLC0415 - rules need none

    return "rules" if rules_only else analyser_named()


MANY = 300_000
"""Characters from which on another process is worth its start."""
_PROCESSES = 4
"""More would each hold a model, about 150 MB."""
_BATCH = 20_000
"""Characters that a process takes at a time."""


def _read_anew(jobs: Sequence[Job]) -> list[Reading]:
    batches = list(_batches(jobs))
    size = sum(len(job.document.text) for job in jobs)
    workers = min(os.cpu_count() or 1, _PROCESSES) if size >= MANY else 1
    with Crew(workers) as crew:
        return [one for some in crew.share(_read, batches) for one in some]


def _batches(jobs: Sequence[Job]) -> Iterator[tuple[Job, ...]]:
    some: list[Job] = []
    size = 0
    for job in jobs:
        some.append(job)
        size += len(job.document.text)
        if size >= _BATCH:
            yield tuple(some)
            some, size = [], 0
    if some:
        yield tuple(some)


def _read(jobs: tuple[Job, ...]) -> list[Reading]:
    from exeunt.app.analysers import analyser  # noqa: PLC0415 - only to read anew
    from exeunt.watch.reading import read  # noqa: PLC0415 - as above

    return [
        read(
            job.document,
            country=job.country,
            zone=job.zone,
            own=job.own,
            analyser=analyser(rules_only=job.rules_only),
        )
        for job in jobs
    ]
