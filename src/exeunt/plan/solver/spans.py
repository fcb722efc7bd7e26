"""Arithmetic on open spans: half-open, disjoint, ascending, in whole seconds."""

from __future__ import annotations

from bisect import bisect_right

from exeunt.model.problem import Spans


def shifted(spans: Spans, by_s: int) -> Spans:
    """Move every span by *by_s*."""
    return tuple((a + by_s, b + by_s) for a, b in spans)


def common(one: Spans, other: Spans) -> Spans:
    """Keep what lies in both."""
    out: list[tuple[int, int]] = []
    i = j = 0
    while i < len(one) and j < len(other):
        start = max(one[i][0], other[j][0])
        end = min(one[i][1], other[j][1])
        if start < end:
            out.append((start, end))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return tuple(out)


def joined(one: Spans, other: Spans) -> Spans:
    """Keep what lies in either."""
    out: list[tuple[int, int]] = []
    for start, end in sorted((*one, *other)):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def stays(spans: Spans, for_s: int) -> Spans:
    """Give the moments from which a span stays open up to and at *for_s* later."""
    return tuple((a, b - for_s) for a, b in spans if a < b - for_s)


def first_in(spans: Spans, from_s: int) -> int | None:
    """Give the earliest moment at or after *from_s* that lies in a span."""
    at = bisect_right(spans, (from_s, 1 << 62)) - 1
    if at >= 0 and from_s < spans[at][1]:
        return from_s
    return spans[at + 1][0] if at + 1 < len(spans) else None


def lies_in(spans: Spans, moment_s: int) -> bool:
    """Tell whether *moment_s* lies in a span."""
    return first_in(spans, moment_s) == moment_s


class OpenTime:
    """How long it has been open by any moment, and the other way round."""

    def __init__(self, spans: Spans) -> None:
        self._spans = spans
        self._before = [0]
        for a, b in spans:
            self._before.append(self._before[-1] + b - a)

    def by(self, moment_s: int) -> int:
        """Count the open seconds before *moment_s*."""
        at = bisect_right(self._spans, (moment_s, -1)) - 1
        if at < 0:
            return 0
        a, b = self._spans[at]
        return self._before[at] + min(moment_s, b) - a

    def when(self, open_s: int) -> int | None:
        """Give the first moment by which it was open for *open_s*."""
        if open_s <= 0:
            return -(1 << 40)
        at = bisect_right(self._before, open_s - 1) - 1
        if at >= len(self._spans):
            return None
        return self._spans[at][0] + open_s - self._before[at]
