"""Whether more people are anywhere than the place holds (rule §12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exeunt.model.breaches import Breach
from exeunt.model.places import Place
from exeunt.plan.checker.case import Case
from exeunt.plan.checker.journeys import Stay


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """A time during which there are more people than a place holds."""

    from_s: int | None
    """None: from the beginning."""
    until_s: int | None
    """None: for good."""
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """So many persons at a place, from and until; none: always before, or after."""

    persons: int
    from_s: int | None
    until_s: int | None
    counts: bool = True
    """Whether it is a fault if it makes too many: not if the state put them there."""


def crowds(presences: Sequence[Presence], *, holds: int) -> list[Crowd]:
    """
    Find every time at which the *presences* add up to more than *holds*.

    It is none while nobody is there whose presence counts (rule §31).
    """
    people = sum(p.persons for p in presences if p.from_s is None)
    ours = sum(p.persons for p in presences if p.from_s is None and p.counts)
    change: dict[int, int] = {}
    our_change: dict[int, int] = {}
    for presence in presences:
        for at, persons in (
            (presence.from_s, presence.persons),
            (presence.until_s, -presence.persons),
        ):
            if at is not None:
                _add(change, at, persons)
                _add(our_change, at, persons * presence.counts)
    found: list[Crowd] = []
    since: int | None = None
    most = people if ours and people > holds else 0
    for at_s in sorted(change):
        people += change[at_s]
        ours += our_change[at_s]
        if ours and people > holds:
            since = at_s if most == 0 else since
            most = max(most, people)
        elif most:
            found.append(Crowd(from_s=since, until_s=at_s, most=most))
            since, most = None, 0
    if most:
        found.append(Crowd(from_s=since, until_s=None, most=most))
    return found


def _add(change: dict[int, int], at_s: int, persons: int) -> None:
    change[at_s] = change.get(at_s, 0) + persons


def hold_breaches(case: Case, stays: Sequence[Stay]) -> Iterator[Breach]:
    """Check every place with ``holds``."""
    for place in case.post.file.places:
        if place.holds is not None:
            there = [s for s in stays if s.place == place.id and _is_there(s)]
            yield from _crowded(case, place, there, place.holds)


def _guests(case: Case, place: Place) -> Iterator[Presence]:
    for guest in case.begin.guests:
        if guest.place == place.id:
            from_s = guest.since_s if guest.since_s > 0 else None
            yield Presence(
                persons=guest.persons, from_s=from_s, until_s=None, counts=False
            )


def _presence(case: Case, stay: Stay) -> Presence:
    from_home = stay.came is None
    return Presence(
        persons=stay.persons,
        from_s=None if from_home and not stay.mover.comes else stay.since_s,
        until_s=stay.until_s,
        counts=case.begin.state is None or not from_home,
    )


def _is_there(stay: Stay) -> bool:
    return stay.came is None or stay.until_s is None or stay.since_s < stay.until_s


def _crowded(
    case: Case, place: Place, there: list[Stay], holds: int
) -> Iterator[Breach]:
    presences = [*(_presence(case, stay) for stay in there), *_guests(case, place)]
    for crowd in crowds(presences, holds=holds):
        words, came = case.wall.words, _who_came(there, crowd.from_s)
        begin = "the beginning" if crowd.from_s is None else words(crowd.from_s)
        end = "for good" if crowd.until_s is None else f"until {words(crowd.until_s)}"
        yield Breach(
            rule="§12",
            trip=came,
            who=place.id,
            at_s=crowd.from_s,
            message=f"{place.id} holds {holds} people, but from {begin} {end} "
            f"up to {crowd.most} are there"
            f"{f' (trip {came} brings one too many)' if came else ''}.",
        )


def _who_came(there: list[Stay], at_s: int | None) -> str | None:
    """Name a trip that unloads at the moment it becomes too many."""
    return next(
        (
            stay.came.trip.id
            for stay in there
            if stay.came is not None and stay.since_s == at_s
        ),
        None,
    )
