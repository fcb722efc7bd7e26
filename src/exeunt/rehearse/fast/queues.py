"""Places of limited rate: who is processed when."""

from __future__ import annotations

from math import ceil

from exeunt.model.compiling import Stamped, folded
from exeunt.rehearse import arena, dice
from exeunt.rehearse.arena import (
    PARCEL,
    PARCELS,
    PLACES,
    STATION,
    STATIONS,
    TRIP,
    TRIPS,
    WINDOWS,
    Fractions,
    Words,
    row,
    rows,
)
from exeunt.rehearse.fast import events, kinds, moments
from exeunt.rehearse.fast.kinds import (
    MOST_TURNS,
    PROCESSED,
    STAND_BY,
)
from exeunt.rehearse.layout import NONE


compiled = Stamped(arena, dice, kinds, events, moments)


@folded
def _before(n: Words, one: int, other: int) -> bool:
    """Tell who is called first."""
    return bool(
        n[row(n, PARCELS, one) + PARCEL.turn] < n[row(n, PARCELS, other) + PARCEL.turn]
    )


@compiled
def _meld(n: Words, one: int, other: int) -> int:
    """Put two queues together: skew heaps, by who is called first."""
    root = last = NONE
    while one >= 0 and other >= 0:
        if _before(n, other, one):
            one, other = other, one
        if last < 0:
            root = one
        else:
            n[row(n, PARCELS, last) + PARCEL.left] = one
        following = n[row(n, PARCELS, one) + PARCEL.right]
        n[row(n, PARCELS, one) + PARCEL.right] = n[row(n, PARCELS, one) + PARCEL.left]
        last, one = one, following
    rest = one if one >= 0 else other
    if last < 0:
        return rest
    n[row(n, PARCELS, last) + PARCEL.left] = rest
    return root


@folded
def _line_up(n: Words, place: int, parcel: int) -> None:
    n[row(n, PARCELS, parcel) + PARCEL.left] = n[
        row(n, PARCELS, parcel) + PARCEL.right
    ] = NONE
    station = row(n, STATIONS, place)
    n[station + STATION.root] = _meld(n, n[station + STATION.root], parcel)


@folded
def next_up(n: Words, place: int) -> None:
    """Take the first out of a queue."""
    station = row(n, STATIONS, place)
    first = row(n, PARCELS, n[station + STATION.root])
    n[station + STATION.root] = _meld(
        n, n[first + PARCEL.left], n[first + PARCEL.right]
    )


@folded
def _start(n: Words, x: Fractions, place: int, at: float, parcel: int) -> None:
    """Begin to process somebody."""
    station = row(n, STATIONS, place)
    window = rows(n, WINDOWS) - rows(n, PLACES) + place
    n[station + STATION.now] = parcel
    x[station + STATION.begun] = at
    x[station + STATION.done] = moments.after_open(
        n, window, at, x[row(n, PARCELS, parcel) + PARCEL.lasts]
    )
    n[station + STATION.done_s] = ceil(x[station + STATION.done] - 1e-3)
    n[station + STATION.version] += 1


@folded
def enter(n: Words, x: Fractions, place: int, at: int, parcel: int) -> bool:
    """Let somebody queue; tell whether they are processed at once."""
    station = row(n, STATIONS, place)
    now = n[station + STATION.now]
    if now < 0:
        _start(n, x, place, at, parcel)
        return True
    if _before(n, parcel, now):
        window = rows(n, WINDOWS) - rows(n, PLACES) + place
        rest = x[row(n, PARCELS, now) + PARCEL.lasts] - (
            moments.open_until(n, window, at)
            - moments.open_until(n, window, x[station + STATION.begun])
        )
        x[row(n, PARCELS, now) + PARCEL.lasts] = max(rest, 0.0)
        _line_up(n, place, now)
        _start(n, x, place, at, parcel)
        return True
    _line_up(n, place, parcel)
    return False


@folded
def finish(n: Words, x: Fractions, place: int) -> None:
    """Call the next, the late ones after the planned."""
    station = row(n, STATIONS, place)
    n[station + STATION.now] = NONE
    n[station + STATION.version] += 1
    while n[station + STATION.root] >= 0:
        first = n[station + STATION.root]
        one = row(n, PARCELS, first)
        next_up(n, place)
        if (
            n[one + PARCEL.turn] < STAND_BY * MOST_TURNS
            and n[row(n, TRIPS, n[one + PARCEL.run]) + TRIP.gone]
        ):
            n[one + PARCEL.turn] = (
                STAND_BY * MOST_TURNS + n[one + PARCEL.turn] % MOST_TURNS
            )
            _line_up(n, place, first)
            continue
        _start(n, x, place, x[station + STATION.done], first)
        break


@folded
def called(n: Words, place: int) -> None:
    """Tell when who is being processed will be done."""
    station = row(n, STATIONS, place)
    events.push(
        n,
        n[station + STATION.done_s],
        PROCESSED,
        place,
        n[station + STATION.version],
    )
