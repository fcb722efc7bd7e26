"""Write a schedule out as the plan that the others read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from exeunt.model.plan import CohortLoad, Level, Objective, Plan, Trip
from exeunt.plan.solver.binding import stages_of
from exeunt.plan.solver.bounds import Bounds
from exeunt.plan.solver.network import OWN, SERVICE
from exeunt.plan.solver.reasons import left_of
from exeunt.plan.solver.runs import Run
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.worth import Order, worth_of


def plan_of(schedule: Schedule, bounds: Bounds, *, seed: int, solver: str) -> Plan:
    """State *schedule* as a plan, with what it reaches and its bounds."""
    problem = schedule.net.problem
    return Plan(
        post=problem.post,
        post_sha256=problem.sha256,
        h_hour=problem.h_hour,
        deadline_s=problem.deadline_s,
        moving=problem.moving,
        state=problem.state,
        trips=trips_of(schedule),
        left=left_of(schedule),
        objectives=objectives_of(schedule, bounds),
        binding=stages_of(schedule, bounds.scarce),
        seed=seed,
        solver=solver,
    )


def objectives_of(schedule: Schedule, bounds: Bounds) -> tuple[Objective, ...]:
    """State the levels in their order, each with its bound."""
    worth = worth_of(schedule)
    out = []
    from_state: Order = ("promises",) if schedule.net.problem.state else ()
    for level in (*bounds.order, *from_state):
        unit, per = _UNITS[level]
        value, bound = worth.level(level) / per, bounds.of(level)
        out.append(
            Objective(
                name=level,
                unit=unit,
                value=value,
                bound=_not_above(bound.value / per, value),
                how=bound.how,
            )
        )
    return tuple(out)


_UNITS: dict[Level, tuple[str, int]] = {
    "left_behind": ("weighted persons", 1),
    "person_hours": ("weighted h", 1),
    "clearance": ("h", 3600),
    "cost": ("as the post counts it", 1),
    "promises": ("broken promises", 1),
}
"""Unit of each level, and how many of ours are one."""


def _not_above(bound: float, value: float) -> float:
    """Take off what rounding has put on top."""
    return value if value < bound <= value + 1e-6 * max(1.0, abs(value)) else bound


def trips_of(schedule: Schedule) -> tuple[Trip, ...]:
    """List the trips in the order of departure."""
    runs = sorted(
        _runs(schedule),
        key=lambda r: (r[0].depart_s, r[0].way.index, r[0].vehicle),
    )
    return tuple(
        _trip(schedule, number, run, riders)
        for number, (run, riders) in enumerate(runs, start=1)
    )


def _runs(schedule: Schedule) -> Iterator[tuple[Run, dict[int, int]]]:
    for tours in schedule.tours:
        for tour in tours:
            yield from ((run, run.riders) for run in tour)
    for runs in schedule.calls:
        for run in runs:
            if run.way.fleet == SERVICE and run.riders:
                yield run, run.riders
    yield from _by_own_means(schedule)


def _by_own_means(schedule: Schedule) -> Iterable[tuple[Run, dict[int, int]]]:
    """Put those together who set out over a link at the same moment."""
    groups: dict[tuple[int, int], tuple[Run, dict[int, int]]] = {}
    for journey in chain.from_iterable(schedule.journeys):
        for run in journey.runs:
            if run.way.fleet == OWN:
                key = (run.way.index, run.start_s)
                _, riders = groups.setdefault(key, (run, {}))
                unit = journey.unit.index
                riders[unit] = riders.get(unit, 0) + journey.persons
    return groups.values()


def _trip(schedule: Schedule, number: int, run: Run, riders: dict[int, int]) -> Trip:
    net = schedule.net
    hop = net.hops[run.way.hop]
    who = [(net.units[index], n) for index, n in sorted(riders.items())]
    return Trip(
        id=f"t{number:04}",
        vehicle=_vehicle(schedule, run),
        link=hop.link.id,
        from_=hop.from_,
        to=hop.to,
        depart_s=run.depart_s,
        arrive_s=run.arrive_s,
        households=tuple(unit.id for unit, _ in who if unit.whole),
        cohorts=tuple(
            CohortLoad(cohort=unit.id, persons=n) for unit, n in who if not unit.whole
        ),
    )


def _vehicle(schedule: Schedule, run: Run) -> str | None:
    if run.way.fleet == OWN:
        return None
    if run.way.fleet == SERVICE:
        return run.way.departure
    return f"{schedule.net.fleets[run.way.fleet].id}/{run.vehicle + 1}"
