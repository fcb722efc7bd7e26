"""Signals: what a document says, each with the sentence that says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from exeunt.model.documents import SourceClass
from exeunt.model.statuses import DepartureStatus


class Realis(StrEnum):
    """In what sense a thing is said to be so."""

    IN_FORCE = "in_force"
    PLANNED = "planned"
    CONTINGENCY = "contingency"
    DENIED = "denied"
    HISTORIC = "historic"
    LIFTED = "lifted"
    REPORTED = "reported"
    LIMITED = "limited"
    """So at one place only, which is not where the post is."""


class StatusChange(StrEnum):
    """Which way a departure status went that takes the place of another one."""

    UPGRADED = "upgraded"
    LOWERED = "lowered"


class Direction(StrEnum):
    """Which way an indicator points."""

    ESCALATORY = "escalatory"
    DE_ESCALATORY = "de_escalatory"
    NEUTRAL = "neutral"


class TimeType(StrEnum):
    """The types of time expressions that TIMEX3 knows."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class EngagementStatus(StrEnum):
    """What became of a meeting, call or deadline, as the document has it."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class SpeakerClass(StrEnum):
    """What kind of source says a thing."""

    OFFICIAL_NAMED = "official_named"
    OFFICIAL_UNNAMED = "official_unnamed"
    DOCUMENT = "document"
    LEAKED_DOCUMENT = "leaked_document"
    MEDIA = "media"
    UNNAMED = "unnamed"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class StatementKind(StrEnum):
    """What the speaker does with the content."""

    SPEECH = "speech"
    BELIEF = "belief"
    INTENT = "intent"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """
    Where a signal comes from, so that it can be followed back.

    ``start`` and ``end`` index the document's text as given; ``sentence`` holds them.
    ``rule`` names the rule that made the signal.
    """

    document: str
    source: str
    source_class: SourceClass
    reliability: str
    credibility: int
    published: datetime
    start: int
    end: int
    sentence: str
    rule: str
    speaker: str = ""
    event: str = ""
    """The first document that reports the same; empty where this one does."""
    until: datetime | None = None
    """From when it does not count any more; none: it stands."""

    @property
    def report_of(self) -> str:
        """The event it reports, as the id of the first document that did."""
        return self.event or self.document

    def stands(self, at: datetime) -> bool:
        """Tell whether it has neither expired nor been taken back by *at*."""
        return self.until is None or at < self.until

    BY_MODEL: ClassVar[str] = "model:"
    """How the rule of what a language model proposed begins."""

    @property
    def by_model(self) -> bool:
        """Whether a language model proposed it, so that a person must confirm it."""
        return self.rule.startswith(self.BY_MODEL)

    @property
    def key(self) -> str:
        """An id that is the same whenever the same document is read again."""
        return f"{self.document}:{self.start}-{self.end}:{self.rule}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """
    A time expression; ``value`` is written as TIMEX3 does, as exact as the text is.

    That is ISO 8601 with additions: ``2013-W12``, ``2012-SU``, ``2013-03-22TMO``,
    ``PXM``, ``PRESENT_REF``. ``alternatives`` are values it could have had too, the
    likeliest first.
    """

    start: int
    end: int
    text: str
    value: str
    rule: str
    type: TimeType = TimeType.DATE
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """A dated meeting, call, exercise or deadline between named parties."""

    day: date
    kind: str
    parties: tuple[str, ...]
    status: EngagementStatus
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusMention:
    """A departure status that a document speaks of, and in what sense."""

    status: DepartureStatus
    population: str
    realis: Realis
    effective: date | None
    evidence: Evidence
    whose: str = ""
    """Name of the state or body whose people they are, when it is said."""
    since: str = ""
    """The month or year from which it is so, as ISO 8601, where no day is said."""
    place: str = ""
    """The only place where it is so; empty where it is so for the post as a whole."""
    change: StatusChange | None = None
    """Which way it went, where the sentence says that it replaces another status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisoryChange:
    """What a document says of a travel advisory."""

    country: str
    level: int | None
    """Of the whole country; none where none is told, or that of a part alone."""
    change: str
    text: str
    realis: Realis
    evidence: Evidence
    place: str = ""
    """The part of the country that alone is meant; empty: the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSeen:
    """An indicator of the library, seen in one sentence."""

    indicator: str
    direction: Direction
    group: str
    realis: Realis
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """
    What somebody is said to have said, to think or to mean to do.

    ``start`` and ``end`` are of the content, ``evidence`` of the cue. A content in
    pieces (*"Stay," he said, "or leave."*) goes from its first word to its last.
    """

    speaker: str
    """Whom a pronoun stands for; empty where nobody is named."""
    said_by: str
    """The source as the sentence has it, a pronoun too."""
    start: int
    end: int
    cue: str
    """Empty where words are quoted without one."""
    kind: StatementKind
    source_class: SpeakerClass
    realis: Realis
    quoted: bool
    """Quoted word for word, at least in part."""
    said_on: str
    """When, as ISO 8601, where the sentence says so; else empty."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlace:
    """A place of the post, which its documents mean first when they name it."""

    name: str
    country: str
    """ISO code of two letters."""
    lat: float
    lon: float
    lived_in: bool = True
    """Whether people of the post live, work or gather there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place that a document names; ``name`` is what it is called in English."""

    start: int
    end: int
    text: str
    name: str
    country: str
    """ISO code of two letters."""
    lat: float
    """Degrees; of a country or region, the middle of it."""
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSeen:
    """Who did what to whom, as one sentence has it."""

    root: str
    """PLOVER's name of what was done."""
    code: str
    """CAMEO's two digits for it."""
    source: str
    """ISO code of whose doing it is; ``IGO`` for a body of many states, or empty."""
    target: str
    """ISO code of whom it is done to; ``IGO``, or empty."""
    start: int
    end: int
    sentence: str


Signal = Engagement | StatusMention | AdvisoryChange | IndicatorSeen


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything watched out of one document."""

    document: str
    published: datetime
    source_class: SourceClass
    analysed: bool
    times: tuple[TimeMention, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    statuses: tuple[StatusMention, ...] = ()
    advisories: tuple[AdvisoryChange, ...] = ()
    indicators: tuple[IndicatorSeen, ...] = ()
    statements: tuple[Statement, ...] = ()
    analyser: str = ""
    """Which analyser found the statements."""
    places: tuple[PlaceMention, ...] = ()
    events: tuple[EventSeen, ...] = ()
    source: str = ""
    mute: str = ""
    """Why nothing in the document is a signal."""
    unusable: str = ""
    """Why a copy of a feed was not believed: what hangs on the feed is unknown."""
    until: datetime | None = None
    """Until when that holds: a later copy was believed."""
    read_to: int | None = None
    """Of a document too long to be read whole: where reading ended."""

    @property
    def signals(self) -> tuple[Signal, ...]:
        """All signals of the document."""
        return (*self.engagements, *self.statuses, *self.advisories, *self.indicators)
