"""Documents: what came in, unchanged, with where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SourceClass(StrEnum):
    """Who speaks through a document."""

    OFFICIAL = "official"
    MEDIA = "media"
    LEAK = "leak"
    COMPANY = "company"
    UN = "un"
    PRIVATE = "private"
    OWN = "own"
    """The post's own people, and what its own watch comes to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """
    One document as it came in.

    ``sha256`` is of the bytes; ``text`` is the decoded text as given, into which every
    offset of every signal points. ``reliability`` (A-F) is of the source,
    ``credibility`` (1-6) of the report, after the Admiralty code.
    """

    sha256: str
    name: str
    text: str
    published: datetime
    source: str
    source_class: SourceClass
    reliability: str = "C"
    credibility: int = 3
    title: str = ""
    url: str = ""
    html: bool = False
    about: str = ""
    """ISO code of the country that it is about throughout; empty where none is known."""
    provenance: tuple[str, ...] = ()
    """By which way it came, from the file inwards: the feed, the message, the forward."""
    event: str = ""
    """Short id of the first report of the same event; empty where it is the first."""
    until: datetime | None = None
    """From when it says nothing any more: it expired, or was taken back."""
    mute: str = ""
    """Why nothing in it is a signal; empty where it may hold some."""
    unusable: str = ""
    """Why the copy of a feed that it stands for was not believed."""

    @property
    def id(self) -> str:
        """Short form of the hash, as people cite it."""
        return self.sha256[:12]
