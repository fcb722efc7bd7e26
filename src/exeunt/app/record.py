"""What a person says of a signal, a tripwire or a status, put in the log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4
from zoneinfo import ZoneInfo

from exeunt.app.as_of import moment_as_of
from exeunt.app.given_words import name_given, reason_given
from exeunt.app.log import events_of, log_of
from exeunt.app.log import record as append
from exeunt.app.read_documents import read_documents
from exeunt.app.read_post import read_post
from exeunt.app.warn_post import readings_of
from exeunt.errors import InvalidInput, Refused
from exeunt.formats.labels import shown
from exeunt.model.events import (
    ChanceJudged,
    Event,
    SignalConfirmed,
    SignalRefused,
    StatusDeclared,
    StatusReviewed,
    TripwireCleared,
    TripwireConfirmed,
)
from exeunt.model.ladders import ladder_of
from exeunt.model.post import Post
from exeunt.model.statuses import DepartureStatus
from exeunt.model.times import DAY, parse_duration
from exeunt.warn.declare import Word, declare, review
from exeunt.warn.ledger import statuses_in_force


E = TypeVar("E", bound=Event)
_LONGEST_AHEAD_S = 3660 * DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who says it, why, and when; *at* as it was written, none for *now*."""

    by: str
    why: str
    now: datetime
    at: str | None = None

    def __post_init__(self) -> None:
        if not name_given(self.by, option="--by"):
            raise InvalidInput("--by does not say who decides. Give a name or a role.")
        reason_given(self.why)

    def moment(self, zone: ZoneInfo) -> datetime:
        """Give when it was said; a time without a zone is in *zone*."""
        if self.at is None:
            return self.now.astimezone(zone)
        moment = moment_as_of(self.at, zone=zone)
        if moment > self.now:
            raise InvalidInput(
                f"--at {self.at} is yet to come. The log holds what was said; record it "
                "when it is."
            )
        return moment


def confirm(folder: Path, key: str, *, said: Said) -> Event:
    """Record that the signal or tripwire *key* is so."""
    post = read_post(folder, now=said.now)
    facts = _facts(said, post)
    if key in {tripwire.id for tripwire in post.tripwires}:
        return _append(folder, TripwireConfirmed(**facts, tripwire=key))
    signal = _signal(folder, post, key)
    return _append(folder, SignalConfirmed(**facts, signal=signal))


def refuse(folder: Path, key: str, *, said: Said) -> Event:
    """Record that the signal *key* does not count."""
    _need_reason(said, f"that {shown(key)} does not count")
    post = read_post(folder, now=said.now)
    facts = _facts(said, post)
    if key in {tripwire.id for tripwire in post.tripwires}:
        raise InvalidInput(
            f"{key} is a tripwire. Refuse the signal that it rests on, or close it with "
            "'exeunt clear'."
        )
    signal = _signal(folder, post, key)
    return _append(folder, SignalRefused(**facts, signal=signal))


def clear(folder: Path, tripwire: str, *, said: Said) -> Event:
    """Record that *tripwire* is closed."""
    _need_reason(said, f"that {shown(tripwire)} is closed")
    post = read_post(folder, now=said.now)
    known = [one.id for one in post.tripwires]
    if tripwire not in known:
        raise InvalidInput(
            f"The post has no tripwire {shown(tripwire)}. {_near(tripwire, known)}"
        )
    return _append(folder, TripwireCleared(**_facts(said, post), tripwire=tripwire))


def declare_status(
    folder: Path,
    category: str,
    status: DepartureStatus,
    *,
    said: Said,
    authority: str = "",
    override: str = "",
) -> StatusDeclared:
    """
    Record that *status* is declared for *category*.

    *authority* is whose decision it is, by the ladder if it is empty; *override* who
    answers for a step over a rung.
    """
    authority = name_given(authority, option="--authority")
    override = name_given(override, option="--override")
    post = read_post(folder, now=said.now)
    word = replace(_word(said, post), authority=authority, override=override)
    ladder = ladder_of(post.file.profile)

    def decide(history: tuple[Event, ...]) -> StatusDeclared:
        in_force = statuses_in_force(post, history, as_of=word.at)
        return declare(category, status, in_force=in_force, ladder=ladder, word=word)

    return append(log_of(folder), decide)


def review_status(folder: Path, category: str, *, said: Said) -> StatusReviewed:
    """Record that the status in force for *category* was reviewed, and stays."""
    post = read_post(folder, now=said.now)
    word = _word(said, post)

    def decide(history: tuple[Event, ...]) -> StatusReviewed:
        in_force = statuses_in_force(post, history, as_of=word.at)
        return review(category, in_force=in_force, word=word)

    return append(log_of(folder), decide)


def judge(folder: Path, chance: float, within: str, *, said: Said) -> ChanceJudged:
    """
    Record that *chance* is judged likely that an exit closes *within* a time.

    Raises
    ------
    InvalidInput
        When the chance is none, or the time is not ahead.
    """
    if not 0 <= chance <= 1:
        raise InvalidInput(
            f"{chance:g} is not a chance; write a number from 0 to 1, like 0.15."
        )
    within_s = _ahead_s(within)
    post = read_post(folder, now=said.now)
    event = ChanceJudged(**_facts(said, post), chance=abs(chance), within_s=within_s)
    return _append(folder, event)


def _ahead_s(within: str) -> int:
    try:
        within_s = parse_duration(within)
    except ValueError as error:
        raise InvalidInput(f"--within: {error}.") from error
    if 0 < within_s <= _LONGEST_AHEAD_S:
        return within_s
    raise InvalidInput(
        f"--within: {within} is not ahead, or further than "
        f"{_LONGEST_AHEAD_S // DAY} d; write it like 30d."
    )


def _word(said: Said, post: Post) -> Word:
    at = said.moment(post.zone)
    return Word(id=uuid4(), at=at, by=said.by.strip(), why=said.why.strip())


def _facts(said: Said, post: Post) -> dict[str, Any]:
    return {
        "id": uuid4().hex,
        "at": said.moment(post.zone),
        "by": said.by.strip(),
        "why": said.why.strip(),
    }


def _append(folder: Path, event: E) -> E:
    return append(log_of(folder), lambda _: event)


def _need_reason(said: Said, what: str) -> None:
    if not said.why.strip():
        raise Refused(
            f"The log takes no word {what} without a reason. Give it with --why."
        )


def _signal(folder: Path, post: Post, key: str) -> str:
    """Find the one signal whose key is, or begins with, *key*."""
    documents, events = read_documents(folder), events_of(folder)
    readings = readings_of(post, documents, events, folder=folder)
    keys = {s.evidence.key for reading in readings for s in reading.signals}
    if key in keys:
        return key
    begun = sorted(one for one in keys if key and one.startswith(key))
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise InvalidInput(
            f"{shown(key)} begins the keys of {len(begun)} signals. Write one of them whole: "
            f"{', '.join(begun[:5])}{', ...' if len(begun) > 5 else '.'}"
        )
    raise InvalidInput(
        f"There is no signal and no tripwire {shown(key)}. "
        f"{_near(key, [*sorted(keys), *(t.id for t in post.tripwires)])}"
    )


def _near(word: str, known: list[str]) -> str:
    near = get_close_matches(word[:80], known, n=1)
    if near:
        return f"Did you mean {near[0]}?"
    return "'exeunt warn' shows what there is."
