"""
The planning problem: a post, a decision and who moves, in seconds after H-hour.

Built once from the post and handed to the planner and to the rehearsal. The checker
does not use it: it reads the post itself (``exeunt.plan.checker``).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from exeunt.model.curfews import Curfew, curfew_spans
from exeunt.model.doubts import Doubts
from exeunt.model.fleets import Fleet, Service, planning_time_s
from exeunt.model.people import Category, Estimate, Person, SeatKind, need_factor
from exeunt.model.places import Link, Mode, Place
from exeunt.model.post import Post, PostFile
from exeunt.model.roads import great_circle_km
from exeunt.model.starts import Guests, SetOff, Turn, VehicleStart
from exeunt.model.state import State
from exeunt.model.times import NEVER, seconds_after, without


Spans = tuple[tuple[int, int], ...]
"""Disjoint ascending open spans ``[start, end)`` [s after H-hour]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """People who travel together: same trips, always (rule §8)."""

    id: str
    """``household~person`` of somebody whose split was approved."""
    category: str
    """The category of highest weight among its members."""
    counts: tuple[tuple[str, int], ...]
    """Persons by category: those of the staff member and of the family are two."""
    place: str
    seats: tuple[tuple[SeatKind, int], ...]
    """Room it takes, by kind, in the order of ``SeatKind``; zero entries left out."""
    persons: int
    weight: float
    """Sum of its members' weights (rule §14)."""
    weights: tuple[float, ...]
    """Of each member, those in plain seats first, by kind as in ``SeatKind``."""
    ready_s: int
    members: tuple[str, ...]
    comes: bool = False
    """Whether they are under way to their place, and come when they are ready."""
    processed: bool = False
    """Whether they need no more processing at their place (rule §31)."""

    def takes(self, kind: SeatKind) -> int:
        """How many places of *kind* it takes."""
        return dict(self.seats).get(kind, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """A batch of an estimate: so many people without names, free to be split."""

    id: str
    estimate: str
    category: str
    place: str
    persons: int
    weight: float
    """Of one person."""
    ready_s: int
    comes: bool = False
    """Whether they are under way to their place, and come when they are ready."""
    processed: bool = False
    """Whether they need no more processing at their place (rule §31)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One direction of a link."""

    link: Link
    from_: str
    to: str
    spans: Spans
    """When a vehicle may set out."""
    headway_s: int
    """Least time between two set-outs; 0 for none."""
    curfew: Spans
    """When nothing may be under way."""

    @property
    def id(self) -> str:
        """``link>to``: unique among hops."""
        return f"{self.link.id}>{self.to}"

    def clear(self, travel_s: int) -> Spans:
        """Give the moments from which a trip of *travel_s* meets no curfew (rule §18)."""
        out, since = [], -NEVER
        for start, end in self.curfew:
            if since <= start - travel_s:
                out.append((since, start - travel_s + 1))
            since = end
        return (*out, (since, NEVER))


def km_of(hop: Hop, places: dict[str, Place]) -> float:
    """Give the length of *hop*, as the crow flies where its link has none [km]."""
    if hop.link.km is not None:
        return hop.link.km
    a, b = places[hop.from_], places[hop.to]
    return great_circle_km(a.lon, a.lat, b.lon, b.lat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One departure of a scheduled service."""

    id: str
    """``service-id@2021-12-31T10:00``, as in ``Trip.vehicle``."""
    service: Service
    hop: Hop
    clock: int
    """Local time of day at which it departs, every day [s]."""
    depart_s: int
    arrive_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Who must move, over what, with what, by when."""

    post: str
    sha256: str
    h_hour: datetime
    deadline_s: int
    step_s: int
    """Planning times are rounded up to it (rule §4)."""
    moving: tuple[str, ...]
    categories: tuple[Category, ...]
    """Those that move, in the order of the post."""
    places: tuple[Place, ...]
    open: dict[str, Spans]
    """By place: when people may be processed, board or arrive there."""
    hops: tuple[Hop, ...]
    fleets: tuple[Fleet, ...]
    departures: tuple[Departure, ...]
    households: tuple[Household, ...]
    cohorts: tuple[Cohort, ...]
    exits: tuple[str, ...]
    """Places whose closing is watched."""
    doubts: Doubts
    zone: ZoneInfo
    curfews: tuple[Curfew, ...]
    services: tuple[Service, ...]
    estimates: tuple[Estimate, ...]
    """Those of categories that move."""
    fetching: dict[str, Spans] = field(default_factory=dict)
    """By place that is shut: when people may be fetched from there (rule §33)."""
    vehicle_starts: dict[str, tuple[VehicleStart, ...]] = field(default_factory=dict)
    """By fleet whose vehicles do not all stand at its base: each, by number."""
    guests: tuple[Guests, ...] = ()
    set_offs: tuple[SetOff, ...] = ()
    turns: tuple[Turn, ...] = ()
    promises: dict[str, tuple[SetOff, ...]] = field(default_factory=dict)
    """By household or cohort: what was announced to all of it, in order."""
    state: State | None = None
    """How things stand at H-hour; none: everybody is at home (rule §30)."""

    def starts(self, fleet: Fleet) -> tuple[VehicleStart, ...]:
        """Tell where each vehicle of *fleet* stands first."""
        at_base = VehicleStart(place=fleet.based, free_s=fleet.available_from)
        return self.vehicle_starts.get(fleet.id, (at_base,) * fleet.vehicles)

    def place(self, place_id: str) -> Place:
        """Give the place with that id."""
        return next(p for p in self.places if p.id == place_id)


def problem_of(post: Post, *, h_hour: datetime, moving: tuple[str, ...]) -> Problem:
    """
    State the planning problem of *post* for a decision at *h_hour*.

    Parameters
    ----------
    post
        The post; links must have their kilometres (``via: roads`` resolved).
    h_hour
        The moment of the decision.
    moving
        Ids of the categories that move.
    """
    file = post.file
    deadline_s = file.deadline
    hops = _hops(file.links, file.curfews, h_hour, horizon_s=deadline_s, zone=post.zone)
    safe = {place.id for place in file.places if place.kind.safe}
    households = households_of(post, moving)
    cohorts = cohorts_of(post.estimates, file.categories, moving)
    movers: list[Household | Cohort] = [*households, *cohorts]
    return Problem(
        post=file.name,
        sha256=post_sha256(post),
        h_hour=h_hour,
        deadline_s=deadline_s,
        step_s=file.planning_step,
        moving=moving,
        categories=tuple(c for c in file.categories if c.id in moving),
        places=file.places,
        open=_open(file.places, h_hour, horizon_s=deadline_s, zone=post.zone),
        fetching=_fetching(file.places, h_hour, horizon_s=deadline_s, zone=post.zone),
        hops=hops,
        fleets=file.fleets,
        departures=_departures(
            file.services, hops, h_hour, deadline_s, post.zone, file.planning_step
        ),
        households=tuple(h for h in households if h.place not in safe),
        cohorts=tuple(c for c in cohorts if c.place not in safe),
        exits=tuple(e.place for e in file.exits),
        doubts=file.doubts,
        zone=post.zone,
        curfews=file.curfews,
        services=file.services,
        estimates=tuple(
            e for e in post.estimates if e.category in moving and e.place not in safe
        ),
        guests=tuple(
            Guests(place=mover.place, persons=mover.persons, from_s=0)
            for mover in movers
            if mover.place in safe
        ),
    )


def looking_ahead(problem: Problem, horizon_s: int) -> Problem:
    """Tell openings and departures of *problem* up to *horizon_s* after H-hour."""
    links = tuple({hop.link.id: hop.link for hop in problem.hops}.values())
    hops = _hops(
        links,
        problem.curfews,
        problem.h_hour,
        horizon_s=horizon_s,
        zone=problem.zone,
    )
    return replace(
        problem,
        open=_open(
            problem.places, problem.h_hour, horizon_s=horizon_s, zone=problem.zone
        ),
        fetching=_fetching(
            problem.places, problem.h_hour, horizon_s=horizon_s, zone=problem.zone
        ),
        hops=hops,
        departures=_departures(
            problem.services,
            hops,
            problem.h_hour,
            horizon_s,
            problem.zone,
            problem.step_s,
        ),
    )


def post_sha256(post: Post) -> str:
    """
    Hash what a plan depends on: the post without its documents and tripwires.

    What notices say besides does not count: better words make no plan stale.
    """
    body = post.model_dump(
        mode="json", include={"file", "people", "estimates"}, by_alias=True
    )
    del body["file"]["paper"]["notices"]
    for person in body["people"]:
        person["needs"] = sorted(person["needs"])
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def households_of(post: Post, moving: tuple[str, ...]) -> tuple[Household, ...]:
    """Gather the people of *post* who move into households, in roster order."""
    members: dict[str, list[Person]] = {}
    for person in post.people:
        if person.category in moving:
            members.setdefault(person.party, []).append(person)
    return tuple(_household(hid, who, post.file) for hid, who in members.items())


def _household(household_id: str, who: list[Person], file: PostFile) -> Household:
    by_id = {c.id: c for c in file.categories}
    heaviest = max(who, key=lambda p: by_id[p.category].weight)
    weights = tuple(
        by_id[p.category].weight * need_factor(p.needs, file.need_factors)
        for kind in SeatKind
        for p in who
        if p.seat == kind
    )
    counts = {kind: sum(p.seat == kind for p in who) for kind in SeatKind}
    return Household(
        id=household_id,
        category=heaviest.category,
        counts=tuple(Counter(p.category for p in who).items()),
        place=who[0].place,
        seats=tuple((kind, n) for kind, n in counts.items() if n),
        persons=len(who),
        weight=sum(weights),
        weights=weights,
        ready_s=max(
            p.ready_after
            if p.ready_after is not None
            else by_id[p.category].ready_after
            for p in who
        ),
        members=tuple(p.id for p in who),
    )


def cohorts_of(
    estimates: tuple[Estimate, ...],
    categories: tuple[Category, ...],
    moving: tuple[str, ...],
) -> tuple[Cohort, ...]:
    """Cut each estimate that moves into its batches, at its likely size."""
    by_id = {c.id: c for c in categories}
    out = []
    for estimate in estimates:
        if estimate.category not in moving:
            continue
        done, share = 0, 0.0
        for number, batch in enumerate(estimate.ready, start=1):
            share += batch.share
            upto = round(estimate.likely * share)
            if upto > done:
                out.append(
                    Cohort(
                        id=f"{estimate.id}/{number}",
                        estimate=estimate.id,
                        category=estimate.category,
                        place=estimate.place,
                        persons=upto - done,
                        weight=by_id[estimate.category].weight,
                        ready_s=batch.after,
                    )
                )
            done = upto
    return tuple(out)


def _open(
    places: tuple[Place, ...], h_hour: datetime, *, horizon_s: int, zone: ZoneInfo
) -> dict[str, Spans]:
    return {
        p.id: p.open.spans(h_hour=h_hour, horizon_s=horizon_s, zone=zone)
        for p in places
    }


def _fetching(
    places: tuple[Place, ...], h_hour: datetime, *, horizon_s: int, zone: ZoneInfo
) -> dict[str, Spans]:
    out = {}
    for place in places:
        if place.open.shut:
            opened, otherwise = (
                opening.spans(h_hour=h_hour, horizon_s=horizon_s, zone=zone)
                for opening in (place.open, place.open.but_for_closures)
            )
            out[place.id] = without(otherwise, opened)
    return out


def _hops(
    links: tuple[Link, ...],
    curfews: tuple[Curfew, ...],
    h_hour: datetime,
    *,
    horizon_s: int,
    zone: ZoneInfo,
) -> tuple[Hop, ...]:
    out = []
    indoors = {
        mode: curfew_spans(curfews, mode, h_hour=h_hour, horizon_s=horizon_s, zone=zone)
        for mode in Mode
    }
    for link in links:
        spans = link.open.spans(h_hour=h_hour, horizon_s=horizon_s, zone=zone)
        ends = [(link.from_, link.to)]
        if link.both_ways:
            ends.append((link.to, link.from_))
        out += [
            Hop(
                link=link,
                from_=start,
                to=end,
                spans=spans,
                headway_s=apart_s(link.vehicles_per_h),
                curfew=indoors[link.mode],
            )
            for start, end in ends
        ]
    return tuple(out)


def apart_s(per_h: float | None) -> int:
    """
    Give how far apart things lie of which *per_h* come in an hour, rounded up [s].

    However few these are, it is no more than ``NEVER``.
    """
    return 0 if per_h is None else int(min(-(-3600 // per_h), NEVER))


def _departures(
    services: tuple[Service, ...],
    hops: tuple[Hop, ...],
    h_hour: datetime,
    horizon_s: int,
    zone: ZoneInfo,
    step_s: int,
) -> tuple[Departure, ...]:
    forward = {
        hop.link.id: hop for hop in reversed(hops) if hop.from_ == hop.link.from_
    }
    out = []
    days = horizon_s // 86400 + 2
    first = h_hour.astimezone(zone).date()
    for service in services:
        hop = forward[service.link]
        travel_s = planning_time_s(hop.link.nominal_s, step_s)
        for ahead in range(days):
            day = first + timedelta(days=ahead)
            for clock in service.departs:
                local = datetime.combine(day, datetime.min.time()) + timedelta(
                    seconds=clock
                )
                at = local.replace(tzinfo=zone)
                if (service.from_ and at < service.from_) or (
                    service.until and at >= service.until
                ):
                    continue
                depart_s = seconds_after(h_hour, at)
                if depart_s >= 0 and depart_s + travel_s <= horizon_s:
                    out.append(
                        Departure(
                            id=f"{service.id}@{local:%Y-%m-%dT%H:%M}",
                            service=service,
                            hop=hop,
                            clock=clock,
                            depart_s=depart_s,
                            arrive_s=depart_s + travel_s,
                        )
                    )
    return tuple(sorted(out, key=lambda d: (d.depart_s, d.id)))
