"""The state of one world, and its heap of events."""

from __future__ import annotations

from heapq import heappush
from itertools import count

from exeunt.model.times import MINUTE
from exeunt.rehearse.chance import Luck
from exeunt.rehearse.parcels import Parcel
from exeunt.rehearse.script import OWN, Room, Run, Script
from exeunt.rehearse.stations import Station
from exeunt.rehearse.tally import OPENING, RIDING, Tally


PROCESSED, READY, ARRIVED, DUE, LOOK, TICK = range(6)
"""What may happen, in the order in which it does at one moment."""

Waiting = list[tuple[bool, float, int, Parcel]]
"""Parcels that stand by, in the order in which they are let aboard."""


class World:
    """Where everybody and everything is in one world."""

    def __init__(self, script: Script, luck: Luck) -> None:
        self.script = script
        self.luck = luck
        self.tally = Tally(script)
        self.heap: list[tuple[int, int, int, object]] = []
        self.serial = count()
        self._people(script, luck)
        self._vehicles(script)

    def _people(self, script: Script, luck: Luck) -> None:
        places = len(script.openings)
        self.standby: list[Waiting] = [[] for _ in range(places)]
        self.waiting = [0] * places
        """By place: persons who stand by."""
        self.stations = [
            Station(windows, rate) if rate else None
            for windows, rate in zip(script.openings, luck.rates, strict=True)
        ]
        self.beds = list(script.beds)
        self.promised = list(script.promised)
        """By place: beds for people who are planned to come there and may yet."""
        self.found: dict[tuple[int, int], tuple[int, int]] = {}
        """By batch and place: planned loads that are full, persons found for the next."""

    def _vehicles(self, script: Script) -> None:
        self.runs: list[Run] = list(script.runs)
        self.gone = [False] * len(self.runs)
        self.due = [False] * len(self.runs)
        self.missing = [run.planned for run in self.runs]
        self.present: list[list[Parcel]] = [[] for _ in self.runs]
        self.set_outs: list[list[int]] = [[] for _ in script.headway]
        self.made = [0] * len(script.vehicles)
        self.at = [v.base for v in script.vehicles]
        self.todo = [v.runs[::-1] for v in script.vehicles]
        self.resting: list[dict[int, int]] = [{} for _ in script.room]
        """By fleet: vehicles that have made their last trip, with the moment of it."""
        self.ticking: dict[int, int] = {}
        """Such vehicles as will look round at their next turn."""
        self.sweep_every = max(script.problem.doubts.sweep_every, 15 * MINUTE)
        self.claimed = [0] * len(script.openings)
        """By place: persons whom a vehicle is on its way to fetch."""

    def push(self, at: int, kind: int, subject: object) -> None:
        """Let *kind* happen to *subject* at *at*."""
        heappush(self.heap, (at, kind, next(self.serial), subject))

    def wake(self, at: int, place: int) -> None:
        """Let idle vehicles that serve *place* look round at their next turn."""
        for fleet in self.script.serving[place]:
            for vehicle, since in self.resting[fleet].items():
                self.stir(at, vehicle, since=since)
            self.resting[fleet].clear()

    def stir(self, at: int, vehicle: int, *, since: int) -> None:
        """Let *vehicle*, idle *since* then, look round at its first turn from *at*."""
        every = self.sweep_every
        turns = -((since - at) // every) if at > since else 0
        self.ticking[vehicle] = since
        self.push(since + turns * every, TICK, vehicle)

    def room_at(self, place: int, *, planned: bool) -> int:
        """Say how many more people *place* has beds for."""
        beds = self.beds[place]
        if beds is None:
            return 1 << 30
        return max(0, beds if planned else beds - self.promised[place])

    def set_out(
        self, parcels: list[Parcel], run: Run, *, load_s: int, depart_s: int
    ) -> None:
        """Count what setting out on *run* means for those aboard."""
        for parcel in parcels:
            parcel.since = load_s
        exit_ = self.script.exit[run.from_]
        if exit_ >= 0:
            for parcel in parcels:
                self.tally.went_through(parcel, exit_, depart_s)
        beds = self.beds[run.to]
        if beds is not None:
            self.beds[run.to] = beds - sum(parcel.persons for parcel in parcels)

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
        to = run.to
        there = depart_s + travel_s
        inside = self.script.openings[to].first(there)
        if parcels:
            horizon = self.script.horizon_s
            gate = min(inside, horizon) - min(there, horizon)
            inside += run.unloading_s
            end = min(inside, horizon) - gate
            ridden = 0
            for parcel in parcels:
                if gate:
                    self.tally.wait(parcel, OPENING, to, gate)
                if end > parcel.since:
                    ridden += (end - parcel.since) * parcel.persons
            self.tally.waited[RIDING] += ridden
        self.push(inside, ARRIVED, (to, parcels, run.vehicle))


def takeable(
    waiting: Waiting, room: Room, beds: int, *, but: int = 0
) -> tuple[int, float]:
    """Count who would find room, *but* for so many who are seen to; and their weight."""
    seats, wheelchairs, stretchers = room
    most = min(seats + wheelchairs + stretchers, beds)
    persons, weight = 0, 0.0
    for _, _, _, parcel in waiting:
        if persons == most:
            break
        a, b, c = parcel.room
        took = parcel.persons
        if not parcel.household:
            spared = took if took < but else but
            took = min(seats, took - spared, most - persons)
            a, b, c = took, 0, 0
        elif a > seats or b > wheelchairs or c > stretchers or took > most - persons:
            continue
        else:
            spared = took if but > 0 else 0
        if spared:
            but -= spared
            if parcel.household:
                continue
        seats, wheelchairs, stretchers = seats - a, wheelchairs - b, stretchers - c
        persons += took
        weight += took * parcel.weight
    return persons, weight
