"""Problems so small that everything can be tried."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from tests.make import a_category, a_link, a_person, a_place, a_post_file
from tests.strategies import (
    ODD_TIMES,
    curfews,
    need_factors,
    openings,
    problem_in,
    splits,
)

from exeunt.model.people import Need, Person
from exeunt.model.places import Link, Mode, PlaceKind
from exeunt.model.post import Post
from exeunt.model.problem import Problem


@st.composite
def tiny_posts(draw: st.DrawFn) -> Post:
    """Draw up to three households, three vehicles and a service; no queues, no beds."""
    where = [
        a_place("home", open=draw(openings())),
        a_place("gate", kind=PlaceKind.BORDER_CROSSING, open=draw(openings())),
        a_place("haven", kind=PlaceKind.SAFE_HAVEN, open=draw(openings())),
    ]
    over = [
        _link(draw, "home", "gate"),
        _link(draw, "gate", "haven"),
        *_direct(draw),
    ]
    able = [link for link in over if link.mode.needs_vehicle]
    is_served: bool = draw(st.booleans())
    services = [_service(draw, able)] if able and is_served else []
    file = a_post_file(
        deadline=draw(st.sampled_from(["8h", "14h"])),
        categories=[
            a_category("family", weight=5, ready_after=draw(_QUARTERS)),
            a_category("staff", weight=2, ready_after=draw(_QUARTERS)),
        ],
        need_factors=draw(need_factors()),
        places=where,
        links=over,
        fleets=[_fleet(draw, f"fleet{n}") for n in range(draw(st.integers(0, 2)))],
        services=services,
        curfews=draw(curfews()),
    )
    return Post(file=file, people=tuple(_people(draw)))


def tiny_problems() -> st.SearchStrategy[Problem]:
    """Draw the planning problem of such a post."""
    return tiny_posts().map(problem_in)


_QUARTERS = st.integers(0, 4).map(lambda n: f"{15 * n}m")


def _direct(draw: st.DrawFn) -> list[Link]:
    is_there: bool = draw(st.booleans())
    return [_link(draw, "home", "haven")] if is_there else []


def _link(draw: st.DrawFn, start: str, end: str) -> Link:
    mode = draw(st.sampled_from([Mode.ROAD, Mode.ROAD, Mode.ROAD, Mode.OWN]))
    return a_link(
        start,
        end,
        id=f"{start}-{end}",
        mode=mode,
        time=draw(ODD_TIMES),
        open=draw(openings()),
        both_ways=draw(st.integers(0, 3)) > 0,
    )


def _fleet(draw: st.DrawFn, fleet_id: str) -> dict[str, Any]:
    return {
        "id": fleet_id,
        "name": fleet_id,
        "mode": "road",
        "vehicles": draw(st.integers(1, 2)) if fleet_id == "fleet0" else 1,
        "seats": {
            "seat": draw(st.integers(1, 5)),
            "wheelchair": draw(st.integers(0, 1)),
        },
        "based": draw(st.sampled_from(["home", "home", "gate", "haven"])),
        "available_from": draw(_QUARTERS),
        "loading": draw(st.sampled_from(["0m", "15m", "20m"])),
        "unloading": draw(st.sampled_from(["0m", "15m"])),
    }


def _service(draw: st.DrawFn, able: list[Link]) -> dict[str, Any]:
    return {
        "id": "line",
        "name": "line",
        "link": draw(st.sampled_from(able)).id,
        "departs": draw(st.sampled_from([["10:00"], ["09:30", "12:00"]])),
        "seats": {"seat": draw(st.integers(1, 4))},
        "loading": draw(st.sampled_from(["0m", "30m"])),
    }


def _people(draw: st.DrawFn) -> list[Person]:
    out: list[Person] = []
    for number in range(draw(st.integers(1, 3))):
        for _ in range(draw(st.integers(1, 3))):
            needs = {Need.WHEELCHAIR} if draw(st.integers(0, 9)) == 0 else set()
            needs |= {Need.MEDICAL} if draw(st.integers(0, 4)) == 0 else set()
            out.append(
                a_person(
                    f"p{len(out)}",
                    household=f"h{number}",
                    category=draw(st.sampled_from(["family", "staff"])),
                    needs=frozenset(needs),
                    split_approved_by=draw(splits()) if number == 0 else None,
                )
            )
    return out
