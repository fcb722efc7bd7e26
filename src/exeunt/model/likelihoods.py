"""How much more likely a thing is seen in one scenario than in another."""

from __future__ import annotations

from functools import cached_property
from math import log10
from typing import Annotated, Self

from pydantic import Field, model_validator

from exeunt.model.people import Id
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.signals import Direction, Evidence, Realis
from exeunt.model.times import DAY, Duration
from exeunt.model.value import Value


CLOSING = frozenset({ScenarioKind.SQUEEZE, ScenarioKind.SUDDEN_CLOSURE})
"""The scenarios in which exits are lost."""

CAP = 1.0
"""No single item moves a scenario by more than tenfold."""

RELIEF_HALF_LIFE_S = 7 * DAY
"""Good news counts for half after a week at most: it is cheap to say."""

_Times = Annotated[float, Field(ge=10**-CAP, le=10**CAP)]
_Factor = Annotated[float, Field(ge=0, le=1)]


class Likelihood(Value):
    """What seeing one thing says for and against each scenario."""

    id: Id
    name: str
    group: Id
    """Of one group the strongest item counts, not the sum."""
    times: dict[ScenarioKind, _Times] = Field(default_factory=dict)
    """How many times as likely as under the status quo; 1 where not given."""
    half_life: Annotated[Duration, Field(gt=0)]
    on_the_ground: bool = False
    """Preparation that costs something and can be seen, as opposed to words."""
    absent: dict[ScenarioKind, _Times] = Field(default_factory=dict)
    """How many times as likely as under the status quo it is not seen for ``cadence``
    while preparation is: what should be seen before exits close, and is not."""
    cadence: Annotated[Duration, Field(gt=0)] = 14 * DAY
    why: Annotated[str, Field(min_length=1)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.times.get(ScenarioKind.STATUS_QUO, 1) != 1:
            raise ValueError("status_quo is what the others are compared with: 1")
        if self.direction == Direction.DE_ESCALATORY and (
            self.half_life > RELIEF_HALF_LIFE_S
        ):
            raise ValueError("good news has a half-life of at most 7d")
        if any(times > 1 for times in self.absent.values()):
            raise ValueError("what is not seen speaks against a scenario: at most 1")
        return self

    def log10(self, scenario: ScenarioKind) -> float:
        """Give the logarithm of ``times`` for *scenario*."""
        return log10(self.times.get(scenario, 1.0))

    @cached_property
    def direction(self) -> Direction:
        """Whether it speaks for the closing of exits, against it, or neither."""
        closing = [self.log10(kind) for kind in CLOSING]
        open_ = [self.log10(kind) for kind in set(ScenarioKind) - CLOSING]
        if len({*closing, *open_}) == 1:
            return Direction.NEUTRAL
        if min(closing) >= max(open_):
            return Direction.ESCALATORY
        if max(closing) <= min(open_):
            return Direction.DE_ESCALATORY
        raise ValueError("speaks both for and against the closing of exits")


class Likelihoods(Value):
    """The whole table of weights, with what an item loses on the way."""

    reliability: dict[str, _Factor]
    """By letter of the Admiralty code, A to F."""
    credibility: dict[int, _Factor]
    """By figure of the Admiralty code, 1 to 6."""
    realis: dict[Realis, Annotated[float, Field(ge=-1, le=1)]]
    """Below 0: the thing is said not to be so, which speaks a little against it."""
    relief_share: Annotated[float, Field(ge=0, le=1)]
    """Good news as a whole cannot take the odds of the closing scenarios below this
    share of what preparation on the ground alone gives."""
    items: Annotated[tuple[Likelihood, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if sorted(self.reliability) != list("ABCDEF"):
            raise ValueError("reliability has a factor for each of A to F")
        if sorted(self.credibility) != [1, 2, 3, 4, 5, 6]:
            raise ValueError("credibility has a factor for each of 1 to 6")
        if missing := set(Realis) - set(self.realis):
            raise ValueError(f"realis lacks {', '.join(sorted(missing))}")
        if len(self.by_id) != len(self.items):
            raise ValueError("two items have the same id")
        return self

    @cached_property
    def by_id(self) -> dict[str, Likelihood]:
        """The items by their id."""
        return {item.id: item for item in self.items}

    def trust(self, evidence: Evidence) -> float:
        """
        Give the share of its weight that *evidence* keeps, by its source.

        A mark that the code does not have is taken as "cannot be judged".
        """
        source = self.reliability.get(evidence.reliability, self.reliability["F"])
        report = self.credibility.get(evidence.credibility, self.credibility[6])
        return source * report
