"""Movement notices in plain sentences: where to be by when, and what follows (rule §42)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from exeunt.formats.bringing import bring_words, needs_words
from exeunt.formats.fallbacks import Names, pace_words
from exeunt.formats.manifests import members_of
from exeunt.formats.wording import counted, duration, listed
from exeunt.model.fallbacks import Cover
from exeunt.model.notices import Leg, Notice
from exeunt.model.people import Person
from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a notice: a heading and its sentences."""

    head: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One notice as it is handed out, or published."""

    party: str
    whom: str
    first: str
    """What matters most, in a sentence."""
    parts: tuple[Part, ...]
    people: tuple[str, ...]
    """Ids of the people it names."""
    synthetic: str


def sheets_of(
    plan: Plan, post: Post, notices: Sequence[Notice], covers: Sequence[Cover]
) -> tuple[Sheet, ...]:
    """
    Put *notices* into words.

    Parameters
    ----------
    plan
        The plan they tell of.
    post
        Its post.
    notices
        What people must know.
    covers
        What stands behind the trips.
    """
    writer = _Writer(plan, post, {cover.trip: cover for cover in covers})
    return tuple(writer.sheet(notice) for notice in notices)


class _Writer:
    """Everything that the sentences look up."""

    def __init__(self, plan: Plan, post: Post, covers: Mapping[str, Cover]) -> None:
        self._post = post
        self._words = post.file.paper.notices
        self._names = Names(plan, post)
        self._covers = covers
        self._trips = {trip.id: trip for trip in plan.trips}
        self._deadline = self._names.clock(plan.deadline_s)
        self._members = members_of(post)
        self._whose = {
            estimate.id: post.category(estimate.category).name
            for estimate in post.estimates
        }

    def sheet(self, notice: Notice) -> Sheet:
        people = self._members[notice.party] if notice.whole else []
        parts = (
            *(self._journey(notice, people) if notice.legs else self._staying(notice)),
            Part(head="You may leave sooner", words=tuple(self._sooner(notice))),
            Part(head="Questions", words=(self._words.contact,)),
        )
        return Sheet(
            party=notice.party,
            whom=self._whom(notice, people),
            first=self._first(notice),
            parts=tuple(part for part in parts if any(part.words)),
            people=tuple(person.id for person in people),
            synthetic=self._post.file.synthetic,
        )

    def _whom(self, notice: Notice, people: Sequence[Person]) -> str:
        count = counted(notice.persons, "person", "people")
        if notice.whole:
            names = listed([p.name for p in people if p.name])
            return f"Household {notice.party}, {count}{f': {names}' if names else ''}"
        whose = self._whose.get(notice.party.rpartition("/")[0], notice.party)
        return f"{whose} at {self._names.place(notice.place)}: {count}"

    def _first(self, notice: Notice) -> str:
        where = self._names.place(notice.place)
        if not notice.legs:
            return f"There is no place for you yet. Stay at {where}."
        leg = notice.legs[0]
        by = self._names.clock(notice.be_there_s)
        if leg.last_depart_s > leg.depart_s:
            between = map(self._names.clock, (leg.depart_s, leg.last_depart_s))
            return f"Leave {where} between {' and '.join(between)}."
        if leg.vehicle is None:
            return f"Leave {where} at {self._names.clock(leg.depart_s)}."
        return f"Be at {where} by {by}."

    def _journey(self, notice: Notice, people: Sequence[Person]) -> Iterable[Part]:
        ends = f"Your journey ends at {self._names.place(notice.ends_at)}."
        if not self._post.place(notice.ends_at).kind.safe:
            ends = f"At {self._names.place(notice.ends_at)} you are told how you go on."
        legs = tuple(self._leg(leg) for leg in notice.legs)
        yield Part(head="Your journey", words=(*legs, ends))
        needs = needs_words(people)
        if needs:
            words = f"Noted for you: {needs}. Say at once if that is wrong."
            yield Part(head="Your needs", words=(words,))
        modes = [self._names.mode(leg.link) for leg in notice.legs]
        yield Part(head="Bring", words=bring_words(self._words, modes, people))
        own = notice.legs[0].vehicle is None
        head = "If you cannot go that way" if own else "If it does not come"
        yield Part(head=head, words=tuple(self._otherwise(notice)))

    def _leg(self, leg: Leg) -> str:
        clock, way = self._names.clock, self._way(leg)
        if leg.last_depart_s > leg.depart_s:
            hours = duration(leg.arrive_s - leg.depart_s)
            return f"{way}: {hours}, one after another as you are let through."
        if leg.vehicle is None:
            return f"{way}: leave {clock(leg.depart_s)}, arrive {clock(leg.arrive_s)}."
        return (
            f"{way}, {self._names.vehicle(leg.vehicle, leg.link)}: board from "
            f"{clock(leg.load_s)}, leaves {clock(leg.depart_s)}, arrives "
            f"{clock(leg.arrive_s)}."
        )

    def _way(self, leg: Leg) -> str:
        way = f"{self._names.place(leg.start)} to {self._names.place(leg.end)}"
        if leg.vehicle is not None:
            return way
        return f"{way}, {self._names.by('', leg.link)}"

    def _otherwise(self, notice: Notice) -> Iterable[str]:
        """Tell of the first trip every step, of later ones only the next."""
        said = self._words.stand_fast
        for number, leg in enumerate(notice.legs):
            words = pace_words(self._names, self._covers[leg.trip], stand_fast=said)
            if number == 0:
                yield self._waiting(leg)
                yield f"Next: {words['alternate']}"
                yield f"Another way: {words['contingency']}"
                yield f"If nothing goes: {words['emergency']}"
            else:
                yield f"From {self._names.place(leg.start)}: {words['alternate']}"

    def _waiting(self, leg: Leg) -> str:
        where = self._names.place(leg.start)
        if leg.vehicle is None:
            return f"Wait at {where} until you know that another way is open."
        return (
            f"Wait at {where} and stay together. Figures below are of all who are on "
            "your trip."
        )

    def _staying(self, notice: Notice) -> Iterable[Part]:
        why = notice.because.rstrip(".")
        because = f": {why}." if why else "."
        words = f"No trip takes you by {self._deadline}{because}"
        fast = (
            self._words.stand_fast or "Stay indoors, and keep your telephone charged."
        )
        yield Part(head="Why", words=(words,))
        yield Part(
            head="Stand fast", words=(fast, "You are told as soon as that changes.")
        )

    def _sooner(self, notice: Notice) -> Iterable[str]:
        if notice.standby:
            yield "If seats fall free you are called, in the order of the list. Stand by for:"
        for trip_id in notice.standby:
            yield self._standby(self._trips[trip_id])

    def _standby(self, trip: Trip) -> str:
        return (
            f"{self._names.vehicle(trip.vehicle, trip.link)}, "
            f"{self._names.place(trip.from_)} to {self._names.place(trip.to)}, leaves "
            f"{self._names.clock(trip.depart_s)}."
        )
