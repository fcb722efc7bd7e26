"""
How many people the ways out can carry by the deadline, at the very best.

Every fleet is granted in full to every link that it may use, and every vehicle is
taken to turn round at once. What is short even so is short for certain.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from exeunt.model.fleets import Fleet, Service, planning_time_s
from exeunt.model.places import Link, Place
from exeunt.model.post import Post
from exeunt.model.problem import apart_s
from exeunt.review.eap.flow import UNLIMITED, Network, Node
from exeunt.review.eap.ways import Ways


HOME: Node = ("all", "people")
OUT: Node = ("all", "safe")


@dataclass(frozen=True, slots=True)
class Limit:
    """The most people who can be out in time, and what holds the others back."""

    most: int
    demand: int
    binding: tuple[str, ...]


def limit(post: Post, ways: Ways, people: Counter[str], *, now: datetime) -> Limit:
    """
    Bound how many of *people* (by place) can be out by the deadline.

    Parameters
    ----------
    post
        The post.
    ways
        Who can travel what there.
    people
        How many there are at each place.
    now
        The day of the decision, for openings and timetables.
    """
    network = Network()
    h_hour = post.h_hour_on(now)
    for place in post.file.places:
        _add_place(network, place, post, h_hour)
    for link in post.file.links:
        _add_link(network, link, post, h_hour)
    homes = {place: n for place, n in people.items() if place not in ways.safe and n}
    for home, n in homes.items():
        network.add(HOME, ("in", home), n)
    most = network.most(HOME, OUT)
    cut = network.tightest(HOME)
    binding = {_named(a, b, capacity) for a, b, capacity in cut if a != HOME}
    return Limit(most, sum(homes.values()), tuple(sorted(binding)))


def _named(start: Node, end: Node, capacity: int) -> str:
    if start[0] == "in":
        return f"place {start[1]} ({capacity})"
    return f"link {end[1]} ({capacity})"


def _add_place(network: Network, place: Place, post: Post, h_hour: datetime) -> None:
    if place.kind.safe:
        beds = UNLIMITED if place.holds is None else place.holds
        network.add(("in", place.id), OUT, beds)
        return
    through = UNLIMITED
    if place.processes_per_h is not None:
        spans = place.open.spans(
            h_hour=h_hour, horizon_s=post.file.deadline, zone=post.zone
        )
        open_s = sum(end - start for start, end in spans)
        through = int(place.processes_per_h * open_s / 3600)
    network.add(("in", place.id), ("out", place.id), through)


def _add_link(network: Network, link: Link, post: Post, h_hour: datetime) -> None:
    ends = [(link.from_, link.to, True)]
    if link.both_ways:
        ends.append((link.to, link.from_, False))
    for start, end, forward in ends:
        seats = _seats(link, post, h_hour, forward=forward)
        if seats:
            network.add(("out", start), ("link", link.id), seats)
            network.add(("link", link.id), ("in", end), seats)


def _seats(link: Link, post: Post, h_hour: datetime, *, forward: bool) -> int:
    """Count the seats over *link* one way until the deadline."""
    if link.empty_only:
        return 0
    if not link.mode.needs_vehicle:
        return UNLIMITED
    takes_s = _travel_s(link, post.file.planning_step)
    total = sum(
        _of_fleet(fleet, link, takes_s, post)
        for fleet in post.file.fleets
        if fleet.may_use(link)
    )
    if forward:
        total += sum(
            _of_service(service, takes_s, post, h_hour)
            for service in post.file.services
            if service.link == link.id
        )
    return total


def _travel_s(link: Link, step_s: int) -> int:
    """Give planning time; of a link whose road is not yet measured, none."""
    if link.time is None and link.km is None:
        return 0
    return planning_time_s(link.nominal_s, step_s)


def _of_fleet(fleet: Fleet, link: Link, takes_s: int, post: Post) -> int:
    back_s = planning_time_s(takes_s * fleet.time_factor, post.file.planning_step)
    one_way_s = fleet.loading + back_s + fleet.unloading
    deadline_s = post.file.deadline
    until_s = min(deadline_s, fleet.available_until or deadline_s)
    spare_s = until_s - fleet.available_from - one_way_s
    if spare_s < 0:
        return 0
    trips = fleet.vehicles * (1 + spare_s // max(one_way_s + back_s, 1))
    if apart_s(link.vehicles_per_h):
        trips = min(trips, 1 + deadline_s // apart_s(link.vehicles_per_h))
    return trips * sum(fleet.seats.values())


def _of_service(service: Service, takes_s: int, post: Post, h_hour: datetime) -> int:
    latest = h_hour + timedelta(seconds=post.file.deadline - takes_s)
    midnight = h_hour.replace(hour=0, minute=0)
    departures = 0
    for ahead in range(post.file.deadline // 86400 + 2):
        for clock in service.departs:
            at = midnight + timedelta(days=ahead, seconds=clock)
            if h_hour <= at <= latest and _runs(service, at):
                departures += 1
    return departures * sum(service.seats.values())


def _runs(service: Service, at: datetime) -> bool:
    return (service.from_ is None or at >= service.from_) and (
        service.until is None or at < service.until
    )
