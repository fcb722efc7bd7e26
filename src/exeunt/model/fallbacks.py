"""What is there besides a planned trip: who stands by for it, and what else may come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from exeunt.model.people import SeatKind


Means = Literal["planned", "standby", "unplanned", "vehicle", "alone"]
"""A planned trip with room or with none, a departure or a vehicle that the plan does
not use, or people's own feet and cars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standby:
    """People who take seats of a trip that fall free at departure (rule §40)."""

    party: str
    """A household, or a cohort."""
    whole: bool
    """True of a household: it boards whole or not at all."""
    persons: int
    seats: tuple[tuple[SeatKind, int], ...]
    """Room they take, by kind; zero entries left out."""
    booked: str | None
    """The trip that they take otherwise; none: they are left."""
    sooner_s: int
    """How much sooner they would be out; of those left, how long before the deadline."""
    weight: float
    """Of one person, on average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """One other way out of the place where a trip begins (rule §41)."""

    means: Means
    at_s: int
    """When it sets out, at the earliest [s after H-hour]."""
    link: str
    to: str
    by: str
    """Fleet, service or departure; empty: own means or on foot."""
    takes: int
    """How many of the people of the trip have a place on it."""
    trip: str | None = None
    """The planned trip that it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Everything that stands behind one trip with people."""

    trip: str
    persons: int
    standby: tuple[Standby, ...]
    """In the order in which they are called."""
    alternate: Fallback | None
    contingency: Fallback | None
    shelter: str
    """The place at which people stand fast when nothing comes."""
