"""Draft the request for a departure status, and say what is missing from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from exeunt.model.documents import SourceClass
from exeunt.model.ladders import Ladder
from exeunt.model.people import Estimate
from exeunt.model.post import Post
from exeunt.model.requests import AHEAD_D, Crossed, Heads, Movement, Request, Seen
from exeunt.model.statuses import DepartureStatus
from exeunt.model.times import DAY
from exeunt.model.tripwires import TripwireState
from exeunt.model.warning import WarningPicture


_MOST_SEEN = 8
_STALE = timedelta(days=90)


def draft_request(  # noqa: PLR0913 - what is asked, and what it rests on
    post: Post,
    picture: WarningPicture,
    *,
    category: str,
    statuses: tuple[DepartureStatus, DepartureStatus],
    ladder: Ladder,
    why: str = "",
    movement: Movement | None = None,
    confirmed: frozenset[str] = frozenset(),
) -> Request:
    """
    Put together what is asked, on what it rests, and what is missing.

    Parameters
    ----------
    post, picture
        As known on the day.
    category
        Whose status it is.
    statuses
        What is in force, and what is asked for.
    ladder
        Of the post's profile.
    why
        The justification, in the words of who asks.
    movement
        What the plan comes to; None: there is none.
    confirmed
        Keys of signals that a person confirmed.
    """
    old, new = statuses
    ends = ladder.payments_end_after_s
    asked = Request(
        post=post.file.name,
        synthetic=post.file.synthetic,
        category=category,
        as_of=picture.as_of,
        old=old,
        new=new,
        authority=ladder.rungs[new].authority,
        why=why.strip(),
        heads=_heads(post, category),
        crossed=tuple(_crossed(post, picture, category)),
        seen=tuple(_seen(picture)),
        exits=tuple(
            (s.exit.name, tuple(1 - s.closed_by(d * DAY) for d in AHEAD_D))
            for s in picture.survivals
        ),
        movement=movement,
        courses=tuple((c.name, c.course_of_action) for c in post.file.categories),
        clearances=ladder.clearances,
        review_due=picture.as_of + timedelta(seconds=ladder.review_within_s),
        payments_end=None if ends is None else picture.as_of + timedelta(seconds=ends),
        missing=(),
    )
    return replace(asked, missing=tuple(_missing(post, asked, confirmed)))


def _heads(post: Post, category: str) -> Heads:
    told = [e for e in post.estimates if e.category == category]
    return Heads(
        named=sum(p.category == category for p in post.people),
        low=sum(e.low for e in told),
        likely=sum(e.likely for e in told),
        high=sum(e.high for e in told),
    )


def _crossed(post: Post, picture: WarningPicture, category: str) -> Iterator[Crossed]:
    by_id = {one.id: one for one in post.tripwires}
    for reading in picture.tripwires:
        one = by_id.get(reading.tripwire)
        if one is None or reading.state != TripwireState.TRUE or reading.since is None:
            continue
        yield Crossed(
            tripwire=one.id,
            observable=one.observable,
            since=reading.since,
            owner=one.owner,
            actions=one.actions,
            proposes=one.proposes.get(category),
        )


def _seen(picture: WarningPicture) -> Iterator[Seen]:
    """Give the strongest things seen, each sentence once."""
    told: set[str] = set()
    for line in picture.odds.contributions:
        if len(told) < _MOST_SEEN and line.evidence.key not in told:
            told.add(line.evidence.key)
            yield Seen(label=line.label, evidence=line.evidence)


def _missing(post: Post, asked: Request, confirmed: frozenset[str]) -> Iterator[str]:
    if not asked.why:
        yield "The justification: give it with --why."
    between = [s for s in DepartureStatus if asked.old.rank < s.rank < asked.new.rank]
    if between:
        over = " and ".join(one.value for one in between)
        yield f"Who answers for the step over {over}: it is declared with --override."
    yield from _of_evidence(asked, confirmed)
    yield from _of_movement(asked.movement)
    yield from _of_people(post, asked)
    if not post.file.paper.in_charge:
        yield "Who is in charge, in order of succession: fill in paper.in_charge."
    yield (
        "What the public is told of the same threat, or why it is not told "
        "(no double standard)."
    )
    yield f"The signatures: all {len(asked.clearances)} are open."


def _of_evidence(asked: Request, confirmed: frozenset[str]) -> Iterator[str]:
    if not any(c.proposes and c.proposes.rank >= asked.new.rank for c in asked.crossed):
        yield f"A tripwire that proposes {asked.new.value}: none is crossed."
    if not asked.seen:
        yield "Evidence: nothing that was read speaks for or against a closing exit."
    private = [
        one
        for one in asked.seen
        if one.evidence.source_class == SourceClass.PRIVATE
        and one.evidence.key not in confirmed
    ]
    if private:
        yield (
            f"A word on {len(private)} of the sentences quoted, which only private "
            "sources say: confirm or refuse them."
        )


def _of_movement(movement: Movement | None) -> Iterator[str]:
    if movement is None:
        yield "A movement plan: make one with 'exeunt plan', and give it with --plan."
    elif movement.breaches:
        yield (
            f"A plan that keeps the rules: this one breaks {movement.breaches}; "
            "'exeunt verify' lists them."
        )


def _of_people(post: Post, asked: Request) -> Iterator[str]:
    named = [p for p in post.people if p.category == asked.category]
    without = sum(p.documents == "missing" for p in named)
    unknown = sum(p.documents is None for p in named)
    if without:
        yield f"Travel documents: {without} of {len(named)} people have none ready."
    if unknown:
        yield f"Travel documents: of {unknown} of {len(named)} people nobody knows."
    if not named and not asked.heads.high:
        yield "The people: nobody of the category is on the roster or in an estimate."
    old = [e for e in post.estimates if _is_old(e, asked)]
    if old:
        yield f"A fresh estimate: {_ids(old)} is older than 90 days."
    silent = [name for name, course in asked.courses if not course.strip()]
    if silent:
        yield f"What happens to {', '.join(silent)}: fill in course_of_action."


def _is_old(estimate: Estimate, asked: Request) -> bool:
    mine = estimate.category == asked.category
    return mine and asked.as_of - estimate.date > _STALE


def _ids(estimates: Iterable[Estimate]) -> str:
    return ", ".join(one.id for one in estimates)
