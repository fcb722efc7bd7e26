"""Decide by, for the post in a folder: warn, plan, rehearse, and weigh."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from exeunt.app.as_of import moment_as_of
from exeunt.app.decide_by import LOOK_AHEAD_DAYS, daily_h_hours, decide_by
from exeunt.app.log import events_of
from exeunt.app.make_plan import make_plan
from exeunt.app.read_documents import read_documents
from exeunt.app.read_plan import read_plan_at
from exeunt.app.read_post import read_post
from exeunt.app.rehearse_plan import Progress, rehearse_plan
from exeunt.app.warn_post import warn_post
from exeunt.model.decision import DecideBy, Decided
from exeunt.model.known import as_known, as_planned, with_knowledge
from exeunt.model.outcomes import Rehearsal
from exeunt.model.post import Post
from exeunt.model.problem import Problem, problem_of
from exeunt.model.warning import ExitSurvival, WarningPicture


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


def decide_post(
    folder: Path,
    *,
    plan_file: Path | None,
    as_of: str | None,
    replications: int,
    seed: int,
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
    _, picture = warn_post(post, documents, as_of=at, events=events)
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
        problem, plan, replications=replications, seed=seed, on_progress=on_progress
    )
    decisions = decide_for(post, rehearsal, picture.survivals, as_of=at)
    return Decided(
        post=post, as_of=at, plan=plan, rehearsal=rehearsal, decisions=decisions
    )
