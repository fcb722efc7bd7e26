"""
Ways it may go from today, with the evidence that would be seen on each of them.

A scenario is drawn by today's odds; exits close by it, by one shock a world. Evidence
comes as the table of likelihood ratios says: a thing is seen so many times as often in
a scenario as under the status quo, in a month of watching. How often it is seen under
the status quo the table does not say; ``SEEN_A_MONTH`` is taken for everything, by
judgement, and nothing is fitted. On the days of planned engagements one of four ends is
seen. What is seen is then weighed as always: of a group the strongest in each
direction, halved with every half-life, beside the exits' being open still.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from exeunt.model.likelihoods import CLOSING, Likelihood, Likelihoods
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.signals import Direction
from exeunt.model.spread import DurationSpread
from exeunt.model.streams import stream
from exeunt.model.times import DAY
from exeunt.model.warning import ExitSurvival


SEEN_A_MONTH = 0.1
"""How often, under the status quo, each thing of the table is seen in 30 days."""
TRUST = 0.8
"""What reports keep of their weight: usually reliable sources, probably true."""
ENDS = {
    "engagement_held": 0.5,
    "talks_agreed": 0.1,
    "engagement_cancelled": 0.2,
    "talks_failed": 0.2,
}
"""How an engagement ends, and how often under the status quo."""
_PATHS = 1
"""Stream of these draws, apart from those of a rehearsal."""

Weights = Mapping[ScenarioKind, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Ways it may go: one row a world."""

    closes_s: NDArray[np.float64]
    """(worlds, exits): when each exit closes [s after the assessment]; inf: never."""
    closes_for_s: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    """The same for a category to which exits close by its own as well."""
    closing: NDArray[np.float64]
    """(worlds, days): chance of the scenarios that shut exits, as told on each day."""
    scenario: NDArray[np.int64]
    """(worlds,): which of ``kinds`` is the true one."""
    kinds: tuple[ScenarioKind, ...]

    def closes_to(self, category: str) -> NDArray[np.float64]:
        """Give (worlds, exits): when each exit closes to *category*."""
        return self.closes_for_s.get(category, self.closes_s)

    @property
    def first_s(self) -> NDArray[np.float64]:
        """When, by world, the first exit closes to anybody."""
        closings = [self.closes_s, *self.closes_for_s.values()]
        first: NDArray[np.float64] = np.min(
            [one.min(axis=1, initial=np.inf) for one in closings], axis=0
        )
        return first


def paths(  # noqa: PLR0913 - what is known, and how many are drawn
    survivals: Sequence[ExitSurvival],
    weights: Weights,
    *,
    likelihoods: Likelihoods,
    engagements: Sequence[int] = (),
    days: int,
    worlds: int,
    seed: int,
) -> Paths:
    """
    Draw *worlds* ways it may go for *days* days.

    Parameters
    ----------
    survivals
        The exits.
    weights
        Today's odds of the scenarios.
    likelihoods
        The table of weights.
    engagements
        On which days ahead, from 0, something is planned to be held.
    days
        How far ahead evidence is drawn.
    worlds
        How many.
    seed
        Root of every random stream.
    """
    kinds = list(weights)
    chances = np.array([weights[k] for k in kinds])
    dice = stream(seed, _PATHS)
    scenario = np.searchsorted(np.cumsum(chances), dice.random(worlds)).clip(
        max=len(kinds) - 1
    )
    shock = dice.random(worlds)
    own = {name for survival in survivals for name in survival.exit.closes_for}

    def closes(category: str = "") -> NDArray[np.float64]:
        return np.stack(
            [_closes(s, kinds, scenario, shock, category) for s in survivals], axis=1
        )

    watched = _Watched(likelihoods, kinds)
    told = np.empty((worlds, days))
    for day in range(days):
        # what is told on a day was seen by the day before
        told[:, day] = _closing(chances, kinds, watched.log10(worlds), survivals, day)
        watched.see(day, scenario, dice, engagement=day in engagements)
    return Paths(
        closes_s=closes(),
        closes_for_s={name: closes(name) for name in sorted(own)},
        closing=told,
        scenario=scenario,
        kinds=tuple(kinds),
    )


def _closes(
    survival: ExitSurvival,
    kinds: Sequence[ScenarioKind],
    scenario: NDArray[np.int64],
    shock: NDArray[np.float64],
    category: str,
) -> NDArray[np.float64]:
    """Give when an exit closes to *category* in each world; inf: never."""
    if survival.shut is not None:
        return np.zeros(len(scenario))
    closes = np.full(len(scenario), np.inf)
    for s, kind in enumerate(kinds):
        mine = scenario == s
        spreads = survival.spreads(kind, category)
        if survival.exit.at_engagements.get(kind):
            closes[mine] = _past_gates(survival, kind, shock[mine], category)
        elif spreads:
            sooner = [_quantiles(spread, shock[mine]) for spread in spreads]
            closes[mine] = np.min(sooner, axis=0)
    return closes


def _quantiles(spread: DurationSpread, u: NDArray[np.float64]) -> NDArray[np.float64]:
    grid = np.linspace(1e-6, 1 - 1e-6, 4001)
    scores = np.array([NormalDist().inv_cdf(float(g)) for g in grid])
    values = np.array([spread.quantile(float(g)) for g in grid])
    z = np.interp(u, grid, scores)
    out: NDArray[np.float64] = np.exp(np.interp(z, scores, np.log(values)))
    return out


def _past_gates(
    survival: ExitSurvival,
    kind: ScenarioKind,
    u: NDArray[np.float64],
    category: str,
) -> NDArray[np.float64]:
    """Give when it is shut with chance *u*, engagements included; inf: never."""
    gates = np.array(survival.gates_s)
    shares = np.linspace(1e-6, 1 - 1e-6, 4001)
    smooth = [_quantiles(one, shares) for one in survival.spreads(kind, category)]
    times = np.unique(np.concatenate([*smooth, gates]))
    if not len(times):
        return np.full(len(u), np.inf)
    shut = np.array([survival.closed_by_in(kind, float(t), category) for t in times])
    at = np.searchsorted(shut, u)
    out: NDArray[np.float64] = np.append(times, np.inf)[at]
    return out


def _closing(
    chances: NDArray[np.float64],
    kinds: Sequence[ScenarioKind],
    seen: NDArray[np.float64],
    survivals: Sequence[ExitSurvival],
    day: int,
) -> NDArray[np.float64]:
    """Give the chance of the scenarios that shut exits, the first being open still."""
    open_still = [
        1 - max((s.closed_by_in(kind, day * DAY) for s in survivals), default=0.0)
        for kind in kinds
    ]
    weight = chances * np.array(open_still) * 10**seen
    closing = np.array([kind in CLOSING for kind in kinds])
    share: NDArray[np.float64] = weight[:, closing].sum(axis=1) / np.maximum(
        weight.sum(axis=1), 1e-300
    )
    return share


class _Watched:
    """What was seen in each world, and when it was seen last."""

    def __init__(self, likelihoods: Likelihoods, kinds: Sequence[ScenarioKind]) -> None:
        items = [i for i in likelihoods.items if i.direction != Direction.NEUTRAL]
        self._times = np.array([[10 ** i.log10(k) for k in kinds] for i in items])
        self._half_life_days = np.array([i.half_life / DAY for i in items])
        self._groups = _grouped(items)
        self._ends = [k for k, i in enumerate(items) if i.id in ENDS]
        self._end_chance = np.array([ENDS[items[k].id] for k in self._ends])
        self._last: NDArray[np.float64] | None = None
        self._day = 0

    def see(
        self,
        day: int,
        scenario: NDArray[np.int64],
        dice: np.random.Generator,
        *,
        engagement: bool,
    ) -> None:
        """Draw what is seen on *day* in each world."""
        if self._last is None:
            self._last = np.full((len(scenario), len(self._times)), -np.inf)
        rate = SEEN_A_MONTH / 30 * self._times[:, scenario].T
        self._last[dice.random(rate.shape) < rate] = day
        self._day = day + 1
        if engagement and self._ends:
            share = self._end_chance * self._times[self._ends][:, scenario].T
            upto = np.cumsum(share / share.sum(axis=1, keepdims=True), axis=1)
            drawn = (dice.random((len(scenario), 1)) > upto).sum(axis=1)
            ends = np.array(self._ends)[drawn.clip(max=len(self._ends) - 1)]
            self._last[np.arange(len(scenario)), ends] = day

    def log10(self, worlds: int) -> NDArray[np.float64]:
        """Give what was seen adds to each scenario, by world."""
        total = np.zeros((worlds, self._times.shape[1]))
        if self._last is None:
            return total
        age = self._day - self._last
        weight = TRUST * 2.0 ** (-age / self._half_life_days)
        for group in self._groups:
            logs = np.log10(self._times[group])
            alone = weight[:, group] * np.abs(logs).max(axis=1)
            strongest = alone.argmax(axis=1)
            rows = np.arange(worlds)
            total += weight[rows, np.array(group)[strongest], None] * logs[strongest]
        return total


def _grouped(items: Sequence[Likelihood]) -> list[list[int]]:
    """Put the numbers of items of one group and direction together."""
    groups: dict[tuple[str, Direction], list[int]] = {}
    for k, item in enumerate(items):
        groups.setdefault((item.group, item.direction), []).append(k)
    return list(groups.values())
