"""Rehearse a plan on all cores, with the same answer on any number of them."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from exeunt.app.processes import bound_to_its_parent
from exeunt.model.outcomes import Rehearsal
from exeunt.model.plan import Plan
from exeunt.model.problem import Problem
from exeunt.rehearse import merge, rehearse, worth_compiling


PARTS_A_WORKER = 8
"""Small enough for progress and for being stopped, large enough to cost nothing."""
WORTH_A_POOL = 100
"""Fewer worlds than this are played before a second process has started."""

Progress = Callable[[int], None]
Range = tuple[int, int]
"""Number of the first world, and how many."""
Play = Callable[[Problem, Plan, int, Sequence[Range]], Iterator[Rehearsal]]
"""Plays ranges of worlds of a seed in any order, and gives each as it is done."""


def rehearse_plan(  # noqa: PLR0913 - how far, on what, and what is told
    problem: Problem,
    plan: Plan,
    *,
    replications: int,
    seed: int,
    workers: int | None = None,
    play: Play | None = None,
    keep_interrupted: bool = False,
    on_progress: Progress | None = None,
) -> Rehearsal:
    """
    Rehearse *plan* on *workers* processes.

    The answer has the same bits for any number of workers.

    Parameters
    ----------
    problem
        What the plan was made for.
    plan
        The plan to rehearse.
    replications
        How many worlds, at least 1.
    seed
        Root of every random stream.
    workers
        Processes to use; none uses every core.
    play
        What plays the worlds instead, with so many *workers*.
    keep_interrupted
        Answer with what has been found when interrupted (Ctrl-C); ``replications``
        of the answer tell how much that is.
    on_progress
        Told how many worlds have been played, from time to time.

    Raises
    ------
    InvalidInput
        When there is nothing to play, or the plan is for another post.
    KeyboardInterrupt
        When it is interrupted, unless *keep_interrupted* and something was found.
    """
    count = workers if workers is not None else os.cpu_count() or 1
    count = max(1, min(count, replications))
    # the first world finds every fault of the input, in this process
    fast = worth_compiling(replications)
    first = rehearse(
        problem, plan, replications=min(1, replications), seed=seed, fast=fast
    )
    parts = [first]
    if play is None and workers is None and replications < WORTH_A_POOL:
        count = 1
    ranges = _ranges(1, replications, count * PARTS_A_WORKER)
    try:
        for part in (play or _on(count))(problem, plan, seed, ranges):
            parts.append(part)
            if on_progress is not None:
                on_progress(sum(p.replications for p in parts))
    except KeyboardInterrupt:
        if not keep_interrupted or len(parts) == 1:
            raise
    return merge(parts)


def _ranges(first: int, end: int, parts: int) -> list[Range]:
    size = max(1, -((first - end) // parts))
    return [(at, min(size, end - at)) for at in range(first, end, size)]


def _on(workers: int) -> Play:
    return partial(_played, workers=workers)


def _played(
    problem: Problem, plan: Plan, seed: int, ranges: Sequence[Range], *, workers: int
) -> Iterator[Rehearsal]:
    waiting = dict.fromkeys(ranges)
    if workers > 1:
        try:
            for part in _pooled(problem, plan, seed, ranges, workers):
                waiting.pop((part.first, part.replications))
                yield part
        except (BrokenProcessPool, OSError):
            # no second process to be had here: go on in this one
            pass
    for first, replications in waiting:
        yield play_part(problem, plan, seed, (first, replications))


def _pooled(
    problem: Problem, plan: Plan, seed: int, ranges: Sequence[Range], workers: int
) -> Iterator[Rehearsal]:
    pool = ProcessPoolExecutor(
        workers,
        # a forked child would inherit locks that other threads hold
        mp_context=multiprocessing.get_context("spawn"),
        initializer=bound_to_its_parent,
    )
    try:
        futures: list[Future[Rehearsal]] = [
            pool.submit(play_part, problem, plan, seed, some) for some in ranges
        ]
        for future in as_completed(futures):
            yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def play_part(problem: Problem, plan: Plan, seed: int, some: Range) -> Rehearsal:
    """Play one range of worlds; on another process or machine, the same bits."""
    first, worlds = some
    # a worker plays so many parts, and would compile for all of them at once
    fast = worth_compiling(PARTS_A_WORKER * worlds)
    return rehearse(
        problem, plan, replications=worlds, seed=seed, first=first, fast=fast
    )
