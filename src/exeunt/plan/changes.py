"""Lay a new plan beside what was announced: which trips change, and for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from exeunt.model.changes import Changes, Fate, Off, PartyChange, TripChange
from exeunt.model.plan import Plan, Trip
from exeunt.model.state import Announced
from exeunt.model.times import seconds_after


@dataclass(slots=True)
class _Going:
    from_: str
    vehicles: set[str] = field(default_factory=set)
    riders: Counter[str] = field(default_factory=Counter)


def changes_of(
    before: Plan, announced: Iterable[Trip], plan: Plan, *, sizes: Mapping[str, int]
) -> Changes:
    """
    Lay *plan*, which is made from a state, beside what was announced.

    Parameters
    ----------
    before
        The plan before.
    announced
        Those of its trips that had not begun, in seconds after H-hour of *plan*.
    plan
        The plan now.
    sizes
        Persons of each household and each party of a cohort that moves.
    """
    was = _going(announced, sizes, _cohorts(before))
    now = _going(plan.trips, sizes, _cohorts(plan))
    offs = sorted(was.keys() | now.keys())
    return Changes(
        trips=tuple(_change(off, was.get(off), now.get(off)) for off in offs),
        parties=tuple(_to_be_told(plan, sizes)),
    )


def _cohorts(plan: Plan) -> dict[str, str]:
    """Give the cohort of each party by id."""
    named = plan.state.named_parties() if plan.state else ()
    return {who: party.whose for who, party in named}


def _off(trip: Trip) -> Off:
    return Off(trip.depart_s, trip.link, trip.to)


def _going(
    trips: Iterable[Trip], sizes: Mapping[str, int], cohorts: Mapping[str, str]
) -> dict[Off, _Going]:
    going: dict[Off, _Going] = {}
    for trip in trips:
        if trip.households or trip.cohorts:
            there = going.setdefault(_off(trip), _Going(trip.from_))
            there.vehicles |= {trip.vehicle} if trip.vehicle else set()
            for household in trip.households:
                there.riders[household] += sizes.get(household, 0)
            for load in trip.cohorts:
                whose = cohorts.get(load.cohort, load.cohort)
                there.riders[whose] += load.persons
    return going


def _change(off: Off, was: _Going | None, now: _Going | None) -> TripChange:
    there = now or was or _Going("")
    if was is None:
        fate = Fate.NEW
    elif now is None:
        fate = Fate.DROPPED
    else:
        fate = Fate.KEPT if was.riders <= now.riders else Fate.CHANGED
    return TripChange(
        off=off,
        from_=there.from_,
        fate=fate,
        vehicles=tuple(sorted(there.vehicles)),
        was=was.riders.total() if was else 0,
        now=now.riders.total() if now else 0,
    )


def _to_be_told(plan: Plan, sizes: Mapping[str, int]) -> Iterator[PartyChange]:
    if plan.state is None:
        return
    carried = _carried(plan, sizes)
    for who, party in plan.state.named_parties():
        if who not in sizes or not party.announced:
            continue
        its = carried.get(who, Counter())
        was = tuple(_told(plan, one) for one in party.announced)
        missing = max(sizes[who] - its[off] for off in was)
        if missing > 0:
            yield PartyChange(
                household=party.household,
                cohort=party.cohort,
                persons=missing,
                was=was,
                now=tuple(sorted(its)),
            )


def _told(plan: Plan, one: Announced) -> Off:
    return Off(seconds_after(plan.h_hour, one.departs), one.link, one.to)


def _carried(plan: Plan, sizes: Mapping[str, int]) -> dict[str, Counter[Off]]:
    carried: dict[str, Counter[Off]] = {}
    for trip in plan.trips:
        for household in trip.households:
            riders = carried.setdefault(household, Counter())
            riders[_off(trip)] += sizes.get(household, 0)
        for load in trip.cohorts:
            riders = carried.setdefault(load.cohort, Counter())
            riders[_off(trip)] += load.persons
    return carried
