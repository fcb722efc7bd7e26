"""Where an idle vehicle goes for those who stand by."""

from __future__ import annotations

from exeunt.model.compiling import Stamped
from exeunt.model.times import NEVER
from exeunt.rehearse import arena, dice
from exeunt.rehearse.arena import (
    FLEET,
    FLEETS,
    GIVEN,
    HERE,
    HERES,
    IN_SLOTS,
    PLACES,
    RIDE,
    RIDES,
    RUN,
    RUNS,
    SIZE,
    SIZES,
    STATE,
    STATES,
    STEPS,
    SWEEP,
    SWEEPS,
    SWEEPS_AT,
    TRIP,
    TRIPS,
    VEHICLE,
    VEHICLES,
    Fractions,
    Words,
    given,
    row,
    rows,
)
from exeunt.rehearse.fast import boarding, kinds, moments, slots, vehicles, ways
from exeunt.rehearse.layout import NONE


compiled = Stamped(arena, dice, kinds, boarding, moments, slots, vehicles, ways)


@compiled
def _send(n: Words, vehicle: int, number: int, persons: int) -> None:
    """Let a vehicle make one trip of a sweep, before those it was sent on so far."""
    at = n[row(n, SIZE, 0) + SIZES.runs]
    if at >= rows(n, RUNS):
        n[row(n, SIZE, 0) + SIZES.full] = 1
        return
    n[row(n, SIZE, 0) + SIZES.runs] = at + 1
    ride, run = row(n, RIDES, number), row(n, RUNS, at)
    fleet = row(n, FLEETS, n[row(n, VEHICLES, vehicle) + VEHICLE.fleet])
    n[run + RUN.hop], n[run + RUN.from_], n[run + RUN.to] = (
        n[ride + RIDE.hop],
        n[ride + RIDE.from_],
        n[ride + RIDE.to],
    )
    n[run + RUN.vehicle], n[run + RUN.travel] = vehicle, n[ride + RIDE.travel]
    n[run + RUN.depart] = n[run + RUN.load] = n[run + RUN.planned] = 0
    n[run + RUN.loading], n[run + RUN.unloading] = (
        n[fleet + FLEET.loading],
        n[fleet + FLEET.unloading],
    )
    n[run + RUN.departure] = NONE
    n[run + RUN.sweep], n[run + RUN.fetches], n[run + RUN.claim] = (
        1,
        persons > 0,
        persons,
    )
    n[run + RUN.windows], n[run + RUN.empty] = (
        n[ride + RIDE.windows],
        n[ride + RIDE.empty],
    )
    for kind in range(3):
        n[run + RUN.room + kind] = n[fleet + FLEET.room + kind]
        n[run + RUN.usable + kind] = n[ride + RIDE.usable + kind]
    trip = row(n, TRIPS, at)
    n[trip + TRIP.gone] = n[trip + TRIP.due] = n[trip + TRIP.missing] = 0
    n[trip + TRIP.first] = n[trip + TRIP.last] = NONE
    if rows(n, IN_SLOTS):
        slots.begin(n, at)
    n[row(n, STATES, vehicle) + STATE.top] = at
    n[row(n, STATES, vehicle) + STATE.sweeping] += 1


@compiled
def _end_of(n: Words, at: int, s: int, number: int, fleet: int) -> int:
    """Give when a sweep would be unloaded if all goes as planned."""
    sweep = row(n, SWEEPS, s)
    for k in range(n[sweep + SWEEP.way_at], n[sweep + SWEEP.way_end]):
        step = row(n, RIDES, n[row(n, STEPS, k)])
        at = moments.first(n, n[step + RIDE.empty], at) + n[step + RIDE.travel]
    ride, of = row(n, RIDES, number), row(n, FLEETS, fleet)
    depart = moments.first(n, n[ride + RIDE.windows], at + n[of + FLEET.loading])
    return int(min(NEVER, depart + n[ride + RIDE.travel] + n[of + FLEET.unloading]))


@compiled
def _job(n: Words, x: Fractions, at: int, vehicle: int) -> tuple[int, int, int]:
    """Give the best sweep, the ride that carries, and for how many; or -1."""
    of = row(n, VEHICLES, vehicle)
    fleet, place_now = n[of + VEHICLE.fleet], n[row(n, STATES, vehicle) + STATE.at]
    latest = min(n[of + VEHICLE.until], given(n, GIVEN.horizon))
    best, best_ride, fetched, gained = NONE, NONE, 0, 0.0
    found = row(n, SWEEPS_AT, fleet * rows(n, PLACES) + place_now)
    for s in range(n[found], n[found + 1]):
        sweep = row(n, SWEEPS, s)
        place = n[sweep + SWEEP.place]
        if (
            n[row(n, HERES, place) + HERE.waiting]
            <= n[row(n, HERES, place) + HERE.claimed]
        ):
            continue
        for k in range(n[sweep + SWEEP.rides_at], n[sweep + SWEEP.rides_end]):
            ride = row(n, RIDES, n[row(n, STEPS, k)])
            beds = ways.room_at(n, n[ride + RIDE.to], False)
            persons, weight = boarding.takeable(
                n,
                x,
                place,
                ride + RIDE.usable,
                beds,
                n[row(n, HERES, place) + HERE.claimed],
            )
            if persons == 0:
                continue
            end = _end_of(n, at, s, n[row(n, STEPS, k)], fleet)
            if end > latest:
                continue
            gain = weight / max(end - at, 1)
            if best < 0 or gain > gained:
                best, best_ride, fetched, gained = s, n[row(n, STEPS, k)], persons, gain
    return best, best_ride, fetched


@compiled
def tick(n: Words, x: Fractions, at: int, vehicle: int) -> None:
    """Let an idle vehicle fetch those who stand by, if it can help anybody."""
    of = row(n, STATES, vehicle)
    sweep, ride, persons = _job(n, x, at, vehicle)
    if sweep < 0:
        ways.lie_idle(n, vehicle, n[of + STATE.ticking])
        return
    n[row(n, HERES, n[row(n, RIDES, ride) + RIDE.from_]) + HERE.claimed] += persons
    one = row(n, SWEEPS, sweep)
    _send(n, vehicle, ride, persons)
    for k in range(n[one + SWEEP.way_end] - 1, n[one + SWEEP.way_at] - 1, -1):
        _send(n, vehicle, n[row(n, STEPS, k)], 0)
    vehicles.go_on(n, x, at, vehicle)
