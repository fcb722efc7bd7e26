"""Setting out and arriving, beds, and vehicles that lie idle."""

from __future__ import annotations

import numpy as np

from exeunt.model.compiling import Stamped, folded
from exeunt.model.times import NEVER
from exeunt.rehearse import arena, causes, dice
from exeunt.rehearse.arena import (
    DICE,
    DICES,
    FLEET,
    FLEETS,
    GIVEN,
    HERE,
    HERES,
    HOP,
    HOPS,
    PARCEL,
    PARCELS,
    PLACE,
    PLACES,
    REPAIRS,
    RESTING,
    RUN,
    RUNS,
    SERVING,
    SLOT,
    SLOTS,
    SPREAD,
    STATE,
    STATES,
    TRAVELS,
    TRIP_SPREAD,
    VEHICLE,
    VEHICLES,
    WAITED,
    WINDOWS,
    Fractions,
    Words,
    given,
    row,
    rows,
)
from exeunt.rehearse.dice import at_score, score, uniform
from exeunt.rehearse.fast import events, kinds, moments, parcels, slots
from exeunt.rehearse.fast.kinds import (
    ARRIVED,
    HOUR,
    KIND,
    LANDED,
    NO_END,
    OPENING,
    RIDING,
    SERVICE,
    STAGES,
    TICK,
)


compiled = Stamped(arena, dice, kinds, causes, events, moments, parcels, slots)


@folded
def room_at(n: Words, place: int, planned: bool) -> int:
    """Say how many more people a place has beds for."""
    beds = n[row(n, HERES, place) + HERE.beds]
    if beds == NO_END:
        return NO_END
    kept = 0 if planned else n[row(n, HERES, place) + HERE.promised]
    return int(max(0, beds - kept))


@compiled
def set_out(n: Words, first: int, number: int, load: int, depart: int) -> None:
    """Count what setting out means for those aboard."""
    run = row(n, RUNS, number)
    leads = n[row(n, PLACES, n[run + RUN.from_]) + PLACE.exit]
    bounded = n[row(n, HERES, n[run + RUN.to]) + HERE.beds] != NO_END
    parcel = first
    while parcel >= 0:
        one = row(n, PARCELS, parcel)
        n[one + PARCEL.since] = load
        n[one + PARCEL.lost] = 0
        if leads >= 0:
            parcels.went_through(n, parcel, leads, depart)
        if bounded:
            n[row(n, HERES, n[run + RUN.to]) + HERE.beds] -= n[one + PARCEL.persons]
        parcel = n[one + PARCEL.next]


@compiled
def travel_s(n: Words, x: Fractions, run: int, depart: int, own: float) -> int:
    """Give how long a trip takes in this world, without a delay of its own."""
    hours = given(n, GIVEN.hours)
    hour = min(depart // HOUR, hours - 1)
    mode = n[row(n, HOPS, n[run + RUN.hop]) + HOP.mode]
    factor = x[row(n, TRAVELS, mode * hours + hour)]
    return int(max(1, int(np.rint(min(n[run + RUN.travel] * factor * own, NEVER)))))


@compiled
def factor(n: Words, x: Fractions, cause: int, who: int, turn: int) -> float:
    """Draw a trip's own factor on its travel time."""
    spread = row(n, TRIP_SPREAD, 0)
    if not n[spread + SPREAD.given]:
        return 1.0
    key = (n[row(n, DICES, 0) + DICE.low], n[row(n, DICES, 0) + DICE.high])
    z = score(key, n[row(n, DICES, 0) + DICE.world], cause, who, turn)
    return at_score(
        x[spread + SPREAD.low], x[spread + SPREAD.middle], x[spread + SPREAD.high], z
    )


@compiled
def own_factor(n: Words, x: Fractions, number: int) -> float:
    """Draw the factor of a vehicle's trip, or of a departure."""
    run = row(n, RUNS, number)
    vehicle = n[run + RUN.vehicle]
    if vehicle == SERVICE:
        return factor(n, x, causes.TIMETABLE, n[run + RUN.departure], 0)
    who, made = (
        n[row(n, VEHICLES, vehicle) + VEHICLE.who],
        n[row(n, STATES, vehicle) + STATE.made],
    )
    return factor(n, x, causes.FLEET, who, made)


@compiled
def delay_s(n: Words, x: Fractions, vehicle: int) -> int:
    """Draw how long a breakdown delays a trip."""
    breaks = x[
        row(n, FLEETS, n[row(n, VEHICLES, vehicle) + VEHICLE.fleet]) + FLEET.breaks
    ]
    spread = row(n, REPAIRS, 0)
    if breaks <= 0 or not n[spread + SPREAD.given]:
        return 0
    key, world = (
        (n[row(n, DICES, 0) + DICE.low], n[row(n, DICES, 0) + DICE.high]),
        n[row(n, DICES, 0) + DICE.world],
    )
    who, made = (
        n[row(n, VEHICLES, vehicle) + VEHICLE.who],
        n[row(n, STATES, vehicle) + STATE.made],
    )
    if uniform(key, world, causes.BREAKDOWN, who, made) >= breaks:
        return 0
    z = score(key, world, causes.REPAIR, who, made)
    return int(
        np.rint(
            at_score(
                x[spread + SPREAD.low],
                x[spread + SPREAD.middle],
                x[spread + SPREAD.high],
                z,
            )
        )
    )


@compiled
def _let_in(
    n: Words, first: int, run: int, there: int, opens: int, inside: int
) -> None:
    """Let a trip wait for its destination to open and for a slot, and unload."""
    to, horizon = n[run + RUN.to], given(n, GIVEN.horizon)
    if first >= 0:
        gate = min(opens, horizon) - min(there, horizon)
        slot = min(inside, horizon) - min(opens, horizon)
        inside += n[run + RUN.unloading]
        end = min(inside, horizon) - gate - slot
        parcel = first
        while parcel >= 0:
            one = row(n, PARCELS, parcel)
            if gate:
                parcels.wait(n, parcel, OPENING + STAGES * to, gate)
            if slot:
                into = n[row(n, HOPS, n[run + RUN.hop]) + HOP.into]
                stage = n[row(n, SLOTS, into) + SLOT.stage]
                parcels.wait(n, parcel, stage, slot)
            if end > n[one + PARCEL.since]:
                n[row(n, WAITED, RIDING)] += (end - n[one + PARCEL.since]) * n[
                    one + PARCEL.persons
                ]
            parcel = n[one + PARCEL.next]
    events.push(n, inside, ARRIVED, first, to * KIND + n[run + RUN.vehicle] + 2)


@compiled
def arrive(n: Words, first: int, number: int, depart: int, travel: int) -> None:
    """Let a trip arrive; where its destination has slots, once it is there."""
    run = row(n, RUNS, number)
    there = depart + travel
    into = n[row(n, HOPS, n[run + RUN.hop]) + HOP.into]
    if into >= 0 and there <= given(n, GIVEN.horizon):
        events.push(n, there, LANDED, first, number)
        return
    window = rows(n, WINDOWS) - rows(n, PLACES) + n[run + RUN.to]
    opens = moments.first(n, window, there)
    _let_in(n, first, run, there, opens, opens)


@compiled
def landed(n: Words, at: int, first: int, number: int) -> None:
    """Let a trip that is there have a slot to arrive in, as soon as there is one."""
    run = row(n, RUNS, number)
    into = n[row(n, HOPS, n[run + RUN.hop]) + HOP.into]
    window = rows(n, WINDOWS) - rows(n, PLACES) + n[run + RUN.to]
    opens = inside = moments.first(n, window, at)
    while inside != NEVER:
        after = slots.after(n, into, inside, number, slots.NO_SLOT)
        if after == inside:
            slots.come_in(n, number, into, inside)
            break
        inside = moments.first(n, window, after)
    _let_in(n, first, run, at, opens, inside)


@compiled
def stir(n: Words, at: int, vehicle: int, since: int) -> None:
    """Let a vehicle, idle since then, look round at its first turn from *at*."""
    every = given(n, GIVEN.sweep_every)
    turns = -((since - at) // every) if at > since else 0
    n[row(n, STATES, vehicle) + STATE.ticking] = since
    events.push(n, since + turns * every, TICK, vehicle, 0)


@compiled
def wake(n: Words, at: int, place: int) -> None:
    """Let idle vehicles that serve a place look round at their next turn."""
    for s in range(
        n[row(n, PLACES, place) + PLACE.serving_at],
        n[row(n, PLACES, place) + PLACE.serving_end],
    ):
        fleet = n[row(n, SERVING, s)]
        base = rows(n, FLEETS) + n[row(n, FLEETS, fleet) + FLEET.vehicles_at]
        for k in range(n[row(n, RESTING, fleet)]):
            vehicle = n[row(n, RESTING, base + k)]
            stir(n, at, vehicle, n[row(n, STATES, vehicle) + STATE.since])
        n[row(n, RESTING, fleet)] = 0


@compiled
def lie_idle(n: Words, vehicle: int, since: int) -> None:
    """Let a vehicle be among those that rest."""
    fleet = n[row(n, VEHICLES, vehicle) + VEHICLE.fleet]
    base = rows(n, FLEETS) + n[row(n, FLEETS, fleet) + FLEET.vehicles_at]
    n[row(n, RESTING, base + n[row(n, RESTING, fleet)])] = vehicle
    n[row(n, RESTING, fleet)] += 1
    n[row(n, STATES, vehicle) + STATE.since] = since
