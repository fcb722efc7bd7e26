"""What happened in one rehearsed world, as facts that are put into words elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Differs(StrEnum):
    """In what a world differed from the plan."""

    LATE = "late"
    """Households ready later than planned."""
    SLOW_TO_COME = "slow_to_come"
    """People of an estimate ready later than planned."""
    NO_SHOW = "no_show"
    """Households that did not come."""
    MORE = "more"
    """More people came than an estimate held likely."""
    FEWER = "fewer"
    SHUT = "shut"
    """A place, link or mode shut without notice."""
    WITHDRAWN = "withdrawn"
    """A service was withdrawn."""
    FEWER_DEPARTURES = "fewer_departures"
    """Departures of a service did not take place: carriers withdrew one by one."""
    FEWER_SEATS = "fewer_seats"
    """Others had bought seats of a service that we were to have."""
    ENVIRONMENT = "environment"
    """The environment was not permissive."""
    PROCESSING = "processing"
    """A place processed people slower than planned."""
    TRAVEL = "travel"
    """Journeys by a mode took longer than planned."""
    BREAKDOWN = "breakdown"
    """Vehicles broke down."""
    LATE_TRIPS = "late_trips"
    """Planned trips set out late."""
    DROPPED = "dropped"
    """Planned trips did not take place."""
    FULL = "full"
    """A haven had no bed left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that was otherwise than planned; what is 0 or None says nothing."""

    kind: Differs
    name: str = ""
    """Of the category, place, link, mode, service or fleet."""
    place: str = ""
    count: int = 0
    """How many it was true of."""
    of: int = 0
    """Of how many, or how many were planned."""
    from_s: int | None = None
    until_s: int | None = None
    factor: float = 1.0


class StepKind(StrEnum):
    """What a group did for a while."""

    READY = "ready"
    QUEUE = "queue"
    WAIT = "wait"
    OPENING = "opening"
    SEAT = "seat"
    """Waited for another seat than was planned."""
    SLOT = "slot"
    """Their vehicle waited for a slot to set out or to arrive in."""
    RIDE = "ride"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a group on its way."""

    kind: StepKind
    place: str
    to: str = ""
    by: str = ""
    from_s: int = 0
    until_s: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftGroup:
    """People of one category who were not safe at the end, by where they were."""

    category: str
    where: str
    doing: StepKind
    persons: int
    households: int = 0
    """0: people without names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One world, told for a committee; it names nobody."""

    world: int
    left: tuple[LeftGroup, ...]
    last_out_s: int | None
    """When the last of those who came out was safe; None: nobody came out."""
    end_s: int
    """Until when the world was played."""
    differences: tuple[Difference, ...]
    last: tuple[Step, ...]
    """The way of the last group that came out."""
    last_category: str = ""
    last_persons: int = 0

    @property
    def left_behind(self) -> int:
        """How many people were not safe at the end."""
        return sum(group.persons for group in self.left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A stage, and in how many failed worlds it was the cause."""

    stage: str
    worlds: int
    share: float
    """Of the worlds that failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """Worlds in which somebody was left or out after the deadline, by cause."""

    worlds: int
    of: int
    causes: tuple[Cause, ...]
    """The most frequent first."""
