"""Count, hour by hour, who waits where and what is in use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import inf

import numpy as np
from numpy.typing import NDArray

from exeunt.model.occupancy import Hourly, Occupancy
from exeunt.model.plan import Plan
from exeunt.model.problem import Problem
from exeunt.model.times import HOUR
from exeunt.rehearse.hearing import HeardWorld, heard
from exeunt.rehearse.reading import script_of
from exeunt.rehearse.script import Script
from exeunt.rehearse.tally import QUEUE


Hours = NDArray[np.float64]
Span = tuple[int, int, float]
"""From, until, and how much of something."""
Spans = dict[int, list[Span]]


def occupancy_of(
    problem: Problem, plan: Plan, *, seed: int, worlds: Sequence[int]
) -> Occupancy:
    """Play *worlds* by number once more, and count by hour."""
    from exeunt.rehearse.luck import Chance  # noqa: PLC0415 - it compiles

    script = script_of(problem, plan)
    chance = Chance(script, seed)
    waiting: dict[int, list[Hours]] = defaultdict(list)
    fleets: dict[int, list[Hours]] = defaultdict(list)
    stations: dict[int, list[Hours]] = defaultdict(list)
    for number in worlds:
        world = heard(script, chance.world(number))
        _add(waiting, _waiting(world), script)
        _add(fleets, _under_way(world), script)
        _add(stations, _processing(world), script, most=1.0)
    places = [place.name for place in script.problem.places]
    processing = [k for k, rate in enumerate(script.rates) if rate]
    return Occupancy(
        worlds=len(worlds),
        waiting=_hourly(waiting, dict(enumerate(places)), len(worlds)),
        fleets=_hourly(
            fleets,
            {k: f.name for k, f in enumerate(script.problem.fleets)},
            len(worlds),
        ),
        stations=_hourly(stations, {k: places[k] for k in processing}, len(worlds)),
    )


def _add(
    into: dict[int, list[Hours]], spans: Spans, script: Script, *, most: float = inf
) -> None:
    edges = np.arange(0, script.horizon_s + 1, HOUR)
    for key, some in spans.items():
        into[key].append(np.minimum(by_hour(some, edges), most))


def by_hour(spans: Sequence[Span], edges: NDArray[np.int64]) -> Hours:
    """Give, between each two of *edges*, how much there was of it in the mean."""
    begin, end, much = np.array(spans, dtype=np.float64).T
    passed = np.clip(edges[:, np.newaxis], begin, np.maximum(begin, end)) - begin
    area: Hours = passed @ much
    return np.diff(area) / np.diff(edges)


def _waiting(world: HeardWorld) -> Spans:
    spans: Spans = defaultdict(list)
    for wait in world.heard.waits:
        spans[wait.place].append((wait.since, wait.until, wait.persons))
    return spans


def _under_way(world: HeardWorld) -> Spans:
    script = world.script
    spans: Spans = defaultdict(list)
    size = [0] * len(script.problem.fleets)
    for vehicle in script.vehicles:
        size[vehicle.fleet] += 1
    for ridden in world.rides:
        if ridden.run.vehicle >= 0:
            fleet = script.vehicles[ridden.run.vehicle].fleet
            spans[fleet].append((ridden.load_s, ridden.inside_s, 1 / size[fleet]))
    return spans


def _processing(world: HeardWorld) -> Spans:
    """
    Say when stations processed somebody: as long as it takes, until they are done.

    Who was put off for another meanwhile, or by a gate that shut, began sooner than
    this says; then an hour may be told more than full.
    """
    script, rates = world.script, world.luck.rates
    spans: Spans = defaultdict(list)
    for wait in world.heard.waits:
        if wait.kind == QUEUE and rates[wait.place] and wait.until < script.horizon_s:
            begin = wait.until - round(wait.persons / rates[wait.place])
            spans[wait.place].append((max(begin, wait.since), wait.until, 1.0))
    return spans


def _hourly(
    found: dict[int, list[Hours]], names: dict[int, str], worlds: int
) -> tuple[Hourly, ...]:
    """Gather worlds; in those in which a thing was not used at all it counts as 0."""
    some = []
    for key, name in names.items():
        if not (rows := found.get(key)):
            continue
        table = np.zeros((worlds, len(rows[0])))
        table[: len(rows)] = rows
        high = np.quantile(table, 0.9, axis=0)
        some.append(Hourly(name=name, mean=table.mean(axis=0), high=high))
    return tuple(sorted(some, key=lambda one: -float(one.mean.sum())))
