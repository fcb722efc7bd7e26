"""
Simple forecasters that any model has to beat, fitted on cases other than the scored.

Each gives a chance within 14 and within 30 days; between them, and before, the hazard is
constant, so that they have a closing time to be scored too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from exeunt.model.replays import FARTHEST, HORIZONS, CaseDays, Forecast


HALF_A_CASE = 0.5
"""How much the share over all days weighs beside the days of one kind, in cases."""
STAYS = 0.01
"""Chance of a closing for who thinks that all stays as it is."""

Kind = Callable[[CaseDays], NDArray[np.int64]]
"""Gives of each day of a case the kind that it is of."""
Rival = Callable[[CaseDays, Sequence[CaseDays]], Forecast]
"""Forecasts a case after what was learnt from others."""


def constant(case: CaseDays, others: Sequence[CaseDays]) -> Forecast:
    """Say every day the share of days that were followed by a closing."""
    return _by_kind(case, others, _all_alike)


def last_value(case: CaseDays, others: Sequence[CaseDays]) -> Forecast:
    """Say that the exit, open today, stays open."""
    del others
    return _curves(np.full((len(case.as_of), len(HORIZONS)), STAYS))


def status_ladder(case: CaseDays, others: Sequence[CaseDays]) -> Forecast:
    """Say the share of days on the same rung of the ladder of departure statuses."""
    return _by_kind(case, others, lambda one: one.rung)


def event_count(case: CaseDays, others: Sequence[CaseDays]) -> Forecast:
    """Say the share of days with about as many reports in the week before."""
    return _by_kind(case, others, lambda one: np.digitize(one.reports, (1, 3, 6)))


def _all_alike(case: CaseDays) -> NDArray[np.int64]:
    return np.zeros(len(case.as_of), dtype=np.int64)


def _by_kind(case: CaseDays, others: Sequence[CaseDays], kind: Kind) -> Forecast:
    mine = kind(case)
    chances = np.empty((len(mine), len(HORIZONS)))
    for column, horizon in enumerate(HORIZONS):
        everywhere = float(np.mean([one.happened(horizon).mean() for one in others]))
        for k in np.unique(mine):
            seen = [(kind(one) == k, one.happened(horizon)) for one in others]
            weight = sum(float(at.mean()) for at, _ in seen)
            came = sum(float((at & happened).mean()) for at, happened in seen)
            share = (came + HALF_A_CASE * everywhere) / (weight + HALF_A_CASE)
            chances[mine == k, column] = share
    return _curves(chances)


def _curves(chances: NDArray[np.float64]) -> Forecast:
    """Draw survival through *chances* (days, horizons), of constant hazard between."""
    knots = np.array([0, *HORIZONS], dtype=float)
    rising = np.maximum.accumulate(np.clip(chances, 0.0, 1 - 1e-9), axis=1)
    hazard = np.concatenate([np.zeros((len(rising), 1)), -np.log1p(-rising)], axis=1)
    days = np.arange(FARTHEST + 1, dtype=float)
    drawn = np.array([np.interp(days, knots, row) for row in hazard])
    closed: Forecast = 1 - np.exp(-drawn)
    return closed


RIVALS: dict[str, tuple[str, Rival]] = {
    "constant": ("constant base rate", constant),
    "last_value": ("last value: it stays open", last_value),
    "status_ladder": ("status ladder", status_ladder),
    "event_count": ("reports in 7 days", event_count),
}
"""By name: in words, and how it forecasts."""
