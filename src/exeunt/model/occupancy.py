"""How full places, vehicles and stations were, hour by hour, over many worlds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Hourly:
    """One thing hour by hour after H-hour: in the mean, and at the 90th percentile."""

    name: str
    mean: NDArray[np.float64]
    high: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupancy:
    """What was counted in *worlds* worlds that were played once more."""

    worlds: int
    waiting: tuple[Hourly, ...]
    """By place: people who queue or wait to leave, those who wait most first."""
    fleets: tuple[Hourly, ...]
    """By fleet: share of its vehicles that load, are under way or unload."""
    stations: tuple[Hourly, ...]
    """By place of limited rate: share of the hour in which it processes people."""
