"""What each world draws, as the play in objects reads it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np

from exeunt.model.doubts import Environment
from exeunt.model.times import NEVER
from exeunt.rehearse.arena import (
    BEGINS,
    COMING,
    ENDS,
    FALLEN,
    GIVEN,
    READY_S,
    SHUT,
    SHUT_SIZES,
    STATION,
    STATIONS,
    STOPS_S,
    TRAVELS,
    WINDOWS,
    WITHDRAWN_S,
    arena_for,
)
from exeunt.rehearse.causes import (
    BREAKDOWN,
    ENVIRONMENT,
    FLEET,
    OWN_MEANS,
    REPAIR,
    SEATS,
    TIMETABLE,
)
from exeunt.rehearse.dice import at_score, score, share_left, uniform
from exeunt.rehearse.fast.draws import draw_into
from exeunt.rehearse.names import Key, key_of
from exeunt.rehearse.openings import Windows
from exeunt.rehearse.script import MODES, SERVICE, Room, Run, Script
from exeunt.rehearse.selling import withdrawable
from exeunt.rehearse.table import table_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Luck:
    """What one world drew; what a trip draws is drawn when it is made."""

    chance: Chance
    world: int
    ready_s: list[int]
    """By party."""
    persons: list[int]
    """By party; 0 for a household that does not come."""
    rates: list[float]
    """By place [persons a second]."""
    travel: list[list[float]]
    """By mode and hour: factor on travel time."""
    openings: list[Windows]
    """By place."""
    shut: list[list[tuple[int, int]]]
    """By closing: when it was shut."""
    withdrawn: dict[str, int]
    """By service that is withdrawn: from when."""
    stops: list[int]
    """By carrier: from when on its departures do not take place."""
    falls: list[tuple[int, int]]
    """By fall of departures or of seats: when it begins, and how long it lasts."""

    def own(self, party: int) -> float:
        """Give the factor of a party that travels by its own means."""
        who = int(self.chance.table.parties[party]["who"])
        return self._factor(OWN_MEANS, who, 0)

    def departure(self, name: int) -> float:
        """Give the factor of a departure of a service."""
        return self._factor(TIMETABLE, name, 0)

    def ended(self, number: int, run: Run) -> bool:
        """Tell whether a departure does not take place: its service or carrier ended."""
        service = self.chance.script.problem.departures[run.departure].service.id
        if run.depart_s >= self.withdrawn.get(service, NEVER):
            return True
        return self.stopped(number, run)

    def stopped(self, number: int, run: Run) -> bool:
        """Tell whether whoever sells a departure has stopped."""
        carrier = self.chance.selling[number][1]
        return carrier >= 0 and run.depart_s >= self.stops[carrier]

    def room(self, number: int, run: Run) -> Room:
        """Give what is left for us of the room of a trip, in whole places."""
        fall = self.chance.selling[number][2] if run.vehicle == SERVICE else -1
        if fall < 0:
            return run.room
        share = share_left(run.depart_s, *self.falls[fall])
        if share == 1.0:
            return run.room
        who = self.chance.script.names[run.departure]
        u = uniform(self.chance.key, self.world, SEATS, who, 0)
        a, b, c = (int(share * places + u) for places in run.room)
        return a, b, c

    def trip(self, vehicle: int, made: int) -> tuple[float, int]:
        """Give factor and delay [s] of a vehicle's trip after so many *made*."""
        chance = self.chance
        who = int(chance.table.vehicles[vehicle]["who"])
        breaks = chance.breaks[vehicle]
        delay = 0
        if breaks and uniform(chance.key, self.world, BREAKDOWN, who, made) < breaks:
            delay = round(chance.drawn("repair", self.world, REPAIR, who, made))
        return self._factor(FLEET, who, made), delay

    def environment(self) -> Environment | None:
        """Give the environment, or None where it is permissive."""
        given = self.chance.script.problem.doubts.environment
        u = uniform(self.chance.key, self.world, ENVIRONMENT, 0, 0)
        for kind in Environment:
            if kind in given:
                if 0 <= u < given[kind].chance:
                    return kind
                u -= given[kind].chance
        return None

    def _factor(self, cause: int, who: int, turn: int) -> float:
        if not self.chance.table.trip[0]["given"]:
            return 1.0
        return self.chance.drawn("trip", self.world, cause, who, turn)


class Chance:
    """Draws the worlds of a script from a seed."""

    def __init__(self, script: Script, seed: int) -> None:
        self.script = script
        self.key: Key = key_of(seed)
        self.table = table_of(script)
        self.selling: list[tuple[int, int, int]] = self.table.selling.tolist()
        """By planned trip: withdrawal, carrier and fall of seats, or -1."""
        self._scale = 1
        self._arena = arena_for(self.table)
        fleets = script.problem.fleets
        mends = script.problem.doubts.repair is not None
        self.breaks = [
            fleets[v.fleet].breakdown if mends else 0.0 for v in script.vehicles
        ]
        """By vehicle: how often a trip of it breaks down."""
        self._spreads = {
            name: tuple(float(x) for x in row[0].item()[1:])
            for name, row in (("trip", self.table.trip), ("repair", self.table.repair))
        }

    def drawn(self, spread: str, world: int, cause: int, who: int, turn: int) -> float:
        """Draw from the spread of trips or of repairs."""
        z = score(self.key, world, cause, who, turn)
        low, middle, high = self._spreads[spread]
        return float(at_score(low, middle, high, z))

    def world(self, number: int) -> Luck:
        """Draw world *number*; it depends on nothing but the seed and its number."""
        script = self.script
        while not draw_into(*self._arena, self.key, number):
            self._scale *= 4
            self._arena = arena_for(self.table, self._scale)
        arena = self._arena
        hours = int(arena.part(TRAVELS).size) // len(MODES)
        services = [s.id for s in withdrawable(script.problem)]
        return Luck(
            chance=self,
            world=number,
            ready_s=arena.part(READY_S)[:, 0].tolist(),
            persons=arena.part(COMING)[:, 0].tolist(),
            rates=arena.fractions(STATIONS)[:, STATION.rate].tolist(),
            travel=arena.fractions(TRAVELS).reshape(-1, hours).tolist(),
            openings=[self._opening(k) for k in range(len(script.openings))],
            shut=self._shut(),
            withdrawn=dict(
                zip(services, arena.part(WITHDRAWN_S)[:, 0].tolist(), strict=True)
            ),
            stops=arena.part(STOPS_S)[:, 0].tolist(),
            falls=[(begin, lasts) for begin, lasts in arena.part(FALLEN).tolist()],
        )

    def _shut(self) -> list[list[tuple[int, int]]]:
        arena = self._arena
        sizes = arena.part(SHUT_SIZES)[:, 0]
        table = arena.part(SHUT).reshape(-1, arena.given(GIVEN.closings), 2)
        drawn = table[np.arange(table.shape[1]) < sizes[:, np.newaxis]]
        spans = iter(list(zip(*drawn.T.tolist(), strict=True)))
        return [list(islice(spans, many)) for many in sizes.tolist()]

    def _opening(self, place: int) -> Windows:
        if not self.script.shut_place[place]:
            return self.script.openings[place]
        arena = self._arena
        windows = arena.part(WINDOWS)
        at, count = windows[len(windows) - len(self.script.openings) + place]
        some = slice(at, at + count)
        begins, ends = arena.part(BEGINS)[some, 0], arena.part(ENDS)[some, 0]
        return Windows(tuple(zip(begins.tolist(), ends.tolist(), strict=True)))
