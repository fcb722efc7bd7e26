"""What stops the search: time, steps, or a plan that is good enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf


POLISH = 0.1
"""By so much more the last touches may make it last."""


@dataclass(slots=True, kw_only=True)
class Limits:
    """What stops the search."""

    clock: Callable[[], float]
    seconds: float
    gap: float
    iterations: int | None
    began: float = field(init=False)
    steps: int = 0

    def __post_init__(self) -> None:
        self.began = self.clock()

    @property
    def elapsed_s(self) -> float:
        """How long the search has lasted."""
        return self.clock() - self.began

    @property
    def left_s(self) -> float:
        """How long it may still last."""
        return inf if self.iterations is not None else self.seconds - self.elapsed_s

    @property
    def over(self) -> bool:
        """Whether time, or steps, are up."""
        if self.iterations is not None:
            return self.steps >= self.iterations
        return self.left_s <= 0

    def late(self) -> bool:
        """Tell whether time is up, where it counts."""
        return self.left_s <= 0

    def polished(self) -> Callable[[], bool]:
        """Give what tells, from now on, that the last touches take too long."""
        if self.iterations is not None:
            return self.late
        until_s = self.elapsed_s * (1 + POLISH) + 1
        return lambda: self.elapsed_s > until_s

    @property
    def cooled(self) -> float:
        """Tell how much of it is used up, 0 to 1."""
        if self.iterations is not None:
            return min(1.0, self.steps / max(self.iterations, 1))
        return min(1.0, self.elapsed_s / self.seconds) if self.seconds > 0 else 1.0

    def since(self, moment_s: float) -> float:
        """Tell how long ago *moment_s* was, by the same clock."""
        return self.clock() - moment_s
