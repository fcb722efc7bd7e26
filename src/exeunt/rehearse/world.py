"""The state of one world, and its heap of events."""

from __future__ import annotations

from enum import IntEnum
from heapq import heappush
from itertools import count

from exeunt.model.times import MINUTE
from exeunt.rehearse.chance import Luck
from exeunt.rehearse.openings import Windows
from exeunt.rehearse.parcels import Parcel
from exeunt.rehearse.script import OWN, Room, Run, Script
from exeunt.rehearse.stations import Station
from exeunt.rehearse.tally import (
    RIDING,
    Tally,
    opening_at,
    stage_names,
    vehicle_at,
)


class Kind(IntEnum):
    """What may happen, in the order in which it does at one moment."""

    PROCESSED = 0
    READY = 1
    ARRIVED = 2
    DUE = 3
    LOOK = 4
    TICK = 5


Waiting = list[tuple[bool, float, int, Parcel]]
"""Parcels that stand by, in the order in which they are let aboard."""

_ORDER = 1 << 40


class World:
    """Where everybody and everything is in one world."""

    def __init__(self, script: Script, luck: Luck) -> None:
        self.script = script
        self.luck = luck
        self.tally = Tally(
            len(script.problem.categories),
            len(script.problem.exits),
            len(stage_names(script)),
        )
        self.heap: list[tuple[int, int, int, object]] = []
        self.serial = count()
        self._people(script, luck)
        self._vehicles(script)

    def _people(self, script: Script, luck: Luck) -> None:
        places = len(script.openings)
        self.standby: list[Waiting] = [[] for _ in range(places)]
        self.stations = [
            Station(windows, rate) if rate else None
            for windows, rate in zip(script.openings, luck.rates, strict=True)
        ]
        self.beds = list(script.beds)
        self.promised = list(script.promised)
        """By place: beds for people who are planned to come there and may yet."""
        self.open_loads = [
            {place: [list(load) for load in loads] for place, loads in p.loads.items()}
            for p in script.parties[script.households :]
        ]
        """By batch and place: planned loads as [trip, persons still to find]."""

    def _vehicles(self, script: Script) -> None:
        self.runs: list[Run] = list(script.runs)
        self.gone = [False] * len(self.runs)
        self.due = [False] * len(self.runs)
        self.missing = [run.planned for run in self.runs]
        self.present: list[list[Parcel]] = [[] for _ in self.runs]
        self.set_outs: list[list[int]] = [[] for _ in script.hop_to]
        self.made = [0] * len(script.vehicles)
        self.at = [v.base for v in script.vehicles]
        self.todo = [v.runs[::-1] for v in script.vehicles]
        self.idle: dict[int, int] = {}
        """Vehicles that have made their last trip, with the moment of it."""
        self.ticking: set[int] = set()
        self.claimed = [0] * len(script.openings)
        """By place: persons whom a vehicle is on its way to fetch."""

    @property
    def sweep_every(self) -> int:
        """Give how often an idle vehicle looks round [s]."""
        return max(self.script.problem.doubts.sweep_every, 15 * MINUTE)

    def push(self, at: int, kind: Kind, subject: object) -> None:
        """Let *kind* happen to *subject* at *at*."""
        heappush(self.heap, (at, kind * _ORDER + next(self.serial), kind, subject))

    def wake(self, at: int, place: int) -> None:
        """Let idle vehicles that serve *place* look round at their next turn."""
        every = self.sweep_every
        for vehicle, since in self.idle.items():
            fleet = self.script.vehicles[vehicle].fleet
            if vehicle not in self.ticking and place in self.script.fetches[fleet]:
                turns = -((since - at) // every) if at > since else 0
                self.ticking.add(vehicle)
                self.push(since + turns * every, Kind.TICK, vehicle)

    def room_at(self, place: int, *, planned: bool) -> int:
        """Say how many more people *place* has beds for."""
        beds = self.beds[place]
        if beds is None:
            return 1 << 30
        return max(0, beds if planned else beds - self.promised[place])

    def set_out(
        self, parcels: list[Parcel], hop: int, *, load_s: int, depart_s: int
    ) -> None:
        """Count what setting out over *hop* means for those aboard."""
        script = self.script
        place, to = script.hop_from[hop], script.hop_to[hop]
        exit_ = script.exit[place]
        for parcel in parcels:
            if exit_ >= 0:
                through = self.tally.through[parcel.category]
                through[exit_] = max(through[exit_], depart_s)
            parcel.since = load_s
            beds = self.beds[to]
            if beds is not None:
                self.beds[to] = beds - parcel.persons

    def travel_s(self, run: Run, *, own: float = 1.0) -> int:
        """Give how long *run* takes in this world."""
        mode = self.luck.mode[self.script.hop_mode[run.hop]]
        if run.vehicle < 0:
            if run.vehicle != OWN and self.luck.service is not None:
                own = self.luck.service[run.departure]
            return max(1, round(run.travel_s * mode * own))
        vehicle = self.script.vehicles[run.vehicle]
        luck = self.luck.fleet[vehicle.fleet]
        if luck is None:
            return max(1, round(run.travel_s * mode))
        factors, delays = luck[0][vehicle.number], luck[1][vehicle.number]
        turn = self.made[run.vehicle] % len(factors)
        return max(1, round(run.travel_s * mode * factors[turn])) + delays[turn]

    def arrive(
        self, parcels: list[Parcel], run: Run, *, depart_s: int, travel_s: int
    ) -> None:
        """Let a trip arrive, wait for its destination to open, and unload."""
        to = self.script.hop_to[run.hop]
        horizon = self.script.horizon_s
        there = depart_s + travel_s
        inside = self.script.openings[to].first(there)
        unloaded = inside + (run.unloading_s if parcels else 0)
        for parcel in parcels:
            gate = min(inside, horizon) - min(there, horizon)
            ride = min(unloaded, horizon) - parcel.since - gate
            self.tally.wait(parcel, opening_at(to), gate)
            self.tally.wait(parcel, RIDING, ride)
        self.push(unloaded, Kind.ARRIVED, (to, parcels, run.vehicle))

    def waited(self, parcel: Parcel, place: int, until: int, windows: Windows) -> None:
        """Count a wait for a vehicle, or for the way to be open."""
        wait = until - parcel.since
        if wait <= 0:
            return
        through = windows.open_until(until) - windows.open_until(parcel.since)
        shut = wait - int(through)
        self.tally.wait(parcel, opening_at(place), shut)
        self.tally.wait(parcel, vehicle_at(place), wait - shut)
        parcel.since = until


def takeable(waiting: Waiting, room: Room, beds: int) -> tuple[int, float]:
    """Count the persons who would find room, and their weight."""
    seats, wheelchairs, stretchers = room
    persons, weight = 0, 0.0
    for entry in waiting:
        parcel: Parcel = entry[3]
        if parcel.household:
            a, b, c = parcel.room
            if a > seats or b > wheelchairs or c > stretchers or parcel.persons > beds:
                continue
            took = parcel.persons
            seats, wheelchairs, stretchers = seats - a, wheelchairs - b, stretchers - c
        else:
            took = min(seats, parcel.persons, beds)
            seats -= took
        beds -= took
        persons += took
        weight += took * parcel.weight
    return persons, weight
