"""Who waits where from when, as a relaxation sees them: classes, not households."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from exeunt.model.times import NEVER
from exeunt.plan.solver.network import Network, Seats, Unit, Way
from exeunt.plan.solver.spans import first_in


Kind = tuple[float, Seats, int]
"""Weight, seats and persons of a party."""
MOST_SPECIAL = 12
"""So many compositions of households with needs are told apart."""


class Source(NamedTuple):
    """Where and from when so many parties start."""

    place: int
    ready_s: int
    processed: bool
    """Whether they need no more processing there."""
    parties: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """
    Parties whom the relaxation cannot tell apart but by where and when they start.

    A party is one person, or a whole household in which somebody takes no plain seat.
    """

    weight: float
    """Of one party."""
    takes: Seats
    size: int
    """Persons in one party."""
    sources: tuple[Source, ...]

    @property
    def parties(self) -> float:
        """How many there are in all."""
        return sum(source.parties for source in self.sources)


def classes_of(net: Network) -> tuple[Class, ...]:
    """
    Cut the units of *net* into classes.

    A household is taken apart into its members, each with their own weight: all members
    of a real one are out at the same time, so the relaxation stays a relaxation. Those
    who need room of several kinds at once stay whole, since that is what they wait for.
    """
    found: dict[Kind, dict[tuple[int, int, bool], float]] = {}
    for unit, parties in parties_of(net):
        for kind, count in parties.items():
            sources = found.setdefault(kind, {})
            where = (unit.place, unit.ready_s, unit.processed)
            sources[where] = sources.get(where, 0) + count
    return tuple(
        Class(
            weight=weight,
            takes=takes,
            size=size,
            sources=tuple(Source(*key, n) for key, n in sorted(sources.items())),
        )
        for (weight, takes, size), sources in sorted(found.items())
    )


def parties_of(net: Network) -> Iterator[tuple[Unit, dict[Kind, float]]]:
    """Cut every unit of *net* into parties: how many of each kind."""
    special = {
        (u.seats, round(u.weight * u.persons, 9)) for u in net.units if _mixed(u)
    }
    whole = len(special) <= MOST_SPECIAL
    for unit in net.units:
        parties: dict[Kind, float] = {}
        for kind, count in _parties(unit, whole=whole):
            parties[kind] = parties.get(kind, 0) + count
        yield unit, parties


def _mixed(unit: Unit) -> bool:
    return unit.whole and unit.persons > 1 and sum(unit.seats[1:]) > 0


def _parties(unit: Unit, *, whole: bool) -> Iterator[tuple[Kind, float]]:
    if not unit.whole:
        yield (unit.weight, (1, 0, 0), 1), float(unit.persons)
    elif whole and _mixed(unit):
        weight = round(unit.weight * unit.persons, 9)
        yield (weight, unit.seats, unit.persons), 1.0
    else:
        weights = iter(unit.weights)
        for kind, count in enumerate(unit.seats):
            takes = ((1, 0, 0), (0, 1, 0), (0, 0, 1))[kind]
            for _ in range(count):
                yield (next(weights), takes, 1), 1.0


def may_ride(net: Network, way: Way, people: Class) -> bool:
    """Tell whether *way* takes people of the class anywhere."""
    seats = way.seats
    return (net.useful[way.index] and net.stands_for(way)) and (
        seats is None
        or all(have >= need for have, need in zip(seats, people.takes, strict=True))
    )


def first_there(net: Network, people: Class) -> dict[int, int]:
    """Give by place the earliest that any of the class could be there."""
    first: dict[int, int] = {}
    for source in people.sources:
        first[source.place] = min(source.ready_s, first.get(source.place, NEVER))
    ways: dict[int, list[Way]] = {}
    for way in net.ways:
        if may_ride(net, way, people):
            ways.setdefault(way.from_, []).append(way)
    heap = [(since_s, place) for place, since_s in first.items()]
    heapify(heap)
    while heap:
        since_s, place = heappop(heap)
        for way in ways.get(place, ()):
            start = first_in(way.starts, since_s)
            if start is not None and start + way.lasts_s < first.get(way.to, NEVER):
                first[way.to] = start + way.lasts_s
                heappush(heap, (first[way.to], way.to))
    return first
