"""Every case: what is measured, against which rival, on what input."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


Measure = Callable[[], object]
"""Does the work once and gives its result, which nobody looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The input of a case is built; what is left is the work itself."""

    ours: Measure
    rival: Measure | None
    size: str
    """Of the input, in a word or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchCase:
    """One case of the registry."""

    name: str
    what: str
    rival: str
    """Who does the same, and how; empty where there is nobody."""
    build: Callable[[], Prepared]


def cases() -> dict[str, BenchCase]:
    """Gather the cases of every module, by name."""
    from benchmarks import roster  # noqa: PLC0415 - the modules import this one

    return {case.name: case for case in (*roster.CASES,)}
