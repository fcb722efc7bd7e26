"""What is known to happen when a world begins: who comes ready, and what is timetabled."""

from __future__ import annotations

from exeunt.model.compiling import Stamped, folded
from exeunt.model.times import NEVER
from exeunt.rehearse import arena, dice
from exeunt.rehearse.arena import (
    AGENDA,
    BUCKETS,
    COMING,
    GIVEN,
    HEAP,
    PARTIES,
    READY_S,
    RUN,
    RUNS,
    SIZE,
    SIZES,
    Words,
    given,
    row,
    rows,
)
from exeunt.rehearse.fast import kinds
from exeunt.rehearse.fast.kinds import KINDS, LOOK, MOST_EVENTS, READY, SERVICE


compiled = Stamped(arena, dice, kinds)


@folded
def _at(n: Words, k: int) -> int:
    """Say when the *k*-th of all that may stand on the agenda happens, or never."""
    if k < rows(n, PARTIES):
        return int(n[row(n, READY_S, k)]) if n[row(n, COMING, k)] > 0 else NEVER
    run = row(n, RUNS, k - rows(n, PARTIES))
    if n[run + RUN.vehicle] != SERVICE:
        return NEVER
    return int(n[run + RUN.depart] - n[run + RUN.loading])


@folded
def _bucket(at: int, begin: int, width: int) -> int:
    return (at - begin) // width


@folded
def _write_down(n: Words, k: int, to: int) -> None:
    """Write something down, after all that happens sooner among those just before."""
    parties = rows(n, PARTIES)
    what, subject = _at(n, k) * KINDS + READY, k
    if k >= parties:
        what, subject = _at(n, k) * KINDS + LOOK, k - parties
    here = row(n, AGENDA, to)
    n[here], n[here + 1] = what, subject


@folded
def _sort(n: Words, end: int) -> None:
    """Put in order what is nearly so; what is alike stays as it is."""
    begin = row(n, AGENDA, 0)
    for k in range(1, end):
        here = begin + 2 * k
        what, subject = n[here], n[here + 1]
        while here > begin and n[here - 2] > what:
            n[here], n[here + 1] = n[here - 2], n[here - 1]
            here -= 2
        n[here], n[here + 1] = what, subject


@compiled
def lay_out(n: Words) -> None:
    """
    Write down in order what is known to happen.

    By buckets of time, as many as there are entries: so it takes as long as they are
    many, and the heap holds but what follows from them.
    """
    horizon, most = given(n, GIVEN.horizon), rows(n, AGENDA)
    begin, end = NEVER, -NEVER
    for k in range(most):
        at = _at(n, k)
        if at <= horizon:
            begin, end = min(begin, at), max(end, at)
    buckets = row(n, BUCKETS, 0)
    for k in range(most + 1):
        n[buckets + k] = 0
    width = (end - begin) // max(most, 1) + 1
    for k in range(most):
        at = _at(n, k)
        if at <= horizon:
            n[buckets + _bucket(at, begin, width) + 1] += 1
    for k in range(most):
        n[buckets + k + 1] += n[buckets + k]
    known = n[buckets + most]
    for k in range(most):
        at = _at(n, k)
        if at <= horizon:
            bucket = buckets + _bucket(at, begin, width)
            _write_down(n, k, n[bucket])
            n[bucket] += 1
    _sort(n, known)
    n[row(n, SIZE, 0) + SIZES.known] = known


@folded
def is_next(n: Words) -> bool:
    """
    Tell whether the next on the agenda comes before all that came up since.

    It was known first, so of what is alike it comes first.
    """
    sizes = row(n, SIZE, 0)
    next_ = n[sizes + SIZES.agenda]
    if next_ == n[sizes + SIZES.known]:
        return False
    if n[sizes + SIZES.heap] == 0:
        return True
    return bool(n[row(n, AGENDA, next_)] * MOST_EVENTS <= n[row(n, HEAP, 0)])


@folded
def taken(n: Words) -> tuple[int, int]:
    """Take the next off the agenda: moment and kind as one number, and who it is."""
    sizes = row(n, SIZE, 0)
    here = row(n, AGENDA, n[sizes + SIZES.agenda])
    n[sizes + SIZES.agenda] += 1
    return n[here], n[here + 1]
