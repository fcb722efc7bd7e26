"""Who goes aboard: those planned, then those who stand by."""

from __future__ import annotations

from exeunt.model.compiling import Stamped, folded
from exeunt.rehearse import arena, causes, dice
from exeunt.rehearse.arena import (
    DICE,
    DICES,
    FALLEN,
    FREE,
    GIVEN,
    HERE,
    HERES,
    HOP,
    HOPS,
    PARCEL,
    PARCELS,
    PARTIES,
    PARTY,
    RUN,
    RUNS,
    SELLING,
    SIZE,
    SIZES,
    SOLD,
    TRIP,
    TRIPS,
    Fractions,
    Words,
    given,
    head,
    row,
)
from exeunt.rehearse.dice import share_left, uniform
from exeunt.rehearse.fast import kinds, parcels, people, slots, ways
from exeunt.rehearse.fast.kinds import (
    BOARDING,
    SERVICE,
)
from exeunt.rehearse.layout import NONE


compiled = Stamped(arena, dice, kinds, causes, parcels, people, slots, ways)


@compiled
def takeable(
    n: Words, x: Fractions, place: int, room: int, beds: int, but: int
) -> tuple[int, float]:
    """Count who would find room, *but* for so many; and their weight."""
    seats, wheelchairs, stretchers = n[room], n[room + 1], n[room + 2]
    most = min(seats + wheelchairs + stretchers, beds)
    persons, weight = 0, 0.0
    for rank in range(given(n, GIVEN.ranks)):
        parcel = n[head(n, place, rank)]
        while parcel >= 0:
            if persons == most:
                return persons, weight
            one = row(n, PARCELS, parcel)
            parcel = n[one + PARCEL.next]
            party = row(n, PARTIES, n[one + PARCEL.party])
            takes = party + PARTY.room
            a, b, c = n[takes], n[takes + 1], n[takes + 2]
            took = n[one + PARCEL.persons]
            if not n[party + PARTY.household]:
                spared = min(took, but)
                took = min(seats, took - spared, most - persons)
                a, b, c = took, 0, 0
            elif (
                a > seats or b > wheelchairs or c > stretchers or took > most - persons
            ):
                continue
            else:
                spared = took if but > 0 else 0
            if spared:
                but -= spared
                if n[party + PARTY.household]:
                    continue
            seats, wheelchairs, stretchers = seats - a, wheelchairs - b, stretchers - c
            persons += took
            weight += took * x[party + PARTY.weight]
    return persons, weight


@compiled
def somebody(n: Words, x: Fractions, number: int) -> bool:
    """Tell whether anybody would ride on a trip."""
    if n[row(n, TRIPS, number) + TRIP.first] >= 0:
        return True
    run = row(n, RUNS, number)
    if not n[row(n, HOPS, n[run + RUN.hop]) + HOP.useful]:
        return False
    beds = ways.room_at(n, n[run + RUN.to], False)
    return takeable(n, x, n[run + RUN.from_], run + RUN.usable, beds, 0)[0] > 0


@folded
def _follow(n: Words, first: int, last: int, parcel: int) -> tuple[int, int]:
    """Let a parcel be the last of those aboard."""
    n[row(n, PARCELS, parcel) + PARCEL.next] = NONE
    if last < 0:
        return parcel, parcel
    n[row(n, PARCELS, last) + PARCEL.next] = parcel
    return first, parcel


@compiled
def _unlink(n: Words, place: int, rank: int, before: int, parcel: int) -> None:
    """Take a parcel off the list of those who stand by."""
    following = n[row(n, PARCELS, parcel) + PARCEL.next]
    if before < 0:
        n[head(n, place, rank)] = following
    else:
        n[row(n, PARCELS, before) + PARCEL.next] = following
    if n[head(n, place, rank) + 1] == parcel:
        n[head(n, place, rank) + 1] = before
    n[row(n, SIZE, 0) + SIZES.waiters] -= 1


@compiled
def _seated(n: Words, parcel: int) -> bool:
    """Give a parcel its places, if all are free."""
    one = row(n, PARCELS, parcel)
    party = row(n, PARTIES, n[one + PARCEL.party])
    free = row(n, FREE, 0)
    a, b, c = (
        n[party + PARTY.room],
        n[party + PARTY.room + 1],
        n[party + PARTY.room + 2],
    )
    if not n[party + PARTY.household]:
        a, b, c = n[one + PARCEL.persons], 0, 0
    if a > n[free] or b > n[free + 1] or c > n[free + 2]:
        return False
    n[free] -= a
    n[free + 1] -= b
    n[free + 2] -= c
    return True


@compiled
def _fill(n: Words, number: int, beds: int, first: int, last: int) -> tuple[int, int]:
    """Let aboard who stands by, while there is room; none whom it leads nowhere."""
    run = row(n, RUNS, number)
    place = n[run + RUN.from_]
    free = row(n, FREE, 0)
    a = 0 if n[run + RUN.usable] else n[free]
    b = 0 if n[run + RUN.usable + 1] else n[free + 1]
    c = 0 if n[run + RUN.usable + 2] else n[free + 2]
    n[free] -= a
    n[free + 1] -= b
    n[free + 2] -= c
    left = most = min(n[free] + n[free + 1] + n[free + 2], beds)
    for rank in range(given(n, GIVEN.ranks)):
        before = NONE
        parcel = n[head(n, place, rank)]
        while parcel >= 0 and left > 0 and not n[row(n, SIZE, 0) + SIZES.full]:
            one = row(n, PARCELS, parcel)
            following = n[one + PARCEL.next]
            rides = parcel
            if n[one + PARCEL.persons] > left or not _seated(n, parcel):
                before = parcel
                rides = NONE
                household = parcels.household(n, parcel)
                fit = 0 if household else min(n[free], left)
                if fit > 0:
                    rides = parcels.split(n, parcel, fit)
                    n[free] -= fit
                    if n[row(n, SIZE, 0) + SIZES.full]:
                        # it has no row of its own
                        rides = NONE
            else:
                _unlink(n, place, rank, before, parcel)
            if rides >= 0:
                left -= n[row(n, PARCELS, rides) + PARCEL.persons]
                first, last = _follow(n, first, last, rides)
            parcel = following
    n[free] += a
    n[free + 1] += b
    n[free + 2] += c
    n[row(n, HERES, place) + HERE.waiting] -= most - left
    return first, last


@compiled
def release(n: Words, at: int, number: int) -> None:
    """Let others fetch whom a sweep was sent for and has not taken."""
    run = row(n, RUNS, number)
    if n[run + RUN.fetches]:
        place = n[run + RUN.from_]
        n[row(n, HERES, place) + HERE.claimed] -= n[run + RUN.claim]
        if n[row(n, HERES, place) + HERE.waiting] > 0:
            ways.wake(n, at, place)


@compiled
def lose_seat(n: Words, at: int, parcel: int, run: int) -> None:
    """Let a parcel wait for another seat than that on a trip from now on."""
    place, windows = n[run + RUN.from_], n[run + RUN.windows]
    parcels.held(n, parcel, BOARDING, place, at, windows)
    n[row(n, PARCELS, parcel) + PARCEL.lost] = 1


@compiled
def _free(n: Words, number: int) -> bool:
    """Put down what is left for us of the room of a trip; tell whether some was sold."""
    run, free = row(n, RUNS, number), row(n, FREE, 0)
    for kind in range(3):
        n[free + kind] = n[run + RUN.room + kind]
    if n[run + RUN.vehicle] != SERVICE:
        return False
    fall = n[row(n, SOLD, number) + SELLING.seats]
    if fall < 0:
        return False
    fell = row(n, FALLEN, fall)
    share = share_left(n[run + RUN.depart], n[fell], n[fell + 1])
    if share == 1.0:
        return False
    dice = row(n, DICES, 0)
    key, world = (n[dice + DICE.low], n[dice + DICE.high]), n[dice + DICE.world]
    u = uniform(key, world, causes.SEATS, n[run + RUN.departure], 0)
    sold = False
    for kind in range(3):
        n[free + kind] = int(share * n[run + RUN.room + kind] + u)
        sold = sold or n[free + kind] != n[run + RUN.room + kind]
    return sold


@compiled
def board(n: Words, x: Fractions, at: int, number: int, load: int) -> int:
    """Let aboard those planned on the trip, then those who stand by; give the first."""
    run = row(n, RUNS, number)
    place = n[run + RUN.from_]
    free = row(n, FREE, 0)
    sold = _free(n, number)
    seats = n[free] + n[free + 1] + n[free + 2]
    beds = ways.room_at(n, n[run + RUN.to], True)
    first = last = NONE
    parcel = n[row(n, TRIPS, number) + TRIP.first]
    while parcel >= 0:
        one = row(n, PARCELS, parcel)
        following = n[one + PARCEL.next]
        if n[one + PARCEL.persons] <= beds and _seated(n, parcel):
            beds -= n[one + PARCEL.persons]
            first, last = _follow(n, first, last, parcel)
        else:
            if sold:
                lose_seat(n, at, parcel, run)
            people.stand_by(n, x, at, parcel, place)
        parcel = following
    n[row(n, HERES, n[run + RUN.to]) + HERE.promised] -= n[run + RUN.planned]
    if n[row(n, HOPS, n[run + RUN.hop]) + HOP.useful]:
        beds = min(beds, ways.room_at(n, n[run + RUN.to], False))
        if beds > 0 and n[free] + n[free + 1] + n[free + 2] > 0:
            first, last = _fill(n, number, beds, first, last)
    parcel = first
    load = min(load, given(n, GIVEN.horizon))
    while parcel >= 0:
        slots.boarded(n, parcel, number, load)
        parcel = n[row(n, PARCELS, parcel) + PARCEL.next]
    release(n, at, number)
    if first >= 0:
        n[row(n, SIZE, 0) + SIZES.seats] += seats
        n[row(n, SIZE, 0) + SIZES.empty] += n[free] + n[free + 1] + n[free + 2]
    return first
