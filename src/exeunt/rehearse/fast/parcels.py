"""People who are together, and what is counted of them."""

from __future__ import annotations

from exeunt.model.compiling import Stamped, folded
from exeunt.rehearse import arena, dice
from exeunt.rehearse.arena import (
    BY_HOUR,
    CLEARED,
    COUNTS,
    GIVEN,
    LOGS,
    OUT,
    PARCEL,
    PARCELS,
    PARTIES,
    PARTY,
    SIZE,
    SIZES,
    THROUGH,
    WAITED,
    Words,
    given,
    row,
    rows,
)
from exeunt.rehearse.fast import kinds, moments
from exeunt.rehearse.fast.kinds import (
    BOARDING,
    HOUR,
    OPENING,
    SEAT,
    STAGES,
)
from exeunt.rehearse.layout import NONE


compiled = Stamped(arena, dice, kinds, moments)


@folded
def parcel(n: Words, party: int, persons: int) -> int:
    """Make a parcel; the first one again where there is no room."""
    at = n[row(n, SIZE, 0) + SIZES.parcels]
    if at >= rows(n, PARCELS):
        n[row(n, SIZE, 0) + SIZES.full] = 1
        return 0
    n[row(n, SIZE, 0) + SIZES.parcels] = at + 1
    one = row(n, PARCELS, at)
    n[one + PARCEL.party], n[one + PARCEL.persons] = party, persons
    n[one + PARCEL.run] = NONE
    n[one + PARCEL.since] = n[one + PARCEL.out] = n[one + PARCEL.lost] = 0
    n[one + PARCEL.log] = n[one + PARCEL.next] = NONE
    return int(at)


@compiled
def split(n: Words, of: int, persons: int) -> int:
    """Take some of a batch out of a parcel into one of their own."""
    one = row(n, PARCELS, of)
    new = parcel(n, n[one + PARCEL.party], persons)
    other = row(n, PARCELS, new)
    n[other + PARCEL.run], n[other + PARCEL.since] = (
        n[one + PARCEL.run],
        n[one + PARCEL.since],
    )
    n[other + PARCEL.log], n[other + PARCEL.out] = (
        n[one + PARCEL.log],
        n[one + PARCEL.out],
    )
    n[other + PARCEL.lost] = n[one + PARCEL.lost]
    n[one + PARCEL.persons] -= persons
    return new


@folded
def household(n: Words, parcel: int) -> bool:
    """Tell whether a parcel is a household."""
    return bool(
        n[row(n, PARTIES, n[row(n, PARCELS, parcel) + PARCEL.party]) + PARTY.household]
    )


@compiled
def wait(n: Words, parcel: int, stage: int, seconds: int) -> None:
    """Count that everybody in a parcel waited so long at a stage."""
    one = row(n, PARCELS, parcel)
    n[row(n, WAITED, stage)] += seconds * n[one + PARCEL.persons]
    at = n[row(n, SIZE, 0) + SIZES.logs]
    if at >= rows(n, LOGS):
        n[row(n, SIZE, 0) + SIZES.full] = 1
        return
    n[row(n, SIZE, 0) + SIZES.logs] = at + 1
    n[row(n, LOGS, at)] = stage
    n[row(n, LOGS, at) + 1] = seconds
    n[row(n, LOGS, at) + 2] = n[one + PARCEL.log]
    n[one + PARCEL.log] = at


@folded
def stayed_at(
    n: Words, parcel: int, stage: int, place: int, until: int, window: int
) -> None:
    """Count that a parcel stayed at a stage until a moment, shut time apart."""
    one = row(n, PARCELS, parcel)
    stayed = until - n[one + PARCEL.since]
    if stayed <= 0:
        return
    shut = moments.shut_between(n, window, n[one + PARCEL.since], until)
    if shut:
        wait(n, parcel, OPENING + STAGES * place, shut)
        stayed -= shut
    if stayed:
        wait(n, parcel, stage, stayed)
    n[one + PARCEL.since] = until


@folded
def held(n: Words, parcel: int, kind: int, place: int, until: int, window: int) -> None:
    """Count that a parcel stayed at a place until a moment."""
    if kind == BOARDING and n[row(n, PARCELS, parcel) + PARCEL.lost]:
        kind = SEAT
    stayed_at(n, parcel, kind + STAGES * place, place, until, window)


@folded
def came_out(n: Words, parcel: int, at: int) -> None:
    """Count a parcel as safe from a moment on."""
    one = row(n, PARCELS, parcel)
    party = row(n, PARTIES, n[one + PARCEL.party])
    if n[party + PARTY.counts_at] == n[party + PARTY.counts_end]:
        n[row(n, OUT, n[party + PARTY.category])] += n[one + PARCEL.persons]
        n[row(n, CLEARED, n[party + PARTY.category])] = at
    for k in range(n[party + PARTY.counts_at], n[party + PARTY.counts_end]):
        n[row(n, OUT, n[row(n, COUNTS, k)])] += n[row(n, COUNTS, k) + 1]
        n[row(n, CLEARED, n[row(n, COUNTS, k)])] = at
    n[row(n, BY_HOUR, -(-at // HOUR))] += n[one + PARCEL.persons]
    n[row(n, SIZE, 0) + SIZES.last] = parcel


@folded
def went_through(n: Words, parcel: int, leads: int, at: int) -> None:
    """Count a parcel as gone through an exit."""
    party = row(n, PARTIES, n[row(n, PARCELS, parcel) + PARCEL.party])
    if n[party + PARTY.counts_at] == n[party + PARTY.counts_end]:
        category = n[party + PARTY.category]
        n[row(n, THROUGH, category * given(n, GIVEN.exits) + leads)] = max(
            n[row(n, THROUGH, category * given(n, GIVEN.exits) + leads)], at
        )
    for k in range(n[party + PARTY.counts_at], n[party + PARTY.counts_end]):
        category = n[row(n, COUNTS, k)]
        n[row(n, THROUGH, category * given(n, GIVEN.exits) + leads)] = max(
            n[row(n, THROUGH, category * given(n, GIVEN.exits) + leads)], at
        )
