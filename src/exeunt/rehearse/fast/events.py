"""What will happen when: a heap of moments."""

from __future__ import annotations

from exeunt.model.compiling import Stamped, folded
from exeunt.rehearse import arena, dice
from exeunt.rehearse.arena import (
    GIVEN,
    HEAP,
    SIZE,
    SIZES,
    Words,
    given,
    row,
    rows,
)
from exeunt.rehearse.fast import kinds
from exeunt.rehearse.fast.kinds import KINDS, MOST_EVENTS


compiled = Stamped(arena, dice, kinds)


@folded
def _move(n: Words, event: int, to: int) -> None:
    n[to], n[to + 1], n[to + 2] = n[event], n[event + 1], n[event + 2]


@compiled
def push(n: Words, at: int, kind: int, subject: int, more: int) -> None:
    """
    Let something happen to a subject at a moment, unless the world has ended by then.

    At the same moment, events come by kind and then in the order of their making; all
    three together are one number.
    """
    sizes = row(n, SIZE, 0)
    serial = n[sizes + SIZES.serial]
    n[sizes + SIZES.serial] += 1
    if at > given(n, GIVEN.horizon):
        return
    what = (at * KINDS + kind) * MOST_EVENTS + serial
    k = n[sizes + SIZES.heap]
    if k >= rows(n, HEAP):
        n[sizes + SIZES.full] = 1
        return
    n[sizes + SIZES.heap] = k + 1
    while k > 0:
        above = row(n, HEAP, (k - 1) // 2)
        if n[above] < what:
            break
        _move(n, above, row(n, HEAP, k))
        k = (k - 1) // 2
    here = row(n, HEAP, k)
    n[here], n[here + 1], n[here + 2] = what, subject, more


@compiled
def drop_first(n: Words) -> None:
    """Take the first event out of the heap."""
    sizes = row(n, SIZE, 0)
    n[sizes + SIZES.heap] -= 1
    first = row(n, HEAP, 0)
    end = row(n, HEAP, n[sizes + SIZES.heap])
    here, below = first, row(n, HEAP, 1)
    while below < end:
        # without a branch, which would be guessed wrong every other time
        below += 3 * int((below + 3 < end) & (n[below + 3] < n[below]))
        if n[end] < n[below]:
            break
        _move(n, below, here)
        here, below = below, 2 * below - first + 3
    _move(n, end, here)
