"""The state of one world, and its heap of events."""

from __future__ import annotations

from bisect import bisect_right
from heapq import heappush
from itertools import count
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from exeunt.model.problem import Spans
from exeunt.model.times import HOUR, NEVER, merged
from exeunt.rehearse.openings import Windows
from exeunt.rehearse.parcels import Parcel
from exeunt.rehearse.script import OWN, Room, Run, Script
from exeunt.rehearse.slots import NO_SLOT, Slots
from exeunt.rehearse.stations import Station
from exeunt.rehearse.tally import OPENING, RIDING, SLOT, VEHICLE, Tally


if TYPE_CHECKING:
    from exeunt.rehearse.luck import Luck


LANDED, PROCESSED, READY, ARRIVED, DUE, LOOK, TICK = range(7)
"""What may happen, in the order in which it does at one moment."""

Waiting = list[tuple[bool, float, int, Parcel]]
"""Parcels that stand by, in the order in which they are let aboard."""


class Arrival(NamedTuple):
    """A trip that comes to where it goes."""

    run: Run
    depart_s: int
    there_s: int
    opens_s: int
    """When the place is open to it."""
    inside_s: int
    """When it is let in: it is open, and there is a slot."""


class World:
    """Where everybody and everything is in one world."""

    def __init__(self, script: Script, luck: Luck) -> None:
        self.script = script
        self.luck = luck
        self.tally = Tally(script)
        self.heap: list[tuple[int, int, int, object]] = []
        self.serial = count()
        self.left: list[Parcel] = []
        """At the end: who still stands somewhere."""
        self._people(script, luck)
        self._vehicles(script)

    def _people(self, script: Script, luck: Luck) -> None:
        places = len(script.openings)
        self.standby: list[Waiting] = [[] for _ in range(places)]
        self.waiting = [0] * places
        """By place: persons who stand by."""
        self.stations = [
            Station(windows, rate) if rate else None
            for windows, rate in zip(luck.openings, luck.rates, strict=True)
        ]
        self.openings = luck.openings
        """By place: when it is open in this world."""
        self._shut: dict[int, Spans] = {}
        """By what shuts some hops: when any of it is shut; laid out once asked for."""
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
        self.slots = Slots(script)
        self.made = [0] * len(script.vehicles)
        self.at = [v.base for v in script.vehicles]
        self.todo = [v.runs[::-1] for v in script.vehicles]
        self.resting: list[dict[int, int]] = [{} for _ in script.room]
        """By fleet: vehicles that have made their last trip, with the moment of it."""
        self.ticking: dict[int, int] = {}
        """Such vehicles as will look round at their next turn."""
        self.freed = [v.from_s for v in script.vehicles]
        """By vehicle: since when it stands."""
        self.on_duty = [-1] * len(script.vehicles)
        """By vehicle: when the duty of its crew began, or -1."""
        self.driven_km = [0.0] * len(script.vehicles)
        """By vehicle: since it was full."""
        self.sweep_every = script.sweep_every
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

    def boarded(self, parcel: Parcel, number: int, run: Run, load_s: int) -> None:
        """Count that *parcel* waited for a trip until it loads, at last for its slot."""
        since = self.slots.since.get(number, load_s)
        stay = (run.from_, min(since, load_s), run.windows)
        self.tally.held(parcel, VEHICLE, stay)
        if since < load_s:
            self.tally.held(parcel, SLOT, (run.from_, load_s, run.windows))

    def set_out(
        self, parcels: list[Parcel], run: Run, *, load_s: int, depart_s: int
    ) -> None:
        """Count what setting out on *run* means for those aboard."""
        for parcel in parcels:
            parcel.since = load_s
            parcel.lost = False
        exit_ = self.script.exit[run.from_]
        if exit_ >= 0:
            for parcel in parcels:
                self.tally.went_through(parcel, exit_, depart_s)
        beds = self.beds[run.to]
        if beds is not None:
            self.beds[run.to] = beds - sum(parcel.persons for parcel in parcels)

    def first_clear(self, hop: int, windows: Windows, at: int) -> int:
        """Give the first moment of *windows* from *at* on at which *hop* is not shut."""
        at = windows.first(at)
        while at != NEVER:
            clear = self._clear(hop, at)
            if clear == at:
                break
            at = windows.first(clear)
        return at

    def _clear(self, hop: int, at: int) -> int:
        some = self.script.shut_by[hop]
        if not some:
            return at
        spans = self._shut.get(id(some))
        if spans is None:
            shut = (span for closing in some for span in self.luck.shut[closing])
            spans = self._shut[id(some)] = merged(shut)
        k = bisect_right(spans, at, key=itemgetter(1))
        return spans[k][1] if k < len(spans) and spans[k][0] <= at else at

    def travel_s(self, run: Run, *, depart_s: int, own: float = 1.0) -> int:
        """Give how long *run* takes in this world."""
        by_hour = self.luck.travel[self.script.hop_mode[run.hop]]
        mode = by_hour[min(depart_s // HOUR, len(by_hour) - 1)]
        delay = 0
        if run.vehicle >= 0:
            own, delay = self.luck.trip(run.vehicle, self.made[run.vehicle])
        elif run.vehicle != OWN:
            own = self.luck.departure(self.script.names[run.departure])
        return max(1, round(min(run.travel_s * mode * own, NEVER))) + delay

    def arrive(
        self,
        parcels: list[Parcel],
        run: Run,
        number: int,
        *,
        depart_s: int,
        travel_s: int,
    ) -> None:
        """Let a trip arrive; where its destination has slots, once it is there."""
        there = depart_s + travel_s
        slotted = self.script.slotted[run.hop][1] >= 0
        if slotted and there <= self.script.horizon_s:
            self.push(there, LANDED, (parcels, run, number, depart_s))
        else:
            opens_s = self.openings[run.to].first(there)
            self.let_in(parcels, Arrival(run, depart_s, there, opens_s, opens_s))

    def landed(self, at: int, subject: tuple[list[Parcel], Run, int, int]) -> None:
        """Let a trip that is there have a slot to arrive in, as soon as there is one."""
        parcels, run, number, depart_s = subject
        opening = self.openings[run.to]
        opens_s = inside = opening.first(at)
        while inside != NEVER:
            after = self.slots.after(run.to, inside, number, run, NO_SLOT)
            if after == inside:
                self.slots.come_in(number, run.to, inside)
                break
            inside = opening.first(after)
        self.let_in(parcels, Arrival(run, depart_s, at, opens_s, inside))

    def let_in(self, parcels: list[Parcel], arrival: Arrival) -> None:
        """Let a trip wait for its destination to open and for a slot, and unload."""
        run, _, there, opens_s, inside = arrival
        to = run.to
        if parcels:
            horizon = self.script.horizon_s
            gate = min(opens_s, horizon) - min(there, horizon)
            slot = min(inside, horizon) - min(opens_s, horizon)
            inside += run.unloading_s
            end = min(inside, horizon) - gate - slot
            ridden = 0
            for parcel in parcels:
                if gate:
                    self.tally.wait(parcel, OPENING, to, gate)
                if slot:
                    self.tally.wait(parcel, SLOT, to, slot)
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
