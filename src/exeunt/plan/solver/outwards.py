"""Which ways lead people out of danger, and where they may as well stop."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from exeunt.model.times import NEVER


if TYPE_CHECKING:
    from exeunt.plan.solver.network import Network, Way


Edges = set[tuple[int, int]]


def useful_ways(net: Network) -> tuple[bool, ...]:
    """
    Tell of each way whether people may gain from it.

    Not those from a safe place, nor those that lead on only by coming back, nor those
    to a place one can only have come from.
    """
    edges = {(a, b) for a, b in _edges(net) if not net.safe[a]}
    homes = {unit.place for unit in net.units}
    safe = _safe(net)
    ahead = _neighbours(edges)
    back = _neighbours((b, a) for a, b in edges)
    keep = {
        (a, b)
        for a, b in edges
        if _leads_to(safe, b, ahead, avoiding=a)
        and _leads_to(homes, a, back, avoiding=b)
    }
    return tuple(bool(w.starts) and (w.from_, w.to) in keep for w in net.ways)


def last_stops(net: Network) -> tuple[bool, ...]:
    """
    Tell of each place whether nobody gains by moving on from it, once safe.

    So it is if nothing safe lies beyond, or one comes and goes by one other place,
    where one could as well have stayed.
    """
    edges, safe = _edges(net), _safe(net)
    ahead, back = _neighbours(edges), _neighbours((b, a) for a, b in edges)

    def stops(p: int) -> bool:
        goes, comes = ahead.get(p, []), back.get(p, [])
        beyond = any(_leads_to(safe, to, ahead, avoiding=p) for to in goes)
        return not beyond or (goes == comes and len(goes) == 1)

    return tuple(p in safe and stops(p) for p in range(len(net.places)))


def least_to_safety(net: Network) -> tuple[int, ...]:
    """Give by place the least time until out, with all open and seats for all."""
    into: dict[int, dict[int, int]] = {}
    for way in net.ways:
        if way.starts and not net.safe[way.from_]:
            before = into.setdefault(way.to, {})
            before[way.from_] = min(way.lasts_s, before.get(way.from_, NEVER))
    best = [0 if safe else NEVER for safe in net.safe]
    heap = [(0, p) for p in sorted(_safe(net))]
    while heap:
        time_s, place = heappop(heap)
        if time_s > best[place]:
            continue
        for from_, lasts_s in into.get(place, {}).items():
            if time_s + lasts_s < best[from_]:
                best[from_] = time_s + lasts_s
                heappush(heap, (best[from_], from_))
    return tuple(best)


def ways_onward(net: Network) -> tuple[tuple[Way, ...], ...]:
    """List by place the ways from one safe place straight to another."""
    return tuple(
        tuple(w for w in net.ways if w.from_ == p and w.starts and w.out)
        if net.safe[p]
        else ()
        for p in range(len(net.places))
    )


def _edges(net: Network) -> Edges:
    return {(w.from_, w.to) for w in net.ways if w.starts}


def _safe(net: Network) -> set[int]:
    return {p for p, is_safe in enumerate(net.safe) if is_safe}


def _neighbours(edges: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    out: dict[int, list[int]] = {}
    for a, b in sorted(edges):
        out.setdefault(a, []).append(b)
    return out


def _leads_to(
    goals: set[int], start: int, ahead: dict[int, list[int]], *, avoiding: int
) -> bool:
    """Tell whether one of *goals* can be reached, or is the start."""
    seen = {start, avoiding}
    fresh = [] if start == avoiding else [start]
    while fresh:
        place = fresh.pop()
        if place in goals:
            return True
        for to in ahead.get(place, ()):
            if to not in seen:
                seen.add(to)
                fresh.append(to)
    return False
