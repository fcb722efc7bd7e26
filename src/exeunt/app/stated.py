"""The problem that a decision is about: everybody, from the next H-hour on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from exeunt.app.as_of import moment_as_of
from exeunt.app.decide_by import daily_h_hours
from exeunt.app.read_plan import CheckedPlan, checked_plan_for
from exeunt.app.read_post import read_post
from exeunt.model.known import as_known
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem, problem_of


def moving_in(post: Post) -> tuple[str, ...]:
    """Name the categories that *post* ever moves."""
    return tuple(c.id for c in post.file.categories if c.moves_at is not None)


def next_problem(post: Post, *, as_of: datetime) -> Problem:
    """State the problem of moving all of them from the next H-hour on."""
    (h_hour,) = daily_h_hours(post, as_of, days=1)
    return problem_of(post, h_hour=h_hour, moving=moving_in(post))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A post as it is known, what is asked of it, and the plan for that, if given."""

    post: Post
    problem: Problem
    plan: Plan | None


def stated(
    post: Post, checked: CheckedPlan | None, *, at: datetime, shut: Collection[str]
) -> Stated:
    """
    State what a decision about *post* is about.

    Parameters
    ----------
    post
        As its folder has it.
    checked
        The plan that is given; its problem is the one it was made for.
    at
        The moment of assessment.
    shut
        Exits that documents tell to be shut.
    """
    if checked is None:
        known = as_known(post, at=at, shut=shut)
        return Stated(post=known, problem=next_problem(known, as_of=at), plan=None)
    plan = checked.plan
    return Stated(
        post=checked.post,
        problem=problem_of(checked.post, h_hour=plan.h_hour, moving=plan.moving),
        plan=plan,
    )


def stated_before_reading(
    folder: Path, *, plan_file: Path | None, as_of: str
) -> Stated:
    """
    State it as if no document told an exit to be shut.

    Raises
    ------
    InvalidInput
        When the post or the plan cannot be read.
    """
    post = read_post(folder)
    checked = None if plan_file is None else checked_plan_for(post, plan_file)
    return stated(post, checked, at=moment_as_of(as_of, zone=post.zone), shut=())
