"""What vehicles must keep apart: set-outs over a link, movements at a place."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from exeunt.model.problem import apart_s


if TYPE_CHECKING:
    from exeunt.plan.solver.network import Network, Way


Leg = tuple["Way", int]
"""A run that is thought of: its way, and when it sets out."""
Touches = tuple[tuple[int, int], ...]
"""Lanes that a run is in, and how long after it sets out."""


class Spacing:
    """
    Which lanes each way is in, and how far apart runs are in each.

    A lane is one direction of a link with a headway (rule §10), or a place with slots,
    where set-outs and arrivals share one lane (rule §19).
    """

    def __init__(self, net: Network) -> None:
        self.apart_s: list[int] = []
        """By lane."""
        self.in_convoy: set[int] = set()
        """Lanes in which many at the same second are one (rule §22)."""
        self.links = {
            h: self._lane(hop.headway_s)
            for h, hop in enumerate(net.hops)
            if hop.headway_s
        }
        """By hop with a headway: its lane."""
        self.in_convoy |= {lane for h, lane in self.links.items() if h in net.convoys}
        places = {
            p: self._lane(apart_s(place.slots_per_h))
            for p, place in enumerate(net.places)
            if place.slots_per_h is not None
        }
        self.touches = tuple(_touches(net, way, self.links, places) for way in net.ways)
        """By way."""

    def _lane(self, gap_s: int) -> int:
        self.apart_s.append(gap_s)
        return len(self.apart_s) - 1


def _touches(
    net: Network, way: Way, hops: dict[int, int], places: dict[int, int]
) -> Touches:
    hop = net.hops[way.hop]
    if not hop.link.mode.needs_vehicle:
        return ()
    out = [(hops[way.hop], 0)] if way.hop in hops else []
    if hop.link.mode.has_slots:
        out += [(places[way.from_], 0)] if way.from_ in places else []
        out += [(places[way.to], way.travel_s)] if way.to in places else []
    return tuple(out)


class Lanes:
    """When runs are in each lane."""

    def __init__(self, spacing: Spacing) -> None:
        self._spacing = spacing
        self._taken: list[list[int]] = [[] for _ in spacing.apart_s]

    def copy(self) -> Lanes:
        """Copy the moments."""
        twin = Lanes.__new__(Lanes)
        twin._spacing = self._spacing  # noqa: SLF001 - a copy of its own kind
        twin._taken = [list(times) for times in self._taken]  # noqa: SLF001 - as above
        return twin

    def enter(self, way: Way, depart_s: int) -> None:
        """Put in a run."""
        for lane, after_s in self._spacing.touches[way.index]:
            insort(self._taken[lane], depart_s + after_s)

    def enter_link(self, hop: int, depart_s: int) -> None:
        """Put in a set-out over a hop that no plan changes, if it has a headway."""
        if hop in self._spacing.links:
            insort(self._taken[self._spacing.links[hop]], depart_s)

    def leave(self, way: Way, depart_s: int) -> None:
        """Take a run out."""
        for lane, after_s in self._spacing.touches[way.index]:
            self._taken[lane].remove(depart_s + after_s)

    def clear_from(self, way: Way, depart_s: int, legs: Iterable[Leg] = ()) -> int:
        """Give the first moment to set out, from *depart_s*, apart from all others."""
        touches = self._spacing.touches[way.index]
        if not touches:
            return depart_s
        beside = self._beside(legs, {lane for lane, _ in touches})
        settled = False
        while not settled:
            settled = True
            for lane, after_s in touches:
                gap_s = self._spacing.apart_s[lane]
                if self._joins(lane, depart_s + after_s, beside):
                    continue
                for taken in (self._taken[lane], beside.get(lane, ())):
                    clear = _clear(taken, depart_s + after_s, gap_s) - after_s
                    settled = settled and clear == depart_s
                    depart_s = clear
        return depart_s

    def _joins(self, lane: int, at_s: int, beside: dict[int, list[int]]) -> bool:
        """Tell whether a run would be in a convoy that has the lane already."""
        return lane in self._spacing.in_convoy and (
            at_s in self._taken[lane] or at_s in beside.get(lane, ())
        )

    def _beside(self, legs: Iterable[Leg], lanes: set[int]) -> dict[int, list[int]]:
        """Sort *legs* that are not put in yet into *lanes*."""
        out: dict[int, list[int]] = {}
        for way, depart_s in legs:
            for lane, after_s in self._spacing.touches[way.index]:
                if lane in lanes:
                    insort(out.setdefault(lane, []), depart_s + after_s)
        return out


def _clear(taken: Sequence[int], moment_s: int, gap_s: int) -> int:
    at = max(bisect_left(taken, moment_s) - 1, 0)
    for other in taken[at:]:
        if other - moment_s >= gap_s:
            break
        if moment_s - other < gap_s:
            moment_s = other + gap_s
    return moment_s
