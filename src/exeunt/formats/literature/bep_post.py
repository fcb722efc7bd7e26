"""
A Bus Evacuation Problem as a post.

A unit of time is one planning step, so nothing is rounded. A bus rides empty from its
depot to a pick-up point, with people to a shelter, and on to any pick-up point: loading
and unloading take no time. Beds count people, as the seats of a bus do, and a bus need
not be full; where all numbers divide by the seats it comes to the same as counting trips
(people to beds by trips is a transport problem, whose corners are whole busloads).

In the problem nobody moves on from a shelter. In a post one may, and where a detour is
shorter than the way that would save time, so buses return empty only (rule §5).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from exeunt.formats.literature.bep import BusProblem
from exeunt.formats.literature.fetching import Carrier, Fetching, last_out
from exeunt.formats.literature.written import (
    Body,
    deadline_s,
    estimate,
    exits,
    frame,
    positions,
    post_files,
    quoted,
    span,
)


def bep_post(
    problem: BusProblem, *, name: str, unit_s: int, day: date
) -> dict[str, bytes]:
    """
    Write *problem* as the files of a post folder.

    Parameters
    ----------
    problem
        The problem.
    name
        Of the file that it is from.
    unit_s
        How long one unit of its time lasts.
    day
        On which it was read.

    Raises
    ------
    InvalidInput
        When it takes longer than can be planned.
    """
    last_s = last_out(_carriers(problem), _fetching(problem)) * unit_s
    mend = f"Give a shorter --unit than {span(unit_s)}."
    deadline = deadline_s(last_s, unit_s, mend=mend)
    body = frame(
        name=f"Bus evacuation {name.removesuffix('.txt')}",
        why="One unit of time of the file is one planning step. Ways that take longer "
        "than the deadline are left out, and so are depots without a bus and shelters "
        "without a bed.",
        synthetic="A problem of the literature. Its file has no positions: the places "
        "were laid out on an empty plain, and distances on the map mean nothing.",
        day=day,
    )
    body |= {"planning_step": span(unit_s), "deadline": span(deadline)}
    body |= {"places": [*_places(problem)], "fleets": [*_fleets(problem)]}
    body["links"] = [*_links(problem, unit_s, deadline // unit_s)]
    body["exits"] = exits({_shelter(j): f"Shelter {j + 1}" for j in _used(problem)})
    people = [
        estimate(_point(i), many, basis="The file of the problem says so.", day=day)
        for i, many in enumerate(problem.waiting)
        if many
    ]
    return post_files(_head(name, unit_s), body, people)


def _head(name: str, unit_s: int) -> tuple[str, ...]:
    return (
        f"A Bus Evacuation Problem, read from {quoted(name)} by 'exeunt import bep'.",
        "Source: D. R. Bish, Planning for a bus-based evacuation, OR Spectrum 33 (2011).",
        "The public instances of its literature come without a licence: use them for",
        "tests, and do not pass them on.",
        "",
        "The literature asks how soon the last can arrive at a shelter (clearance), and",
        "'exeunt plan --objective clearance' asks the same. One unit of time of the file",
        f"lasts {span(unit_s)} here.",
    )


def _depot(d: int) -> str:
    return f"depot-{d + 1}"


def _point(i: int) -> str:
    return f"pick-up-{i + 1}"


def _shelter(j: int) -> str:
    return f"shelter-{j + 1}"


def _used(problem: BusProblem) -> list[int]:
    return [j for j, beds in enumerate(problem.beds) if beds]


def _places(problem: BusProblem) -> Iterator[Body]:
    depots = positions(len(problem.buses), latitude=-26)
    for d, buses in enumerate(problem.buses):
        if buses:
            about: Body = {"name": f"Depot {d + 1}", "kind": "waypoint"}
            yield {"id": _depot(d), **about, **depots[d]}
    points = positions(len(problem.waiting), latitude=-28)
    for i in range(len(problem.waiting)):
        about = {"name": f"Pick-up point {i + 1}", "kind": "residence"}
        yield {"id": _point(i), **about, **points[i]}
    shelters = positions(len(problem.beds), latitude=-30)
    for j in _used(problem):
        about = {"name": f"Shelter {j + 1}", "kind": "safe_haven", **shelters[j]}
        yield {"id": _shelter(j), **about, "holds": problem.beds[j]}


def _fleets(problem: BusProblem) -> Iterator[Body]:
    for d, buses in enumerate(problem.buses):
        if buses:
            yield {
                "id": f"buses-{d + 1}",
                "name": f"Buses of depot {d + 1}",
                "mode": "road",
                "vehicles": buses,
                "seats": {"seat": problem.seats},
                "based": _depot(d),
                "loading": "0s",
                "unloading": "0s",
            }


def _links(problem: BusProblem, unit_s: int, longest: int) -> Iterator[Body]:
    for d, row in enumerate(problem.first):
        for i, time in enumerate(row):
            if problem.buses[d] and time <= longest:
                link = _link(_depot(d), _point(i), time * unit_s)
                yield {**link, "empty_only": True}
    for i, row in enumerate(problem.across):
        for j in _used(problem):
            if row[j] <= longest:
                yield _link(_point(i), _shelter(j), row[j] * unit_s)
                back = _link(_shelter(j), _point(i), row[j] * unit_s)
                yield {**back, "empty_only": True}


def _link(start: str, end: str, time_s: int) -> Body:
    ends = {"id": f"{start}-{end}", "from": start, "to": end}
    return {**ends, "mode": "road", "time": span(time_s), "both_ways": False}


def _fetching(problem: BusProblem) -> Fetching:
    points = [_point(i) for i in range(len(problem.waiting))]
    return Fetching(
        waiting=dict(zip(points, problem.waiting, strict=True)),
        boards={point: point for point in points},
        room={_shelter(j): beds for j, beds in enumerate(problem.beds)},
    )


def _carriers(problem: BusProblem) -> list[Carrier]:
    points = range(len(problem.waiting))
    shelters = range(len(problem.beds))
    across = {
        _point(i): {_shelter(j): problem.across[i][j] for j in shelters} for i in points
    }
    empty = {
        _shelter(j): {_point(i): problem.across[i][j] for i in points} for j in shelters
    }
    for d, row in enumerate(problem.first):
        empty[_depot(d)] = {_point(i): row[i] for i in points}
    return [
        Carrier(seats=problem.seats, free=0, at=_depot(d), empty=empty, loaded=across)
        for d, buses in enumerate(problem.buses)
        for _ in range(buses)
    ]
