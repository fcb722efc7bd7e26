"""What a person may record, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from difflib import get_close_matches
from uuid import UUID

from exeunt.errors import Refused
from exeunt.model.events import StatusDeclared
from exeunt.model.statuses import DepartureStatus


class UnknownCategory(Refused):
    """A status was declared for a category that the post does not have."""

    def __init__(self, category: str, *, known: tuple[str, ...]) -> None:
        self.category = category
        self.known = known
        near = get_close_matches(category, known, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"It has: {', '.join(known)}."
        super().__init__(f"The post has no category {category!r}. {hint}")


class AlreadyInForce(Refused):
    """The status is in force already."""

    def __init__(self, category: str, status: DepartureStatus) -> None:
        self.category = category
        self.status = status
        super().__init__(
            f"{status.value.capitalize()} is in force for {category} already; nothing "
            "was recorded."
        )


class ReasonNeeded(Refused):
    """A step down, or over a rung of the ladder, was declared without a reason."""

    def __init__(
        self, category: str, *, old: DepartureStatus, new: DepartureStatus
    ) -> None:
        self.category = category
        self.old = old
        self.new = new
        step = "lowers" if new.rank < old.rank else "jumps over a step from"
        super().__init__(
            f"For {category}, {new.value} {step} {old.value}, which is in force. "
            "Give the reason with --why."
        )


def declare(
    category: str,
    new: DepartureStatus,
    *,
    in_force: Mapping[str, DepartureStatus],
    event_id: UUID,
    at: datetime,
    said: tuple[str, str],
) -> StatusDeclared:
    """
    Declare *new* for *category*. Nothing has happened until it is in the log.

    *said* is by whom and why.

    Raises
    ------
    UnknownCategory
        When *in_force* does not hold the category.
    AlreadyInForce
        When it has that status.
    ReasonNeeded
        When it is lowered, or goes up by more than one step, without a reason.
    """
    by, why = said
    if category not in in_force:
        raise UnknownCategory(category, known=tuple(in_force))
    old = in_force[category]
    if new == old:
        raise AlreadyInForce(category, new)
    if new.rank - old.rank != 1 and not why.strip():
        raise ReasonNeeded(category, old=old, new=new)
    return StatusDeclared(
        id=event_id.hex, at=at, by=by, why=why.strip(), category=category, status=new
    )
