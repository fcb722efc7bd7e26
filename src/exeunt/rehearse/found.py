"""What a rehearsal says: quantiles, the stage that bound, parts put together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from exeunt.model.intervals import Between, ranks_around, share_half_width
from exeunt.model.outcomes import (
    EVERYONE,
    ClearanceQuantiles,
    Rehearsal,
    StageWait,
    everyone_cleared,
)
from exeunt.model.stories import Cause, Failures
from exeunt.model.times import HOUR


_NEVER = np.iinfo(np.int64).max


def quantiles(rehearsal: Rehearsal) -> tuple[ClearanceQuantiles, ...]:
    """Say when each category, and everyone, is out in 50, 80 and 95 % of worlds."""
    cleared = rehearsal.cleared_s
    rows = [
        _quantiles(name, cleared[:, k]) for k, name in enumerate(rehearsal.categories)
    ]
    return (*rows, _quantiles(EVERYONE, everyone_cleared(cleared)))


def widest_half_width(rehearsal: Rehearsal) -> float:
    """Give how far the chance that all are out may be off, for whom it is farthest."""
    return max(one.half_width for one in quantiles(rehearsal))


def stages_by_wait(rehearsal: Rehearsal) -> tuple[StageWait, ...]:
    """Give every stage that cost time, the one that held up the last ones first."""
    stages = [
        StageWait(stage=name, hours=float(hours), held_last=float(held))
        for name, hours, held in zip(
            rehearsal.stages, rehearsal.waited_h, rehearsal.held_last, strict=True
        )
        if hours > 0
    ]
    return tuple(sorted(stages, key=lambda s: (-s.held_last, -s.hours, s.stage)))


def binding_stage(rehearsal: Rehearsal) -> StageWait | None:
    """Name the stage that most often held up the last ones; None: nobody moved."""
    return next(iter(stages_by_wait(rehearsal)), None)


def failures(rehearsal: Rehearsal, *, deadline_s: int) -> Failures:
    """
    Say in how many worlds somebody was left or out late, and what was the cause.

    The cause of such a world is the stage at which those who were left, or else the
    last ones out, waited longest in it; where they waited nowhere it is riding: they
    were ready late, or their journey was long.
    """
    cleared = everyone_cleared(rehearsal.cleared_s)
    failed = (cleared < 0) | (cleared > deadline_s)
    worlds = int(failed.sum())
    if not worlds or len(rehearsal.held) != len(failed):
        return Failures(worlds=worlds, of=rehearsal.replications, causes=())
    counts = np.bincount(rehearsal.held[failed], minlength=len(rehearsal.stages))
    causes = [
        Cause(stage=name, worlds=int(count), share=float(count) / worlds)
        for name, count in zip(rehearsal.stages, counts, strict=True)
        if count
    ]
    causes.sort(key=lambda cause: (-cause.worlds, cause.stage))
    return Failures(worlds=worlds, of=rehearsal.replications, causes=tuple(causes))


def merge(rehearsals: Sequence[Rehearsal]) -> Rehearsal:
    """
    Put parts of one rehearsal together, in the order of their replications.

    Counts are whole numbers, so the answer has the same bits as if it had been
    played in one go.
    """
    parts = sorted(rehearsals, key=lambda r: r.first)
    one = parts[0]
    worlds = sum(r.replications for r in parts)
    seats = sum(r.seats for r in parts)
    empty = sum(round(r.empty_seats * r.seats) for r in parts)
    waited_s = sum(np.rint(r.waited_h * r.replications * HOUR) for r in parts)
    held = sum(np.rint(r.held_last * r.replications) for r in parts)
    return Rehearsal(
        seed=one.seed,
        first=one.first,
        categories=one.categories,
        exits=one.exits,
        cleared_s=np.concatenate([r.cleared_s for r in parts]),
        left=np.concatenate([r.left for r in parts]),
        through_s=np.concatenate([r.through_s for r in parts]),
        out=np.concatenate([r.out for r in parts]),
        no_show=np.concatenate([r.no_show for r in parts]),
        out_by_s=one.out_by_s,
        out_share=np.concatenate([r.out_share for r in parts]),
        stages=one.stages,
        waited_h=np.asarray(waited_s) / HOUR / worlds,
        held=np.concatenate([r.held for r in parts]),
        held_last=np.asarray(held) / worlds,
        seats=seats,
        empty_seats=empty / seats if seats else 0.0,
    )


def _quantiles(category: str, cleared: NDArray[np.int64]) -> ClearanceQuantiles:
    worst_last = np.sort(np.where(cleared < 0, _NEVER, cleared))
    clear = int((cleared >= 0).sum())
    return ClearanceQuantiles(
        category=category,
        p50_s=_at(worst_last, 0.50),
        p80_s=_at(worst_last, 0.80),
        p95_s=_at(worst_last, 0.95),
        p50_between_s=_between(worst_last, 0.50),
        p80_between_s=_between(worst_last, 0.80),
        p95_between_s=_between(worst_last, 0.95),
        all_out=clear / len(cleared),
        half_width=share_half_width(clear, len(cleared)),
    )


def _at(ascending: NDArray[np.int64], share: float) -> int | None:
    """Give the least time by which at least *share* of the worlds are clear."""
    k = max(int(np.ceil(share * len(ascending) - 1e-9)) - 1, 0)
    return _or_never(ascending[k])


def _between(ascending: NDArray[np.int64], share: float) -> Between:
    """Give the 95 % interval of that time, by order statistics."""
    low, high = ranks_around(share, len(ascending))
    # nobody is out before the decision, which bounds it where no world does
    return (
        _or_never(ascending[low - 1]) if low else 0,
        _or_never(ascending[high - 1]) if high <= len(ascending) else None,
    )


def _or_never(at: np.int64) -> int | None:
    return None if at == _NEVER else int(at)
