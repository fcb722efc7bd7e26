"""Guard over a feed of travel advisories: a level changes only on sound evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from exeunt.model.arrivals import AdvisorySeen


SHORTEST_BODY = 300
"""Characters; what is shorter is a page that failed to load, or loaded in part."""
AHEAD = timedelta(days=1)
"""How far ahead of the day it is seen a date of issue may be: the world has two days."""
STALE = timedelta(days=4)
"""Without a copy that can be believed for so long, what a feed says is unknown."""


class Answer(StrEnum):
    """What the guard makes of one look at an advisory."""

    FIRST = "first"
    SAME = "same"
    REISSUED = "reissued"
    CHANGED = "changed"
    REFUSED = "refused"


class Reason(StrEnum):
    """Why a look is refused."""

    SHORT = "short"
    NO_DATE = "no_date"
    AHEAD = "ahead"
    BACK = "back"
    NO_LEVEL = "no_level"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """
    What is believed of the advisory for one country.

    ``seen`` is the last look that was believed; ``doubt`` why the last look of all was
    not, empty where it was.
    """

    seen: AdvisorySeen
    doubt: str = ""

    def unknown(self, on: date) -> str:
        """Say why the level is unknown *on* a day, or nothing where it is known."""
        if self.doubt:
            return self.doubt
        if on - self.seen.observed > STALE:
            return (
                f"no copy of the feed that can be believed since {self.seen.observed}"
            )
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One look, what the guard makes of it, and the level before it where it changed."""

    seen: AdvisorySeen
    answer: Answer
    before: int | None = None
    reason: Reason | None = None
    why: str = ""


def judge(seen: AdvisorySeen, held: Held | None) -> tuple[Judgement, Held | None]:
    """
    Judge one look at an advisory by what is *held*, and give what is held after it.

    A look that is refused changes no level: what was held stays held, in doubt until
    the next look that can be believed.
    """
    refused = _refusal(seen, held.seen if held else None)
    if refused:
        reason, why = refused
        judgement = Judgement(seen=seen, answer=Answer.REFUSED, reason=reason, why=why)
        return judgement, replace(held, doubt=why) if held else None
    after = Held(seen=seen)
    if held is None:
        return Judgement(seen=seen, answer=Answer.FIRST), after
    if seen.level != held.seen.level:
        changed = Judgement(seen=seen, answer=Answer.CHANGED, before=held.seen.level)
        return changed, after
    new = seen.issued != held.seen.issued
    answer = Answer.REISSUED if new else Answer.SAME
    return Judgement(seen=seen, answer=answer), after


def replayed(
    looks: Iterable[AdvisorySeen],
) -> tuple[list[Judgement], dict[str, Held]]:
    """Judge *looks* in their order; give each judgement, and what is held at the end."""
    held: dict[str, Held] = {}
    judgements = []
    for seen in looks:
        judgement, after = judge(seen, held.get(seen.country))
        judgements.append(judgement)
        if after is not None:
            held[seen.country] = after
    return judgements, held


def naive_changes(looks: Iterable[AdvisorySeen]) -> int:
    """Count the changes that a watcher would tell who believes every look."""
    last: dict[str, int | None] = {}
    changes = 0
    for seen in looks:
        if seen.country in last and last[seen.country] != seen.level:
            changes += 1
        last[seen.country] = seen.level
    return changes


def _refusal(
    seen: AdvisorySeen, held: AdvisorySeen | None
) -> tuple[Reason, str] | None:
    """Give the first reason not to believe a look, in words too."""
    if seen.doubt:
        return Reason.DOUBT, seen.doubt
    if seen.body_chars < SHORTEST_BODY:
        return Reason.SHORT, (
            f"its body has {seen.body_chars} characters, fewer than {SHORTEST_BODY}"
        )
    if seen.level is None:
        return Reason.NO_LEVEL, "it tells no level from 1 to 4"
    return _date_refused(seen, held)


def _date_refused(
    seen: AdvisorySeen, held: AdvisorySeen | None
) -> tuple[Reason, str] | None:
    if seen.issued is None:
        written = seen.issued_as_written[:60]
        return Reason.NO_DATE, f"its date of issue {written!r} cannot be read"
    if seen.issued > seen.observed + AHEAD:
        return Reason.AHEAD, (
            f"it is issued on {seen.issued}, after it was seen on {seen.observed}"
        )
    if held and held.issued and seen.issued < held.issued:
        return Reason.BACK, (
            f"it is issued on {seen.issued}, before the one of {held.issued} seen already"
        )
    return None
