"""Choose a setting on all cases but one, so that the one can score it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def chosen_without(losses: NDArray[np.float64]) -> list[int]:
    """
    Give for each case the setting with the least mean loss over the other cases.

    Parameters
    ----------
    losses
        (settings, cases). Of settings that are equally good the first is taken.

    Raises
    ------
    ValueError
        When there is but one case, so that nothing is left to choose on.
    """
    count = losses.shape[1]
    if count < 2:
        raise ValueError(f"{count} case leaves no other to choose on")
    rest = (losses.sum(axis=1, keepdims=True) - losses) / (count - 1)
    return [int(k) for k in np.argmin(rest.round(12), axis=0)]
