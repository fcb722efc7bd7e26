"""Where a plan from a state begins, read off the state by the checker itself."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace

from exeunt.model.fleets import Fleet
from exeunt.model.places import Place
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.state import Party, State, VehicleAt
from exeunt.model.times import Opening, Shut
from exeunt.plan.checker.movers import Mover, movers_of
from exeunt.plan.checker.wall import Wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A party that is out: so many who take beds at a place, from a moment on."""

    place: str
    persons: int
    since_s: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Beginning:
    """Who moves from where, what stands where, at the H-hour of one plan."""

    state: State | None
    gone_s: int = 0
    """How long before H-hour the decision was: the post counts from it (rule §30)."""
    movers: dict[str, Mover]
    """Households and cohorts, or their parties, that move, by id."""
    out: frozenset[str] = frozenset()
    """Who is out from the beginning, by id (rules §13 and §31)."""
    guests: tuple[Guest, ...] = ()
    vehicles: dict[str, VehicleAt] = field(default_factory=dict)
    """Those that the state names."""
    whose: dict[str, str] = field(default_factory=dict)
    """By party: the household or cohort that it is of."""


def beginning_of(post: Post, plan: Plan, wall: Wall) -> Beginning:
    """Read off who moves and what stands where: at home, or as the state has it."""
    movers = movers_of(post, frozenset(plan.moving))
    state = plan.state
    safe = {p.id for p in post.file.places if p.kind.safe}
    if state is None:
        return _at_home(movers, safe)
    gone_s = -wall.since(state.decided)
    home = {
        who: replace(mover, ready_s=max(mover.ready_s - gone_s, 0))
        for who, mover in movers.items()
    }
    parties = dict(_of_movers(state, home))
    out = {who for who, party in parties.items() if party.place in safe}
    there = {
        who: _party_at(home[party.whose], who, party, wall)
        for who, party in parties.items()
    }
    rest = _at_home(_left_over(home, parties), safe)
    return Beginning(
        state=state,
        gone_s=gone_s,
        movers=rest.movers
        | {who: mover for who, mover in there.items() if who not in out},
        out=rest.out | out,
        guests=rest.guests
        + tuple(
            Guest(
                place=parties[who].place,
                persons=there[who].persons,
                since_s=_since_s(parties[who], wall),
            )
            for who in parties
            if who in out
        ),
        vehicles={v.vehicle: v for v in state.vehicles},
        whose={who: party.whose for who, party in parties.items()},
    )


def _at_home(movers: dict[str, Mover], safe: Container[str]) -> Beginning:
    """Begin with *movers* at their residences; where that is safe, they are out."""
    out = {who: mover for who, mover in movers.items() if mover.place in safe}
    return Beginning(
        state=None,
        movers={who: mover for who, mover in movers.items() if who not in out},
        out=frozenset(out),
        guests=tuple(
            Guest(place=mover.place, persons=mover.persons, since_s=0)
            for mover in out.values()
        ),
    )


def _of_movers(state: State, home: dict[str, Mover]) -> Iterator[tuple[str, Party]]:
    """Name the parties of those who move: a cohort's by number, in order."""
    count: dict[str, int] = {}
    for party in state.parties:
        mover = home.get(party.whose)
        if party.household is not None:
            if mover is not None and mover.whole:
                yield party.household, party
        elif party.cohort is not None:
            count[party.cohort] = count.get(party.cohort, 0) + 1
            if mover is not None and not mover.whole:
                yield f"{party.cohort}:{count[party.cohort]}", party


def _since_s(party: Party, wall: Wall) -> int:
    return 0 if party.since is None else wall.since(party.since)


def _party_at(mover: Mover, who: str, party: Party, wall: Wall) -> Mover:
    since_s = _since_s(party, wall)
    told = tuple(
        (trip.link, trip.to, wall.since(trip.departs)) for trip in party.announced or ()
    )
    at = replace(
        mover,
        id=who,
        place=party.place,
        ready_s=max(since_s, 0),
        comes=since_s > 0 and party.place != mover.place,
        processed=party.processed,
        told=told,
    )
    return at if mover.whole else at.of(party.persons or 0)


def _left_over(home: dict[str, Mover], parties: dict[str, Party]) -> dict[str, Mover]:
    """Give those whom the state does not name, where the post has them."""
    named: dict[str, int] = {}
    for party in parties.values():
        persons = party.persons or home[party.whose].persons
        named[party.whose] = named.get(party.whose, 0) + persons
    rest = {who: mover.persons - named.get(who, 0) for who, mover in home.items()}
    return {
        who: mover if mover.whole else mover.of(rest[who])
        for who, mover in home.items()
        if rest[who] > 0
    }


def closed_post(post: Post, plan: Plan) -> Post:
    """Put the closures of the state of *plan* on the places and links of *post*."""
    if plan.state is None or not plan.state.closures:
        return post
    closures = plan.state.closures
    places = tuple(
        p.model_copy(
            update={
                "open": _with(p.open, *(c.shut for c in closures if c.place == p.id))
            }
        )
        for p in post.file.places
    )
    links = tuple(
        k.model_copy(
            update={
                "open": _with(k.open, *(c.shut for c in closures if c.link == k.id))
            }
        )
        for k in post.file.links
    )
    file = post.file.model_copy(update={"places": places, "links": links})
    return post.model_copy(update={"file": file})


def _with(opening: Opening, *shut: Shut) -> Opening:
    return opening.model_copy(update={"shut": (*opening.shut, *shut)})


def fetched_from(place: Place, begins_s: int, wall: Wall) -> bool:
    """Tell whether who then loads at *place* is fetched from there (rule §33)."""
    return (
        bool(place.open.shut)
        and not wall.is_open(place.open, begins_s)
        and wall.is_open(place.open.but_for_closures, begins_s)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a vehicle is before its first trip."""

    place: str
    free_s: int
    lost: bool
    words: str


def stand_of(begin: Beginning, wall: Wall, vehicle: str, fleet: Fleet) -> Stand:
    """Tell where *vehicle* of *fleet* stands first, and from when (rules §6, §32)."""
    named = begin.vehicles.get(vehicle)
    if named is None:
        free_s = max(fleet.available_from - begin.gone_s, 0)
        words = f"stands ready at its base only {wall.words(free_s)}"
        return Stand(place=fleet.based, free_s=free_s, lost=False, words=words)
    free_s = 0 if named.free is None else max(wall.since(named.free), 0)
    place = fleet.based if named.place is None else named.place
    words = f"is free at {place} only {wall.words(free_s)}"
    return Stand(place=place, free_s=free_s, lost=named.lost, words=words)
