"""What can be had: plans with fewest person-hours, an earlier end, or less cost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from exeunt.app.assess import PlanBreaksRules
from exeunt.formats.wording import duration
from exeunt.model.front import Front, FrontPoint, not_dominated
from exeunt.model.plan import Level, Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem
from exeunt.plan.checker import check
from exeunt.plan.solver import solve
from exeunt.plan.solver.caps import Caps
from exeunt.plan.solver.fronting import keeps, point_of, within
from exeunt.plan.solver.further import Effort
from exeunt.plan.solver.thrift import without_the_dear


BETWEEN = 3
"""Caps between two ends."""
APART = 0.01
"""Ends closer than this share have nothing between them."""
BOUND_SHARE = 0.25
"""Of the time of a plan, at most, goes into its bound."""
ENDS: tuple[tuple[Level, str], ...] = (
    ("person_hours", "fewest person-hours"),
    ("clearance", "the earliest end"),
    ("cost", "the least cost"),
)

MOST = 2 * len(ENDS) - 1 + 2 * BETWEEN
"""Searches, at most."""

Told = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How far each search goes."""

    seconds: float
    """For all plans together."""
    seed: int = 0
    iterations: int | None = None
    """Steps of each plan; when given, steps are counted and time is not."""
    clock: Callable[[], float] = time.monotonic

    @property
    def each_s(self) -> float:
        """How long one plan may take, with its bound."""
        return self.seconds / (MOST)


def walk_front(
    post: Post,
    problem: Problem,
    plan: Plan,
    *,
    walk: Walk,
    on_progress: Told | None = None,
) -> Front:
    """
    Plan for each objective, and for caps between; keep what nothing is better than.

    Every plan is checked. Ctrl-C ends it and keeps the plans that are made.

    Parameters
    ----------
    post
        The post that *problem* is of.
    problem
        What is planned.
    plan
        The plan so far; it is one of the points.
    walk
        How far each search goes.
    on_progress
        Told what is planned, and which share of the work is done.

    Raises
    ------
    PlanBreaksRules
        When the checker, which shares no code with the planner, finds a fault.
    """
    points: list[FrontPoint] = []
    interrupted = False
    try:
        for point in _Walker(problem, plan, walk, on_progress).points():
            if breaches := check(post, point.plan):
                raise PlanBreaksRules(breaches)
            points.append(point)
    except KeyboardInterrupt:
        interrupted = True
    return Front(
        points=not_dominated(points), planned=len(points), interrupted=interrupted
    )


class _Walker:
    def __init__(
        self, problem: Problem, plan: Plan, walk: Walk, on_progress: Told | None
    ) -> None:
        self._problem = problem
        self._plan = plan
        self._walk = walk
        self._told = on_progress
        self._found: list[FrontPoint] = []

    def points(self) -> Iterator[FrontPoint]:
        """Yield the ends, then what lies between them."""
        for level, words in self._ends():
            self._tell(words)
            plan = self._plan
            if level != plan.objectives[1].name:
                plan = self._end(level)
            yield self._point(plan, words)
        for words, caps in self._caps():
            self._tell(words)
            begun = [point.plan for point in self._found]
            plan = within(self._problem, begun, caps, effort=self._effort())
            if keeps(plan, caps):
                yield self._point(plan, words)

    def _ends(self) -> list[tuple[Level, str]]:
        """Name the levels that plans can differ in, that of the plan so far first."""
        free = not any(f.cost_per_trip for f in self._problem.fleets) and not any(
            s.cost_per_seat for s in self._problem.services
        )
        ends = [(level, words) for level, words in ENDS if level != "cost" or not free]
        first = self._plan.objectives[1].name
        return sorted(ends, key=lambda end: end[0] != first)

    def _end(self, level: Level) -> Plan:
        """Plan for *level* afresh; search on from that, or from the plan so far."""
        walk = self._walk
        fresh = solve(
            self._problem,
            seconds=walk.each_s,
            clock=walk.clock,
            objective=level,
            seed=walk.seed,
            iterations=walk.iterations,
        )
        begun = [fresh, self._plan]
        if level == "cost":
            begun.append(without_the_dear(self._problem, self._plan))
        return within(
            self._problem,
            begun,
            Caps(),
            effort=self._effort(),
            level=level,
        )

    def _effort(self) -> Effort:
        walk = self._walk
        return Effort(
            seconds=walk.each_s * (1 - BOUND_SHARE),
            clock=walk.clock,
            steps=walk.iterations,
            seed=walk.seed,
        )

    def _caps(self) -> list[tuple[str, Caps]]:
        """Lay caps between the plan with fewest person-hours and each other end."""
        best = min(self._found, key=lambda p: p.values)
        as_few = [p for p in self._found if p.left_behind <= best.left_behind + 1e-6]
        cost = min(p.cost for p in as_few)
        clear_h = min(p.clearance_h for p in as_few)
        found = [
            (f"a cost of at most {cap:,.0f}", Caps(cost=cap))
            for cap in _between(cost, best.cost)
        ]
        return found + [
            (
                f"all out within {duration(cap * 3600)}",
                Caps(clearance_s=round(cap * 3600)),
            )
            for cap in _between(clear_h, best.clearance_h)
        ]

    def _point(self, plan: Plan, words: str) -> FrontPoint:
        counted = self._walk.iterations is not None
        seconds = 1e9 if counted else self._walk.each_s * BOUND_SHARE
        point = point_of(
            self._problem, plan, made_for=words, seconds=seconds, known=[self._plan]
        )
        self._found.append(point)
        return point

    def _tell(self, words: str) -> None:
        if self._told is not None:
            self._told(words, min(1.0, len(self._found) / MOST))


def _between(low: float, high: float) -> list[float]:
    if high - low <= APART * high:
        return []
    return [low + (high - low) * k / (BETWEEN + 1) for k in range(1, BETWEEN + 1)]
