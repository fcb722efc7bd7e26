"""Builders: everything defaulted, keyword-only, one small fictional post."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from exeunt.model.people import Category, Person, PersonKind
from exeunt.model.places import Link, Mode, Place, PlaceKind
from exeunt.model.post import Post, PostFile
from exeunt.model.problem import Problem, problem_of


H_HOUR = datetime(2030, 5, 6, 6, tzinfo=UTC)
"""08:00 in Porto Vento (a Monday; the fictional country keeps UTC+2)."""


def a_place(place_id: str = "home", **given: Any) -> Place:
    """Make a place."""
    kind = given.pop("kind", PlaceKind.RESIDENCE)
    return Place(
        **{"id": place_id, "name": place_id, "kind": kind, "lat": 50, "lon": 30} | given
    )


def a_link(from_: str = "home", to: str = "haven", **given: Any) -> Link:
    """Make a link of one hour by road."""
    body = {"id": f"{from_}-{to}", "from": from_, "to": to, "mode": Mode.ROAD}
    return Link(**body | {"time": "1h"} | given)


def a_category(category_id: str = "family", **given: Any) -> Category:
    """Make a category that moves when departure is ordered."""
    body = {"id": category_id, "name": category_id, "kind": PersonKind.FAMILY}
    return Category(**body | {"ready_after": "0h"} | given)


def a_person(person_id: str = "p1", **given: Any) -> Person:
    """Make a person who lives alone at home."""
    body = {"id": person_id, "household": f"h-{person_id}", "category": "family"}
    return Person(**body | {"place": "home"} | given)


def a_post_file(**given: Any) -> PostFile:
    """Make the file of a post: home, haven, one road, two coaches."""
    body: dict[str, Any] = {
        "exeunt": 1,
        "name": "Porto Vento",
        "country": "XX",
        "time_zone": "Etc/GMT-2",
        "deadline": "1d",
        "paper": {"reviewed": "2030-01-01T00:00:00Z"},
        "categories": [a_category()],
        "places": [a_place(), a_place("haven", kind=PlaceKind.SAFE_HAVEN)],
        "links": [a_link()],
        "fleets": [a_fleet()],
        "scenarios": [
            {
                "kind": "status_quo",
                "name": "it holds",
                "prior": 0.9,
                "reference_class": "fiction",
            },
            {
                "kind": "sudden_closure",
                "name": "it breaks",
                "prior": 0.1,
                "reference_class": "fiction",
            },
        ],
        "exits": [
            {
                "place": "home",
                "name": "the road out",
                "closes": {"sudden_closure": {"p10": "2d", "p50": "6d", "p90": "20d"}},
            }
        ],
    }
    return PostFile(**body | given)


def a_fleet(fleet_id: str = "coach", **given: Any) -> dict[str, Any]:
    """Make the body of a fleet: two coaches of ten seats at home."""
    return {
        "id": fleet_id,
        "name": fleet_id,
        "mode": "road",
        "vehicles": 2,
        "seats": {"seat": 10},
        "based": "home",
    } | given


def a_post(**given: Any) -> Post:
    """Make a post; keywords of ``Post`` or of its file."""
    whole = {k: given.pop(k) for k in list(given) if k in Post.model_fields}
    whole.setdefault("people", (a_person(),))
    whole.setdefault("file", a_post_file(**given))
    return Post(**whole)


def a_problem(post: Post | None = None, **given: Any) -> Problem:
    """Make the planning problem of *post* with every category moving."""
    post = post or a_post(**given)
    return problem_of(
        post, h_hour=H_HOUR, moving=tuple(c.id for c in post.file.categories)
    )
