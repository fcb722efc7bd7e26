"""What a rehearsal found."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from exeunt.model.breaches import Breach
from exeunt.model.intervals import Between
from exeunt.model.occupancy import Occupancy
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.stories import Failures, Story


EVERYONE = "everyone"
"""Stands for all categories together."""


def everyone_cleared(cleared: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give when the last of all was safe in each world, or -1."""
    if not cleared.shape[1]:
        return np.zeros(cleared.shape[0], dtype=np.int64)
    last: NDArray[np.int64] = cleared.max(axis=1)
    return np.where((cleared < 0).any(axis=1), -1, last)


def _nothing() -> NDArray[np.int64]:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """
    A plan played in many worlds.

    Arrays have one row a replication; times are seconds after H-hour. ``cleared_s``
    (replications, categories) is when the last of a category was safe, or -1 where
    somebody was not by the end of the horizon. ``left`` (replications, categories)
    counts people who were not. ``through_s`` (replications, categories, exits) is when
    the last of a category left through an exit, or -1 where none did. ``out``
    (replications, categories) counts people who came out; ``no_show`` people who did
    not come at all, who are neither out nor left. A household counts for its own
    category, with all its members. ``waited_h`` (stages,) is the mean person-hours a
    replication lost at each stage; ``held_last`` (stages,) is the share of the worlds
    in which the last one out, or somebody who was left, waited longest there.
    """

    seed: int
    first: int = 0
    """Number of the first replication."""
    categories: tuple[str, ...]
    exits: tuple[str, ...]
    cleared_s: NDArray[np.int64]
    left: NDArray[np.int64]
    through_s: NDArray[np.int64]
    out: NDArray[np.int64]
    no_show: NDArray[np.int64]
    out_by_s: NDArray[np.int64]
    """Times at which ``out_share`` is given."""
    out_share: NDArray[np.float64]
    """(replications, times): share of all who came, who were safe by then."""
    stages: tuple[str, ...]
    waited_h: NDArray[np.float64]
    held_last: NDArray[np.float64]
    held: NDArray[np.int64] = field(default_factory=_nothing)
    """(replications,): the stage of each world that ``held_last`` counts."""
    seats: int
    """Seats on all loaded trips of all worlds."""
    empty_seats: float
    """The share of them that left empty."""
    interrupted_of: int | None = None
    """How many worlds were wanted, where it was interrupted before; None: it was not."""

    @property
    def replications(self) -> int:
        """How many worlds were played."""
        return int(self.cleared_s.shape[0])

    @property
    def people_out(self) -> NDArray[np.float64]:
        """(replications, times): how many people were safe by then."""
        came = self.out.sum(axis=1) + self.left.sum(axis=1)
        out: NDArray[np.float64] = self.out_share * came[:, np.newaxis]
        return out


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceQuantiles:
    """When all of a category are out: P50, P80, P95 [s after H-hour]; None: never."""

    category: str
    p50_s: int | None
    p80_s: int | None
    p95_s: int | None
    p50_between_s: Between
    """The 95 % interval of ``p50_s``, and so of the others; an upper end of None: the
    worlds played do not exclude *never*."""
    p80_between_s: Between
    p95_between_s: Between
    all_out: float
    """Chance that all of the category come out within the horizon."""
    half_width: float
    """Of the 95 % interval of ``all_out``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageWait:
    """What one stage of the journey cost, in the mean of all worlds."""

    stage: str
    hours: float
    """Person-hours waited there in a world."""
    held_last: float
    """Share of the worlds in which the last ones waited longest there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """A rehearsal with what it was of, and what it says."""

    post: Post
    plan: Plan
    rehearsal: Rehearsal
    clearance: tuple[ClearanceQuantiles, ...]
    """One a category, then everyone."""
    stages: tuple[StageWait, ...]
    """The one that most often held up the last ones first."""
    failures: Failures
    breaches: tuple[Breach, ...] = ()
    """Of the plan; what is told of it holds if it can be carried out."""
    stories: tuple[Story, ...] = ()
    """The worst worlds, if they were asked for."""
    occupancy: Occupancy | None = None
    """Who waits where and what is in use by hour, if it was asked for."""
    left_out: tuple[str, ...] = ()
    """Which of both were asked for and not found any more, since it was interrupted."""
