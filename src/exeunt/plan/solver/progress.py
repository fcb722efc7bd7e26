"""What a search tells of itself while it goes on."""

from __future__ import annotations

from dataclasses import dataclass

from exeunt.model.plan import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the search is."""

    elapsed_s: float
    what: str
    left_behind: float
    left_bound: float
    level: Level
    """What counts next after who is left behind."""
    value: float
    """Of the best plan at that level; clearance in seconds."""
    bound: float
    """On the same."""

    @property
    def gap(self) -> float:
        """How far the plan may be from the best, at that level."""
        if self.value <= self.bound + 1e-9:
            return 0.0
        return (self.value - self.bound) / self.value
