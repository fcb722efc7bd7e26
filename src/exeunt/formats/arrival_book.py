"""The book of arrivals of a post: a line of JSON a document, beside its index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from pydantic import ValidationError

from exeunt.errors import Fault, Faults
from exeunt.model.arrivals import Kept
from exeunt.model.documents import Document, SourceClass


BOOK = "documents/arrivals.jsonl"
STALE = timedelta(days=4)
"""Without a look that was believed for so long, what a feed says is unknown."""


def read_book(data: bytes) -> tuple[Kept, ...]:
    """
    Read the book, oldest line first.

    Raises
    ------
    Faults
        With every line that cannot be read: without it something that is no signal
        might be taken for one.
    """
    kept, faults = [], []
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        try:
            kept.append(Kept.model_validate_json(line))
        except ValidationError as error:
            what = str(error.errors()[0]["msg"])[:120]
            words = f"this line cannot be read ({what}). Restore it from a copy."
            faults.append(Fault(BOOK, number, 0, words))
    if faults:
        raise Faults(faults)
    return tuple(kept)


def book_lines(kept: Iterable[Kept]) -> bytes:
    """Write *kept*, a line each; what is no character in it becomes a question mark."""
    return b"".join(_line(one).encode("utf-8", "replace") + b"\n" for one in kept)


def _line(kept: Kept) -> str:
    body = kept.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def with_book(
    documents: Sequence[Document], kept: Sequence[Kept], *, folder: str
) -> tuple[Document, ...]:
    """
    Give *documents* with what the book knows of them, and the silence of feeds.

    What expired or was taken back says nothing any more from then on. Where a feed was
    not looked at for days, a document says so, published when it became stale.
    """
    by_file = {f"{folder}/{one.file}": one for one in kept}
    ends = _ends(documents, by_file, _believed_looks(kept))
    told = [
        _told(document, by_file[document.name], ends.get(document.name))
        if document.name in by_file
        else document
        for document in documents
    ]
    stale = _stale_feeds(documents, kept, folder)
    return tuple(sorted([*told, *stale], key=lambda d: (d.published, d.name)))


def _told(document: Document, kept: Kept, end: datetime | None) -> Document:
    ends = [moment for moment in (kept.until, end) if moment is not None]
    return replace(
        document,
        provenance=kept.provenance,
        until=min(ends, default=None),
        mute=kept.mute,
        unusable=kept.unusable,
    )


def _ends(
    documents: Sequence[Document],
    by_file: dict[str, Kept],
    believed: dict[str, list[datetime]],
) -> dict[str, datetime]:
    """Tell when each document was taken back, or a doubt resolved."""
    ends: dict[str, datetime] = {}
    pairs = [(d, by_file[d.name]) for d in documents if d.name in by_file]
    takers: dict[str, list[tuple[datetime, datetime]]] = {}
    for document, kept in pairs:
        for thing in kept.takes_back:
            moment = (document.published, kept.came_in)
            takers.setdefault(thing, []).append(moment)
    for document, kept in pairs:
        own = (document.published, kept.came_in)
        later = [p for p, c in takers.get(kept.thing, ()) if (p, c) > own]
        if kept.unusable:
            looks = believed.get(kept.thing, ())
            later += [moment for moment in looks if moment > document.published]
        if later:
            ends[document.name] = min(later)
    return ends


def _believed_looks(kept: Iterable[Kept]) -> dict[str, list[datetime]]:
    """Give when each advisory was looked at and believed, by what it is."""
    looks: dict[str, list[datetime]] = {}
    for one in kept:
        if one.look and one.look.believed:
            looks.setdefault(one.thing, []).append(one.came_in)
    return {thing: sorted(moments) for thing, moments in looks.items()}


def _stale_feeds(
    documents: Sequence[Document], kept: Sequence[Kept], folder: str
) -> list[Document]:
    """Make a document of every time that a feed was not looked at for too long."""
    classes = {d.name: (d.source, d.source_class) for d in documents}
    sources = {
        one.thing: classes[f"{folder}/{one.file}"]
        for one in kept
        if f"{folder}/{one.file}" in classes
    }
    stale = []
    for thing, moments in _believed_looks(kept).items():
        source, source_class = sources.get(thing, (thing, SourceClass.OFFICIAL))
        for moment, following in zip(moments, [*moments[1:], None], strict=True):
            if following is None or following - moment > STALE:
                stale.append(_stale(moment, following, source, source_class))
    return stale


def _stale(
    moment: datetime, until: datetime | None, source: str, source_class: SourceClass
) -> Document:
    words = (
        f"no copy of the feed of {source} that can be believed since {moment.date()}"
    )
    return Document(
        sha256=sha256(f"{words} {source}".encode()).hexdigest(),
        name=BOOK,
        text=words,
        published=moment + STALE,
        source=source,
        source_class=source_class,
        until=until,
        unusable=words,
    )
