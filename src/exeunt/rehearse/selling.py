"""Of services: when they are withdrawn, and how their departures and seats dwindle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from exeunt.model.doubts import Fall
from exeunt.model.fleets import Service
from exeunt.model.problem import Problem
from exeunt.model.spread import DurationSpread
from exeunt.rehearse.names import name_of
from exeunt.rehearse.script import MODES, SERVICE, Run


NONE = -1


class Selling(NamedTuple):
    """What services are subject to; who draws is told by a name to chance."""

    withdrawals: list[tuple[int, DurationSpread]]
    """Name of the service, and when it is withdrawn."""
    falls: list[tuple[int, Fall]]
    """Mode of the service, and how departures or seats fall: services of one mode
    draw alike, since what makes airlines stop makes all of them stop."""
    carriers: list[tuple[int, int]]
    """Name of whoever departs at one time of day, and the fall that they are part of."""
    trips: list[tuple[int, int, int]]
    """By trip: its withdrawal, its carrier, and the fall of its seats, or -1."""


def withdrawable(problem: Problem) -> list[Service]:
    """Give the services that may be withdrawn."""
    return [s for s in problem.services if s.id in problem.doubts.withdrawal]


def selling_of(problem: Problem, runs: Sequence[Run]) -> Selling:
    """Say what the services of *problem*, and *runs*, are subject to."""
    modes = {hop.link.id: MODES.index(hop.link.mode) for hop in problem.hops}
    withdrawn = {s.id: k for k, s in enumerate(withdrawable(problem))}
    falls: list[tuple[int, Fall]] = []
    seats: dict[str, int] = {}
    carriers: dict[tuple[str, int], tuple[int, int]] = {}
    for service in problem.services:
        of = problem.doubts.dwindling.get(service.id)
        if of is not None and of.departures is not None:
            for clock in service.departs:
                name = name_of("carrier", service.id, clock)
                carriers[service.id, clock] = (name, len(falls))
            falls.append((modes[service.link], of.departures))
        if of is not None and of.seats is not None:
            seats[service.id] = len(falls)
            falls.append((modes[service.link], of.seats))
    numbers = {key: k for k, key in enumerate(carriers)}
    withdrawals = problem.doubts.withdrawal
    return Selling(
        [(name_of("service", name), withdrawals[name]) for name in withdrawn],
        falls,
        list(carriers.values()),
        [_trip(problem, run, (withdrawn, numbers, seats)) for run in runs],
    )


def _trip(
    problem: Problem,
    run: Run,
    of: tuple[dict[str, int], dict[tuple[str, int], int], dict[str, int]],
) -> tuple[int, int, int]:
    if run.vehicle != SERVICE:
        return NONE, NONE, NONE
    departure = problem.departures[run.departure]
    service = departure.service.id
    withdrawn, carriers, seats = of
    return (
        withdrawn.get(service, NONE),
        carriers.get((service, departure.clock), NONE),
        seats.get(service, NONE),
    )
