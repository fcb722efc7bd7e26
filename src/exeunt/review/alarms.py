"""How early an alarm warns when it may be up on so many days for nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from exeunt.model.replays import FARTHEST, Alarms, CaseDays, Warned


def alarms(
    said: Mapping[str, NDArray[np.float64]],
    cases: Sequence[CaseDays],
    *,
    allowed: float,
) -> Alarms:
    """
    Set the alarm as low as *allowed* lets it, and tell what it gives.

    Parameters
    ----------
    said
        By case, (days,): the chance of a closing within 30 days.
    cases
        The cases.
    allowed
        On which share of the days without a closing within 30 days it may be up. The
        threshold is set on all cases at once, for every forecaster alike.
    """
    threshold = _threshold(said, cases, allowed=allowed)
    up = {c.name: _up(said[c.name], threshold) for c in cases}
    quiet = {c.name: ~c.happened(FARTHEST) for c in cases}
    open_ = [c for c in cases if not c.closed]
    return Alarms(
        allowed=allowed,
        threshold=threshold,
        false_days=sum(int((up[c.name] & quiet[c.name]).sum()) for c in cases),
        quiet_days=sum(int(quiet[c.name].sum()) for c in cases),
        false_cases=sum(bool(up[c.name].any()) for c in open_),
        open_cases=len(open_),
        warned=tuple(
            Warned(case=c.name, lead_days=_lead(up[c.name])) for c in cases if c.closed
        ),
    )


def _threshold(
    said: Mapping[str, NDArray[np.float64]],
    cases: Sequence[CaseDays],
    *,
    allowed: float,
) -> float | None:
    values = np.concatenate([said[c.name] for c in cases])
    quiet = np.concatenate([~c.happened(FARTHEST) for c in cases])
    for threshold in np.unique(values):
        if (values[quiet] >= threshold).sum() <= allowed * quiet.sum():
            return float(threshold)
    return None


def _up(said: NDArray[np.float64], threshold: float | None) -> NDArray[np.bool_]:
    if threshold is None:
        return np.zeros(len(said), dtype=bool)
    up: NDArray[np.bool_] = said >= threshold
    return up


def _lead(up: NDArray[np.bool_]) -> int:
    """Count the days to the closing on which it was up without a break."""
    down = np.flatnonzero(~up)
    return len(up) - (int(down[-1]) + 1 if len(down) else 0)
