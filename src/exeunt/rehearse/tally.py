"""What is counted in one world and gathered over many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from exeunt.model.outcomes import Rehearsal
from exeunt.model.times import HOUR
from exeunt.rehearse.openings import Windows
from exeunt.rehearse.parcels import Parcel
from exeunt.rehearse.script import Script


RIDING, QUEUE, VEHICLE, OPENING, SEAT, SLOT = range(6)
"""Stages; the others than riding are counted by place. ``SEAT``: waiting for a vehicle
after the planned departure did not take place, or its seats were sold. ``SLOT``: a
vehicle that waits for a slot (rule §19); it is counted after all others, by place that
has slots."""
_NAMES = (
    "queue at {}",
    "waiting for a vehicle at {}",
    "waiting for opening at {}",
    "waiting for another seat at {}",
)
_STAGES = len(_NAMES)


def stage_names(script: Script) -> tuple[str, ...]:
    """Name every stage in words, in the order of ``Tally.waited``."""
    places = script.problem.places
    in_slots = [p.name for p, gap in zip(places, script.slots, strict=True) if gap]
    return (
        "riding",
        *(name.format(p.name) for p in places for name in _NAMES),
        *(f"waiting for a slot at {name}" for name in in_slots),
    )


def slot_stages(script: Script) -> list[int]:
    """Give, by place, the stage at which people wait for its slots, or 0."""
    numbers = count(1 + _STAGES * len(script.slots))
    return [next(numbers) if gap else 0 for gap in script.slots]


Stay = tuple[int, int, Windows]
"""A place, until when, and when it, or the way from it, is open."""


def kind_of(parcel: Parcel, kind: int) -> int:
    """Tell what *parcel* waits for, where it waits for *kind*."""
    return SEAT if kind == VEHICLE and parcel.lost else kind


class Tally:
    """Counts of one world."""

    __slots__ = (
        "by_hour",
        "cleared",
        "empty",
        "last",
        "out",
        "seats",
        "slot_stages",
        "through",
        "waited",
    )

    def __init__(self, script: Script) -> None:
        categories = len(script.problem.categories)
        exits = len(script.problem.exits)
        self.out = [0] * categories
        self.cleared = [0] * categories
        self.through = [[-1] * exits for _ in range(categories)]
        self.by_hour = [0] * (script.horizon_s // HOUR + 2)
        """Persons who came out in each hour, its end included."""
        self.slot_stages = slot_stages(script)
        self.waited = [0] * len(stage_names(script))
        """Person-seconds by stage."""
        self.seats = 0
        self.empty = 0
        self.last: Parcel | None = None

    def wait(self, parcel: Parcel, kind: int, place: int, seconds: int) -> None:
        """Count *seconds* of every person of *parcel* at a stage at *place*."""
        stage = self._stage(kind, place)
        self.waited[stage] += seconds * parcel.persons
        parcel.log.append((stage, seconds))

    def held(self, parcel: Parcel, kind: int, stay: Stay) -> None:
        """
        Count that *parcel* stayed at a place until a moment for *kind* of a reason.

        While it was shut, people waited for it to open.
        """
        place, until, windows = stay
        wait = until - parcel.since
        if wait <= 0:
            return
        kind = kind_of(parcel, kind)
        shut = windows.shut_between(parcel.since, until)
        if shut:
            self.wait(parcel, OPENING, place, shut)
            wait -= shut
        if wait:
            stage = self._stage(kind, place)
            self.waited[stage] += wait * parcel.persons
            parcel.log.append((stage, wait))
        parcel.since = until

    def _stage(self, kind: int, place: int) -> int:
        return self.slot_stages[place] if kind == SLOT else kind + _STAGES * place

    def came_out(self, parcel: Parcel, at: int) -> None:
        """Count *parcel* as safe from *at* on."""
        # worlds run forward: whoever comes out now is the last so far
        for category, persons in parcel.by_category():
            self.out[category] += persons
            self.cleared[category] = at
        self.by_hour[-(-at // HOUR)] += parcel.persons
        self.last = parcel

    def went_through(self, parcel: Parcel, exit_: int, at: int) -> None:
        """Count *parcel* as gone through an exit."""
        for category, _ in parcel.by_category():
            through = self.through[category]
            through[exit_] = max(through[exit_], at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The counts of one world, closed."""

    cleared: list[int]
    left: list[int]
    through: list[list[int]]
    out: list[int]
    no_show: list[int]
    by_hour: list[int]
    waited: list[int]
    held_last: int
    """Stage that held up the last ones."""
    seats: int
    empty: int


def close(
    tally: Tally,
    *,
    came: list[int],
    no_show: list[int],
    left: list[Parcel],
) -> Counted:
    """Close the counts of a world in which *left* still stand somewhere."""
    behind = [a - b for a, b in zip(came, tally.out, strict=True)]
    return Counted(
        cleared=[
            -1 if gone else at for at, gone in zip(tally.cleared, behind, strict=True)
        ],
        left=behind,
        through=tally.through,
        out=tally.out,
        no_show=no_show,
        by_hour=tally.by_hour,
        waited=tally.waited,
        held_last=_held(left) if left else _held([tally.last] if tally.last else []),
        seats=tally.seats,
        empty=tally.empty,
    )


def _held(parcels: list[Parcel]) -> int:
    lost: Counter[int] = Counter()
    for parcel in parcels:
        for stage, seconds in parcel.log:
            lost[stage] += seconds * parcel.persons
    return max(sorted(lost), key=lost.__getitem__) if lost else RIDING


class Counts(NamedTuple):
    """What came of worlds: arrays with one row each."""

    cleared: NDArray[np.int64]
    left: NDArray[np.int64]
    through: NDArray[np.int64]
    out: NDArray[np.int64]
    no_show: NDArray[np.int64]
    by_hour: NDArray[np.int64]
    waited: NDArray[np.int64]
    held_last: NDArray[np.int64]
    seats: NDArray[np.int64]
    """Those on loaded trips, and those of them that left empty."""


def counts_of(worlds: list[Counted]) -> Counts:
    """Lay out the counts of worlds."""
    return Counts(
        cleared=_table([w.cleared for w in worlds]),
        left=_table([w.left for w in worlds]),
        through=_table([w.through for w in worlds]),
        out=_table([w.out for w in worlds]),
        no_show=_table([w.no_show for w in worlds]),
        by_hour=_table([w.by_hour for w in worlds]),
        waited=_table([w.waited for w in worlds]),
        held_last=np.array([w.held_last for w in worlds]),
        seats=_table([[w.seats, w.empty] for w in worlds]),
    )


def gather(script: Script, counts: Counts, *, seed: int, first: int) -> Rehearsal:
    """Gather the counts of worlds into a rehearsal."""
    n = len(counts.cleared)
    stages = stage_names(script)
    seats, empty = (int(x) for x in counts.seats.sum(axis=0))
    out = counts.by_hour[:, :-1].cumsum(axis=1)
    came = (counts.out + counts.left).sum(axis=1, keepdims=True)
    return Rehearsal(
        seed=seed,
        first=first,
        categories=tuple(c.id for c in script.problem.categories),
        exits=script.problem.exits,
        cleared_s=counts.cleared,
        left=counts.left,
        through_s=counts.through,
        out=counts.out,
        no_show=counts.no_show,
        # the share of people out is told at every full hour
        out_by_s=np.arange(0, script.horizon_s + 1, HOUR, dtype=np.int64),
        out_share=np.divide(out, came, out=np.ones(out.shape), where=came > 0),
        stages=stages,
        waited_h=counts.waited.sum(axis=0) / HOUR / n,
        held=counts.held_last,
        held_last=np.bincount(counts.held_last, minlength=len(stages)) / n,
        seats=seats,
        empty_seats=empty / seats if seats else 0.0,
    )


def _table(rows: list[list[int]] | list[list[list[int]]]) -> NDArray[np.int64]:
    return np.array(rows, dtype=np.int64)
