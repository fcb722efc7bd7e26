"""Go now, or wait for what is to come: what each is worth, for each group of people."""

from __future__ import annotations

from dataclasses import dataclass

from exeunt.model.scenarios import ScenarioKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """What one way to decide costs, in the unit of the post's two costs."""

    cost: float
    half_width: float | None
    """Of the 95 % interval, from the number of worlds alone; None: there was one."""
    regret: dict[ScenarioKind, float]
    """By scenario: how much more it costs than the best of the ways looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWaits:
    """What waiting is worth to a group of people, who decide for themselves."""

    group: str
    categories: tuple[str, ...]
    go_now: Stop
    wait: Stop
    """Until the evidence says go, day by day, by the best rule found; or for ever."""
    never: Stop
    best_day: int
    """Days ahead on which it would be best to go if it had to be fixed today; -1: never
    to go."""
    fixed: float
    """What that costs."""
    go_at: tuple[float | None, ...]
    """By day ahead: chance of the closing scenarios from which it is better to go;
    None: on that day at no chance that was met."""
    next_news: int | None
    """Days ahead on which the next engagement is over; None: none is planned."""
    next_news_worth: float
    """What it saves to see it, and to decide for good then."""

    @property
    def news_worth(self) -> float:
        """What it saves to go by what will be seen, beside a day fixed today."""
        return max(0.0, self.fixed - min(self.wait.cost, self.go_now.cost))

    @property
    def goes(self) -> bool:
        """Whether going now costs no more than waiting by the best rule."""
        return self.go_now.cost <= self.wait.cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Go now or wait, for families first and for the others."""

    groups: tuple[GroupWaits, ...]
    chance: float
    """Of the scenarios that shut exits, as of today."""
    days: int
    """How far ahead it was looked."""
    worlds: int
    seed: int
