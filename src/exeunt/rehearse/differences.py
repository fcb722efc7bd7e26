"""What was otherwise than planned in one world."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from exeunt.model.doubts import Closing
from exeunt.model.problem import Problem
from exeunt.model.stories import Difference, Differs
from exeunt.model.times import HOUR, MINUTE
from exeunt.rehearse.hearing import HeardWorld
from exeunt.rehearse.script import MODES


LATE_S = HOUR
"""People who are ready later than planned by more than this are told of."""
LATE_TRIP_S = 30 * MINUTE
SLOWER = 1.15
"""From this factor on, slow journeys and slow processing are told of."""
OFF = 0.05
"""From this share on, an estimate that was off is told of."""


def differences(world: HeardWorld) -> Iterator[Difference]:
    """Give all that was otherwise than planned, what happened to everybody first."""
    yield from _environment(world)
    yield from _shut(world)
    yield from _withdrawn(world)
    yield from _dwindled(world)
    yield from _estimates(world)
    yield from _households(world)
    yield from _slow_places(world)
    yield from _slow_ways(world)
    yield from _broken(world)
    yield from _trips(world)
    yield from _full(world)


def _environment(world: HeardWorld) -> Iterator[Difference]:
    kind = world.luck.environment()
    if kind is not None:
        yield Difference(kind=Differs.ENVIRONMENT, name=kind.value)


def _shut(world: HeardWorld) -> Iterator[Difference]:
    problem, end = world.script.problem, _until(world)
    for closing, spans in zip(problem.doubts.closings, world.luck.shut, strict=True):
        before = [span for span in spans if span[0] < end]
        if before:
            begin, finish = max(before, key=lambda span: span[1] - span[0])
            yield Difference(
                kind=Differs.SHUT,
                name=closing_name(problem, closing),
                count=len(before),
                from_s=begin,
                until_s=finish,
            )


def closing_name(problem: Problem, closing: Closing) -> str:
    """Name what shuts: the place, the way between two, or all travel by a mode."""
    names = {p.id: p.name for p in problem.places}
    if closing.place is not None:
        return names.get(closing.place, closing.place)
    for hop in problem.hops:
        if hop.link.id == closing.link:
            return f"the way from {names[hop.from_]} to {names[hop.to]}"
    return f"all travel by {closing.name}" if closing.mode else closing.name


def _until(world: HeardWorld) -> int:
    """Give until when anything mattered: all are out, or the end."""
    left = any(not parcel.out for parcel in world.left) or world.under_way
    return world.script.horizon_s if left else max(world.tally.cleared, default=0)


def _withdrawn(world: HeardWorld) -> Iterator[Difference]:
    names = {s.id: s.name for s in world.script.problem.services}
    for service, from_s in world.luck.withdrawn.items():
        if from_s < _until(world):
            yield Difference(kind=Differs.WITHDRAWN, name=names[service], from_s=from_s)


def _dwindled(world: HeardWorld) -> Iterator[Difference]:
    """Tell how many departures and seats of services were left from the first on."""
    script, luck, until = world.script, world.luck, _until(world)
    departures = script.problem.departures
    for service in script.problem.services:
        some = [
            (number, run)
            for number, run in enumerate(script.runs[: script.departures])
            if departures[run.departure].service.id == service.id
            and run.depart_s < until
        ]
        stopped = [run.depart_s for number, run in some if luck.stopped(number, run)]
        if stopped:
            begin_s = min(stopped)
            yield Difference(
                kind=Differs.FEWER_DEPARTURES,
                name=service.name,
                count=len(stopped),
                of=sum(run.depart_s >= begin_s for _, run in some),
                from_s=begin_s,
            )
        free = [
            (run.depart_s, sum(luck.room(number, run)), sum(run.room))
            for number, run in some
            if luck.room(number, run) != run.room and not luck.ended(number, run)
        ]
        if free:
            yield Difference(
                kind=Differs.FEWER_SEATS,
                name=service.name,
                count=sum(left for _, left, _ in free),
                of=sum(all_ for _, _, all_ in free),
                from_s=min(free)[0],
            )


def _estimates(world: HeardWorld) -> Iterator[Difference]:
    script, luck = world.script, world.luck
    problem = script.problem
    for doubt in script.estimates:
        came = sum(luck.persons[party] for party in doubt.parties)
        place = problem.places[script.parties[doubt.parties[0]].place].name
        category = problem.categories[doubt.category].id
        if abs(came - doubt.likely) > OFF * doubt.likely:
            more = came > doubt.likely
            yield Difference(
                kind=Differs.MORE if more else Differs.FEWER,
                name=category,
                place=place,
                count=came,
                of=doubt.likely,
            )
        last = max(
            doubt.parties, key=lambda p: luck.ready_s[p] if luck.persons[p] else -1
        )
        planned_s, ready_s = script.parties[last].ready_s, luck.ready_s[last]
        if luck.persons[last] and ready_s - planned_s > LATE_S:
            yield Difference(
                kind=Differs.SLOW_TO_COME,
                name=category,
                place=place,
                from_s=planned_s,
                until_s=ready_s,
            )


def _households(world: HeardWorld) -> Iterator[Difference]:
    """Tell, by category, how many did not come and how many were late."""
    script, luck = world.script, world.luck
    absent: dict[int, int] = defaultdict(int)
    number: dict[int, int] = defaultdict(int)
    late: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for party in range(script.households):
        of = script.parties[party]
        number[of.category] += 1
        if not luck.persons[party]:
            absent[of.category] += 1
        elif luck.ready_s[party] - of.ready_s > LATE_S:
            late[of.category].append((luck.ready_s[party], of.ready_s))
    for category, count in sorted(number.items()):
        name = script.problem.categories[category].id
        if late[category]:
            ready_s, planned_s = max(late[category])
            yield Difference(
                kind=Differs.LATE,
                name=name,
                count=len(late[category]),
                of=count - absent[category],
                from_s=planned_s,
                until_s=ready_s,
            )
        if absent[category]:
            yield Difference(
                kind=Differs.NO_SHOW, name=name, count=absent[category], of=count
            )


def _slow_places(world: HeardWorld) -> Iterator[Difference]:
    script = world.script
    for place, planned, rate in zip(
        script.problem.places, script.rates, world.luck.rates, strict=True
    ):
        if planned and rate * SLOWER <= planned:
            yield Difference(
                kind=Differs.PROCESSING,
                name=place.name,
                count=round(rate * HOUR),
                of=round(planned * HOUR),
                factor=rate / planned,
            )


def _slow_ways(world: HeardWorld) -> Iterator[Difference]:
    """Tell by how much journeys took longer, over those that carried anybody."""
    script = world.script
    took: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for ridden in world.rides:
        if ridden.persons:
            factor = (ridden.there_s - ridden.depart_s) / max(ridden.run.travel_s, 1)
            took[script.hop_mode[ridden.run.hop]].append((factor, ridden.depart_s))
    for mode, some in sorted(took.items()):
        mean = sum(factor for factor, _ in some) / len(some)
        if mean >= SLOWER:
            _, worst_s = max(some)
            yield Difference(
                kind=Differs.TRAVEL,
                name=MODES[mode].value,
                count=len(some),
                from_s=worst_s,
                factor=mean,
            )


def _broken(world: HeardWorld) -> Iterator[Difference]:
    if not world.broken:
        return
    script = world.script
    worst = max(world.broken, key=lambda broken: (broken.delay_s, broken.depart_s))
    vehicle = script.vehicles[worst.run.vehicle]
    yield Difference(
        kind=Differs.BREAKDOWN,
        name=script.problem.fleets[vehicle.fleet].name,
        place=script.problem.places[worst.run.from_].name,
        count=len(world.broken),
        from_s=worst.depart_s,
        until_s=worst.depart_s + worst.delay_s,
    )


def _trips(world: HeardWorld) -> Iterator[Difference]:
    """Tell how many planned trips of vehicles set out late, and how many never."""
    set_out = {id(ridden.run): ridden.depart_s for ridden in world.rides}
    planned = [r for r in world.script.runs if r.planned and r.vehicle >= 0]
    late = [
        (set_out[id(run)] - run.depart_s, run.depart_s)
        for run in planned
        if set_out.get(id(run), 0) - run.depart_s > LATE_TRIP_S
    ]
    if late:
        by_s, depart_s = max(late)
        yield Difference(
            kind=Differs.LATE_TRIPS,
            count=len(late),
            of=len(planned),
            from_s=depart_s,
            until_s=depart_s + by_s,
        )
    never = sum(id(run) not in set_out for run in planned)
    if never:
        yield Difference(kind=Differs.DROPPED, count=never, of=len(planned))


def _full(world: HeardWorld) -> Iterator[Difference]:
    for place, beds, had in zip(
        world.script.problem.places, world.beds, world.script.beds, strict=True
    ):
        if had and beds is not None and beds <= 0:
            yield Difference(kind=Differs.FULL, name=place.name, count=had)
