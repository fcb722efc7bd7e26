"""Where the people of a plan are at a moment, and which trips lie ahead of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from exeunt.model.places import Place
from exeunt.model.starts import Turn
from exeunt.model.times import NEVER
from exeunt.plan.checker.case import Case, Ride
from exeunt.plan.checker.movers import Mover
from exeunt.plan.checker.state import fetched_from
from exeunt.plan.queues import Job, done_by


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parcel:
    """People of one mover who are together at the moment, and stay so."""

    mover: Mover
    persons: int
    place: str
    since_s: int
    """When ready or unloaded there; under way, that is yet to come."""
    processed: bool
    ahead: tuple[Ride, ...] = ()
    """Trips of theirs that have not begun."""

    @property
    def then(self) -> tuple[str, int]:
        """Where they are after all that, and from when."""
        if self.ahead:
            return self.ahead[-1].trip.to, self.ahead[-1].free_s
        return self.place, self.since_s


def whereabouts(
    case: Case, rides: Sequence[Ride], at_s: int, *, begun: Collection[Ride]
) -> tuple[tuple[Parcel, ...], tuple[Turn, ...]]:
    """
    Follow everybody who moves until *at_s*, when those in *begun* are under way.

    Besides, tell whom stations have yet to process for trips under way.
    """
    boarded: dict[str, list[tuple[Ride, int]]] = {who: [] for who in case.movers}
    for ride in sorted(rides, key=lambda r: (r.begins_s, r.free_s)):
        for mover, persons in ride.loads:
            boarded[mover.id].append((ride, persons))
    walk = _Walk(case, at_s, begun)
    parcels = [
        parcel
        for who, its in boarded.items()
        for parcel in walk.through(case.movers[who], its)
    ]
    there = tuple(_put_together(walk.processed(parcels), at_s))
    return there, tuple(walk.turns)


class _Walk:
    """Everybody's way until a moment, and what stations had to do for it."""

    def __init__(self, case: Case, at_s: int, begun: Collection[Ride]) -> None:
        self._case = case
        self._at_s = at_s
        self._begun = begun
        self._jobs: dict[str, list[Job]] = {}
        """By place: those whose trips are under way."""
        self.turns: list[Turn] = []
        state = case.begin.state
        for one in state.in_line if state else ():
            job = Job(
                persons=one.persons,
                from_s=max(case.wall.since(one.since), 0),
                due_s=case.wall.since(one.until),
            )
            self._jobs.setdefault(one.place, []).append(job)

    def through(self, mover: Mover, boarded: list[tuple[Ride, int]]) -> list[Parcel]:
        """Take the people of *mover* through their trips, who came first first."""
        parcels = [
            Parcel(
                mover=mover,
                persons=mover.persons,
                place=mover.place,
                since_s=mover.ready_s,
                processed=mover.processed,
            )
        ]
        for ride, persons in boarded:
            parcels = self._board(parcels, ride, persons)
        return parcels

    def _board(self, parcels: list[Parcel], ride: Ride, persons: int) -> list[Parcel]:
        stay, go = [], []
        for parcel in sorted(parcels, key=lambda p: p.then[1]):
            some = min(persons, parcel.persons)
            if parcel.then[0] != ride.trip.from_ or not some:
                stay.append(parcel)
                continue
            persons -= some
            go.append(self._gone(replace(parcel, persons=some), ride))
            if parcel.persons > some:
                stay.append(replace(parcel, persons=parcel.persons - some))
        return stay + go

    def _gone(self, parcel: Parcel, ride: Ride) -> Parcel:
        if ride not in self._begun:
            return replace(parcel, ahead=(*parcel.ahead, ride))
        self._note(parcel, ride.begins_s)
        return replace(parcel, place=ride.trip.to, since_s=ride.free_s, processed=False)

    def _note(self, parcel: Parcel, begins_s: int) -> None:
        place = self._case.places.get(parcel.place)
        if place is None or parcel.processed:
            return
        if not fetched_from(place, begins_s, self._case.wall):
            job = Job(persons=parcel.persons, from_s=parcel.since_s, due_s=begins_s)
            self._jobs.setdefault(place.id, []).append(job)

    # stations

    def processed(self, parcels: list[Parcel]) -> Iterator[Parcel]:
        """Tell of everybody at a station whether they have been processed."""
        at: dict[str, list[Parcel]] = {}
        for parcel in parcels:
            at.setdefault(parcel.place, []).append(parcel)
        for name in self._jobs:
            at.setdefault(name, [])
        for name, there in at.items():
            place = self._case.places.get(name)
            if place is None or place.processes_per_h is None:
                yield from there
            else:
                per_h = Fraction(str(place.processes_per_h))
                yield from self._by_the_station(place, there, per_h)

    def _by_the_station(
        self, place: Place, there: list[Parcel], per_h: Fraction
    ) -> Iterator[Parcel]:
        waiting = [p for p in there if p.since_s < self._at_s and not p.processed]
        yield from (p for p in there if p.since_s >= self._at_s or p.processed)
        jobs = [*map(self._job, waiting), *self._jobs.get(place.id, ())]
        first = min((job.from_s for job in jobs), default=self._at_s)
        done = done_by(
            jobs,
            self._case.wall.spans(place.open, first, self._at_s),
            per_h=per_h,
            until_s=self._at_s,
        )
        for parcel, so_many in zip(waiting, done, strict=False):
            yield from _split(parcel, ceil(so_many))
        for job, so_many in zip(
            jobs[len(waiting) :], done[len(waiting) :], strict=True
        ):
            self._note_turn(place.id, job, job.persons - ceil(so_many))

    def _note_turn(self, place: str, job: Job, persons: int) -> None:
        if persons and job.due_s > self._at_s:
            turn = Turn(
                place=place, persons=persons, from_s=job.from_s, due_s=job.due_s
            )
            self.turns.append(turn)

    def _job(self, parcel: Parcel) -> Job:
        due_s = parcel.ahead[0].begins_s if parcel.ahead else NEVER
        return Job(persons=parcel.persons, from_s=parcel.since_s, due_s=due_s)


def _split(parcel: Parcel, done: int) -> Iterator[Parcel]:
    """Tell who of a parcel has been processed; a household is, once it has begun."""
    if done and (parcel.mover.whole or done == parcel.persons):
        yield replace(parcel, processed=True)
    elif done:
        yield replace(parcel, persons=done, processed=True)
        yield replace(parcel, persons=parcel.persons - done)
    else:
        yield parcel


def _put_together(parcels: Iterator[Parcel], at_s: int) -> Iterator[Parcel]:
    """Make one parcel of those of a cohort whom nothing tells apart from now on."""
    persons: Counter[object] = Counter()
    first: dict[object, Parcel] = {}
    for parcel in parcels:
        key: object = (
            parcel.mover.id,
            parcel.place,
            max(parcel.since_s, at_s),
            parcel.processed,
            tuple(ride.trip.id for ride in parcel.ahead),
        )
        first.setdefault(key, parcel)
        persons[key] += parcel.persons
    for key, parcel in first.items():
        yield replace(parcel, persons=persons[key])
