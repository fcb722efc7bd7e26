"""Open files that came in, and make documents of what is in them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from exeunt.app.folders import unreadable
from exeunt.errors import Fault, InvalidInput
from exeunt.formats.arriving.kinds import arrivals_in
from exeunt.formats.arriving.port import Found, Incoming
from exeunt.formats.documents import moment_of
from exeunt.model.arrivals import Arrival, Kind
from exeunt.model.documents import Document, SourceClass
from exeunt.watch.feed_guard import judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """
    What whoever brings documents says of them.

    ``published`` counts for what does not say it itself, ``source`` and
    ``source_class`` for all where they are given; ``seen`` is when copies of feeds were
    taken. What was published before ``since`` is not asked for.
    """

    seen: datetime
    published: datetime | None = None
    source: str = ""
    source_class: SourceClass | None = None
    zone: tzinfo = UTC
    since: datetime | None = None


def moment_told(text: str, *, first: bool = False, zone: tzinfo = UTC) -> datetime:
    """
    Read a moment that somebody told; a day alone is its last minute, or its *first*.

    Raises
    ------
    InvalidInput
        When it is none.
    """
    moment = moment_of(text.strip(), zone=zone)
    if moment is None:
        raise InvalidInput(
            f"{text!r} is not a date; write it like 2022-01-24 or "
            "2022-01-24T18:00+02:00."
        )
    if first and len(text.strip()) <= len("2022-01-24"):
        return moment.replace(hour=0, minute=0)
    return moment


STANDARD_INPUT = Path("-")
"""Named in place of a file: what is typed in, or comes out of another command."""
_MOST_BYTES = 100_000_000


def arrivals_of(
    path: Path, told: Told, *, typed: BinaryIO | None = None
) -> Iterator[Found]:
    """
    Yield the documents in the file *path*, and a sentence on what is none.

    *typed* is what ``-`` stands for.

    Raises
    ------
    InvalidInput
        When there is no such file, or it cannot be read.
    """
    if typed is not None and path == STANDARD_INPUT:
        stream = BytesIO(typed.read(_MOST_BYTES + 1))
        yield from arrivals_in(_incoming(stream, "standard input", told))
        return
    if not path.exists():
        raise InvalidInput(f"There is no file {path}. Name a document, or a folder.")
    if not path.is_file():
        raise InvalidInput(f"{path} is no file. Name a plain file.")
    # what a library says of spoilt files to its log, we say in faults
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with path.open("rb") as file:
            yield from arrivals_in(_incoming(file, path.name, told))
    except OSError as error:
        raise unreadable(path, error) from error


def _incoming(stream: BinaryIO, name: str, told: Told) -> Incoming:
    return Incoming(name=name, stream=stream, observed=told.seen, zone=told.zone)


def dated(arrival: Arrival, told: Told) -> Arrival:
    """Give *arrival* with the date that was told, where it has none of its own."""
    whole = arrival.kind in {Kind.TEXT, Kind.PAGE, Kind.PDF}
    if told.published and (whole or arrival.published is None):
        return replace(arrival, published=told.published)
    return arrival


def believed(arrival: Arrival) -> Arrival:
    """Give an advisory as mute where it cannot be believed even by itself."""
    if arrival.advisory is None or arrival.mute:
        return arrival
    judgement, _ = judge(arrival.advisory, None)
    return replace(arrival, mute=judgement.why) if judgement.why else arrival


def document_of_arrival(
    arrival: Arrival, *, name: str, published: datetime, told: Told
) -> Document:
    """Make the document that *arrival* is."""
    data = bytes_of_arrival(arrival)
    text = arrival.text if arrival.raw is not None else data.decode("utf-8")
    return Document(
        sha256=sha256(data).hexdigest(),
        name=name,
        text=text,
        published=published,
        source=told.source or arrival.source or name,
        source_class=told.source_class or arrival.source_class or SourceClass.MEDIA,
        title=arrival.title,
        url=arrival.url,
        html=arrival.html,
        about=arrival.country,
        provenance=arrival.provenance,
        until=arrival.until,
        mute=arrival.mute,
    )


def bytes_of_arrival(arrival: Arrival) -> bytes:
    """Give the bytes that a document is kept as: those of its file, else its text."""
    if arrival.raw is not None:
        return arrival.raw
    return arrival.text.encode("utf-8", "replace")


def no_date(name: str, arrival: Arrival) -> Fault:
    """Say that nothing tells when *arrival* was published."""
    what = f" ({arrival.provenance[0]})" if arrival.provenance else ""
    return Fault(
        name,
        0,
        0,
        f"does not say when it was published{what}, and its dates cannot be counted "
        "without. Add --published with the day.",
    )
