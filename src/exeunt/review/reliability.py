"""Whether what was called likely came to pass as often as was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from exeunt.model.replays import Bin, CaseDays


EDGES = (0.0, 0.1, 0.3, 0.5, 0.7, 1.0)


def reliability(
    said: Mapping[str, NDArray[np.float64]],
    cases: Sequence[CaseDays],
    *,
    horizon: int,
) -> tuple[Bin, ...]:
    """
    Put the days of all cases into steps of what was said; empty steps are left out.

    Days of one case go together, so a step with few cases shows little, however many
    its days.
    """
    found = []
    for low, high in pairwise(EDGES):
        within = {c.name: _within(said[c.name], low, high) for c in cases}
        days = sum(int(at.sum()) for at in within.values())
        if not days:
            continue
        values = np.concatenate([said[c.name][within[c.name]] for c in cases])
        came = np.concatenate([c.happened(horizon)[within[c.name]] for c in cases])
        found.append(
            Bin(
                low=low,
                high=high,
                days=days,
                cases=sum(bool(at.any()) for at in within.values()),
                said=float(values.mean()),
                happened=float(came.mean()),
            )
        )
    return tuple(found)


def _within(said: NDArray[np.float64], low: float, high: float) -> NDArray[np.bool_]:
    below = said <= high if high == EDGES[-1] else said < high
    within: NDArray[np.bool_] = (said >= low) & below
    return within
