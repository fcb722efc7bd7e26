"""Which ways lead people out of danger, and where they may as well stop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING


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
    back = {(b, a) for a, b in edges}
    keep = {
        (a, b)
        for a, b in edges
        if _reach({b}, edges, avoiding=a) & safe
        and _reach({a}, back, avoiding=b) & homes
    }
    return tuple(bool(w.starts) and (w.from_, w.to) in keep for w in net.ways)


def last_stops(net: Network) -> tuple[bool, ...]:
    """
    Tell of each place whether nobody gains by moving on from it, once safe.

    So it is if nothing safe lies beyond, or one comes and goes by one other place,
    where one could as well have stayed.
    """
    edges, safe = _edges(net), _safe(net)
    out = []
    for p in range(len(net.places)):
        comes = {a for a, b in edges if b == p}
        goes = {b for a, b in edges if a == p}
        beyond = _reach(goes, edges, avoiding=p) & safe
        out.append(p in safe and (not beyond or (goes == comes and len(goes) == 1)))
    return tuple(out)


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


def _reach(
    from_: set[int], edges: Iterable[tuple[int, int]], *, avoiding: int
) -> set[int]:
    seen = set(from_) - {avoiding}
    fresh = set(seen)
    while fresh:
        fresh = {b for a, b in edges if a in fresh and b != avoiding} - seen
        seen |= fresh
    return seen
