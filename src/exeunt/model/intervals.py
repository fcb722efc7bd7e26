"""How far a figure from so many worlds may be off: 95 % intervals."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


Z95 = 1.959963984540054
"""The normal score that 95 % lie within, on both sides."""
_TAIL = 0.025
_ALIKE = 1e-12

Between = tuple[int | None, int | None]
"""The ends of an interval of times [s]; None: never, or nothing bounds it."""


def half_width(chances: NDArray[np.float64]) -> float:
    """
    Give half the 95 % interval of the mean of *chances*, from their spread alone.

    Two worlds of certain success and two of certain failure are added, as Agresti and
    Coull do for a proportion, so that a thousand successes are not taken for certainty.
    """
    n = len(chances) + 4
    mean = (chances.sum() + 2) / n
    square = ((chances - mean) ** 2).sum() + 2 * (1 - mean) ** 2 + 2 * mean**2
    return float(Z95 * np.sqrt(square / n / n))


def share_half_width(successes: int, worlds: int) -> float:
    """Give half the 95 % interval of a share of *worlds*, likewise."""
    n = worlds + 4
    share = (successes + 2) / n
    return float(Z95 * np.sqrt(share * (1 - share) / n))


def mean_half_width(values: NDArray[np.int64] | NDArray[np.float64]) -> float | None:
    """Give half the 95 % interval of the mean of *values*; one value leaves none."""
    if len(values) < 2:
        return None
    return float(Z95 * values.std(ddof=1) / np.sqrt(len(values)))


def half_width_by_world(values: NDArray[np.float64], worlds: int) -> float | None:
    """
    Give half the 95 % interval of the mean of *values* that share *worlds*.

    World after world was taken for value after value, and again from the first: values
    of one world are no more than one witness. One world leaves none.
    """
    world = np.arange(len(values)) % worlds
    sums = np.bincount(world, weights=values)
    return mean_half_width(sums / np.bincount(world))


def half_width_of_gain(gains: NDArray[np.float64]) -> float:
    """
    Give half the 95 % interval of the mean gain in a chance, from world to world.

    Where the gain is the same in every world, it is bounded by the share of worlds, not
    played, in which it may be another: 95 % certain, one minus the *n*-th root of 0.05.
    """
    n = len(gains)
    if np.ptp(gains) > _ALIKE:
        return float(Z95 * gains.std(ddof=1) / np.sqrt(n))
    return float(1 - 0.05 ** (1 / n))


def ranks_around(share: float, worlds: int) -> tuple[int, int]:
    """
    Give the ranks, from 1, between which a quantile lies with 95 % confidence.

    Of so many sorted values those of these ranks hold the quantile *share* between
    them, whatever the values are distributed like: how many lie below it is binomial.
    Rank 0, or one above *worlds*: no value bounds it on that side.
    """
    at_most = _binomial(worlds, share)
    low = int(np.searchsorted(at_most, _TAIL, side="right"))
    high = int(np.searchsorted(at_most, 1 - _TAIL)) + 1
    return low, high


def _binomial(n: int, share: float) -> NDArray[np.float64]:
    """Give P(at most k of *n*), for k = 0 to *n*."""
    k = np.arange(n + 1)
    log_factorial = np.concatenate([[0.0], np.log(np.arange(1, n + 1)).cumsum()])
    log_chance = (
        log_factorial[n]
        - log_factorial[k]
        - log_factorial[n - k]
        + k * np.log(share)
        + (n - k) * np.log1p(-share)
    )
    at_most: NDArray[np.float64] = np.exp(log_chance).cumsum()
    return at_most
