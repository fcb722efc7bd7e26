"""Rehearse a plan in a file against the post in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from exeunt.app.dask_cluster import rehearsing_on
from exeunt.app.read_plan import checked_plan_for
from exeunt.app.read_post import files_of_post, read_post
from exeunt.app.rehearse_plan import Play, Progress, rehearse_plan
from exeunt.app.writing import check_file, write_atomically
from exeunt.formats.charts.rehearsal import rehearsal_pictures, rehearsal_sheet
from exeunt.model.decision import Decided
from exeunt.model.occupancy import Occupancy
from exeunt.model.outcomes import Rehearsal, Rehearsed
from exeunt.model.plan import Plan
from exeunt.model.problem import Problem, problem_of
from exeunt.model.stories import Story
from exeunt.rehearse import (
    failures,
    occupancy_of,
    quantiles,
    stages_by_wait,
    stories_of,
    worst_worlds,
)


COUNTED = 50
"""Worlds in which it is counted who waits where: enough for a 90th percentile."""
COUNTED_FOR_DATA = 20
"""Likewise where no picture is drawn: each is played once more, which takes a while."""
STORIES, BY_HOUR = "stories", "by_hour"
"""What is left out after Ctrl-C, as JSON calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be told beside the counts of a rehearsal."""

    stories: int = 0
    """So many of the worst worlds."""
    svg: Path | None = None
    """Where the pictures go."""
    by_hour: bool = False
    """Who waits where, hour by hour, though nothing is drawn."""

    @property
    def counted(self) -> int:
        """In how many worlds it is counted who waits where."""
        if self.svg is not None:
            return COUNTED
        return COUNTED_FOR_DATA if self.by_hour else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Who plays the worlds."""

    workers: int | None = None
    """Processes; none: one a core."""
    dask: str | None = None
    """Address of a Dask scheduler, whose workers play instead."""


def rehearse_post(  # noqa: PLR0913 - one argument an option
    folder: Path,
    plan_file: Path,
    *,
    replications: int,
    seed: int,
    precision: float | None = None,
    hands: Hands | None = None,
    asked: Asked | None = None,
    on_progress: Progress | None = None,
) -> Rehearsed:
    """
    Rehearse the plan in *plan_file* under the doubts of the post in *folder*.

    Raises
    ------
    InvalidInput
        When either cannot be read, or the plan is for another post.
    WorldError
        When the pictures cannot be written, or no cluster answers.
    """
    asked, hands = asked or Asked(), hands or Hands()
    checked = checked_plan_for(read_post(folder), plan_file)
    post, plan = checked.post, checked.plan
    if asked.svg is not None:
        check_file(asked.svg, keep=[*files_of_post(folder), plan_file])
    problem = problem_of(post, h_hour=plan.h_hour, moving=plan.moving)
    with _players(hands) as (workers, play):
        rehearsal = rehearse_plan(
            problem,
            plan,
            replications=replications,
            seed=seed,
            precision=precision,
            workers=workers,
            play=play,
            keep_interrupted=True,
            on_progress=on_progress,
        )
    beside = _beside(problem, plan, rehearsal, asked)
    found = Rehearsed(
        post=post,
        plan=plan,
        breaches=checked.breaches,
        rehearsal=rehearsal,
        clearance=quantiles(rehearsal),
        stages=stages_by_wait(rehearsal),
        failures=failures(rehearsal, deadline_s=plan.deadline_s),
        stories=beside.stories,
        occupancy=beside.occupancy,
        left_out=beside.left_out,
    )
    if asked.svg is not None:
        write_atomically(asked.svg, sheet_of(found).encode())
    return found


def with_counts(found: Decided) -> Decided:
    """Count who waits where by hour, unless Ctrl-C has asked for what there is."""
    if found.rehearsal.interrupted_of is not None:
        return found
    problem = problem_of(found.post, h_hour=found.plan.h_hour, moving=found.plan.moving)
    beside = _beside(problem, found.plan, found.rehearsal, Asked(by_hour=True))
    left_out = (*found.left_out, *beside.left_out)
    return replace(found, occupancy=beside.occupancy, left_out=left_out)


@dataclass(slots=True, kw_only=True)
class _Beside:
    """What is found by playing some worlds once more."""

    stories: tuple[Story, ...] = ()
    occupancy: Occupancy | None = None
    left_out: tuple[str, ...] = ()
    """What was asked for and is not here, since it was interrupted."""


def _beside(
    problem: Problem, plan: Plan, rehearsal: Rehearsal, asked: Asked
) -> _Beside:
    """Play some worlds once more for what is asked; no further than to a Ctrl-C."""
    worlds = {
        STORIES: worst_worlds(rehearsal, asked.stories),
        BY_HOUR: counted_worlds(rehearsal, asked.counted),
    }
    found = _Beside()
    missing = [name for name, some in worlds.items() if some]
    try:
        if missing and rehearsal.interrupted_of is None:
            seed = rehearsal.seed
            found.stories = stories_of(problem, plan, seed=seed, worlds=worlds[STORIES])
            missing = [name for name in missing if name != STORIES]
            if worlds[BY_HOUR]:
                found.occupancy = occupancy_of(
                    problem, plan, seed=seed, worlds=worlds[BY_HOUR]
                )
            missing = []
    except KeyboardInterrupt:
        pass
    found.left_out = tuple(missing)
    return found


@contextmanager
def _players(hands: Hands) -> Iterator[tuple[int | None, Play | None]]:
    if hands.dask is None:
        yield hands.workers, None
        return
    with rehearsing_on(hands.dask) as (workers, play):
        yield workers, play


def counted_worlds(rehearsal: Rehearsal, most: int = COUNTED) -> range:
    """Give the numbers of the worlds in which it is counted who waits where."""
    return range(rehearsal.first, rehearsal.first + min(most, rehearsal.replications))


def sheet_of(found: Rehearsed) -> str:
    """Draw every picture of a rehearsal on one sheet."""
    drawn = rehearsal_pictures(
        found.rehearsal,
        found.occupancy,
        h_hour=found.plan.h_hour.astimezone(found.post.zone),
        deadline_s=found.plan.deadline_s,
    )
    return rehearsal_sheet(list(drawn), title=f"{found.post.file.name}: rehearsal")
