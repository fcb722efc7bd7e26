"""
One scenario of an Isolated Community Evacuation Problem as a post.

Every dock is a place, since a vessel leaves from where it landed; every location is a
place from which its people walk to each of its docks. The walk takes one planning step,
the least there is, where the problem has none. Every vessel is a fleet with ways of its
own, one for each pair of docks where it may land, empty and loaded, since it is not as
fast loaded as empty. The rest that differs:

* times are rounded up to half a minute, trip by trip;
* a vessel that runs back empty need not stop to board and disembark, and makes as many
  trips as it can, where the published model stops always and counts trips beforehand;
* nothing costs anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Self

from exeunt.errors import InvalidInput
from exeunt.formats.literature.fetching import Carrier, Fetching, Times, last_out
from exeunt.formats.literature.icep import Distances, Vessel, VesselProblem, Waiting
from exeunt.formats.literature.written import (
    MOST_PEOPLE,
    Body,
    deadline_s,
    estimate,
    exits,
    frame,
    plain,
    positions,
    post_files,
    quoted,
    span,
)
from exeunt.model.times import HOUR, MINUTE


STEP_S = 30
"""A second is too fine to plan by, and a minute would change short ways."""
_NEARLY = 1e-6


def icep_post(
    problem: VesselProblem, *, name: str, scenario: str, day: date
) -> dict[str, bytes]:
    """
    Write *scenario* of *problem* as the files of a post folder.

    Parameters
    ----------
    problem
        The problem.
    name
        Of the folder that it is from.
    scenario
        One of its scenarios.
    day
        On which it was read.

    Raises
    ------
    InvalidInput
        When nobody, or too many, are to be lifted, or it takes longer than can be
        planned.
    """
    ids, lifted = _Ids.of(problem), _lifted(problem, scenario)
    crews = [_Crew.of(k, v, problem) for k, v in enumerate(problem.vessels, start=1)]
    last_s = last_out([crew.carrier() for crew in crews], _fetching(problem, lifted))
    if not last_s:
        raise InvalidInput(f"In {scenario!r}, no vessel can bring anybody away.")
    deadline = deadline_s(last_s, STEP_S, mend="Look for a wrong time or speed.")
    useful = [crew for crew in crews if crew.starts(deadline)]
    body = frame(
        name=f"Isolated communities {name}, {scenario}",
        why=_why(name, useless=len(crews) - len(useful)),
        synthetic="A problem of the literature. Its tables have no positions: the places "
        "were laid out along an empty coast, and distances on the map mean nothing.",
        day=day,
    )
    body |= {"planning_step": span(STEP_S), "deadline": span(deadline)}
    body["places"] = [*_places(problem, ids)]
    body["fleets"] = [crew.fleet(ids, deadline) for crew in useful]
    links = [link for crew in useful for link in crew.links(ids, deadline)]
    body["links"] = [*_walks(problem, ids), *links]
    body["exits"] = exits({ids.docks[dock]: dock for dock in problem.mainland})
    people = [
        estimate(
            ids.areas[location],
            many,
            basis=_basis(problem.scenarios[scenario][location]),
            day=day,
        )
        for location, many in lifted.items()
        if many
    ]
    return post_files(_head(name, scenario), body, people)


def _head(name: str, scenario: str) -> tuple[str, ...]:
    return (
        "An Isolated Community Evacuation Problem, read by 'exeunt import icep' from",
        f"{quoted(name)}, {quoted(scenario)}.",
        "Source: K. F. Krutein and A. Goodchild, The isolated community evacuation problem",
        "with mixed integer programming, Transportation Research Part E 161 (2022).",
        "The public cases are under the MIT licence, (c) Klaas Fiete Krutein.",
        "",
        "The literature asks how soon the last can have disembarked (clearance), and",
        "'exeunt plan --objective clearance' asks the same. Minutes are whole and half ones",
        "here: times are rounded up to 30 s.",
    )


def _why(name: str, *, useless: int) -> str:
    left_out = (
        f" Vessels that can bring nobody away in time are left out: {useless}."
        if useless
        else ""
    )
    return (
        f"From the tables of {plain(name)}. Times are rounded up to 30 s, trip by trip. A "
        "way is a pair of docks where the vessel may land; the walk to a dock takes no "
        "time in the problem and 30 s here. Who has a boat of their own leaves in it, and "
        f"is not counted here; nor is what a vessel costs.{left_out}"
    )


def _basis(waiting: Waiting) -> str:
    return (
        f"The problem counts {waiting.demand:g}, of whom up to {waiting.private:g} leave "
        "in boats of their own."
    )


def _lifted(problem: VesselProblem, scenario: str) -> dict[str, int]:
    """Count who needs a vessel, by location."""
    lifted = {
        location: max(ceil(waiting.demand - waiting.private - _NEARLY), 0)
        for location, waiting in problem.scenarios[scenario].items()
    }
    total = sum(lifted.values())
    if not 0 < total <= MOST_PEOPLE:
        raise InvalidInput(
            f"In {scenario!r}, {total:,} people need a vessel; that is to be at least 1 "
            f"and at most {MOST_PEOPLE:,}. Choose another scenario, or mend the table."
        )
    return lifted


def _fetching(problem: VesselProblem, lifted: Mapping[str, int]) -> Fetching:
    return Fetching(waiting=lifted, boards=problem.island)


@dataclass(frozen=True, slots=True)
class _Ids:
    """The ids of places; a location may be called as its dock is."""

    areas: Mapping[str, str]
    docks: Mapping[str, str]

    @classmethod
    def of(cls, problem: VesselProblem) -> Self:
        areas = dict.fromkeys(problem.island.values())
        docks = _numbered(problem.island, "dock")
        docks |= _numbered(problem.mainland, "haven")
        return cls(
            areas=_numbered(areas, "area"),
            docks=docks | _numbered(_harbours(problem), "harbour"),
        )


def _numbered(names: Iterable[str], kind: str) -> dict[str, str]:
    return {name: f"{kind}-{number}" for number, name in enumerate(names, start=1)}


def _harbours(problem: VesselProblem) -> list[str]:
    """Give the docks where vessels are that are neither at an island nor safe."""
    known = {*problem.island, *problem.mainland}
    return [
        at for at in dict.fromkeys(v.at for v in problem.vessels) if at not in known
    ]


def _places(problem: VesselProblem, ids: _Ids) -> Iterator[Body]:
    yield from _row(ids.areas, ids.areas, "residence", -31)
    yield from _row(problem.island, ids.docks, "seaport", -32.6)
    yield from _row(problem.mainland, ids.docks, "safe_haven", -34.5)
    yield from _row(_harbours(problem), ids.docks, "waypoint", -36.5)


def _row(
    names: Collection[str], ids: Mapping[str, str], kind: str, latitude: float
) -> Iterator[Body]:
    for name, at in zip(names, positions(len(names), latitude=latitude), strict=True):
        yield {"id": ids[name], "name": name, "kind": kind, **at}


def _walks(problem: VesselProblem, ids: _Ids) -> Iterator[Body]:
    for dock, location in problem.island.items():
        start, end = ids.areas[location], ids.docks[dock]
        walk = {"id": f"{start}-{end}", "from": start, "to": end, "mode": "foot"}
        yield {**walk, "time": span(STEP_S), "both_ways": False}


@dataclass(frozen=True, slots=True)
class _Crew:
    """One vessel with the ways that it may travel, in seconds."""

    number: int
    vessel: Vessel
    empty: Mapping[tuple[str, str], int]
    loaded: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, number: int, vessel: Vessel, problem: VesselProblem) -> Self:
        back = _ways(problem.empty, {*vessel.lands, vessel.at}, vessel.lands)
        first = _ways(problem.first, {vessel.at}, vessel.lands)
        loaded = _ways(problem.loaded, vessel.lands, vessel.lands)
        return cls(
            number,
            vessel,
            _timed(back | first, vessel.empty_speed),
            _timed(loaded, vessel.loaded_speed),
        )

    @property
    def loading_s(self) -> int:
        return _up(self.vessel.loading_min * MINUTE, 1)

    @property
    def ready_s(self) -> int:
        return _up(self.vessel.ready_min * MINUTE, 1)

    def carrier(self) -> Carrier:
        turn = 2 * self.loading_s
        return Carrier(
            seats=self.vessel.seats,
            free=self.ready_s,
            at=self.vessel.at,
            empty=_by_start(self.empty, 0),
            loaded=_by_start(self.loaded, turn),
        )

    def starts(self, deadline: int) -> bool:
        """Tell whether it can bring anybody away in time, as far as ways go."""
        kept = {
            start for (start, _), time_s in self.loaded.items() if time_s <= deadline
        }
        there = {end for (start, end) in self.empty if start == self.vessel.at}
        return not kept.isdisjoint({*there, self.vessel.at})

    def links(self, ids: _Ids, deadline: int) -> list[Body]:
        ways = ((self.empty, True), (self.loaded, False))
        return [
            self._link(ids.docks[start], ids.docks[end], time_s, empty_only=empty)
            for some, empty in ways
            for (start, end), time_s in some.items()
            if time_s <= deadline and start != end
        ]

    def _link(self, start: str, end: str, time_s: int, *, empty_only: bool) -> Body:
        ends = {"id": f"vessel-{self.number}-{start}-{end}", "from": start, "to": end}
        way = {**ends, "mode": "sea", "time": span(time_s), "both_ways": False}
        return {**way, "empty_only": True} if empty_only else way

    def fleet(self, ids: _Ids, deadline: int) -> Body:
        return {
            "id": f"vessel-{self.number}",
            "name": self.vessel.name,
            "mode": "sea",
            "vehicles": 1,
            "seats": {"seat": self.vessel.seats},
            "based": ids.docks[self.vessel.at],
            "available_from": span(self.ready_s),
            "loading": span(self.loading_s),
            "unloading": span(self.loading_s),
            "links": [link["id"] for link in self.links(ids, deadline)],
        }


def _ways(
    distances: Distances, starts: Collection[str], ends: Collection[str]
) -> dict[tuple[str, str], float]:
    return {
        (start, end): distance
        for (start, end), distance in distances.items()
        if start in starts and end in ends
    }


def _timed(
    distances: Mapping[tuple[str, str], float], speed: float
) -> dict[tuple[str, str], int]:
    return {
        pair: max(_up(distance / speed * HOUR, STEP_S), STEP_S)
        for pair, distance in distances.items()
    }


def _up(seconds: float, step_s: int) -> int:
    return ceil(seconds / step_s - _NEARLY) * step_s


def _by_start(ways: Mapping[tuple[str, str], int], more_s: int) -> Times:
    out: dict[str, dict[str, int]] = {}
    for (start, end), time_s in ways.items():
        out.setdefault(start, {})[end] = time_s + more_s
    return out
