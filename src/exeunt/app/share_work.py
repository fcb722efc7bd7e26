"""Share jobs with other processes, and have their answers in order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeVar

from exeunt.app.processes import Workers, end_children


Job = TypeVar("Job")
Answer = TypeVar("Answer")
Within = Callable[[], AbstractContextManager[None]]
"""What a process works within; one that other processes can import."""


class Crew:
    """
    The process that enters it, and others that help until it is left.

    Parameters
    ----------
    workers
        Processes, the one that enters it among them; none uses every core.
    within
        What the others do their work within.
    """

    def __init__(
        self, workers: int | None = None, *, within: Within | None = None
    ) -> None:
        self._others = max(0, (workers or os.cpu_count() or 1) - 1)
        self._within = within or nullcontext
        self._pool: Workers | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._pool is None:
            return
        self._pool.shutdown(wait=False, cancel_futures=True)
        if _kind is not None:
            # nobody wants what they are at
            end_children()

    def begin(self, work: Callable[[Job], Answer], job: Job) -> Future[Answer] | None:
        """Let another process do *work*, if there is one, and do not wait for it."""
        return self._submit(work, job)

    def answer(self, begun: Future[Answer] | None, *, within_s: float) -> Answer | None:
        """Give what was begun; None where it did not end, or not soon enough."""
        if begun is None:
            return None
        try:
            return begun.result(within_s)
        except (BrokenProcessPool, TimeoutError, OSError):
            return None

    def share(
        self, work: Callable[[Job], Answer], jobs: Sequence[Job]
    ) -> Iterator[Answer]:
        """
        Do *work* on every one of *jobs*; give the answers in their order.

        The others begin at once; this process joins in when answers are asked for.

        Parameters
        ----------
        work
            A function that other processes can import.
        jobs
            What to work on.
        """
        if len(jobs) < 2:
            return map(work, jobs)
        return _answers(work, jobs, [self._submit(work, job) for job in jobs])

    def _submit(self, work: Callable[[Job], Answer], job: Job) -> Future[Answer] | None:
        if not self._others:
            return None
        try:
            if self._pool is None:
                self._pool = Workers(self._others)
            return self._pool.submit(_Work(self._within, work), job)
        except (BrokenProcessPool, OSError):
            self._others = 0
            return None


@dataclass(frozen=True, slots=True)
class _Work:
    """Work, and what it is done within."""

    within: Within
    work: Callable[[Any], Any]

    def __call__(self, job: Any) -> Any:
        with self.within():
            return self.work(job)


def _answers(
    work: Callable[[Job], Answer],
    jobs: Sequence[Job],
    futures: Sequence[Future[Answer] | None],
) -> Iterator[Answer]:
    done: dict[int, Answer] = {}
    for number, (job, future) in enumerate(zip(jobs, futures, strict=True)):
        if number in done:
            yield done.pop(number)
        elif future is None or future.cancel():
            yield work(job)
        else:
            for other in range(number + 1, len(jobs)):
                if future.done():
                    break
                theirs = futures[other]
                if other not in done and (theirs is None or theirs.cancel()):
                    done[other] = work(jobs[other])
            yield _answer(work, job, future)


def _answer(
    work: Callable[[Job], Answer], job: Job, future: Future[Answer] | None
) -> Answer:
    if future is None:
        return work(job)
    try:
        return future.result()
    except (BrokenProcessPool, OSError):
        # no second process to be had here: do it in this one
        return work(job)
