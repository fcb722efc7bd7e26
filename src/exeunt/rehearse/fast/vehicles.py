"""What vehicles do: wait, load, set out, arrive."""

from __future__ import annotations

from exeunt.model.compiling import Stamped, folded
from exeunt.model.times import NEVER
from exeunt.rehearse import arena, dice
from exeunt.rehearse.arena import (
    FLEET,
    FLEETS,
    GIVEN,
    HERE,
    HERES,
    HOP,
    HOPS,
    LANE_SIZES,
    LANES,
    PARCEL,
    PARCELS,
    PLACE,
    PLACES,
    RUN,
    RUNS,
    SELLING,
    SIZE,
    SIZES,
    SOLD,
    STATE,
    STATES,
    STOPS_S,
    TAKEN,
    TAKEN_AT,
    TOURS,
    TRIP,
    TRIPS,
    VEHICLE,
    VEHICLES,
    WITHDRAWN_S,
    Fractions,
    Words,
    given,
    row,
)
from exeunt.rehearse.fast import (
    boarding,
    events,
    kinds,
    moments,
    people,
    slots,
    ways,
)
from exeunt.rehearse.fast.kinds import (
    DUE,
    KIND,
    LOOK,
    SERVICE,
)
from exeunt.rehearse.layout import NONE


compiled = Stamped(arena, dice, kinds, boarding, events, moments, people, slots, ways)


@folded
def _todo(n: Words, vehicle: int) -> int:
    """Count the trips that a vehicle has still to make."""
    of = row(n, STATES, vehicle)
    planned = n[row(n, VEHICLES, vehicle) + VEHICLE.runs_end] - n[of + STATE.next]
    return int(planned + n[of + STATE.sweeping])


@folded
def _next_run(n: Words, vehicle: int) -> int:
    of = row(n, STATES, vehicle)
    if n[of + STATE.sweeping] > 0:
        return int(n[of + STATE.top])
    return int(n[row(n, TOURS, n[of + STATE.next])])


@folded
def _done_with(n: Words, vehicle: int) -> None:
    """Take the next trip of a vehicle off its list."""
    of = row(n, STATES, vehicle)
    if n[of + STATE.sweeping] > 0:
        n[of + STATE.sweeping] -= 1
        n[of + STATE.top] -= 1
    else:
        n[of + STATE.next] += 1


@compiled
def _rest(n: Words, vehicle: int, since: int, until: int) -> None:
    """Let a vehicle be idle since then, and look round from *until* on."""
    if n[row(n, SIZE, 0) + SIZES.waiters] > 0:
        ways.stir(n, until, vehicle, since)
    else:
        ways.lie_idle(n, vehicle, since)


@compiled
def _give_up(n: Words, x: Fractions, at: int, number: int) -> None:
    trip = row(n, TRIPS, number)
    n[trip + TRIP.gone] = 1
    slots.give_up(n, number)
    run = row(n, RUNS, number)
    n[row(n, HERES, n[run + RUN.to]) + HERE.promised] -= n[run + RUN.planned]
    parcel = n[trip + TRIP.first]
    n[trip + TRIP.first] = n[trip + TRIP.last] = NONE
    while parcel >= 0:
        following = n[row(n, PARCELS, parcel) + PARCEL.next]
        people.stand_by(n, x, at, parcel, n[run + RUN.from_])
        parcel = following
    boarding.release(n, at, number)


@compiled
def go_on(n: Words, x: Fractions, at: int, vehicle: int) -> None:
    """Let a vehicle turn to its next trip, or be idle."""
    while _todo(n, vehicle) > 0:
        number = _next_run(n, vehicle)
        run = row(n, RUNS, number)
        if n[run + RUN.from_] == n[row(n, STATES, vehicle) + STATE.at]:
            events.push(n, max(at, n[run + RUN.load]), DUE, number, 0)
            return
        _done_with(n, vehicle)
        _give_up(n, x, at, number)
    _rest(n, vehicle, at, at)


@folded
def _refuels(n: Words, vehicle: int) -> bool:
    place = n[row(n, STATES, vehicle) + STATE.at]
    return bool(
        n[row(n, PLACES, place) + PLACE.refuels]
        or n[row(n, VEHICLES, vehicle) + VEHICLE.base] == place
    )


@compiled
def _may_begin(n: Words, x: Fractions, at: int, number: int, carries: bool) -> int:
    """Say when crew and tank let a trip begin, from *at* on, or never."""
    run = row(n, RUNS, number)
    fleet = row(n, FLEETS, n[row(n, VEHICLES, n[run + RUN.vehicle]) + VEHICLE.fleet])
    of = row(n, STATES, n[run + RUN.vehicle])
    begin = at
    if n[fleet + FLEET.duty] > 0 and n[of + STATE.on_duty] >= 0:
        lasts = n[run + RUN.travel]
        if carries:
            lasts += n[run + RUN.loading] + n[run + RUN.unloading]
        if at + lasts > n[of + STATE.on_duty] + n[fleet + FLEET.duty]:
            begin = max(begin, n[of + STATE.freed] + n[fleet + FLEET.rest])
    if x[fleet + FLEET.range_km] > 0:
        full = n[of + STATE.freed] + n[fleet + FLEET.refuelling]
        refuels = _refuels(n, n[run + RUN.vehicle])
        if (
            x[of + STATE.km] + x[row(n, HOPS, n[run + RUN.hop]) + HOP.km]
            > x[fleet + FLEET.range_km] + 1e-6
        ):
            if not refuels:
                return NEVER
            begin = max(begin, full)
    return begin


@compiled
def _ended(n: Words, number: int) -> bool:
    """Tell whether a departure does not take place: its service or carrier ended."""
    depart = n[row(n, RUNS, number) + RUN.depart]
    sold = row(n, SOLD, number)
    withdrawal, carrier = n[sold + SELLING.withdrawal], n[sold + SELLING.carrier]
    if withdrawal >= 0 and depart >= n[row(n, WITHDRAWN_S, withdrawal)]:
        return True
    return bool(carrier >= 0 and depart >= n[row(n, STOPS_S, carrier)])


@compiled
def _begun(n: Words, x: Fractions, number: int, at: int) -> None:
    """Note what a trip takes out of crew and tank."""
    run = row(n, RUNS, number)
    vehicle = n[run + RUN.vehicle]
    fleet = row(n, FLEETS, n[row(n, VEHICLES, vehicle) + VEHICLE.fleet])
    of = row(n, STATES, vehicle)
    stood = at - n[of + STATE.freed]
    if n[of + STATE.on_duty] < 0 or stood >= n[fleet + FLEET.rest]:
        n[of + STATE.on_duty] = at
    if _refuels(n, vehicle) and stood >= n[fleet + FLEET.refuelling]:
        x[of + STATE.km] = 0.0
    x[of + STATE.km] += x[row(n, HOPS, n[run + RUN.hop]) + HOP.km]


@compiled
def _leave(n: Words, x: Fractions, number: int, aboard: int, depart: int) -> None:
    run = row(n, RUNS, number)
    n[row(n, TRIPS, number) + TRIP.gone] = 1
    load = depart - n[run + RUN.loading] if aboard >= 0 else depart
    if aboard >= 0:
        ways.set_out(n, aboard, number, load, depart)
    lane = n[row(n, HOPS, n[run + RUN.hop]) + HOP.lane]
    if lane >= 0:
        slots.note(n, lane, depart)
    slots.set_out(n, number, depart)
    vehicle = n[run + RUN.vehicle]
    travel = ways.travel_s(n, x, run, depart, ways.own_factor(n, x, number))
    if vehicle >= 0:
        travel += ways.delay_s(n, x, vehicle)
        _begun(n, x, number, load)
        n[row(n, STATES, vehicle) + STATE.made] += 1
        _done_with(n, vehicle)
    if aboard >= 0 or vehicle >= 0:
        ways.arrive(n, aboard, number, depart, travel)


@compiled
def _holds(n: Words, first: int, end: int, at: int) -> bool:
    k = slots.first_from(n, first, end, at)
    return k < end and n[k] == at


@compiled
def _clash(n: Words, first: int, end: int, at: int, headway: int) -> int:
    k = slots.first_from(n, first, end, at - headway + 1)
    if k < end and n[k] < at + headway:
        return int(n[k])
    return -1


@compiled
def _spaced(n: Words, number: int, at: int, carries: bool) -> int:
    """Find when a trip may set out: openings and headway."""
    run = row(n, RUNS, number)
    hop = n[run + RUN.hop]
    window = n[run + RUN.windows] if carries else n[run + RUN.empty]
    depart = moments.first_clear(n, hop, window, at)
    over = row(n, HOPS, hop)
    if n[over + HOP.lane] < 0 or n[run + RUN.vehicle] == SERVICE:
        return depart
    headway, sweep = n[over + HOP.headway], n[run + RUN.sweep]
    made = row(n, LANES, n[over + HOP.lane] * given(n, GIVEN.lane_width))
    made_end = made + n[row(n, LANE_SIZES, n[over + HOP.lane])]
    taken = row(n, TAKEN, n[row(n, TAKEN_AT, hop)])
    taken_end = row(n, TAKEN, n[row(n, TAKEN_AT, hop + 1)])
    while depart != NEVER:
        if n[over + HOP.together] and (
            _holds(n, made, made_end, depart)
            or (sweep and _holds(n, taken, taken_end, depart))
        ):
            break
        clash = _clash(n, made, made_end, depart, headway)
        if sweep:
            clash = max(clash, _clash(n, taken, taken_end, depart, headway))
        if clash < 0:
            break
        depart = moments.first_clear(n, hop, window, clash + headway)
    return depart


@compiled
def _slot(n: Words, number: int, at: int, carries: bool) -> int:
    """Find when a trip may set out: openings, headway and slots of a place."""
    run = row(n, RUNS, number)
    out = n[row(n, HOPS, n[run + RUN.hop]) + HOP.out]
    depart = soonest = _spaced(n, number, at, carries)
    if out < 0:
        return depart
    held = slots.unbooked(n, number, out)
    if n[run + RUN.vehicle] == SERVICE:
        held = n[run + RUN.depart]
    while depart != NEVER:
        after = slots.after(n, out, depart, number, held)
        if after == depart:
            break
        depart = _spaced(n, number, after, carries)
    if depart > soonest:
        slots.waits(n, number, soonest - (n[run + RUN.loading] if carries else 0))
    return depart


@compiled
def _serve(n: Words, x: Fractions, at: int, number: int) -> None:
    run = row(n, RUNS, number)
    if _ended(n, number):
        parcel = n[row(n, TRIPS, number) + TRIP.first]
        while parcel >= 0:
            boarding.lose_seat(n, at, parcel, run)
            parcel = n[row(n, PARCELS, parcel) + PARCEL.next]
        _give_up(n, x, at, number)
        return
    depart = n[run + RUN.depart]
    if moments.first_clear(n, n[run + RUN.hop], n[run + RUN.windows], depart) != depart:
        _give_up(n, x, at, number)
        return
    if not n[run + RUN.planned] and not boarding.somebody(n, x, number):
        return
    depart = _slot(n, number, depart, True)
    if depart == NEVER:
        _give_up(n, x, at, number)
        return
    aboard = boarding.board(n, x, at, number, depart - n[run + RUN.loading])
    _leave(n, x, number, aboard, depart)


@compiled
def _drop(n: Words, x: Fractions, at: int, number: int) -> None:
    """Let a trip not take place, and its vehicle go on from where it is."""
    run = row(n, RUNS, number)
    vehicle = n[run + RUN.vehicle]
    _done_with(n, vehicle)
    _give_up(n, x, at, number)
    if not n[run + RUN.sweep]:
        go_on(n, x, at, vehicle)
        return
    of = row(n, STATES, vehicle)
    for other in range(
        n[of + STATE.top] - n[of + STATE.sweeping] + 1, n[of + STATE.top] + 1
    ):
        _give_up(n, x, at, other)
    n[of + STATE.sweeping] = 0
    _rest(n, vehicle, at, at + given(n, GIVEN.sweep_every))


@compiled
def look(n: Words, x: Fractions, at: int, number: int) -> None:
    """Let a trip load and set out now, or find out when it may."""
    if n[row(n, TRIPS, number) + TRIP.gone]:
        return
    run = row(n, RUNS, number)
    if n[run + RUN.vehicle] == SERVICE:
        _serve(n, x, at, number)
        return
    wanted = n[run + RUN.planned] > 0 or n[run + RUN.fetches]
    carries = wanted and boarding.somebody(n, x, number)
    last = _todo(n, n[run + RUN.vehicle]) == 1
    if not carries and (n[run + RUN.fetches] or (n[run + RUN.planned] and last)):
        _drop(n, x, at, number)
        return
    begin = _may_begin(n, x, at, number, carries)
    if begin == NEVER:
        _drop(n, x, at, number)
        return
    if begin > at:
        events.push(n, begin, LOOK, number, 0)
        return
    loading = n[run + RUN.loading] if carries else 0
    depart = _slot(n, number, max(at + loading, n[run + RUN.depart]), carries)
    if depart == NEVER:
        _drop(n, x, at, number)
    elif depart - loading > at:
        slots.book(n, number, depart)
        events.push(n, depart - loading, LOOK, number, 0)
    else:
        aboard = boarding.board(n, x, at, number, at) if carries else NONE
        _leave(n, x, number, aboard, depart)


@compiled
def due(n: Words, x: Fractions, at: int, number: int) -> None:
    """Let a trip look who is there; if somebody is missing, let it hold."""
    n[row(n, TRIPS, number) + TRIP.due] = 1
    if n[row(n, TRIPS, number) + TRIP.missing] <= 0:
        look(n, x, at, number)
        return
    hold = n[row(n, RUNS, number) + RUN.load] + given(n, GIVEN.hold)
    events.push(n, max(at, hold), LOOK, number, 0)


@compiled
def arrived(n: Words, x: Fractions, at: int, first: int, more: int) -> None:
    """Let people get off, and their vehicle go on."""
    place, vehicle = more // KIND, more % KIND - 2
    parcel = first
    while parcel >= 0:
        following = n[row(n, PARCELS, parcel) + PARCEL.next]
        people.come(n, x, at, parcel, place)
        parcel = following
    if vehicle >= 0:
        n[row(n, STATES, vehicle) + STATE.at] = place
        n[row(n, STATES, vehicle) + STATE.freed] = at
        go_on(n, x, at, vehicle)
