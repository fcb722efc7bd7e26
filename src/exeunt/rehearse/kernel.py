"""
The play in arrays, compiled: event for event what ``exeunt.rehearse.play`` does.

Every function here has a twin of the same name among the modules beside it, which is
the one to read: ``people``, ``traffic``, ``sweeps``, ``stations``, ``openings``,
``tally`` and ``world``. The tests hold the two against each other, world by world.

All of it is one file, since what Numba keeps of a compiled function does not notice
when another file changes. Room that runs out is told by ``FULL``, and the world is
played again with more.
"""

from __future__ import annotations

from math import ceil, log

import numpy as np

from exeunt.model.compiling import folded, stamped
from exeunt.rehearse import causes
from exeunt.rehearse.dice import Z90, Key, at_score, philox, quantile, score, uniform
from exeunt.rehearse.arena import (
    BATCH,
    BATCHES,
    BEFORE,
    BEGINS,
    BY_HOUR,
    CLEARED,
    COMING,
    COUNTS,
    DICE,
    DICES,
    ENDS,
    ENVIRONMENTS,
    ESTIMATE,
    ESTIMATES,
    FLEET,
    FLEETS,
    FOUND,
    FREE,
    GIVEN,
    GIVENS,
    HEADS,
    HEAP,
    HERE,
    HERES,
    HOP,
    HOPS,
    LANES,
    LANE_SIZES,
    LOADS,
    LOGS,
    LOST,
    MODES,
    OUT,
    PARCEL,
    PARCELS,
    PARTIES,
    PARTY,
    PLACE,
    PLACES,
    POOL,
    POOLS,
    RATES,
    READY_S,
    REPAIRS,
    RESTING,
    RIDE,
    RIDES,
    RUN,
    RUNS,
    SERVING,
    SHUT,
    SHUTS,
    SHUTTERS,
    SHUTTING,
    SHUT_SIZES,
    SIZE,
    SIZES,
    SPREAD,
    SPREADS,
    STATE,
    STATES,
    STATION,
    STATIONS,
    STEPS,
    STOPS,
    SWEEP,
    SWEEPS,
    SWEEPS_AT,
    TAKEN,
    TAKEN_AT,
    THROUGH,
    TOURS,
    TRAVELS,
    TRIP,
    TRIPS,
    TRIP_SPREAD,
    VEHICLE,
    VEHICLES,
    WAITED,
    WINDOWS,
    WITHDRAWALS,
    WITHDRAWAL_OF,
    WITHDRAWN,
    WITHDRAWN_S,
    Arena,
    layout,
    row,
    rows,
)
from exeunt.rehearse.table import MOST_CLOSINGS, NONE, Floats, Ints
from exeunt.rehearse.tally import Counts


compiled = stamped(
    layout(), row, rows, at_score, philox, quantile, score, uniform, causes.ALL
)

NEVER = 10**12
PROCESSED, READY, ARRIVED, DUE, LOOK, TICK = 0, 1, 2, 3, 4, 5
SERVICE, OWN = -1, -2
STAND_BY = 10**11
QUANTUM = 50
RIDING, QUEUE, BOARDING, OPENING = 0, 1, 2, 3
HOUR = 3600
KIND = 1 << 44
NO_END = 1 << 30

# events


@folded
def _given(n: Ints, what: int) -> int:
    """Give a figure that no world changes."""
    return n[row(n, GIVENS, 0) + what]


@compiled
def _push(n: Ints, x: Floats, at: int, kind: int, subject: int, more: int) -> None:
    """Let something happen to a subject at a moment."""
    sizes = row(n, SIZE, 0)
    k = n[sizes + SIZES.heap]
    what = kind * KIND + n[sizes + SIZES.serial]
    n[sizes + SIZES.serial] += 1
    if k >= rows(n, HEAP):
        n[sizes + SIZES.full] = 1
        return
    n[sizes + SIZES.heap] = k + 1
    while k > 0:
        above = row(n, HEAP, (k - 1) // 2)
        if n[above] < at or (n[above] == at and n[above + 1] < what):
            break
        _move(n, above, row(n, HEAP, k))
        k = (k - 1) // 2
    here = row(n, HEAP, k)
    n[here] = at
    n[here + 1] = what
    n[here + 2] = subject
    n[here + 3] = more


@folded
def _move(n: Ints, event: int, to: int) -> None:
    for word in range(4):
        n[to + word] = n[event + word]


@folded
def _sooner(n: Ints, one: int, other: int) -> bool:
    """Tell which of two events comes first."""
    return n[one] < n[other] or (n[one] == n[other] and n[one + 1] < n[other + 1])


@compiled
def _drop_first(n: Ints, x: Floats) -> None:
    """Take the first event out of the heap."""
    sizes = row(n, SIZE, 0)
    n[sizes + SIZES.heap] -= 1
    count = n[sizes + SIZES.heap]
    last = row(n, HEAP, count)
    k = 0
    while True:
        below = 2 * k + 1
        if below >= count:
            break
        down = row(n, HEAP, below)
        if below + 1 < count and _sooner(n, down + 4, down):
            below += 1
            down += 4
        if _sooner(n, last, down):
            break
        _move(n, down, row(n, HEAP, k))
        k = below
    _move(n, last, row(n, HEAP, k))


@folded
def _shut(n: Ints, closing: int, turn: int) -> int:
    return row(n, SHUT, closing * MOST_CLOSINGS + turn)


@folded
def _head(n: Ints, place: int, rank: int) -> int:
    """Find the first and last who stand by at a place."""
    return row(n, HEADS, place * _given(n, GIVEN.ranks) + rank)


# moments


@compiled
def _first(n: Ints, x: Floats, window: int, at: int) -> int:
    """Give the first moment of a window from *at* on, or never."""
    low = n[row(n, WINDOWS, window)]
    end = high = low + n[row(n, WINDOWS, window) + 1]
    while low < high:
        middle = (low + high) // 2
        if n[row(n, ENDS, middle)] <= at:
            low = middle + 1
        else:
            high = middle
    if low == end:
        return NEVER
    return int(max(n[row(n, BEGINS, low)], at))


@compiled
def _open_until(n: Ints, x: Floats, window: int, at: float) -> float:
    """Count the open seconds of a window before *at*."""
    first = low = n[row(n, WINDOWS, window)]
    high = low + n[row(n, WINDOWS, window) + 1]
    while low < high:
        middle = (low + high) // 2
        if n[row(n, BEGINS, middle)] <= at:
            low = middle + 1
        else:
            high = middle
    if low == first:
        return 0.0
    over = at - n[row(n, ENDS, low - 1)]
    return float(n[row(n, BEFORE, low)] + min(over, 0.0))


@compiled
def _shut_between(n: Ints, x: Floats, window: int, begin: int, end: int) -> int:
    """Count the shut seconds of a window between two moments."""
    opened = _open_until(n, x, window, end) - _open_until(n, x, window, begin)
    return end - begin - int(opened)


@compiled
def _after_open(n: Ints, x: Floats, window: int, at: float, seconds: float) -> float:
    """Give the moment by which so many open seconds have passed since *at*."""
    first, count = n[row(n, WINDOWS, window)], n[row(n, WINDOWS, window) + 1]
    if (
        count == 1
        and n[row(n, BEGINS, first)] <= at
        and at + seconds <= n[row(n, ENDS, first)]
    ):
        return at + seconds
    wanted = _open_until(n, x, window, at) + seconds
    if wanted > n[row(n, BEFORE, first + count)] + 1e-6:
        return float(NEVER)
    low, high = first, first + count + 1
    while low < high:
        middle = (low + high) // 2
        if n[row(n, BEFORE, middle)] <= wanted - 1e-9:
            low = middle + 1
        else:
            high = middle
    k = min(low, first + count) - 1
    moment = n[row(n, BEGINS, k)] + wanted - n[row(n, BEFORE, k)]
    return float(max(moment, at))


@compiled
def _clear(n: Ints, x: Floats, hop: int, at: int) -> int:
    """Give the first moment from *at* on at which nothing keeps a hop shut."""
    over = row(n, HOPS, hop)
    again = True
    while again:
        again = False
        for s in range(n[over + HOP.at], n[over + HOP.end]):
            closing = n[row(n, SHUTTERS, s)]
            for k in range(n[row(n, SHUT_SIZES, closing)]):
                if n[_shut(n, closing, k)] <= at < n[_shut(n, closing, k) + 1]:
                    at = n[_shut(n, closing, k) + 1]
                    again = True
    return at


@compiled
def _first_clear(n: Ints, x: Floats, hop: int, window: int, at: int) -> int:
    """Give the first moment of a window at which its hop is not shut."""
    while True:
        at = _first(n, x, window, at)
        if at == NEVER:
            return NEVER
        clear = _clear(n, x, hop, at)
        if clear == at:
            return at
        at = clear


# what a world draws


@compiled
def _drawn(x: Floats, key: Key, world: int, cause: int, who: int, spread: int) -> float:
    """Draw from a spread."""
    z = score(key, world, cause, who, 0)
    return at_score(
        x[spread + SPREAD.low], x[spread + SPREAD.middle], x[spread + SPREAD.high], z
    )


@compiled
def _draw_people(n: Ints, x: Floats, key: Key, world: int) -> None:
    for k in range(_given(n, GIVEN.households)):
        party = row(n, PARTIES, k)
        n[row(n, READY_S, k)], n[row(n, COMING, k)] = (
            n[party + PARTY.ready],
            n[party + PARTY.persons],
        )
        if n[party + PARTY.spread] >= 0:
            spread = row(n, SPREADS, n[party + PARTY.spread])
            late = _drawn(
                x, key, world, causes.MOBILISATION, n[party + PARTY.who], spread
            )
            n[row(n, READY_S, k)] = max(0, int(np.rint(late)) + n[party + PARTY.longer])
        absent = x[party + PARTY.no_show]
        if (
            absent > 0
            and uniform(key, world, causes.NO_SHOW, n[party + PARTY.who], 0) < absent
        ):
            n[row(n, COMING, k)] = 0
    for e in range(rows(n, ESTIMATES)):
        _draw_estimate(n, x, key, world, e)


@compiled
def _draw_estimate(n: Ints, x: Floats, key: Key, world: int, e: int) -> None:
    of = row(n, ESTIMATES, e)
    z = score(key, world, causes.ESTIMATE, n[of + ESTIMATE.who], 0)
    width = (
        n[of + ESTIMATE.likely] - n[of + ESTIMATE.low]
        if z < 0
        else n[of + ESTIMATE.high] - n[of + ESTIMATE.likely]
    )
    size = max(0, int(np.rint(n[of + ESTIMATE.likely] + z / Z90 * width)))
    later, usual = 1.0, 1.0
    if n[of + ESTIMATE.spread] >= 0:
        spread = row(n, SPREADS, n[of + ESTIMATE.spread])
        later = _drawn(x, key, world, causes.MOBILISATION, n[of + ESTIMATE.who], spread)
        usual = np.exp(x[spread + SPREAD.middle])
    done = 0
    for k in range(n[of + ESTIMATE.at], n[of + ESTIMATE.end]):
        batch = row(n, BATCHES, k)
        party = n[batch + BATCH.party]
        upto = int(np.rint(size * x[batch + BATCH.upto]))
        n[row(n, COMING, party)] = upto - done
        done = upto
        ready = n[row(n, PARTIES, party) + PARTY.ready]
        n[row(n, READY_S, party)] = int(np.rint(ready * later / usual))


@compiled
def _draw_ways(n: Ints, x: Floats, key: Key, world: int) -> float:
    """Draw travel and withdrawals; give the factor on processing."""
    u = uniform(key, world, causes.ENVIRONMENT, 0, 0)
    processing, travel = 1.0, 1.0
    for k in range(rows(n, ENVIRONMENTS)):
        if 0 <= u < x[row(n, ENVIRONMENTS, k)]:
            processing, travel = (
                x[row(n, ENVIRONMENTS, k) + 1],
                x[row(n, ENVIRONMENTS, k) + 2],
            )
        u -= x[row(n, ENVIRONMENTS, k)]
    steady = x[row(n, GIVENS, 0) + GIVEN.steady]
    fresh = np.sqrt(1.0 - steady * steady)
    hours = _given(n, GIVEN.hours)
    for mode in range(rows(n, MODES)):
        spread = row(n, MODES, mode)
        if not n[spread + SPREAD.given]:
            for hour in range(hours):
                x[row(n, TRAVELS, mode * hours + hour)] = travel
            continue
        z = 0.0
        for hour in range(hours):
            drawn = score(key, world, causes.TRAVEL, mode, hour)
            z = drawn if hour == 0 else steady * z + fresh * drawn
            factor = at_score(
                x[spread + SPREAD.low],
                x[spread + SPREAD.middle],
                x[spread + SPREAD.high],
                z,
            )
            x[row(n, TRAVELS, mode * hours + hour)] = factor * travel
    for k in range(rows(n, WITHDRAWALS)):
        of = row(n, WITHDRAWALS, k)
        n[row(n, WITHDRAWN_S, k)] = int(
            np.rint(_drawn(x, key, world, causes.WITHDRAWAL, n[of + WITHDRAWN.who], of))
        )
    return processing


@compiled
def _draw_closings(n: Ints, x: Floats, key: Key, world: int) -> None:
    for c in range(rows(n, SHUTTING)):
        of = row(n, SHUTTING, c)
        at = float(n[of + SHUTS.after])
        n[row(n, SHUT_SIZES, c)] = 0
        for turn in range(MOST_CLOSINGS):
            u = uniform(key, world, causes.CLOSING, n[of + SHUTS.who], 2 * turn)
            at += -log(u) / x[of + SHUTS.per_s]
            if at > _given(n, GIVEN.horizon):
                break
            z = score(key, world, causes.CLOSING, n[of + SHUTS.who], 2 * turn + 1)
            lasts = at_score(
                x[of + SHUTS.low], x[of + SHUTS.middle], x[of + SHUTS.high], z
            )
            begin = int(np.rint(at))
            n[_shut(n, c, turn)] = begin
            n[_shut(n, c, turn) + 1] = begin + max(int(np.rint(lasts)), 1)
            n[row(n, SHUT_SIZES, c)] = turn + 1
            at = float(n[_shut(n, c, turn) + 1])


@compiled
def _draw_places(n: Ints, x: Floats, key: Key, world: int, processing: float) -> None:
    """Draw rates, and lay out when places are open in this world."""
    dynamic = rows(n, WINDOWS) - rows(n, PLACES)
    for p in range(rows(n, PLACES)):
        place = row(n, PLACES, p)
        rate = x[place + PLACE.rate] * processing
        if n[row(n, RATES, 0) + SPREAD.given] and rate > 0:
            rate *= _drawn(
                x, key, world, causes.PROCESSING, n[place + PLACE.who], row(n, RATES, 0)
            )
        x[row(n, STATIONS, p) + STATION.rate] = rate
        if n[place + PLACE.at] == n[place + PLACE.end]:
            own, static = row(n, WINDOWS, dynamic + p), n[place + PLACE.windows]
            n[own] = n[row(n, WINDOWS, static)]
            n[own + 1] = n[row(n, WINDOWS, static) + 1]
        else:
            _open_otherwise(n, x, p, dynamic + p)


@compiled
def _open_otherwise(n: Ints, x: Floats, p: int, window: int) -> None:
    """Lay out when a place is open that may be shut without notice."""
    place = row(n, PLACES, p)
    static = n[place + PLACE.windows]
    first = n[row(n, WINDOWS, window)]
    count = 0
    opened = 0
    for k in range(
        n[row(n, WINDOWS, static)],
        n[row(n, WINDOWS, static)] + n[row(n, WINDOWS, static) + 1],
    ):
        at, end = n[row(n, BEGINS, k)], n[row(n, ENDS, k)]
        while at < end:
            clear = _clear_place(n, x, p, at)
            if clear > at:
                at = clear
                continue
            until = min(end, _next_shut(n, x, p, at))
            n[row(n, BEGINS, first + count)] = at
            n[row(n, ENDS, first + count)] = until
            n[row(n, BEFORE, first + count)] = opened
            opened += until - at
            count += 1
            at = until
    n[row(n, BEFORE, first + count)] = opened
    n[row(n, WINDOWS, window) + 1] = count


@compiled
def _clear_place(n: Ints, x: Floats, p: int, at: int) -> int:
    place = row(n, PLACES, p)
    for s in range(n[place + PLACE.at], n[place + PLACE.end]):
        closing = n[row(n, SHUTTERS, s)]
        for k in range(n[row(n, SHUT_SIZES, closing)]):
            if n[_shut(n, closing, k)] <= at < n[_shut(n, closing, k) + 1]:
                at = n[_shut(n, closing, k) + 1]
    return at


@compiled
def _next_shut(n: Ints, x: Floats, p: int, at: int) -> int:
    place = row(n, PLACES, p)
    soonest = NEVER
    for s in range(n[place + PLACE.at], n[place + PLACE.end]):
        closing = n[row(n, SHUTTERS, s)]
        for k in range(n[row(n, SHUT_SIZES, closing)]):
            if n[_shut(n, closing, k)] > at:
                soonest = min(soonest, n[_shut(n, closing, k)])
    return soonest


# parcels and what is counted


@compiled
def _parcel(n: Ints, x: Floats, party: int, persons: int) -> int:
    """Make a parcel; the first one again where there is no room."""
    at = n[row(n, SIZE, 0) + SIZES.parcels]
    if at >= rows(n, PARCELS):
        n[row(n, SIZE, 0) + SIZES.full] = 1
        return 0
    n[row(n, SIZE, 0) + SIZES.parcels] = at + 1
    one = row(n, PARCELS, at)
    n[one + PARCEL.party], n[one + PARCEL.persons] = party, persons
    n[one + PARCEL.run] = NONE
    n[one + PARCEL.since] = n[one + PARCEL.out] = 0
    n[one + PARCEL.log] = n[one + PARCEL.next] = NONE
    return int(at)


@compiled
def _split(n: Ints, x: Floats, of: int, persons: int) -> int:
    """Take some of a batch out of a parcel into one of their own."""
    one = row(n, PARCELS, of)
    new = _parcel(n, x, n[one + PARCEL.party], persons)
    other = row(n, PARCELS, new)
    n[other + PARCEL.run], n[other + PARCEL.since] = (
        n[one + PARCEL.run],
        n[one + PARCEL.since],
    )
    n[other + PARCEL.log], n[other + PARCEL.out] = (
        n[one + PARCEL.log],
        n[one + PARCEL.out],
    )
    n[one + PARCEL.persons] -= persons
    return new


@folded
def _household(n: Ints, x: Floats, parcel: int) -> bool:
    return bool(
        n[row(n, PARTIES, n[row(n, PARCELS, parcel) + PARCEL.party]) + PARTY.household]
    )


@compiled
def _wait(n: Ints, x: Floats, parcel: int, stage: int, seconds: int) -> None:
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


@compiled
def _held(
    n: Ints, x: Floats, parcel: int, kind: int, place: int, until: int, window: int
) -> None:
    """Count that a parcel stayed at a place until a moment."""
    one = row(n, PARCELS, parcel)
    wait = until - n[one + PARCEL.since]
    if wait <= 0:
        return
    shut = _shut_between(n, x, window, n[one + PARCEL.since], until)
    if shut:
        _wait(n, x, parcel, OPENING + OPENING * place, shut)
        wait -= shut
    if wait:
        _wait(n, x, parcel, kind + OPENING * place, wait)
    n[one + PARCEL.since] = until


@compiled
def _came_out(n: Ints, x: Floats, parcel: int, at: int) -> None:
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


@compiled
def _went_through(n: Ints, x: Floats, parcel: int, leads: int, at: int) -> None:
    party = row(n, PARTIES, n[row(n, PARCELS, parcel) + PARCEL.party])
    if n[party + PARTY.counts_at] == n[party + PARTY.counts_end]:
        category = n[party + PARTY.category]
        n[row(n, THROUGH, category * _given(n, GIVEN.exits) + leads)] = max(
            n[row(n, THROUGH, category * _given(n, GIVEN.exits) + leads)], at
        )
    for k in range(n[party + PARTY.counts_at], n[party + PARTY.counts_end]):
        category = n[row(n, COUNTS, k)]
        n[row(n, THROUGH, category * _given(n, GIVEN.exits) + leads)] = max(
            n[row(n, THROUGH, category * _given(n, GIVEN.exits) + leads)], at
        )


# stations


@folded
def _before(n: Ints, x: Floats, one: int, other: int) -> bool:
    """Tell who is called first."""
    a, b = row(n, PARCELS, one), row(n, PARCELS, other)
    if n[a + PARCEL.urgency] != n[b + PARCEL.urgency]:
        return bool(n[a + PARCEL.urgency] < n[b + PARCEL.urgency])
    return bool(n[a + PARCEL.serial] < n[b + PARCEL.serial])


@compiled
def _meld(n: Ints, x: Floats, one: int, other: int) -> int:
    """Put two queues together: skew heaps, by who is called first."""
    root = last = NONE
    while one >= 0 and other >= 0:
        if _before(n, x, other, one):
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


@compiled
def _line_up(n: Ints, x: Floats, place: int, parcel: int) -> None:
    n[row(n, PARCELS, parcel) + PARCEL.left] = n[
        row(n, PARCELS, parcel) + PARCEL.right
    ] = NONE
    station = row(n, STATIONS, place)
    n[station + STATION.root] = _meld(n, x, n[station + STATION.root], parcel)


@compiled
def _next_up(n: Ints, x: Floats, place: int) -> None:
    """Take the first out of a queue."""
    station = row(n, STATIONS, place)
    first = row(n, PARCELS, n[station + STATION.root])
    n[station + STATION.root] = _meld(
        n, x, n[first + PARCEL.left], n[first + PARCEL.right]
    )


@compiled
def _start(n: Ints, x: Floats, place: int, at: float, parcel: int) -> None:
    """Begin to process somebody."""
    station = row(n, STATIONS, place)
    window = rows(n, WINDOWS) - rows(n, PLACES) + place
    n[station + STATION.now] = parcel
    x[station + STATION.begun] = at
    x[station + STATION.done] = _after_open(
        n, x, window, at, x[row(n, PARCELS, parcel) + PARCEL.lasts]
    )
    n[station + STATION.done_s] = int(ceil(x[station + STATION.done] - 1e-3))
    n[station + STATION.version] += 1


@compiled
def _enter(n: Ints, x: Floats, place: int, at: int, parcel: int) -> bool:
    """Let somebody queue; tell whether they are processed at once."""
    station = row(n, STATIONS, place)
    now = n[station + STATION.now]
    if now < 0:
        _start(n, x, place, at, parcel)
        return True
    if _before(n, x, parcel, now):
        window = rows(n, WINDOWS) - rows(n, PLACES) + place
        rest = x[row(n, PARCELS, now) + PARCEL.lasts] - (
            _open_until(n, x, window, at)
            - _open_until(n, x, window, x[station + STATION.begun])
        )
        x[row(n, PARCELS, now) + PARCEL.lasts] = max(rest, 0.0)
        _line_up(n, x, place, now)
        _start(n, x, place, at, parcel)
        return True
    _line_up(n, x, place, parcel)
    return False


@compiled
def _finish(n: Ints, x: Floats, place: int) -> None:
    """Call the next, the late ones after the planned."""
    station = row(n, STATIONS, place)
    n[station + STATION.now] = NONE
    n[station + STATION.version] += 1
    while n[station + STATION.root] >= 0:
        first = n[station + STATION.root]
        one = row(n, PARCELS, first)
        _next_up(n, x, place)
        if (
            n[one + PARCEL.urgency] < STAND_BY
            and n[row(n, TRIPS, n[one + PARCEL.run]) + TRIP.gone]
        ):
            n[one + PARCEL.urgency] = STAND_BY
            _line_up(n, x, place, first)
            continue
        _start(n, x, place, x[station + STATION.done], first)
        break


@folded
def _called(n: Ints, x: Floats, place: int) -> None:
    """Tell when who is being processed will be done."""
    station = row(n, STATIONS, place)
    _push(
        n,
        x,
        n[station + STATION.done_s],
        PROCESSED,
        place,
        n[station + STATION.version],
    )


# people


@compiled
def _come(n: Ints, x: Floats, at: int, parcel: int, place: int) -> None:
    """Let a parcel be at a place, ready or unloaded."""
    one = row(n, PARCELS, parcel)
    n[one + PARCEL.since] = at
    safe = n[row(n, PLACES, place) + PLACE.safe]
    if safe and not n[one + PARCEL.out]:
        n[one + PARCEL.out] = 1
        _came_out(n, x, parcel, at)
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


@compiled
def _part(n: Ints, x: Floats, at: int, parcel: int, place: int) -> None:
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
        _place_on_trips(n, x, parcel, pool)
    # parts come before what is left of the parcel, in the order in which they were made
    for part in range(first, n[row(n, SIZE, 0) + SIZES.parcels]):
        _queue(n, x, at, part, place)
    if n[one + PARCEL.run] != NONE:
        _queue(n, x, at, parcel, place)
    elif not n[row(n, PLACES, place) + PLACE.safe]:
        _queue_up(n, x, at, parcel, place)


@compiled
def _place_on_trips(n: Ints, x: Floats, parcel: int, pool: int) -> None:
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
            part = _split(n, x, parcel, wanted)
            n[row(n, PARCELS, part) + PARCEL.run] = number
            if n[row(n, SIZE, 0) + SIZES.full]:
                break
        full, found = full + 1, 0
    n[row(n, FOUND, pool)], n[row(n, FOUND, pool) + 1] = full, found


@compiled
def _queue_up(n: Ints, x: Floats, at: int, parcel: int, place: int) -> None:
    """Let people of a batch who stand by queue in groups."""
    if x[row(n, PLACES, place) + PLACE.rate] > 0:
        while (
            n[row(n, PARCELS, parcel) + PARCEL.persons] > QUANTUM
            and not n[row(n, SIZE, 0) + SIZES.full]
        ):
            group = _split(n, x, parcel, QUANTUM)
            _queue(n, x, at, group, place)
    _queue(n, x, at, parcel, place)


@compiled
def _queue(n: Ints, x: Floats, at: int, parcel: int, place: int) -> None:
    if x[row(n, PLACES, place) + PLACE.rate] <= 0:
        _stand(n, x, at, parcel, place)
        return
    one = row(n, PARCELS, parcel)
    n[one + PARCEL.urgency] = (
        STAND_BY
        if n[one + PARCEL.run] == NONE
        else n[row(n, RUNS, n[one + PARCEL.run]) + RUN.load]
    )
    n[one + PARCEL.serial] = n[row(n, SIZE, 0) + SIZES.serial]
    n[row(n, SIZE, 0) + SIZES.serial] += 1
    x[one + PARCEL.lasts] = (
        n[one + PARCEL.persons] / x[row(n, STATIONS, place) + STATION.rate]
    )
    if _enter(n, x, place, at, parcel):
        _called(n, x, place)


@compiled
def _processed(n: Ints, x: Floats, at: int, place: int, version: int) -> None:
    """Let who was being processed at a place stand there, ready to board."""
    station = row(n, STATIONS, place)
    if n[station + STATION.version] != version:
        return
    parcel = n[station + STATION.now]
    _finish(n, x, place)
    if n[station + STATION.now] >= 0:
        _called(n, x, place)
    window = rows(n, WINDOWS) - rows(n, PLACES) + place
    _held(n, x, parcel, QUEUE, place, at, window)
    _stand(n, x, at, parcel, place)


@compiled
def _stand(n: Ints, x: Floats, at: int, parcel: int, place: int) -> None:
    """Let a parcel wait at a place for its trip, or drive."""
    number = n[row(n, PARCELS, parcel) + PARCEL.run]
    if number == NONE or n[row(n, TRIPS, number) + TRIP.gone]:
        _stand_by(n, x, at, parcel, place)
        return
    if n[row(n, RUNS, number) + RUN.vehicle] == OWN:
        if not _drive(n, x, at, parcel, number, True):
            _stand_by(n, x, at, parcel, place)
        return
    trip = row(n, TRIPS, number)
    _append(n, x, trip, parcel)
    n[trip + TRIP.missing] -= n[row(n, PARCELS, parcel) + PARCEL.persons]
    if n[trip + TRIP.due] and n[trip + TRIP.missing] <= 0:
        _push(n, x, at, LOOK, number, 0)


@folded
def _append(n: Ints, x: Floats, trip: int, parcel: int) -> None:
    n[row(n, PARCELS, parcel) + PARCEL.next] = NONE
    if n[trip + TRIP.last] < 0:
        n[trip + TRIP.first] = parcel
    else:
        n[row(n, PARCELS, n[trip + TRIP.last]) + PARCEL.next] = parcel
    n[trip + TRIP.last] = parcel


@compiled
def _stand_by(n: Ints, x: Floats, at: int, parcel: int, place: int) -> None:
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
    last = n[_head(n, place, rank) + 1]
    if last < 0:
        n[_head(n, place, rank)] = parcel
    else:
        n[row(n, PARCELS, last) + PARCEL.next] = parcel
    n[_head(n, place, rank) + 1] = parcel
    n[row(n, SIZE, 0) + SIZES.waiters] += 1
    n[row(n, HERES, place) + HERE.waiting] += n[one + PARCEL.persons]
    _wake(n, x, at, place)


@compiled
def _drive(
    n: Ints, x: Floats, at: int, parcel: int, number: int, planned: bool
) -> bool:
    """Let a parcel go by own means as soon as it may; tell whether it can."""
    run = row(n, RUNS, number)
    one = row(n, PARCELS, parcel)
    begin = max(at, n[run + RUN.depart])
    depart = _first_clear(n, x, n[run + RUN.hop], n[run + RUN.windows], begin)
    if depart == NEVER or n[one + PARCEL.persons] > _room_at(
        n, x, n[run + RUN.to], planned
    ):
        return False
    until = min(depart, _given(n, GIVEN.horizon))
    n[one + PARCEL.next] = NONE
    _held(n, x, parcel, BOARDING, n[run + RUN.from_], until, n[run + RUN.windows])
    _set_out(n, x, parcel, number, depart, depart)
    if planned:
        n[row(n, HERES, n[run + RUN.to]) + HERE.promised] -= n[one + PARCEL.persons]
    own = _factor(
        n, x, causes.OWN_MEANS, n[row(n, PARTIES, n[one + PARCEL.party]) + PARTY.who], 0
    )
    travel = _travel_s(n, x, run, depart, own)
    _arrive(n, x, parcel, number, depart, travel)
    return True


# the world


@folded
def _room_at(n: Ints, x: Floats, place: int, planned: bool) -> int:
    """Say how many more people a place has beds for."""
    beds = n[row(n, HERES, place) + HERE.beds]
    if beds == NO_END:
        return NO_END
    kept = 0 if planned else n[row(n, HERES, place) + HERE.promised]
    return int(max(0, beds - kept))


@compiled
def _set_out(
    n: Ints, x: Floats, first: int, number: int, load: int, depart: int
) -> None:
    """Count what setting out means for those aboard."""
    run = row(n, RUNS, number)
    leads = n[row(n, PLACES, n[run + RUN.from_]) + PLACE.exit]
    bounded = n[row(n, HERES, n[run + RUN.to]) + HERE.beds] != NO_END
    parcel = first
    while parcel >= 0:
        one = row(n, PARCELS, parcel)
        n[one + PARCEL.since] = load
        if leads >= 0:
            _went_through(n, x, parcel, leads, depart)
        if bounded:
            n[row(n, HERES, n[run + RUN.to]) + HERE.beds] -= n[one + PARCEL.persons]
        parcel = n[one + PARCEL.next]


@compiled
def _travel_s(n: Ints, x: Floats, run: int, depart: int, own: float) -> int:
    """Give how long a trip takes in this world, without a delay of its own."""
    hours = _given(n, GIVEN.hours)
    hour = min(depart // HOUR, hours - 1)
    mode = n[row(n, HOPS, n[run + RUN.hop]) + HOP.mode]
    factor = x[row(n, TRAVELS, mode * hours + hour)]
    return int(max(1, int(np.rint(n[run + RUN.travel] * factor * own))))


@compiled
def _factor(n: Ints, x: Floats, cause: int, who: int, turn: int) -> float:
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
def _own_factor(n: Ints, x: Floats, number: int) -> float:
    run = row(n, RUNS, number)
    vehicle = n[run + RUN.vehicle]
    if vehicle == SERVICE:
        return _factor(n, x, causes.TIMETABLE, n[run + RUN.departure], 0)
    who, made = (
        n[row(n, VEHICLES, vehicle) + VEHICLE.who],
        n[row(n, STATES, vehicle) + STATE.made],
    )
    return _factor(n, x, causes.FLEET, who, made)


@compiled
def _delay_s(n: Ints, x: Floats, vehicle: int) -> int:
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
def _arrive(
    n: Ints, x: Floats, first: int, number: int, depart: int, travel: int
) -> None:
    """Let a trip arrive, wait for its destination to open, and unload."""
    run = row(n, RUNS, number)
    to = n[run + RUN.to]
    there = depart + travel
    window = rows(n, WINDOWS) - rows(n, PLACES) + to
    inside = _first(n, x, window, there)
    if first >= 0:
        gate = min(inside, _given(n, GIVEN.horizon)) - min(
            there, _given(n, GIVEN.horizon)
        )
        inside += n[run + RUN.unloading]
        end = min(inside, _given(n, GIVEN.horizon)) - gate
        parcel = first
        while parcel >= 0:
            one = row(n, PARCELS, parcel)
            if gate:
                _wait(n, x, parcel, OPENING + OPENING * to, gate)
            if end > n[one + PARCEL.since]:
                n[row(n, WAITED, RIDING)] += (end - n[one + PARCEL.since]) * n[
                    one + PARCEL.persons
                ]
            parcel = n[one + PARCEL.next]
    _push(n, x, inside, ARRIVED, first, to * KIND + n[run + RUN.vehicle] + 2)


@compiled
def _wake(n: Ints, x: Floats, at: int, place: int) -> None:
    """Let idle vehicles that serve a place look round at their next turn."""
    for s in range(
        n[row(n, PLACES, place) + PLACE.serving_at],
        n[row(n, PLACES, place) + PLACE.serving_end],
    ):
        fleet = n[row(n, SERVING, s)]
        base = rows(n, FLEETS) + n[row(n, FLEETS, fleet) + FLEET.vehicles_at]
        for k in range(n[row(n, RESTING, fleet)]):
            vehicle = n[row(n, RESTING, base + k)]
            _stir(n, x, at, vehicle, n[row(n, STATES, vehicle) + STATE.since])
        n[row(n, RESTING, fleet)] = 0


@compiled
def _stir(n: Ints, x: Floats, at: int, vehicle: int, since: int) -> None:
    """Let a vehicle, idle since then, look round at its first turn from *at*."""
    every = _given(n, GIVEN.sweep_every)
    turns = -((since - at) // every) if at > since else 0
    n[row(n, STATES, vehicle) + STATE.ticking] = since
    _push(n, x, since + turns * every, TICK, vehicle, 0)


@compiled
def _lie_idle(n: Ints, x: Floats, vehicle: int, since: int) -> None:
    fleet = n[row(n, VEHICLES, vehicle) + VEHICLE.fleet]
    base = rows(n, FLEETS) + n[row(n, FLEETS, fleet) + FLEET.vehicles_at]
    n[row(n, RESTING, base + n[row(n, RESTING, fleet)])] = vehicle
    n[row(n, RESTING, fleet)] += 1
    n[row(n, STATES, vehicle) + STATE.since] = since


# vehicles


@folded
def _todo(n: Ints, x: Floats, vehicle: int) -> int:
    """Count the trips that a vehicle has still to make."""
    of = row(n, STATES, vehicle)
    planned = n[row(n, VEHICLES, vehicle) + VEHICLE.runs_end] - n[of + STATE.next]
    return int(planned + n[of + STATE.sweeping])


@folded
def _next_run(n: Ints, x: Floats, vehicle: int) -> int:
    of = row(n, STATES, vehicle)
    if n[of + STATE.sweeping] > 0:
        return int(n[of + STATE.top])
    return int(n[row(n, TOURS, n[of + STATE.next])])


@folded
def _done_with(n: Ints, x: Floats, vehicle: int) -> None:
    """Take the next trip of a vehicle off its list."""
    of = row(n, STATES, vehicle)
    if n[of + STATE.sweeping] > 0:
        n[of + STATE.sweeping] -= 1
        n[of + STATE.top] -= 1
    else:
        n[of + STATE.next] += 1


@compiled
def _go_on(n: Ints, x: Floats, at: int, vehicle: int) -> None:
    """Let a vehicle turn to its next trip, or be idle."""
    while _todo(n, x, vehicle) > 0:
        number = _next_run(n, x, vehicle)
        run = row(n, RUNS, number)
        if n[run + RUN.from_] == n[row(n, STATES, vehicle) + STATE.at]:
            _push(n, x, max(at, n[run + RUN.load]), DUE, number, 0)
            return
        _done_with(n, x, vehicle)
        _give_up(n, x, at, number)
    _rest(n, x, vehicle, at, at)


@compiled
def _rest(n: Ints, x: Floats, vehicle: int, since: int, until: int) -> None:
    """Let a vehicle be idle since then, and look round from *until* on."""
    if n[row(n, SIZE, 0) + SIZES.waiters] > 0:
        _stir(n, x, until, vehicle, since)
    else:
        _lie_idle(n, x, vehicle, since)


@compiled
def _due(n: Ints, x: Floats, at: int, number: int) -> None:
    """Let a trip look who is there; if somebody is missing, let it hold."""
    n[row(n, TRIPS, number) + TRIP.due] = 1
    if n[row(n, TRIPS, number) + TRIP.missing] <= 0:
        _look(n, x, at, number)
        return
    hold = n[row(n, RUNS, number) + RUN.load] + _given(n, GIVEN.hold)
    _push(n, x, max(at, hold), LOOK, number, 0)


@compiled
def _look(n: Ints, x: Floats, at: int, number: int) -> None:
    """Let a trip load and set out now, or find out when it may."""
    if n[row(n, TRIPS, number) + TRIP.gone]:
        return
    run = row(n, RUNS, number)
    if n[run + RUN.vehicle] == SERVICE:
        _serve(n, x, at, number)
        return
    wanted = n[run + RUN.planned] > 0 or n[run + RUN.fetches]
    carries = wanted and _somebody(n, x, number)
    last = _todo(n, x, n[run + RUN.vehicle]) == 1
    if not carries and (n[run + RUN.fetches] or (n[run + RUN.planned] and last)):
        _drop(n, x, at, number)
        return
    begin = _may_begin(n, x, at, number, carries)
    if begin == NEVER:
        _drop(n, x, at, number)
        return
    if begin > at:
        _push(n, x, begin, LOOK, number, 0)
        return
    loading = n[run + RUN.loading] if carries else 0
    depart = _slot(n, x, number, max(at + loading, n[run + RUN.depart]), carries)
    if depart == NEVER:
        _drop(n, x, at, number)
    elif depart - loading > at:
        _push(n, x, depart - loading, LOOK, number, 0)
    else:
        aboard = _board(n, x, at, number) if carries else NONE
        _leave(n, x, number, aboard, depart)


@compiled
def _may_begin(n: Ints, x: Floats, at: int, number: int, carries: bool) -> int:
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
        refuels = _refuels(n, x, n[run + RUN.vehicle])
        if (
            x[of + STATE.km] + x[row(n, HOPS, n[run + RUN.hop]) + HOP.km]
            > x[fleet + FLEET.range_km] + 1e-6
        ):
            if not refuels:
                return NEVER
            begin = max(begin, full)
    return begin


@folded
def _refuels(n: Ints, x: Floats, vehicle: int) -> bool:
    place = n[row(n, STATES, vehicle) + STATE.at]
    return bool(
        n[row(n, PLACES, place) + PLACE.refuels]
        or n[row(n, VEHICLES, vehicle) + VEHICLE.base] == place
    )


@compiled
def _begun(n: Ints, x: Floats, number: int, at: int) -> None:
    """Note what a trip takes out of crew and tank."""
    run = row(n, RUNS, number)
    vehicle = n[run + RUN.vehicle]
    fleet = row(n, FLEETS, n[row(n, VEHICLES, vehicle) + VEHICLE.fleet])
    of = row(n, STATES, vehicle)
    stood = at - n[of + STATE.freed]
    if n[of + STATE.on_duty] < 0 or stood >= n[fleet + FLEET.rest]:
        n[of + STATE.on_duty] = at
    if _refuels(n, x, vehicle) and stood >= n[fleet + FLEET.refuelling]:
        x[of + STATE.km] = 0.0
    x[of + STATE.km] += x[row(n, HOPS, n[run + RUN.hop]) + HOP.km]


@compiled
def _arrived(n: Ints, x: Floats, at: int, first: int, more: int) -> None:
    """Let people get off, and their vehicle go on."""
    place, vehicle = more // KIND, more % KIND - 2
    parcel = first
    while parcel >= 0:
        following = n[row(n, PARCELS, parcel) + PARCEL.next]
        _come(n, x, at, parcel, place)
        parcel = following
    if vehicle >= 0:
        n[row(n, STATES, vehicle) + STATE.at] = place
        n[row(n, STATES, vehicle) + STATE.freed] = at
        _go_on(n, x, at, vehicle)


@compiled
def _serve(n: Ints, x: Floats, at: int, number: int) -> None:
    run = row(n, RUNS, number)
    if _cancelled(n, x, number):
        _give_up(n, x, at, number)
        return
    if not n[run + RUN.planned] and not _somebody(n, x, number):
        return
    aboard = _board(n, x, at, number)
    _leave(n, x, number, aboard, n[run + RUN.depart])


@compiled
def _cancelled(n: Ints, x: Floats, number: int) -> bool:
    """Tell whether a departure does not take place."""
    run = row(n, RUNS, number)
    withdrawal = n[row(n, WITHDRAWAL_OF, number)]
    if withdrawal >= 0 and n[run + RUN.depart] >= n[row(n, WITHDRAWN_S, withdrawal)]:
        return True
    depart = _first_clear(
        n, x, n[run + RUN.hop], n[run + RUN.windows], n[run + RUN.depart]
    )
    return bool(depart != n[run + RUN.depart])


@compiled
def _somebody(n: Ints, x: Floats, number: int) -> bool:
    if n[row(n, TRIPS, number) + TRIP.first] >= 0:
        return True
    run = row(n, RUNS, number)
    if not n[row(n, HOPS, n[run + RUN.hop]) + HOP.useful]:
        return False
    beds = _room_at(n, x, n[run + RUN.to], False)
    return _takeable(n, x, n[run + RUN.from_], run + RUN.usable, beds, 0)[0] > 0


@compiled
def _takeable(
    n: Ints, x: Floats, place: int, room: int, beds: int, but: int
) -> tuple[int, float]:
    """Count who would find room, *but* for so many; and their weight."""
    seats, wheelchairs, stretchers = n[room], n[room + 1], n[room + 2]
    most = min(seats + wheelchairs + stretchers, beds)
    persons, weight = 0, 0.0
    for rank in range(_given(n, GIVEN.ranks)):
        parcel = n[_head(n, place, rank)]
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
            elif a > seats or b > wheelchairs or c > stretchers:
                continue
            elif took > most - persons:
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
def _slot(n: Ints, x: Floats, number: int, at: int, carries: bool) -> int:
    """Find when a trip may set out: openings and headway."""
    run = row(n, RUNS, number)
    hop = n[run + RUN.hop]
    window = n[run + RUN.windows] if carries else n[run + RUN.empty]
    depart = _first_clear(n, x, hop, window, at)
    over = row(n, HOPS, hop)
    if n[over + HOP.lane] < 0:
        return depart
    headway, sweep = n[over + HOP.headway], n[run + RUN.sweep]
    made = row(n, LANES, n[over + HOP.lane] * _given(n, GIVEN.lane_width))
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
        depart = _first_clear(n, x, hop, window, clash + headway)
    return depart


@compiled
def _from(n: Ints, low: int, high: int, at: int) -> int:
    """Find the first of ascending moments that is not before *at*."""
    while low < high:
        middle = (low + high) // 2
        if n[middle] < at:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def _holds(n: Ints, first: int, end: int, at: int) -> bool:
    k = _from(n, first, end, at)
    return k < end and n[k] == at


@compiled
def _clash(n: Ints, first: int, end: int, at: int, headway: int) -> int:
    k = _from(n, first, end, at - headway + 1)
    if k < end and n[k] < at + headway:
        return n[k]
    return -1


@compiled
def _board(n: Ints, x: Floats, at: int, number: int) -> int:
    """Let aboard those planned on the trip, then those who stand by; give the first."""
    run = row(n, RUNS, number)
    place = n[run + RUN.from_]
    free = row(n, FREE, 0)
    for kind in range(3):
        n[free + kind] = n[run + RUN.room + kind]
    beds = _room_at(n, x, n[run + RUN.to], True)
    first = last = NONE
    parcel = n[row(n, TRIPS, number) + TRIP.first]
    while parcel >= 0:
        one = row(n, PARCELS, parcel)
        following = n[one + PARCEL.next]
        if n[one + PARCEL.persons] <= beds and _seated(n, x, parcel):
            beds -= n[one + PARCEL.persons]
            first, last = _follow(n, x, first, last, parcel)
        else:
            _stand_by(n, x, at, parcel, place)
        parcel = following
    n[row(n, HERES, n[run + RUN.to]) + HERE.promised] -= n[run + RUN.planned]
    if n[row(n, HOPS, n[run + RUN.hop]) + HOP.useful]:
        beds = min(beds, _room_at(n, x, n[run + RUN.to], False))
        if beds > 0 and n[free] + n[free + 1] + n[free + 2] > 0:
            first, last = _fill(n, x, number, beds, first, last)
    parcel = first
    while parcel >= 0:
        _held(n, x, parcel, BOARDING, place, at, n[run + RUN.windows])
        parcel = n[row(n, PARCELS, parcel) + PARCEL.next]
    _release(n, x, at, number)
    if first >= 0:
        for kind in range(3):
            n[row(n, SIZE, 0) + SIZES.seats] += n[run + RUN.room + kind]
        n[row(n, SIZE, 0) + SIZES.empty] += n[free] + n[free + 1] + n[free + 2]
    return first


@folded
def _follow(n: Ints, x: Floats, first: int, last: int, parcel: int) -> tuple[int, int]:
    """Let a parcel be the last of those aboard."""
    n[row(n, PARCELS, parcel) + PARCEL.next] = NONE
    if last < 0:
        return parcel, parcel
    n[row(n, PARCELS, last) + PARCEL.next] = parcel
    return first, parcel


@compiled
def _fill(
    n: Ints, x: Floats, number: int, beds: int, first: int, last: int
) -> tuple[int, int]:
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
    for rank in range(_given(n, GIVEN.ranks)):
        before = NONE
        parcel = n[_head(n, place, rank)]
        while parcel >= 0 and left > 0 and not n[row(n, SIZE, 0) + SIZES.full]:
            one = row(n, PARCELS, parcel)
            following = n[one + PARCEL.next]
            rides = parcel
            if n[one + PARCEL.persons] > left or not _seated(n, x, parcel):
                before = parcel
                rides = NONE
                household = _household(n, x, parcel)
                fit = 0 if household else min(n[free], left)
                if fit > 0:
                    rides = _split(n, x, parcel, fit)
                    n[free] -= fit
            else:
                _unlink(n, x, place, rank, before, parcel)
            if rides >= 0:
                left -= n[row(n, PARCELS, rides) + PARCEL.persons]
                first, last = _follow(n, x, first, last, rides)
            parcel = following
    n[free] += a
    n[free + 1] += b
    n[free + 2] += c
    n[row(n, HERES, place) + HERE.waiting] -= most - left
    return first, last


@compiled
def _unlink(
    n: Ints, x: Floats, place: int, rank: int, before: int, parcel: int
) -> None:
    """Take a parcel off the list of those who stand by."""
    following = n[row(n, PARCELS, parcel) + PARCEL.next]
    if before < 0:
        n[_head(n, place, rank)] = following
    else:
        n[row(n, PARCELS, before) + PARCEL.next] = following
    if n[_head(n, place, rank) + 1] == parcel:
        n[_head(n, place, rank) + 1] = before
    n[row(n, SIZE, 0) + SIZES.waiters] -= 1


@compiled
def _seated(n: Ints, x: Floats, parcel: int) -> bool:
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
def _leave(n: Ints, x: Floats, number: int, aboard: int, depart: int) -> None:
    run = row(n, RUNS, number)
    n[row(n, TRIPS, number) + TRIP.gone] = 1
    load = depart - n[run + RUN.loading] if aboard >= 0 else depart
    if aboard >= 0:
        _set_out(n, x, aboard, number, load, depart)
    lane = n[row(n, HOPS, n[run + RUN.hop]) + HOP.lane]
    if lane >= 0:
        _note_set_out(n, x, lane, depart)
    vehicle = n[run + RUN.vehicle]
    travel = _travel_s(n, x, run, depart, _own_factor(n, x, number))
    if vehicle >= 0:
        travel += _delay_s(n, x, vehicle)
        _begun(n, x, number, load)
        n[row(n, STATES, vehicle) + STATE.made] += 1
        _done_with(n, x, vehicle)
    if aboard >= 0 or vehicle >= 0:
        _arrive(n, x, aboard, number, depart, travel)


@compiled
def _note_set_out(n: Ints, x: Floats, lane: int, depart: int) -> None:
    count = n[row(n, LANE_SIZES, lane)]
    width = _given(n, GIVEN.lane_width)
    if count >= width:
        n[row(n, SIZE, 0) + SIZES.full] = 1
        return
    while count > 0 and n[row(n, LANES, lane * width + count - 1)] > depart:
        n[row(n, LANES, lane * width + count)] = n[
            row(n, LANES, lane * width + count - 1)
        ]
        count -= 1
    n[row(n, LANES, lane * width + count)] = depart
    n[row(n, LANE_SIZES, lane)] += 1


@compiled
def _drop(n: Ints, x: Floats, at: int, number: int) -> None:
    """Let a trip not take place, and its vehicle go on from where it is."""
    run = row(n, RUNS, number)
    vehicle = n[run + RUN.vehicle]
    _done_with(n, x, vehicle)
    _give_up(n, x, at, number)
    if not n[run + RUN.sweep]:
        _go_on(n, x, at, vehicle)
        return
    of = row(n, STATES, vehicle)
    for other in range(
        n[of + STATE.top] - n[of + STATE.sweeping] + 1, n[of + STATE.top] + 1
    ):
        _give_up(n, x, at, other)
    n[of + STATE.sweeping] = 0
    _rest(n, x, vehicle, at, at + _given(n, GIVEN.sweep_every))


@compiled
def _give_up(n: Ints, x: Floats, at: int, number: int) -> None:
    trip = row(n, TRIPS, number)
    n[trip + TRIP.gone] = 1
    run = row(n, RUNS, number)
    n[row(n, HERES, n[run + RUN.to]) + HERE.promised] -= n[run + RUN.planned]
    parcel = n[trip + TRIP.first]
    n[trip + TRIP.first] = n[trip + TRIP.last] = NONE
    while parcel >= 0:
        following = n[row(n, PARCELS, parcel) + PARCEL.next]
        _stand_by(n, x, at, parcel, n[run + RUN.from_])
        parcel = following
    _release(n, x, at, number)


@compiled
def _release(n: Ints, x: Floats, at: int, number: int) -> None:
    """Let others fetch whom a sweep was sent for and has not taken."""
    run = row(n, RUNS, number)
    if n[run + RUN.fetches]:
        place = n[run + RUN.from_]
        n[row(n, HERES, place) + HERE.claimed] -= n[run + RUN.claim]
        if n[row(n, HERES, place) + HERE.waiting] > 0:
            _wake(n, x, at, place)


# sweeps


@compiled
def _tick(n: Ints, x: Floats, at: int, vehicle: int) -> None:
    """Let an idle vehicle fetch those who stand by, if it can help anybody."""
    of = row(n, STATES, vehicle)
    sweep, ride, persons = _job(n, x, at, vehicle)
    if sweep < 0:
        _lie_idle(n, x, vehicle, n[of + STATE.ticking])
        return
    n[row(n, HERES, n[row(n, RIDES, ride) + RIDE.from_]) + HERE.claimed] += persons
    one = row(n, SWEEPS, sweep)
    _send(n, x, vehicle, ride, persons)
    for k in range(n[one + SWEEP.way_end] - 1, n[one + SWEEP.way_at] - 1, -1):
        _send(n, x, vehicle, n[row(n, STEPS, k)], 0)
    _go_on(n, x, at, vehicle)


@compiled
def _send(n: Ints, x: Floats, vehicle: int, number: int, persons: int) -> None:
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
    n[row(n, STATES, vehicle) + STATE.top] = at
    n[row(n, STATES, vehicle) + STATE.sweeping] += 1


@compiled
def _job(n: Ints, x: Floats, at: int, vehicle: int) -> tuple[int, int, int]:
    """Give the best sweep, the ride that carries, and for how many; or -1."""
    of = row(n, VEHICLES, vehicle)
    fleet, place_now = n[of + VEHICLE.fleet], n[row(n, STATES, vehicle) + STATE.at]
    latest = min(n[of + VEHICLE.until], _given(n, GIVEN.horizon))
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
            beds = _room_at(n, x, n[ride + RIDE.to], False)
            persons, weight = _takeable(
                n,
                x,
                place,
                ride + RIDE.usable,
                beds,
                n[row(n, HERES, place) + HERE.claimed],
            )
            if persons == 0:
                continue
            end = _end_of(n, x, at, s, n[row(n, STEPS, k)], fleet)
            if end > latest:
                continue
            gain = weight / max(end - at, 1)
            if best < 0 or gain > gained:
                best, best_ride, fetched, gained = s, n[row(n, STEPS, k)], persons, gain
    return best, best_ride, fetched


@compiled
def _end_of(n: Ints, x: Floats, at: int, s: int, number: int, fleet: int) -> int:
    """Give when a sweep would be unloaded if all goes as planned."""
    sweep = row(n, SWEEPS, s)
    for k in range(n[sweep + SWEEP.way_at], n[sweep + SWEEP.way_end]):
        step = row(n, RIDES, n[row(n, STEPS, k)])
        at = _first(n, x, n[step + RIDE.empty], at) + n[step + RIDE.travel]
    ride, of = row(n, RIDES, number), row(n, FLEETS, fleet)
    depart = _first(n, x, n[ride + RIDE.windows], at + n[of + FLEET.loading])
    return min(NEVER, depart + n[ride + RIDE.travel] + n[of + FLEET.unloading])


# a whole world


@compiled
def draw(n: Ints, x: Floats, key: Key, world: int) -> None:
    """Draw a world: everything that may go otherwise."""
    dice = row(n, DICES, 0)
    n[dice + DICE.low], n[dice + DICE.high] = key
    n[dice + DICE.world] = world
    _draw_people(n, x, key, world)
    processing = _draw_ways(n, x, key, world)
    _draw_closings(n, x, key, world)
    _draw_places(n, x, key, world, processing)


@compiled
def _fill_with(n: Ints, of: int, value: int) -> None:
    """Set all of an array to one value."""
    for k in range(row(n, of, 0), row(n, of, rows(n, of))):
        n[k] = value


@compiled
def _reset(n: Ints, x: Floats) -> None:
    """Put everybody and everything where they begin."""
    _fill_with(n, SIZE, 0)
    n[row(n, SIZE, 0) + SIZES.runs] = _given(n, GIVEN.fixed)
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
    for k in range(_given(n, GIVEN.fixed)):
        trip = row(n, TRIPS, k)
        n[trip + TRIP.gone] = n[trip + TRIP.due] = 0
        n[trip + TRIP.missing] = n[row(n, RUNS, k) + RUN.planned]
        n[trip + TRIP.first] = n[trip + TRIP.last] = NONE
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


@compiled
def play(n: Ints, x: Floats) -> None:
    """Play the world that was drawn to its end."""
    _reset(n, x)
    for party in range(rows(n, PARTIES)):
        if n[row(n, COMING, party)] > 0:
            _push(n, x, n[row(n, READY_S, party)], READY, party, 0)
    for number in range(_given(n, GIVEN.planned)):
        run = row(n, RUNS, number)
        if n[run + RUN.vehicle] == SERVICE:
            _push(n, x, n[run + RUN.depart] - n[run + RUN.loading], LOOK, number, 0)
    for vehicle in range(rows(n, VEHICLES)):
        _go_on(n, x, n[row(n, VEHICLES, vehicle) + VEHICLE.from_], vehicle)
    while n[row(n, SIZE, 0) + SIZES.heap] > 0 and not n[row(n, SIZE, 0) + SIZES.full]:
        at, kind = n[row(n, HEAP, 0)], n[row(n, HEAP, 0) + 1] // KIND
        subject, more = n[row(n, HEAP, 0) + 2], n[row(n, HEAP, 0) + 3]
        if at > _given(n, GIVEN.horizon):
            break
        _drop_first(n, x)
        _happen(n, x, at, kind, subject, more)
    if not n[row(n, SIZE, 0) + SIZES.full]:
        _end(n, x)


@compiled
def _happen(n: Ints, x: Floats, at: int, kind: int, subject: int, more: int) -> None:
    if kind == PROCESSED:
        _processed(n, x, at, subject, more)
    elif kind == READY:
        parcel = _parcel(n, x, subject, n[row(n, COMING, subject)])
        _come(n, x, at, parcel, n[row(n, PARTIES, subject) + PARTY.place])
    elif kind == ARRIVED:
        _arrived(n, x, at, subject, more)
    elif kind == DUE:
        _due(n, x, at, subject)
    elif kind == LOOK:
        _look(n, x, at, subject)
    else:
        _tick(n, x, at, subject)


@compiled
def _end(n: Ints, x: Floats) -> None:
    """Count the waits of those who still stand somewhere; say what held up the last."""
    some = False
    dynamic = rows(n, WINDOWS) - rows(n, PLACES)
    for p in range(rows(n, PLACES)):
        station = row(n, STATIONS, p)
        if n[station + STATION.now] >= 0:
            some = True
            _still(n, x, n[station + STATION.now], QUEUE, p, dynamic + p)
        while n[station + STATION.root] >= 0:
            parcel = n[station + STATION.root]
            _next_up(n, x, p)
            some = True
            _still(n, x, parcel, QUEUE, p, dynamic + p)
        for rank in range(_given(n, GIVEN.ranks)):
            parcel = n[_head(n, p, rank)]
            while parcel >= 0:
                some = True
                _still(n, x, parcel, BOARDING, p, dynamic + p)
                parcel = n[row(n, PARCELS, parcel) + PARCEL.next]
    for number in range(n[row(n, SIZE, 0) + SIZES.runs]):
        parcel = n[row(n, TRIPS, number) + TRIP.first]
        while parcel >= 0 and not n[row(n, TRIPS, number) + TRIP.gone]:
            run = row(n, RUNS, number)
            some = True
            _still(n, x, parcel, BOARDING, n[run + RUN.from_], n[run + RUN.windows])
            parcel = n[row(n, PARCELS, parcel) + PARCEL.next]
    if not some and n[row(n, SIZE, 0) + SIZES.last] >= 0:
        _lose(n, x, n[row(n, SIZE, 0) + SIZES.last])


@compiled
def _still(n: Ints, x: Floats, parcel: int, kind: int, place: int, window: int) -> None:
    _held(n, x, parcel, kind, place, _given(n, GIVEN.horizon), window)
    _lose(n, x, parcel)


@compiled
def _lose(n: Ints, x: Floats, parcel: int) -> None:
    """Count what a parcel has waited, by stage."""
    one = row(n, PARCELS, parcel)
    entry = n[one + PARCEL.log]
    while entry >= 0:
        n[row(n, LOST, n[row(n, LOGS, entry)])] += (
            n[row(n, LOGS, entry) + 1] * n[one + PARCEL.persons]
        )
        entry = n[row(n, LOGS, entry) + 2]


def counts_for(arena: Arena, worlds: int) -> Counts:
    """Make room for what comes of so many worlds."""
    n = arena.n
    categories, exits = _given(n, GIVEN.categories), _given(n, GIVEN.exits)

    def zeros(*shape: int) -> Ints:
        return np.zeros((worlds, *shape), dtype=np.int64)

    return Counts(
        cleared=zeros(categories),
        left=zeros(categories),
        through=zeros(categories, exits),
        out=zeros(categories),
        no_show=zeros(categories),
        by_hour=zeros(rows(n, BY_HOUR)),
        waited=zeros(rows(n, WAITED)),
        held_last=zeros(),
        seats=zeros(2),
    )


@compiled
def _count(n: Ints, x: Floats, counts: Counts, w: int) -> None:
    """Write down what came of the world just played."""
    for k in range(rows(n, PARTIES)):
        party = row(n, PARTIES, k)
        if n[party + PARTY.counts_at] == n[party + PARTY.counts_end]:
            counts.left[w, n[party + PARTY.category]] += n[row(n, COMING, k)]
        for c in range(n[party + PARTY.counts_at], n[party + PARTY.counts_end]):
            into = counts.left if n[row(n, COMING, k)] else counts.no_show
            into[w, n[row(n, COUNTS, c)]] += n[row(n, COUNTS, c) + 1]
    for c in range(_given(n, GIVEN.categories)):
        counts.left[w, c] -= n[row(n, OUT, c)]
        counts.out[w, c] = n[row(n, OUT, c)]
        counts.cleared[w, c] = NONE if counts.left[w, c] else n[row(n, CLEARED, c)]
    exits = _given(n, GIVEN.exits)
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
    n: Ints, x: Floats, key: Key, first: int, counts: Counts, at: int, end: int
) -> int:
    """Play worlds into rows *at* to *end*; give the row at which room ran out."""
    for w in range(at, end):
        draw(n, x, key, first + w)
        play(n, x)
        if n[row(n, SIZE, 0) + SIZES.full]:
            return w
        _count(n, x, counts, w)
    return end
