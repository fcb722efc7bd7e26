"""What is scarce when: what the relaxation pays for what there is too little of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from exeunt.plan.solver.grid import Grid
from exeunt.plan.solver.moments import LOADED
from exeunt.plan.solver.network import SERVICE
from exeunt.plan.solver.program import Floats, Ints, Solved


SOME_H = 1e-6
MOST_OF = 0.9
"""Of what is paid falls into the time for which a thing is said to be scarce."""


class Kind(StrEnum):
    """What there may be too little of."""

    PROCESSING = "processing"
    SEATS = "seats"
    BEDS = "beds"
    HEADWAY = "headway"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scarce:
    """
    One thing that there is too little of, and what is paid for it over time.

    What is paid is the shadow price times all that there is: what the relaxation
    would lose, to first order, were it all taken away.
    """

    kind: Kind
    place: int
    name: str = ""
    """Of the carrier that has the seats, or the hop that is too narrow."""
    moments: Ints
    """When each stretch of time begins [s after H-hour]."""
    until: Ints
    paid_h: Floats
    """Weighted person-hours, by stretch of time."""

    @property
    def total_h(self) -> float:
        """What is paid for it in all [weighted person-hours]."""
        return float(self.paid_h.sum())

    @property
    def window_s(self) -> tuple[int, int]:
        """Give the shortest time, about, in which most of it is paid."""
        order = np.argsort(self.moments, kind="stable")
        paid = np.cumsum(self.paid_h[order]) / self.total_h
        spare = (1 - MOST_OF) / 2
        first = order[int(np.searchsorted(paid, spare, side="right"))]
        last = order[min(int(np.searchsorted(paid, 1 - spare)), len(order) - 1)]
        return int(self.moments[first]), int(max(self.until[last], self.until[first]))


def scarce_in(grid: Grid, solved: Solved) -> tuple[Scarce, ...]:
    """List what is scarce in a relaxation of person-hours, the dearest first."""
    found = [
        *_stations(grid, solved.prices),
        *_seats(grid, solved),
        *_beds(grid, solved.prices),
        *_headways(grid, solved.prices),
    ]
    some = [one for one in found if one.total_h > SOME_H]
    return tuple(sorted(some, key=lambda s: (-s.total_h, s.kind, s.place, s.name)))


def _price(prices: Floats, rows: Ints) -> Floats:
    return np.maximum(0.0, -prices[rows])


def _stations(grid: Grid, prices: Floats) -> Iterator[Scarce]:
    for place, (_, most) in grid.stations.items():
        ends = np.append(grid.points[place], grid.net.deadline_s)
        yield Scarce(
            kind=Kind.PROCESSING,
            place=place,
            moments=ends[:-1],
            until=ends[1:],
            paid_h=_price(prices, grid.station_rows[place]) * most,
        )


def _beds(grid: Grid, prices: Floats) -> Iterator[Scarce]:
    for place, row in grid.bed_rows.items():
        yield Scarce(
            kind=Kind.BEDS,
            place=place,
            moments=np.zeros(1, dtype=np.int64),
            until=np.array([grid.net.deadline_s]),
            paid_h=_price(prices, row) * grid.arrays.upper[row],
        )


def _headways(grid: Grid, prices: Floats) -> Iterator[Scarce]:
    for hop, parts in grid.lane_rows.items():
        paid = [_price(prices, rows) * grid.arrays.upper[rows] for _, _, rows in parts]
        yield Scarce(
            kind=Kind.HEADWAY,
            place=grid.net.number[grid.net.hops[hop].from_],
            name=grid.net.hops[hop].id,
            moments=np.concatenate([begins for begins, _, _ in parts]),
            until=np.concatenate([ends for _, ends, _ in parts]),
            paid_h=np.concatenate(paid),
        )


def _seats(grid: Grid, solved: Solved) -> Iterator[Scarce]:
    """Add up what is paid for seats by place and carrier, whatever the way is."""
    net = grid.net
    flows = {legs.way.index: legs for legs in grid.legs if legs.who == LOADED}
    parts: dict[tuple[int, str], list[tuple[Ints, Ints, Floats]]] = {}
    for (index, kind), (moments, rows) in grid.seat_rows.items():
        way = net.ways[index]
        price = _price(solved.prices, rows)
        if way.fleet == SERVICE:
            seats = grid.arrays.upper[rows]
        else:
            seats = solved.values[flows[index].columns] * (way.seats or (0, 0, 0))[kind]
        points = np.append(grid.points[way.from_], net.deadline_s)
        after = np.searchsorted(points, moments, side="right")
        until = points[np.minimum(after, len(points) - 1)]
        part = (moments, until, price * seats)
        parts.setdefault((way.from_, way.name), []).append(part)
    for (place, name), some in parts.items():
        moments, until, paid = (np.concatenate(x) for x in zip(*some, strict=True))
        yield Scarce(
            kind=Kind.SEATS,
            place=place,
            name=name,
            moments=moments,
            until=until,
            paid_h=paid,
        )
