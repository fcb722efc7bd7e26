"""Manifests: who rides which trip, what they need, who may take an empty seat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exeunt.formats.wording import duration, listed, moment
from exeunt.model.fleets import Fleet, Service
from exeunt.model.people import Need, Person, SeatKind
from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post
from exeunt.model.problem import households_of
from exeunt.model.times import moment_of


MOST_STANDBY = 10
"""Households on the standby list of a trip."""
COLUMNS = ("household", "person", "name", "takes", "needs", "documents")
"""What a manifest says of each person, and nothing else."""

_BRING = {
    Need.INFANT: "food, water and nappies for a day",
    Need.MEDICAL: "medicine for two weeks, and the prescriptions",
    Need.PREGNANCY: "maternity papers",
    Need.PET: "a carrier, and the animal's papers",
    Need.WHEELCHAIR: "the wheelchair, labelled",
    Need.UNACCOMPANIED_MINOR: "a parent's written consent",
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
class Standby:
    """A household that is booked later over the same way and could come now."""

    household: str
    persons: int
    takes: str
    booked: str


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
    standby: tuple[Standby, ...]
    told: tuple[str, ...]
    synthetic: str

    @property
    def persons(self) -> int:
        """How many people ride."""
        return len(self.riders) + self.unnamed


def manifests_of(plan: Plan, post: Post) -> tuple[Manifest, ...]:
    """Write the manifest of every trip of a vehicle that carries people."""
    book = _Book(plan, post)
    trips = [t for t in plan.trips if t.vehicle and (t.households or t.cohorts)]
    return tuple(
        book.manifest(trip) for trip in sorted(trips, key=lambda t: (t.depart_s, t.id))
    )


class _Book:
    """The plan and the roster, looked up by household."""

    def __init__(self, plan: Plan, post: Post) -> None:
        self._plan = plan
        self._post = post
        self._fleets: dict[str, Fleet] = {f.id: f for f in post.file.fleets}
        self._services: dict[str, Service] = {s.id: s for s in post.file.services}
        self._members: dict[str, list[Person]] = defaultdict(list)
        for person in post.people:
            self._members[person.party].append(person)
        moving = households_of(post, plan.moving)
        self._ready_s = {h.id: h.ready_s for h in moving}
        self._rides: dict[str, list[Trip]] = defaultdict(list)
        for trip in sorted(plan.trips, key=lambda t: t.depart_s):
            for household in trip.households:
                self._rides[household].append(trip)

    def manifest(self, trip: Trip) -> Manifest:
        carrier = self._carrier(trip)
        people = [p for h in trip.households for p in self._members[h]]
        unnamed = sum(load.persons for load in trip.cohorts)
        seats = tuple(
            (kind.value, offered, _taken(people, unnamed, kind))
            for kind, offered in carrier.seats.items()
        )
        return Manifest(
            trip=trip.id,
            vehicle=self._vehicle(trip, carrier),
            start=self._post.place(trip.from_).name,
            end=self._post.place(trip.to).name,
            load_from=self._clock(trip.depart_s - carrier.loading),
            departs=self._clock(trip.depart_s),
            arrives=self._clock(trip.arrive_s),
            seats=seats,
            riders=tuple(_rider(p) for p in people),
            unnamed=unnamed,
            standby=tuple(self._standby(trip, carrier)),
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
            return f"{carrier.name}, departure {self._clock(trip.depart_s)}"
        return f"{carrier.name}, vehicle {(trip.vehicle or '').rpartition('/')[2]}"

    def _clock(self, seconds: int) -> str:
        zone = self._post.zone
        return moment(moment_of(self._plan.h_hour, seconds, zone), zone)

    def _standby(self, trip: Trip, carrier: Fleet | Service) -> Iterable[Standby]:
        """Name the next households over the same way that could be there in time."""
        load_s = trip.depart_s - carrier.loading
        later = [
            (other, household)
            for other in self._plan.trips
            if other.link == trip.link
            and other.to == trip.to
            and other.depart_s > trip.depart_s
            for household in other.households
            if self._there_s(household, other) <= load_s
        ]
        later.sort(key=lambda item: (item[0].depart_s, item[1]))
        for other, household in later[:MOST_STANDBY]:
            people = self._members[household]
            yield Standby(
                household=household,
                persons=len(people),
                takes=listed(sorted({p.seat.value for p in people})),
                booked=self._clock(other.depart_s),
            )

    def _there_s(self, household: str, trip: Trip) -> int:
        """Give from when *household* is at the place where *trip* begins."""
        rides = self._rides[household]
        at = rides.index(trip)
        if at == 0:
            return self._ready_s.get(household, trip.depart_s)
        before = rides[at - 1]
        return before.arrive_s + (
            self._carrier(before).unloading if before.vehicle else 0
        )

    def _told(
        self, trip: Trip, carrier: Fleet | Service, people: Sequence[Person]
    ) -> tuple[str, ...]:
        bring = [
            words
            for need, words in _BRING.items()
            if any(need in p.needs for p in people)
        ]
        where = self._post.place(trip.from_).name
        said = [
            (
                f"Be at {where} at {self._clock(trip.depart_s - carrier.loading)}. Loading "
                f"takes {duration(carrier.loading)}; the vehicle leaves at "
                f"{self._clock(trip.depart_s)}."
            ),
            (
                f"It goes to {self._post.place(trip.to).name}, where it is due at "
                f"{self._clock(trip.arrive_s)}."
            ),
            (
                "Bring passports, papers of children, medicine, a charged telephone, warm "
                "clothes, water, and one bag each."
            ),
        ]
        if bring:
            said.append(f"Those who need it bring {'; '.join(bring)}.")
        if any(p.documents == "held_by_post" for p in people):
            said.append("Passports held by the post are handed out at loading.")
        return tuple(said)


def _rider(person: Person) -> Rider:
    return Rider(
        household=person.household,
        person=person.id,
        name=person.name or "",
        takes=person.seat.value,
        needs=listed(sorted(need.value.replace("_", " ") for need in person.needs)),
        documents=(person.documents or "").replace("_", " "),
    )


def _taken(people: Sequence[Person], unnamed: int, kind: SeatKind) -> int:
    taken = sum(person.seat is kind for person in people)
    return taken + unnamed if kind is SeatKind.SEAT else taken
