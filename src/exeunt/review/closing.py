"""
Scores of forecasts of a closing: of whether it comes, and of when.

All are losses, 0 for a perfect forecast. Brier: Brier, Mon. Weather Rev. 78 (1950). The
ranked probability score over whole days is the continuous one of a closing time that is
told in days and cut off at the last of them: Epstein, J. Appl. Meteorol. 8 (1969).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


SUREST = 0.001
"""For the logarithm no chance counts as nearer to 0 or 1 than this."""

Array = NDArray[np.float64]


def brier(said: Array, happened: NDArray[np.bool_]) -> Array:
    """Give the squared error of each chance in *said*, both (days,)."""
    loss: Array = (said - happened) ** 2
    return loss


def log_loss(said: Array, happened: NDArray[np.bool_]) -> Array:
    """Give minus the natural logarithm of the chance given to what came true."""
    clipped = np.clip(said, SUREST, 1 - SUREST)
    loss: Array = -np.log(np.where(happened, clipped, 1 - clipped))
    return loss


def crps_days(closed_by: Array, closes_in: Array) -> Array:
    """
    Give the continuous ranked probability score of each day's closing time [days].

    Parameters
    ----------
    closed_by
        (days, n + 1): chance that it is closed within 0, 1, ... n whole days.
    closes_in
        (days,): whole days until it closed; more than n, or inf: it stayed open.
    """
    steps = np.arange(1, closed_by.shape[1])
    truth = closes_in[:, None] <= steps
    loss: Array = ((closed_by[:, 1:] - truth) ** 2).sum(axis=1)
    return loss
