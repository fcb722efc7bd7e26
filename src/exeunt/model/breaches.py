"""What the checker of plans finds: one breach of one rule."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A rule of ``docs/rules.md`` that a plan breaks, and where."""

    rule: str
    """As it is cited: ``§7``."""
    message: str
    """What is wrong, at what local time, and what would mend it."""
    trip: str | None = None
    who: str | None = None
    """A household, a cohort, a vehicle, a place or a category."""
    at_s: int | None = None
    """When [s after H-hour]; none: it has no one time."""

    def __str__(self) -> str:
        return f"rule {self.rule}: {self.message}"
