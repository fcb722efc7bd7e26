"""
When to stop waiting: backward induction over ways it may go.

On every day one may go, or wait for the next. What waiting is worth depends on the
chance that is told, and is found from the last day backwards: in each class of worlds
of about the same chance, the mean cost of going is held against the mean cost of
waiting and then doing the best. The rule is found in one half of the worlds and its
cost counted in the other, and the other way round, so that no cost is flattered by the
luck of the worlds the rule was made of.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


CLASSES = 12
"""Of about the same told chance, on each day, beside one for exits that are lost."""
_LOST = CLASSES

Costs = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What is told and what it costs, world by world."""

    told: NDArray[np.float64]
    """(worlds, days): chance of closing that is told on each day."""
    lost: NDArray[np.bool_]
    """(worlds, days): whether an exit is lost by then, which is seen."""
    go: Costs
    """(worlds, days): what it costs to go on each day."""
    stay: Costs
    """(worlds,): what it costs never to go."""

    def part(self, of: NDArray[np.bool_]) -> Ways:
        """Give the worlds *of* alone."""
        return Ways(
            told=self.told[of], lost=self.lost[of], go=self.go[of], stay=self.stay[of]
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """On which days, at which told chances, it is better to go than to wait."""

    edges: tuple[NDArray[np.float64], ...]
    """By day: where classes of told chance part."""
    goes: NDArray[np.bool_]
    """(days, classes)"""

    def cost(self, ways: Ways, first: int) -> Costs:
        """Give what it comes to in each of *ways* to follow it from day *first* on."""
        cost = ways.stay.copy()
        for day in reversed(range(first, ways.told.shape[1])):
            going = self.goes[day, classes(ways, day, self.edges[day])]
            cost = np.where(going, ways.go[:, day], cost)
        return cost

    def threshold(self, day: int) -> float | None:
        """Give the least told chance from which going is better on *day*."""
        goes = self.goes[day, :CLASSES]
        if not goes[-1]:
            return None
        first = CLASSES - int(np.argmin(goes[::-1])) if not goes.all() else 0
        return float(self.edges[day][first - 1]) if first else 0.0


def best_rule(ways: Ways) -> Rule:
    """Find the best rule in *ways*, from the last day backwards."""
    days = ways.told.shape[1]
    goes = np.zeros((days, CLASSES + 1), dtype=np.bool_)
    edges = tuple(_edges(ways, day) for day in range(days))
    cost = ways.stay.copy()
    for day in reversed(range(days)):
        here = classes(ways, day, edges[day])
        count = np.bincount(here, minlength=CLASSES + 1)
        going = np.bincount(here, ways.go[:, day], minlength=CLASSES + 1)
        waiting = np.bincount(here, cost, minlength=CLASSES + 1)
        goes[day] = (going < waiting) & (count > 0)
        cost = np.where(goes[day, here], ways.go[:, day], cost)
    return Rule(edges, goes)


def by_the_best_rule(ways: Ways, *, first: int) -> Costs:
    """
    Give, world by world, the cost of the best rule from day *first* on.

    The rule of a world is made of the other half of the worlds.
    """
    odd = np.arange(len(ways.stay)) % 2 == 1
    cost = np.empty(len(ways.stay))
    for half in (odd, ~odd):
        cost[half] = best_rule(ways.part(~half)).cost(ways.part(half), first)
    return cost


def best_fixed(ways: Ways) -> tuple[int, float]:
    """Give the day on which it is best to go whatever is told, -1 for never."""
    by_day = [float(ways.stay.mean()), *ways.go.mean(axis=0).tolist()]
    day = int(np.argmin(by_day))
    return day - 1, by_day[day]


def with_one_look(ways: Ways, day: int) -> Costs:
    """
    Give the cost of deciding for good on *day*, by what is told then.

    For good is to go on one of the days from *day* on, or never.
    """
    odd = np.arange(len(ways.stay)) % 2 == 1
    cost = np.empty(len(ways.stay))
    for half in (odd, ~odd):
        known, played = ways.part(~half), ways.part(half)
        edges = _edges(known, day)
        choice = _fixed_by_class(known, day, classes(known, day, edges))
        mine = choice[classes(played, day, edges)]
        rows = np.arange(len(played.stay))
        cost[half] = np.where(mine < 0, played.stay, played.go[rows, mine])
    return cost


def _fixed_by_class(ways: Ways, day: int, here: NDArray[np.int64]) -> NDArray[np.int64]:
    choice = np.full(CLASSES + 1, -1)
    for k in range(CLASSES + 1):
        mine = here == k
        if mine.any():
            part = ways.part(mine)
            best, _ = best_fixed(
                Ways(
                    told=part.told[:, day:],
                    lost=part.lost[:, day:],
                    go=part.go[:, day:],
                    stay=part.stay,
                )
            )
            choice[k] = best + day if best >= 0 else -1
    return choice


def classes(ways: Ways, day: int, edges: NDArray[np.float64]) -> NDArray[np.int64]:
    """Give the class of each world on *day*: of the told chance, or of the lost."""
    found = np.searchsorted(edges, ways.told[:, day], side="right")
    return np.where(ways.lost[:, day], _LOST, found)


def _edges(ways: Ways, day: int) -> NDArray[np.float64]:
    told = ways.told[~ways.lost[:, day], day]
    shares = np.arange(1, CLASSES) / CLASSES
    edges: NDArray[np.float64] = (
        np.quantile(told, shares) if len(told) else np.ones(CLASSES - 1)
    )
    return edges
