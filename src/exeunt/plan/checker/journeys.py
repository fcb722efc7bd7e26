"""Each household's and cohort's way from its residence on (rule §8)."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from exeunt.model.breaches import Breach
from exeunt.plan.checker.case import Case, Ride
from exeunt.plan.checker.movers import Mover


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stay:
    """
    People of one mover at one place, between two trips.

    Those of a cohort have no names, so they board in the order in which they came:
    no other order asks less of a station (rule §11).
    """

    mover: Mover
    persons: int
    place: str
    since_s: int
    """When unloaded there; at the residence, when ready."""
    came: Ride | None
    """None: they live there."""
    out_s: int | None
    """When last brought out of danger; none: in danger."""
    until_s: int | None = None
    """When they begin to load for their next trip; none: they stay."""
    goes: Ride | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class Journeys:
    """Every stay of everybody who moves, and where journeys break."""

    stays: list[Stay] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)


def journeys_of(case: Case, rides: tuple[Ride, ...]) -> Journeys:
    """Follow every household and cohort through its trips."""
    its: dict[str, list[tuple[Ride, int]]] = {who: [] for who in case.movers}
    for ride in rides:
        for mover, persons in ride.loads:
            its[mover.id].append((ride, persons))
    journeys = Journeys()
    for who, boarded in its.items():
        boarded.sort(key=lambda b: (b[0].begins_s, b[0].free_s))
        _Walk(case, case.movers[who], journeys).through(boarded)
    return journeys


class _Walk:
    """Where the people of one mover are, while its trips are gone through in order."""

    def __init__(self, case: Case, mover: Mover, journeys: Journeys) -> None:
        self._case = case
        self._mover = mover
        self._journeys = journeys
        home = Stay(
            mover=mover,
            persons=mover.persons,
            place=mover.place,
            since_s=mover.ready_s,
            came=None,
            out_s=None,
        )
        self._at: dict[str, list[Stay]] = {mover.place: [home]}

    def through(self, boarded: list[tuple[Ride, int]]) -> None:
        for ride, persons in boarded:
            for stay in list(self._board(ride, persons)):
                self._journeys.stays.append(
                    replace(stay, until_s=ride.begins_s, goes=ride)
                )
                self._arrive(ride, stay)
        self._journeys.stays.extend(chain.from_iterable(self._at.values()))

    def _board(self, ride: Ride, persons: int) -> Iterator[Stay]:
        """Take those who came first; whoever cannot be there is taken all the same."""
        here = self._at.setdefault(ride.trip.from_, [])
        for stay in _take(here, persons):
            persons -= stay.persons
            if stay.since_s > ride.begins_s:
                self._too_early(ride, stay)
            yield stay
        for stay in self._from_elsewhere(ride, here, persons):
            persons -= stay.persons
            yield stay
        if persons:
            self._too_many(ride, persons)

    def _from_elsewhere(
        self, ride: Ride, here: list[Stay], persons: int
    ) -> Iterator[Stay]:
        """Take those who are missing from where they are: one breach, not many."""
        if not self._mover.whole and ride.trip.from_ == self._mover.place:
            return  # nobody comes back to the residence: there are too few of them
        for stays in self._at.values():
            if stays is not here:
                for stay in _take(stays, persons):
                    persons -= stay.persons
                    self._elsewhere(ride, stay)
                    yield stay

    def _arrive(self, ride: Ride, stay: Stay) -> None:
        out_s = None
        if self._case.safe(ride.trip.to):
            out_s = ride.free_s if stay.out_s is None else stay.out_s
        there = replace(
            stay, place=ride.trip.to, since_s=ride.free_s, came=ride, out_s=out_s
        )
        insort(self._at.setdefault(ride.trip.to, []), there, key=lambda s: s.since_s)

    def _breach(self, ride: Ride, message: str, *, rule: str = "§8") -> None:
        self._journeys.breaches.append(
            Breach(
                rule=rule,
                trip=ride.trip.id,
                who=self._mover.id,
                at_s=ride.begins_s,
                message=message,
            )
        )

    def _too_early(self, ride: Ride, stay: Stay) -> None:
        words = self._case.wall.words
        there = "there" if stay.mover.comes else "ready"
        if stay.came is not None:
            there = f"unloaded there ({stay.came.trip.id})"
        self._breach(
            ride,
            f"Trip {ride.trip.id} takes {_some(stay)} from {stay.place} "
            f"{words(ride.begins_s)}, but they are {there} only {words(stay.since_s)}.",
        )

    def _elsewhere(self, ride: Ride, stay: Stay) -> None:
        self._breach(
            ride,
            f"Trip {ride.trip.id} takes {_some(stay)} from {ride.trip.from_} "
            f"{self._case.wall.words(ride.begins_s)}, but they are at {stay.place}.",
        )

    def _too_many(self, ride: Ride, persons: int) -> None:
        mover = self._mover
        self._breach(
            ride,
            f"Trip {ride.trip.id} takes {persons} more of {mover.words} than there "
            f"are: it has {mover.persons}.",
            rule="§13",
        )


def _take(stays: list[Stay], persons: int) -> Iterator[Stay]:
    """Take up to *persons* off the front of *stays*, cutting the last one."""
    done = 0
    while done < len(stays) and persons > 0:
        stay = stays[done]
        if stay.persons > persons:
            stays[done] = replace(stay, persons=stay.persons - persons)
            stay = replace(stay, persons=persons)
        else:
            done += 1
        persons -= stay.persons
        yield stay
    del stays[:done]


def _some(stay: Stay) -> str:
    if stay.mover.whole:
        return stay.mover.words
    return f"{stay.persons} of {stay.mover.words}"
