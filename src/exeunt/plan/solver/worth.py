"""What a schedule is worth: the levels of the objective (rules §14 and §35)."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

from exeunt.model.plan import Level
from exeunt.plan.solver.network import SERVICE
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.told import broken_promises


Order = tuple[Level, ...]
"""Levels from the one that comes first; who is left behind always does."""


class Worth(NamedTuple):
    """Less is better, level by level."""

    left_behind: float
    """Weighted persons."""
    person_hours: float
    clearance_s: int
    cost: float
    """In the unit of the post's fleets and services."""
    promises: int = 0
    """How many are broken."""
    promise_h: float = 0.0
    """What one of them is charged."""
    over_h: float = 0.0
    """What is charged for being over a cap."""

    @property
    def charged_h(self) -> float:
        """Person-hours, and those that broken promises (rule §35) and caps charge."""
        return self.person_hours + self.promise_h * self.promises + self.over_h

    def level(self, level: Level) -> float:
        """Give one level; clearance in seconds."""
        return float(self.clearance_s if level == "clearance" else getattr(self, level))

    def counted(self, level: Level) -> float:
        """Give what plans are compared by at one level."""
        return self.charged_h if level == "person_hours" else self.level(level)

    def key(self, order: Order) -> tuple[float, ...]:
        """Give a value to compare by in *order*, blind to rounding."""
        return tuple(round(self.counted(level), 6) for level in order)


USUAL: Order = ("left_behind", "person_hours", "clearance", "cost")


def order_of(first: Level) -> Order:
    """Give the order in which levels count when *first* is asked for."""
    rest = [level for level in USUAL if level not in {"left_behind", first}]
    return ("left_behind", *([] if first == "left_behind" else [first]), *rest)


def worth_of(schedule: Schedule) -> Worth:
    """Add up what *schedule* reaches."""
    units = schedule.net.units
    left = sum(n * unit.weight for n, unit in zip(schedule.waiting, units, strict=True))
    journeys = [j for journeys in schedule.journeys for j in journeys]
    seconds = sum(j.persons * j.unit.weight * j.out_s for j in journeys)
    clearance_s = max((j.out_s for j in journeys), default=0)
    cost = _cost(schedule)
    return Worth(
        left_behind=left,
        person_hours=(seconds + left * schedule.net.deadline_s) / 3600,
        clearance_s=clearance_s,
        cost=cost,
        promises=broken_promises(schedule),
        promise_h=schedule.net.promise_h,
        over_h=schedule.net.caps.charge_h(cost, clearance_s),
    )


def _cost(schedule: Schedule) -> float:
    """Add up trips of fleets, and seats that services sell."""
    net = schedule.net
    trips = sum(
        fleet.cost_per_trip * len(tour)
        for fleet, tours in zip(net.fleets, schedule.tours, strict=True)
        for tour in tours
    )
    seats = sum(
        net.seat_cost[run.way.index] * sum(run.riders.values())
        for run in chain.from_iterable(schedule.calls)
        if run.way.fleet == SERVICE and run.riders
    )
    return float(trips + seats)
