"""Whether crews rest and vehicles refuel in time (rules §20 and §21)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import asin, cos, degrees, dist, radians, sin

from exeunt.model.breaches import Breach
from exeunt.model.fleets import Fleet
from exeunt.model.maps import KM_PER_DEGREE
from exeunt.model.places import Place
from exeunt.model.times import HOUR
from exeunt.plan.checker.case import Case, Ride
from exeunt.plan.checker.state import stand_of


_SLACK_KM = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Where a vehicle stands, and what its crew and its tank have behind them."""

    place: str
    since_s: int
    duty_s: int | None
    """When the duty of its crew began; none: it is rested."""
    km: float
    """Travelled since it was full."""


def spent_at_first(case: Case, vehicle: str, fleet: Fleet) -> Spent:
    """Tell how a vehicle stands before its first trip (rule §32)."""
    stand = stand_of(case.begin, case.wall, vehicle, fleet)
    named = case.begin.vehicles.get(vehicle)
    if named is None:
        return Spent(place=stand.place, since_s=stand.free_s, duty_s=None, km=0.0)
    since, began = named.free, named.on_duty_since
    return Spent(
        place=stand.place,
        since_s=0 if since is None else case.wall.since(since),
        duty_s=None if began is None else case.wall.since(began),
        km=named.km or 0.0,
    )


def spent_after(case: Case, fleet: Fleet, before: Spent, ride: Ride) -> Spent:
    """Tell how a vehicle that stood as *before* stands after *ride*."""
    stood_s = ride.begins_s - before.since_s
    rested = before.duty_s is None or stood_s >= (fleet.rest or 0)
    full = _refuels(case, fleet, before.place) and stood_s >= (fleet.refuelling or 0)
    return Spent(
        place=ride.trip.to,
        since_s=ride.free_s,
        duty_s=ride.begins_s if rested else before.duty_s,
        km=(0.0 if full else before.km) + _length_km(case, ride),
    )


def endurance_breaches(case: Case, rides: Sequence[Ride]) -> Iterator[Breach]:
    """Check every vehicle of a fleet with a duty or a range."""
    tours: dict[str, list[Ride]] = {}
    for ride in rides:
        if ride.fleet is not None and ride.trip.vehicle is not None:
            tours.setdefault(ride.trip.vehicle, []).append(ride)
    for vehicle, tour in tours.items():
        tour.sort(key=lambda ride: (ride.begins_s, ride.free_s))
        fleet = tour[0].fleet
        if fleet is not None:
            yield from _too_much(case, vehicle, fleet, tour)


def _too_much(
    case: Case, vehicle: str, fleet: Fleet, tour: Sequence[Ride]
) -> Iterator[Breach]:
    spent = spent_at_first(case, vehicle, fleet)
    first: Ride | None = None
    for ride in tour:
        before, spent = spent, spent_after(case, fleet, spent, ride)
        if spent.duty_s != before.duty_s:
            first = ride
        began_s = ride.begins_s if spent.duty_s is None else spent.duty_s
        if fleet.duty is not None and ride.free_s > began_s + fleet.duty:
            yield _too_long(case, ride, fleet, began_s, first)
        if fleet.range_km is not None and spent.km > fleet.range_km + _SLACK_KM:
            yield _breach(
                ride,
                "§21",
                ride.trip.depart_s,
                f"With trip {ride.trip.id}, {vehicle} has gone {spent.km:.1f} km since "
                f"it was full; its range is {fleet.range_km:g} km. Let it refuel "
                "before.",
            )


def _breach(ride: Ride, rule: str, at_s: int, message: str) -> Breach:
    trip = ride.trip
    return Breach(rule=rule, trip=trip.id, who=trip.vehicle, at_s=at_s, message=message)


def _too_long(
    case: Case, ride: Ride, fleet: Fleet, began_s: int, first: Ride | None
) -> Breach:
    words = case.wall.words
    with_ = "by the state" if first is None else f"trip {first.trip.id}"
    duty_s, rest_s = fleet.duty or 0, fleet.rest or 0
    return _breach(
        ride,
        "§20",
        began_s + duty_s,
        f"Trip {ride.trip.id} ends {words(ride.free_s)}, but the crew of "
        f"{ride.trip.vehicle} is on duty from {words(began_s)} ({with_}) and may be for "
        f"{duty_s / HOUR:g} h; let it stand {rest_s / HOUR:g} h before.",
    )


def _refuels(case: Case, fleet: Fleet, place_id: str) -> bool:
    place = case.places.get(place_id)
    return place is not None and (place.refuels or place.id == fleet.based)


def _length_km(case: Case, ride: Ride) -> float:
    if ride.link is None:
        return 0.0
    if ride.link.km is not None:
        return ride.link.km
    ends = [case.places.get(ride.link.from_), case.places.get(ride.link.to)]
    a, b = (_on_a_globe(end) for end in ends if end is not None)
    return 2 * degrees(asin(min(dist(a, b) / 2, 1.0))) * KM_PER_DEGREE


def _on_a_globe(place: Place) -> tuple[float, float, float]:
    """Give the point on a globe of radius 1."""
    lat, lon = radians(place.lat), radians(place.lon)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)
