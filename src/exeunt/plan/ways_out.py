"""When the people of a trip are out, and from where one can come out at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from exeunt.model.problem import Hop
from exeunt.plan.checker.case import Ride
from exeunt.plan.checker.journeys import Stay


class Outs:
    """When those who ride a trip come out of danger, as the plan has it."""

    def __init__(self, stays: Sequence[Stay]) -> None:
        self._after: dict[tuple[str, str], list[Stay]] = defaultdict(list)
        self._known: dict[tuple[str, str], int | None] = {}
        for stay in stays:
            if stay.came is not None:
                self._after[stay.came.trip.id, stay.mover.id].append(stay)

    def of(self, ride: Ride) -> int | None:
        """Give when the last of *ride* is out [s]; none: nobody of it comes out."""
        times = [self._with(ride, mover.id) for mover, _ in ride.loads]
        return max((at for at in times if at is not None), default=None)

    def after(self, stay: Stay) -> int | None:
        """Give when those of *stay* are out [s]; none: they do not come out."""
        if stay.out_s is not None:
            return stay.out_s
        return None if stay.goes is None else self._with(stay.goes, stay.mover.id)

    def _with(self, ride: Ride, mover: str) -> int | None:
        key = (ride.trip.id, mover)
        if key not in self._known:
            self._known[key] = None  # whoever goes in circles does not come out
            times = [self.after(stay) for stay in self._after[key]]
            known = [at for at in times if at is not None]
            self._known[key] = max(known, default=None)
        return self._known[key]


def lead_out(hops: Iterable[Hop], safe: frozenset[str], *, without: str) -> set[str]:
    """Name the places from which people can come to safety past no place *without*."""
    before: dict[str, set[str]] = defaultdict(set)
    for hop in hops:
        if not hop.link.empty_only and without not in {hop.from_, hop.to}:
            before[hop.to].add(hop.from_)
    found = set(safe)
    ahead = list(safe)
    while ahead:
        new = before[ahead.pop()] - found
        found |= new
        ahead += new
    return found
