"""When one may come to a place and leave it, open or shut (rules §3 and §33)."""

from __future__ import annotations

from exeunt.model.places import Mode
from exeunt.model.problem import Problem, Spans
from exeunt.plan.solver.spans import first_in, joined, lies_in


BY_LAND = {Mode.ROAD, Mode.FOOT, Mode.OWN}
"""Modes by which people are fetched from a place that is shut."""


class Doors:
    """The openings of all places, by number."""

    def __init__(self, ahead: Problem) -> None:
        self.open = tuple(ahead.open[p.id] for p in ahead.places)
        self._fetching = tuple(ahead.fetching.get(p.id, ()) for p in ahead.places)
        """By place that is shut: when people may be fetched from it."""
        self.is_shut = tuple(bool(spans) for spans in self._fetching)
        """By place: whether people may ever be fetched from it."""
        self._safe = tuple(p.kind.safe for p in ahead.places)
        self._rates = tuple(p.processes_per_h for p in ahead.places)

    def of(self, place: int, *, by: Mode, other: int) -> Spans:
        """
        Tell when people may leave *place*, and empty vehicles come or leave.

        *by* is the mode of the link, *other* the place at its other end.
        """
        if by not in BY_LAND or self._safe[other]:
            return self.open[place]
        return joined(self.open[place], self._fetching[place])

    def fetching_from(self, place: int, since_s: int) -> int | None:
        """Give the first moment from *since_s* at which people may be fetched."""
        return first_in(self._fetching[place], since_s)

    def fetched(self, place: int, start_s: int) -> bool:
        """Tell whether who then begins to load is fetched, so need not be processed."""
        return self.is_shut[place] and lies_in(self._fetching[place], start_s)

    def rate_per_h(self, place: int) -> float | None:
        """
        Tell how fast a relaxation lets a place process; none: it need not.

        Where people may be fetched unprocessed it holds nobody up.
        """
        return None if self._fetching[place] else self._rates[place]
