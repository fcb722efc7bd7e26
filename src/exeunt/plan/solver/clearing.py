"""
The least time by which all can be out: a bound by threshold, and a plan at it.

If the relaxation cannot bring out by *t* as many as the plan does, no plan can: so *t*
bounds the clearance from below, and halving finds the greatest such *t* with a few
linear programs [1]_. By the next moment a plan is sought, at first as if it were the
deadline. If that fails, vehicles are made whole; where every moment is a multiple of one
tick, and the points lie at the ticks, what comes of it is a plan.

References
----------
.. [1] B. Hoppe, E. Tardos, The quickest transshipment problem, Mathematics of
   Operations Research 25 (2000), doi:10.1287/moor.25.1.36.15211.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from exeunt.plan.solver.grid import Aim, Grid, GridBuilder
from exeunt.plan.solver.hurry import hurried
from exeunt.plan.solver.moments import EMPTY, LOADED
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.points import flows_per_point
from exeunt.plan.solver.program import solve_program, solve_whole
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.unfold import unfold
from exeunt.plan.solver.worth import worth_of


CLOSE = 1e-6
FLOWS = 200_000
"""Columns in a program, about."""
MINUTE_S = 60
LEAST_TICK_S = 30
"""With a shorter one there are too many points at ticks."""
HURRY_SHARE, EXACT_HURRY_SHARE = 0.3, 0.03
"""Of the time for a plan, at most, it is sought as if by a nearer deadline; where whole
vehicles are as good as a plan, less."""


@dataclass(slots=True)
class Clearing:
    """The search for the least clearance of plans that leave no more than *left*."""

    net: Network
    left: float
    """Weighted persons that may be left behind."""
    dice: np.random.Generator
    clock: Callable[[], float]
    step_s: int = field(init=False)
    """Points are so far apart."""
    tick_s: int = field(init=False)
    """Clearances closer than this are not told apart."""

    def __post_init__(self) -> None:
        self.tick_s = self.net.tick_s if self.exact else MINUTE_S
        self.step_s = self._step_s()

    @property
    def exact(self) -> bool:
        """Whether every moment is a multiple of a tick that is not too small."""
        return self.net.tick_s >= LEAST_TICK_S

    def _step_s(self) -> int:
        flows = flows_per_point(self.net)
        step = self.net.tick_s if self.exact else 5 * MINUTE_S
        while flows * self.net.deadline_s > FLOWS * step:
            step *= 2
        return step

    def too_soon(self, by_s: int, *, seconds: float) -> bool:
        """Tell whether it is proved that not enough can be out by *by_s*."""
        bound = solve_program(self._grid(by_s).arrays, seconds=seconds).bound
        return bound > self.left + CLOSE * max(1.0, self.left)

    def next_after(self, too_soon_s: int) -> int:
        """Give the least clearance there can be if *too_soon_s* is none."""
        if not self.exact:
            return too_soon_s + 1
        tick = self.net.tick_s
        return (too_soon_s // tick + 1) * tick

    def plan(
        self, by_s: int, *, seconds: float, nodes: int | None
    ) -> tuple[Schedule | None, bool]:
        """
        Make a plan in which enough are out by *by_s*.

        Returns the plan, if one was found, and whether it is proved that there is none.
        """
        began = self.clock()
        share = EXACT_HURRY_SHARE if self.exact else HURRY_SHARE
        schedule = hurried(
            self.net,
            by_s,
            left=self.left,
            dice=self.dice,
            clock=self.clock,
            seconds=None if nodes is not None else share * seconds,
        )
        if self._good(schedule, by_s):
            return schedule, False
        seconds -= self.clock() - began
        return self._whole(by_s, seconds=seconds, nodes=nodes)

    def _whole(
        self, by_s: int, *, seconds: float, nodes: int | None
    ) -> tuple[Schedule | None, bool]:
        """
        Make vehicles of the relaxation whole.

        Only runs with people are at first: then empty runs mostly are so, too. If not,
        they are made whole as well.
        """
        grid = self._grid(by_s, sure=True)
        for kinds in ({LOADED}, {LOADED, EMPTY}):
            whole = np.concatenate(
                [x.columns for x in grid.legs if x.who in kinds]
                or [np.zeros(0, dtype=np.int64)]
            )
            solved = solve_whole(grid.arrays, whole, seconds=seconds, nodes=nodes)
            if solved.values is None:
                return None, self.exact and solved.impossible
            schedule = unfold(grid, solved.values)
            if self._good(schedule, by_s):
                return schedule, False
        return None, False

    def _good(self, schedule: Schedule, by_s: int) -> bool:
        worth = worth_of(schedule)
        return (
            worth.left_behind <= self.left + CLOSE * max(1.0, self.left)
            and worth.clearance_s <= by_s
        )

    def _grid(self, by_s: int, *, sure: bool = False) -> Grid:
        aim = Aim(
            level="left_behind",
            out_by_s=by_s,
            sure=sure,
            left_at_most=self.left if sure else None,
        )
        points = np.arange(0, by_s + 1, self.step_s)
        return GridBuilder(self.net, (points,) * len(self.net.places), aim).build()
