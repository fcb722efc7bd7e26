"""The draft of a request for a departure status: what a person signs, or does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from exeunt.model.signals import Evidence
from exeunt.model.statuses import DepartureStatus


AHEAD_D = (7, 14, 30)
"""Days ahead for which the exits are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """How many people a request is about."""

    named: int
    """On the roster."""
    low: int
    likely: int
    high: int
    """By the estimates, beside those on the roster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """A tripwire that is true, with what was agreed for it."""

    tripwire: str
    observable: str
    since: datetime
    owner: str
    actions: tuple[str, ...]
    proposes: DepartureStatus | None
    """For the category asked about; None: nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A thing that was seen, with the sentence that says so."""

    label: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What a movement plan comes to, for everybody it moves."""

    trips: int
    out: int
    left: int
    clearance_h: float
    """When the last one is out, after H-hour."""
    breaches: int
    """Rules that the plan breaks; it must be none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Everything that is put before who decides."""

    post: str
    synthetic: str
    category: str
    as_of: datetime
    old: DepartureStatus
    new: DepartureStatus
    authority: str
    why: str
    heads: Heads
    crossed: tuple[Crossed, ...]
    seen: tuple[Seen, ...]
    exits: tuple[tuple[str, tuple[float, ...]], ...]
    """Name of each exit, and the chance that it is open so many days ahead."""
    movement: Movement | None
    courses: tuple[tuple[str, str], ...]
    """Of each category, what happens to it."""
    clearances: tuple[str, ...]
    """Whose signature or word is asked for."""
    review_due: datetime
    payments_end: datetime | None
    missing: tuple[str, ...]
