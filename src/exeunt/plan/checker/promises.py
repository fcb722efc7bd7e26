"""Promises, counted by the checker itself, and names in a state (rules §30 to §34)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence

from exeunt.model.breaches import Breach
from exeunt.model.state import State
from exeunt.plan.checker.case import Case, Ride


def broken_promises(case: Case, rides: Sequence[Ride]) -> int | None:
    """Count the promises that the plan breaks; none: it is made from no state."""
    if case.begin.state is None:
        return None
    carried: Counter[tuple[str, str, str, int]] = Counter()
    for ride in rides:
        for mover, persons in ride.loads:
            trip = ride.trip
            carried[mover.id, trip.link, trip.to, trip.depart_s] += persons
    return sum(
        max(mover.persons - carried[mover.id, link, to, depart_s], 0)
        for mover in case.movers.values()
        for link, to, depart_s in dict.fromkeys(mover.told)
    )


def state_breaches(case: Case) -> Iterator[Breach]:
    """Check the state against the plan and the post."""
    state = case.begin.state
    if state is None:
        return
    if state.at != case.plan.h_hour:
        yield Breach(
            rule="§30",
            message=f"The state is of {state.at.isoformat()}, but the plan begins "
            f"{case.plan.h_hour.isoformat()}; they must be one moment.",
        )
    for what, name, known in _names(case, state):
        if name is not None and name not in known:
            yield Breach(
                rule="§17",
                who=name,
                message=f"The state names {what} {name}, which the post does not have.",
            )


def _names(
    case: Case, state: State
) -> Iterator[tuple[str, str | None, Container[str]]]:
    vehicles = {
        f"{fleet.id}/{number}"
        for fleet in case.post.file.fleets
        for number in range(1, fleet.vehicles + 1)
    }
    for party in state.parties:
        yield "household", party.household, case.known
        yield "cohort", party.cohort, case.known
        yield "place", party.place, case.places
    for vehicle in state.vehicles:
        yield "vehicle", vehicle.vehicle, vehicles
        yield "place", vehicle.place, case.places
    for line in state.in_line:
        yield "place", line.place, case.places
    for closure in state.closures:
        yield "place", closure.place, case.places
        yield "link", closure.link, case.links
