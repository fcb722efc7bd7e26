"""Movement notices: what one household, or people of one cohort, must know."""

from __future__ import annotations

from dataclasses import dataclass

from exeunt.model.fallbacks import Cover


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One trip as those who ride it see it; times in seconds after H-hour."""

    trip: str
    vehicle: str | None
    """As in a plan; none: own means or on foot."""
    link: str
    start: str
    end: str
    load_s: int
    """When loading begins."""
    depart_s: int
    last_depart_s: int
    """When the last of them set out, where they go by own means one after another."""
    arrive_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """
    Where some people must be by when, and what follows (rule §42).

    Without legs it is for people whom the plan leaves.
    """

    party: str
    """A household, or a cohort."""
    whole: bool
    """True of a household."""
    persons: int
    place: str
    """Where they must be, or where they stay."""
    be_there_s: int
    """By when, at the latest; of people who are left, from when they are ready."""
    legs: tuple[Leg, ...]
    ends_at: str
    standby: tuple[str, ...]
    """Trips for which they may stand by, by departure."""
    because: str = ""
    """Of people who are left: what keeps them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForPeople:
    """What a plan comes to for the people in it."""

    covers: tuple[Cover, ...] = ()
    """One for every trip with people, by departure."""
    notices: tuple[Notice, ...] = ()
    """One for every household, and for every trip of people of a cohort."""
