"""Which rehearsal serves each decision time best, and the curves that come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from exeunt.app.decide_by import (
    Chances,
    decided,
    point_of,
    targets_of,
)
from exeunt.model.decision import DecideBy
from exeunt.model.people import Category
from exeunt.rehearse import EVERYONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """A rehearsal whose plan begins at some moment."""

    begins_at: datetime
    wait_s: float
    """From the assessment until it begins."""
    chances: Chances

    def all_out(self, category: str) -> NDArray[np.float64]:
        """Give, by world, P(all of *category* out)."""
        return self.chances.all_out(category, self.wait_s)

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
                one.chances.needless(name, one.wait_s, assessed_for_s),
                begins_at=one.begins_at if one.begins_at != at else None,
            )
            for at, one, all_out in zip(h_hours, serving, mine, strict=True)
        ]
        decisions.append(decided(name, target, points))
    return Drawn(decisions=tuple(decisions), chances=chances)
