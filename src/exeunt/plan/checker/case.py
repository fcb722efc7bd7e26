"""One plan laid beside the post it was made for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from functools import cached_property

from exeunt.model.fleets import Fleet, Service
from exeunt.model.people import SeatKind
from exeunt.model.places import Link, Mode, Place
from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post
from exeunt.model.times import Opening
from exeunt.plan.checker.movers import Mover, movers_of
from exeunt.plan.checker.state import Beginning, beginning_of, closed_post
from exeunt.plan.checker.wall import Wall


_BY_LAND = {Mode.ROAD, Mode.FOOT, Mode.OWN}


@dataclass(frozen=True, kw_only=True, eq=False)
class Case:
    """What every part of the checker looks things up in."""

    post: Post
    plan: Plan
    wall: Wall
    begin: Beginning
    at_rest: frozenset[str]
    """Households and cohorts of the post whose category does not move."""
    known: frozenset[str]
    """All households and cohorts of the post."""

    @property
    def movers(self) -> dict[str, Mover]:
        """Households and cohorts that move, by id."""
        return self.begin.movers

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places by id."""
        return {p.id: p for p in self.post.file.places}

    @cached_property
    def links(self) -> dict[str, Link]:
        """Links by id."""
        return {k.id: k for k in self.post.file.links}

    @cached_property
    def fleets(self) -> dict[str, Fleet]:
        """Fleets by id."""
        return {f.id: f for f in self.post.file.fleets}

    @cached_property
    def services(self) -> dict[str, Service]:
        """Services by id."""
        return {s.id: s for s in self.post.file.services}

    @property
    def deadline_s(self) -> int:
        """By when everybody who moves is to be safe, as the post has it (rule §2)."""
        return self.post.file.deadline - self.begin.gone_s

    def safe(self, place_id: str) -> bool:
        """Tell whether people are out of danger there."""
        place = self.places.get(place_id)
        return place is not None and place.kind.safe

    def door(self, place: Place, link: Link | None, other: str) -> Opening:
        """
        Give when people may leave *place*, or empty vehicles come, over *link*.

        By land, and if the *other* end is not safe, also while it is shut (rule §33).
        """
        by_land = link is not None and link.mode in _BY_LAND
        return (
            place.open.but_for_closures
            if by_land and not self.safe(other)
            else place.open
        )


def lay_out(post: Post, plan: Plan) -> Case:
    """Lay *plan* beside *post*."""
    wall = Wall(plan.h_hour.astimezone(UTC), post.zone)
    movers = movers_of(post, frozenset(plan.moving))
    everybody = movers_of(post, frozenset(c.id for c in post.file.categories))
    return Case(
        post=closed_post(post, plan),
        plan=plan,
        wall=wall,
        begin=beginning_of(post, plan, wall),
        at_rest=frozenset(everybody.keys() - movers.keys()),
        known=frozenset(everybody),
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class Ride:
    """A trip with what the post says of its link, its vehicle and its people."""

    trip: Trip
    link: Link | None
    """None: the post has no such link."""
    fleet: Fleet | None
    service: Service | None
    loads: tuple[tuple[Mover, int], ...]
    """Those on it whom the post knows and moves, each once, with how many."""

    @property
    def own(self) -> bool:
        """Whether it goes by foot or own means."""
        return self.trip.vehicle is None

    @property
    def carrier(self) -> Fleet | Service | None:
        """The fleet or the service; none: own means, or unknown."""
        return self.fleet or self.service

    @property
    def empty(self) -> bool:
        """Whether the plan puts nobody on it."""
        return not self.trip.households and not self.trip.cohorts

    @cached_property
    def begins_s(self) -> int:
        """When loading begins, or when it sets out empty (rule §5)."""
        loading = 0 if self.carrier is None or self.empty else self.carrier.loading
        return self.trip.depart_s - loading

    @cached_property
    def free_s(self) -> int:
        """When unloading ends, or when it has arrived empty (rule §5)."""
        unloading = 0 if self.carrier is None or self.empty else self.carrier.unloading
        return self.trip.arrive_s + unloading

    def room_taken(self) -> dict[SeatKind, int]:
        """Count the places of each kind that its people take (rule §9)."""
        taken = dict.fromkeys(SeatKind, 0)
        for mover, persons in self.loads:
            if mover.whole:
                for kind, count in mover.seats.items():
                    taken[kind] += count
            else:
                taken[SeatKind.SEAT] += persons
        return taken


def rides_of(case: Case) -> Iterator[Ride]:
    """Lay every trip of the plan beside the post."""
    for trip in case.plan.trips:
        fleet_id, slash, _ = (trip.vehicle or "").rpartition("/")
        service_id, at, _ = (trip.vehicle or "").partition("@")
        yield Ride(
            trip=trip,
            link=case.links.get(trip.link),
            fleet=case.fleets.get(fleet_id) if slash else None,
            service=case.services.get(service_id) if at else None,
            loads=tuple(_loads(case, trip)),
        )


def _loads(case: Case, trip: Trip) -> Iterator[tuple[Mover, int]]:
    for household in dict.fromkeys(trip.households):
        mover = case.movers.get(household)
        if mover is not None and mover.whole:
            yield mover, mover.persons
    counts: dict[str, int] = {}
    for load in trip.cohorts:
        counts[load.cohort] = counts.get(load.cohort, 0) + load.persons
    for cohort, persons in counts.items():
        mover = case.movers.get(cohort)
        if mover is not None and not mover.whole:
            yield mover, persons
