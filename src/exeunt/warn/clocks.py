"""The two clocks of a departure status: its review, and the end of payments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from exeunt.model.events import Event, StatusDeclared, StatusReviewed
from exeunt.model.ladders import Ladder
from exeunt.model.post import Post
from exeunt.model.statuses import DepartureStatus
from exeunt.model.warning import Standing


@dataclass(frozen=True, slots=True)
class _Step:
    """What was declared for a category, or that it was reviewed."""

    at: datetime
    by: str
    authority: str
    status: DepartureStatus
    reviewed: bool = False


def standings(
    post: Post, events: Iterable[Event], *, as_of: datetime, ladder: Ladder
) -> tuple[Standing, ...]:
    """
    Give what is in force above normal on *as_of*, category by category.

    The review clock starts anew with every declaration and every review. The payment
    clock starts when people first leave at the state's cost and runs on while the
    status changes, so that nobody counts on days that are gone; only a return to
    normal ends it.
    """
    known = list(events)
    found = (
        _standing(category.id, _steps(post, known, category.id, as_of), ladder)
        for category in post.file.categories
    )
    return tuple(one for one in found if one is not None)


def _steps(
    post: Post, events: Iterable[Event], category: str, as_of: datetime
) -> list[_Step]:
    steps = [
        _Step(d.at, d.by, "", d.status)
        for d in post.history.declared
        if d.category == category
    ]
    for event in events:
        if isinstance(event, StatusDeclared) and event.category == category:
            steps.append(_Step(event.at, event.by, event.authority, event.status))
        elif isinstance(event, StatusReviewed) and event.category == category:
            steps.append(_Step(event.at, event.by, "", event.status, reviewed=True))
    return sorted((s for s in steps if s.at <= as_of), key=lambda s: s.at)


def _standing(category: str, steps: list[_Step], ladder: Ladder) -> Standing | None:
    first: datetime | None = None
    last: _Step | None = None
    looked_at: datetime | None = None
    for step in steps:
        looked_at = step.at
        if step.reviewed:
            continue
        last = step
        if step.status == DepartureStatus.NORMAL:
            first = None
        elif first is None:
            first = step.at
    if last is None or first is None or looked_at is None:
        return None
    ends = ladder.payments_end_after_s
    return Standing(
        category=category,
        status=last.status,
        since=last.at,
        by=last.by,
        authority=last.authority or ladder.rungs[last.status].authority,
        review_due=looked_at + timedelta(seconds=ladder.review_within_s),
        payments_end=None if ends is None else first + timedelta(seconds=ends),
    )
