"""What a world draws: everything that may go otherwise."""

from __future__ import annotations

from math import log

import numpy as np

from exeunt.model.compiling import Stamped, address, folded
from exeunt.model.times import NEVER
from exeunt.rehearse import arena, causes, dice
from exeunt.rehearse.arena import (
    BATCH,
    BATCHES,
    BEFORE,
    BEGINS,
    CARRIER,
    CARRIERS,
    COMING,
    DICE,
    DICES,
    ENDS,
    ENVIRONMENTS,
    ESTIMATE,
    ESTIMATES,
    FALL,
    FALLEN,
    FALLS,
    GIVEN,
    GIVENS,
    MODES,
    PARTIES,
    PARTY,
    PLACE,
    PLACES,
    RATES,
    READY_S,
    SHUT_SIZES,
    SHUTS,
    SHUTTERS,
    SHUTTING,
    SPREAD,
    SPREADS,
    STATION,
    STATIONS,
    STOPS_S,
    TRAVELS,
    WINDOWS,
    WITHDRAWALS,
    WITHDRAWN,
    WITHDRAWN_S,
    Fractions,
    Words,
    given,
    row,
    rows,
)
from exeunt.rehearse.dice import Z90, at_score, score, uniform
from exeunt.rehearse.fast import kinds, moments
from exeunt.rehearse.layout import Floats, Ints
from exeunt.rehearse.names import Key


compiled = Stamped(arena, dice, kinds, causes, moments)


@folded
def _drawn(
    x: Fractions, key: Key, world: int, cause: int, who: int, spread: int
) -> float:
    """Draw from a spread."""
    z = score(key, world, cause, who, 0)
    return at_score(
        x[spread + SPREAD.low], x[spread + SPREAD.middle], x[spread + SPREAD.high], z
    )


@compiled
def _draw_estimate(n: Words, x: Fractions, key: Key, world: int, e: int) -> None:
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
        n[row(n, READY_S, party)] = int(np.rint(min(ready * later / usual, NEVER)))


@compiled
def _draw_people(n: Words, x: Fractions, key: Key, world: int) -> None:
    """Draw who comes, when they are ready, and how many an estimate stands for."""
    for k in range(given(n, GIVEN.households)):
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
def _draw_services(n: Words, x: Fractions, key: Key, world: int) -> None:
    """Draw when services are withdrawn, how they dwindle, and when carriers stop."""
    for k in range(rows(n, WITHDRAWALS)):
        of = row(n, WITHDRAWALS, k)
        n[row(n, WITHDRAWN_S, k)] = int(
            np.rint(_drawn(x, key, world, causes.WITHDRAWAL, n[of + WITHDRAWN.who], of))
        )
    for k in range(rows(n, FALLS)):
        of = row(n, FALLS, k)
        early = score(key, world, causes.DWINDLING, n[of + FALL.mode], 0)
        long = score(key, world, causes.DWINDLING, n[of + FALL.mode], 1)
        begins = at_score(
            x[of + FALL.begins_low],
            x[of + FALL.begins_middle],
            x[of + FALL.begins_high],
            early,
        )
        lasts = at_score(
            x[of + FALL.lasts_low],
            x[of + FALL.lasts_middle],
            x[of + FALL.lasts_high],
            long,
        )
        n[row(n, FALLEN, k)] = int(np.rint(begins))
        n[row(n, FALLEN, k) + 1] = max(int(np.rint(lasts)), 1)
    for k in range(rows(n, CARRIERS)):
        of = row(n, CARRIERS, k)
        fall = row(n, FALLEN, n[of + CARRIER.fall])
        turn = uniform(key, world, causes.CARRIER, n[of + CARRIER.who], 0)
        n[row(n, STOPS_S, k)] = n[fall] + int(np.rint(turn * n[fall + 1]))


@compiled
def _draw_ways(n: Words, x: Fractions, key: Key, world: int) -> float:
    """Draw travel; give the factor on processing."""
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
    hours = given(n, GIVEN.hours)
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
    return processing


@compiled
def _draw_closings(n: Words, x: Fractions, key: Key, world: int) -> bool:
    """Draw when things shut without notice, and open again; false: there is no room."""
    for c in range(rows(n, SHUTTING)):
        of = row(n, SHUTTING, c)
        at = float(n[of + SHUTS.after])
        turn = 0
        while True:
            u = uniform(key, world, causes.CLOSING, n[of + SHUTS.who], 2 * turn)
            at += -log(u) / x[of + SHUTS.per_s]
            if at > given(n, GIVEN.horizon):
                break
            if turn == given(n, GIVEN.closings):
                return False
            z = score(key, world, causes.CLOSING, n[of + SHUTS.who], 2 * turn + 1)
            lasts = at_score(
                x[of + SHUTS.low], x[of + SHUTS.middle], x[of + SHUTS.high], z
            )
            begin = int(np.rint(at))
            span = moments.shut(n, c, turn)
            n[span] = begin
            n[span + 1] = begin + max(int(np.rint(lasts)), 1)
            at = float(n[span + 1])
            turn += 1
        n[row(n, SHUT_SIZES, c)] = turn
    return True


@compiled
def _clear_place(n: Words, p: int, at: int) -> int:
    place = row(n, PLACES, p)
    for s in range(n[place + PLACE.at], n[place + PLACE.end]):
        at = moments.cleared(n, n[row(n, SHUTTERS, s)], at)
    return at


@compiled
def _next_shut(n: Words, p: int, at: int) -> int:
    place = row(n, PLACES, p)
    soonest = NEVER
    for s in range(n[place + PLACE.at], n[place + PLACE.end]):
        closing = n[row(n, SHUTTERS, s)]
        k = moments.shutting(n, closing, at)
        # at the moment itself nothing is shut any more
        if k < n[row(n, SHUT_SIZES, closing)]:
            soonest = min(soonest, n[moments.shut(n, closing, k)])
    return soonest


@compiled
def _open_otherwise(n: Words, p: int, window: int) -> None:
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
            clear = _clear_place(n, p, at)
            if clear > at:
                at = clear
                continue
            until = min(end, _next_shut(n, p, at))
            n[row(n, BEGINS, first + count)] = at
            n[row(n, ENDS, first + count)] = until
            n[row(n, BEFORE, first + count)] = opened
            opened += until - at
            count += 1
            at = until
    n[row(n, BEFORE, first + count)] = opened
    n[row(n, WINDOWS, window) + 1] = count


@compiled
def _draw_places(
    n: Words, x: Fractions, key: Key, world: int, processing: float
) -> None:
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
            _open_otherwise(n, p, dynamic + p)


@compiled
def draw(n: Words, x: Fractions, key: Key, world: int) -> bool:
    """Draw a world: everything that may go otherwise; false: room ran out."""
    dice = row(n, DICES, 0)
    n[dice + DICE.low], n[dice + DICE.high] = key
    n[dice + DICE.world] = world
    _draw_people(n, x, key, world)
    processing = _draw_ways(n, x, key, world)
    _draw_services(n, x, key, world)
    if not _draw_closings(n, x, key, world):
        return False
    _draw_places(n, x, key, world, processing)
    return True


@compiled
def draw_into(ints: Ints, floats: Floats, key: Key, world: int) -> bool:
    """Draw a world into a block: everything that may go otherwise; false: no room."""
    return draw(address(ints), address(floats), key, world)
