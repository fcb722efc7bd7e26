"""Events of the log: past tense, appended, never changed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, TypeAdapter

from exeunt.model.signals import Realis
from exeunt.model.statuses import DepartureStatus
from exeunt.model.value import Value


class _Event(Value):
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    """Made on the device that recorded it; the same event twice is one event."""
    at: AwareDatetime
    by: Annotated[str, Field(min_length=1, max_length=200)]
    why: str = ""


class SignalConfirmed(_Event):
    """A person found that a signal says what it was read to say."""

    kind: Literal["signal_confirmed"] = "signal_confirmed"
    signal: str


class SignalRefused(_Event):
    """A person found that a signal does not count."""

    kind: Literal["signal_refused"] = "signal_refused"
    signal: str


class TripwireConfirmed(_Event):
    """A person agreed that a tripwire was crossed."""

    kind: Literal["tripwire_confirmed"] = "tripwire_confirmed"
    tripwire: str


class TripwireCleared(_Event):
    """A person closed a tripwire, with a reason."""

    kind: Literal["tripwire_cleared"] = "tripwire_cleared"
    tripwire: str


class StatusDeclared(_Event):
    """A departure status was declared for a category."""

    kind: Literal["status_declared"] = "status_declared"
    category: str
    status: DepartureStatus
    authority: str = ""
    """Whose decision it is, by the ladder of the post's profile or as was said."""
    override: str = ""
    """Who answers for a step over a rung; empty where there was none."""


class StatusReviewed(_Event):
    """A status in force was looked at again, and stays."""

    kind: Literal["status_reviewed"] = "status_reviewed"
    category: str
    status: DepartureStatus


class SignalProposed(_Event):
    """A language model proposed a signal; it counts once a person confirms it."""

    kind: Literal["signal_proposed"] = "signal_proposed"
    document: str
    """Id of the document."""
    indicator: str
    realis: Realis
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    model: Annotated[str, Field(min_length=1, max_length=200)]


class ChanceJudged(_Event):
    """An analyst judged how likely an exit of the post closes within a time."""

    kind: Literal["chance_judged"] = "chance_judged"
    chance: Annotated[float, Field(ge=0, le=1)]
    within_s: Annotated[int, Field(gt=0)]


class ListExported(_Event):
    """A list of people left the post's hands: how many, which columns, for whom."""

    kind: Literal["list_exported"] = "list_exported"
    people: Annotated[int, Field(ge=0)]
    columns: tuple[str, ...]
    recipient: str


Event = Annotated[
    SignalConfirmed
    | SignalRefused
    | TripwireConfirmed
    | TripwireCleared
    | StatusDeclared
    | StatusReviewed
    | ChanceJudged
    | SignalProposed
    | ListExported,
    Field(discriminator="kind"),
]

EVENT: TypeAdapter[Event] = TypeAdapter(Event)
