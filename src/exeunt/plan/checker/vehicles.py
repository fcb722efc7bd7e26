"""What vehicles and departures must keep (rules §6, §7 and §10)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil

from exeunt.model.breaches import Breach
from exeunt.model.fleets import Fleet, Service
from exeunt.model.times import DAY, HOUR, MINUTE
from exeunt.plan.checker.case import Case, Ride
from exeunt.plan.checker.state import stand_of


_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_LOCAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")


def vehicle_breaches(case: Case, rides: tuple[Ride, ...]) -> Iterator[Breach]:
    """Check who travels what, where each vehicle is, and the headways."""
    of_vehicle: dict[str, list[Ride]] = {}
    for ride in rides:
        yield from _permission(ride)
        if ride.service is not None:
            yield from _scheduled(case, ride, ride.service)
        elif ride.fleet is not None and ride.trip.vehicle is not None:
            of_vehicle.setdefault(ride.trip.vehicle, []).append(ride)
    for vehicle, its in of_vehicle.items():
        fleet = its[0].fleet
        if fleet is not None:
            yield from _numbered(vehicle, fleet)
            yield from _one_place_at_a_time(case, vehicle, fleet, its)
    yield from _headways(case, rides)


def _breach(ride: Ride, message: str, *, rule: str = "§6") -> Breach:
    trip = ride.trip
    return Breach(
        rule=rule,
        trip=trip.id,
        who=trip.vehicle,
        at_s=trip.depart_s,
        message=message,
    )


def _permission(ride: Ride) -> Iterator[Breach]:
    trip, link = ride.trip, ride.link
    if ride.own:
        if link is not None and link.mode.needs_vehicle:
            yield _breach(
                ride,
                f"Trip {trip.id} has no vehicle, but link {link.id} goes by "
                f"{link.mode.value}: name a vehicle of a fleet or a departure.",
            )
    elif ride.carrier is None:
        yield _breach(
            ride,
            f"Trip {trip.id} goes by {trip.vehicle}, but the post has no such fleet or "
            "service; write fleet/number or service@2021-12-31T10:00.",
            rule="§17",
        )
    elif link is not None and ride.service is not None:
        if ride.service.link != link.id:
            yield _breach(
                ride,
                f"Trip {trip.id} takes {trip.vehicle} over link {link.id}, but that "
                f"service runs over link {ride.service.link}.",
            )
    elif link is not None and ride.fleet is not None:
        if link.mode != ride.fleet.mode:
            yield _breach(
                ride,
                f"Trip {trip.id} sends {trip.vehicle}, which goes by "
                f"{ride.fleet.mode.value}, over link {link.id}, which is travelled by "
                f"{link.mode.value}.",
            )
        elif ride.fleet.links and link.id not in ride.fleet.links:
            yield _breach(
                ride,
                f"Trip {trip.id} sends {trip.vehicle} over link {link.id}; its fleet "
                f"may use only {', '.join(ride.fleet.links)}.",
            )


def _numbered(vehicle: str, fleet: Fleet) -> Iterator[Breach]:
    number = vehicle.rpartition("/")[2]
    if _NUMBER.fullmatch(number) and int(number) <= fleet.vehicles:
        return
    yield Breach(
        rule="§6",
        who=vehicle,
        message=f"There is no vehicle {vehicle}: fleet {fleet.id} has "
        f"{fleet.vehicles}, numbered from 1.",
    )


def _one_place_at_a_time(
    case: Case, vehicle: str, fleet: Fleet, rides: list[Ride]
) -> Iterator[Breach]:
    words = case.wall.words
    first = stand_of(case.begin, case.wall, vehicle, fleet)
    if first.lost:
        yield _breach(rides[0], f"{vehicle} is lost and makes no trips.", rule="§32")
        return
    where, free_s, why = first.place, first.free_s, first.words
    for ride in sorted(rides, key=lambda r: (r.begins_s, r.free_s)):
        trip = ride.trip
        begins = "sets out" if ride.empty else "begins to load"
        if trip.from_ != where:
            yield _breach(
                ride,
                f"Trip {trip.id} starts at {trip.from_}, but {vehicle} is then at "
                f"{where}; send it there first.",
            )
        if ride.begins_s < free_s:
            yield _breach(
                ride,
                f"Trip {trip.id} {begins} {words(ride.begins_s)}, but {vehicle} {why}.",
            )
        where, free_s = trip.to, ride.free_s
        why = f"is free from trip {trip.id} only {words(free_s)}"
    yield from _back_in_time(case, vehicle, fleet, rides)


def _back_in_time(
    case: Case, vehicle: str, fleet: Fleet, rides: list[Ride]
) -> Iterator[Breach]:
    last = max(rides, key=lambda r: r.free_s)
    if fleet.available_until is None:
        return
    until_s = fleet.available_until - case.begin.gone_s
    if last.free_s > until_s:
        yield _breach(
            last,
            f"{vehicle} is free from its last trip {last.trip.id} "
            f"{case.wall.words(last.free_s)}, but fleet {fleet.id} is available only "
            f"until {case.wall.words(until_s)}.",
        )


def _scheduled(case: Case, ride: Ride, service: Service) -> Iterator[Breach]:
    trip = ride.trip
    departs = _moment_of_departure(case, ride, service)
    if departs is None:
        clocks = ", ".join(
            f"{c // HOUR:02}:{c % HOUR // 60:02}" for c in service.departs
        )
        yield _breach(
            ride,
            f"Trip {trip.id} takes {trip.vehicle}, but service {service.id} departs "
            f"daily at {clocks}.",
            rule="§7",
        )
        return
    departs_s = case.wall.since(departs)
    if trip.depart_s != departs_s:
        yield _breach(
            ride,
            f"Trip {trip.id} sets out {case.wall.words(trip.depart_s)}, but "
            f"{trip.vehicle} departs {case.wall.words(departs_s)}.",
            rule="§7",
        )
    early = service.from_ is not None and departs < service.from_
    if early or (service.until is not None and departs >= service.until):
        yield _breach(
            ride,
            f"Trip {trip.id} takes {trip.vehicle}, but service {service.id} "
            f"{'does not run yet' if early else 'no longer runs'} "
            f"{case.wall.words(departs_s)}.",
            rule="§7",
        )


def _moment_of_departure(case: Case, ride: Ride, service: Service) -> datetime | None:
    written = (ride.trip.vehicle or "").partition("@")[2]
    if not _LOCAL.fullmatch(written):
        return None
    try:
        local = datetime.fromisoformat(written)
    except ValueError:
        return None
    clock = local.hour * HOUR + local.minute * MINUTE
    seconds = [
        c % MINUTE for c in service.departs if c % DAY // MINUTE * MINUTE == clock
    ]
    if not seconds or abs(local.year - case.wall.h_hour.year) > 100:
        return None
    there = local.replace(tzinfo=case.wall.zone) + timedelta(seconds=seconds[0])
    return there.astimezone(UTC)


def _headways(case: Case, rides: tuple[Ride, ...]) -> Iterator[Breach]:
    by_way: dict[tuple[str, str], dict[str, Ride]] = {}
    for number, ride in enumerate(rides):
        link = ride.link
        if link is not None and link.vehicles_per_h is not None and not ride.own:
            # two trips by one departure are one vehicle that sets out once
            one = (ride.trip.vehicle or "") if ride.service else f"trip {number}"
            if link.convoy is not None:
                one = f"convoy {ride.trip.depart_s}"
            by_way.setdefault((link.id, ride.trip.to), {}).setdefault(one, ride)
    for (link_id, to), its in by_way.items():
        apart_s = gap_s(case.links[link_id].vehicles_per_h)
        yield from _after_the_state(case, (link_id, to), its.values(), apart_s)
        in_order = sorted(its.values(), key=lambda r: r.trip.depart_s)
        for ahead, behind in pairwise(in_order):
            between_s = behind.trip.depart_s - ahead.trip.depart_s
            if between_s < apart_s:
                yield _breach(
                    behind,
                    f"Trip {behind.trip.id} sets out over link {link_id} to {to} "
                    f"{case.wall.words(behind.trip.depart_s)}, {between_s} s after "
                    f"trip {ahead.trip.id}; they must lie {apart_s} s apart.",
                    rule="§10",
                )


def _after_the_state(
    case: Case, way: tuple[str, str], rides: Iterable[Ride], apart_s: int
) -> Iterator[Breach]:
    """Keep the headway to what had set out by the moment of the state (rule §32)."""
    state = case.begin.state
    gone = [s for s in state.departed if (s.link, s.to) == way] if state else []
    together = case.links[way[0]].convoy is not None
    for ride in rides:
        for set_out in gone:
            at_s = case.wall.since(set_out.at)
            between_s = abs(ride.trip.depart_s - at_s)
            if between_s < apart_s and not (together and between_s == 0):
                yield _breach(
                    ride,
                    f"Trip {ride.trip.id} sets out over link {way[0]} to {way[1]} "
                    f"{case.wall.words(ride.trip.depart_s)}, but by the state a "
                    f"vehicle sets out {case.wall.words(at_s)}; they must lie "
                    f"{apart_s} s apart.",
                    rule="§10",
                )


def gap_s(per_h: float | None) -> int:
    """Round up what was typed: 0.3 an hour is every 12000 s, not every 12001."""
    return 0 if per_h is None else ceil(3600 / Fraction(str(per_h)))
