"""Watch: read documents, of a post or named one by one."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from exeunt.app.analysers import analyser
from exeunt.app.arrivals import (
    Told,
    arrivals_of,
    believed,
    dated,
    document_of_arrival,
    no_date,
)
from exeunt.app.processes import bound_to_its_parent, end_children
from exeunt.app.read_documents import read_documents
from exeunt.app.read_post import read_post
from exeunt.errors import Fault, Faults
from exeunt.formats.arrival_book import BOOK
from exeunt.model.documents import Document
from exeunt.model.places import PlaceKind
from exeunt.model.post import Post
from exeunt.model.signals import OwnPlace, Reading
from exeunt.watch.reading import read


Watched = tuple[Document, Reading]
Found = tuple[list[Watched], list[Fault]]


def watch_post(folder: Path, *, rules_only: bool = False) -> list[Watched]:
    """Read every document of the post in *folder*, oldest first."""
    post = read_post(folder)
    own = own_places(post)
    jobs = [
        _Job(document, post.file.country, post.zone, rules_only, own)
        for document in read_documents(folder)
        if document.name != BOOK
    ]
    return _watched(jobs)


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


def watch_files(
    paths: list[Path], *, told: Told, country: str, rules_only: bool = False
) -> Found:
    """
    Read each of the files *paths*, of which some may hold several documents.

    *country* is the ISO code of the country that the reader is in. All files are found
    fit before the first one is read.

    Returns
    -------
    tuple
        The documents with what is in them, and a fault for what is none.

    Raises
    ------
    InvalidInput
        When a file is not there; as ``Faults``, when one holds no document at all.
    """
    documents: list[Document] = []
    faults: list[Fault] = []
    for path in paths:
        found, bad = documents_in(path, told)
        if bad and not found:
            raise Faults(bad)
        documents += found
        faults += bad
    jobs = [_Job(one, country, ZoneInfo("UTC"), rules_only) for one in documents]
    return _watched(jobs), faults


def documents_in(path: Path, told: Told) -> tuple[list[Document], list[Fault]]:
    """Give the documents in the file *path*, and a fault for what is none."""
    documents: list[Document] = []
    faults: list[Fault] = []
    for found in arrivals_of(path, told):
        if isinstance(found, Fault):
            faults.append(replace(found, file=str(path)))
            continue
        arrival = dated(believed(found), told)
        if arrival.published is None:
            faults.append(no_date(str(path), arrival))
        else:
            document = document_of_arrival(
                arrival, name=str(path), published=arrival.published, told=told
            )
            documents.append(document)
    return documents, faults


@dataclass(frozen=True, slots=True)
class _Job:
    document: Document
    country: str
    zone: ZoneInfo
    rules_only: bool
    own: tuple[OwnPlace, ...] = ()


def _watched(jobs: Sequence[_Job]) -> list[Watched]:
    """Read each document, many of them on every core."""
    size = sum(len(job.document.text) for job in jobs)
    count = min(os.cpu_count() or 1, len(jobs), _PROCESSES)
    if size < MANY or count < 2:
        return [_read(job) for job in jobs]
    pool = ProcessPoolExecutor(
        count,
        # a forked child would inherit locks that other threads hold
        mp_context=multiprocessing.get_context("spawn"),
        initializer=bound_to_its_parent,
    )
    try:
        return list(pool.map(_read, jobs, chunksize=4))
    except BrokenProcessPool:
        return [_read(job) for job in jobs]
    except BaseException:
        # nobody waits for what is under way; without this, leaving would
        end_children()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


MANY = 300_000
"""Characters from which on more processes are worth their start."""
_PROCESSES = 4
"""More would each hold a model, about 150 MB."""


def _read(job: _Job) -> Watched:
    found = read(
        job.document,
        country=job.country,
        zone=job.zone,
        own=job.own,
        analyser=analyser(rules_only=job.rules_only),
    )
    return job.document, found
