"""Tripwires: observable events, each tied to actions agreed beforehand."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from exeunt.model.people import Id
from exeunt.model.statuses import DepartureStatus
from exeunt.model.times import DAY, Duration
from exeunt.model.value import Value


class TripwireState(StrEnum):
    """Three-valued: a source that is silent or unreadable makes *unknown*."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


class Condition(Value):
    """
    What must be seen. Exactly one of the first six is given.

    ``at_least`` and ``within`` qualify the first two: so many signals from different
    documents, so recent.
    """

    indicator: Id | None = None
    """An indicator of the library has been seen."""
    engagement: Literal["held", "cancelled"] | None = None
    """An engagement on the calendar was held, or was called off."""
    advisory_level: Annotated[int, Field(ge=1, le=4)] | None = None
    """The advisory for the country stands at this level or above."""
    advisory_text: str | None = None
    """A change of the advisory's text contains this."""
    any_of: tuple[Condition, ...] = ()
    all_of: tuple[Condition, ...] = ()
    at_least: Annotated[int, Field(ge=1)] = 1
    within: Duration = 30 * DAY

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        given = [
            name
            for name in (
                "indicator",
                "engagement",
                "advisory_level",
                "advisory_text",
                "any_of",
                "all_of",
            )
            if getattr(self, name)
        ]
        if len(given) != 1:
            raise ValueError(
                "a condition has exactly one of indicator, engagement, "
                "advisory_level, advisory_text, any_of, all_of; "
                f"this one has {', '.join(given) or 'none'}"
            )
        return self


class Tripwire(Value):
    """An observable with a threshold, an owner and agreed actions."""

    id: Id
    observable: str
    """What is watched for, in a sentence."""
    when: Condition
    sources: tuple[str, ...] = ("official", "media", "company", "un")
    """Source classes whose signals count."""
    stale_after: Duration = 7 * DAY
    """Without a document of these classes for so long, the state is unknown."""
    expires: Duration = 30 * DAY
    """How long it stays true after the last signal, unless a person clears it."""
    owner: str = ""
    actions: tuple[str, ...] = ()
    proposes: dict[Id, DepartureStatus] = Field(default_factory=dict)
    """By category: the status to propose when it is true."""
    why: str = ""
