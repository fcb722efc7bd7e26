"""Documents and readings for tests of the watch room."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from exeunt.model.documents import Document, SourceClass
from exeunt.model.signals import Reading
from exeunt.watch.reading import read


THURSDAY = datetime(2021, 12, 30, 12, tzinfo=UTC)
"""The day of publication, where a test does not say another: a Thursday."""


def a_document(text: str, **given: Any) -> Document:
    """Make a document of plain text."""
    body: dict[str, Any] = {
        "sha256": sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "name": "a.txt",
        "text": text,
        "published": THURSDAY,
        "source": "The Courier",
        "source_class": SourceClass.MEDIA,
    }
    return Document(**body | given)


def reading_of(
    text: str, *, country: str = "UA", home: str = "US", **given: Any
) -> Reading:
    """Read *text* as a document."""
    document = a_document(text, **given)
    return read(document, country=country, zone=ZoneInfo("Europe/Kyiv"), home=home)
