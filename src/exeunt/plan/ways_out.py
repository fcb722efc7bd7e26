"""When the people of a trip are out, and from where one can come out at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from heapq import heappop, heappush

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


def time_out(
    hops: Iterable[Hop], safe: Iterable[str], *, past: Collection[str]
) -> dict[str, float]:
    """
    Tell from which places people can come to safety, and in what nominal time [s].

    Parameters
    ----------
    hops
        All directions of links; those that carry nobody are passed over.
    safe
        Places out of danger.
    past
        Places that the way must not lead through.
    """
    into: dict[str, list[Hop]] = defaultdict(list)
    for hop in hops:
        if not hop.link.empty_only and hop.from_ not in past and hop.to not in past:
            into[hop.to].append(hop)
    found: dict[str, float] = {}
    ahead = [(0.0, place) for place in sorted(safe)]
    while ahead:
        took_s, place = heappop(ahead)
        if place in found:
            continue
        found[place] = took_s
        for hop in into[place]:
            heappush(ahead, (took_s + hop.link.nominal_s, hop.from_))
    return found
