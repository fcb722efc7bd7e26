"""What is read off a plan before it is put into words: who is out when, over what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exeunt.model.plan import Plan, Trip
from exeunt.model.problem import Cohort, Household, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """Some people who come out together, alike but for their names."""

    category: str
    persons: int
    weight: float
    """Of one person, on average."""
    ready_s: int
    out_s: int
    exit: str
    """Id of the place from which they came to safety."""
    carrier: str
    """Id of the fleet or service, or empty for own means."""


def carrier_of(trip: Trip) -> str:
    """Give the id of the fleet or service of *trip*; empty for own means."""
    if trip.vehicle is None:
        return ""
    vehicle, at, _ = trip.vehicle.partition("@")
    return vehicle if at else vehicle.rpartition("/")[0]


def outs_of(problem: Problem, plan: Plan) -> list[Out]:
    """List who comes out by which trip, the earliest first."""
    safe = {p.id for p in problem.places if p.kind.safe}
    movers: dict[str, Household | Cohort] = {h.id: h for h in problem.households}
    movers |= {c.id: c for c in problem.cohorts}
    found = []
    for trip in sorted(plan.trips, key=lambda t: (t.arrive_s, t.id)):
        if trip.from_ in safe or trip.to not in safe:
            continue
        carrier = carrier_of(trip)
        out_s = trip.arrive_s + _unloading_s(problem, carrier)
        for mover, persons in _riders(trip, movers):
            weight = mover.weight
            if isinstance(mover, Household):
                weight /= mover.persons
            found.append(
                Out(
                    category=mover.category,
                    persons=persons,
                    weight=weight,
                    ready_s=mover.ready_s,
                    out_s=out_s,
                    exit=trip.from_,
                    carrier=carrier,
                )
            )
    return found


def _riders(
    trip: Trip, movers: dict[str, Household | Cohort]
) -> Iterator[tuple[Household | Cohort, int]]:
    for household in trip.households:
        yield movers[household], movers[household].persons
    for load in trip.cohorts:
        yield movers[load.cohort], load.persons


def _unloading_s(problem: Problem, carrier: str) -> int:
    for some in (problem.fleets, problem.services):
        for one in some:
            if one.id == carrier:
                return one.unloading
    return 0


def counted_out(outs: Sequence[Out]) -> int:
    """Count the people of *outs*."""
    return sum(out.persons for out in outs)


def half_s(outs: Sequence[Out], *, ready: bool = False) -> int:
    """Tell when half of the people are out, or ready."""
    moments = sorted((o.ready_s if ready else o.out_s, o.persons) for o in outs)
    need = counted_out(outs) / 2
    done = 0
    for moment, persons in moments:
        done += persons
        if done >= need:
            return moment
    return moments[-1][0] if moments else 0


def carriers_named(problem: Problem, carriers: Sequence[str]) -> list[str]:
    """Name fleets and services as people say them."""
    names = {f.id: f.name for f in problem.fleets}
    names |= {s.id: s.name for s in problem.services}
    names[""] = "own means"
    return [names.get(one, one) for one in carriers]
