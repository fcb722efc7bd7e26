"""Whether crews rest and vehicles refuel in time (rules §20 and §21)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import asin, cos, degrees, dist, radians, sin

from exeunt.model.fleets import Fleet
from exeunt.model.maps import KM_PER_DEGREE
from exeunt.model.places import Place
from exeunt.model.times import HOUR
from exeunt.plan.checker.breaches import Breach
from exeunt.plan.checker.case import Case, Ride


_SLACK_KM = 1e-6


def endurance_breaches(case: Case, rides: Sequence[Ride]) -> Iterator[Breach]:
    """Check every vehicle of a fleet with a duty or a range."""
    tours: dict[str, list[Ride]] = {}
    for ride in rides:
        if ride.fleet is not None and ride.trip.vehicle is not None:
            tours.setdefault(ride.trip.vehicle, []).append(ride)
    for tour in tours.values():
        tour.sort(key=lambda ride: (ride.begins_s, ride.free_s))
        fleet = tour[0].fleet
        if fleet is not None and fleet.duty is not None and fleet.rest is not None:
            yield from _too_long_on_duty(case, tour, fleet.duty, fleet.rest)
        if fleet is not None and fleet.range_km is not None:
            yield from _too_far(case, fleet, tour, fleet.range_km)


def _breach(ride: Ride, rule: str, at_s: int, message: str) -> Breach:
    trip = ride.trip
    return Breach(rule=rule, trip=trip.id, who=trip.vehicle, at_s=at_s, message=message)


def _too_long_on_duty(
    case: Case, tour: Sequence[Ride], duty_s: int, rest_s: int
) -> Iterator[Breach]:
    words = case.wall.words
    for duty in _duties(tour, rest_s):
        began_s = duty[0].begins_s
        for ride in duty:
            if ride.free_s > began_s + duty_s:
                yield _breach(
                    ride,
                    "§20",
                    began_s + duty_s,
                    f"Trip {ride.trip.id} ends {words(ride.free_s)}, but the crew of "
                    f"{ride.trip.vehicle} is on duty from {words(began_s)} (trip "
                    f"{duty[0].trip.id}) and may be for {duty_s / HOUR:g} h; let it "
                    f"stand {rest_s / HOUR:g} h before.",
                )


def _duties(tour: Sequence[Ride], rest_s: int) -> list[list[Ride]]:
    """Part a tour wherever the vehicle stands long enough for a rest."""
    duties = [[tour[0]]]
    for before, ride in pairwise(tour):
        if ride.begins_s - before.free_s >= rest_s:
            duties.append([])
        duties[-1].append(ride)
    return duties


def _too_far(
    case: Case, fleet: Fleet, tour: Sequence[Ride], range_km: float
) -> Iterator[Breach]:
    gone_km = 0.0
    for before, ride in zip([None, *tour[:-1]], tour, strict=True):
        if before is not None and _refuelled(case, fleet, before, ride):
            gone_km = 0.0
        gone_km += _length_km(case, ride)
        if gone_km > range_km + _SLACK_KM:
            yield _breach(
                ride,
                "§21",
                ride.trip.depart_s,
                f"With trip {ride.trip.id}, {ride.trip.vehicle} has gone "
                f"{gone_km:.1f} km since it was full; its range is {range_km:g} km. "
                "Let it refuel before.",
            )


def _refuelled(case: Case, fleet: Fleet, before: Ride, ride: Ride) -> bool:
    place = case.places.get(before.trip.to)
    if place is None or not (place.refuels or place.id == fleet.based):
        return False
    return ride.begins_s - before.free_s >= (fleet.refuelling or 0)


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
