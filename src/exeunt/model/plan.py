"""
A movement plan: trips with times, vehicles and loads, and who is left behind.

This is what ``plan.json`` holds. It says all that the checker needs beside the post.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from exeunt.model.people import Id, PartyId
from exeunt.model.state import LongId, State
from exeunt.model.value import Value


Seconds = Annotated[int, Field(ge=-(10**9), le=10**9)]


class CohortLoad(Value):
    """So many people of a cohort: a batch of an estimate, people without names."""

    cohort: LongId
    persons: Annotated[int, Field(gt=0)]


class Trip(Value):
    """
    One vehicle over one link, or one group over a link that needs no vehicle.

    ``vehicle`` is ``fleet-id/number`` counted from 1, ``service-id@departure`` with
    the local departure as ``2021-12-31T10:00``, or null for own means. Times are
    seconds after H-hour; loading ends at ``depart_s``, unloading begins at
    ``arrive_s`` (rules §5 and §6). A trip that carries nobody is an empty run.
    """

    id: LongId
    vehicle: LongId | None
    link: Id
    from_: Annotated[Id, Field(alias="from")]
    to: Id
    depart_s: Seconds
    arrive_s: Seconds
    households: tuple[PartyId, ...] = ()
    cohorts: tuple[CohortLoad, ...] = ()


class Left(Value):
    """People the plan does not get out by the deadline, and why."""

    household: PartyId | None = None
    cohort: LongId | None = None
    persons: Annotated[int, Field(gt=0)]
    at: Id
    because: str
    """The constraint that binds, in words."""


Level = Literal["left_behind", "person_hours", "clearance", "cost", "promises"]
"""Levels of the objective (rules §14 and §35)."""


ALONE = "everyone alone on the way, with every seat free"
"""How the bound is proved that no shared vehicle, station or bed plays a part in."""


class Objective(Value):
    """One level of the objective: what the plan reaches, and a proved bound."""

    name: Level
    unit: str
    value: float
    bound: float
    """No plan whatever, in continuous time, does better than this."""
    how: str
    """Which bound it is, in a few words."""

    @property
    def gap(self) -> float:
        """How far the plan may be from the best, as a share of its value."""
        if self.value <= self.bound + 1e-9:
            return 0.0
        return (self.value - self.bound) / abs(self.value)


class Stage(Value):
    """The stage that binds, in words, with when."""

    place: str
    what: str
    from_s: Seconds
    until_s: Seconds
    load: float
    """How full the stage was while it bound, 0 to 1."""
    price_h: float | None = None
    """Weighted person-hours that the relaxation pays for it; none: it was not asked."""


class Tried(Value):
    """What the search did to find a plan."""

    steps: Annotated[int, Field(ge=0)]
    """Changes that were tried."""
    relaxations: Annotated[int, Field(ge=0)]
    """Linear programs that were solved for a bound."""


class Plan(Value):
    """A movement plan for one decision at one H-hour."""

    exeunt: Literal["plan/1"] = "plan/1"
    post: str
    post_sha256: str
    """Hash of the planning problem: a plan for another post is refused."""
    h_hour: AwareDatetime
    deadline_s: Seconds
    moving: tuple[Id, ...]
    """Categories that move."""
    known_at: AwareDatetime | None = None
    """Estimates of later date were not known; none: everything in the post was."""
    shut: tuple[Id, ...] = ()
    """Exits that documents told to be shut by then."""
    state: State | None = None
    """How things stood at H-hour; none: everybody was at home (rule §30)."""
    trips: tuple[Trip, ...]
    left: tuple[Left, ...] = ()
    objectives: tuple[Objective, ...] = ()
    """Levels in the order in which they count."""
    binding: tuple[Stage, ...] = ()
    seed: int = 0
    solver: str = ""
    tried: Tried | None = None
    """None: it is not known."""

    def objective(self, level: Level) -> Objective:
        """Give what it says of *level*, which it must state."""
        return next(o for o in self.objectives if o.name == level)
