"""What will happen when: a heap of moments."""

from __future__ import annotations

from exeunt.model.compiling import Stamped, folded
from exeunt.rehearse import arena, dice
from exeunt.rehearse.arena import (
    HEAP,
    SIZE,
    SIZES,
    row,
    rows,
)
from exeunt.rehearse.fast import kinds
from exeunt.rehearse.fast.kinds import (
    KIND,
)
from exeunt.rehearse.table import Ints


compiled = Stamped(arena, dice, kinds)


@folded
def _move(n: Ints, event: int, to: int) -> None:
    for word in range(4):
        n[to + word] = n[event + word]


@compiled
def push(n: Ints, at: int, kind: int, subject: int, more: int) -> None:
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
def _sooner(n: Ints, one: int, other: int) -> bool:
    """Tell which of two events comes first."""
    return bool(n[one] < n[other] or (n[one] == n[other] and n[one + 1] < n[other + 1]))


@compiled
def drop_first(n: Ints) -> None:
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
