"""Tripwires: observable events, each tied to actions agreed beforehand."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from exeunt.model.documents import SourceClass
from exeunt.model.people import Id
from exeunt.model.statuses import DepartureStatus
from exeunt.model.times import DAY, Duration
from exeunt.model.value import Value


class TripwireState(StrEnum):
    """Three-valued: a source that is silent or unreadable makes *unknown*."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


KINDS = (
    "indicator",
    "engagement",
    "advisory_level",
    "advisory_text",
    "advisory_below",
    "unseen",
    "any_of",
    "all_of",
    "in_order",
)
"""What a condition can ask for; it asks for one of them."""


class Condition(Value):
    """
    What must be seen. Exactly one is given, beside ``at_least`` and ``within``.

    ``at_least`` and ``within`` qualify ``indicator`` and ``engagement``: so many
    signals from different documents, so recent. ``within`` says of ``in_order`` how
    close together, and of ``unseen`` for how long.
    """

    indicator: Id | None = None
    """An indicator of the library has been seen."""
    engagement: Literal["held", "cancelled"] | None = None
    """An engagement on the calendar was held, or was called off."""
    advisory_level: Annotated[int, Field(ge=1, le=4)] | None = None
    """The advisory for the country stands at this level or above."""
    advisory_text: str | None = None
    """A change of the advisory's text contains this."""
    advisory_below: Annotated[int, Field(ge=2, le=4)] | None = None
    """The advisory for the country stands below this level."""
    unseen: Id | None = None
    """An indicator of the library has not been seen, while sources were heard."""
    any_of: tuple[Condition, ...] = ()
    all_of: tuple[Condition, ...] = ()
    in_order: tuple[Condition, ...] = ()
    """Each of these came true by a signal of its own, one after the other."""
    at_least: Annotated[int, Field(ge=1)] = 1
    within: Duration = 30 * DAY

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        given = [name for name in KINDS if getattr(self, name)]
        if len(given) != 1:
            raise ValueError(
                f"a condition has exactly one of {', '.join(KINDS)}; "
                f"this one has {', '.join(given) or 'none'}"
            )
        if self.advisory_text is not None and not self.advisory_text.strip():
            raise ValueError("advisory_text is blank, and every text has that")
        if self.within == 0:
            raise ValueError("within is 0, and nothing is as recent as that")
        if len(self.in_order) == 1:
            raise ValueError("in_order needs two conditions or more; it has one")
        if any(part.rests_on_absence for part in self.in_order):
            raise ValueError(
                "in_order takes what is seen; unseen and advisory_below have no moment "
                "at which they come true"
            )
        return self

    @property
    def rests_on_a_signal(self) -> bool:
        """Whether it can only come true by something seen."""
        if self.any_of:
            return all(part.rests_on_a_signal for part in self.any_of)
        if self.all_of:
            return any(part.rests_on_a_signal for part in self.all_of)
        return self.unseen is None and self.advisory_below is None

    @property
    def rests_on_absence(self) -> bool:
        """Whether something in it asks that a thing is not seen."""
        absent = self.unseen is not None or self.advisory_below is not None
        return absent or any(part.rests_on_absence for part in self.parts)

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The conditions it is made of."""
        return (*self.any_of, *self.all_of, *self.in_order)


class Tripwire(Value):
    """An observable with a threshold, an owner and agreed actions."""

    id: Id
    observable: str
    """What is watched for, in a sentence."""
    when: Condition
    sources: Annotated[tuple[SourceClass, ...], Field(min_length=1)] = (
        SourceClass.OFFICIAL,
        SourceClass.MEDIA,
        SourceClass.COMPANY,
        SourceClass.UN,
    )
    """Source classes whose signals count."""
    stale_after: Duration = 7 * DAY
    """Without a document of these classes for so long, the state is unknown."""
    expires: Duration = 30 * DAY
    """How long it stays true after the last signal, unless a person clears it."""
    until: Condition | None = None
    """It stays true until this holds, however long ago the last signal was."""
    owner: str = ""
    actions: tuple[str, ...] = ()
    proposes: dict[Id, DepartureStatus] = Field(default_factory=dict)
    """By category: the status to propose when it is true."""
    why: str = ""

    @model_validator(mode="after")
    def _crossed_by_a_signal(self) -> Self:
        if not self.when.rests_on_a_signal:
            raise ValueError(
                "a tripwire is crossed by something seen; put unseen and "
                "advisory_below beside it in all_of, or into until"
            )
        return self
