"""What a seat or a turn at a station is worth to others."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

import numpy as np

from exeunt.model.times import HOUR
from exeunt.plan.solver.network import Seats, Way
from exeunt.plan.solver.program import Floats, Ints


SOME_H = 1e-6
Course = tuple[list[int], list[float]]
"""Moments [s], ascending, and the price at each."""


@dataclass(slots=True)
class Prices:
    """
    Weighted person-hours that others lose when one more place is taken.

    With them, who has another way leaves the scarce seat to who has none.
    """

    seats: dict[tuple[int, int], Course] = field(default_factory=dict)
    """By way and kind of seat."""
    turns: dict[int, Course] = field(default_factory=dict)
    """By place that processes."""
    dear: set[tuple[int, int]] = field(default_factory=set)
    """Fleets and kinds of seat with a price anywhere."""

    def put_seat(self, way: Way, kind: int, moments: Ints, prices: Floats) -> None:
        """Price the seats of a kind on a way, if they cost anything."""
        if prices.max(initial=0.0) > SOME_H:
            self.seats[way.index, kind] = (moments.tolist(), prices.tolist())
            self.dear.add((way.fleet, kind))

    def scarce(self, fleet: int, kind: int) -> bool:
        """Tell whether a seat of that kind costs anything anywhere on the fleet."""
        return (fleet, kind) in self.dear

    def seat_h(self, way: Way, kind: int, moments: Ints) -> Floats:
        """Price one seat at each of *moments*, straight between those known."""
        return _between(self.seats.get((way.index, kind)), moments)

    def turn_h(self, place: int, moments: Ints) -> Floats:
        """Price one turn at each of *moments*, straight between those known."""
        return _between(self.turns.get(place), moments)

    def seats_s(self, way: Way, start_s: int, takes: Seats) -> float:
        """Price the places on a run [weighted person-seconds]."""
        price = 0.0
        for kind, count in enumerate(takes):
            course = self.seats.get((way.index, kind)) if count else None
            if course is not None:
                price += count * _at(course, start_s)
        return price * HOUR

    def turns_s(self, place: int, moment_s: int, persons: int) -> float:
        """Price turns of *persons* at a station [weighted person-seconds]."""
        course = self.turns.get(place)
        return 0.0 if course is None else persons * _at(course, moment_s) * HOUR


def _at(course: Course, moment_s: int) -> float:
    moments, prices = course
    return prices[max(bisect_right(moments, moment_s) - 1, 0)]


def _between(course: Course | None, moments: Ints) -> Floats:
    if course is None:
        return np.zeros(len(moments))
    return np.interp(moments, course[0], course[1])
