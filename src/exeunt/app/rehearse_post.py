"""Rehearse a plan in a file against the post in a folder."""

from __future__ import annotations

from pathlib import Path

from exeunt.app.read_plan import read_plan_at
from exeunt.app.read_post import read_post
from exeunt.app.rehearse_plan import Progress, rehearse_plan
from exeunt.model.known import as_planned
from exeunt.model.outcomes import Rehearsed
from exeunt.model.problem import problem_of
from exeunt.rehearse import (
    failures,
    quantiles,
    stages_by_wait,
    stories_of,
    worst_worlds,
)


def rehearse_post(  # noqa: PLR0913 - one argument an option
    folder: Path,
    plan_file: Path,
    *,
    replications: int,
    seed: int,
    workers: int | None = None,
    stories: int = 0,
    on_progress: Progress | None = None,
) -> Rehearsed:
    """
    Rehearse the plan in *plan_file* under the doubts of the post in *folder*.

    Of the *stories* worst worlds it tells what happened in them.

    Raises
    ------
    InvalidInput
        When either cannot be read, or the plan is for another post.
    """
    plan = read_plan_at(plan_file)
    post = as_planned(read_post(folder), plan)
    problem = problem_of(post, h_hour=plan.h_hour, moving=plan.moving)
    rehearsal = rehearse_plan(
        problem,
        plan,
        replications=replications,
        seed=seed,
        workers=workers,
        keep_interrupted=True,
        on_progress=on_progress,
    )
    return Rehearsed(
        post=post,
        plan=plan,
        rehearsal=rehearsal,
        clearance=quantiles(rehearsal),
        stages=stages_by_wait(rehearsal),
        failures=failures(rehearsal, deadline_s=plan.deadline_s),
        stories=stories_of(
            problem, plan, seed=seed, worlds=worst_worlds(rehearsal, stories)
        ),
    )
