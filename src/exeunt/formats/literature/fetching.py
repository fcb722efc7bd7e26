"""By when all can be fetched, if whoever can bring people soonest always goes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush


Times = Mapping[str, Mapping[str, int]]
"""From each place to each other that can be reached from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """One vehicle, where it is and how long its ways take, in any one unit."""

    seats: int
    free: int
    """When it can set out for the first time."""
    at: str
    empty: Times
    """To where people can be taken aboard."""
    loaded: Times
    """From there to where they are brought; loading and unloading are counted in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """Who waits where, and how many can be brought where."""

    waiting: Mapping[str, int]
    """By group of people."""
    boards: Mapping[str, str]
    """By place where people can be taken aboard, the group that boards there."""
    room: Mapping[str, int] = field(default_factory=dict)
    """By place to which people are brought; one that is not named has no limit."""


def last_out(carriers: Sequence[Carrier], fetching: Fetching) -> int:
    """
    Give when the last are brought, all but those whom nobody can fetch.

    It is what a plan can reach, not the best: everyone goes where people are brought
    soonest, whatever is then left for the others.
    """
    left, room = dict(fetching.waiting), dict(fetching.room)
    now = [(carrier.free, carrier.at) for carrier in carriers]
    queue = [(0, k, "", "") for k in range(len(carriers))]
    heapify(queue)
    last = 0
    while queue:
        *_, k, _, _ = lift = heappop(queue)
        found = list(_lifts(k, carriers[k], now[k], left, room, fetching.boards))
        best = min(found, default=None)
        if best is not None and best != lift:
            heappush(queue, best)
        elif best is not None:
            last, _, point, end = best
            group = fetching.boards[point]
            taken = min(carriers[k].seats, left[group], room.get(end, left[group]))
            left[group] -= taken
            room = room | {end: room[end] - taken} if end in room else room
            now[k] = last, end
            heappush(queue, (last, k, "", ""))
    return last


def _lifts(
    k: int,
    carrier: Carrier,
    now: tuple[int, str],
    left: Mapping[str, int],
    room: Mapping[str, int],
    boards: Mapping[str, str],
) -> Iterator[tuple[int, int, str, str]]:
    """Yield what vehicle *k* can do next: when it is done, and from where to where."""
    free, at = now
    for point, there in carrier.empty.get(at, {}).items():
        if left.get(boards[point], 0):
            for end, back in carrier.loaded.get(point, {}).items():
                if room.get(end, 1):
                    yield free + there + back, k, point, end
