"""What happened in a past case, and how a rehearsal of it measures up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from exeunt.model.outcomes import Rehearsal, StageWait
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.times import Moment
from exeunt.model.value import Value


class DepartureDay(Value):
    """How many people were out by a moment, as the record has it."""

    by: Moment
    persons: Annotated[int, Field(ge=1)]
    """All who were out by then, those of earlier days among them."""
    given: Annotated[int, Field(ge=0)] = 0
    """So many of them are known to the post, which takes from a first lift its room."""
    confidence: Literal["H", "M"]
    """High: official text or two independent reports. Medium: one press report."""
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    """Keys of ``Departures.sources``."""
    why: str = ""
    """How the figure is made up, where no source has it as it stands."""
    unscored: str = ""
    """Why the day is not scored; empty: it is."""


class Departures(Value):
    """What ``departures.yaml`` holds."""

    exeunt: Literal[1]
    """Version of the format."""
    decided: Moment
    """H-hour of the rehearsal that is scored."""
    counts: str
    """Whom the figures count."""
    sources: Annotated[dict[str, str], Field(min_length=1)]
    """By key, where it is told."""
    days: Annotated[tuple[DepartureDay, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayScore:
    """One day of the record beside the rehearsal."""

    day: DepartureDay
    rehearsed: float
    """People out by then in the median world."""
    low: float
    high: float
    """Between them lie 80 % of the worlds."""
    error: float
    """Rehearsed less recorded, as a share of the recorded."""
    close: bool
    """Whether the error is small enough, either way."""
    error_of_rest: float
    """The error as a share of those whom the post was not given."""
    rest_close: bool
    spanned: bool
    """Whether the record lies between ``low`` and ``high``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How a rehearsal measures up to the record."""

    days: tuple[DayScore, ...]
    """All of the record, those that are not scored among them."""
    scored: int
    close: int
    rest_close: int
    """Days that are close also when those given are left out of both."""
    spanned: int
    median_error: float
    """Median of the sizes of the errors of the days scored."""

    @property
    def some_given(self) -> bool:
        """Whether the post was given any of those that it is scored by."""
        return any(day.day.given for day in self.days)

    @property
    def share(self) -> float:
        """The share of the days scored that are close."""
        return self.close / self.scored

    @property
    def met(self) -> bool:
        """Whether at least two thirds of the days scored are close."""
        return 3 * self.close >= 2 * self.scored


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCase:
    """A bundled case: planned, rehearsed and scored."""

    name: str
    post: Post
    departures: Departures
    plan: Plan
    rehearsal: Rehearsal
    stages: tuple[StageWait, ...]
    """What held people up, the one that held up the last ones first."""
    score: Score
