"""What analysts judge the chance of a closing exit to be, and how they did before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One analyst's chance that an exit of the post closes within a time."""

    by: str
    at: datetime
    chance: float
    within_s: int
    why: str
    came_true: bool | None
    """None: it cannot be told yet."""

    @property
    def until(self) -> datetime:
        """When it can be told at the latest."""
        return self.at + timedelta(seconds=self.within_s)

    @property
    def brier(self) -> float | None:
        """Its square error, 0 to 1; None where it cannot be told yet."""
        if self.came_true is None:
            return None
        return (self.chance - self.came_true) ** 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One voice in the pool: the model's, or that of an analyst."""

    by: str
    chance: float
    """As it was given, for the time of the pool."""
    slope: float
    """What its log-odds are multiplied with, by how it did before; 1: as given."""
    recalibrated: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The voices of the day, and what they come to."""

    within_s: int
    voices: tuple[Voice, ...]
    """The model first."""
    pooled: float
