"""What every household and cohort must know of a plan (rule §42)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from exeunt.model.notices import Leg, Notice
from exeunt.model.places import Place
from exeunt.model.times import MINUTE
from exeunt.plan.checker.case import Case, Ride
from exeunt.plan.checker.journeys import Stay
from exeunt.plan.checker.state import fetched_from


Spans = Sequence[tuple[int, int]]
_TOLD = 5 * MINUTE
"""Times by which people must be there are rounded down to it."""


Lists = Mapping[tuple[str, str | None], Sequence[str]]
"""By party and the trip it is booked on (none: left): trips it may stand by for."""
Call = Mapping[tuple[str, str], int]
"""By place and trip: when processing of its people must begin at the latest [s]."""


def notices_of(case: Case, stays: Sequence[Stay], lists: Lists) -> tuple[Notice, ...]:
    """
    Write one notice a household, and one for each trip of people of a cohort.

    Those of a cohort who go by own means over one link are told together.

    Parameters
    ----------
    case
        The plan and its post.
    stays
        Where everybody is between trips.
    lists
        Who may stand by for what.
    """
    writer = _Writer(
        call=_latest_calls(case, stays),
        lists=lists,
        because={e.household or e.cohort or "": e.because for e in case.plan.left},
    )
    its: dict[str, list[Stay]] = defaultdict(list)
    for stay in stays:
        its[stay.mover.id].append(stay)
    out: list[Notice] = []
    for own in its.values():
        if own[0].mover.whole:
            out.append(writer.of_household(own))
        else:
            out += map(writer.of_cohort, _together(own))
    return tuple(out)


def _together(stays: Sequence[Stay]) -> Iterator[list[Stay]]:
    """Put those together who are told the same, in the order of departure."""
    groups: dict[tuple[str, str], list[Stay]] = defaultdict(list)
    for stay in sorted(stays, key=lambda s: (s.until_s is None, s.until_s)):
        if stay.goes is not None:
            trip = stay.goes.trip
            key = trip.link if stay.goes.own else trip.id
            groups[stay.place, key].append(stay)
        elif stay.out_s is None:
            groups[stay.place, ""].append(stay)
    yield from groups.values()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """Everything that notices look up."""

    call: Call
    lists: Lists
    because: Mapping[str, str]
    """By household or cohort that is left."""

    def of_household(self, stays: Sequence[Stay]) -> Notice:
        first, last = stays[0], stays[-1]
        legs = tuple(leg_of(stay.goes) for stay in stays if stay.goes is not None)
        return Notice(
            party=first.mover.id,
            whole=True,
            persons=first.persons,
            place=first.place,
            be_there_s=self._be_there_s(first),
            legs=legs,
            ends_at=last.place,
            standby=self._standby(stays),
            because="" if legs else self.because.get(first.mover.id, ""),
        )

    def of_cohort(self, together: Sequence[Stay]) -> Notice:
        first, last = together[0], together[-1]
        legs: tuple[Leg, ...] = ()
        if first.goes is not None and last.goes is not None:
            last_s = last.goes.trip.depart_s
            legs = (replace(leg_of(first.goes), last_depart_s=last_s),)
        return Notice(
            party=first.mover.id,
            whole=False,
            persons=sum(stay.persons for stay in together),
            place=first.place,
            be_there_s=max(
                self._be_there_s(stay) for stay in together if stay.goes is first.goes
            ),
            legs=legs,
            ends_at=legs[-1].end if legs else first.place,
            standby=self._standby(together),
            because="" if legs else self.because.get(first.mover.id, ""),
        )

    def _standby(self, stays: Sequence[Stay]) -> tuple[str, ...]:
        trips = [
            trip
            for stay in stays
            for trip in self.lists.get(
                (stay.mover.id, stay.goes.trip.id if stay.goes else None), ()
            )
        ]
        return tuple(dict.fromkeys(trips))

    def _be_there_s(self, stay: Stay) -> int:
        """Give by when they must be there: late enough, no earlier than they can."""
        if stay.goes is None or stay.until_s is None:
            return stay.since_s
        called_s = self.call.get((stay.place, stay.goes.trip.id), stay.until_s)
        latest = min(called_s, stay.until_s)
        return max(latest - latest % _TOLD, min(stay.since_s, stay.until_s))


def leg_of(ride: Ride) -> Leg:
    """Tell of *ride* what those who ride it need."""
    return Leg(
        trip=ride.trip.id,
        vehicle=ride.trip.vehicle,
        link=ride.trip.link,
        start=ride.trip.from_,
        end=ride.trip.to,
        load_s=ride.begins_s,
        depart_s=ride.trip.depart_s,
        last_depart_s=ride.trip.depart_s,
        arrive_s=ride.trip.arrive_s,
    )


def _latest_calls(case: Case, stays: Sequence[Stay]) -> dict[tuple[str, str], int]:
    """Tell by when processing for each trip must begin, the queue of all counted."""
    passing: dict[str, dict[str, list[Stay]]] = defaultdict(lambda: defaultdict(list))
    for stay in stays:
        if stay.goes is not None and not (stay.came is None and stay.mover.processed):
            passing[stay.place][stay.goes.trip.id].append(stay)
    out = {}
    for place_id, by_trip in passing.items():
        place = case.places.get(place_id)
        if place is not None and place.processes_per_h is not None:
            for trip, at_s in _of_station(case, place, by_trip):
                out[place_id, trip] = at_s
    return out


def _of_station(
    case: Case, place: Place, by_trip: Mapping[str, list[Stay]]
) -> Iterator[tuple[str, int]]:
    jobs = [
        (trip, sum(s.persons for s in its), due_s)
        for trip, its in by_trip.items()
        if (due_s := its[0].until_s) is not None
        and not fetched_from(place, due_s, case.wall)
    ]
    if not jobs:
        return
    first = min(stay.since_s for its in by_trip.values() for stay in its)
    last = max(due_s for _, _, due_s in jobs)
    spans = case.wall.spans(place.open, min(first, last), last)
    per_h = Fraction(str(place.processes_per_h))
    before_s = last
    for trip, persons, due_s in sorted(jobs, key=lambda job: (-job[2], job[0])):
        before_s = back(spans, min(due_s, before_s), ceil(3600 * persons / per_h))
        yield trip, before_s


def back(spans: Spans, until_s: int, work_s: int) -> int:
    """
    Give the latest moment from which *work_s* of open time are left by *until_s*.

    Where there are not so many, the first opening is given.

    Parameters
    ----------
    spans
        When it is open, in order.
    until_s
        By when the work must be done [s].
    work_s
        Open time that it takes [s].
    """
    at = until_s
    for start, end in reversed(spans):
        if start >= until_s:
            continue
        some = min(end, until_s) - start
        if some >= work_s:
            return min(end, until_s) - work_s
        work_s -= some
        at = start
    return at
