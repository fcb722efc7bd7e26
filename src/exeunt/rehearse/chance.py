"""What each world draws: everything that may go otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from math import log
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from exeunt.model.doubts import Doubts
from exeunt.model.spread import DurationSpread, Spread
from exeunt.model.streams import stream
from exeunt.rehearse.script import MODES, Script


_NORMAL = NormalDist()
_Z90 = _NORMAL.inv_cdf(0.9)

RUNS_A_VEHICLE = 32
"""Own factors drawn for each vehicle; its later trips begin again at the first."""


class Cause(IntEnum):
    """Why a world differs; each draws from a stream of its own."""

    MOBILISATION = 0
    NO_SHOW = 1
    ESTIMATE = 2
    TRAVEL = 3
    PROCESSING = 4
    SERVICE = 5
    OWN = 6
    FLEET = 7


@dataclass(slots=True, kw_only=True)
class Luck:
    """What one world drew."""

    ready_s: list[int]
    """By party."""
    persons: list[int]
    """By party; 0 for a household that does not come."""
    rates: list[float]
    """By place [persons a second]."""
    mode: list[float]
    """By mode: factor on travel time."""
    own: list[float] | None
    """By party: its own factor when it travels by its own means."""
    service: list[float] | None
    """By departure."""
    fleet: list[tuple[list[list[float]], list[list[int]]] | None]
    """By fleet: own factor and delay [s] by vehicle and trip."""


def at_scores(
    spread: Spread | DurationSpread, z: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give the quantiles of *spread* at normal scores *z*."""
    low, middle, high = log(spread.p10), log(spread.p50), log(spread.p90)
    width = np.where(z < 0, middle - low, high - middle)
    return np.exp(middle + z / _Z90 * width)


class Chance:
    """Draws the worlds of a script from a seed."""

    def __init__(self, script: Script, seed: int) -> None:
        self.script = script
        self.seed = seed
        self.doubts: Doubts = script.problem.doubts
        categories = script.problem.categories
        self._planned = [p.ready_s for p in script.parties]
        self._late = [
            _Late(script, number, spread)
            for number, category in enumerate(categories)
            if (spread := self.doubts.mobilisation.get(category.id)) is not None
        ]
        self._no_show = np.array(
            [
                self.doubts.no_show.get(categories[p.category].id, 0.0)
                for p in script.parties[: script.households]
            ]
        )
        self._some_absent = bool(self._no_show.any())
        self._persons_planned = [p.persons for p in script.parties]

    def world(self, number: int) -> Luck:
        """Draw world *number*; it depends on nothing but the seed and its number."""
        ready = self._ready(number)
        return Luck(
            ready_s=ready,
            persons=self._persons(number),
            rates=self._rates(number),
            mode=self._modes(number),
            own=self._own_factors(number, Cause.OWN, len(self.script.parties)),
            service=self._own_factors(number, Cause.SERVICE, self.script.departures),
            fleet=[self._fleet(number, k) for k in range(len(self.script.room))],
        )

    def _scores(self, number: int, *path: int, size: int) -> NDArray[np.float64]:
        return stream(self.seed, number, *path).standard_normal(size)

    def _ready(self, number: int) -> list[int]:
        script = self.script
        ready = list(self._planned)
        if not self._late:
            return ready
        z = self._scores(
            number,
            Cause.MOBILISATION,
            size=script.households + len(script.estimates),
        )
        for late in self._late:
            late.mobilise(ready, at_scores(late.spread, z).tolist())
        return ready

    def _persons(self, number: int) -> list[int]:
        script = self.script
        persons = list(self._persons_planned)
        if self._some_absent:
            u = stream(self.seed, number, Cause.NO_SHOW).random(script.households)
            for k in np.flatnonzero(u < self._no_show).tolist():
                persons[k] = 0
        z = self._scores(number, Cause.ESTIMATE, size=len(script.estimates))
        for estimate, score in zip(script.estimates, z.tolist(), strict=True):
            size = estimate_size(estimate.low, estimate.likely, estimate.high, score)
            done = 0
            for batch, upto in zip(estimate.parties, estimate.upto, strict=True):
                persons[batch] = round(size * upto) - done
                done = round(size * upto)
        return persons

    def _rates(self, number: int) -> list[float]:
        rates = self.script.rates
        if self.doubts.processing is None:
            return rates
        z = self._scores(number, Cause.PROCESSING, size=len(rates))
        factors = at_scores(self.doubts.processing, z).tolist()
        return [rate * factor for rate, factor in zip(rates, factors, strict=True)]

    def _modes(self, number: int) -> list[float]:
        factors = [1.0] * len(MODES)
        if self.doubts.travel:
            z = self._scores(number, Cause.TRAVEL, size=len(MODES))
            for mode, spread in self.doubts.travel.items():
                k = MODES.index(mode)
                factors[k] = float(at_scores(spread, z[k]))
        return factors

    def _own_factors(self, number: int, cause: Cause, size: int) -> list[float] | None:
        if self.doubts.trip is None:
            return None
        z = self._scores(number, cause, size=size)
        factors: list[float] = at_scores(self.doubts.trip, z).tolist()
        return factors

    def _fleet(
        self, number: int, fleet: int
    ) -> tuple[list[list[float]], list[list[int]]] | None:
        """
        Draw a fleet's trips, one row a vehicle.

        Rows are drawn whole and in order, so that one vehicle more leaves the luck of
        the others as it was.
        """
        of = self.script.problem.fleets[fleet]
        repair, trip = self.doubts.repair, self.doubts.trip
        breaks = of.breakdown if repair is not None else 0.0
        if (trip is None and not breaks) or not of.vehicles:
            return None
        shape = (of.vehicles, 3, RUNS_A_VEHICLE)
        z = stream(self.seed, number, Cause.FLEET, fleet).standard_normal(shape)
        factors = np.ones((of.vehicles, RUNS_A_VEHICLE))
        delays = np.zeros((of.vehicles, RUNS_A_VEHICLE), dtype=np.int64)
        if trip is not None:
            factors = at_scores(trip, z[:, 0])
        if breaks and repair is not None:
            worst = float("inf") if breaks >= 1 else _NORMAL.inv_cdf(breaks)
            broken = z[:, 1] < worst
            delays[broken] = np.rint(at_scores(repair, z[:, 2][broken]))
        return factors.tolist(), delays.tolist()


class _Late:
    """
    How the households and batches of a category come to be ready.

    A household known to take longer than its category does so in every world; an
    estimate comes sooner or later as a whole, its batches in proportion.
    """

    def __init__(self, script: Script, category: int, spread: DurationSpread) -> None:
        self.spread = spread
        planned = script.problem.categories[category].ready_after
        self._longer = [
            (k, party.ready_s - planned)
            for k, party in enumerate(script.parties[: script.households])
            if party.category == category
        ]
        self._estimates = [
            (k, estimate.parties)
            for k, estimate in enumerate(script.estimates, start=script.households)
            if estimate.category == category
        ]

    def mobilise(self, ready: list[int], drawn: list[float]) -> None:
        """Let them be *ready* when they are."""
        for k, longer in self._longer:
            ready[k] = max(0, round(drawn[k]) + longer)
        for k, batches in self._estimates:
            for batch in batches:
                ready[batch] = round(ready[batch] * drawn[k] / self.spread.p50)


def estimate_size(low: int, likely: int, high: int, score: float) -> int:
    """
    Draw how many people an estimate stands for.

    Low and high are taken as the 10th and 90th percentile of a two-piece normal about
    the likely figure, cut off at nobody: real counts have missed estimates by more
    than their own range both ways.
    """
    width = likely - low if score < 0 else high - likely
    return max(0, round(likely + score / _Z90 * width))
