"""What it comes to, to declare at this chance or at that one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from exeunt.model.intervals import half_width_by_world, share_half_width
from exeunt.model.outcomes import Rehearsal
from exeunt.model.policies import Policy, PolicyOutcome, PolicyTable, Sooner
from exeunt.model.post import Post
from exeunt.model.statuses import DepartureStatus
from exeunt.model.times import DAY
from exeunt.warn.paths import Paths


THRESHOLDS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
PATHS = 2000
PATH_DAYS = 60
SHARES = (0.75, 0.5)
"""Of the time that it takes to be out, for which policies are played again."""


def policies(
    post: Post,
    rehearsal: Rehearsal,
    ways: Paths,
    *,
    seed: int,
    thresholds: Sequence[float] = THRESHOLDS,
) -> PolicyTable:
    """
    Play every policy with two of *thresholds* over the *ways* it may go.

    Parameters
    ----------
    post
        Its categories move at one of two statuses.
    rehearsal
        What became of the plan, in seconds after H-hour; world after world is taken
        for way after way, and again from the first.
    ways
        Closing times and told chances, for the exits of *rehearsal* in their order.
    seed
        That the ways were drawn from.
    thresholds
        At which chance each status may be declared, ascending.
    """
    outcomes = _played(post, rehearsal, ways, thresholds)
    return PolicyTable(
        outcomes=outcomes,
        worlds=len(ways.closes_s),
        days=ways.closing.shape[1],
        people=float((rehearsal.out + rehearsal.left).sum(axis=1).mean()),
        seed=seed,
        sooner=tuple(
            Sooner(
                share=share,
                outcomes=_played(post, _in_less(rehearsal, share), ways, thresholds),
            )
            for share in SHARES
        ),
    )


def _in_less(rehearsal: Rehearsal, share: float) -> Rehearsal:
    """Give *rehearsal* as if all that is done had taken *share* of the time."""
    through = rehearsal.through_s
    scaled = np.where(through >= 0, np.round(through * share), through)
    return replace(
        rehearsal,
        through_s=scaled.astype(through.dtype),
        out_by_s=np.round(rehearsal.out_by_s * share).astype(rehearsal.out_by_s.dtype),
    )


def _played(
    post: Post, rehearsal: Rehearsal, ways: Paths, thresholds: Sequence[float]
) -> tuple[PolicyOutcome, ...]:
    """Play every policy with two of *thresholds*."""
    early, late = _by_status(post, rehearsal)
    at = [_declared(ways, threshold) for threshold in thresholds]
    watched_s = float(post.file.assessed_for)
    sent = [left_behind(day, rehearsal, ways) for day in at]
    closed = ways.first_s
    found = []
    for p, authorized in enumerate(thresholds):
        for q in range(p, len(thresholds)):
            left = sent[p][:, early].sum(axis=1) + sent[q][:, late].sum(axis=1)
            first = at[p] if early else at[q]
            false: NDArray[np.bool_] = np.isfinite(first) & (closed > first + watched_s)
            policy = Policy(authorized_at=authorized, ordered_at=thresholds[q])
            found.append((policy, left, false))
    return _outcomes(found, worlds=rehearsal.replications)


def _by_status(post: Post, rehearsal: Rehearsal) -> tuple[list[int], list[int]]:
    """Give the numbers of categories that move at authorized departure, and others."""
    early = [
        k
        for k, name in enumerate(rehearsal.categories)
        if post.category(name).moves_at is DepartureStatus.AUTHORIZED
    ]
    return early, [k for k in range(len(rehearsal.categories)) if k not in early]


def _declared(ways: Paths, threshold: float) -> NDArray[np.float64]:
    """Give when the told chance first reaches *threshold* [s]; inf: on no day."""
    if threshold >= 1:
        return np.full(len(ways.closing), np.inf)
    reached: NDArray[np.bool_] = np.asarray(ways.closing >= threshold)
    day = reached.argmax(axis=1).astype(np.float64)
    return np.where(reached.any(axis=1), day * DAY, np.inf)


def left_behind(
    at: NDArray[np.float64], found: Rehearsal, ways: Paths
) -> NDArray[np.float64]:
    """
    Give who is left behind where everybody is sent at one moment a way.

    Parameters
    ----------
    at
        (ways,): when they are sent [s after the assessment]; inf: never.
    found
        What became of the plan; world after world is taken for way after way.
    ways
        Closing times to each category, for the exits of *found* in their order.

    Returns
    -------
    array
        (ways, categories): people.
    """
    world = np.arange(len(at)) % found.replications
    came = (found.out + found.left)[world].astype(np.float64)
    closes = np.stack([ways.closes_to(name) for name in found.categories], axis=1)
    first = closes.min(axis=2, initial=np.inf)
    # what closes after the last day that is told could still be answered
    lost = first < ways.closing.shape[1] * DAY
    sent = np.isfinite(at)
    begin = np.where(sent, at, 0.0)[:, None]
    through = found.through_s[world].astype(np.float64)
    caught = ((through >= 0) & (through > closes - begin[:, :, None])).any(axis=2)
    # of a category that is caught, as many are out as of everybody by then
    out = _share_out(found, world[:, None], first - begin)
    behind = np.where(caught, came * (1 - out), found.left[world])
    return np.where(sent[:, None], behind, came * lost)


def _share_out(
    found: Rehearsal, world: NDArray[np.int64], after_s: NDArray[np.float64]
) -> NDArray[np.float64]:
    last = len(found.out_by_s) - 1
    k = np.searchsorted(found.out_by_s, after_s, side="right") - 1
    share: NDArray[np.float64] = found.out_share[world, k.clip(0, last)]
    return np.where(k < 0, 0.0, share)


def _outcomes(
    found: Sequence[tuple[Policy, NDArray[np.float64], NDArray[np.bool_]]],
    *,
    worlds: int,
) -> tuple[PolicyOutcome, ...]:
    figures = [(float(left.mean()), float(false.mean())) for _, left, false in found]
    return tuple(
        PolicyOutcome(
            policy=policy,
            left=mine[0],
            left_half_width=half_width_by_world(left, worlds),
            false_alarms=mine[1],
            false_alarms_half_width=share_half_width(int(false.sum()), len(false)),
            on_front=not any(_beats(other, mine) for other in figures),
        )
        for (policy, left, false), mine in zip(found, figures, strict=True)
    )


def _beats(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one != other and one[0] <= other[0] and one[1] <= other[1]
