"""Share jobs with other processes, and have their answers in order."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from exeunt.app.processes import bound_to_its_parent


Job = TypeVar("Job")
Answer = TypeVar("Answer")


def share_work(
    work: Callable[[Job], Answer], jobs: Sequence[Job], *, workers: int | None = None
) -> Iterator[Answer]:
    """
    Do *work* on every one of *jobs*; give the answers in their order.

    This process works as well: it takes jobs from the front while the others take them
    from the back, so that the first answer waits for no process to start.

    Parameters
    ----------
    work
        A function that other processes can import.
    jobs
        What to work on.
    workers
        Processes, this one among them; none uses every core.
    """
    others = min(workers or os.cpu_count() or 1, len(jobs)) - 1
    if others < 1:
        yield from map(work, jobs)
        return
    pool = ProcessPoolExecutor(
        others,
        # a forked child would inherit locks that other threads hold
        mp_context=multiprocessing.get_context("spawn"),
        initializer=bound_to_its_parent,
    )
    try:
        futures = [pool.submit(work, job) for job in reversed(jobs)][::-1]
        for job, future in zip(jobs, futures, strict=True):
            yield work(job) if future.cancel() else _answer(work, job, future)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _answer(work: Callable[[Job], Answer], job: Job, future: Future[Answer]) -> Answer:
    try:
        return future.result()
    except (BrokenProcessPool, OSError):
        # no second process to be had here: do it in this one
        return work(job)
