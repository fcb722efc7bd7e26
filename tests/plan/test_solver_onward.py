"""The planner where a haven fills and people can ride on from it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.make import a_fleet, a_link, a_person, a_place, a_post
from tests.plan.test_solver_cases import citizens, people, planned, reasons, value

from exeunt.model.places import Mode, PlaceKind
from exeunt.model.plan import Plan
from exeunt.model.post import Post


def a_full_haven(beds: int, **given: Any) -> Post:
    """Make a post with few beds at the haven, an hour's drive from there abroad."""
    body: dict[str, Any] = {
        "places": [
            a_place(),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN, holds=beds),
            a_place("abroad", kind=PlaceKind.HOME, **given.pop("abroad", {})),
        ],
        "links": [
            a_link(mode=Mode.OWN, both_ways=False),
            a_link("haven", "abroad"),
        ],
        "fleets": [a_fleet(based="haven", vehicles=1, seats={"seat": 2})],
        "people": people(9),
    }
    return a_post(**body | given)


def on(plan: Plan) -> list[str]:
    """List who rides on from the haven, in order."""
    return [h for t in plan.trips if t.from_ == "haven" for h in t.households]


def test_who_is_out_rides_on_so_that_others_find_a_bed() -> None:
    plan = planned(a_full_haven(5))
    assert plan.left == ()
    assert len(on(plan)) == len(set(on(plan))) == 4


def test_onward_hours_are_not_hours_in_danger() -> None:
    plan = planned(a_full_haven(5))
    # five come at once; two ride on at 1 h, and beds are free from then; two at 3.5 h
    waits = [1.0] * 5 + [t for t in (1.0, 3.5) for _ in range(2)]
    assert value(plan, "person_hours") == pytest.approx(sum(waits), abs=0.01)


def test_nobody_rides_on_while_there_are_beds() -> None:
    assert on(planned(a_full_haven(9))) == []


def test_cohorts_ride_on_in_part() -> None:
    plan = planned(a_full_haven(5, people=(), estimates=(citizens(9),)))
    assert plan.left == ()
    carried = [
        load.persons for t in plan.trips if t.from_ == "haven" for load in t.cohorts
    ]
    assert sum(carried) == 4


def test_where_the_next_place_is_full_too_people_are_left() -> None:
    plan = planned(a_full_haven(5, abroad={"holds": 2}))
    assert value(plan, "left_behind") == 2
    assert reasons(plan) == {"haven holds 5 and is full"}


def test_a_household_larger_than_the_haven_sends_nobody_on() -> None:
    family = tuple(a_person(f"f{n}", household="large") for n in range(4))
    plan = planned(a_full_haven(3, people=(*people(3), *family)))
    assert [x.household for x in plan.left] == ["large"]
    assert on(plan) == []


def test_a_scheduled_service_takes_people_on_too() -> None:
    train = {"id": "train", "name": "train", "link": "haven-abroad"}
    post = a_full_haven(
        5,
        fleets=[],
        services=[train | {"departs": ["12:00"], "seats": {"seat": 4}}],
    )
    plan = planned(post)
    assert plan.left == ()
    assert len(on(plan)) == 4
