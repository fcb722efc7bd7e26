"""Form a convoy: vehicles with nothing to do yet set out over a link together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exeunt.plan.solver.convoys import NOBODY
from exeunt.plan.solver.network import Way
from exeunt.plan.solver.runs import Legs, Run
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.tours import Driver


TRIES = 6
"""So many moments are tried for one convoy."""
BACK = 3
"""So many convoys may be formed first to bring vehicles back."""

Marks = list[tuple[int, int, int]]
"""Fleet, vehicle and how many runs its tour had."""


@dataclass(frozen=True, slots=True)
class _Member:
    way: Way
    vehicle: int
    loaded: bool
    lead: Legs
    depart_s: int


def form(
    schedule: Schedule, way: Way, *, from_s: int, loaded: bool = True, back: int = BACK
) -> Marks | None:
    """
    Let a convoy set out over *way* with the least vehicles, one of its fleet among them.

    Parameters
    ----------
    schedule
        What the vehicles do already; each joins at the end of its tour.
    way
        Over a link that is travelled in convoys.
    from_s
        It sets out no earlier.
    loaded
        Whether its vehicles load, so that people can board them.
    back
        How many convoys may be formed to bring vehicles back to where it begins.

    Returns
    -------
    list
        What takes it out again with ``disperse``; none: it cannot be formed.
    """
    marks: Marks = []
    while (found := _set_out(schedule, way, from_s, loaded=loaded)) is None:
        back -= 1
        fetched = _fetch(schedule, way, back)
        if fetched is None:
            disperse(schedule, marks)
            return None
        marks += fetched
    return marks + found


def _fetch(schedule: Schedule, way: Way, back: int) -> Marks | None:
    """Form the convoy without which vehicles cannot come to where *way* begins."""
    returns = _in_the_way(schedule, way) if back >= 0 else None
    if returns is None:
        return None
    return form(schedule, returns, from_s=0, loaded=False, back=back)


def disperse(schedule: Schedule, marks: Marks) -> bool:
    """Take convoys out again, unless somebody rides with a vehicle since."""
    tours = schedule.tours
    if any(run.riders for f, v, keep in marks for run in tours[f][v][keep:]):
        return False
    for fleet, vehicle, keep in reversed(marks):
        schedule.cut(fleet, vehicle, keep)
    return True


def _set_out(
    schedule: Schedule, way: Way, from_s: int, *, loaded: bool
) -> Marks | None:
    """Try one moment after the other until all can set out at the same."""
    for _ in range(TRIES):
        chosen = _chosen(schedule, way, from_s, loaded=loaded)
        if chosen is None:
            return None
        depart_s = max(member.depart_s for member in chosen)
        marks: Marks = []
        for member in chosen:
            found = _member(
                schedule, member.way, member.vehicle, depart_s, loaded=member.loaded
            )
            if found is None:
                disperse(schedule, marks)
                return None
            if found.depart_s != depart_s:
                from_s = found.depart_s
                break
            marks.append(_append(schedule, found))
        else:
            return marks
        disperse(schedule, marks)
    return None


def _append(schedule: Schedule, member: _Member) -> tuple[int, int, int]:
    way, vehicle = member.way, member.vehicle
    mark = way.fleet, vehicle, len(schedule.tours[way.fleet][vehicle])
    start = member.depart_s - (way.loading_s if member.loaded else 0)
    run = Run(way, start, vehicle, loaded=member.loaded)
    schedule.append(member.lead, run)
    return mark


def _chosen(
    schedule: Schedule, way: Way, from_s: int, *, loaded: bool
) -> list[_Member] | None:
    """Choose those who can be there first: one of the fleet, an escort, and others."""
    need = schedule.net.convoys[way.hop]
    able = sorted(
        _members(schedule, way, from_s, loaded=loaded), key=lambda m: m.depart_s
    )
    chosen: list[_Member] = []
    for fleet in (way.fleet, need.escort):
        if fleet != NOBODY and fleet not in {m.way.fleet for m in chosen}:
            one = next((m for m in able if m.way.fleet == fleet), None)
            if one is None:
                return None
            chosen.append(one)
    rest = [m for m in able if m not in chosen]
    chosen += rest[: max(need.vehicles - len(chosen), 0)]
    return chosen if len(chosen) >= need.vehicles else None


def _members(
    schedule: Schedule, way: Way, from_s: int, *, loaded: bool
) -> Iterator[_Member]:
    for other in schedule.net.ways:
        if other.hop != way.hop or other.fleet < 0 or not other.sets_out:
            continue
        loads = loaded and schedule.net.useful[other.index]
        for vehicle in range(len(schedule.tours[other.fleet])):
            member = _member(schedule, other, vehicle, from_s, loaded=loads)
            if member is not None:
                yield member


def _member(
    schedule: Schedule, way: Way, vehicle: int, from_s: int, *, loaded: bool
) -> _Member | None:
    """Find when a vehicle could set out at the end of its tour, were it by itself."""
    end = len(schedule.tours[way.fleet][vehicle])
    state = schedule.state(way.fleet, vehicle, end)
    driver = Driver(schedule, way.fleet, (), founds=way.hop)
    if not loaded:
        over = driver.over(state, way, from_s=from_s)
        return over and _Member(way, vehicle, loaded, *over)
    reach = driver.reach(state, way, from_s=from_s - way.loading_s, last=False)
    if reach is None:
        return None
    return _Member(way, vehicle, loaded, reach.lead, reach.start_s + way.loading_s)


def _in_the_way(schedule: Schedule, way: Way) -> Way | None:
    """Find over which link a convoy would bring vehicles to where *way* begins."""
    net = schedule.net
    for other in net.ways:
        if other.hop != way.hop or other.fleet < 0:
            continue
        for vehicle, tour in enumerate(schedule.tours[other.fleet]):
            place, _ = schedule.stands(other.fleet, vehicle, len(tour))
            for leg in net.routes[other.fleet].get((place, way.from_), ()):
                if leg.hop in net.convoys:
                    return leg
    return None


def disperse_broken(schedule: Schedule) -> None:
    """End the tours of vehicles where a convoy lacks somebody; nobody may ride yet."""
    while (key := schedule.convoys.broken()) is not None:
        for fleet, tours in enumerate(schedule.tours):
            for vehicle, tour in enumerate(tours):
                for keep, run in enumerate(tour):
                    if (run.way.hop, run.depart_s) == key:
                        schedule.cut(fleet, vehicle, keep)
                        break


def disband(schedule: Schedule) -> None:
    """Take out convoys with which nobody rides, and after which nobody needs them."""
    if not schedule.net.convoys:
        return
    while (convoy := _needless(schedule)) is not None:
        for run in convoy:
            tour = schedule.tours[run.way.fleet][run.vehicle]
            schedule.cut(run.way.fleet, run.vehicle, _before(schedule, tour, run))


def _needless(schedule: Schedule) -> list[Run] | None:
    convoys: dict[tuple[int, int], list[Run] | None] = {}
    for tours in schedule.tours:
        for tour in tours:
            needed = False
            for run in reversed(tour):
                needed = needed or bool(run.riders)
                if run.way.hop in schedule.net.convoys:
                    key = (run.way.hop, run.depart_s)
                    its = convoys.setdefault(key, [])
                    if needed or its is None:
                        convoys[key] = None
                    else:
                        its.append(run)
                    needed = True
    return next((its for its in convoys.values() if its), None)


def _before(schedule: Schedule, tour: list[Run], run: Run) -> int:
    """Count the runs of *tour* up to the last that is of use before *run*."""
    keep = tour.index(run)
    while keep and not tour[keep - 1].riders:
        if tour[keep - 1].way.hop in schedule.net.convoys:
            break
        keep -= 1
    return keep
