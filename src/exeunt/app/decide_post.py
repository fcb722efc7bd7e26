"""Decide by, for the post in a folder: warn, plan, rehearse, and weigh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from exeunt.app.as_of import moment_as_of
from exeunt.app.choices import choices
from exeunt.app.decide_by import LOOK_AHEAD_DAYS, daily_h_hours, decide_by
from exeunt.app.decide_curves import Asked, OnCurve, decide_curves
from exeunt.app.likelihoods import likelihoods
from exeunt.app.log import events_of
from exeunt.app.make_plan import make_plan
from exeunt.app.policies import PATH_DAYS, PATHS, policies
from exeunt.app.read_documents import read_documents
from exeunt.app.read_plan import read_plan_at
from exeunt.app.read_post import read_post
from exeunt.app.rehearse_plan import Progress, rehearse_plan
from exeunt.app.safe_until import safe_until
from exeunt.app.warn_post import warn_post
from exeunt.model.decision import DecideBy, DecideCurves, Decided
from exeunt.model.known import as_known, as_planned, with_knowledge
from exeunt.model.outcomes import Rehearsal
from exeunt.model.policies import PolicyTable
from exeunt.model.post import Post
from exeunt.model.problem import Problem, problem_of
from exeunt.model.signals import EngagementStatus
from exeunt.model.warning import CalendarEntry, ExitSurvival, WarningPicture
from exeunt.warn.calendar import calendar
from exeunt.warn.paths import paths


def moving_in(post: Post) -> tuple[str, ...]:
    """Name the categories that *post* ever moves."""
    return tuple(c.id for c in post.file.categories if c.moves_at is not None)


def shut_in(picture: WarningPicture) -> tuple[str, ...]:
    """Name the exits that documents told to be shut."""
    return tuple(s.exit.place for s in picture.survivals if s.shut is not None)


def next_problem(post: Post, *, as_of: datetime) -> Problem:
    """State the problem of moving all of them from the next H-hour on."""
    (h_hour,) = daily_h_hours(post, as_of, days=1)
    return problem_of(post, h_hour=h_hour, moving=moving_in(post))


def decide_for(
    post: Post,
    rehearsal: Rehearsal,
    survivals: Sequence[ExitSurvival],
    *,
    as_of: datetime,
    days: int = LOOK_AHEAD_DAYS,
) -> tuple[DecideBy, ...]:
    """Find how late the decision can be left for each category that was rehearsed."""
    return decide_by(
        rehearsal,
        survivals,
        categories=[post.category(name) for name in rehearsal.categories],
        as_of=as_of,
        h_hours=daily_h_hours(post, as_of, days=days),
        assessed_for_s=post.file.assessed_for,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """What is asked for beside decide by."""

    curves: Asked | None = None
    policies: bool = False
    on_curve: OnCurve | None = None


def engagements_ahead(
    entries: Sequence[CalendarEntry], at: datetime
) -> tuple[int, ...]:
    """Give how many days after *at* something is planned to be held."""
    return tuple(
        (e.day - at.date()).days
        for e in entries
        if e.status is EngagementStatus.PLANNED and e.day >= at.date()
    )


def policies_for(
    post: Post,
    rehearsal: Rehearsal,
    picture: WarningPicture,
    *,
    engagements: Sequence[int],
    seed: int,
) -> PolicyTable | None:
    """Play policies of declaring over ways it may go; None: no exit is watched."""
    by_place = {s.exit.place: s for s in picture.survivals}
    some = [by_place[place] for place in rehearsal.exits if place in by_place]
    if len(some) < len(rehearsal.exits) or not some or not rehearsal.categories:
        return None
    ways = paths(
        some,
        picture.odds.posterior,
        likelihoods=likelihoods(),
        engagements=engagements,
        days=PATH_DAYS,
        worlds=PATHS,
        seed=seed,
    )
    return policies(post, rehearsal, ways, seed=seed)


def decide_post(  # noqa: PLR0913 - what is asked, and who is told
    folder: Path,
    *,
    plan_file: Path | None,
    as_of: str | None,
    replications: int,
    seed: int,
    also: Also | None = None,
    on_progress: Progress | None = None,
) -> Decided:
    """
    Find how late the decision can be left for the post in *folder*.

    Parameters
    ----------
    folder
        The post.
    plan_file
        The plan to rehearse; none makes one for the next H-hour.
    as_of
        The day or moment of assessment; none is now. Later documents do not count.
    replications
        How many worlds to rehearse in.
    seed
        Root of every random stream.
    also
        What else is asked for; none is nothing.
    on_progress
        Told how many worlds have been played.

    Raises
    ------
    InvalidInput
        When something cannot be read, or the plan is for another post.
    """
    post = read_post(folder)
    at = moment_as_of(as_of, zone=post.zone)
    given = read_plan_at(plan_file) if plan_file is not None else None
    documents, events = read_documents(folder), events_of(folder)
    readings, picture = warn_post(post, documents, as_of=at, events=events)
    shut = shut_in(picture)
    if given is not None:
        post = as_planned(post, given)
        problem = problem_of(post, h_hour=given.h_hour, moving=given.moving)
        plan = given
    else:
        post = as_known(post, at=at, shut=shut)
        problem = next_problem(post, as_of=at)
        plan = with_knowledge(make_plan(problem, seed=seed), at=at, shut=shut)
    rehearsal = rehearse_plan(
        problem,
        plan,
        replications=replications,
        seed=seed,
        keep_interrupted=True,
        on_progress=on_progress,
    )
    also = also or Also()
    decisions = decide_for(post, rehearsal, picture.survivals, as_of=at)
    found = Decided(
        post=post,
        as_of=at,
        plan=plan,
        rehearsal=rehearsal,
        decisions=decisions,
        safe=safe_until(decisions),
        choices=choices(
            post,
            rehearsal,
            picture.survivals,
            as_of=at,
            h_hours=daily_h_hours(post, at, days=2),
        ),
    )
    if also.policies:
        days = engagements_ahead(calendar(readings, as_of=at), at)
        table = policies_for(post, rehearsal, picture, engagements=days, seed=seed)
        found = replace(found, policies=table)
    if also.curves is not None and rehearsal.replications == replications:
        found = replace(found, curves=_curves(post, picture, at, also))
    return found


def _curves(
    post: Post, picture: WarningPicture, at: datetime, also: Also
) -> DecideCurves | None:
    if also.curves is None:
        return None
    return decide_curves(
        post,
        picture.survivals,
        as_of=at,
        moving=moving_in(post),
        asked=also.curves,
        on_curve=also.on_curve,
    )
