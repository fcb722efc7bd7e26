"""Proved lower bounds on each level of the objective (rule §15)."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from math import ceil, gcd, lcm

from exeunt.model.plan import ALONE, Level
from exeunt.model.times import NEVER
from exeunt.plan.solver.grid import Aim, Grid, GridBuilder
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.points import Points
from exeunt.plan.solver.program import Solved, solve_program
from exeunt.plan.solver.scarce import Scarce, scarce_in
from exeunt.plan.solver.told import never_kept
from exeunt.plan.solver.worth import USUAL, Order


NOTHING = "nothing costs less than nothing"
CLEARED = "people and vehicles as flows over time cannot all be out sooner"
FLOW = "people and vehicles as flows over time, shared out at will"


@dataclass(slots=True)
class Bound:
    """The best lower bound so far, and where it is from."""

    value: float
    how: str

    def raise_to(self, value: float, how: str) -> None:
        """Take *value* if it is better."""
        if value > self.value + 1e-9:
            self.value, self.how = value, how


@dataclass(slots=True)
class Bounds:
    """Bounds on the levels; the lower ones for plans that leave no more."""

    net: Network
    alone_s: list[int]
    left_behind: Bound = field(default_factory=lambda: Bound(0.0, ALONE))
    person_hours: Bound = field(default_factory=lambda: Bound(0.0, ALONE))
    clearance_s: Bound = field(default_factory=lambda: Bound(0.0, ALONE))
    cost: Bound = field(default_factory=lambda: Bound(0.0, NOTHING))
    order: Order = USUAL
    promises: Bound = field(init=False)
    """On how many are broken."""
    scarce: tuple[Scarce, ...] = ()
    """What the last relaxation of person-hours paid for, the dearest first."""
    relaxations: int = 0
    """How many were solved, to the end or not."""

    def __post_init__(self) -> None:
        self.promises = Bound(never_kept(self.net), ALONE)

    def of(self, level: Level) -> Bound:
        """Give the bound on *level*; clearance in seconds."""
        bounds: dict[Level, Bound] = {
            "left_behind": self.left_behind,
            "person_hours": self.person_hours,
            "clearance": self.clearance_s,
            "cost": self.cost,
            "promises": self.promises,
        }
        return bounds[level]

    def look_alone(self, left: float) -> None:
        """Bound all levels by everyone's own earliest way out, for *left* behind."""
        units = self.net.units
        by = [min(t, self.net.deadline_s) for t in self.alone_s]
        stuck = [u for u, t in zip(units, self.alone_s, strict=True) if t >= NEVER]
        unavoidable = sum(u.weight * u.persons for u in stuck)
        self.left_behind.raise_to(unavoidable, ALONE)
        hours = sum(u.weight * u.persons * t for u, t in zip(units, by, strict=True))
        self.person_hours.raise_to(hours / 3600, ALONE)
        self.clearance_s.raise_to(self._last_s(left - unavoidable), ALONE)

    def _last_s(self, spare: float) -> int:
        """Give when the last is out if the slowest may be left, up to *spare*."""
        able = [
            (t, u)
            for u, t in zip(self.net.units, self.alone_s, strict=True)
            if t < NEVER
        ]
        for out_s, unit in sorted(able, key=lambda x: (-x[0], x[1].index)):
            spare -= unit.weight * unit.persons
            if spare < -1e-6:
                return out_s
        return 0

    def flow(
        self, points: Points, aim: Aim, *, seconds: float, interior: bool = False
    ) -> tuple[Grid, Solved]:
        """Solve the relaxation over *points* and take its bound."""
        fleets = range(len(self.net.fleets)) if points.pooled else ()
        grid = GridBuilder(
            self.net, points.by_place, aim, pooled=frozenset(fleets)
        ).build()
        solved = solve_program(grid.arrays, seconds=seconds, interior=interior)
        self.found(aim.level, solved.bound)
        self.relaxations += 1
        if aim.level == "person_hours" and solved.optimal:
            self.scarce = scarce_in(grid, solved)
        return grid, solved

    def found(self, level: str, value: float) -> None:
        """Take in what the relaxation of *level* gives."""
        if level == "person_hours":
            self.person_hours.raise_to(value, FLOW)
        else:
            self.left_behind.raise_to(self._attainable(value), FLOW)

    def _attainable(self, left: float) -> float:
        """Round up to what whole people can weigh together."""
        weights = sorted({w for unit in self.net.units for w in unit.weights})
        parts = [Fraction(w).limit_denominator(10_000) for w in weights]
        if not parts or any(
            abs(float(p) - w) > 1e-12 for p, w in zip(parts, weights, strict=True)
        ):
            return left
        below = reduce(lcm, (p.denominator for p in parts))
        step = reduce(gcd, (int(p * below) for p in parts)) / below
        return ceil(left / step - 1e-6) * step
