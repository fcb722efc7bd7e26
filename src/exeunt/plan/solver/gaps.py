"""Where vehicles have time: the stretches between their loaded runs, as arrays."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from exeunt.model.times import NEVER
from exeunt.plan.solver.network import Way


Ints = NDArray[np.int64]
Gap = tuple[int, int, int, int, int, int, int]
"""Since when the vehicle stands where; when and where its next loaded run begins to
load; the vehicle; and the runs of its tour between which the gap lies."""
Idle = tuple[int, int, int]
"""Since when and where a vehicle stands, and how it begins."""
NOWHERE = -1
_ENDS = 2
_NO_GAP: Gap = (0, 0, -NEVER, NOWHERE, 0, 0, 0)


def _no_rows(count: int) -> Ints:
    return np.repeat(np.array(_NO_GAP, dtype=np.int64)[:, None], count, axis=1)


@dataclass(frozen=True, slots=True)
class Gaps:
    """
    All gaps of one fleet, one a column; see ``Gap``.

    They are changed vehicle by vehicle: with hundreds of vehicles it would take longer
    to gather them all anew for each run than to find the run.
    """

    shortest_s: int = 0
    """No run with people takes less, so shorter gaps are left out."""
    begins: tuple[int, ...] = ()
    """By vehicle: the first with the same duty and kilometres behind it; none: all."""
    columns: Ints = field(default_factory=lambda: _no_rows(0))
    _at: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """By vehicle: its columns."""
    _spare: tuple[int, ...] = ()
    _idle: dict[Idle, tuple[int, ...]] = field(default_factory=dict)
    """Vehicles that do nothing; the first stands for all."""
    _idles: dict[int, Idle] = field(default_factory=dict)
    """By vehicle that does nothing: as what it is idle."""

    def changed(self, vehicles: Mapping[int, Sequence[Gap]]) -> Gaps:
        """Take in the gaps that *vehicles* have now."""
        columns, at = self.columns, dict(self._at)
        idle, idles = dict(self._idle), dict(self._idles)
        now: dict[int, Sequence[Gap]] = {}
        for vehicle, gaps in vehicles.items():
            now[vehicle] = [g for g in gaps if g[_ENDS] - g[0] >= self.shortest_s]
            was, key = idles.pop(vehicle, None), self._idle_as(vehicle, gaps)
            if was is not None:
                idle[was] = tuple(v for v in idle[was] if v != vehicle)
                _let_first_stand(idle[was], was, now)
            if key is not None:
                idles[vehicle] = key
                others = list(idle.get(key, ()))
                if others:
                    now[others[0]] = ()
                insort(others, vehicle)
                idle[key] = tuple(others)
                now[vehicle] = ()
                _let_first_stand(others, key, now)
        spare = [*self._spare, *(c for v in now for c in at.pop(v, ()))]
        fresh = [(v, gap) for v, gaps in now.items() for gap in gaps]
        columns, spare = _with_room(columns, spare, len(fresh))
        columns[_ENDS, spare] = -NEVER
        for vehicle, gap in fresh:
            column = spare.pop()
            columns[:, column] = gap
            at[vehicle] = (*at.get(vehicle, ()), column)
        return Gaps(
            self.shortest_s, self.begins, columns, at, tuple(spare), idle, idles
        )

    def _idle_as(self, vehicle: int, gaps: Sequence[Gap]) -> Idle | None:
        if len(gaps) != 1 or gaps[0][6] != 0:
            return None
        return (*gaps[0][:2], self.begins[vehicle] if self.begins else 0)

    def for_run(
        self, way: Way, drives_s: Ints, *, from_s: int, latest_s: int
    ) -> Iterator[tuple[int, int, tuple[int, int]]]:
        """
        Yield gaps in which a run over *way* may fit, the most promising first.

        Parameters
        ----------
        way
            What is to be driven, with people.
        drives_s
            Least time to drive empty, by place of departure and of arrival.
        from_s, latest_s
            Loading begins no earlier and no later.

        Yields
        ------
        tuple
            The earliest that loading could begin, were nothing shut; the vehicle; the
            places in its tour.
        """
        since, place, ends, follows, vehicle, after, before = self.columns
        lead = drives_s[place, way.from_]
        begins = np.maximum(since + lead, from_s)
        back = np.where(follows == NOWHERE, 0, drives_s[way.to, follows])
        fits = (begins <= latest_s) & (begins + (way.lasts_s + back) <= ends)
        columns = np.flatnonzero(fits)
        if not columns.size:
            return
        at = begins[columns]
        # mostly the first is taken, so the others are put in order only when needed
        soonest = at == at.min()
        for some in (columns[soonest], columns[~soonest]):
            idle = begins[some] - since[some] + 2 * lead[some]
            keys = (after[some], vehicle[some], idle, begins[some])
            for c in some[np.lexsort(keys)].tolist():
                yield (
                    int(begins[c]),
                    int(vehicle[c]),
                    (int(after[c]), int(before[c])),
                )


def _let_first_stand(
    vehicles: Sequence[int], key: Idle, now: dict[int, Sequence[Gap]]
) -> None:
    if vehicles:
        since_s, place, _ = key
        now[vehicles[0]] = (last_gap(place, since_s, vehicles[0], 0),)


def _with_room(
    columns: Ints, spare: Iterable[int], needed: int
) -> tuple[Ints, list[int]]:
    """Copy *columns*, with some more if fewer than *needed* are to *spare*."""
    spare, size = list(spare), columns.shape[1]
    if len(spare) >= needed:
        return columns.copy(), spare
    more = max(needed - len(spare), size // 4, 16)
    return (
        np.concatenate([columns, _no_rows(more)], axis=1),
        [*range(size + more - 1, size - 1, -1), *spare],
    )


def last_gap(place: int, since_s: int, vehicle: int, at: int) -> Gap:
    """Give the gap after the last run of a tour of so many runs."""
    return since_s, place, NEVER, NOWHERE, vehicle, at, at
