"""Points in time for the relaxation: where they begin, and where more are needed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from exeunt.model.times import HOUR, MINUTE
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.program import Ints


@dataclass(frozen=True, slots=True)
class Points:
    """Ascending points by place, each beginning at 0."""

    by_place: tuple[Ints, ...]
    words: str


def even_points(net: Network, step_s: int) -> Points:
    """Lay a point every *step_s* at every place."""
    points = np.arange(0, net.deadline_s + 1, step_s)
    step = f"{step_s // HOUR} h" if step_s % HOUR == 0 else f"{step_s // MINUTE} min"
    return Points(tuple(points for _ in net.places), f"steps of {step}")
