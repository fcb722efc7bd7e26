"""Manifests: who rides which trip, what they need, who may take an empty seat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exeunt.formats.bringing import bring_words, needs_words
from exeunt.formats.fallbacks import Names, pace_words
from exeunt.formats.wording import duration, listed
from exeunt.model.fallbacks import Cover
from exeunt.model.fleets import Fleet, Service
from exeunt.model.people import Person, SeatKind
from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post


COLUMNS = ("household", "person", "name", "takes", "needs", "documents")
"""What a manifest says of each person, and nothing else."""
_STEPS = {
    "alternate": "Alternate",
    "contingency": "Contingency",
    "emergency": "Emergency",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rider:
    """One person on a manifest."""

    household: str
    person: str
    name: str
    takes: str
    needs: str
    documents: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandbyRow:
    """One line of the standby list: who is called, in this order."""

    order: int
    party: str
    persons: int
    takes: str
    booked: str
    sooner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the leader of one trip needs to know."""

    trip: str
    vehicle: str
    start: str
    end: str
    load_from: str
    departs: str
    arrives: str
    seats: tuple[tuple[str, int, int], ...]
    """By kind: offered and taken."""
    riders: tuple[Rider, ...]
    unnamed: int
    """People of estimates, who have no names."""
    standby: tuple[StandbyRow, ...]
    otherwise: tuple[tuple[str, str], ...]
    """What people take when the trip does not come: step, and words."""
    told: tuple[str, ...]
    synthetic: str

    @property
    def persons(self) -> int:
        """How many people ride."""
        return len(self.riders) + self.unnamed


def manifests_of(
    plan: Plan, post: Post, covers: Sequence[Cover]
) -> tuple[Manifest, ...]:
    """
    Write the manifest of every trip of a vehicle that carries people.

    Parameters
    ----------
    plan
        The plan.
    post
        Its post.
    covers
        What stands behind each of its trips with people.
    """
    book = _Book(plan, post, covers)
    trips = [t for t in plan.trips if t.vehicle and (t.households or t.cohorts)]
    return tuple(
        book.manifest(trip) for trip in sorted(trips, key=lambda t: (t.depart_s, t.id))
    )


class _Book:
    """The plan and the roster, looked up by household."""

    def __init__(self, plan: Plan, post: Post, covers: Sequence[Cover]) -> None:
        self._post = post
        self._names = Names(plan, post)
        self._covers = {cover.trip: cover for cover in covers}
        self._departs = {trip.id: trip.depart_s for trip in plan.trips}
        self._fleets: dict[str, Fleet] = {f.id: f for f in post.file.fleets}
        self._services: dict[str, Service] = {s.id: s for s in post.file.services}
        self._members = members_of(post)

    def manifest(self, trip: Trip) -> Manifest:
        carrier = self._carrier(trip)
        people = [p for h in trip.households for p in self._members[h]]
        unnamed = sum(load.persons for load in trip.cohorts)
        cover = self._covers[trip.id]
        seats = tuple(
            (kind.value, offered, _taken(people, unnamed, kind))
            for kind, offered in carrier.seats.items()
        )
        return Manifest(
            trip=trip.id,
            vehicle=self._vehicle(trip, carrier),
            start=self._post.place(trip.from_).name,
            end=self._post.place(trip.to).name,
            load_from=self._names.clock(trip.depart_s - carrier.loading),
            departs=self._names.clock(trip.depart_s),
            arrives=self._names.clock(trip.arrive_s),
            seats=seats,
            riders=tuple(_rider(p) for p in people),
            unnamed=unnamed,
            standby=tuple(self._standby(cover)),
            otherwise=self._otherwise(cover),
            told=self._told(trip, carrier, people),
            synthetic=self._post.file.synthetic,
        )

    def _carrier(self, trip: Trip) -> Fleet | Service:
        vehicle = trip.vehicle or ""
        if "@" in vehicle:
            return self._services[vehicle.split("@")[0]]
        return self._fleets[vehicle.rpartition("/")[0]]

    def _vehicle(self, trip: Trip, carrier: Fleet | Service) -> str:
        if isinstance(carrier, Service):
            return f"{carrier.name}, departure {self._names.clock(trip.depart_s)}"
        return self._names.vehicle(trip.vehicle, trip.link)

    def _standby(self, cover: Cover) -> Iterable[StandbyRow]:
        for order, who in enumerate(cover.standby, start=1):
            booked = self._departs.get(who.booked or "")
            yield StandbyRow(
                order=order,
                party=who.party,
                persons=who.persons,
                takes=listed([kind.value for kind, _ in who.seats]),
                booked="left" if booked is None else self._names.clock(booked),
                sooner=duration(who.sooner_s),
            )

    def _otherwise(self, cover: Cover) -> tuple[tuple[str, str], ...]:
        said = self._post.file.paper.notices.stand_fast
        words = pace_words(self._names, cover, stand_fast=said)
        return tuple((_STEPS[step], told) for step, told in words.items())

    def _told(
        self, trip: Trip, carrier: Fleet | Service, people: Sequence[Person]
    ) -> tuple[str, ...]:
        where, clock = self._names.place(trip.from_), self._names.clock
        load_s = trip.depart_s - carrier.loading
        notices = self._post.file.paper.notices
        return (
            (
                f"Be at {where} at {clock(load_s)}. Loading takes "
                f"{duration(carrier.loading)}; the vehicle leaves at "
                f"{clock(trip.depart_s)}."
            ),
            (
                f"It goes to {self._names.place(trip.to)}, where it is due at "
                f"{clock(trip.arrive_s)}."
            ),
            *bring_words(notices, [self._names.mode(trip.link)], people),
        )


def members_of(post: Post) -> dict[str, list[Person]]:
    """Gather the people of *post* by whom they travel with (rule §8)."""
    members: dict[str, list[Person]] = defaultdict(list)
    for person in post.people:
        members[person.party].append(person)
    return members


def _rider(person: Person) -> Rider:
    return Rider(
        household=person.household,
        person=person.id,
        name=person.name or "",
        takes=person.seat.value,
        needs=needs_words([person]),
        documents=(person.documents or "").replace("_", " "),
    )


def _taken(people: Sequence[Person], unnamed: int, kind: SeatKind) -> int:
    taken = sum(person.seat is kind for person in people)
    return taken + unnamed if kind is SeatKind.SEAT else taken
