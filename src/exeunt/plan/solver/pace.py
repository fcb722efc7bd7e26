"""Share time between two ways to better plans, by what each has gained of late."""

from __future__ import annotations

from dataclasses import dataclass, field


LEAST_SHARE = 0.1
"""Of the time, each gets, whatever it gains."""
FADES = 0.9
"""What is remembered of earlier turns at each turn."""


@dataclass(slots=True)
class _Way:
    spent: float = 0.0
    """Seconds in all, or turns where time is not counted."""
    of_late: float = 0.0
    gained: float = 0.0
    """Of late, as a share of what plans cost."""

    @property
    def rate(self) -> float:
        return self.gained / self.of_late if self.of_late > 0 else 0.0


@dataclass(slots=True)
class Pace:
    """How much time tours have had, and small steps."""

    tours: _Way = field(default_factory=_Way)
    steps: _Way = field(default_factory=_Way)

    def note(self, way: _Way, seconds: float, *, before: float, after: float) -> None:
        """Note a turn, and what plans cost before and after it."""
        gain = max(before - after, 0.0) / before if before > 0 else 0.0
        way.spent += seconds
        way.of_late = FADES * way.of_late + seconds
        way.gained = FADES * way.gained + gain

    @property
    def tours_are_due(self) -> bool:
        """Whether it is the turn of tours."""
        rates = self.tours.rate + self.steps.rate
        share = self.tours.rate / rates if rates > 0 else 0.5
        share = min(max(share, LEAST_SHARE), 1 - LEAST_SHARE)
        return self.tours.spent <= share * (self.tours.spent + self.steps.spent)
