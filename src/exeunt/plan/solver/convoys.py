"""Vehicles that must set out over a link at the same second (rule §22)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from exeunt.model.fleets import Fleet
from exeunt.model.places import Link


if TYPE_CHECKING:
    from exeunt.plan.solver.lanes import Leg
    from exeunt.plan.solver.network import Network, Way


NOBODY = -1


class Need(NamedTuple):
    """What a convoy over a hop takes."""

    vehicles: int
    escort: int
    """The fleet of which one must be among them; ``NOBODY``: any will do."""


def convoy_needs(net: Network) -> dict[int, Need]:
    """Give what a convoy takes, by hop that is travelled in convoys."""
    fleets = {fleet.id: f for f, fleet in enumerate(net.fleets)}
    return {
        h: Need(hop.link.convoy, fleets.get(hop.link.escort or "", NOBODY))
        for h, hop in enumerate(net.hops)
        if hop.link.convoy is not None
    }


def lacking(link: Link, fleets: Iterable[Fleet]) -> str:
    """Say why there is no convoy over *link* whatever one plans; nothing if there is."""
    if link.convoy is None:
        return ""
    able = [fleet for fleet in fleets if fleet.may_use(link)]
    have = sum(fleet.vehicles for fleet in able)
    escorts = [f for f in able if f.id == link.escort and f.vehicles]
    if link.escort is not None and not escorts:
        return (
            f"goes in convoys with an escort of {link.escort}, of which there is none"
        )
    if have < link.convoy:
        return f"goes in convoys of {link.convoy}, and there are {have} vehicles"
    return ""


class Convoys:
    """How many vehicles of which fleet set out over each hop, and when."""

    def __init__(self, needs: dict[int, Need]) -> None:
        self._needs = needs
        self.free = False
        """Whether vehicles go alone all the same, to find where convoys are missing."""
        self._out: dict[int, dict[int, Counter[int]]] = {h: {} for h in needs}

    def copy(self) -> Convoys:
        """Copy the convoys."""
        twin = Convoys(self._needs)
        twin.free = self.free
        twin._out = {
            h: {at: Counter(who) for at, who in out.items()}
            for h, out in self._out.items()
        }
        return twin

    def enter(self, way: Way, depart_s: int) -> None:
        """Put in a vehicle."""
        if way.hop in self._out:
            self._out[way.hop].setdefault(depart_s, Counter())[way.fleet] += 1

    def leave(self, way: Way, depart_s: int) -> None:
        """Take a vehicle out."""
        if way.hop in self._out:
            convoy = self._out[way.hop][depart_s]
            convoy[way.fleet] -= 1
            if not convoy.total():
                del self._out[way.hop][depart_s]

    def wanted(self, way: Way) -> bool:
        """Tell whether *way* is travelled in convoys only."""
        return not self.free and way.hop in self._needs

    def misses(self, way: Way, depart_s: int) -> bool:
        """Tell whether *way* takes a convoy, and none sets out then."""
        return way.hop in self._needs and depart_s not in self._out[way.hop]

    def moments(self, hop: int) -> list[int]:
        """Give when convoys set out over *hop*, in order."""
        return sorted(self._out[hop])

    def stay_whole(
        self,
        legs: Iterable[Leg],
        *,
        without: Iterable[Leg] = (),
        and_: Iterable[Leg] = (),
    ) -> bool:
        """
        Tell whether the convoys of *legs* are whole, or nobody is in them.

        *without* some runs that are in them, *and_* with some that are not.
        """
        change: dict[tuple[int, int], Counter[int]] = {}
        for sign, some in ((0, legs), (-1, without), (+1, and_)):
            for way, depart_s in some:
                if way.hop in self._needs:
                    key = (way.hop, depart_s)
                    change.setdefault(key, Counter())[way.fleet] += sign
        return self.free or all(self._whole(key, by) for key, by in change.items())

    def broken(self) -> tuple[int, int] | None:
        """Give hop and set-out of a convoy that is not whole, if there is one."""
        return next(
            (
                (hop, depart_s)
                for hop, out in self._out.items()
                for depart_s in out
                if not self._whole((hop, depart_s), Counter())
            ),
            None,
        )

    def _whole(self, key: tuple[int, int], change: Counter[int]) -> bool:
        hop, depart_s = key
        need = self._needs[hop]
        there = Counter(self._out[hop].get(depart_s, Counter()))
        there.update(change)
        total = there.total()
        led = need.escort == NOBODY or there[need.escort] > 0
        return total == 0 or (total >= need.vehicles and led)
