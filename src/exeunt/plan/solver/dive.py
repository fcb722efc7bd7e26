"""
From the relaxation down to whole vehicles, some hours of trips at a time.

The runs with people of the first few hours are rounded to whole vehicles, what is cut
off being added to the next, and kept; the rest is solved anew, so that later trips make
good what rounding lost; and so on until the last trip [1]_.

References
----------
.. [1] T. Achterberg, Constraint integer programming, 2007, chapter 9 on diving,
   doi:10.14279/depositonce-1634.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from exeunt.model.times import HOUR, MINUTE
from exeunt.plan.solver.grid import Aim, Grid, GridBuilder
from exeunt.plan.solver.moments import LOADED, Legs
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.points import flows_per_point
from exeunt.plan.solver.program import Floats, Ints, Kept
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.unfold import unfold


AT_ONCE_S = 3 * HOUR
"""Trips of so long a time are rounded together."""
FLOWS = 50_000
"""Columns in the program, about."""
STEPS_S = tuple(n * MINUTE for n in (15, 30, 60, 120))
TINY = 1e-6


def dive(net: Network, *, left_s: Callable[[], float]) -> Schedule | None:
    """
    Make a schedule along the relaxation of *net*.

    Parameters
    ----------
    net
        The problem.
    left_s
        Tells how many seconds the dive may still last; what is not rounded by then
        is cut off.

    Returns
    -------
    Schedule or None
        Some may have no journey in it. None: the problem is too large for this.
    """
    step_s = next(
        (s for s in STEPS_S if flows_per_point(net) * _points(net, s) <= FLOWS), None
    )
    if step_s is None:
        return None
    points = np.arange(0, net.deadline_s + 1, step_s)
    aim = Aim(level="person_hours", sure=True)
    grid = GridBuilder(net, (points,) * len(net.places), aim).build()
    values = _Dive(grid, left_s).values()
    return None if values is None else unfold(grid, values)


def _points(net: Network, step_s: int) -> int:
    return net.deadline_s // step_s


class _Dive:
    def __init__(self, grid: Grid, left_s: Callable[[], float]) -> None:
        self._left_s = left_s
        self._end_s = grid.net.deadline_s
        self._runs = [legs for legs in grid.legs if legs.who == LOADED]
        self._program = Kept(grid.arrays)
        self._owed = [0.0] * len(self._runs)
        """By kind of run: what rounding has cut off so far."""

    def values(self) -> Floats | None:
        """Round all runs from first to last; give the flows."""
        values = self._solve()
        for from_s in range(0, self._end_s, AT_ONCE_S):
            if values is None or not self._any_from(from_s, values):
                break
            kept = self._keep(from_s, values)
            if kept is None:
                break
            values = kept
        return values

    def _solve(self) -> Floats | None:
        left_s = self._left_s()
        return None if left_s <= 0 else self._program.solve(seconds=left_s)

    def _any_from(self, from_s: int, values: Floats) -> bool:
        return any(
            values[legs.columns[legs.starts_s >= from_s]].sum() > TINY
            for legs in self._runs
        )

    def _keep(self, from_s: int, values: Floats) -> Floats | None:
        """Keep the runs of some hours as whole vehicles, or as many as can be."""
        parts = [
            self._rounded(n, legs, from_s, values) for n, legs in enumerate(self._runs)
        ]
        columns = np.concatenate([c for c, _ in parts])
        whole = np.concatenate([w for _, w in parts])
        self._program.keep_within(columns, whole, whole)
        solved = self._solve()
        if solved is not None:
            return solved
        # too many were rounded up: let fewer go, and keep those that do
        self._program.keep_within(columns, np.zeros(len(whole)), whole)
        fewer = self._solve()
        if fewer is None:
            return None
        some = np.floor(fewer[columns] + TINY)
        self._program.keep_within(columns, some, some)
        return self._solve()

    def _rounded(
        self, number: int, legs: Legs, from_s: int, values: Floats
    ) -> tuple[Ints, Floats]:
        now = (legs.starts_s >= from_s) & (legs.starts_s < from_s + AT_ONCE_S)
        columns = legs.columns[now]
        if not len(columns):
            return columns, np.zeros(0)
        owed = self._owed[number]
        run = owed + np.cumsum(values[columns])
        whole = np.diff(np.floor(np.append(owed, run) + 0.5 - TINY)).clip(min=0)
        self._owed[number] = float(run[-1] - whole.sum())
        return columns, whole
