"""
Decide by: how late the decision can be left, and what waiting costs.

Seen from the day of assessment, for a decision at *t* that is not conditional on the
exits still being open then: that they may close while one waits counts against
waiting. In each scenario the exits close by one common shock: one uniform a world, and
each exit closes at its own quantile of it, so what is lost is what the exit lost first
has lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache, cached_property
from math import log
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from exeunt.model.decision import CurvePoint, DecideBy
from exeunt.model.intervals import half_width
from exeunt.model.outcomes import Rehearsal
from exeunt.model.people import Category
from exeunt.model.post import Post
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.spread import DurationSpread
from exeunt.model.warning import ExitSurvival
from exeunt.rehearse import EVERYONE


LOOK_AHEAD_DAYS = 30
_FAR = 8.0
"""Normal scores beyond this are never met."""
_Z90 = NormalDist().inv_cdf(0.9)


def daily_h_hours(post: Post, as_of: datetime, *, days: int) -> tuple[datetime, ...]:
    """Give the next H-hours of *post* at or after *as_of*, one a local day."""
    first = post.h_hour_on(as_of)
    if first < as_of:
        first = post.h_hour_on(first + timedelta(days=1))
    return tuple(post.h_hour_on(first + timedelta(days=k)) for k in range(days))


def decide_by(
    rehearsal: Rehearsal,
    survivals: Sequence[ExitSurvival],
    *,
    categories: Sequence[Category],
    as_of: datetime,
    h_hours: Sequence[datetime],
    assessed_for_s: int,
) -> tuple[DecideBy, ...]:
    """
    Find the latest H-hour at which each category's target is still met.

    Parameters
    ----------
    rehearsal
        What became of the plan, in seconds after H-hour.
    survivals
        The survival of each exit, in seconds after *as_of*.
    categories
        Those of the rehearsal, with their targets. Everyone together is held to the
        least of these.
    as_of
        The moment of assessment.
    h_hours
        When the decision might take effect, ascending; at the same local clock, since
        a rehearsal is for one.
    assessed_for_s
        How long after a decision an exit must stay open for the decision to have
        been needless.

    Returns
    -------
    tuple of DecideBy
        One a category, in the order of *categories*, then one for everyone.
    """
    return decide_by_each(
        [rehearsal] * len(h_hours),
        survivals,
        categories=categories,
        as_of=as_of,
        h_hours=h_hours,
        assessed_for_s=assessed_for_s,
    )


def decide_by_each(
    rehearsals: Sequence[Rehearsal],
    survivals: Sequence[ExitSurvival],
    *,
    categories: Sequence[Category],
    as_of: datetime,
    h_hours: Sequence[datetime],
    assessed_for_s: int,
) -> tuple[DecideBy, ...]:
    """Do the same where each of *h_hours*, at any clock, has a rehearsal of its own."""
    waits = [(h_hour - as_of).total_seconds() for h_hour in h_hours]
    each = {id(one): Chances(one, survivals) for one in rehearsals}
    return tuple(
        decided(
            name,
            target,
            [
                point_of(
                    h_hour,
                    each[id(one)].all_out(name, wait_s),
                    each[id(one)].needless(name, wait_s, assessed_for_s),
                )
                for h_hour, wait_s, one in zip(h_hours, waits, rehearsals, strict=True)
            ],
        )
        for name, target in targets_of(categories)
    )


class Chances:
    """What a rehearsal comes to beside the closing of exits, for any moment to begin."""

    def __init__(self, rehearsal: Rehearsal, survivals: Sequence[ExitSurvival]) -> None:
        self._rehearsal, self._survivals = rehearsal, tuple(survivals)
        self._asked: dict[str, _Asked] = {}
        self._all_out: dict[tuple[str, float], NDArray[np.float64]] = {}
        self._needless: dict[tuple[str, float, int], NDArray[np.float64]] = {}

    def all_out(self, category: str, wait_s: float) -> NDArray[np.float64]:
        """Give what ``worlds_all_out`` does, worked out once."""
        key = category, wait_s
        if key not in self._all_out:
            self._all_out[key] = self._of(category).all_out(wait_s)
        return self._all_out[key]

    def needless(
        self, category: str, wait_s: float, assessed_for_s: int
    ) -> NDArray[np.float64]:
        """Give what ``worlds_needless`` does, worked out once."""
        key = category, wait_s, assessed_for_s
        if key not in self._needless:
            self._needless[key] = self._of(category).needless(wait_s, assessed_for_s)
        return self._needless[key]

    def _of(self, category: str) -> _Asked:
        if category not in self._asked:
            self._asked[category] = _Asked(self._rehearsal, self._survivals, category)
        return self._asked[category]


def point_of(
    decide_at: datetime,
    all_out: NDArray[np.float64],
    needless: NDArray[np.float64],
    *,
    begins_at: datetime | None = None,
) -> CurvePoint:
    """Tell of one decision time what its worlds come to."""
    return CurvePoint(
        decide_at=decide_at,
        all_out=float(all_out.mean()),
        half_width=half_width(all_out),
        false_alarm=float(needless.mean()),
        false_alarm_half_width=half_width(needless),
        begins_at=begins_at,
    )


def worlds_all_out(
    rehearsal: Rehearsal,
    survivals: Sequence[ExitSurvival],
    *,
    category: str,
    wait_s: float,
) -> NDArray[np.float64]:
    """Give, by world, P(all of *category* out | H-hour *wait_s* after assessment)."""
    return _Asked(rehearsal, survivals, category).all_out(wait_s)


def worlds_needless(
    rehearsal: Rehearsal,
    survivals: Sequence[ExitSurvival],
    *,
    category: str,
    wait_s: float,
    assessed_for_s: int,
) -> NDArray[np.float64]:
    """Give, by world, P(the exits that *category* uses stay open for so long)."""
    asked = _Asked(rehearsal, survivals, category)
    return asked.needless(wait_s, assessed_for_s)


class _Asked:
    """What became of a category, or of everyone, beside the closing of exits."""

    def __init__(
        self, rehearsal: Rehearsal, survivals: Sequence[ExitSurvival], category: str
    ) -> None:
        self._closing = _Closing(survivals, rehearsal.exits)
        own_times = any(s.exit.closes_for for s in survivals)
        if category != EVERYONE:
            k = rehearsal.categories.index(category)
            self._left = rehearsal.left[:, k]
            self._through = {category: rehearsal.through_s[:, k]}
        else:
            self._left = rehearsal.left.sum(axis=1)
            self._through = (
                {c: rehearsal.through_s[:, k] for k, c in _numbered(rehearsal)}
                if own_times
                else {"": rehearsal.through_s.max(axis=1)}
            )

    def all_out(self, wait_s: float) -> NDArray[np.float64]:
        """Give, by world, P(all out | H-hour *wait_s* after assessment)."""
        still = self._closing.open_after(self._through, wait_s)
        return np.where(self._left > 0, 0.0, still)

    def needless(self, wait_s: float, assessed_for_s: int) -> NDArray[np.float64]:
        """Give, by world, P(the exits that are used stay open for so long)."""
        used, of = self._uses
        long_after = {
            name: np.where(used[:, k], assessed_for_s, -1)
            for k, name in enumerate(self._through)
        }
        return self._closing.open_after(long_after, wait_s)[of]

    @cached_property
    def _uses(self) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
        """Give which exits are used, and of which of these each world is: few differ."""
        uses = np.stack([through >= 0 for through in self._through.values()], axis=1)
        used, of = np.unique(uses, axis=0, return_inverse=True)
        return used, of.reshape(-1)


def _numbered(rehearsal: Rehearsal) -> Iterator[tuple[int, str]]:
    return enumerate(rehearsal.categories)


class _Closing:
    """The closing of exits by one common shock in each scenario."""

    def __init__(self, survivals: Sequence[ExitSurvival], exits: Sequence[str]) -> None:
        by_place = {s.exit.place: s for s in survivals}
        self._exits = [by_place.get(place) for place in exits]
        weights = survivals[0].weights if survivals else {}
        self._weights: dict[ScenarioKind, float] = dict(weights)

    def open_after(
        self, through: Mapping[str, NDArray[np.int64]], wait_s: float
    ) -> NDArray[np.float64]:
        """
        Give, by world, the chance that each exit is open when it is gone through.

        *through* holds, by category, (worlds, exits) seconds after H-hour, -1 where it
        is not used.
        """
        worlds = len(next(iter(through.values())))
        total = np.full(worlds, 1 - sum(self._weights.values()))
        passes = [
            (category, passing)
            for category, passed in through.items()
            for passing in self._passing(passed, wait_s)
        ]
        for scenario, weight in self._weights.items():
            lost = np.zeros(worlds)
            for category, passing in passes:
                gone = _closed_by(passing, scenario, category)
                lost[passing.by] = np.maximum(lost[passing.by], gone)
            total += weight * (1 - lost)
        return total

    def _passing(self, passed: NDArray[np.int64], wait_s: float) -> Iterator[_Passing]:
        """Give when each exit that may close is gone through, if it ever is."""
        for k, survival in enumerate(self._exits):
            by = np.flatnonzero(passed[:, k] >= 0)
            if survival is not None and len(by):
                after_s = passed[by, k].astype(np.float64) + wait_s
                yield _Passing(survival, by, after_s)


class _Passing:
    """By the worlds in which an exit is gone through: when, from the assessment on."""

    def __init__(
        self,
        survival: ExitSurvival,
        by: NDArray[np.int64],
        after_s: NDArray[np.float64],
    ) -> None:
        self.survival, self.by = survival, by
        self.log = np.log(np.maximum(after_s, 1e-300))
        self.passed = (
            np.searchsorted(survival.gates_s, after_s, side="right")
            if survival.exit.at_engagements
            else None
        )


def _closed_by(
    passing: _Passing, scenario: ScenarioKind, category: str
) -> NDArray[np.float64]:
    """Give, by those worlds, the chance that the exit has closed by then."""
    survival = passing.survival
    if survival.shut is not None:
        return np.ones(len(passing.by))
    gone = np.zeros(len(passing.by))
    for spread in survival.spreads(scenario, category):
        gone = np.maximum(gone, _cdf(spread, passing.log))
    if passing.passed is None:
        return gone
    return 1 - (1 - gone) * survival.open_past(scenario, 1) ** passing.passed


def _cdf(spread: DurationSpread, log_x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give ``spread.cdf`` of every value at once, to seven places."""
    middle = log(spread.p50)
    away = log_x - middle
    below, above = middle - log(spread.p10), log(spread.p90) - middle
    width = np.where(away < 0, below, above)
    sharp = np.where(away >= 0, _FAR, -_FAR)
    z = np.divide(_Z90 * away, width, out=sharp, where=width > 0)
    return np.interp(z, *_normal())


@cache
def _normal() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    grid = np.linspace(-_FAR, _FAR, 16_001)
    return grid, np.array([NormalDist().cdf(z) for z in grid.tolist()])


def targets_of(categories: Sequence[Category]) -> Iterator[tuple[str, float]]:
    """Give each category with its target, then everyone with the least of these."""
    for category in categories:
        yield category.id, category.target
    if categories:
        yield EVERYONE, min(c.target for c in categories)


def decided(category: str, target: float, curve: Sequence[CurvePoint]) -> DecideBy:
    """Find the latest time of *curve* up to which *target* is met without a break."""
    latest = None
    for point in curve:
        if point.all_out < target:
            break
        latest = point.decide_at
    return DecideBy(
        category=category,
        target=target,
        curve=tuple(curve),
        latest=latest,
        beyond=bool(curve) and latest == curve[-1].decide_at,
        now=curve[0].all_out if curve else 0.0,
    )
