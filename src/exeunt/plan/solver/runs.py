"""Runs of vehicles and groups, and the journeys that people make on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exeunt.plan.solver.endurance import State
from exeunt.plan.solver.lanes import Leg
from exeunt.plan.solver.network import Unit, Way


class Run:
    """One trip of a vehicle, or of a group by own means."""

    __slots__ = (
        "arrive_s",
        "depart_s",
        "loaded",
        "ready_s",
        "riders",
        "room",
        "start_s",
        "vehicle",
        "way",
    )

    def __init__(self, way: Way, start_s: int, vehicle: int, *, loaded: bool) -> None:
        self.way = way
        self.start_s = start_s
        self.vehicle = vehicle
        self.loaded = loaded
        self.depart_s = start_s + (way.loading_s if loaded else 0)
        self.arrive_s = self.depart_s + way.travel_s
        self.ready_s = self.arrive_s + (way.unloading_s if loaded else 0)
        self.room = None if way.seats is None else list(way.seats)
        self.riders: dict[int, int] = {}

    def fits(self, takes: tuple[int, int, int]) -> bool:
        """Tell whether there is room of every kind."""
        room = self.room
        return room is None or (
            room[0] >= takes[0] and room[1] >= takes[1] and room[2] >= takes[2]
        )


Legs = tuple[Leg, ...]
Drive = tuple[Legs, int]
"""Empty runs, and when the last one arrives."""


def by_start(run: Run) -> int:
    """Order runs by when loading begins."""
    return run.start_s


@dataclass(frozen=True, slots=True)
class Journey:
    """Some people of one unit, the runs that bring them out, and those that go on."""

    unit: Unit
    persons: int
    runs: tuple[Run, ...]

    @property
    def out_s(self) -> int:
        """When they are first out (rule §13)."""
        return next(run.ready_s for run in self.runs if run.way.out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A run that a vehicle could make, with the empty runs it takes."""

    way: Way
    start_s: int
    vehicle: int
    after: int
    """The runs of its tour between these two places are replaced."""
    before: int
    lead: Legs
    """Empty runs before it."""
    trail: Legs
    state: State | None = None
    """How its vehicle stands after it; none: own means."""

    @property
    def ready_s(self) -> int:
        """When its people are unloaded."""
        return self.start_s + self.way.lasts_s

    @property
    def legs(self) -> Legs:
        """All its runs, in order."""
        return *self.lead, (self.way, self.start_s + self.way.loading_s), *self.trail


def legs_of(runs: Iterable[Run]) -> Legs:
    """Give the ways of *runs*, and when they set out."""
    return tuple((run.way, run.depart_s) for run in runs)


def emptied(run: Run) -> Run:
    """Make the same run without people: it neither loads nor unloads."""
    return Run(run.way, run.depart_s, run.vehicle, loaded=False)


def twin_of(run: Run, same: dict[int, Run]) -> Run:
    """Copy a run once, however often it is met."""
    key = id(run)
    if key not in same:
        twin = Run.__new__(Run)
        twin.way, twin.start_s, twin.vehicle = run.way, run.start_s, run.vehicle
        twin.depart_s, twin.arrive_s = run.depart_s, run.arrive_s
        twin.ready_s, twin.loaded = run.ready_s, run.loaded
        twin.room = None if run.room is None else list(run.room)
        twin.riders = dict(run.riders)
        same[key] = twin
    return same[key]
