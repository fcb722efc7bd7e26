"""Whole worlds, and what came of them."""

from __future__ import annotations

import numpy as np

from exeunt.model.compiling import Stamped, address, folded
from exeunt.rehearse import arena, dice
from exeunt.rehearse.arena import (
    BY_HOUR,
    CLEARED,
    COMING,
    COUNTS,
    FOUND,
    GIVEN,
    HEADS,
    HEAP,
    HERE,
    HERES,
    IN_SLOTS,
    LANE_SIZES,
    LOGS,
    LOST,
    OUT,
    PARCEL,
    PARCELS,
    PARTIES,
    PARTY,
    PLACE,
    PLACES,
    RESTING,
    RUN,
    RUNS,
    SIZE,
    SIZES,
    STATE,
    STATES,
    STATION,
    STATIONS,
    THROUGH,
    TRIP,
    TRIPS,
    VEHICLE,
    VEHICLES,
    WAITED,
    WINDOWS,
    Arena,
    Fractions,
    Words,
    given,
    head,
    row,
    rows,
)
from exeunt.rehearse.fast import (
    agenda,
    draws,
    events,
    fetching,
    kinds,
    parcels,
    people,
    queues,
    slots,
    vehicles,
    ways,
)
from exeunt.rehearse.fast.kinds import (
    ARRIVED,
    BOARDING,
    DUE,
    KINDS,
    LANDED,
    LOOK,
    MOST_EVENTS,
    NO_END,
    PROCESSED,
    QUEUE,
    READY,
)
from exeunt.rehearse.layout import NONE, Floats, Ints
from exeunt.rehearse.names import Key
from exeunt.rehearse.tally import Counts


compiled = Stamped(
    arena,
    dice,
    kinds,
    agenda,
    draws,
    events,
    fetching,
    parcels,
    people,
    queues,
    slots,
    vehicles,
    ways,
)


@compiled
def _fill_with(n: Words, of: int, value: int) -> None:
    """Set all of an array to one value."""
    for k in range(row(n, of, 0), row(n, of, rows(n, of))):
        n[k] = value


@compiled
def _reset(n: Words, x: Fractions) -> None:
    """Put everybody and everything where they begin."""
    _fill_with(n, SIZE, 0)
    n[row(n, SIZE, 0) + SIZES.runs] = given(n, GIVEN.fixed)
    _fill_with(n, HEADS, NONE)
    for p in range(rows(n, PLACES)):
        place = row(n, PLACES, p)
        n[row(n, HERES, p) + HERE.waiting] = n[row(n, HERES, p) + HERE.claimed] = 0
        n[row(n, HERES, p) + HERE.beds] = (
            n[place + PLACE.beds] if n[place + PLACE.beds] >= 0 else NO_END
        )
        n[row(n, HERES, p) + HERE.promised] = n[place + PLACE.promised]
        station = row(n, STATIONS, p)
        n[station + STATION.now] = n[station + STATION.root] = NONE
        n[station + STATION.version] = 0
    for k in range(given(n, GIVEN.fixed)):
        trip = row(n, TRIPS, k)
        n[trip + TRIP.gone] = n[trip + TRIP.due] = 0
        n[trip + TRIP.missing] = n[row(n, RUNS, k) + RUN.planned]
        n[trip + TRIP.first] = n[trip + TRIP.last] = NONE
    for k in range(min(rows(n, IN_SLOTS), given(n, GIVEN.fixed))):
        slots.begin(n, k)
    _fill_with(n, FOUND, 0)
    for v in range(rows(n, VEHICLES)):
        of, one = row(n, VEHICLES, v), row(n, STATES, v)
        n[one + STATE.made] = n[one + STATE.sweeping] = 0
        n[one + STATE.at], n[one + STATE.next] = (
            n[of + VEHICLE.base],
            n[of + VEHICLE.runs_at],
        )
        n[one + STATE.freed], n[one + STATE.on_duty] = n[of + VEHICLE.from_], NONE
        x[one + STATE.km] = 0.0
    _fill_with(n, RESTING, 0)
    _fill_with(n, LANE_SIZES, 0)
    _fill_with(n, OUT, 0)
    _fill_with(n, CLEARED, 0)
    _fill_with(n, THROUGH, NONE)
    _fill_with(n, BY_HOUR, 0)
    _fill_with(n, WAITED, 0)
    _fill_with(n, LOST, 0)
    n[row(n, SIZE, 0) + SIZES.last] = NONE


@folded
def _happen(
    n: Words, x: Fractions, at: int, kind: int, subject: int, more: int
) -> None:
    if kind == LANDED:
        ways.landed(n, at, subject, more)
    elif kind == PROCESSED:
        people.processed(n, x, at, subject, more)
    elif kind == READY:
        parcel = parcels.parcel(n, subject, n[row(n, COMING, subject)])
        people.come(n, x, at, parcel, n[row(n, PARTIES, subject) + PARTY.place])
    elif kind == ARRIVED:
        vehicles.arrived(n, x, at, subject, more)
    elif kind == DUE:
        vehicles.due(n, x, at, subject)
    elif kind == LOOK:
        vehicles.look(n, x, at, subject)
    else:
        fetching.tick(n, x, at, subject)


@compiled
def _lose(n: Words, parcel: int) -> None:
    """Count what a parcel has waited, by stage."""
    one = row(n, PARCELS, parcel)
    entry = n[one + PARCEL.log]
    while entry >= 0:
        n[row(n, LOST, n[row(n, LOGS, entry)])] += (
            n[row(n, LOGS, entry) + 1] * n[one + PARCEL.persons]
        )
        entry = n[row(n, LOGS, entry) + 2]


@compiled
def _still(n: Words, parcel: int, kind: int, place: int, window: int) -> None:
    parcels.held(n, parcel, kind, place, given(n, GIVEN.horizon), window)
    _lose(n, parcel)


@compiled
def _end(n: Words) -> None:
    """Count the waits of those who still stand somewhere; say what held up the last."""
    some = False
    dynamic = rows(n, WINDOWS) - rows(n, PLACES)
    for p in range(rows(n, PLACES)):
        station = row(n, STATIONS, p)
        if n[station + STATION.now] >= 0:
            some = True
            _still(n, n[station + STATION.now], QUEUE, p, dynamic + p)
        while n[station + STATION.root] >= 0:
            parcel = n[station + STATION.root]
            queues.next_up(n, p)
            some = True
            _still(n, parcel, QUEUE, p, dynamic + p)
        for rank in range(given(n, GIVEN.ranks)):
            parcel = n[head(n, p, rank)]
            while parcel >= 0:
                some = True
                _still(n, parcel, BOARDING, p, dynamic + p)
                parcel = n[row(n, PARCELS, parcel) + PARCEL.next]
    for number in range(n[row(n, SIZE, 0) + SIZES.runs]):
        parcel = n[row(n, TRIPS, number) + TRIP.first]
        while parcel >= 0 and not n[row(n, TRIPS, number) + TRIP.gone]:
            some = True
            slots.boarded(n, parcel, number, given(n, GIVEN.horizon))
            _lose(n, parcel)
            parcel = n[row(n, PARCELS, parcel) + PARCEL.next]
    if not some and n[row(n, SIZE, 0) + SIZES.last] >= 0:
        _lose(n, n[row(n, SIZE, 0) + SIZES.last])


@compiled
def play(n: Words, x: Fractions) -> None:
    """Play the world that was drawn to its end."""
    _reset(n, x)
    agenda.lay_out(n)
    for vehicle in range(rows(n, VEHICLES)):
        vehicles.go_on(n, x, n[row(n, VEHICLES, vehicle) + VEHICLE.from_], vehicle)
    while not n[row(n, SIZE, 0) + SIZES.full]:
        if agenda.is_next(n):
            what, subject = agenda.taken(n)
            _happen(n, x, what // KINDS, what % KINDS, subject, 0)
        elif n[row(n, SIZE, 0) + SIZES.heap] > 0:
            first = row(n, HEAP, 0)
            what, subject, more = n[first] // MOST_EVENTS, n[first + 1], n[first + 2]
            events.drop_first(n)
            _happen(n, x, what // KINDS, what % KINDS, subject, more)
        else:
            break
    if not n[row(n, SIZE, 0) + SIZES.full]:
        _end(n)


def counts_for(arena: Arena, worlds: int) -> Counts:
    """Make room for what comes of so many worlds."""
    categories, exits = arena.given(GIVEN.categories), arena.given(GIVEN.exits)

    def zeros(*shape: int) -> Ints:
        return np.zeros((worlds, *shape), dtype=np.int64)

    return Counts(
        cleared=zeros(categories),
        left=zeros(categories),
        through=zeros(categories, exits),
        out=zeros(categories),
        no_show=zeros(categories),
        by_hour=zeros(arena.rows(BY_HOUR)),
        waited=zeros(arena.rows(WAITED)),
        held_last=zeros(),
        seats=zeros(2),
    )


@compiled
def _count(n: Words, counts: Counts, w: int) -> None:
    """Write down what came of the world just played."""
    for k in range(rows(n, PARTIES)):
        party = row(n, PARTIES, k)
        if n[party + PARTY.counts_at] == n[party + PARTY.counts_end]:
            counts.left[w, n[party + PARTY.category]] += n[row(n, COMING, k)]
        for c in range(n[party + PARTY.counts_at], n[party + PARTY.counts_end]):
            into = counts.left if n[row(n, COMING, k)] else counts.no_show
            into[w, n[row(n, COUNTS, c)]] += n[row(n, COUNTS, c) + 1]
    for c in range(given(n, GIVEN.categories)):
        counts.left[w, c] -= n[row(n, OUT, c)]
        counts.out[w, c] = n[row(n, OUT, c)]
        counts.cleared[w, c] = NONE if counts.left[w, c] else n[row(n, CLEARED, c)]
    exits = given(n, GIVEN.exits)
    for k in range(rows(n, THROUGH)):
        counts.through[w, k // exits, k % exits] = n[row(n, THROUGH, k)]
    for k in range(rows(n, BY_HOUR)):
        counts.by_hour[w, k] = n[row(n, BY_HOUR, k)]
    for k in range(rows(n, WAITED)):
        counts.waited[w, k] = n[row(n, WAITED, k)]
    counts.seats[w, 0], counts.seats[w, 1] = (
        n[row(n, SIZE, 0) + SIZES.seats],
        n[row(n, SIZE, 0) + SIZES.empty],
    )
    most = 0
    for stage in range(rows(n, LOST)):
        if n[row(n, LOST, stage)] > most:
            most = n[row(n, LOST, stage)]
            counts.held_last[w] = stage


@compiled
def play_worlds(
    ints: Ints, floats: Floats, key: Key, first: int, counts: Counts, at: int, end: int
) -> int:
    """Play worlds into rows *at* to *end*; give the row at which room ran out."""
    n, x = address(ints), address(floats)
    for w in range(at, end):
        if not draws.draw(n, x, key, first + w):
            return w
        play(n, x)
        if n[row(n, SIZE, 0) + SIZES.full]:
            return w
        _count(n, counts, w)
    return end
