"""Where a plan from a state begins, in seconds after its H-hour (rules §31 to §34)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleStart:
    """Where a vehicle stands first, and from when it may load (rules §6 and §32)."""

    place: str
    free_s: int
    """``NEVER`` for one that makes no trip."""
    stood_s: int = 0
    """For how long it has stood there by H-hour; a crew rests, a tank is filled."""
    duty_s: int | None = None
    """When the duty of its crew began, before H-hour if negative; none: rested."""
    km: float = 0.0
    """Travelled since it was full [km]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guests:
    """People who are out, and take beds at a place from then on (rule §31)."""

    place: str
    persons: int
    from_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """People whom a place processes for a trip that is under way (rule §31)."""

    place: str
    persons: int
    from_s: int
    due_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOff:
    """Setting out over a hop at a moment; before H-hour if that is negative."""

    hop: str
    """As in ``Hop.id``."""
    depart_s: int
