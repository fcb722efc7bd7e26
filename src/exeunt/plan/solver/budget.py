"""The row by which a relaxation keeps a cap on cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from exeunt.plan.solver.caps import CLOSE
from exeunt.plan.solver.demand import Class
from exeunt.plan.solver.moments import EMPTY, LOADED, Legs
from exeunt.plan.solver.network import SERVICE, Network
from exeunt.plan.solver.program import Program


def cap_cost(
    program: Program,
    net: Network,
    legs: Iterable[Legs],
    classes: Sequence[Class],
    most: float,
) -> None:
    """Let trips of fleets and seats of services cost at most so much in all."""
    row = program.add_rows(np.array([-np.inf]), np.array([most * (1 + CLOSE) + CLOSE]))
    for one in legs:
        each = 0.0
        if one.who in {LOADED, EMPTY}:
            each = net.fleets[one.way.fleet].cost_per_trip
        elif one.way.fleet == SERVICE:
            each = net.seat_cost[one.way.index] * classes[one.who].size
        if each:
            program.put(np.repeat(row, len(one.columns)), one.columns, each)
