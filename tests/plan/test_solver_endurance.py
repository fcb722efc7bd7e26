"""The planner where crews tire and tanks run dry."""

from __future__ import annotations

from datetime import timedelta
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
from tests.plan.test_solver_cases import people, planned, reasons, value

from exeunt.model.places import Mode, PlaceKind
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.restart import problem_from
from exeunt.model.state import State, VehicleAt
from exeunt.plan.checker import check
from exeunt.plan.solver import solve


HOUR = 3600


def one_coach(count: int, **fleet: Any) -> Post:
    """Make a post with one coach of two seats and a road of two hours, 100 km."""
    coach = a_fleet(vehicles=1, seats={"seat": 2}, **fleet)
    return a_post(
        people=people(count),
        links=[a_link(time="2h", km=100)],
        fleets=[coach],
        deadline="2d",
    )


def loaded(plan: Plan) -> list[float]:
    """Give when trips with people set out [h]."""
    return [t.depart_s / HOUR for t in plan.trips if t.households]


def test_a_crew_goes_on_after_a_rest() -> None:
    plan = planned(one_coach(4, duty="6h", rest="8h"))
    # back at 4 h 30 min, too late to be out with others by six
    assert loaded(plan) == [0.25, 4.5 + 8 + 0.25]


def test_a_crew_rests_only_when_it_must() -> None:
    plan = planned(one_coach(6, duty="7h", rest="8h"))
    assert loaded(plan) == [0.25, 4.75, 7 + 8 + 2 + 0.25]


def test_a_crew_comes_just_in_time_when_it_could_not_wait() -> None:
    coach = a_fleet(based="haven", duty="4h", rest="12h")
    post = a_post(
        people=people(3),
        categories=[a_category(ready_after="10h")],
        fleets=[coach],
    )
    plan = planned(post)
    assert [t.depart_s for t in plan.trips] == [9 * HOUR, 10 * HOUR + 900]


def test_a_vehicle_refuels_at_its_base_between_lifts() -> None:
    plan = planned(one_coach(4, range_km=299, refuelling="1h"))
    assert loaded(plan) == [0.25, 4.5 + 1 + 0.25]


def test_a_vehicle_with_enough_fuel_does_not_stop() -> None:
    plan = planned(one_coach(4, range_km=300, refuelling="1h"))
    assert loaded(plan) == [0.25, 4.75]


def test_a_vehicle_goes_round_by_a_place_that_refuels() -> None:
    places = [
        a_place(),
        a_place("pump", kind=PlaceKind.WAYPOINT, refuels=True),
        a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        a_place("depot", kind=PlaceKind.WAYPOINT),
    ]
    post = a_post(
        people=people(4),
        places=places,
        links=[
            a_link("depot", "home", km=10, both_ways=False),
            a_link("home", "haven", km=100),
            a_link("home", "pump", km=10),
        ],
        fleets=[
            a_fleet(
                based="depot",
                vehicles=1,
                seats={"seat": 2},
                range_km=220,
                refuelling="30m",
            )
        ],
    )
    plan = planned(post)
    assert plan.left == ()
    assert "pump" in {t.to for t in plan.trips}


def test_before_it_is_stranded_a_vehicle_fetches_fuel() -> None:
    plan = planned(one_coach(6, range_km=450, refuelling="3h"))
    # a second lift without fuel would leave 150 km for a way of 200
    assert plan.left == ()


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        ({"duty": "2h", "rest": "1h"}, "takes 2.5 h and a duty is 2 h"),
        (
            {"range_km": 99, "refuelling": "1h"},
            "is 100 km long and their range is 99 km",
        ),
    ],
)
def test_a_trip_for_which_no_crew_or_tank_lasts_is_the_reason_given(
    limits: dict[str, Any], why: str
) -> None:
    plan = planned(one_coach(2, **limits))
    assert plan.trips == ()
    assert reasons(plan) == {
        f"no vehicle runs a way out from home: for coach, home to haven {why}"
    }


def test_other_vehicles_go_where_one_kind_may_not() -> None:
    short = a_fleet("short", duty="1h", rest="1h")
    post = a_post(people=people(2), links=[a_link(time="2h")])
    fleets = [*post.file.fleets, short]
    both = a_post(people=people(2), links=[a_link(time="2h")], fleets=fleets)
    assert {t.vehicle for t in planned(both).trips} == {"coach/1"}


def test_the_rest_they_need_is_named_where_seats_run_out() -> None:
    post = one_coach(8, duty="5h", rest="1d 8h")
    plan = planned(post)
    assert value(plan, "left_behind") == 4
    assert reasons(plan) == {
        "seats: coach have no room left by the deadline, with the rest and fuel they need"
    }


def test_by_own_means_nobody_is_on_duty() -> None:
    short = a_fleet(duty="1h", rest="1h")
    post = a_post(people=people(2), links=[a_link(mode=Mode.OWN)], fleets=[short])
    assert planned(post).left == ()


def test_whoever_is_rested_goes_where_the_first_at_the_base_may_not() -> None:
    post = a_post(
        people=[a_person()], fleets=[a_fleet(vehicles=2, duty="4h", rest="12h")]
    )
    tired = VehicleAt(
        vehicle="coach/1",
        place="home",
        free=H_HOUR,
        on_duty_since=H_HOUR - timedelta(hours=4),
    )
    state = State(at=H_HOUR, decided=H_HOUR, vehicles=(tired,))
    problem = problem_from(post, state, moving=("family",))
    plan = solve(problem, seconds=0, clock=lambda: 0.0, iterations=0)
    assert [(t.vehicle, t.depart_s) for t in plan.trips] == [("coach/2", 900)]
    assert not check(post, plan)
