"""The ways out of a post: who can travel what, and what cuts them off."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass

from exeunt.model.people import Person, SeatKind
from exeunt.model.places import Link, Mode
from exeunt.model.post import Post


ANY_SEAT = frozenset(SeatKind)


@dataclass(frozen=True, slots=True)
class Arc:
    """One direction of a link, and who can carry people over it."""

    link: str
    from_: str
    to: str
    kinds: frozenset[SeatKind]
    """The kinds of room there are on it."""
    fleets: frozenset[str]
    services: frozenset[str]
    unaided: bool
    """By own means or on foot."""

    def survives(self, lost: frozenset[str]) -> bool:
        """Whether somebody still travels it without the fleets and services *lost*."""
        return self.unaided or bool((self.fleets | self.services) - lost)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that is gone: a place, a link, or who carries."""

    places: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    carriers: frozenset[str] = frozenset()


NOTHING = Loss()


@dataclass(frozen=True, slots=True)
class Ways:
    """Every arc that can be travelled, with who lives where."""

    arcs: dict[str, tuple[Arc, ...]]
    """By the place from which they lead."""
    safe: frozenset[str]
    people: Counter[str]
    """By place: people on the roster who move, and estimates at their likely size."""

    def reached(
        self, start: str, *, loss: Loss = NOTHING, kind: SeatKind | None = None
    ) -> dict[str, Arc | None]:
        """Give the places that people get to from *start*, with the last arc there."""
        out: dict[str, Arc | None] = {start: None}
        queue = deque([start])
        while queue:
            here = queue.popleft()
            for arc in self.arcs.get(here, ()):
                if arc.to not in out and _usable(arc, loss, kind):
                    out[arc.to] = arc
                    queue.append(arc.to)
        return out

    def gets_out(
        self, start: str, *, loss: Loss = NOTHING, kind: SeatKind | None = None
    ) -> bool:
        """Whether people get from *start* to somewhere safe."""
        return not self.safe.isdisjoint(self.reached(start, loss=loss, kind=kind))

    def cuts(self, start: str) -> tuple[str, ...]:
        """
        Give every place and link whose loss alone keeps people at *start*.

        None means that there are two ways that share nothing between here and safety
        (Menger): only what lies on one shortest way has to be tried.
        """
        way = self._shortest(start)
        links = [
            f"link {arc.link}"
            for arc in way
            if not self.gets_out(start, loss=Loss(links=frozenset({arc.link})))
        ]
        places = [
            f"place {arc.to}"
            for arc in way
            if arc.to not in self.safe
            and not self.gets_out(start, loss=Loss(places=frozenset({arc.to})))
        ]
        return (*places, *links)

    def _shortest(self, start: str) -> list[Arc]:
        by = self.reached(start)
        end = next((place for place in by if place in self.safe), start)
        way = []
        while (arc := by[end]) is not None:
            way.append(arc)
            end = arc.from_
        return way[::-1]


def _usable(arc: Arc, loss: Loss, kind: SeatKind | None) -> bool:
    return (
        arc.to not in loss.places
        and arc.link not in loss.links
        and arc.survives(loss.carriers)
        and (kind is None or kind in arc.kinds)
    )


def ways_of(post: Post) -> Ways:
    """Find who can travel what at *post*."""
    arcs: dict[str, tuple[Arc, ...]] = {}
    for link in post.file.links:
        for arc in _arcs(link, post):
            arcs[arc.from_] = (*arcs.get(arc.from_, ()), arc)
    return Ways(
        arcs=arcs,
        safe=frozenset(p.id for p in post.file.places if p.kind.safe),
        people=_people(post),
    )


def movers(post: Post) -> tuple[Person, ...]:
    """Give the people of the roster whose category moves."""
    moving = moving_categories(post)
    return tuple(p for p in post.people if p.category in moving)


def moving_categories(post: Post) -> frozenset[str]:
    """Give the ids of the categories that the plan moves at some status."""
    return frozenset(c.id for c in post.file.categories if c.moves_at is not None)


def _people(post: Post) -> Counter[str]:
    moving = moving_categories(post)
    out = Counter(person.place for person in movers(post))
    for estimate in post.estimates:
        if estimate.category in moving:
            out[estimate.place] += estimate.likely
    return out


def _arcs(link: Link, post: Post) -> list[Arc]:
    there = _arc(link, post, forward=True)
    back = _arc(link, post, forward=False) if link.both_ways else None
    return [arc for arc in (there, back) if arc is not None]


def _arc(link: Link, post: Post, *, forward: bool) -> Arc | None:
    fleets = [f for f in post.file.fleets if f.vehicles and f.may_use(link)]
    services = [s for s in post.file.services if forward and s.link == link.id]
    unaided = not link.mode.needs_vehicle
    if not (fleets or services or unaided):
        return None
    offers = [*(f.seats for f in fleets), *(s.seats for s in services)]
    kinds = frozenset(kind for seats in offers for kind, n in seats.items() if n)
    if link.mode == Mode.OWN:
        kinds = ANY_SEAT
    elif link.mode == Mode.FOOT:
        kinds = frozenset({SeatKind.SEAT})
    return Arc(
        link=link.id,
        from_=link.from_ if forward else link.to,
        to=link.to if forward else link.from_,
        kinds=kinds,
        fleets=frozenset(f.id for f in fleets),
        services=frozenset(s.id for s in services),
        unaided=unaided,
    )
