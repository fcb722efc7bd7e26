"""Which runs are worth launching for people: those that are no roundabout way."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

from exeunt.model.times import NEVER
from exeunt.plan.solver.spans import common, joined, shifted


if TYPE_CHECKING:
    from exeunt.plan.solver.network import Network, Way


Ways = list[list["Way"]]
"""By place: useful ways from it."""
Direct = dict[tuple[int, int], "Way"]
"""By fleet and place: the way straight there."""


def straight_leads(net: Network) -> tuple[tuple[Way, ...], ...]:
    """
    List by place the useful ways of fleets and own means for which runs are launched.

    Those by which one may be out soonest come first, so that fewer others are tried.
    Left out is a way after which, wherever they go on, people come to a place where the
    same means could have brought them straight and no later: by bus to somebody else's
    home, and with another from there. Who wants such a run, and there is one, may still
    take it, and bounds know nothing of this.
    """
    ways: Ways = [[] for _ in net.places]
    for way in net.ways:
        if net.useful[way.index]:
            ways[way.from_].append(way)

    def out_s(way: Way) -> int:
        return way.lasts_s + net.to_safety_s[way.to]

    leads = [_straight_from(net, p, ways) for p in range(len(net.places))]
    return tuple(tuple(sorted(some, key=out_s)) for some in leads)


def _straight_from(net: Network, place: int, ways: Ways) -> tuple[Way, ...]:
    launched = [way for way in ways[place] if not way.departure]
    direct = {
        (way.fleet, way.to): way
        for way in launched
        if not net.hops[way.hop].headway_s and way.hop not in net.convoys
    }
    if len(direct) < 2:
        return tuple(launched)
    gainful = _gainful(net, place, ways, direct)
    return tuple(way for way in launched if way.out or way.to in gainful)


def _gainful(net: Network, start: int, ways: Ways, direct: Direct) -> set[int]:
    """Give the places from which one comes out otherwise than straight from *start*."""
    into: dict[int, set[int]] = {}
    for place, there_s in _times_from(start, ways).items():
        if place != start and not net.safe[place]:
            for way in ways[place]:
                known = direct.get((way.fleet, way.to))
                if known is None or not _spares(known, way, there_s):
                    into.setdefault(way.to, set()).add(place)
    gainful = {p for p in into if net.safe[p]}
    fresh = [*gainful]
    while fresh:
        for place in into.get(fresh.pop(), set()) - gainful:
            gainful.add(place)
            fresh.append(place)
    return gainful


def _spares(direct: Way, way: Way, there_s: int) -> bool:
    """Tell whether *direct*, waited for if need be, is as soon there as *way*."""
    spare_s = there_s + way.lasts_s - direct.lasts_s
    if spare_s < 0 or not direct.starts:
        return False
    if len(direct.starts) == len(way.starts) == 1:
        return way.starts[0][1] - there_s <= direct.starts[0][1]
    since_s = direct.starts[0][0] - spare_s
    asked = common(shifted(way.starts, -there_s), ((since_s, NEVER),))
    given = joined(tuple((a - spare_s, b) for a, b in direct.starts), ())
    return common(asked, given) == asked


def _times_from(start: int, ways: Ways) -> dict[int, int]:
    """Give by place the least time to get there from *start*, with all open."""
    best = {start: 0}
    heap = [(0, start)]
    while heap:
        time_s, place = heappop(heap)
        if time_s == best[place]:
            for way in ways[place]:
                there_s = time_s + way.lasts_s
                if way.to not in best or there_s < best[way.to]:
                    best[way.to] = there_s
                    heappush(heap, (there_s, way.to))
    return best
