"""What a new plan changes in what was announced, in figures (rules §34 and §36)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What becomes of a trip."""

    KEPT = "kept"
    CHANGED = "changed"
    """Goes, but without somebody to whom it was announced."""
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True, slots=True, order=True)
class Off:
    """Leaving over a link, towards its end, at a moment [s after H-hour]."""

    depart_s: int
    link: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TripChange:
    """What becomes of the trips with people over a link at one moment."""

    off: Off
    from_: str
    fate: Fate
    vehicles: tuple[str, ...]
    """That go, or, dropped, that were to go; none by own means."""
    was: int
    """People to whom they were announced."""
    now: int
    """People they carry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyChange:
    """People who must be told of other trips than they know of."""

    household: str | None
    cohort: str | None
    persons: int
    """How many of them do not go as announced, at least."""
    was: tuple[Off, ...]
    now: tuple[Off, ...]
    """Trips that some of them take; none: they stay where they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that is otherwise than announced."""

    trips: tuple[TripChange, ...]
    """In the order of departure."""
    parties: tuple[PartyChange, ...]

    def count(self, fate: Fate) -> int:
        """Count the trips with that fate."""
        return sum(trip.fate is fate for trip in self.trips)

    @property
    def people(self) -> int:
        """How many people must be told."""
        return sum(party.persons for party in self.parties)
