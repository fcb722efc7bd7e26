"""Who has which slot of a place: see ``exeunt.rehearse.slots``."""

from __future__ import annotations

from exeunt.model.compiling import Stamped, folded
from exeunt.rehearse import arena, dice
from exeunt.rehearse.arena import (
    GIVEN,
    HOP,
    HOPS,
    IN_SLOTS,
    KEEPS,
    KEPT,
    LANE_SIZES,
    LANES,
    RUN,
    RUNS,
    SIZE,
    SIZES,
    SLOT,
    SLOTS,
    SLOTTED,
    Words,
    given,
    row,
)
from exeunt.rehearse.fast import kinds, parcels
from exeunt.rehearse.fast.kinds import BOARDING


compiled = Stamped(arena, dice, kinds, parcels)
NO_SLOT = -(1 << 60)


@compiled
def note(n: Words, lane: int, at: int) -> None:
    """Put a moment among those of a lane, which ascend."""
    count = n[row(n, LANE_SIZES, lane)]
    width = given(n, GIVEN.lane_width)
    if count >= width:
        n[row(n, SIZE, 0) + SIZES.full] = 1
        return
    while count > 0 and n[row(n, LANES, lane * width + count - 1)] > at:
        n[row(n, LANES, lane * width + count)] = n[
            row(n, LANES, lane * width + count - 1)
        ]
        count -= 1
    n[row(n, LANES, lane * width + count)] = at
    n[row(n, LANE_SIZES, lane)] += 1


@folded
def first_from(n: Words, low: int, high: int, at: int) -> int:
    """Find the first of ascending moments that is not before *at*."""
    while low < high:
        middle = (low + high) // 2
        if n[middle] < at:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def begin(n: Words, number: int) -> None:
    """Let a trip have what slots the plan gives it, and no other."""
    one = row(n, IN_SLOTS, number)
    n[one + SLOTTED.lost_out] = n[one + SLOTTED.lost_in] = 0
    n[one + SLOTTED.booked] = n[one + SLOTTED.since] = NO_SLOT


@compiled
def _kept(n: Words, slot: int, at: int, number: int) -> int:
    """Say when, from *at* on, the plan leaves a slot free for a trip."""
    place = row(n, SLOTS, slot)
    gap, vehicle = n[place + SLOT.gap], n[row(n, RUNS, number) + RUN.vehicle]
    low, end = n[place + SLOT.at], n[place + SLOT.end]
    high = end
    while low < high:
        middle = (low + high) // 2
        if n[row(n, KEEPS, middle) + KEPT.at] < at - gap + 1:
            low = middle + 1
        else:
            high = middle
    free = at
    for k in range(low, end):
        kept = row(n, KEEPS, k)
        moment, other = n[kept + KEPT.at], n[kept + KEPT.trip]
        if moment >= at + gap:
            break
        if n[row(n, IN_SLOTS, other) + SLOTTED.lost_out + n[kept + KEPT.end]]:
            continue
        if other == number or (
            vehicle >= 0 and n[row(n, RUNS, other) + RUN.vehicle] == vehicle
        ):
            if moment <= at:
                return at
        elif free == at:
            free = moment + gap
    return free


@compiled
def after(n: Words, slot: int, at: int, number: int, held: int) -> int:
    """Say when, from *at* on, a slot may be free for a trip; *at* itself if it is."""
    place = row(n, SLOTS, slot)
    gap, lane = n[place + SLOT.gap], n[place + SLOT.lane]
    first = row(n, LANES, lane * given(n, GIVEN.lane_width))
    end = first + n[row(n, LANE_SIZES, lane)]
    k = first_from(n, first, end, at - gap + 1)
    if k < end and n[k] < at + gap:
        return int(n[k] + gap)
    if held <= at < held + gap:
        return at
    return _kept(n, slot, at, number)


@compiled
def unbooked(n: Words, number: int, slot: int) -> int:
    """Give back the slot booked for a set-out, and say which it was."""
    one = row(n, IN_SLOTS, number)
    held = n[one + SLOTTED.booked]
    if held == NO_SLOT:
        return NO_SLOT
    n[one + SLOTTED.booked] = NO_SLOT
    lane = n[row(n, SLOTS, slot) + SLOT.lane]
    first = row(n, LANES, lane * given(n, GIVEN.lane_width))
    end = first + n[row(n, LANE_SIZES, lane)]
    for k in range(first_from(n, first, end, held), end - 1):
        n[k] = n[k + 1]
    n[row(n, LANE_SIZES, lane)] -= 1
    return int(held)


@compiled
def _late(n: Words, number: int, depart: int) -> None:
    """Free the planned slots that a trip which sets out then does not need."""
    run, one = row(n, RUNS, number), row(n, IN_SLOTS, number)
    n[one + SLOTTED.lost_out] = 1
    into = n[row(n, HOPS, n[run + RUN.hop]) + HOP.into]
    if into >= 0 and depart - n[run + RUN.depart] >= n[row(n, SLOTS, into) + SLOT.gap]:
        n[one + SLOTTED.lost_in] = 1


@compiled
def book(n: Words, number: int, depart: int) -> None:
    """Keep a slot for a set-out that comes later than planned."""
    out = n[row(n, HOPS, n[row(n, RUNS, number) + RUN.hop]) + HOP.out]
    if out >= 0:
        n[row(n, IN_SLOTS, number) + SLOTTED.booked] = depart
        note(n, n[row(n, SLOTS, out) + SLOT.lane], depart)
        _late(n, number, depart)


@compiled
def set_out(n: Words, number: int, depart: int) -> None:
    """Let a trip use its slot."""
    over = row(n, HOPS, n[row(n, RUNS, number) + RUN.hop])
    out = n[over + HOP.out]
    if out >= 0:
        note(n, n[row(n, SLOTS, out) + SLOT.lane], depart)
    if out >= 0 or n[over + HOP.into] >= 0:
        _late(n, number, depart)


@compiled
def come_in(n: Words, number: int, slot: int, at: int) -> None:
    """Let a trip arrive."""
    note(n, n[row(n, SLOTS, slot) + SLOT.lane], at)
    n[row(n, IN_SLOTS, number) + SLOTTED.lost_in] = 1


@compiled
def give_up(n: Words, number: int) -> None:
    """Free all slots of a trip that does not take place."""
    over = row(n, HOPS, n[row(n, RUNS, number) + RUN.hop])
    out = n[over + HOP.out]
    if out >= 0:
        unbooked(n, number, out)
    if out >= 0 or n[over + HOP.into] >= 0:
        one = row(n, IN_SLOTS, number)
        n[one + SLOTTED.lost_out] = n[one + SLOTTED.lost_in] = 1


@compiled
def waits(n: Words, number: int, since: int) -> None:
    """Note from when on a trip waits for nothing but a slot."""
    one = row(n, IN_SLOTS, number)
    if n[one + SLOTTED.since] == NO_SLOT:
        n[one + SLOTTED.since] = since


@folded
def boarded(n: Words, parcel: int, number: int, load: int) -> None:
    """Count that a parcel waited for a trip until it loads, at last for its slot."""
    run = row(n, RUNS, number)
    place, window = n[run + RUN.from_], n[run + RUN.windows]
    out = n[row(n, HOPS, n[run + RUN.hop]) + HOP.out]
    since = load
    if out >= 0 and n[row(n, IN_SLOTS, number) + SLOTTED.since] != NO_SLOT:
        since = min(load, n[row(n, IN_SLOTS, number) + SLOTTED.since])
    parcels.held(n, parcel, BOARDING, place, since, window)
    if since < load:
        stage = n[row(n, SLOTS, out) + SLOT.stage]
        parcels.stayed_at(n, parcel, stage, place, load, window)
