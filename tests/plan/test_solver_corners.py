"""The planner where there is little to plan with."""

from __future__ import annotations

from typing import Any

import pytest
from tests.make import (
    H_HOUR,
    a_category,
    a_fleet,
    a_link,
    a_person,
    a_place,
    a_post,
)

from exeunt.model.people import Need
from exeunt.model.places import PlaceKind
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import problem_of
from exeunt.plan.checker import check
from exeunt.plan.solver import solve


PEOPLE = tuple(a_person(f"p{n}") for n in range(25))


def planned(post: Post, **given: Any) -> Plan:
    moving = given.pop("moving", ("family",))
    problem = problem_of(post, h_hour=H_HOUR, moving=moving)
    plan = solve(problem, seconds=1, clock=lambda: 0.0, iterations=40)
    assert check(post, plan) == ()
    return plan


def test_without_vehicles_everybody_is_left_with_a_reason() -> None:
    plan = planned(a_post(people=PEOPLE, fleets=[]))
    assert plan.trips == ()
    assert sum(one.persons for one in plan.left) == 25
    assert all(one.because for one in plan.left)
    assert plan.objectives[0].gap == 0


def test_fleets_of_no_vehicles_carry_nobody() -> None:
    plan = planned(a_post(people=PEOPLE, fleets=[a_fleet(vehicles=0)]))
    assert plan.trips == ()


def test_where_nobody_moves_there_is_nothing_to_plan() -> None:
    other = a_category("staff")
    post = a_post(people=PEOPLE, categories=[a_category(), other])
    plan = planned(post, moving=("staff",))
    assert (plan.trips, plan.left) == ((), ())
    assert [one.value for one in plan.objectives] == [0, 0, 0, 0]


def test_more_seats_than_people_take_all_at_once() -> None:
    plan = planned(a_post(people=PEOPLE, fleets=[a_fleet(seats={"seat": 100})]))
    assert len([trip for trip in plan.trips if trip.households]) == 1
    assert plan.objectives[1].gap == 0


def test_one_vehicle_shuttles_until_all_are_out() -> None:
    plan = planned(a_post(people=PEOPLE, fleets=[a_fleet(vehicles=1)]))
    assert len([trip for trip in plan.trips if trip.households]) == 3
    assert plan.left == ()


def test_where_all_is_shut_everybody_is_left() -> None:
    shut = a_link(open={"until": "2030-01-01T00:00:00Z"})
    plan = planned(a_post(people=PEOPLE, links=[shut]))
    assert sum(one.persons for one in plan.left) == 25


@pytest.mark.parametrize("need", [Need.WHEELCHAIR, Need.STRETCHER])
def test_who_has_no_place_of_their_kind_is_left_and_told_so(need: Need) -> None:
    people = (*PEOPLE, a_person("special", needs=frozenset({need})))
    plan = planned(a_post(people=people))
    (left,) = plan.left
    assert left.household == "h-special"
    assert need.value in left.because


def test_a_gate_alone_is_the_limit() -> None:
    gate = a_place("gate", kind=PlaceKind.BORDER_CROSSING, processes_per_h=10)
    haven = a_place("haven", kind=PlaceKind.SAFE_HAVEN)
    plan = planned(
        a_post(
            people=PEOPLE,
            places=[a_place(), gate, haven],
            links=[a_link("home", "gate"), a_link("gate", "haven")],
            fleets=[a_fleet(vehicles=30, seats={"seat": 50})],
        )
    )
    assert plan.left == ()
    # an hour there, two and a half at the gate, an hour on, and the loading
    assert plan.objectives[2].value >= 4.5
