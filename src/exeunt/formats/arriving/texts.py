"""Plain text and web pages: one file is one document, kept byte for byte."""

from __future__ import annotations

from collections.abc import Iterator

from exeunt.errors import Fault, Faults
from exeunt.formats.arriving.dates import moment_written
from exeunt.formats.arriving.port import Found, Incoming, fault, whole
from exeunt.formats.documents import decoded, is_page, published_in, title_of
from exeunt.model.arrivals import Arrival, Kind


def texts(incoming: Incoming) -> Iterator[Found]:
    """Yield the one document in a text or a web page; a page may say its own date."""
    data = whole(incoming)
    if isinstance(data, Fault):
        yield data
        return
    try:
        html = is_page(incoming.name, data)
    except Faults as error:
        yield from error.faults
        return
    text = decoded(data)
    if not text.strip():
        yield fault(incoming, "is empty. Fill it in, or take it away.")
        return
    published = published_in(text, zone=incoming.zone) if html else None
    if published is not None:
        published = moment_written(published.isoformat(), zone=incoming.zone)
    yield Arrival(
        kind=Kind.PAGE if html else Kind.TEXT,
        text=text,
        published=published,
        title=title_of(text) if html else "",
        html=html,
        raw=data,
    )
