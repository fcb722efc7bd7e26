"""
Which stages bind: what the relaxation pays for, and where people wait for an opening.

Both are weighted person-hours, so they are ranked together. How full a stage was is
read off the plan. Where no relaxation was solved, it is told from waiting alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from exeunt.model.plan import Stage
from exeunt.model.times import HOUR, MINUTE
from exeunt.plan.solver.initial import guests_at
from exeunt.plan.solver.network import OWN
from exeunt.plan.solver.runs import Journey, Run
from exeunt.plan.solver.scarce import Kind, Scarce
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.spans import OpenTime


MOST = 3
SHORT_S = 30 * MINUTE
"""A wait that any journey has."""
FULL = 0.8
LEAST = 1e-3
"""What costs less than this share of all person-hours does not bind."""


@dataclass(slots=True)
class _Wait:
    place: int
    what: str
    """Name of a carrier, or empty for processing."""
    shut: bool = False
    """Whether the way was shut for most of the time."""
    weighted_s: float = 0.0
    from_s: int = 1 << 40
    until_s: int = 0
    runs: dict[int, Run] = field(default_factory=dict)

    def add(self, weight: float, from_s: int, run: Run) -> None:
        self.weighted_s += weight * (run.start_s - from_s)
        self.from_s = min(self.from_s, from_s)
        self.until_s = max(self.until_s, run.start_s)
        self.runs[id(run)] = run


def stages_of(schedule: Schedule, scarce: Sequence[Scarce] = ()) -> tuple[Stage, ...]:
    """
    Name up to three stages that cost most weighted person-hours.

    Parameters
    ----------
    schedule
        The plan.
    scarce
        What the relaxation pays for; none: it has not been solved.
    """
    waits = _waits_in(schedule)
    least_h = LEAST * sum(
        j.persons * j.unit.weight * j.out_s / HOUR
        for journeys in schedule.journeys
        for j in journeys
    )
    if not scarce:
        return tuple(_stage(schedule, wait) for wait in waits[:MOST])
    found = [(one.total_h, _paid_stage(schedule, one)) for one in scarce]
    found += [(w.weighted_s / HOUR, _stage(schedule, w)) for w in waits if w.shut]
    found = [(h, stage) for h, stage in found if h >= least_h and stage.load > 0]
    found.sort(key=lambda f: -f[0])
    return tuple(stage for _, stage in found[:MOST])


# what the relaxation pays for


def _paid_stage(schedule: Schedule, one: Scarce) -> Stage:
    from_s, until_s = one.window_s
    return Stage(
        place=schedule.net.places[one.place].id,
        what=_scarce_words(schedule, one),
        from_s=from_s,
        until_s=until_s,
        load=_used(schedule, one, from_s, until_s),
        price_h=one.total_h,
    )


def _scarce_words(schedule: Schedule, one: Scarce) -> str:
    net = schedule.net
    place = net.places[one.place].name
    if one.kind is Kind.PROCESSING:
        return f"processing at {place}"
    if one.kind is Kind.BEDS:
        return f"beds at {place}"
    if one.kind is Kind.SEATS:
        return f"seats on {one.name} from {place}"
    to = net.places[net.number[net.hops[net.hop_number[one.name]].to]].name
    return f"the distance between vehicles from {place} to {to}"


def _used(schedule: Schedule, one: Scarce, from_s: int, until_s: int) -> float:
    """Tell how full the stage was in that time, in the plan."""
    if one.kind is Kind.PROCESSING:
        return _processed(schedule, one.place, from_s, until_s)
    if one.kind is Kind.BEDS:
        beds = schedule.beds[one.place]
        there = guests_at(schedule.net, one.place) + sum(
            j.persons
            for journeys in schedule.journeys
            for j in journeys
            if j.runs[-1].way.to == one.place
        )
        return min(1.0, there / beds.holds)
    if one.kind is Kind.SEATS:
        return _seated(
            run
            for run in schedule.calls[one.place]
            if run.way.name == one.name
            and run.riders
            and from_s <= run.start_s < until_s
        )
    hop = schedule.net.hop_number[one.name]
    set_out = sum(
        run.way.hop == hop and from_s <= run.depart_s < until_s
        for tours in schedule.tours
        for tour in tours
        for run in tour
    )
    return min(1.0, set_out * schedule.net.hops[hop].headway_s / (until_s - from_s))


# where people wait


def _waits_in(schedule: Schedule) -> list[_Wait]:
    waits: dict[tuple[int, str, bool], _Wait] = {}
    for journeys in schedule.journeys:
        for journey in journeys:
            for wait, since, run in _waits(schedule, journey):
                key = (wait.place, wait.what, wait.shut)
                known = waits.setdefault(key, wait)
                known.add(journey.persons * journey.unit.weight, since, run)
    return sorted(waits.values(), key=lambda w: (-w.weighted_s, w.place, w.what))


def _waits(schedule: Schedule, journey: Journey) -> Iterator[tuple[_Wait, int, Run]]:
    """Yield where the people of a journey wait, since when, for what run and why."""
    place, since = journey.unit.place, journey.unit.ready_s
    for run in journey.runs:
        if run.start_s - since > SHORT_S:
            wait = _Wait(place, run.way.name)
            station = schedule.stations.get(place)
            full = station is not None and station.most(since, run.start_s) < max(
                1.0, 0.05 * station.rate_per_h
            )
            if _mostly_shut(run, since):
                yield replace(wait, shut=True), since, run
            elif full:
                yield replace(wait, what=""), since, run
            elif run.way.fleet != OWN:
                yield wait, since, run
        if run.way.out:
            return  # who is out waits in no danger
        place, since = run.way.to, run.ready_s


def _mostly_shut(run: Run, since_s: int) -> bool:
    """Tell whether nothing could set out for most of the time, before it opened."""
    if not run.way.departure:
        opened = OpenTime(run.way.starts)
        able = opened.by(run.start_s) - opened.by(since_s)
        return 2 * able < run.start_s - since_s
    return False


def _stage(schedule: Schedule, wait: _Wait) -> Stage:
    place = schedule.net.places[wait.place]
    load = _load(schedule, wait)
    if wait.shut:
        what = f"waiting for the way from {place.name}{_by(wait.what)} to open"
    elif not wait.what:
        what = f"processing at {place.name}"
    elif load >= FULL:
        what = f"seats on {wait.what} from {place.name}"
    else:
        what = f"the next {wait.what} from {place.name}"
    return Stage(
        place=place.id, what=what, from_s=wait.from_s, until_s=wait.until_s, load=load
    )


def _by(carrier: str) -> str:
    return f" by {carrier}" if carrier else ""


def _load(schedule: Schedule, wait: _Wait) -> float:
    if wait.what:
        return _seated(wait.runs.values())
    if wait.place not in schedule.stations:
        return 1.0
    return _processed(schedule, wait.place, wait.from_s, wait.until_s)


def _seated(runs: Iterable[Run]) -> float:
    some = list(runs)
    seats = sum(run.way.seats[0] for run in some if run.way.seats)
    riders = sum(sum(run.riders.values()) for run in some)
    return min(1.0, riders / seats) if seats else float(bool(riders))


def _processed(schedule: Schedule, place: int, from_s: int, until_s: int) -> float:
    station = schedule.stations[place]
    opened = OpenTime(schedule.net.open[place])
    able = (opened.by(until_s) - opened.by(from_s)) * station.rate_per_h
    done = sum(
        n
        for (arrival, boards), n in station.jobs.items()
        if arrival < until_s and boards > from_s
    )
    return min(1.0, done * 3600 / able) if able else 1.0
