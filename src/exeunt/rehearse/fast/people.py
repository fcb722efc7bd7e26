"""What people do: come, queue, be processed, stand by, drive."""

from __future__ import annotations

from exeunt.model.compiling import Stamped, folded
from exeunt.model.times import NEVER
from exeunt.rehearse import arena, causes, dice
from exeunt.rehearse.arena import (
    FOUND,
    GIVEN,
    HERE,
    HERES,
    LOADS,
    PARCEL,
    PARCELS,
    PARTIES,
    PARTY,
    PLACE,
    PLACES,
    POOL,
    POOLS,
    RUN,
    RUNS,
    SIZE,
    SIZES,
    STATION,
    STATIONS,
    STOPS,
    TRIP,
    TRIPS,
    WINDOWS,
    Fractions,
    Words,
    given,
    head,
    row,
    rows,
)
from exeunt.rehearse.fast import events, kinds, moments, parcels, queues, ways
from exeunt.rehearse.fast.kinds import (
    BOARDING,
    LOOK,
    MOST_TURNS,
    OWN,
    QUANTUM,
    QUEUE,
    STAND_BY,
)
from exeunt.rehearse.layout import NONE


compiled = Stamped(arena, dice, kinds, causes, events, moments, parcels, queues, ways)


@compiled
def _place_on_trips(n: Words, parcel: int, pool: int) -> None:
    one = row(n, PARCELS, parcel)
    first, end = n[row(n, POOLS, pool) + POOL.at], n[row(n, POOLS, pool) + POOL.end]
    full, found = n[row(n, FOUND, pool)], n[row(n, FOUND, pool) + 1]
    while first + full < end:
        number = n[row(n, LOADS, first + full)]
        wanted = n[row(n, LOADS, first + full) + 1] - found
        if wanted and not n[row(n, TRIPS, number) + TRIP.gone]:
            if wanted >= n[one + PARCEL.persons]:
                found += n[one + PARCEL.persons]
                n[one + PARCEL.run] = number
                break
            part = parcels.split(n, parcel, wanted)
            n[row(n, PARCELS, part) + PARCEL.run] = number
            if n[row(n, SIZE, 0) + SIZES.full]:
                break
        full, found = full + 1, 0
    n[row(n, FOUND, pool)], n[row(n, FOUND, pool) + 1] = full, found


@folded
def _append(n: Words, trip: int, parcel: int) -> None:
    n[row(n, PARCELS, parcel) + PARCEL.next] = NONE
    if n[trip + TRIP.last] < 0:
        n[trip + TRIP.first] = parcel
    else:
        n[row(n, PARCELS, n[trip + TRIP.last]) + PARCEL.next] = parcel
    n[trip + TRIP.last] = parcel


@compiled
def _drive(
    n: Words, x: Fractions, at: int, parcel: int, number: int, planned: bool
) -> bool:
    """Let a parcel go by own means as soon as it may; tell whether it can."""
    run = row(n, RUNS, number)
    one = row(n, PARCELS, parcel)
    begin = max(at, n[run + RUN.depart])
    depart = moments.first_clear(n, n[run + RUN.hop], n[run + RUN.windows], begin)
    if depart == NEVER or n[one + PARCEL.persons] > ways.room_at(
        n, n[run + RUN.to], planned
    ):
        return False
    until = min(depart, given(n, GIVEN.horizon))
    n[one + PARCEL.next] = NONE
    parcels.held(n, parcel, BOARDING, n[run + RUN.from_], until, n[run + RUN.windows])
    ways.set_out(n, parcel, number, depart, depart)
    if planned:
        n[row(n, HERES, n[run + RUN.to]) + HERE.promised] -= n[one + PARCEL.persons]
    own = ways.factor(
        n, x, causes.OWN_MEANS, n[row(n, PARTIES, n[one + PARCEL.party]) + PARTY.who], 0
    )
    travel = ways.travel_s(n, x, run, depart, own)
    ways.arrive(n, parcel, number, depart, travel)
    return True


@compiled
def stand_by(n: Words, x: Fractions, at: int, parcel: int, place: int) -> None:
    """Let a parcel drive if it can, else wait for any free seat to safety."""
    one = row(n, PARCELS, parcel)
    n[one + PARCEL.run] = NONE
    for number in range(
        n[row(n, PLACES, place) + PLACE.own_at],
        n[row(n, PLACES, place) + PLACE.own_end],
    ):
        if _drive(n, x, at, parcel, number, False):
            return
    n[row(n, SIZE, 0) + SIZES.serial] += 1
    rank = n[row(n, PARTIES, n[one + PARCEL.party]) + PARTY.rank]
    n[one + PARCEL.next] = NONE
    last = n[head(n, place, rank) + 1]
    if last < 0:
        n[head(n, place, rank)] = parcel
    else:
        n[row(n, PARCELS, last) + PARCEL.next] = parcel
    n[head(n, place, rank) + 1] = parcel
    n[row(n, SIZE, 0) + SIZES.waiters] += 1
    n[row(n, HERES, place) + HERE.waiting] += n[one + PARCEL.persons]
    ways.wake(n, at, place)


@folded
def _stand(n: Words, x: Fractions, at: int, parcel: int, place: int) -> None:
    """Let a parcel wait at a place for its trip, or drive."""
    number = n[row(n, PARCELS, parcel) + PARCEL.run]
    if number == NONE or n[row(n, TRIPS, number) + TRIP.gone]:
        stand_by(n, x, at, parcel, place)
        return
    if n[row(n, RUNS, number) + RUN.vehicle] == OWN:
        if not _drive(n, x, at, parcel, number, True):
            stand_by(n, x, at, parcel, place)
        return
    trip = row(n, TRIPS, number)
    _append(n, trip, parcel)
    n[trip + TRIP.missing] -= n[row(n, PARCELS, parcel) + PARCEL.persons]
    if n[trip + TRIP.due] and n[trip + TRIP.missing] <= 0:
        events.push(n, at, LOOK, number, 0)


@compiled
def _queue(n: Words, x: Fractions, at: int, parcel: int, place: int) -> None:
    if x[row(n, PLACES, place) + PLACE.rate] <= 0:
        _stand(n, x, at, parcel, place)
        return
    one = row(n, PARCELS, parcel)
    run = n[one + PARCEL.run]
    urgency = STAND_BY
    if run != NONE:
        urgency = min(n[row(n, RUNS, run) + RUN.load], STAND_BY - 1)
    n[one + PARCEL.turn] = urgency * MOST_TURNS + n[row(n, SIZE, 0) + SIZES.serial]
    n[row(n, SIZE, 0) + SIZES.serial] += 1
    x[one + PARCEL.lasts] = (
        n[one + PARCEL.persons] / x[row(n, STATIONS, place) + STATION.rate]
    )
    if queues.enter(n, x, place, at, parcel):
        queues.called(n, place)


@compiled
def _queue_up(n: Words, x: Fractions, at: int, parcel: int, place: int) -> None:
    """Let people of a batch who stand by queue in groups."""
    if x[row(n, PLACES, place) + PLACE.rate] > 0:
        while (
            n[row(n, PARCELS, parcel) + PARCEL.persons] > QUANTUM
            and not n[row(n, SIZE, 0) + SIZES.full]
        ):
            group = parcels.split(n, parcel, QUANTUM)
            _queue(n, x, at, group, place)
    _queue(n, x, at, parcel, place)


@compiled
def _part(n: Words, x: Fractions, at: int, parcel: int, place: int) -> None:
    """Part people of a batch over its trips from here, and let them queue."""
    one = row(n, PARCELS, parcel)
    n[one + PARCEL.run] = NONE
    party = row(n, PARTIES, n[one + PARCEL.party])
    pool = NONE
    for k in range(n[party + PARTY.pools_at], n[party + PARTY.pools_end]):
        if n[row(n, POOLS, k) + POOL.place] == place:
            pool = k
    first = n[row(n, SIZE, 0) + SIZES.parcels]
    if pool >= 0:
        _place_on_trips(n, parcel, pool)
    # parts come before what is left of the parcel, in the order in which they were made
    for part in range(first, n[row(n, SIZE, 0) + SIZES.parcels]):
        _queue(n, x, at, part, place)
    if n[one + PARCEL.run] != NONE:
        _queue(n, x, at, parcel, place)
    elif not n[row(n, PLACES, place) + PLACE.safe]:
        _queue_up(n, x, at, parcel, place)


@compiled
def come(n: Words, x: Fractions, at: int, parcel: int, place: int) -> None:
    """Let a parcel be at a place, ready or unloaded."""
    one = row(n, PARCELS, parcel)
    n[one + PARCEL.since] = at
    safe = n[row(n, PLACES, place) + PLACE.safe]
    if safe and not n[one + PARCEL.out]:
        n[one + PARCEL.out] = 1
        parcels.came_out(n, parcel, at)
    party = row(n, PARTIES, n[one + PARCEL.party])
    if not n[party + PARTY.household]:
        _part(n, x, at, parcel, place)
        return
    n[one + PARCEL.run] = NONE
    for k in range(n[party + PARTY.trips_at], n[party + PARTY.trips_end]):
        number = n[row(n, STOPS, k)]
        if (
            n[row(n, STOPS, k) + 1] == place
            and not n[row(n, TRIPS, number) + TRIP.gone]
        ):
            n[one + PARCEL.run] = number
            break
    if n[one + PARCEL.run] != NONE or not safe:
        _queue(n, x, at, parcel, place)


@folded
def processed(n: Words, x: Fractions, at: int, place: int, version: int) -> None:
    """Let who was being processed at a place stand there, ready to board."""
    station = row(n, STATIONS, place)
    if n[station + STATION.version] != version:
        return
    parcel = n[station + STATION.now]
    queues.finish(n, x, place)
    if n[station + STATION.now] >= 0:
        queues.called(n, place)
    window = rows(n, WINDOWS) - rows(n, PLACES) + place
    parcels.held(n, parcel, QUEUE, place, at, window)
    _stand(n, x, at, parcel, place)
