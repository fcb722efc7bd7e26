"""Alternates in words: what people of a trip take when it does not come (rule §41)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exeunt.formats.wording import counted, moment, started
from exeunt.model.fallbacks import Cover, Fallback
from exeunt.model.places import Mode
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.times import moment_of


_ALONE = {Mode.OWN: "own means", Mode.FOOT: "on foot"}


class Names:
    """Times, places and vehicles of a plan as people call them."""

    def __init__(self, plan: Plan, post: Post) -> None:
        self._plan = plan
        self._zone = post.zone
        self._places = {p.id: p.name for p in post.file.places}
        self._modes = {k.id: k.mode for k in post.file.links}
        self._carriers = {f.id: f.name for f in post.file.fleets}
        self._carriers |= {s.id: s.name for s in post.file.services}

    def clock(self, after_s: int) -> str:
        """Write a moment of the plan on the wall clock of the post."""
        return moment(moment_of(self._plan.h_hour, after_s, self._zone), self._zone)

    def place(self, place: str) -> str:
        """Name a place."""
        return self._places.get(place, place)

    def mode(self, link: str) -> Mode | None:
        """Tell how a link is travelled."""
        return self._modes.get(link)

    def by(self, carrier: str, link: str) -> str:
        """Name a fleet, a service or a departure; nothing: how people go alone."""
        if not carrier:
            mode = self._modes.get(link)
            return _ALONE.get(mode, mode.value) if mode else ""
        key = carrier.partition("@")[0]
        return self._carriers.get(key, key)

    def vehicle(self, vehicle: str | None, link: str) -> str:
        """Name a vehicle of a trip."""
        fleet, slash, number = (vehicle or "").rpartition("/")
        if slash:
            return f"{self.by(fleet, link)}, vehicle {number}"
        return self.by(vehicle or "", link)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Over some trips with people: how many have what."""

    trips: int
    people: int
    with_room: int
    standby_only: int
    without_alternate: int
    without_contingency: int
    standing_by: int
    """Households and cohorts on some list."""


def summed(covers: Sequence[Cover]) -> Summary:
    """Count what stands behind the trips."""
    alternates = [c.alternate for c in covers]
    return Summary(
        trips=len(covers),
        people=sum(c.persons for c in covers),
        with_room=sum(a is not None and a.takes > 0 for a in alternates),
        standby_only=sum(a is not None and not a.takes for a in alternates),
        without_alternate=sum(a is None for a in alternates),
        without_contingency=sum(c.contingency is None for c in covers),
        standing_by=len({s.party for c in covers for s in c.standby}),
    )


def summary_line(covers: Sequence[Cover]) -> str:
    """Say in two sentences how well the trips are backed."""
    it = summed(covers)
    waiting = counted(it.standing_by, "party stands", "parties stand")
    return (
        f"{counted(it.trips, 'trip')} with people: {it.with_room:,} with an alternate "
        f"that has room, {it.standby_only:,} with one to stand by for, "
        f"{it.without_alternate:,} with none; {it.without_contingency:,} without a "
        f"contingency. {waiting} by for seats that fall free."
    )


def pace_words(names: Names, cover: Cover, *, stand_fast: str) -> dict[str, str]:
    """
    Say what the people of a trip take when it does not come, by step.

    Parameters
    ----------
    names
        How things are called.
    cover
        What stands behind the trip.
    stand_fast
        What the post says of shelter, in a sentence; may be empty.
    """
    where = names.place(cover.shelter)
    shelter = stand_fast or "The post says nothing of shelter there."
    return {
        "alternate": _way(names, cover, cover.alternate)
        or f"None: nothing else leaves {where} later.",
        "contingency": _way(names, cover, cover.contingency)
        or f"None: no other way out of {where} is open in time.",
        "emergency": f"Stand fast at {where}. {shelter}",
    }


def _way(names: Names, cover: Cover, way: Fallback | None) -> str:
    if way is None:
        return ""
    goes = f"{started(names.by(way.by, way.link))} to {names.place(way.to)}"
    at, share = names.clock(way.at_s), f"{way.takes:,} of {cover.persons:,}"
    return {
        "planned": f"{goes}, {at}; room for {share}.",
        "standby": f"{goes}, {at}; no room as planned, so stand by for it.",
        "unplanned": f"{goes}, {at}; seats for {share}, not booked by the plan.",
        "vehicle": f"{goes}, {at} at the earliest, if one is sent; it takes {share}.",
        "alone": f"{goes}, from {at} on; for those of the {cover.persons:,} who can.",
    }[way.means]
