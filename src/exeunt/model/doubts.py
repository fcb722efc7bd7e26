"""What may go otherwise than planned."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from exeunt.model.people import Id, Share
from exeunt.model.places import Mode
from exeunt.model.spread import DurationSpread, Spread
from exeunt.model.times import HOUR, MINUTE, Duration
from exeunt.model.value import Value


Factor = Annotated[float, Field(gt=0, le=20)]


class Closing(Value):
    """A place, a link or all travel by one mode that shuts without notice, and opens."""

    place: Id | None = None
    link: Id | None = None
    mode: Mode | None = None
    per_day: Annotated[float, Field(gt=0, le=24)]
    """How often, on a day on which it was open, it shuts."""
    lasts: DurationSpread
    """How long it then stays shut."""
    after: Duration = 0
    """How long after the decision it is first at risk."""
    why: str = ""
    source: str | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        given = [x for x in (self.place, self.link, self.mode) if x is not None]
        if len(given) != 1:
            raise ValueError(
                f"names {len(given)} of place, link and mode; give exactly one of them"
            )
        return self

    @property
    def name(self) -> str:
        """What it is called: the id of a place or link, or a mode."""
        return str(self.place or self.link or self.mode)


class Fall(Value):
    """What falls to nothing by degrees: evenly, from one moment to another."""

    begins: DurationSpread
    """How long after the decision it begins to fall."""
    lasts: DurationSpread
    """How long it then takes until nothing is left."""


class Dwindling(Value):
    """A service of which less and less is left."""

    departures: Fall | None = None
    """Of those of a day, the share that still takes place: carriers withdraw one
    after another, each for good."""
    seats: Fall | None = None
    """Of those that we are to have on a departure, the share that others have not
    bought."""
    why: str = ""
    source: str | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.departures is None and self.seats is None:
            raise ValueError(
                "says of neither departures nor seats how they dwindle; give one or both"
            )
        return self


class Environment(StrEnum):
    """How far those in power let an evacuation go on; otherwise it is permissive."""

    UNCERTAIN = "uncertain"
    HOSTILE = "hostile"


class Conditions(Value):
    """What an environment that is not permissive does."""

    chance: Share
    processing: Factor = 1.0
    """Factor on every place's processing rate."""
    travel: Factor = 1.0
    """Factor on every travel time."""


class Doubts(Value):
    """Every doubt of the post as a named distribution; none given means none."""

    mobilisation: dict[Id, DurationSpread] = Field(default_factory=dict)
    """By category: time from decision to a household being ready."""
    no_show: dict[Id, Share] = Field(default_factory=dict)
    """By category: chance that a household does not come at all."""
    travel: dict[Mode, Spread] = Field(default_factory=dict)
    """By mode: factor on travel time, one for every hour (times a trip's own)."""
    steady: Annotated[Duration, Field(gt=0)] = 12 * HOUR
    """How long such a factor stays about the same: its correlation is then 1/e."""
    trip: Spread | None = None
    """A trip's own factor on its travel time, beside its mode's."""
    processing: Spread | None = None
    """Factor on every place's processing rate, drawn per place and world."""
    repair: DurationSpread | None = None
    """How long a breakdown delays a trip."""
    closings: tuple[Closing, ...] = ()
    """What shuts without notice, and opens again."""
    withdrawal: dict[Id, DurationSpread] = Field(default_factory=dict)
    """By service: how long after the decision it is withdrawn, and sells no seat."""
    dwindling: dict[Id, Dwindling] = Field(default_factory=dict)
    """By service: how its departures and seats become fewer by degrees."""
    environment: dict[Environment, Conditions] = Field(default_factory=dict)
    """By environment: its chance, and what it does."""
    hold: Duration = 30 * MINUTE
    """How long a trip waits for households that are planned on it."""
    sweep_every: Duration = 2 * HOUR
    """After its last planned trip, how often an idle vehicle goes for stragglers."""
    why: str = ""

    @model_validator(mode="after")
    def _check(self) -> Self:
        total = sum(c.chance for c in self.environment.values())
        if total > 1 + 1e-9:
            raise ValueError(
                f"environments that are not permissive have chances of {total:g} "
                "together; lower them to 1 or less"
            )
        return self
