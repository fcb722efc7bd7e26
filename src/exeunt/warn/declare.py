"""What a person may record, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from uuid import UUID

from exeunt.errors import Refused
from exeunt.model.events import StatusDeclared, StatusReviewed
from exeunt.model.ladders import Ladder
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
    """A status was lowered without a reason."""

    def __init__(
        self, category: str, *, old: DepartureStatus, new: DepartureStatus
    ) -> None:
        self.category = category
        self.old = old
        self.new = new
        super().__init__(
            f"For {category}, {new.value} lowers {old.value}, which is in force. "
            "Give the reason with --why."
        )


class IllegalJump(Refused):
    """A rung of the ladder was stepped over, and nobody answers for it."""

    def __init__(
        self,
        category: str,
        *,
        old: DepartureStatus,
        new: DepartureStatus,
        authority: str,
    ) -> None:
        self.category = category
        self.old = old
        self.new = new
        between = [s.value for s in DepartureStatus if old.rank < s.rank < new.rank]
        super().__init__(
            f"For {category}, {new.value} steps over {' and '.join(between)} from "
            f"{old.value}, which is in force. Declare one step after the other, or "
            f"give --override with the name of who answers for it, as {authority}, "
            "and the reason with --why."
        )


class NotAboveNormal(Refused):
    """A category of which nothing is in force was reviewed."""

    def __init__(self, category: str) -> None:
        self.category = category
        super().__init__(
            f"Nothing is in force for {category} but normal, so there is nothing to "
            "review."
        )


class ReasonNotGiven(Refused):
    """A status was kept without a reason."""

    def __init__(self, category: str, status: DepartureStatus) -> None:
        self.category = category
        self.status = status
        super().__init__(
            f"Why {status.value} stays in force for {category} is not said. Give the "
            "reason with --why."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a person said: who, when, why, and by what right."""

    id: UUID
    at: datetime
    by: str
    why: str = ""
    authority: str = ""
    """Empty takes whose decision it is by the ladder."""
    override: str = ""
    """Who answers for a step over a rung."""


def declare(
    category: str,
    new: DepartureStatus,
    *,
    in_force: Mapping[str, DepartureStatus],
    ladder: Ladder,
    word: Word,
) -> StatusDeclared:
    """
    Declare *new* for *category*. Nothing has happened until it is in the log.

    Raises
    ------
    UnknownCategory
        When *in_force* does not hold the category.
    AlreadyInForce
        When it has that status.
    ReasonNeeded
        When it is lowered without a reason.
    IllegalJump
        When it goes up by more than one step, and nobody is named who answers for it,
        or no reason is given.
    """
    old = _in_force(category, in_force)
    if new == old:
        raise AlreadyInForce(category, new)
    why, override = word.why.strip(), word.override.strip()
    authority = word.authority.strip() or ladder.rungs[new].authority
    if new.rank < old.rank and not why:
        raise ReasonNeeded(category, old=old, new=new)
    jumps = new.rank - old.rank > 1
    if jumps and not (override and why):
        raise IllegalJump(category, old=old, new=new, authority=authority)
    return StatusDeclared(
        id=word.id.hex,
        at=word.at,
        by=word.by,
        why=why,
        category=category,
        status=new,
        authority=authority,
        override=override if jumps else "",
    )


def review(
    category: str, *, in_force: Mapping[str, DepartureStatus], word: Word
) -> StatusReviewed:
    """
    Say that the status in force for *category* was looked at again, and stays.

    Raises
    ------
    UnknownCategory
        When *in_force* does not hold the category.
    NotAboveNormal
        When there is nothing to review.
    ReasonNotGiven
        When it is not said why it stays.
    """
    status = _in_force(category, in_force)
    if status == DepartureStatus.NORMAL:
        raise NotAboveNormal(category)
    if not word.why.strip():
        raise ReasonNotGiven(category, status)
    return StatusReviewed(
        id=word.id.hex,
        at=word.at,
        by=word.by,
        why=word.why.strip(),
        category=category,
        status=status,
    )


def _in_force(
    category: str, in_force: Mapping[str, DepartureStatus]
) -> DepartureStatus:
    if category not in in_force:
        raise UnknownCategory(category, known=tuple(in_force))
    return in_force[category]
