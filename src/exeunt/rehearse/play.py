"""Play a plan in many worlds that do not keep to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from heapq import heappop
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from exeunt.errors import InvalidInput
from exeunt.model.outcomes import Rehearsal
from exeunt.model.plan import Plan
from exeunt.model.problem import Problem
from exeunt.rehearse.layout import Table
from exeunt.rehearse.names import key_of
from exeunt.rehearse.parcels import Parcel
from exeunt.rehearse.people import come, processed
from exeunt.rehearse.reading import script_of
from exeunt.rehearse.script import SERVICE, Script
from exeunt.rehearse.table import table_of
from exeunt.rehearse.tally import (
    QUEUE,
    VEHICLE,
    Counted,
    Counts,
    close,
    counts_of,
    gather,
)
from exeunt.rehearse.traffic import arrived, due, go_on, look, tick
from exeunt.rehearse.world import LOOK, READY, World


if TYPE_CHECKING:
    from exeunt.rehearse.luck import Luck


WORTH_COMPILING = 500
"""Of fewer worlds than this, compiling would take longer than playing."""
AT_ONCE = 64
"""Worlds, between which it can be told how far it is, and be stopped."""


class NoReplications(InvalidInput):
    """A rehearsal was asked for with no world to play."""

    def __init__(self, replications: int) -> None:
        self.replications = replications
        super().__init__(
            f"{replications} replications: a rehearsal needs at least 1; 1000 tell a "
            "chance to about 2 points."
        )


class BadSeed(InvalidInput):
    """A seed that no stream can be spawned from."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        super().__init__(f"seed {seed} is negative; give a whole number from 0 on.")


def rehearse(  # noqa: PLR0913 - how far, on what, and what is told
    problem: Problem,
    plan: Plan,
    *,
    replications: int,
    seed: int,
    first: int = 0,
    fast: bool | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> Rehearsal:
    """
    Play *plan* forward in *replications* worlds under the doubts of *problem*.

    Replication *k* draws from streams of ``(seed, k)`` alone, so the answer is the
    same for any split of the range over workers.

    Parameters
    ----------
    problem
        What the plan was made for.
    plan
        The plan to rehearse.
    replications
        How many worlds, at least 1.
    seed
        Root of every random stream.
    first
        Number of the first replication.
    fast
        Whether to play the compiled play, which answers the same; None: where so many
        worlds are worth compiling for.
    on_progress
        Told how many worlds have been played, after each.

    Raises
    ------
    NoReplications
        When there is no world to play.
    PlanForAnotherPost
        When the plan was made for another problem.
    """
    check_asked(replications, seed)
    read = ReadPlan(problem, plan)
    return read.rehearse(
        replications, seed=seed, first=first, fast=fast, on_progress=on_progress
    )


def check_asked(replications: int, seed: int) -> None:
    """Raise where worlds are asked for that there are none of."""
    if replications < 1:
        raise NoReplications(replications)
    if seed < 0:
        raise BadSeed(seed)


class ReadPlan:
    """A plan that is read once and rehearsed in parts, by several threads if wanted."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.script = script_of(problem, plan)

    @cached_property
    def table(self) -> Table:
        """Give what the compiled play works on, laid out once."""
        return table_of(self.script)

    def rehearse(
        self,
        replications: int,
        *,
        seed: int,
        first: int = 0,
        fast: bool | None = None,
        on_progress: Callable[[int], None] | None = None,
    ) -> Rehearsal:
        """Play it forward in so many worlds; see ``rehearse``."""
        told = on_progress or _nobody
        if fast is None:
            fast = worth_compiling(replications)
        counts = (
            play_compiled(self.script, seed, first, replications, told, self.table)
            if fast
            else play_one_by_one(self.script, seed, first, replications, told)
        )
        return gather(self.script, counts, seed=seed, first=first)


def worth_compiling(worlds: int) -> bool:
    """Tell whether so many worlds should be played by the compiled play."""
    return worlds >= WORTH_COMPILING and find_spec("numba") is not None


def _nobody(done: int) -> None:
    """Tell nobody."""


def play_compiled(
    script: Script,
    seed: int,
    first: int,
    worlds: int,
    told: Callable[[int], None],
    table: Table | None = None,
) -> Counts:
    """Play *worlds* from number *first* on in the compiled play."""
    # it compiles what it imports
    from exeunt.rehearse.arena import arena_for  # noqa: PLC0415 - as above
    from exeunt.rehearse.fast.worlds import counts_for, play_worlds  # noqa: PLC0415 - as above

    table, key = table or table_of(script), key_of(seed)
    scale = 1
    arena = arena_for(table)
    counts = counts_for(arena, worlds)
    done = 0
    while done < worlds:
        end = min(done + AT_ONCE, worlds)
        done = int(play_worlds(*arena, key, first, counts, done, end))
        if done < end:
            scale *= 4
            arena = arena_for(table, scale)
        told(done)
    return counts


def play_one_by_one(
    script: Script, seed: int, first: int, worlds: int, told: Callable[[int], None]
) -> Counts:
    """Play *worlds* from number *first* on in objects, which the compiled play copies."""
    from exeunt.rehearse.luck import Chance  # noqa: PLC0415 - it compiles

    chance = Chance(script, seed)
    played = []
    for done in range(worlds):
        played.append(play(script, chance.world(first + done)))
        told(done + 1)
    return counts_of(played)


def play(script: Script, luck: Luck) -> Counted:
    """Play one world to its end."""
    return play_out(World(script, luck))


def play_out(world: World) -> Counted:
    """Play *world* to its end."""
    _begin(world)
    heap, horizon = world.heap, world.script.horizon_s
    while heap:
        at, kind, _, subject = heappop(heap)
        if at > horizon:
            break
        _HAPPENS[kind](world, at, subject)
    return _end(world)


def _ready(world: World, at: int, party: int) -> None:
    script = world.script
    of = script.parties[party]
    household = party < script.households
    parcel = Parcel(party, world.luck.persons[party], household=household)
    parcel.category, parcel.counts = of.category, of.counts
    parcel.room, parcel.weight = of.room, of.weight
    come(world, at, parcel, of.place)


_HAPPENS: tuple[Callable[[World, int, Any], None], ...] = (
    World.landed,
    processed,
    _ready,
    arrived,
    due,
    look,
    tick,
)
"""In the order of ``exeunt.rehearse.world.LANDED`` and the rest."""


def _begin(world: World) -> None:
    script, luck = world.script, world.luck
    for party, ready_s in enumerate(luck.ready_s):
        if luck.persons[party] > 0:
            world.push(ready_s, READY, party)
    for number, run in enumerate(script.runs):
        if run.vehicle == SERVICE:
            world.push(run.depart_s - run.loading_s, LOOK, number)
    for number, vehicle in enumerate(script.vehicles):
        go_on(world, vehicle.from_s, number)


def _end(world: World) -> Counted:
    script, luck = world.script, world.luck
    sizes = len(script.problem.categories)
    came, no_show = [0] * sizes, [0] * sizes
    for number, party in enumerate(script.parties):
        for category, persons in party.counts:
            count = came if luck.persons[number] else no_show
            count[category] += persons
        if not party.counts:
            came[party.category] += luck.persons[number]
    world.left = _standing(world)
    return close(world.tally, came=came, no_show=no_show, left=world.left)


def _standing(world: World) -> list[Parcel]:
    """Give who still stands somewhere at the end, their wait counted."""
    script, tally, left = world.script, world.tally, []
    horizon = script.horizon_s
    for place, station in enumerate(world.stations):
        for parcel in station.waiting() if station is not None else []:
            tally.held(parcel, QUEUE, (place, horizon, world.openings[place]))
            left.append(parcel)
        for entry in world.standby[place]:
            left.append(entry[3])
            tally.held(entry[3], VEHICLE, (place, horizon, world.openings[place]))
    for number, run in enumerate(world.runs):
        if not world.gone[number]:
            for parcel in world.present[number]:
                world.boarded(parcel, number, run, horizon)
                left.append(parcel)
    return left
