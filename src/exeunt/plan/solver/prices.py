"""What a seat or a turn at a gate is worth to others, from the relaxation's duals."""

from __future__ import annotations

from bisect import bisect_right

from exeunt.model.times import HOUR
from exeunt.plan.solver.grid import Grid
from exeunt.plan.solver.network import Seats, Way
from exeunt.plan.solver.program import Solved


TINY_H = 1e-6


class Prices:
    """
    Weighted person-hours that others lose when one more place is taken.

    With them, who has another way leaves the scarce seat to who has none.
    """

    def __init__(self, grid: Grid, solved: Solved) -> None:
        self._seats: dict[tuple[int, int], tuple[list[int], list[float]]] = {}
        for (way, kind), (moments, rows) in grid.seat_rows.items():
            values = [max(0.0, -x) for x in solved.prices[rows].tolist()]
            if max(values, default=0.0) > TINY_H:
                self._seats[way, kind] = (moments.tolist(), values)
        self._gates = {
            place: (
                grid.points[place].tolist(),
                [max(0.0, -x) for x in solved.prices[rows].tolist()],
            )
            for place, rows in grid.station_rows.items()
        }

    def seats_s(self, way: Way, start_s: int, takes: Seats) -> float:
        """Price the places on a run [weighted person-seconds]."""
        if way.seats is None:
            return 0.0
        price = 0.0
        for kind, count in enumerate(takes):
            known = self._seats.get((way.index, kind)) if count else None
            if known is not None:
                price += count * _at(known, start_s)
        return price * HOUR

    def gate_s(self, place: int, moment_s: int, persons: int) -> float:
        """Price a turn of *persons* at a station [weighted person-seconds]."""
        known = self._gates.get(place)
        return 0.0 if known is None else persons * _at(known, moment_s) * HOUR


def _at(known: tuple[list[int], list[float]], moment_s: int) -> float:
    moments, values = known
    return values[max(bisect_right(moments, moment_s) - 1, 0)]
