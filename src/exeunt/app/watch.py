"""Watch: read documents, of a post or named one by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
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


def watch_post(folder: Path) -> list[Watched]:
    """Read every document of the post in *folder*, oldest first."""
    post = read_post(folder)
    own = own_places(post)
    country, zone = post.file.country, post.zone
    return [
        (document, read(document, country=country, zone=zone, own=own))
        for document in read_documents(folder)
        if document.name != BOOK
    ]


def own_places(post: Post) -> tuple[OwnPlace, ...]:
    """Give the places of *post* that are surely in its own country."""
    return tuple(
        OwnPlace(name=p.name, country=post.file.country, lat=p.lat, lon=p.lon)
        for p in post.file.places
        if not p.kind.safe and p.kind is not PlaceKind.BORDER_CROSSING
    )


def watch_files(paths: list[Path], *, told: Told, country: str) -> Found:
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
    zone = ZoneInfo("UTC")
    return [(d, read(d, country=country, zone=zone)) for d in documents], faults


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
