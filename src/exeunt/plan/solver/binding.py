"""Which stages bind: where people wait longest, for what, and how full it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from exeunt.model.plan import Stage
from exeunt.model.times import MINUTE
from exeunt.plan.solver.network import OWN
from exeunt.plan.solver.runs import Journey, Run
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.spans import OpenTime


MOST = 3
SHORT_S = 30 * MINUTE
"""A wait that any journey has."""
FULL = 0.8


@dataclass(slots=True)
class _Wait:
    place: int
    what: str
    """Name of a carrier, or empty for processing."""
    weighted_s: float = 0.0
    from_s: int = 1 << 40
    until_s: int = 0
    runs: dict[int, Run] = field(default_factory=dict)

    def add(self, weight: float, from_s: int, run: Run) -> None:
        self.weighted_s += weight * (run.start_s - from_s)
        self.from_s = min(self.from_s, from_s)
        self.until_s = max(self.until_s, run.start_s)
        self.runs[id(run)] = run


def stages_of(schedule: Schedule) -> tuple[Stage, ...]:
    """Name up to three stages at which most weighted person-hours are waited."""
    waits: dict[tuple[int, str], _Wait] = {}
    for journeys in schedule.journeys:
        for journey in journeys:
            for place, since, run, what in _waits(schedule, journey):
                wait = waits.setdefault((place, what), _Wait(place, what))
                wait.add(journey.persons * journey.unit.weight, since, run)
    most = sorted(waits.values(), key=lambda w: (-w.weighted_s, w.place, w.what))
    return tuple(_stage(schedule, wait) for wait in most[:MOST])


def _waits(schedule: Schedule, journey: Journey) -> Iterator[tuple[int, int, Run, str]]:
    """Yield where the people of a journey wait, since when, for what run and why."""
    place, since = journey.unit.place, journey.unit.ready_s
    for run in journey.runs:
        if run.start_s - since > SHORT_S:
            station = schedule.stations.get(place)
            full = station is not None and station.most(since, run.start_s) < max(
                1.0, 0.05 * station.rate_per_h
            )
            if full or run.way.fleet != OWN:
                yield place, since, run, "" if full else run.way.name
        if run.way.out:
            return  # who is out waits in no danger
        place, since = run.way.to, run.ready_s


def _stage(schedule: Schedule, wait: _Wait) -> Stage:
    place = schedule.net.places[wait.place]
    load = _load(schedule, wait)
    if not wait.what:
        what = f"processing at {place.name}"
    elif load >= FULL:
        what = f"seats on {wait.what} from {place.name}"
    else:
        what = f"the next {wait.what} from {place.name}"
    return Stage(
        place=place.id, what=what, from_s=wait.from_s, until_s=wait.until_s, load=load
    )


def _load(schedule: Schedule, wait: _Wait) -> float:
    if wait.what:
        seats = sum(run.way.seats[0] for run in wait.runs.values() if run.way.seats)
        riders = sum(sum(run.riders.values()) for run in wait.runs.values())
        return min(1.0, riders / seats) if seats else 1.0
    station = schedule.stations[wait.place]
    opened = OpenTime(schedule.net.open[wait.place])
    able = (opened.by(wait.until_s) - opened.by(wait.from_s)) * station.rate_per_h
    done = sum(
        n
        for (arrival, boards), n in station.jobs.items()
        if arrival < wait.until_s and boards > wait.from_s
    )
    return min(1.0, done * 3600 / able) if able else 1.0
