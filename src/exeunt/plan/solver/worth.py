"""What a schedule is worth: the three levels of the objective (rule §14)."""

from __future__ import annotations

from typing import NamedTuple

from exeunt.plan.solver.schedule import Schedule


class Worth(NamedTuple):
    """Less is better, level by level."""

    left_behind: float
    """Weighted persons."""
    person_hours: float
    clearance_s: int

    def key(self) -> tuple[float, float, int]:
        """Give a value to compare by, blind to rounding."""
        return round(self.left_behind, 6), round(self.person_hours, 6), self.clearance_s


def worth_of(schedule: Schedule) -> Worth:
    """Add up what *schedule* reaches."""
    units = schedule.net.units
    left = sum(n * unit.weight for n, unit in zip(schedule.waiting, units, strict=True))
    journeys = [j for journeys in schedule.journeys for j in journeys]
    seconds = sum(j.persons * j.unit.weight * j.out_s for j in journeys)
    return Worth(
        left_behind=left,
        person_hours=(seconds + left * schedule.net.deadline_s) / 3600,
        clearance_s=max((j.out_s for j in journeys), default=0),
    )
