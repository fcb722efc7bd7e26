"""Rules on the ways out: how many, how alike, and what cuts them."""

from __future__ import annotations

from collections.abc import Iterator

from exeunt.model.findings import Severity
from exeunt.model.places import PlaceKind
from exeunt.model.scenarios import ScenarioKind
from exeunt.review.eap.rule import POST, Case, Hit, rule
from exeunt.review.eap.ways import Loss


_BORDERS = {PlaceKind.AIRPORT, PlaceKind.SEAPORT, PlaceKind.BORDER_CROSSING}


def _homes(case: Case) -> Iterator[tuple[tuple[str, int], str, int]]:
    """Yield each place where people who move live, with how many, and its path."""
    for number, place in enumerate(case.post.file.places):
        if case.ways.people[place.id] and not place.kind.safe:
            yield ("places", number), place.id, case.ways.people[place.id]


@rule(
    50,
    Severity.ERROR,
    title="People live where no way leads out",
    source="P3, P4",
    mend="Add the links that are missing, or a fleet or service that travels them.",
)
def no_way(case: Case) -> Iterator[Hit]:
    """Find homes that nobody can leave."""
    for path, place, persons in _homes(case):
        if not case.ways.gets_out(place):
            words = f"{persons} people at {place!r} have no way to a safe place."
            yield Hit(POST, path, words)


@rule(
    51,
    Severity.WARNING,
    title="Fewer than two independent ways out",
    source="primary and alternate routes (P3)",
    mend="Add a way that shares no place and no link with the others.",
)
def one_way(case: Case) -> Iterator[Hit]:
    """Find homes whose every way out passes one place or link."""
    for path, place, persons in _homes(case):
        if case.ways.gets_out(place) and (cuts := case.ways.cuts(place)):
            words = f"All ways of {persons} people from {place!r} use {_and(cuts)}."
            yield Hit(POST, path, words)


@rule(
    52,
    Severity.ERROR,
    title="One loss cuts everybody off",
    source="worst cases (P3, A-a)",
    mend="Add a way for at least some that does not need it.",
)
def cut_for_all(case: Case) -> Iterator[Hit]:
    """Find what the whole departure hangs on."""
    homes = [home for _, home, _ in _homes(case) if case.ways.gets_out(home)]
    if not homes:
        return
    shared = set(case.ways.cuts(homes[0]))
    for home in homes[1:]:
        shared &= set(case.ways.cuts(home))
    for cut in sorted(shared):
        kind, name = cut.split(" ", 1)
        things = case.post.file.places if kind == "place" else case.post.file.links
        number = [thing.id for thing in things].index(name)
        words = f"Without {kind} {name!r} nobody gets out."
        yield Hit(POST, (f"{kind}s", number), words)


@rule(
    53,
    Severity.WARNING,
    title="People depend on a single vehicle",
    source="P7, single points of failure (X17)",
    mend="Hold a second vehicle, or a second way that does not need this one.",
)
def one_vehicle(case: Case) -> Iterator[Hit]:
    """Find people who stay if one vehicle breaks down."""
    for number, fleet in enumerate(case.post.file.fleets):
        if fleet.vehicles != 1:
            continue
        loss = Loss(carriers=frozenset({fleet.id}))
        stuck = [
            (home, persons)
            for _, home, persons in _homes(case)
            if case.ways.gets_out(home) and not case.ways.gets_out(home, loss=loss)
        ]
        if stuck:
            persons = sum(n for _, n in stuck)
            names = _and(tuple(repr(home) for home, _ in stuck))
            words = (
                f"Fleet {fleet.id!r} has 1 vehicle; without it {persons} people at "
                f"{names} stay."
            )
            yield Hit(POST, ("fleets", number, "vehicles"), words)


@rule(
    54,
    Severity.WARNING,
    title="A link that nobody can travel",
    source="P1",
    mend="Add a fleet or a service of its mode, or delete it.",
)
def untravelled(case: Case) -> Iterator[Hit]:
    """Find links that look like ways out and are none."""
    travelled = {arc.link for arcs in case.ways.arcs.values() for arc in arcs}
    for number, link in enumerate(case.post.file.links):
        if link.id not in travelled:
            words = (
                f"No fleet and no service travels link {link.id!r} ({link.mode.value})."
            )
            yield Hit(POST, ("links", number), words)


@rule(
    55,
    Severity.NOTE,
    title="A place that is not used",
    source="N3: a short, usable plan",
    mend="Link it to others, or delete it.",
)
def unused(case: Case) -> Iterator[Hit]:
    """Find places that no link, person or vehicle touches."""
    used = {end for link in case.post.file.links for end in (link.from_, link.to)}
    used |= {p.place for p in case.post.people}
    used |= {e.place for e in case.post.estimates}
    for number, place in enumerate(case.post.file.places):
        if place.id not in used:
            words = (
                f"Nothing leads to or from place {place.id!r}, and nobody lives there."
            )
            yield Hit(POST, ("places", number), words)


@rule(
    56,
    Severity.ERROR,
    title="A fleet that cannot leave its base",
    source="P1, P10",
    mend="Base it at one end of a link that it may use.",
)
def stranded_fleet(case: Case) -> Iterator[Hit]:
    """Find vehicles based where none of their links begins."""
    for number, fleet in enumerate(case.post.file.fleets):
        starts = {
            end
            for link in case.post.file.links
            if fleet.may_use(link)
            for end in ((link.from_, link.to) if link.both_ways else (link.from_,))
        }
        if fleet.based not in starts:
            words = f"Fleet {fleet.id!r}: none of its links begins at {fleet.based!r}."
            yield Hit(POST, ("fleets", number, "based"), words)


@rule(
    57,
    Severity.ERROR,
    title="An exit that sudden closure never shuts",
    source="worst cases thought through too little (A-a)",
    mend="Give p10, p50 and p90 for sudden_closure in its closes.",
)
def never_shut(case: Case) -> Iterator[Hit]:
    """Find exits that the worst scenario leaves open."""
    kinds = {scenario.kind for scenario in case.post.file.scenarios}
    if ScenarioKind.SUDDEN_CLOSURE not in kinds:
        words = "No scenario is of kind sudden_closure."
        yield Hit(POST, ("scenarios",), words)
        return
    for number, exit_ in enumerate(case.post.file.exits):
        if ScenarioKind.SUDDEN_CLOSURE not in exit_.closes:
            words = f"Exit {exit_.place!r} has no closing time for sudden_closure."
            yield Hit(POST, ("exits", number, "closes"), words)


@rule(
    58,
    Severity.WARNING,
    title="A way out whose closing nobody watches",
    source="W3, P2: each mode has a close date",
    mend="Add it to exits with the times at which each scenario would shut it.",
)
def unwatched(case: Case) -> Iterator[Hit]:
    """Find airports and crossings on the ways out that are no exits."""
    watched = {exit_.place for exit_ in case.post.file.exits}
    passed = {
        place
        for _, home, _ in _homes(case)
        for place in case.ways.reached(home)
        if case.ways.gets_out(place)
    }
    for number, place in enumerate(case.post.file.places):
        if place.kind in _BORDERS and place.id in passed - watched:
            words = f"Ways out pass {place.kind.value} {place.id!r}, which is no exit."
            yield Hit(POST, ("places", number), words)


@rule(
    59,
    Severity.WARNING,
    title="An exit that nobody can reach",
    source="P3",
    mend="Link it to where people live, or take it out of exits.",
)
def unreached(case: Case) -> Iterator[Hit]:
    """Find exits that stand on paper only."""
    reached = {p for _, home, _ in _homes(case) for p in case.ways.reached(home)}
    for number, exit_ in enumerate(case.post.file.exits):
        if reached and exit_.place not in reached:
            words = f"Nobody who moves can get to exit {exit_.place!r}."
            yield Hit(POST, ("exits", number, "place"), words)


def _and(names: tuple[str, ...]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if names[1:] else names[0]


RULES = (
    no_way,
    one_way,
    cut_for_all,
    one_vehicle,
    untravelled,
    unused,
    stranded_fleet,
    never_shut,
    unwatched,
    unreached,
)
