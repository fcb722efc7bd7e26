"""Other ways out: they count only if people are unloaded by the deadline."""

from __future__ import annotations

from typing import Any

import pytest
from tests.good_plan import a_trip
from tests.make import H_HOUR, a_fleet, a_link, a_person, a_place, a_post

from exeunt.model.fallbacks import Cover
from exeunt.model.places import PlaceKind
from exeunt.model.plan import Plan
from exeunt.model.problem import post_sha256
from exeunt.plan.covers import for_people


MINUTE = 60


def behind_a_trip(*, deadline_min: int, **given: Any) -> Cover:
    """Give what stands behind a coach that leaves after a quarter hour."""
    body: dict[str, Any] = {
        "deadline": f"{deadline_min}m",
        "people": [a_person()],
        "places": [a_place(), a_place("haven", kind=PlaceKind.SAFE_HAVEN)],
        "links": [a_link(to="haven", time="30m"), a_link(to="haven", id="detour")],
        "fleets": [a_fleet(loading="15m", unloading="20m")],
    }
    post = a_post(**body | given)
    way = ("home-haven", "home", "haven")
    trip = a_trip("t1", "coach/1", way, depart_s=900, arrive_s=2700)
    plan = Plan(
        post=post.file.name,
        post_sha256=post_sha256(post),
        h_hour=H_HOUR,
        deadline_s=post.file.deadline,
        moving=("family",),
        trips=(trip.model_copy(update={"households": ("h-p1",)}),),
    )
    (cover,) = for_people(post, plan).covers
    return cover


@pytest.mark.parametrize(("deadline_min", "in_time"), [(109, False), (110, True)])
def test_a_contingency_is_unloaded_by_the_deadline(
    deadline_min: int, in_time: bool
) -> None:
    # loads from 0:15, sets out at 0:30, drives an hour, unloads for 20 minutes
    cover = behind_a_trip(deadline_min=deadline_min)
    assert (cover.contingency is not None) == in_time


@pytest.mark.parametrize(("deadline_min", "in_time"), [(209, False), (210, True)])
def test_a_departure_that_is_an_alternate_is_unloaded_by_the_deadline(
    deadline_min: int, in_time: bool
) -> None:
    # departs at 10:00, two hours after H-hour, arrives at 11:00
    line = {
        "id": "line",
        "name": "line",
        "link": "detour",
        "departs": ["10:00"],
        "seats": {"seat": 4},
        "loading": "15m",
        "unloading": "30m",
    }
    cover = behind_a_trip(deadline_min=deadline_min, services=[line])
    assert (cover.alternate is not None) == in_time
