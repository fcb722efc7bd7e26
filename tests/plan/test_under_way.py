"""What goes on as planned when one of a convoy has begun to load."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.good_plan import a_trip
from tests.make import H_HOUR, a_fleet, a_link, a_person, a_place, a_post

from exeunt.model.places import PlaceKind
from exeunt.model.plan import Plan
from exeunt.model.problem import post_sha256
from exeunt.plan.follow import follow


ROAD, BACK = ("gate-haven", "gate", "haven"), ("home-gate", "home", "gate")
"""The guard comes from home; all set out from the gate at two."""
TRIPS = (
    a_trip("t1", "coach/1", ROAD, depart_s=7200, arrive_s=10_800, households=["h-p1"]),
    a_trip("t2", "guard/1", BACK, depart_s=6700, arrive_s=7000),
    a_trip("t3", "guard/1", ROAD, depart_s=7200, arrive_s=10_800),
    a_trip("t4", "coach/2", BACK, depart_s=7000, arrive_s=10_600),
)


def going(at_s: int, **link: Any) -> tuple[list[str], dict[str, str | None]]:
    """Give the trips that have not begun, and where vehicles are or will be."""
    post = a_post(
        people=[a_person(place="gate")],
        places=[
            a_place(),
            a_place("gate"),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        ],
        links=[a_link("gate", "haven", **link), a_link("home", "gate", time="5min")],
        fleets=[a_fleet(vehicles=2), a_fleet("guard", vehicles=1)],
    )
    plan = Plan(
        post=post.file.name,
        post_sha256=post_sha256(post),
        h_hour=H_HOUR,
        deadline_s=post.file.deadline,
        moving=("family",),
        trips=TRIPS,
    )
    found = follow(post, plan, at=H_HOUR + timedelta(seconds=at_s))
    return [t.id for t in found.trips], {
        v.vehicle: v.place for v in found.state.vehicles
    }


@pytest.mark.parametrize("at_s", [6301, 6600, 6700])
def test_who_goes_with_a_vehicle_that_loads_is_under_way_too(at_s: int) -> None:
    later, places = going(at_s, convoy=2, escort="guard")
    assert later == ["t4"]
    assert places == {"coach/1": "haven", "guard/1": "haven"}


def test_before_any_of_a_convoy_has_begun_none_is_under_way() -> None:
    assert going(6300, convoy=2) == (["t1", "t2", "t3", "t4"], {})


def test_vehicles_that_need_not_go_together_begin_one_by_one() -> None:
    assert going(6600) == (["t2", "t3", "t4"], {"coach/1": "haven"})
