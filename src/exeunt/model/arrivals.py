"""What importers find in a file: documents to be, with where each comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from exeunt.model.documents import SourceClass
from exeunt.model.value import Value


class Kind(StrEnum):
    """What a document was in the file that it came in."""

    TEXT = "text"
    PAGE = "page"
    FEED = "feed"
    CAP = "cap"
    US_ADVISORY = "us_advisory"
    UK_ADVICE = "uk_advice"
    TELEGRAM = "telegram"
    MAIL = "mail"
    PDF = "pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisorySeen:
    """
    One look at the advisory for one country, as a feed served it.

    ``country`` is an ISO code, or whatever name the feed has where a log is replayed.
    ``level`` is none where it cannot be read, and ``issued`` where the date cannot; an
    advisory without levels has ``level`` 0. ``body_chars`` is the length of its text.
    """

    country: str
    observed: date
    level: int | None
    issued: date | None
    issued_as_written: str
    body_chars: int
    doubt: str = ""
    """What is wrong with it besides, in words; empty where nothing is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """
    One document in a file, as its importer found it.

    ``published`` is none where nothing tells; ``thing`` names what it is a version of
    (the message, the entry of a feed, the alert), ``takes_back`` the things that do not
    stand any more once it is published, itself among them where it is a new version.
    ``raw`` holds the bytes where one file is one document; else ``text`` is all.
    """

    kind: Kind
    text: str
    published: datetime | None = None
    source: str = ""
    source_class: SourceClass | None = None
    title: str = ""
    url: str = ""
    provenance: tuple[str, ...] = ()
    thing: str = ""
    takes_back: tuple[str, ...] = ()
    until: datetime | None = None
    mute: str = ""
    html: bool = False
    raw: bytes | None = None
    advisory: AdvisorySeen | None = None
    country: str = ""
    """ISO code of the country that it is about and no other; empty where none is said."""


class Look(Value):
    """One look at an advisory, as it is kept; see ``AdvisorySeen``."""

    observed: date
    believed: bool
    level: int | None = None
    issued: date | None = None
    issued_as_written: str = ""
    body_chars: int = 0


class Kept(Value):
    """
    What is kept of a document of a post besides its row in the index.

    ``came_from`` is the name of the file that it was in. A later line for the same file
    holds a later look at the same advisory.
    """

    file: str
    sha256: str
    kind: Kind
    came_in: datetime
    came_from: str = ""
    provenance: tuple[str, ...] = ()
    thing: str = ""
    takes_back: tuple[str, ...] = ()
    until: datetime | None = None
    mute: str = ""
    unusable: str = ""
    look: Look | None = None
