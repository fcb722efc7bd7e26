"""Latest safe decision times: for each category, at several targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import takewhile

from exeunt.model.decision import CurvePoint, DecideBy, SafeUntil


TARGETS = (0.8, 0.9, 0.95, 0.99)


def safe_until(
    decisions: Iterable[DecideBy], targets: Sequence[float] = TARGETS
) -> tuple[SafeUntil, ...]:
    """
    Find up to when each category can be decided about, at each of *targets*.

    It is the end of the unbroken run of times, from the first on, at which the chance
    is at least the target.
    """
    return tuple(
        SafeUntil(
            category=one.category,
            target=target,
            latest=_end(one.curve, target, 0.0),
            surely=_end(one.curve, target, -1.0),
            perhaps=_end(one.curve, target, 1.0),
            beyond=bool(one.curve)
            and _end(one.curve, target, 0.0) == one.curve[-1].decide_at,
        )
        for one in decisions
        for target in targets
    )


def _end(curve: Sequence[CurvePoint], target: float, widths: float) -> datetime | None:
    """Give where the run ends with so many half-widths added to every chance."""
    run = takewhile(lambda p: p.all_out + widths * p.half_width >= target, curve)
    return max((point.decide_at for point in run), default=None)
