"""Watch: read documents, of a post or named one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from exeunt.app.arrivals import (
    Told,
    arrivals_of,
    believed,
    dated,
    document_of_arrival,
    no_date,
)
from exeunt.app.read_documents import read_documents
from exeunt.app.read_many import Job, own_places, read_all
from exeunt.app.read_post import read_post
from exeunt.errors import Fault, Faults
from exeunt.formats.arrival_book import BOOK
from exeunt.model.documents import Document
from exeunt.model.signals import Reading


Watched = tuple[Document, Reading]
Found = tuple[list[Watched], list[Fault]]


def watch_post(folder: Path, *, rules_only: bool = False) -> list[Watched]:
    """Read every document of the post in *folder*, oldest first."""
    post = read_post(folder)
    own = own_places(post)
    jobs = [
        Job(
            document=document,
            country=post.file.country,
            zone=post.zone,
            rules_only=rules_only,
            own=own,
        )
        for document in read_documents(folder)
        if document.name != BOOK
    ]
    return _watched(jobs, post=folder)


def watch_files(
    paths: list[Path],
    *,
    told: Told,
    country: str,
    rules_only: bool = False,
    typed: BinaryIO | None = None,
) -> Found:
    """
    Read each of the files *paths*, of which some may hold several documents.

    *country* is the ISO code of the country that the reader is in, *typed* what ``-``
    among the files stands for. All files are found
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
        found, bad = documents_in(path, told, typed=typed)
        if bad and not found:
            raise Faults(bad)
        documents += found
        faults += bad
    jobs = [
        Job(document=one, country=country, zone=ZoneInfo("UTC"), rules_only=rules_only)
        for one in documents
    ]
    return _watched(jobs), faults


def documents_in(
    path: Path, told: Told, *, typed: BinaryIO | None = None
) -> tuple[list[Document], list[Fault]]:
    """Give the documents in the file *path*, and a fault for what is none."""
    documents: list[Document] = []
    faults: list[Fault] = []
    for found in arrivals_of(path, told, typed=typed):
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


def _watched(jobs: Sequence[Job], *, post: Path | None = None) -> list[Watched]:
    documents = [job.document for job in jobs]
    return list(zip(documents, read_all(jobs, post=post), strict=True))
