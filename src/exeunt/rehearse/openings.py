"""When a vehicle may set out, and how much of a wait is open time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from exeunt.model.problem import Hop, Spans
from exeunt.model.times import NEVER


class Windows:
    """Disjoint ascending spans ``[start, end)`` with quick look-ups."""

    __slots__ = ("before", "begin", "end", "ends", "starts")

    def __init__(self, spans: Spans) -> None:
        self.starts = [a for a, _ in spans]
        self.ends = [b for _, b in spans]
        # of the only span, if there is just one: most places never shut
        self.begin, self.end = spans[0] if len(spans) == 1 else (NEVER, NEVER)
        self.before = [0]
        for a, b in spans:
            self.before.append(self.before[-1] + b - a)

    def first(self, at: int) -> int:
        """Give the first open moment at or after *at*, or ``NEVER``."""
        if self.begin <= at < self.end:
            return at
        k = bisect_right(self.ends, at)
        if k == len(self.ends):
            return NEVER
        start = self.starts[k]
        return start if start > at else at

    def open_until(self, at: float) -> float:
        """Count the open seconds before *at*."""
        k = bisect_right(self.starts, at)
        if k == 0:
            return 0.0
        over = at - self.ends[k - 1]
        return self.before[k] + (over if over < 0 else 0.0)

    def shut_between(self, begin: int, end: int) -> int:
        """Count the shut seconds from *begin* until *end*."""
        if self.begin <= begin and end <= self.end:
            return 0
        k = bisect_right(self.starts, begin)
        if k and end <= self.ends[k - 1]:
            return 0
        return end - begin - int(self.open_until(end) - self.open_until(begin))

    def after_open(self, at: float, seconds: float) -> float:
        """Give the moment by which *seconds* open seconds have passed since *at*."""
        if self.begin <= at and at + seconds <= self.end:
            return at + seconds
        wanted = self.open_until(at) + seconds
        if wanted > self.before[-1] + 1e-6:
            return NEVER
        k = min(bisect_right(self.before, wanted - 1e-9), len(self.ends)) - 1
        moment = self.starts[k] + wanted - self.before[k]
        return moment if moment > at else at


def set_outs(
    hop: Hop, *, start: Spans, end: Spans, loading_s: int, travel_s: int
) -> Windows:
    """
    Give the moments at which a trip over *hop* may set out (rules §7 and §18).

    The link and the place of departure are open then, the place has been open for the
    whole of loading, the destination is open at the planned arrival, and no curfew
    begins before it.
    """
    leaving = _both(hop.spans, hop.clear(travel_s))
    loaded = [(a + loading_s, b) for a, b in start]
    arriving = [(a - travel_s, b - travel_s) for a, b in end]
    return Windows(_both(_both(leaving, loaded), arriving))


def _both(left: Iterable[tuple[int, int]], right: Iterable[tuple[int, int]]) -> Spans:
    out = [(max(a, c), min(b, d)) for a, b in left for c, d in right]
    return tuple(sorted(s for s in out if s[0] < s[1]))
