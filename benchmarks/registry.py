"""Every case: what is measured, against which rival, on what input."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


Measure = Callable[[], object]
"""Does the work once and gives its result, which nobody looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of the table: what was measured, of us and of the rival."""

    what: str
    unit: str
    ours: float
    rival: float | None = None
    digits: int = 3
    more_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times better than the rival's ours is."""
        if self.rival is None or not self.ours or not self.rival:
            return None
        return self.ours / self.rival if self.more_is_better else self.rival / self.ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The input of a case is built; what is left is the work itself."""

    size: str
    """Of the input, in a word or two."""
    ours: Measure | None = None
    """None: there is nothing to take the time of; ``more`` measures all."""
    rival: Measure | None = None
    units: int = 1
    """How many of them the work does."""
    unit: str = "s"
    """Another than seconds: the figure is how many of it are done in a second."""
    digits: int = 3
    more: Callable[[], Iterable[Figure]] = tuple
    """What there is to measure besides time, or in a way of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchCase:
    """One case of the registry."""

    name: str
    what: str
    rival: str
    """Who does the same, and how; empty where there is nobody."""
    note: str
    """What the figures say and what they do not, in a sentence."""
    build: Callable[[], Prepared]


def cases() -> dict[str, BenchCase]:
    """Gather the cases of every module, by name."""
    from benchmarks import (  # noqa: PLC0415 - the modules import this one
        arrivals,
        attribution,
        checking,
        deciding,
        departing,
        documents,
        growth,
        literature,
        planning,
        rehearsal,
        replanning,
        replays,
        replications,
        rivals,
        roster,
        times,
        watching,
        ways,
    )

    modules = (
        rehearsal,
        replications,
        planning,
        replanning,
        departing,
        deciding,
        growth,
        literature,
        rivals,
        checking,
        ways,
        documents,
        arrivals,
        attribution,
        watching,
        times,
        roster,
        replays,
    )
    return {case.name: case for module in modules for case in module.CASES}
