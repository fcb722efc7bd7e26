"""What is counted in one world and gathered over many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from exeunt.model.outcomes import Rehearsal
from exeunt.model.times import HOUR
from exeunt.rehearse.openings import Windows
from exeunt.rehearse.parcels import Parcel
from exeunt.rehearse.script import Script


RIDING, QUEUE, VEHICLE, OPENING = range(4)
"""Stages; the others than riding are counted by place."""
_NAMES = ("queue at {}", "waiting for a vehicle at {}", "waiting for opening at {}")


def stage_names(script: Script) -> tuple[str, ...]:
    """Name every stage in words, in the order of ``Tally.waited``."""
    places = script.problem.places
    return ("riding", *(name.format(p.name) for p in places for name in _NAMES))


Stay = tuple[int, int, Windows]
"""A place, until when, and when it, or the way from it, is open."""


class Tally:
    """Counts of one world."""

    __slots__ = (
        "by_hour",
        "cleared",
        "empty",
        "last",
        "out",
        "seats",
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
        self.waited = [0] * (1 + OPENING * len(script.openings))
        """Person-seconds by stage."""
        self.seats = 0
        self.empty = 0
        self.last: Parcel | None = None

    def wait(self, parcel: Parcel, kind: int, place: int, seconds: int) -> None:
        """Count *seconds* of every person of *parcel* at a stage at *place*."""
        stage = kind + OPENING * place
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
        shut = windows.shut_between(parcel.since, until)
        if shut:
            self.wait(parcel, OPENING, place, shut)
            wait -= shut
        if wait:
            stage = kind + OPENING * place
            self.waited[stage] += wait * parcel.persons
            parcel.log.append((stage, wait))
        parcel.since = until

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
    share: list[float]
    waited: list[int]
    held_last: int
    """Stage that held up the last ones; -1 where nobody moved."""
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
        share=_share(tally.by_hour, sum(came)),
        waited=tally.waited,
        held_last=_held(left) if left else _held([tally.last] if tally.last else []),
        seats=tally.seats,
        empty=tally.empty,
    )


def _share(by_hour: list[int], came: int) -> list[float]:
    if not came:
        return [1.0] * (len(by_hour) - 1)
    return [out / came for out in accumulate(by_hour[:-1])]


def _held(parcels: list[Parcel]) -> int:
    lost: Counter[int] = Counter()
    for parcel in parcels:
        for stage, seconds in parcel.log:
            lost[stage] += seconds * parcel.persons
    return max(sorted(lost), key=lost.__getitem__) if lost else RIDING


def gather(
    script: Script, worlds: list[Counted], *, seed: int, first: int
) -> Rehearsal:
    """Gather worlds into a rehearsal."""
    n = len(worlds)
    stages = stage_names(script)
    held = Counter(w.held_last for w in worlds)
    seats = sum(w.seats for w in worlds)
    return Rehearsal(
        seed=seed,
        first=first,
        categories=tuple(c.id for c in script.problem.categories),
        exits=script.problem.exits,
        cleared_s=_table([w.cleared for w in worlds]),
        left=_table([w.left for w in worlds]),
        through_s=_table([w.through for w in worlds]),
        out=_table([w.out for w in worlds]),
        no_show=_table([w.no_show for w in worlds]),
        # the share of people out is told at every full hour
        out_by_s=np.arange(0, script.horizon_s + 1, HOUR, dtype=np.int64),
        out_share=np.array([w.share for w in worlds]),
        stages=stages,
        waited_h=_table([w.waited for w in worlds]).sum(axis=0) / HOUR / n,
        held_last=np.array([held[k] / n for k in range(len(stages))]),
        seats=seats,
        empty_seats=sum(w.empty for w in worlds) / seats if seats else 0.0,
    )


def _table(rows: list[list[int]] | list[list[list[int]]]) -> NDArray[np.int64]:
    return np.array(rows, dtype=np.int64)
