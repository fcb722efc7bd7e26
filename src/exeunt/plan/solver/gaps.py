"""Where vehicles have time: the stretches between their loaded runs, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exeunt.plan.solver.network import NEVER, Way


Ints = NDArray[np.int64]
Gap = tuple[int, int, int, int, int, int, int]
"""Since when the vehicle stands where; when and where its next loaded run begins to
load; the vehicle; and the runs of its tour between which the gap lies."""
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Gaps:
    """All gaps of one fleet, one a row; see ``Gap``."""

    rows: Ints

    @staticmethod
    def of(vehicles: Iterable[Sequence[Gap]]) -> Gaps:
        """Gather the gaps of *vehicles*; of those that are alike idle, one will do."""
        seen: set[tuple[int, int]] = set()
        rows: list[Gap] = []
        for gaps in vehicles:
            if len(gaps) == 1 and gaps[0][6] == 0:
                if gaps[0][:2] in seen:
                    continue
                seen.add(gaps[0][:2])
            rows += gaps
        return Gaps(np.array(rows, dtype=np.int64).reshape(-1, 7))

    def for_run(
        self, way: Way, drives_s: Ints, *, from_s: int, latest_s: int
    ) -> Iterable[tuple[int, int, tuple[int, int]]]:
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
        since, place, ends, follows, vehicle, after, before = self.rows.T
        lead = drives_s[place, way.from_]
        begins = np.maximum(since + lead, from_s)
        back = np.where(follows == NOWHERE, 0, drives_s[way.to, follows])
        fits = (begins <= latest_s) & (begins + way.lasts_s + back <= ends)
        rows = np.flatnonzero(fits)
        idle = begins - since + 2 * lead
        rows = rows[np.lexsort((idle[rows], begins[rows]))]
        return zip(
            begins[rows].tolist(),
            vehicle[rows].tolist(),
            zip(after[rows].tolist(), before[rows].tolist(), strict=True),
            strict=True,
        )


def last_gap(place: int, since_s: int, vehicle: int, at: int) -> Gap:
    """Give the gap after the last run of a tour of so many runs."""
    return since_s, place, NEVER, NOWHERE, vehicle, at, at
