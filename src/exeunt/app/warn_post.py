"""Warn: read documents as they stood on a day, and say what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from exeunt.app.likelihoods import likelihoods
from exeunt.app.proposals import with_proposals
from exeunt.app.read_many import Job, own_places, read_all
from exeunt.model.documents import Document
from exeunt.model.events import Event
from exeunt.model.post import Post
from exeunt.model.signals import Reading
from exeunt.model.warning import WarningPicture
from exeunt.warn.picture import warning


def readings_of(
    post: Post,
    documents: Iterable[Document],
    events: Sequence[Event] = (),
    *,
    folder: Path | None = None,
) -> tuple[Reading, ...]:
    """
    Read each of *documents* once, oldest first.

    What *events* tell to be proposed by a language model stands beside what was read.
    What was read is kept in *folder*, that of the post, for the next time.
    """
    once = {document.sha256: document for document in documents}
    own = own_places(post)
    jobs = [
        Job(
            document=document,
            country=post.file.country,
            zone=post.zone,
            rules_only=True,
            own=own,
        )
        for document in sorted(once.values(), key=lambda d: (d.published, d.sha256))
    ]
    return with_proposals(read_all(jobs, post=folder), once.values(), events)


def warn_post(
    post: Post,
    documents: Iterable[Document],
    *,
    as_of: datetime,
    events: Sequence[Event] = (),
    folder: Path | None = None,
) -> tuple[tuple[Reading, ...], WarningPicture]:
    """
    Read what was published by *as_of*, and give it with what it comes to.

    Later documents are not even read, and later events do not count. What was read is
    kept in *folder*, that of the post, for the next time.
    """
    known = [document for document in documents if document.published <= as_of]
    readings = readings_of(post, known, events, folder=folder)
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
