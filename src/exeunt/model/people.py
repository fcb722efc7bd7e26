"""People: who they are to the plan, never more than it needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from exeunt.model.statuses import DepartureStatus
from exeunt.model.times import Duration, Moment
from exeunt.model.value import Value


Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$")]
"""Letters, digits and ``_ . : -``, at most 64, not beginning with a mark."""
PartyId = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}(~[A-Za-z0-9][A-Za-z0-9_.:-]{0,63})?$"
    ),
]
"""A household, or ``household~person`` where a split was approved (rule §8)."""
Share = Annotated[float, Field(ge=0, le=1)]


class PersonKind(StrEnum):
    """Who a category is, as the law and the field distinguish them."""

    DIRECT_HIRE = "direct_hire"
    FAMILY = "family"
    LOCAL_STAFF = "local_staff"
    CONTRACTOR = "contractor"
    PRIVATE_CITIZEN = "private_citizen"
    THIRD_COUNTRY = "third_country"


class Category(Value):
    """People who are decided about together: one status, one target, one priority."""

    id: Id
    name: str
    kind: PersonKind
    weight: Annotated[float, Field(gt=0, le=1000)] = 1.0
    """How much a person left behind, or an hour in danger, counts in the plan."""
    target: Annotated[float, Field(gt=0, lt=1)] = 0.9
    """The chance of all being out before their exit closes that a decision must meet."""
    moves_at: DepartureStatus | None = DepartureStatus.ORDERED
    """The lowest status at which the plan moves them; none: they are not moved."""
    ready_after: Duration = 24 * 3600
    """Planned time from decision to being ready to leave the residence."""
    course_of_action: str = ""
    """What happens to them when the post goes: in a sentence (doctrine R8)."""
    why: str = ""


class Need(StrEnum):
    """What a person needs of a seat or of the people who plan."""

    WHEELCHAIR = "wheelchair"
    STRETCHER = "stretcher"
    INFANT = "infant"
    MEDICAL = "medical"
    PREGNANCY = "pregnancy"
    LIMITED_MOBILITY = "limited_mobility"
    UNACCOMPANIED_MINOR = "unaccompanied_minor"
    PET = "pet"


def need_factor(needs: Iterable[Need], factors: Mapping[Need, float]) -> float:
    """Give the greatest of *factors* among *needs*; 1 where there is none (rule §14)."""
    return max((factors[need] for need in needs if need in factors), default=1.0)


class SeatKind(StrEnum):
    """Kinds of room for a person on a vehicle."""

    SEAT = "seat"
    WHEELCHAIR = "wheelchair"
    STRETCHER = "stretcher"


_NO_NAMES = {"yes", "y", "no", "n", "true", "false", "x", "ok", "approved", "-"}


def _who_approved(text: str) -> str:
    word = text.strip()
    if word.isdigit() or word.lower() in _NO_NAMES | {""}:
        raise ValueError(
            "does not say who approved the split; write a name, or leave it empty"
        )
    return word


class Person(Value):
    """One human on the roster."""

    id: Id
    household: Id
    category: Id
    place: Id
    needs: frozenset[Need] = frozenset()
    designation: Literal["emergency", "non_emergency"] | None = None
    """Of a direct hire: needed in the crisis, or not."""
    documents: Literal["ready", "missing", "held_by_post"] | None = None
    consent: bool = False
    """Whether what is known of the person may be shared beyond the post."""
    ready_after: Duration | None = None
    """Overrides the category's, where it is known."""
    name: str | None = None
    split_approved_by: Annotated[str, AfterValidator(_who_approved)] | None = None
    """Who approved that the person travels apart from the household (rule §8)."""

    @property
    def party(self) -> str:
        """With whom the person travels: the household, or alone once that is approved."""
        if self.split_approved_by is None:
            return self.household
        return f"{self.household}~{self.id}"

    @property
    def seat(self) -> SeatKind:
        """The kind of room the person takes."""
        if Need.STRETCHER in self.needs:
            return SeatKind.STRETCHER
        if Need.WHEELCHAIR in self.needs:
            return SeatKind.WHEELCHAIR
        return SeatKind.SEAT


class Batch(Value):
    """A share of an estimate that becomes ready at once."""

    after: Duration
    share: Annotated[float, Field(gt=0, le=1)]


class Estimate(Value):
    """People who are on no roster: a range, its basis and its date (F-77)."""

    id: Id
    category: Id
    place: Id
    low: Annotated[int, Field(ge=0)]
    likely: Annotated[int, Field(ge=0)]
    high: Annotated[int, Field(ge=0)]
    basis: str
    date: Moment
    ready: Annotated[tuple[Batch, ...], Field(min_length=1)]
    """When they come, in shares that add up to 1."""
    why: str = ""
    """Where its figures are from; also why its range may be narrow, if it is."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.low <= self.likely <= self.high:
            raise ValueError(
                f"low {self.low}, likely {self.likely} and high {self.high} must not "
                "fall; put them in order"
            )
        total = sum(batch.share for batch in self.ready)
        if abs(total - 1) > 1e-6:
            raise ValueError(
                f"the shares in ready add up to {total:g}, not to 1; "
                "share 1 out among them"
            )
        return self
