"""Warn: read documents as they stood on a day, and say what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from exeunt.app.likelihoods import likelihoods
from exeunt.app.proposals import with_proposals
from exeunt.model.documents import Document
from exeunt.model.events import Event
from exeunt.model.post import Post
from exeunt.model.signals import Reading
from exeunt.model.warning import WarningPicture
from exeunt.warn.picture import warning
from exeunt.watch.reading import read


def readings_of(
    post: Post, documents: Iterable[Document], events: Sequence[Event] = ()
) -> tuple[Reading, ...]:
    """
    Read each of *documents* once, oldest first.

    What *events* tell to be proposed by a language model stands beside what was read.
    """
    once = {document.sha256: document for document in documents}
    readings = tuple(
        read(document, country=post.file.country, zone=post.zone)
        for document in sorted(once.values(), key=lambda d: (d.published, d.sha256))
    )
    return with_proposals(readings, once.values(), events)


def warn_post(
    post: Post,
    documents: Iterable[Document],
    *,
    as_of: datetime,
    events: Sequence[Event] = (),
) -> tuple[tuple[Reading, ...], WarningPicture]:
    """
    Read what was published by *as_of*, and give it with what it comes to.

    Later documents are not even read, and later events do not count.
    """
    known = [document for document in documents if document.published <= as_of]
    readings = readings_of(post, known, events)
    return readings, picture_of(post, readings, as_of=as_of, events=events)


def picture_of(
    post: Post,
    readings: Iterable[Reading],
    *,
    as_of: datetime,
    events: Sequence[Event] = (),
) -> WarningPicture:
    """Give what those of *readings* that are of *as_of* or before come to."""
    return warning(
        post,
        [reading for reading in readings if reading.published <= as_of],
        as_of=as_of,
        events=[event for event in events if event.at <= as_of],
        likelihoods=likelihoods(),
    )
