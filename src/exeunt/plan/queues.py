"""How far a station is with those who wait at it, at some moment (rule §36)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """So many persons to be processed: from when, and by when."""

    persons: int
    from_s: int
    due_s: int


def done_by(
    jobs: Sequence[Job],
    spans: Sequence[tuple[int, int]],
    *,
    per_h: Fraction,
    until_s: int,
) -> list[Fraction]:
    """
    Count how many of each job are processed by *until_s*, whoever is due first first.

    Parameters
    ----------
    jobs
        In any order; of those due at one moment, who came first goes first.
    spans
        When the station is open.
    per_h
        Persons an hour.
    until_s
        The moment [s].
    """
    left = [Fraction(job.persons) for job in jobs]
    coming = sorted(range(len(jobs)), key=lambda i: -jobs[i].from_s)
    queue: list[tuple[int, int, int]] = []
    for start, end in pairwise(_moments(jobs, spans, until_s)):
        while coming and jobs[coming[-1]].from_s <= start:
            index = coming.pop()
            heappush(queue, (jobs[index].due_s, jobs[index].from_s, index))
        if any(a <= start < b for a, b in spans):
            _work(queue, left, per_h * (end - start) / 3600)
    return [job.persons - rest for job, rest in zip(jobs, left, strict=True)]


def _moments(
    jobs: Sequence[Job], spans: Sequence[tuple[int, int]], until_s: int
) -> list[int]:
    edges = {edge for span in spans for edge in span}
    edges |= {job.from_s for job in jobs}
    return sorted(edge for edge in edges | {until_s} if edge <= until_s)


def _work(
    queue: list[tuple[int, int, int]], left: list[Fraction], able: Fraction
) -> None:
    while queue and able > 0:
        index = queue[0][-1]
        done = min(left[index], able)
        left[index] -= done
        able -= done
        if not left[index]:
            heappop(queue)
