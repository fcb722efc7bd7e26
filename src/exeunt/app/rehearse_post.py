"""Rehearse a plan in a file against the post in a folder."""

from __future__ import annotations

from pathlib import Path

from exeunt.app.read_plan import read_plan_at
from exeunt.app.read_post import read_post
from exeunt.app.rehearse_plan import Progress, rehearse_plan
from exeunt.model.known import as_planned
from exeunt.model.outcomes import Rehearsed
from exeunt.model.problem import problem_of
from exeunt.rehearse import quantiles, stages_by_wait


def rehearse_post(  # noqa: PLR0913 - what to play, how far, and who is told
    folder: Path,
    plan_file: Path,
    *,
    replications: int,
    seed: int,
    precision: float | None = None,
    workers: int | None = None,
    on_progress: Progress | None = None,
) -> Rehearsed:
    """
    Rehearse the plan in *plan_file* under the doubts of the post in *folder*.

    Raises
    ------
    InvalidInput
        When either cannot be read, or the plan is for another post.
    """
    plan = read_plan_at(plan_file)
    post = as_planned(read_post(folder), plan)
    rehearsal = rehearse_plan(
        problem_of(post, h_hour=plan.h_hour, moving=plan.moving),
        plan,
        replications=replications,
        seed=seed,
        precision=precision,
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
    )
