"""
What one more of something is worth: relaxations of like posts, compared.

Every post is relaxed over the same points in time, so that the one that has more is
never bounded by more. Where nothing but an amount differs, the prices of the post as it
stands bound the other one without a solution, by weak duality: that ranks at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from exeunt.plan.solver.grid import Aim, Grid, GridBuilder
from exeunt.plan.solver.network import Network, Way
from exeunt.plan.solver.points import Points, common_points, first_points
from exeunt.plan.solver.prices import Prices
from exeunt.plan.solver.program import Solved, solve_program


FLOWS = 25_000
"""Columns in a program, about: it is solved in a fraction of a second."""
SOME_H = 1e-6
AMOUNTS = frozenset({"vehicles", "processing", "seats", "beds"})
"""Kinds of levers that change nothing but how much there is of a thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxed:
    """What the relaxation of one post comes to."""

    bound_h: float
    """Weighted person-hours that no plan of it comes below."""
    solved: bool
    """Whether it was solved; if not, the bound is from the prices of another."""
    prices: Prices | None = None


class Yardstick:
    """Relaxations of posts that have more of something than one post."""

    def __init__(
        self,
        net: Network,
        more: Iterable[Network],
        *,
        busy_until_s: int,
        left_at_most: float,
        seconds: float,
    ) -> None:
        """
        Relax *net*, over points that suit the others as well.

        Parameters
        ----------
        net
            The post as it stands.
        more
            The posts that are to be compared with it; they have the same places.
        busy_until_s
            When the last of a plan are out.
        left_at_most
            Weighted persons that a plan leaves, and no other may leave more.
        seconds
            Each relaxation takes no longer, about.
        """
        self._seconds = seconds
        self._left = left_at_most
        self._points: Points = common_points(
            first_points(one, busy_until_s=busy_until_s, flows=FLOWS)
            for one in (net, *more)
        )
        self._grid = self._grid_of(net)
        self._solved = solve_program(self._grid.arrays, seconds=seconds)
        self.base = self._relaxed(self._grid, self._solved)

    def idle(self, kind: str, of: str) -> bool:
        """
        Tell whether more of a thing saves nothing, since nothing is paid for it.

        Then the prices of the post as it stands are a bound on the one with more, too.
        """
        grid, prices = self._grid, self._solved.prices
        none_yet = any(f.id == of and not f.vehicles for f in grid.net.fleets)
        if kind not in AMOUNTS or (kind == "vehicles" and none_yet):
            return False
        rows = [np.zeros(0, dtype=np.int64)]
        if kind in {"vehicles", "seats"}:
            rows += [
                some
                for (index, _), (_, some) in grid.seat_rows.items()
                if _carries(grid.net, grid.net.ways[index], kind, of)
            ]
        else:
            known = grid.bed_rows if kind == "beds" else grid.station_rows
            place = grid.net.number[of]
            rows += [known[place]] if place in known else []
        return not (np.abs(prices[np.concatenate(rows)]) > SOME_H).any()

    def relax(self, net: Network) -> Relaxed:
        """
        Bound *net*, which has more.

        If the prices of the post as it stands leave nothing to save, that is all.
        """
        grid = self._grid_of(net)
        shape = len(grid.arrays.cost), len(grid.arrays.lower)
        if shape == (len(self._solved.values), len(self._solved.prices)):
            guess = grid.arrays.dual_bound(self._solved.prices)
            if guess >= self.base.bound_h - SOME_H:
                return Relaxed(bound_h=self.base.bound_h, solved=False)
        solved = solve_program(grid.arrays, seconds=self._seconds, like=self._solved)
        return self._relaxed(grid, solved)

    def _relaxed(self, grid: Grid, solved: Solved) -> Relaxed:
        return Relaxed(
            bound_h=solved.bound,
            solved=solved.optimal,
            prices=grid.prices(solved.prices),
        )

    def _grid_of(self, net: Network) -> Grid:
        aim = Aim(level="person_hours", left_at_most=self._left)
        pooled = range(len(net.fleets)) if self._points.pooled else ()
        return GridBuilder(
            net, self._points.by_place, aim, pooled=frozenset(pooled)
        ).build()


def _carries(net: Network, way: Way, kind: str, of: str) -> bool:
    """Tell whether *way* is of that fleet, or of one alike, or of that service."""
    if kind == "seats":
        return way.departure.partition("@")[0] == of
    if way.fleet < 0:
        return False
    return any(net.fleets[f].id == of for f in net.alike[net.leads_for[way.fleet]])
