"""Ways to a place that a search has found so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exeunt.plan.solver.network import OWN, SERVICE, Way
from exeunt.plan.solver.offers import Busy
from exeunt.plan.solver.runs import Legs, Offer, Run


@dataclass(slots=True, eq=False)
class Label:
    """One way there: what it costs, when one is there, and its last leg."""

    cost: float
    time_s: int
    place: int
    leg: Run | Offer | None
    before: Label | None


def by_cost(label: Label) -> float:
    """Order labels by what they cost."""
    return label.cost


def own_run(way: Way, start_s: int) -> Offer:
    """Set out over *way* without a vehicle to wait for."""
    return Offer(
        way=way, start_s=start_s, vehicle=OWN, after=0, before=0, lead=(), trail=()
    )


def legs_of(label: Label | None) -> list[Run | Offer]:
    """List the legs of a journey so far, in order."""
    legs: list[Run | Offer] = []
    while label is not None and label.leg is not None:
        legs.append(label.leg)
        label = label.before
    return legs[::-1]


def thought_of(legs: Iterable[Run | Offer]) -> Legs:
    """List the runs of a journey that are not in the schedule yet."""
    out: Legs = ()
    for leg in legs:
        if isinstance(leg, Offer):
            out = (*out, *leg.legs) if leg.way.fleet != OWN else out
        else:
            out = (*out, *not_sent([leg]))
    return out


def not_sent(runs: Iterable[Run]) -> Legs:
    """List the departures of services that nobody has taken so far."""
    return tuple(
        (run.way, run.depart_s)
        for run in runs
        if run.way.fleet == SERVICE and not run.riders
    )


def busy_of(legs: Iterable[Run | Offer]) -> Busy:
    """Tell which vehicles a journey has asked for, and the last run of each."""
    busy: Busy = {}
    for leg in legs:
        if isinstance(leg, Offer) and leg.way.fleet != OWN:
            busy[leg.way.fleet, leg.vehicle] = leg
    return busy
