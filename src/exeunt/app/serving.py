"""Which rehearsal serves each decision time best, and the curves that come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from exeunt.app.decide_by import (
    decided,
    point_of,
    targets_of,
    worlds_all_out,
    worlds_needless,
)
from exeunt.model.decision import DecideBy
from exeunt.model.outcomes import Rehearsal
from exeunt.model.people import Category
from exeunt.model.warning import ExitSurvival
from exeunt.rehearse import EVERYONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """A rehearsal whose plan begins at some moment."""

    begins_at: datetime
    wait_s: float
    """From the assessment until it begins."""
    rehearsal: Rehearsal
    survivals: tuple[ExitSurvival, ...]
    _kept: dict[str, NDArray[np.float64]] = field(default_factory=dict)

    def all_out(self, category: str) -> NDArray[np.float64]:
        """Give, by world, P(all of *category* out)."""
        if category not in self._kept:
            self._kept[category] = worlds_all_out(
                self.rehearsal, self.survivals, category=category, wait_s=self.wait_s
            )
        return self._kept[category]

    @property
    def chance(self) -> float:
        """P(everyone out)."""
        return float(self.all_out(EVERYONE).mean())


def best_of_later(own: Sequence[Serving]) -> tuple[Serving, ...]:
    """
    Let each decision time be served by its own plan, or by a better one of a later time.

    Who decides at *t* may tell people to go at a later *t'*, just as if it had been
    decided then. So no decision time is worse off than a later one, whatever the luck of
    making plans. Everyone together decides which plan is better; one plan serves all.

    Parameters
    ----------
    own
        One a decision time, ascending.
    """
    best: list[Serving] = []
    chance = -1.0
    for one in reversed(own):
        if one.chance >= chance:
            chance = one.chance
            best.append(one)
        else:
            best.append(best[-1])
    return tuple(reversed(best))


def or_without(
    with_: Sequence[Serving], without: Sequence[Serving]
) -> tuple[Serving, ...]:
    """Go without an option wherever no plan that was made with it serves better."""
    return tuple(
        one if one.chance > other.chance else other
        for one, other in zip(with_, without, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Curves, with the chances by decision time and world that they come of."""

    decisions: tuple[DecideBy, ...]
    chances: dict[str, NDArray[np.float64]]
    """By category: P(all out), (times, worlds)."""


def drawn(
    serving: Sequence[Serving],
    *,
    h_hours: Sequence[datetime],
    categories: Sequence[Category],
    assessed_for_s: int,
) -> Drawn:
    """Draw the curve of each of *categories*, and of everyone together."""
    decisions, chances = [], {}
    for name, target in targets_of(categories):
        mine = [one.all_out(name) for one in serving]
        chances[name] = np.array(mine)
        points = [
            point_of(
                at,
                all_out,
                worlds_needless(
                    one.rehearsal,
                    one.survivals,
                    category=name,
                    wait_s=one.wait_s,
                    assessed_for_s=assessed_for_s,
                ),
                begins_at=one.begins_at if one.begins_at != at else None,
            )
            for at, one, all_out in zip(h_hours, serving, mine, strict=True)
        ]
        decisions.append(decided(name, target, points))
    return Drawn(decisions=tuple(decisions), chances=chances)
