"""What each trip must keep by itself (rules §2, §4, §5, §7, §9)."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from exeunt.model.breaches import Breach
from exeunt.model.fleets import Fleet
from exeunt.model.people import SeatKind
from exeunt.model.places import Link, Place
from exeunt.model.times import HOUR, MINUTE
from exeunt.plan.checker.case import Case, Ride
from exeunt.plan.checker.wall import opening_words


_SLACK_S = 1e-6
"""Kilometres over speed is a float: a hair over a step is that step."""


def trip_breaches(case: Case, rides: tuple[Ride, ...]) -> Iterator[Breach]:
    """Check every trip by itself."""
    for ride in rides:
        yield from _deadline(case, ride)
        yield from _duration(case, ride)
        yield from _nobody(ride)
        yield from _setting_out(case, ride)
        yield from _leaving(case, ride)
        yield from _arriving(case, ride)
    yield from _seats(rides)


def _deadline(case: Case, ride: Ride) -> Iterator[Breach]:
    trip, words = ride.trip, case.wall.words
    if trip.arrive_s > case.deadline_s:
        yield Breach(
            rule="§2",
            trip=trip.id,
            at_s=trip.arrive_s,
            message=f"Trip {trip.id} arrives {words(trip.arrive_s)}, after the "
            f"deadline {words(case.deadline_s)}.",
        )


def _duration(case: Case, ride: Ride) -> Iterator[Breach]:
    trip, link = ride.trip, ride.link
    if link is None or not (ride.own or ride.carrier):
        return
    if link.time is None and link.km is None:
        yield Breach(
            rule="§4",
            trip=trip.id,
            message=f"Link {link.id} has no kilometres, so the time of trip {trip.id} "
            "cannot be checked; give it km or a time.",
        )
        return
    takes_s = trip.arrive_s - trip.depart_s
    step_s = case.post.file.planning_step
    due_s = _planning_s(link, ride.fleet, step_s)
    if takes_s != due_s:
        factor = ride.fleet.time_factor if ride.fleet else 1.0
        yield Breach(
            rule="§4",
            trip=trip.id,
            at_s=trip.depart_s,
            message=f"Trip {trip.id} takes {_span(takes_s)} over link {link.id}, but "
            f"its planning time is {_span(due_s)} (nominal {_span(link.nominal_s)} "
            f"times {factor:g}, rounded up to {_span(step_s)}).",
        )


def _planning_s(link: Link, fleet: Fleet | None, step_s: int) -> int:
    nominal_s = link.nominal_s * (fleet.time_factor if fleet else 1.0)
    return max(ceil((nominal_s - _SLACK_S) / step_s), 1) * step_s


def _span(seconds: float) -> str:
    if seconds < 0:
        return f"-{_span(-seconds)}"
    hours, rest = divmod(round(seconds), HOUR)
    minutes, left = divmod(rest, MINUTE)
    return f"{hours} h {minutes:02} min" + (f" {left} s" if left else "")


def _nobody(ride: Ride) -> Iterator[Breach]:
    trip = ride.trip
    if ride.link is not None and ride.link.empty_only and not ride.empty:
        yield Breach(
            rule="§5",
            trip=trip.id,
            at_s=trip.depart_s,
            message=f"Trip {trip.id} carries people over link {trip.link}, over which "
            "vehicles only return empty (empty_only).",
        )
    if ride.empty and (ride.own or ride.service):
        by = "by own means or on foot" if ride.own else f"by {trip.vehicle}"
        yield Breach(
            rule="§5",
            trip=trip.id,
            at_s=trip.depart_s,
            message=f"Trip {trip.id} goes {by} and carries nobody; only a vehicle of "
            "a fleet makes empty runs. Take it out.",
        )


def _setting_out(case: Case, ride: Ride) -> Iterator[Breach]:
    trip, link = ride.trip, ride.link
    if link is None or case.wall.is_open(link.open, trip.depart_s):
        return
    yield Breach(
        rule="§7",
        trip=trip.id,
        at_s=trip.depart_s,
        message=f"Trip {trip.id} sets out {case.wall.words(trip.depart_s)} over link "
        f"{link.id}, which is then shut ({opening_words(link.open, case.wall.zone)}).",
    )


def _leaving(case: Case, ride: Ride) -> Iterator[Breach]:
    trip, words = ride.trip, case.wall.words
    place = case.places.get(trip.from_)
    if place is None:
        return
    door = case.door(place, ride.link, trip.to)
    shut_s = case.wall.first_shut(door, ride.begins_s, trip.depart_s)
    if shut_s is None:
        return
    if ride.begins_s == trip.depart_s:
        what = f"leaves {place.id} {words(trip.depart_s)}"
    else:
        what = f"loads at {place.id} {words(ride.begins_s)} to {words(trip.depart_s)}"
    yield _shut(case, ride, place, what=what, at_s=shut_s)


def _arriving(case: Case, ride: Ride) -> Iterator[Breach]:
    at_s = ride.trip.arrive_s
    place = case.places.get(ride.trip.to)
    if place is None:
        return
    empty = ride.empty and not ride.own
    door = case.door(place, ride.link, ride.trip.from_) if empty else place.open
    if not case.wall.is_open(door, at_s):
        what = f"arrives at {place.id} {case.wall.words(at_s)}"
        yield _shut(case, ride, place, what=what, at_s=at_s)


def _shut(case: Case, ride: Ride, place: Place, *, what: str, at_s: int) -> Breach:
    return Breach(
        rule="§7",
        trip=ride.trip.id,
        who=place.id,
        at_s=at_s,
        message=f"Trip {ride.trip.id} {what}, but {place.id} is shut "
        f"{case.wall.words(at_s)} ({opening_words(place.open, case.wall.zone)}).",
    )


def _seats(rides: tuple[Ride, ...]) -> Iterator[Breach]:
    """Fill a departure of a service once, however many trips name it."""
    together: dict[str, list[Ride]] = {}
    for ride in rides:
        if ride.fleet:
            yield from _overfilled([ride])
        elif ride.service and ride.trip.vehicle:
            together.setdefault(ride.trip.vehicle, []).append(ride)
    for sharing in together.values():
        yield from _overfilled(sharing)


def _overfilled(sharing: list[Ride]) -> Iterator[Breach]:
    carrier = sharing[0].carrier
    if carrier is None:
        return
    first = sharing[0].trip
    names = " and ".join(ride.trip.id for ride in sharing)
    for kind in SeatKind:
        taken = sum(ride.room_taken()[kind] for ride in sharing)
        has = carrier.seats.get(kind, 0)
        if taken > has:
            yield Breach(
                rule="§9",
                trip=first.id,
                who=first.vehicle,
                at_s=first.depart_s,
                message=f"{first.vehicle} (trip {names}) carries {taken} who take a "
                f"place of kind {kind.value}, but has {has} of them; move "
                f"{taken - has} to another trip.",
            )
