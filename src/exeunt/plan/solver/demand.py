"""Who waits where from when, as a relaxation sees them: classes, not households."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exeunt.plan.solver.network import NEVER, Network, Unit, Way
from exeunt.plan.solver.spans import first_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """People whom the relaxation cannot tell apart but by where and when they start."""

    weight: float
    kind: int
    sources: tuple[tuple[int, int, float], ...]
    """Place, readiness, persons."""

    @property
    def persons(self) -> float:
        """How many there are in all."""
        return sum(persons for _, _, persons in self.sources)


def classes_of(net: Network) -> tuple[Class, ...]:
    """
    Cut the units of *net* into classes of weight and kind of seat.

    A household's weight is split among its members as their categories have it: all
    members of a real household are out at the same time, so any split that adds up
    costs the same, and the relaxation stays a relaxation.
    """
    weights = sorted({c.weight for c in net.problem.categories})
    found: dict[tuple[float, int], dict[tuple[int, int], float]] = {}
    for unit in net.units:
        for weight, kind, persons in _parts(unit, weights):
            sources = found.setdefault((weight, kind), {})
            where = (unit.place, unit.ready_s)
            sources[where] = sources.get(where, 0) + persons
    return tuple(
        Class(
            weight=weight,
            kind=kind,
            sources=tuple((p, t, n) for (p, t), n in sorted(sources.items())),
        )
        for (weight, kind), sources in sorted(found.items())
    )


def _parts(unit: Unit, weights: list[float]) -> Iterator[tuple[float, int, float]]:
    if not unit.whole:
        yield unit.weight, 0, float(unit.persons)
        return
    per_person = _split(unit, weights)
    for kind, count in enumerate(unit.seats):
        for _ in range(count):
            yield per_person.pop(), kind, 1.0


def _split(unit: Unit, weights: list[float]) -> list[float]:
    """Find categories' weights that add up to the household's, or level it."""
    total = unit.weight * unit.persons
    found = _sum_up(total, unit.persons, weights[::-1])
    return [unit.weight] * unit.persons if found is None else found


def _sum_up(total: float, count: int, weights: list[float]) -> list[float] | None:
    if not count:
        return [] if abs(total) < 1e-9 else None
    for at, weight in enumerate(weights):
        if weight * count < total - 1e-9:
            return None  # even the heaviest left fall short
        if weight > total + 1e-9:
            continue
        rest = _sum_up(total - weight, count - 1, weights[at:])
        if rest is not None:
            return [weight, *rest]
    return None


def may_ride(net: Network, way: Way, people: Class) -> bool:
    """Tell whether *way* takes people of the class anywhere."""
    seats = way.seats
    return net.useful[way.index] and (seats is None or seats[people.kind] > 0)


def first_there(net: Network, people: Class) -> dict[int, int]:
    """Give by place the earliest that any of the class could be there."""
    first: dict[int, int] = {}
    for place, ready, _ in people.sources:
        first[place] = min(ready, first.get(place, NEVER))
    ways = [way for way in net.ways if may_ride(net, way, people)]
    for _ in net.places:
        for way in ways:
            if way.from_ in first:
                start = first_in(way.starts, first[way.from_])
                if start is not None:
                    ends = start + way.lasts_s
                    first[way.to] = min(ends, first.get(way.to, NEVER))
    return first
