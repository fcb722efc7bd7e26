"""
What another process does ahead, while this one reads the post and its documents.

A first plan and how it goes in a few worlds hang on documents only where these tell an
exit to be shut, which is rare. So they are begun before anything is read, and done again
where what was read makes another problem of it. Little is imported here, so that the
other process begins at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from exeunt.app.clock import now
from exeunt.app.share_work import Crew, Within
from exeunt.errors import InvalidInput


if TYPE_CHECKING:
    from exeunt.app.stated import Stated
    from exeunt.model.outcomes import Rehearsal
    from exeunt.model.plan import Plan
    from exeunt.model.problem import Problem


FIRST_WORLDS = 200
"""Those after which a first curve is told."""
FEWER_WORLDS = 50
"""Likewise, where they are not played by the compiled play."""
PATIENCE = 2.0
"""So many times as long as this process took until then it waits for another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstJob:
    """A post to plan for and to rehearse in a moment."""

    folder: Path
    plan_file: Path | None
    as_of: str
    replications: int
    """In which it will be rehearsed in earnest."""
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPlayed:
    """A plan, and how it goes in a few worlds."""

    plan: Plan
    rehearsal: Rehearsal

    def is_for(self, problem: Problem) -> bool:
        """Tell whether it was made for *problem*."""
        mine = (self.plan.post_sha256, self.plan.h_hour, self.plan.moving)
        return mine == (problem.sha256, problem.h_hour, problem.moving)


@dataclass(slots=True, kw_only=True)
class Ahead:
    """Other processes, and the first look that they work on."""

    crew: Crew
    as_of: str
    """The moment of assessment, as somebody gave it or now."""
    first: Future[FirstPlayed | None] | None
    begun_s: float = field(default_factory=perf_counter)

    def first_played(
        self, asked: Stated, *, replications: int, seed: int
    ) -> FirstPlayed:
        """
        Give the first plan for what is *asked*, and its play.

        Where the other process still compiles, fewer worlds are played without.
        """
        taken_s = perf_counter() - self.begun_s
        played = self.crew.answer(self.first, within_s=PATIENCE * taken_s)
        if played is not None and played.is_for(asked.problem):
            return played
        return play_first(
            asked, replications=replications, seed=seed, compiled=not self.busy()
        )

    def busy(self) -> bool:
        """Tell whether the first look is still worked on."""
        return self.first is not None and not self.first.done()

    def finish(self) -> None:
        """Wait for what is still compiled, rather than compile the same beside it."""
        if self.first is not None:
            wait([self.first])


@contextmanager
def working_ahead(  # noqa: PLR0913 - what is asked, and who works on it
    folder: Path,
    *,
    plan_file: Path | None,
    as_of: str | None,
    replications: int,
    seed: int,
    watched: bool,
    workers: int | None = None,
    within: Within | None = None,
) -> Iterator[Ahead]:
    """
    Let other processes begin with what ``decide_post`` asks for first.

    Parameters
    ----------
    folder, plan_file, as_of, replications, seed
        As ``decide_post`` has them.
    watched
        Whether somebody is told a first curve; else the others only get ready.
    workers
        Processes; none uses every core.
    within
        What the others do their work within.
    """
    known = as_of if as_of is not None else now().isoformat()
    job = FirstJob(
        folder=folder,
        plan_file=plan_file,
        as_of=known,
        replications=replications,
        seed=seed,
    )
    with Crew(workers, within=within) as crew:
        first = crew.begin(first_played, job) if watched else None
        if first is None:
            crew.begin(get_ready, None)
        yield Ahead(crew=crew, as_of=known, first=first)


def get_ready(_: None) -> None:
    """Import what curves take, which takes longer than to play some worlds."""
    import exeunt.app.decide_curves  # noqa: F401, PLC0415 - to begin at once


def first_played(job: FirstJob) -> FirstPlayed | None:
    """Plan and play, as if no document told anything; None where that cannot be."""
    from exeunt.app.stated import (  # noqa: PLC0415 - to begin at once
        stated_before_reading,
    )

    try:
        asked = stated_before_reading(
            job.folder, plan_file=job.plan_file, as_of=job.as_of
        )
        return play_first(asked, replications=job.replications, seed=job.seed)
    except InvalidInput:
        # the process that was asked finds the same fault, and tells of it
        return None


def play_first(
    asked: Stated, *, replications: int, seed: int, compiled: bool = True
) -> FirstPlayed:
    """Make a plan without a search, unless one is given, and play it in few worlds."""
    from exeunt.app.make_plan import first_plan  # noqa: PLC0415 - to begin at once
    from exeunt.rehearse import rehearse, worth_compiling  # noqa: PLC0415 - likewise

    plan = asked.plan or first_plan(asked.problem, seed=seed)
    played = rehearse(
        asked.problem,
        plan,
        replications=min(FIRST_WORLDS if compiled else FEWER_WORLDS, replications),
        seed=seed,
        fast=compiled and worth_compiling(replications),
    )
    return FirstPlayed(plan=plan, rehearsal=played)
