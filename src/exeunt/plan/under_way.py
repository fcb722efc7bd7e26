"""Which trips of a plan are under way at a moment, and go on as planned (rule §36)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from exeunt.plan.checker.case import Case, Ride


Key = tuple[str, str, int | str]


def under_way(case: Case, rides: Sequence[Ride], at_s: int) -> frozenset[Ride]:
    """
    Gather the trips that have begun before *at_s*, and those that go with them.

    Of a convoy all are under way once one is: nobody waits for a vehicle that another
    plan has sent elsewhere. So is what brings its vehicles and people to where it sets
    out.
    """
    begun = {ride for ride in rides if ride.begins_s < at_s}
    if not any(link.convoy is not None for link in case.links.values()):
        return frozenset(begun)
    convoys: dict[Key | None, list[Ride]] = defaultdict(list)
    brings: dict[Key, list[Ride]] = defaultdict(list)
    for ride in rides:
        convoys[_convoy(ride)].append(ride)
        for key in _carries(ride, ride.trip.to):
            brings[key].append(ride)
    convoys.pop(None, None)
    fresh = list(begun)
    while fresh:
        ride = fresh.pop()
        before = (
            one
            for key in _carries(ride, ride.trip.from_)
            for one in brings[key]
            if one.free_s <= ride.begins_s
        )
        for other in (*convoys.get(_convoy(ride), ()), *before):
            if other not in begun:
                begun.add(other)
                fresh.append(other)
    return frozenset(begun)


def _convoy(ride: Ride) -> Key | None:
    if ride.own or ride.link is None or ride.link.convoy is None:
        return None
    return ride.trip.link, ride.trip.to, ride.trip.depart_s


def _carries(ride: Ride, place: str) -> Iterator[Key]:
    """Name the vehicle and the people of *ride*, at one of its ends."""
    if ride.fleet is not None and ride.trip.vehicle is not None:
        yield "vehicle", ride.trip.vehicle, place
    yield from (("people", mover.id, place) for mover, _ in ride.loads)
