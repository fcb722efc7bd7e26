"""Past crises whose documents are replayed, and how well each was foreseen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from pydantic import AwareDatetime, Field, field_validator, model_validator

from exeunt.model.people import Id
from exeunt.model.scenarios import Exit, Scenario
from exeunt.model.value import Value


HORIZONS = (14, 30)
"""Within so many days it is asked whether the exit closes."""
FARTHEST = max(HORIZONS)
"""Days ahead up to which closing times are forecast; what closes later is open."""

_Words = Annotated[str, Field(min_length=1)]


class Outcome(Value):
    """What became of the exit; the forecasters never see it."""

    closed: AwareDatetime | None = None
    open_until: date | None = None
    """The last day of which it is known that the exit had not closed."""
    source: _Words
    confidence: Literal["H", "M"]
    why: _Words

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.closed is None) == (self.open_until is None):
            raise ValueError("give either closed or open_until")
        return self


class ReplayFile(Value):
    """A past crisis as ``case.yaml`` tells it."""

    exeunt: Literal[1]
    name: _Words
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    time_zone: str
    documents_of: Id | None = None
    """The bundled post whose documents it shares."""
    exit: _Words
    first: date
    last: date
    outcome: Outcome
    stopped: _Words
    """Where the record that could be read ended."""

    @field_validator("time_zone")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"{name!r} is not a time zone") from error
        return name

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"last, {self.last}, is before first, {self.first}")
        closed, until = self.outcome.closed, self.outcome.open_until
        if closed and closed.astimezone(self.zone).date() <= self.last:
            raise ValueError(f"last, {self.last}, is not before the exit closed")
        if until and (until - self.last).days < FARTHEST:
            raise ValueError(
                f"open_until, {until}, must be {FARTHEST} days after last, {self.last}"
            )
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The zone whose days are replayed."""
        return ZoneInfo(self.time_zone)


class ReplayModel(Value):
    """The scenarios and the closing times that every case is forecast with."""

    scenarios: Annotated[tuple[Scenario, ...], Field(min_length=2)]
    exit: Exit


class Tuning(Value):
    """The few figures that are chosen on the other cases; 1 is as written by hand."""

    exponent: Annotated[float, Field(gt=0)] = 1.0
    """To which every likelihood ratio is raised."""
    prior_odds: Annotated[float, Field(gt=0)] = 1.0
    """How many times the prior odds of the scenarios that shut exits."""
    half_life: Annotated[float, Field(gt=0)] = 1.0
    """How many times every half-life."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDays:
    """The days of one case, with what became of the exit."""

    name: str
    file: ReplayFile
    as_of: tuple[datetime, ...]
    """The end of each day."""
    documents: int
    closes_in: NDArray[np.float64]
    """(days,): whole days until the exit closes, from 1; inf where it does not."""
    rung: NDArray[np.int64]
    """(days,): the highest departure status told of our own mission, 0 to 3."""
    reports: NDArray[np.int64]
    """(days,): documents published in the 7 days before."""

    @property
    def closed(self) -> bool:
        """Whether the exit closed in the end."""
        return self.file.outcome.closed is not None

    def happened(self, horizon: int) -> NDArray[np.bool_]:
        """Tell of each day whether the exit closed within *horizon* days."""
        within: NDArray[np.bool_] = self.closes_in <= horizon
        return within


Forecast = NDArray[np.float64]
"""(days, 0 to FARTHEST): on each day, the chance that it is closed in so many days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """How long before its closing a case was warned of without a break."""

    case: str
    lead_days: int
    """0: missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """What a forecaster gives when its alarm is set to so many false days."""

    allowed: float
    """Share of the days without a closing within 30 days on which it may be up."""
    threshold: float | None
    """The chance from which it is up; none: no threshold keeps to what is allowed."""
    false_days: int
    quiet_days: int
    """Days without a closing within 30 days, of all cases."""
    false_cases: int
    """Crises without a closing in which it was up on some day."""
    open_cases: int
    warned: tuple[Warned, ...]

    @property
    def misses(self) -> int:
        """How many closings found it down on the day before."""
        return sum(one.lead_days == 0 for one in self.warned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """One step of a reliability table."""

    low: float
    high: float
    days: int
    cases: int
    said: float
    """Mean of what was said."""
    happened: float
    """Share of the days on which it came true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """Losses of ours less those of another on the same cases; below 0: ours is better."""

    mean: float
    error: float
    """Standard error of the mean over cases; inf for one case."""
    better: int
    """In how many cases ours is better."""
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecasterScore:
    """How one forecaster did over all cases; each case counts as much as another."""

    name: str
    words: str
    brier: dict[int, float]
    """By horizon."""
    log: dict[int, float]
    crps_days: float
    by_case: dict[str, dict[int, float]]
    """Brier score by case and horizon."""
    beside_ours: dict[int, Paired]
    """Brier scores of ours less those of this one, by horizon."""
    reliability: tuple[Bin, ...]
    """Of the chance within 30 days."""
    alarms: tuple[Alarms, ...]
    forecasts: dict[str, Forecast]
    """By case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replays:
    """All cases replayed, with every forecaster's score; ours comes first."""

    cases: tuple[CaseDays, ...]
    scores: tuple[ForecasterScore, ...]
    chosen: dict[str, Tuning]
    """By case: what the other cases chose."""
    settings: int
    """How many were tried."""

    @property
    def ours(self) -> ForecasterScore:
        """The model with weights chosen on the other cases."""
        return self.scores[0]

    @property
    def by_hand(self) -> ForecasterScore:
        """The model with the weights as written."""
        return self.scores[1]

    @property
    def rivals(self) -> tuple[ForecasterScore, ...]:
        """The simple forecasters it is compared with."""
        return self.scores[2:]
