"""PDF: the text of its pages, within bounds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice

from exeunt.errors import Fault
from exeunt.formats.arriving.dates import moment_written
from exeunt.formats.arriving.markup import tidied
from exeunt.formats.arriving.port import LONGEST_TEXT, Found, Incoming, fault, whole
from exeunt.model.arrivals import Arrival, Kind


MOST_PAGES = 500


def pdf(incoming: Incoming) -> Iterator[Found]:
    """Yield the text of a PDF; pictures of pages hold none, and that is said."""
    data = whole(incoming)
    if isinstance(data, Fault):
        yield data
        return
    try:
        yield _read(incoming, data)
    except Exception as error:
        yield fault(
            incoming,
            f"cannot be read as a PDF ({type(error).__name__}). Save its text as .txt.",
        )


def _read(incoming: Incoming, data: bytes) -> Found:
    from pypdf import PdfReader  # noqa: PLC0415 - slow to load, of use to PDF alone

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        return fault(incoming, "is locked. Save it without a password.")
    if len(reader.pages) > MOST_PAGES:
        return fault(
            incoming,
            f"has {len(reader.pages)} pages, more than the {MOST_PAGES} that are read. "
            "Cut out the part that matters.",
        )
    pages: list[str] = []
    for page in islice(reader.pages, MOST_PAGES):
        pages.append(page.extract_text() or "")
        if sum(map(len, pages)) > LONGEST_TEXT:
            return fault(
                incoming, "holds too much text. Cut out the part that matters."
            )
    text = tidied("\n".join(pages))
    if not text:
        return fault(
            incoming,
            "holds no text, perhaps pictures of pages. Save its text as .txt.",
        )
    facts = reader.metadata
    made = facts.creation_date if facts else None
    return Arrival(
        kind=Kind.PDF,
        text=text,
        published=moment_written(
            made.isoformat() if made else None, zone=incoming.zone
        ),
        title=" ".join(str((facts.title if facts else "") or "").split())[:300],
        provenance=(f"PDF {incoming.name}, {len(pages)} pages",),
    )
