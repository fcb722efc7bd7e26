"""The worst worlds, each told as what was otherwise than planned and who was left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from exeunt.model.outcomes import Rehearsal, everyone_cleared
from exeunt.model.plan import Plan
from exeunt.model.problem import Problem
from exeunt.model.stories import LeftGroup, Step, StepKind, Story
from exeunt.rehearse.differences import differences
from exeunt.rehearse.hearing import HeardWorld, Taken, Waited, heard, way_of
from exeunt.rehearse.parcels import Parcel
from exeunt.rehearse.reading import script_of
from exeunt.rehearse.script import OWN, SERVICE, Run, Script
from exeunt.rehearse.tally import QUEUE, SEAT, SLOT


if TYPE_CHECKING:
    from exeunt.rehearse.luck import Chance


_DOING = {QUEUE: StepKind.QUEUE, SEAT: StepKind.SEAT, SLOT: StepKind.SLOT}
"""By what people wait for; else for a vehicle."""


def worst_worlds(rehearsal: Rehearsal, many: int) -> list[int]:
    """
    Give the numbers of the worst worlds, the worst first.

    The more people are left the worse, then the later the last one is out.
    """
    left = rehearsal.left.sum(axis=1)
    cleared = everyone_cleared(rehearsal.cleared_s)
    late = np.where(cleared < 0, rehearsal.cleared_s.max(axis=1, initial=-1), cleared)
    worst_first = np.lexsort((np.arange(len(left)), -late, -left))
    return [rehearsal.first + int(k) for k in worst_first[:many]]


def stories_of(
    problem: Problem, plan: Plan, *, seed: int, worlds: Sequence[int]
) -> tuple[Story, ...]:
    """Play *worlds* by number once more, and tell what happened in each."""
    if not worlds:
        return ()
    from exeunt.rehearse.luck import Chance  # noqa: PLC0415 - it compiles

    script = script_of(problem, plan)
    chance = Chance(script, seed)
    return tuple(_story(script, chance, world) for world in worlds)


def _story(script: Script, chance: Chance, number: int) -> Story:
    world = heard(script, chance.world(number))
    last = world.tally.last
    return Story(
        world=number,
        left=_left(world),
        last_out_s=max(world.tally.cleared) if last else None,
        end_s=script.horizon_s,
        differences=tuple(differences(world)),
        last=_way(world, last) if last else (),
        last_category=_category(script, last) if last else "",
        last_persons=last.persons if last else 0,
    )


def _category(script: Script, parcel: Parcel) -> str:
    return script.problem.categories[parcel.category].id


def _left(world: HeardWorld) -> tuple[LeftGroup, ...]:
    """Gather who was not safe at the end, by category and where they were."""
    persons: Counter[tuple[str, str, StepKind]] = Counter()
    households: Counter[tuple[str, str, StepKind]] = Counter()

    def add(category: int, where: int, doing: StepKind, count: int) -> None:
        problem = world.script.problem
        key = (problem.categories[category].id, problem.places[where].name, doing)
        persons[key] += count

    for parcel, where, doing in _not_out(world):
        for category, count in parcel.by_category():
            add(category, where, doing, count)
        if parcel.household:
            problem = world.script.problem
            key = (_category(world.script, parcel), problem.places[where].name, doing)
            households[key] += 1
    return tuple(
        LeftGroup(
            category=key[0],
            where=key[1],
            doing=key[2],
            persons=count,
            households=households[key],
        )
        for key, count in sorted(persons.items(), key=lambda kv: (-kv[1], kv[0]))
    )


def _not_out(world: HeardWorld) -> list[tuple[Parcel, int, StepKind]]:
    """Give who is not safe, with where they are and what they do there."""
    script, luck = world.script, world.luck
    found = [
        (parcel, *_stands(world, parcel)) for parcel in world.left if not parcel.out
    ]
    found += [
        (parcel, ridden.run.to, StepKind.RIDE)
        for parcel, ridden in world.under_way
        if not parcel.out
    ]
    for number, party in enumerate(script.parties):
        if luck.persons[number] and luck.ready_s[number] > script.horizon_s:
            household = number < script.households
            parcel = Parcel(number, luck.persons[number], household=household)
            parcel.category, parcel.counts = party.category, party.counts
            found.append((parcel, party.place, StepKind.READY))
    return found


def _stands(world: HeardWorld, parcel: Parcel) -> tuple[int, StepKind]:
    way = way_of(parcel)
    if not way:
        return world.script.parties[parcel.party].place, StepKind.WAIT
    last = way[-1]
    if isinstance(last, Waited):
        return last.place, _DOING.get(last.kind, StepKind.WAIT)
    return last.run.to, StepKind.WAIT


def _way(world: HeardWorld, parcel: Parcel) -> tuple[Step, ...]:
    """Tell the way of *parcel* from where it began."""
    script = world.script
    places = script.problem.places
    start = places[script.parties[parcel.party].place].name
    ready_s = world.luck.ready_s[parcel.party]
    steps = [Step(kind=StepKind.READY, place=start, from_s=ready_s, until_s=ready_s)]
    for taken in way_of(parcel):
        steps += _steps(world, taken)
    return tuple(steps)


def _steps(world: HeardWorld, taken: Taken) -> list[Step]:
    places = world.script.problem.places
    if isinstance(taken, Waited):
        kind = _DOING.get(taken.kind, StepKind.WAIT)
        name = places[taken.place].name
        return [Step(kind=kind, place=name, from_s=taken.since, until_s=taken.until)]
    run = taken.run
    ride = Step(
        kind=StepKind.RIDE,
        place=places[run.from_].name,
        to=places[run.to].name,
        by=carrier(world.script, run),
        from_s=taken.depart_s,
        until_s=taken.there_s,
    )
    lets_in_s = taken.inside_s - run.unloading_s
    waits = (
        (StepKind.OPENING, taken.there_s, taken.opens_s),
        (StepKind.SLOT, taken.opens_s, lets_in_s),
    )
    name = places[run.to].name
    return [
        ride,
        *(
            Step(kind=kind, place=name, from_s=from_s, until_s=until_s)
            for kind, from_s, until_s in waits
            if until_s > from_s
        ),
    ]


def carrier(script: Script, run: Run) -> str:
    """Say what people ride: a vehicle, a service or their own means."""
    if run.vehicle == SERVICE:
        return script.problem.departures[run.departure].service.name
    if run.vehicle == OWN:
        return script.problem.hops[run.hop].link.mode.value
    vehicle = script.vehicles[run.vehicle]
    return f"{script.problem.fleets[vehicle.fleet].name} {vehicle.number + 1}"
