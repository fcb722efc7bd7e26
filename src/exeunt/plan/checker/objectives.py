"""What a plan reaches, worked out anew (rules §14 and §15)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum, isclose

from exeunt.model.breaches import Breach
from exeunt.model.plan import Level, Objective
from exeunt.model.times import HOUR, MINUTE
from exeunt.plan.checker.accounts import Account
from exeunt.plan.checker.case import Case, Ride
from exeunt.plan.checker.journeys import Stay
from exeunt.plan.checker.promises import broken_promises


_USUAL: tuple[Level, ...] = ("left_behind", "person_hours", "clearance", "cost")
_PROMISES: Level = "promises"
_TOLERANCE = 1e-6
_UNITS_S = {"h": HOUR, "hours": HOUR, "min": MINUTE, "minutes": MINUTE}
_UNITS_S |= {"s": 1, "seconds": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A plan in figures, all of them the checker's own."""

    trips: int
    loaded: int
    """Trips that carry people."""
    vehicles: int
    """Vehicles of fleets that are used."""
    departures: int
    """Departures of services that are used."""
    households: int
    people: int
    """Everybody who is to move."""
    out: int
    left: int
    left_behind: float
    """Weighted count of those who are not out by the deadline."""
    person_hours: float
    cost: float
    """Trips of fleets and seats of services, in the unit of the post."""
    clearance_s: int | None
    """When the last person who comes out is out; none: nobody does."""
    broken_promises: int | None = None
    """Persons times announced trips that are not kept; none: from no state."""


def summary_of(
    case: Case,
    rides: Sequence[Ride],
    stays: Sequence[Stay],
    accounts: Sequence[Account],
) -> Summary:
    """Work out what the plan reaches."""
    deadline_s = case.deadline_s
    ends = [s for s in stays if s.until_s is None]
    out = [s for s in ends if s.out_s is not None and s.out_s <= deadline_s]
    people = sum(a.mover.persons for a in accounts)
    is_out = {id(s) for s in out}
    hours = [
        _weight(s) * ((s.out_s or 0) if id(s) in is_out else deadline_s) / HOUR
        for s in ends
    ]
    return Summary(
        trips=len(rides),
        loaded=sum(not r.empty for r in rides),
        vehicles=len({r.trip.vehicle for r in rides if r.fleet}),
        departures=len({r.trip.vehicle for r in rides if r.service}),
        households=sum(a.mover.whole for a in accounts),
        people=people,
        out=sum(a.out for a in accounts),
        left=people - sum(a.out for a in accounts),
        left_behind=fsum(_weight(s) for s in ends if id(s) not in is_out),
        person_hours=fsum(hours),
        cost=fsum(_cost(r) for r in rides),
        clearance_s=max((s.out_s for s in out if s.out_s is not None), default=None),
        broken_promises=broken_promises(case, rides),
    )


def _cost(ride: Ride) -> float:
    if ride.fleet:
        return ride.fleet.cost_per_trip
    riders = sum(persons for _, persons in ride.loads)
    return riders * ride.service.cost_per_seat if ride.service else 0.0


def _weight(stay: Stay) -> float:
    return stay.mover.weight * stay.persons / stay.mover.persons


def claim_breaches(case: Case, summary: Summary, *, certain: bool) -> Iterator[Breach]:
    """
    Check what the plan says of itself.

    Not *certain*: journeys are broken, so there are no true values to compare with.
    """
    yield from _levels(case)
    for claim in case.plan.objectives:
        if certain:
            yield from _value(claim, summary)
        if claim.bound > claim.value and not _same(claim.bound, claim.value):
            yield Breach(
                rule="§15",
                message=f"The bound on {claim.name} is {claim.bound:g} {claim.unit}, "
                f"above the value {claim.value:g} of this very plan; so it is no "
                "bound.",
            )


def _levels(case: Case) -> Iterator[Breach]:
    """Check that every level is stated once, in an order in which levels count."""
    stated = Counter(o.name for o in case.plan.objectives)
    wanted = _USUAL if case.begin.state is None else (*_USUAL, _PROMISES)
    for name, times in stated.items():
        if times > 1:
            yield Breach(
                rule=_rule_of(name),
                message=f"The objective {name} is stated {times} times; state it once.",
            )
    for name in wanted:
        if name not in stated:
            yield Breach(
                rule=_rule_of(name),
                message=f"The plan leaves out its objective {name}; state every level, "
                f"here {', '.join(wanted)}.",
            )
    for name in stated:
        if name not in wanted:
            yield Breach(
                rule=_rule_of(name),
                message=f"The plan states {name}, but is made from no state; take it "
                "out.",
            )
    if set(stated) == set(wanted):
        yield from _order(tuple(stated), wanted)


def _order(stated: tuple[Level, ...], wanted: tuple[Level, ...]) -> Iterator[Breach]:
    """Check the order; any level but the first and promises may be asked for second."""
    second = stated[1]
    after = [level for level in wanted[1:] if level != second]
    order = (wanted[0], second, *after)
    if stated != order or second == _PROMISES:
        yield Breach(
            rule="§14",
            message=f"The plan states its levels as {', '.join(stated)}; they count in "
            f"the order {', '.join(wanted)}, but for one that may be asked for second.",
        )


def _rule_of(level: Level) -> str:
    return "§35" if level == _PROMISES else "§14"


def _value(claim: Objective, summary: Summary) -> Iterator[Breach]:
    if claim.name == "clearance":
        unit_s = _UNITS_S.get(claim.unit)
        if unit_s is None:
            yield Breach(
                rule="§14",
                message=f"Clearance is stated in {claim.unit!r}; state it in h.",
            )
            return
        true = (summary.clearance_s or 0) / unit_s
    else:
        reached = {
            "person_hours": summary.person_hours,
            "left_behind": summary.left_behind,
            "cost": summary.cost,
            "promises": summary.broken_promises or 0,
        }
        true = reached[claim.name]
    if not _same(claim.value, true):
        yield Breach(
            rule="§14",
            message=f"The plan says its {claim.name} is {claim.value:.10g} "
            f"{claim.unit}; by its trips it is {true:.10g}.",
        )


def _same(a: float, b: float) -> bool:
    return isclose(a, b, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)
