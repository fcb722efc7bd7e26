"""Rehearse a plan on all cores, with the same answer on any number of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import (
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
    as_completed,
)
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from exeunt.app.processes import Workers, end_children
from exeunt.errors import InvalidInput
from exeunt.model.outcomes import Rehearsal
from exeunt.model.plan import Plan
from exeunt.model.problem import Problem
from exeunt.rehearse import (
    ReadPlan,
    check_asked,
    merge,
    rehearse,
    widest_half_width,
    worth_compiling,
)


PARTS_A_WORKER = 8
"""Small enough for progress and for being stopped, large enough to cost nothing."""
WORTH_A_POOL = 100
"""Fewer worlds than this are played before a second process has started."""
MOST_A_PART = 2_000
"""So that stopping takes a second or two."""

FIRST_BATCH = 200
"""Worlds before it is first asked whether they are enough."""
GROWS_BY = 1.5
"""So many times as many have been played when it is asked again."""

Progress = Callable[[int], None]
Range = tuple[int, int]
"""Number of the first world, and how many."""
Play = Callable[[Problem, Plan, int, Sequence[Range]], Iterator[Rehearsal]]
"""Plays ranges of worlds of a seed in any order, and gives each as it is done."""


class NotAHalfWidth(InvalidInput):
    """A precision that no number of worlds reaches, or that says nothing."""

    def __init__(self, precision: float) -> None:
        self.precision = precision
        super().__init__(
            f"precision {precision:g} is no half-width of a chance; give one above 0 "
            "and below 0.5, such as 0.01 for one point."
        )


def rehearse_plan(  # noqa: PLR0913 - how far, on what, and what is told
    problem: Problem,
    plan: Plan,
    *,
    replications: int,
    seed: int,
    precision: float | None = None,
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
    precision
        Stop before that many worlds once the 95 % half-width of the chance that all
        are out is no wider, for every category and for everyone.
    workers
        Processes to use; none uses every core.
    play
        What plays the worlds instead, with so many *workers*.
    keep_interrupted
        Answer with what has been found when interrupted (Ctrl-C); ``interrupted_of``
        of the answer tells that it was.
    on_progress
        Told how many worlds have been played, from time to time.

    Raises
    ------
    InvalidInput
        When there is nothing to play, *precision* is none, or the plan is for another
        post.
    KeyboardInterrupt
        When it is interrupted, unless *keep_interrupted* and something was found.
    """
    if precision is not None and not 0 < precision < 0.5:
        raise NotAHalfWidth(precision)
    # the first world finds every fault of the input, in this process
    fast = worth_compiling(replications)
    check_asked(replications, seed)
    read = ReadPlan(problem, plan)
    parts = [read.rehearse(1, seed=seed, fast=fast)]
    count = _processes(workers, replications, elsewhere=play is not None)
    try:
        with _Crew(problem=problem, plan=plan, read=read, seed=seed, fast=fast) as crew:
            for begin, end in _batches(replications, precision):
                ranges = _ranges(begin, end, count)
                given = (
                    crew.play(ranges, count)
                    if play is None
                    else play(problem, plan, seed, ranges)
                )
                for part in given:
                    parts.append(part)
                    if on_progress is not None:
                        on_progress(sum(p.replications for p in parts))
                if precision and widest_half_width(merge(parts)) <= precision:
                    break
    except KeyboardInterrupt:
        if not keep_interrupted or len(parts) == 1:
            raise
        return replace(merge(_unbroken(parts)), interrupted_of=replications)
    return merge(parts)


def _unbroken(parts: Sequence[Rehearsal]) -> list[Rehearsal]:
    """Give the parts up to the first world that is missing: worlds go by number."""
    some: list[Rehearsal] = []
    for part in sorted(parts, key=lambda p: p.first):
        if some and part.first != some[-1].first + some[-1].replications:
            break
        some.append(part)
    return some


def _processes(workers: int | None, replications: int, *, elsewhere: bool) -> int:
    if workers is None and not elsewhere and replications < WORTH_A_POOL:
        return 1
    return max(1, min(workers or os.cpu_count() or 1, replications))


def _batches(replications: int, precision: float | None) -> Iterator[tuple[int, int]]:
    """Give from which world to which to play before asking whether it is enough."""
    # the ends hang on nothing but the numbers, so any machine stops at the same world
    begin, end = 1, replications if precision is None else FIRST_BATCH
    while begin < replications:
        end = min(end, replications)
        yield begin, end
        begin, end = end, round(end * GROWS_BY)


def _ranges(first: int, end: int, workers: int) -> list[Range]:
    size = max(1, -((first - end) // (workers * PARTS_A_WORKER)))
    size = min(size, MOST_A_PART)
    return [(at, min(size, end - at)) for at in range(first, end, size)]


@dataclass(kw_only=True)
class _Crew:
    """Plays ranges of worlds on processes that it keeps from one batch to the next."""

    problem: Problem
    plan: Plan
    read: ReadPlan
    seed: int
    fast: bool
    pool: Executor | None = None
    alone: bool = False
    """No second process is to be had here."""
    left: bool = False
    """Nobody waits for the parts under way any more."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.left = True
        if self.pool is not None:
            self.pool.shutdown(wait=False, cancel_futures=True)
            if kind is not None and isinstance(self.pool, Workers):
                # else Python would wait at its end for the parts under way
                end_children()

    def play(self, ranges: list[Range], workers: int) -> Iterator[Rehearsal]:
        """Play *ranges* in any order."""
        waiting = dict.fromkeys(ranges)
        if workers > 1 and not self.alone:
            try:
                for part in self._pooled(ranges, workers):
                    waiting.pop((part.first, part.replications))
                    yield part
            except (BrokenProcessPool, OSError):
                self.alone = True
        for some in waiting:
            yield self._part(some)

    def _part(self, some: Range) -> Rehearsal:
        """Play a range in this process."""
        first, worlds = some
        return self.read.rehearse(
            worlds,
            seed=self.seed,
            first=first,
            fast=self.fast,
            on_progress=self._go_on,
        )

    def _go_on(self, _done: int) -> None:
        """Play the part under way no further once nobody waits for it."""
        if self.left:
            raise CancelledError

    def _sent(self, pool: Executor, some: Range) -> Future[Rehearsal]:
        if self.fast:
            return pool.submit(self._part, some)
        return pool.submit(
            play_part, self.problem, self.plan, self.seed, some, fast=False
        )

    def _new_pool(self, workers: int) -> Executor:
        if self.fast:
            # the compiled play lets go of Python's lock
            return ThreadPoolExecutor(workers)
        return Workers(workers)

    def _pooled(self, ranges: list[Range], workers: int) -> Iterator[Rehearsal]:
        if self.pool is None:
            self.pool = self._new_pool(workers)
        futures = [self._sent(self.pool, some) for some in ranges]
        for future in as_completed(futures):
            yield future.result()


def play_part(
    problem: Problem, plan: Plan, seed: int, some: Range, *, fast: bool | None = None
) -> Rehearsal:
    """
    Play one range of worlds; on another process or machine, the same bits.

    Whether to compile is judged from how many such parts a worker plays, unless *fast*
    tells.
    """
    first, worlds = some
    if fast is None:
        fast = worth_compiling(PARTS_A_WORKER * worlds)
    return rehearse(
        problem, plan, replications=worlds, seed=seed, first=first, fast=fast
    )
