"""The post: an Emergency Action Plan as data."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from exeunt.model.curfews import Curfew
from exeunt.model.doubts import Doubts
from exeunt.model.fleets import Fleet, Service
from exeunt.model.people import Category, Estimate, Id, Need, Person, PersonKind
from exeunt.model.places import Link, Mode, Place
from exeunt.model.scenarios import Exit, Scenario
from exeunt.model.statuses import Declared, Profile
from exeunt.model.times import DAY, HOUR, MINUTE, Clock, Duration, Moment
from exeunt.model.tripwires import Tripwire
from exeunt.model.value import Value


_MOST_WORDS = 500
"""Characters of one entry of a notice."""


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(
            f"{name!r} is not a time zone; write one like Europe/Kyiv"
        ) from error
    return name


def _planned_span(span_s: int) -> int:
    if not 0 < span_s <= 90 * DAY:
        raise ValueError(
            f"{span_s / DAY:g} days cannot be planned; give more than none, at most 90d"
        )
    return span_s


def _step(span_s: int) -> int:
    if not 0 < span_s <= HOUR:
        raise ValueError(
            f"{span_s} s is no step to round times up to; give more than none, "
            "at most 1h"
        )
    return span_s


def _one_line(words: str) -> str:
    said = words.strip()
    if len(said) > _MOST_WORDS:
        raise ValueError(
            f"is {len(said)} characters long, and a notice has room for "
            f"{_MOST_WORDS}; shorten it"
        )
    if len(said.splitlines()) > 1:
        raise ValueError("goes over several lines; write it on one")
    return said


class Communications(Value):
    """Primary, alternate, contingency and emergency means of reaching people."""

    primary: str = ""
    alternate: str = ""
    contingency: str = ""
    emergency: str = ""


Words = Annotated[str, AfterValidator(_one_line)]


class NoticeWords(Value):
    """What movement notices say besides times and places (rule §42)."""

    bring: Words = ""
    """What everybody brings; empty: the usual list."""
    baggage: dict[Mode, Words] = Field(default_factory=dict)
    """What each may take, by mode, in words."""
    stand_fast: Words = ""
    """Where people shelter and with what when nothing comes."""
    contact: Words = ""
    """Whom to ask, and how."""


class Paper(Value):
    """What the law and the audits want on paper besides the movement itself."""

    reviewed: Moment
    """When the whole plan was last reviewed."""
    contact_list: str = ""
    """Voluntary list of citizens in the country: where, and how they join."""
    transport_assessed: Moment | None = None
    """When transport and communications were last assessed."""
    telling_families: str = ""
    """How relatives at home are told."""
    in_charge: tuple[str, ...] = ()
    """Roles in order of succession."""
    communications: Communications = Communications()
    pace: tuple[Id, ...] = ()
    """Exits in the order primary, alternate, contingency, emergency."""
    notices: NoticeWords = NoticeWords()


class MapChoice(Value):
    """Which region pack the map is drawn from, and whose borders it shows."""

    pack: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")] = "world"
    view: Literal["un", "de_facto"] = "un"


class Money(Value):
    """What the two errors cost, in one unit of the user's choosing."""

    of_leaving_for_nothing: Annotated[float, Field(gt=0)] = 1.0
    of_being_caught: Annotated[float, Field(gt=0)] = 10.0
    why: str = ""


class PostFile(Value):
    """What ``post.yaml`` holds."""

    exeunt: Literal[1]
    """Version of the format."""
    name: str
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    """ISO 3166-1 alpha-2."""
    time_zone: Annotated[str, AfterValidator(_known_zone)]
    profile: Profile = Profile.US_STATE
    synthetic: str = ""
    """Says what of this post is made up; shown on everything printed from it."""
    map: MapChoice = MapChoice()
    h_hour: Clock = 8 * 3600
    """Local time at which a decision made on a day takes effect."""
    deadline: Annotated[Duration, AfterValidator(_planned_span)] = 5 * DAY
    """How long after the decision everybody is planned to be out."""
    planning_step: Annotated[Duration, AfterValidator(_step)] = 15 * MINUTE
    """Planning times are rounded up to it (rule §4)."""
    assessed_for: Duration = 30 * DAY
    """How long after a decision exits must stay open for it to have been needless."""
    authorize_within: Duration = 7 * DAY
    """Propose authorized departure when *decide by* comes nearer than this."""
    paper: Paper
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    need_factors: dict[Need, Annotated[float, Field(ge=1, le=1000)]] = Field(
        default_factory=dict
    )
    """Times the weight of the category for who has the need, the greatest counting."""
    places: Annotated[tuple[Place, ...], Field(min_length=1)]
    links: tuple[Link, ...] = ()
    fleets: tuple[Fleet, ...] = ()
    services: tuple[Service, ...] = ()
    curfews: tuple[Curfew, ...] = ()
    doubts: Doubts = Doubts()
    scenarios: Annotated[tuple[Scenario, ...], Field(min_length=2)]
    exits: Annotated[tuple[Exit, ...], Field(min_length=1)]
    errors_cost: Money = Money()
    why: str = ""


class Outcome(Value):
    """What became of an exit, for scoring a replay; never seen by the rooms."""

    exit: Id
    closed: Moment
    source: str


class History(Value):
    """What ``history.yaml`` holds: what was declared, and what happened."""

    declared: tuple[Declared, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


class Post(Value):
    """A whole post folder, read and found without fault."""

    file: PostFile
    people: tuple[Person, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    tripwires: tuple[Tripwire, ...] = ()
    history: History = History()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the post."""
        return ZoneInfo(self.file.time_zone)

    @property
    def kinds(self) -> dict[str, PersonKind]:
        """Who each category is."""
        return {c.id: c.kind for c in self.file.categories}

    def category(self, category_id: str) -> Category:
        """Give the category with that id."""
        return next(c for c in self.file.categories if c.id == category_id)

    def place(self, place_id: str) -> Place:
        """Give the place with that id."""
        return next(p for p in self.file.places if p.id == place_id)

    def link(self, link_id: str) -> Link:
        """Give the link with that id."""
        return next(k for k in self.file.links if k.id == link_id)

    def h_hour_on(self, moment: datetime) -> datetime:
        """Give the H-hour of the local day on which *moment* falls."""
        day = moment.astimezone(self.zone)
        clock = self.file.h_hour
        return day.replace(
            hour=clock // 3600, minute=clock % 3600 // 60, second=0, microsecond=0
        )
