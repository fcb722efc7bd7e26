"""What one more of something would buy: levers, pulled one at a time."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from exeunt.model.value import Value


Sure = Literal["bounded", "relaxed", "planned", "proved"]
"""
How surely a lever is known to buy something.

``bounded``: its relaxation was not solved to the end; prices bound what it can save. ``relaxed``: its relaxation was solved. ``planned``: a plan with it was made,
beside one without it by the same effort. ``proved``: that plan is better than any
without the lever can be.
"""


class Reach(Value):
    """What one plan comes to."""

    left: Annotated[int, Field(ge=0)]
    """Persons who are left behind."""
    left_behind: float
    """Weighted persons."""
    person_hours: float
    """Weighted."""
    clearance_h: float


class Pulled(Value):
    """One lever, and what pulling it changes."""

    what: str
    kind: str
    """Of lever: vehicles, processing, hours, readiness, seats, beds or roads."""
    units: float
    """How much is changed."""
    unit: str
    """What is counted in *units*, in one word or a few."""
    bound_before_h: float
    """Weighted person-hours that the relaxation of the post as it stands comes to."""
    bound_after_h: float
    """The same with the lever, over the same points in time."""
    sure: Sure
    plan_after: Reach | None = None
    """None: no plan was made with it."""

    @property
    def bound_saved_h(self) -> float:
        """Weighted person-hours that the relaxation saves."""
        return self.bound_before_h - self.bound_after_h

    @property
    def each_h(self) -> float:
        """What one unit saves in the relaxation, on average."""
        return self.bound_saved_h / self.units


class LeverTable(Value):
    """What levers of a post would buy, those that buy most first."""

    plan_before: Reach
    """The plan as it stands, searched on as long as each plan with a lever."""
    pulled: tuple[Pulled, ...]
    looked_at: int
    levers: int
    """How many there are."""
    interrupted: bool = False

    def more_out(self, pulled: Pulled) -> int:
        """Count whom a plan with the lever brings out besides."""
        after = pulled.plan_after
        return 0 if after is None else self.plan_before.left - after.left

    def saved_h(self, pulled: Pulled) -> float:
        """Tell what a plan with the lever saves [weighted person-hours]."""
        after = pulled.plan_after
        return (
            0.0
            if after is None
            else self.plan_before.person_hours - (after.person_hours)
        )
