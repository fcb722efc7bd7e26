"""Plans of which none is better than another in everything."""

from __future__ import annotations

from pydantic import Field

from exeunt.model.plan import Plan
from exeunt.model.value import Value


class FrontPoint(Value):
    """One plan on the front, and how close to the best of its kind it is."""

    made_for: str
    """What it was planned for, in words."""
    left: int
    """Persons who are left behind."""
    left_behind: float
    """Weighted."""
    person_hours: float
    """Weighted."""
    clearance_h: float
    cost: float
    bound_h: float
    """
    Weighted person-hours.

    No plan that leaves no more, costs no more and clears no later comes below.
    """
    plan: Plan = Field(repr=False)

    @property
    def gap(self) -> float:
        """How far its person-hours may be from the least of its kind, as a share."""
        if self.person_hours <= self.bound_h + 1e-9:
            return 0.0
        return (self.person_hours - self.bound_h) / self.person_hours

    @property
    def values(self) -> tuple[float, float, float, float]:
        """What counts; less is better."""
        return self.left_behind, self.person_hours, self.clearance_h, self.cost


class Front(Value):
    """What can be had: fewer person-hours, an earlier end, or less cost."""

    points: tuple[FrontPoint, ...]
    """Those with fewest left first, then those with fewest person-hours."""
    planned: int
    """How many plans were made."""
    interrupted: bool = False


def not_dominated(points: list[FrontPoint]) -> tuple[FrontPoint, ...]:
    """Drop points that another is as good as in everything; of equals keep the first."""
    kept: list[FrontPoint] = []
    for point in points:
        if any(_as_good(other, point) for other in kept):
            continue
        kept = [other for other in kept if not _as_good(point, other)]
        kept.append(point)
    return tuple(sorted(kept, key=lambda p: p.values))


def _as_good(one: FrontPoint, other: FrontPoint) -> bool:
    return all(
        a <= b + 1e-6 * max(1.0, abs(b))
        for a, b in zip(one.values, other.values, strict=True)
    )
