"""The ways a crisis may go, and how soon each of them shuts an exit."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from exeunt.model.people import Id
from exeunt.model.spread import DurationSpread
from exeunt.model.value import Value


class ScenarioKind(StrEnum):
    """The kinds that the library of likelihood ratios speaks of."""

    STATUS_QUO = "status_quo"
    SQUEEZE = "squeeze"
    SUDDEN_CLOSURE = "sudden_closure"
    DE_ESCALATION = "de_escalation"


class Scenario(Value):
    """One of the ways it may go; a post's scenarios exhaust what is thought possible."""

    kind: ScenarioKind
    name: str
    prior: Annotated[float, Field(gt=0, lt=1)]
    reference_class: str
    """Of what the prior is a share, with its count."""


class Exit(Value):
    """A place people leave the danger through, and when it may close."""

    place: Id
    name: str
    closes: dict[ScenarioKind, DurationSpread]
    """By scenario: time from the day of assessment until it is shut. A scenario that
    is not named never shuts it."""
    closes_for: dict[Id, dict[ScenarioKind, DurationSpread]] = Field(
        default_factory=dict
    )
    """The same for categories that it shuts to at another time, as a border does to
    men who may be called up; it is shut to them when it is shut to all as well."""
    at_engagements: dict[ScenarioKind, Annotated[float, Field(ge=0, le=1)]] = Field(
        default_factory=dict
    )
    """By scenario: chance that it shuts when the day of an engagement that is planned
    is over, beside ``closes``."""
    why: str = ""
