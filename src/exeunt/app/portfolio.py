"""Plan many posts side by side: on the cores of this machine, or on a Dask cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from exeunt.app.decide_by import daily_h_hours
from exeunt.app.make_plan import GAP, SECONDS, make_plan
from exeunt.app.processes import Workers, end_children
from exeunt.app.read_post import read_post
from exeunt.app.whole_folder import make_folder
from exeunt.app.writing import check_file, write_atomically
from exeunt.errors import ExeuntError, InvalidInput, WorldError
from exeunt.formats.plan_files import write_plan
from exeunt.model.plan import Level, Plan
from exeunt.model.post import Post
from exeunt.model.problem import problem_of
from exeunt.plan.checker import check


LOST = "The process that planned it ended twice before it was done."
FAILED = "The planner failed on it ({error}). 'exeunt plan' on it alone tells more."


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How each post is planned; as for one post alone."""

    seconds: float = SECONDS
    gap: float = GAP
    objective: Level = "person_hours"
    seed: int = 0
    iterations: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One post to plan, with all that it takes, so that any machine can do it."""

    name: str
    post: Post
    at: datetime
    """The next H-hour after it is planned."""
    effort: Effort


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What came of one post."""

    name: str
    plan: Plan | None = None
    breaches: int = 0
    """Rules that the plan breaks, by the checker."""
    fault: str = ""
    """Why there is no plan."""


Runner = Callable[[Sequence[Job]], Iterator[Planned]]
"""Plans jobs in any order, and gives each one as it is done."""


def plan_portfolio(
    folders: Sequence[Path],
    output: Path,
    *,
    moment: Callable[[Post], datetime],
    effort: Effort,
    run: Runner,
) -> Iterator[Planned]:
    """
    Plan the post in each of *folders*; write each plan as it is done.

    A post that cannot be read or planned has a fault, and the others go on. Stopped
    half way, what was given until then is written.

    Parameters
    ----------
    folders
        Post folders, each with a name of its own.
    output
        Folder for the plans, ``NAME.json`` each.
    moment
        Gives the moment after which the H-hour of a post is.
    effort
        How each is planned; with iterations, a plan is the same wherever it is made.
    run
        Does the work.

    Raises
    ------
    InvalidInput
        When two folders have the same name.
    WorldError
        When there can be no folder for the plans.
    """
    named = _by_name(folders)
    make_folder(output)
    jobs = []
    for name, folder in named.items():
        try:
            post = read_post(folder)
            check_file(output / f"{name}.json")
            jobs.append(Job(name=name, post=post, at=moment(post), effort=effort))
        except ExeuntError as error:
            yield Planned(name=name, fault=str(error))
    for planned in run(jobs):
        yield _written(planned, output)


def _written(planned: Planned, output: Path) -> Planned:
    """Write a plan; where that fails it is a fault of this post alone."""
    if planned.plan is None:
        return planned
    try:
        write_atomically(output / f"{planned.name}.json", write_plan(planned.plan))
    except WorldError as error:
        return Planned(name=planned.name, fault=str(error))
    return planned


def _by_name(folders: Iterable[Path]) -> dict[str, Path]:
    named: dict[str, Path] = {}
    for folder in folders:
        name = folder.resolve().name
        if name in named:
            raise InvalidInput(
                f"{named[name]} and {folder} would both be planned to {name}.json. "
                "Give one of the folders another name."
            )
        named[name] = folder
    return named


def plan_job(job: Job) -> Planned:
    """Plan one post, and check the plan; whatever goes wrong is its own fault."""
    try:
        plan = _plan_of(job)
        return Planned(name=job.name, plan=plan, breaches=len(check(job.post, plan)))
    except ExeuntError as error:
        return Planned(name=job.name, fault=str(error))
    except Exception as error:
        # it may lose no other post, and what it says may be about people
        words = FAILED.format(error=type(error).__name__)
        return Planned(name=job.name, fault=words)


def _plan_of(job: Job) -> Plan:
    effort = job.effort
    (h_hour,) = daily_h_hours(job.post, job.at, days=1)
    moving = [c.id for c in job.post.file.categories if c.moves_at is not None]
    return make_plan(
        problem_of(job.post, h_hour=h_hour, moving=tuple(moving)),
        seconds=effort.seconds,
        gap=effort.gap,
        objective=effort.objective,
        seed=effort.seed,
        iterations=effort.iterations,
    )


def in_processes(
    jobs: Sequence[Job],
    *,
    workers: int | None = None,
    work: Callable[[Job], Planned] = plan_job,
) -> Iterator[Planned]:
    """
    Plan *jobs* on *workers* processes of this machine; none: one a core.

    If a process ends before its time, all that were under way are planned once more,
    each in a process of its own, so that one cannot lose the others.
    """
    count = max(1, min(workers or os.cpu_count() or 1, len(jobs)))
    waiting = {job.name: job for job in jobs}
    for planned in _pooled(jobs, count, work):
        del waiting[planned.name]
        yield planned
    for name, job in waiting.items():
        again = list(_pooled([job], 1, work))
        yield again[0] if again else Planned(name=name, fault=LOST)


def _pooled(
    jobs: Sequence[Job], count: int, work: Callable[[Job], Planned]
) -> Iterator[Planned]:
    """Plan *jobs* until a process is lost."""
    if not jobs:
        return
    pool = Workers(count)
    try:
        futures: list[Future[Planned]] = [pool.submit(work, job) for job in jobs]
        for future in as_completed(futures):
            yield future.result()
    except BrokenProcessPool:
        return
    except BaseException:
        # nobody waits for what is under way; without this, leaving would
        end_children()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
