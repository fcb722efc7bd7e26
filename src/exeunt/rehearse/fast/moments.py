"""When windows are open, and what is shut without notice."""

from __future__ import annotations

from exeunt.model.compiling import Stamped, folded
from exeunt.model.times import NEVER
from exeunt.rehearse import arena, dice
from exeunt.rehearse.arena import (
    BEFORE,
    BEGINS,
    ENDS,
    GIVEN,
    HOP,
    HOPS,
    SHUT,
    SHUT_SIZES,
    SHUTTERS,
    WINDOWS,
    Words,
    given,
    row,
)
from exeunt.rehearse.fast import kinds


compiled = Stamped(arena, dice, kinds)


@folded
def shut(n: Words, closing: int, turn: int) -> int:
    """Find one span in which something is shut."""
    return row(n, SHUT, closing * given(n, GIVEN.closings) + turn)


@folded
def _ending_after(n: Words, low: int, high: int, at: int) -> int:
    """Find the first of some spans that is not over at a moment."""
    while low < high:
        middle = (low + high) // 2
        if n[row(n, ENDS, middle)] <= at:
            low = middle + 1
        else:
            high = middle
    return low


@folded
def shutting(n: Words, closing: int, at: int) -> int:
    """Find the first span, if any is left, in which something is shut after a moment."""
    low, high = 0, n[row(n, SHUT_SIZES, closing)]
    while low < high:
        middle = (low + high) // 2
        if n[shut(n, closing, middle) + 1] <= at:
            low = middle + 1
        else:
            high = middle
    return low


@folded
def cleared(n: Words, closing: int, at: int) -> int:
    """Give the end of the span, if any, in which something is shut at a moment."""
    k = shutting(n, closing, at)
    if k < n[row(n, SHUT_SIZES, closing)] and n[shut(n, closing, k)] <= at:
        return int(n[shut(n, closing, k) + 1])
    return at


@compiled
def first(n: Words, window: int, at: int) -> int:
    """Give the first moment of a window from *at* on, or never."""
    low = n[row(n, WINDOWS, window)]
    end = low + n[row(n, WINDOWS, window) + 1]
    k = _ending_after(n, low, end, at)
    if k == end:
        return NEVER
    return int(max(n[row(n, BEGINS, k)], at))


@compiled
def open_until(n: Words, window: int, at: float) -> float:
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


@folded
def shut_between(n: Words, window: int, begin: int, end: int) -> int:
    """Count the shut seconds of a window between two moments."""
    low = n[row(n, WINDOWS, window)]
    last = low + n[row(n, WINDOWS, window) + 1]
    k = _ending_after(n, low, last, begin)
    if k < last and n[row(n, BEGINS, k)] <= begin and end <= n[row(n, ENDS, k)]:
        return 0
    opened = open_until(n, window, end) - open_until(n, window, begin)
    return end - begin - int(opened)


@folded
def after_open(n: Words, window: int, at: float, seconds: float) -> float:
    """Give the moment by which so many open seconds have passed since *at*."""
    first, count = n[row(n, WINDOWS, window)], n[row(n, WINDOWS, window) + 1]
    if (
        count == 1
        and n[row(n, BEGINS, first)] <= at
        and at + seconds <= n[row(n, ENDS, first)]
    ):
        return at + seconds
    wanted = open_until(n, window, at) + seconds
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
def _clear(n: Words, hop: int, at: int) -> int:
    """Give the first moment from *at* on at which nothing keeps a hop shut."""
    over = row(n, HOPS, hop)
    again = True
    while again:
        again = False
        for s in range(n[over + HOP.at], n[over + HOP.end]):
            clear = cleared(n, n[row(n, SHUTTERS, s)], at)
            again = again or clear > at
            at = clear
    return at


@compiled
def first_clear(n: Words, hop: int, window: int, at: int) -> int:
    """Give the first moment of a window at which its hop is not shut."""
    while True:
        at = first(n, window, at)
        if at == NEVER:
            return NEVER
        clear = _clear(n, hop, at)
        if clear == at:
            return at
        at = clear
