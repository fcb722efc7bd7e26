"""What the planner does with promises: keeps them by others, breaks them for a price."""

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
    a_trip,
)

from exeunt.model.places import Mode, PlaceKind
from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post
from exeunt.model.restart import problem_from
from exeunt.model.state import Announced, Closure, Party, SetOut, State, VehicleAt
from exeunt.plan.checker import check
from exeunt.plan.solver import solve
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.resume import resumed_schedule


HOUR = 3600
AT = H_HOUR + timedelta(hours=1)


def hours(after: float) -> Any:
    return AT + timedelta(hours=after)


def told(*offs: tuple[str, str, float], place: str = "home", **given: Any) -> Party:
    """Make the household of p1, to whom links, ends and hours were announced."""
    announced = tuple(
        Announced(link=link, to=to, departs=hours(after)) for link, to, after in offs
    )
    return Party(household="h-p1", place=place, announced=announced, **given)


def planned(
    post: Post, *parties: Party, trips: tuple[Trip, ...] = (), **given: Any
) -> Plan:
    """Plan anew, and have the plan checked."""
    body = {"at": AT, "decided": H_HOUR, "parties": parties}
    problem = problem_from(post, State(**body | given), moving=("family",))
    plan = solve(problem, seconds=0, clock=lambda: 0.0, iterations=40, resume=trips)
    assert [str(breach) for breach in check(post, plan)] == []
    return plan


def value(plan: Plan, name: str) -> tuple[float, float]:
    """Give what the plan reaches, and the bound."""
    return next((o.value, o.bound) for o in plan.objectives if o.name == name)


def leaves(plan: Plan) -> list[tuple[str | None, float]]:
    """Give vehicle and hour of each trip with people."""
    return [(t.vehicle, t.depart_s / HOUR) for t in plan.trips if t.households]


FOUR = ("home-haven", "haven", 4)
"""What was announced: over the road at noon and an hour."""
AT_FOUR = a_trip("t1", depart_s=4 * HOUR, arrive_s=5 * HOUR, households=["h-p1"])


@pytest.mark.parametrize(
    ("price", "departs", "broken"), [(0.0, 0.25, 1), (3.0, 0.25, 1), (4.0, 4, 0)]
)
def test_a_promise_is_broken_when_that_pays(
    price: float, departs: float, broken: int
) -> None:
    # at once would be three hours and three quarters sooner
    plan = planned(a_post(), told(FOUR), trips=(AT_FOUR,), promise_h=price)
    assert [hour for _, hour in leaves(plan)] == [departs]
    assert value(plan, "promises") == (broken, 0)


def test_another_of_the_fleet_goes_where_a_vehicle_is_lost() -> None:
    lost = (VehicleAt(vehicle="coach/1", lost=True),)
    plan = planned(a_post(), told(FOUR), trips=(AT_FOUR,), vehicles=lost, promise_h=9)
    assert leaves(plan) == [("coach/2", 4)]


def test_another_fleet_goes_where_all_of_one_are_lost() -> None:
    lost = tuple(VehicleAt(vehicle=f"coach/{n}", lost=True) for n in (1, 2))
    post = a_post(fleets=[a_fleet(), a_fleet("van", loading="30m", vehicles=1)])
    plan = planned(post, told(FOUR), trips=(AT_FOUR,), vehicles=lost, promise_h=9)
    assert leaves(plan) == [("van/1", 4)]


def test_a_vehicle_that_is_elsewhere_comes_back_in_time() -> None:
    away = tuple(VehicleAt(vehicle=f"coach/{n}", place="haven") for n in (1, 2))
    plan = planned(a_post(), told(FOUR), trips=(AT_FOUR,), vehicles=away, promise_h=9)
    assert [hour for _, hour in leaves(plan)] == [4]


def test_a_promise_that_cannot_be_kept_is_in_the_bound() -> None:
    shut = (Closure(link="home-haven", until=hours(6)),)
    plan = planned(a_post(), told(FOUR), trips=(AT_FOUR,), closures=shut)
    assert leaves(plan) == [("coach/1", 6)]
    assert value(plan, "promises") == (1, 1)


def test_a_promise_over_a_link_that_is_gone_is_in_the_bound() -> None:
    plan = planned(a_post(), told(("ferry", "haven", 4)))
    assert value(plan, "promises") == (1, 1)


def test_own_cars_leave_as_announced() -> None:
    post = a_post(links=[a_link(mode=Mode.OWN)], fleets=[])
    plan = planned(post, told(FOUR), promise_h=9)
    assert leaves(plan) == [(None, 4)]


def test_a_departure_is_taken_as_announced() -> None:
    ferry = {
        "id": "ferry",
        "name": "ferry",
        "link": "home-haven",
        "departs": ["11:00", "13:00"],
        "seats": {"seat": 5},
    }
    post = a_post(services=[ferry], fleets=[])
    plan = planned(post, told(FOUR), promise_h=9)
    assert leaves(plan) == [("ferry@2030-05-06T13:00", 4)]


def the_airport() -> Post:
    """Make a post with an airport, and a road out the other way."""
    return a_post(
        places=[
            a_place(),
            a_place("airport", kind=PlaceKind.AIRPORT, processes_per_h=10),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        ],
        links=[
            a_link("home", "airport"),
            a_link("home", "haven", time="2h"),
            a_link("airport", "haven", mode=Mode.AIR),
        ],
        fleets=[a_fleet(), a_fleet("plane", mode="air", based="airport")],
    )


def test_people_are_fetched_from_an_airport_that_is_shut() -> None:
    flight = told(("airport-haven", "haven", 1), place="airport")
    plan = planned(the_airport(), flight, closures=(Closure(place="airport"),))
    assert [(t.from_, t.to) for t in plan.trips if t.households] == [
        ("airport", "home"),
        ("home", "haven"),
    ]
    assert value(plan, "left_behind") == (0, 0)
    assert value(plan, "promises") == (1, 1)


def test_nobody_is_fetched_from_where_nobody_is_let_out() -> None:
    flight = told(("airport-haven", "haven", 1), place="airport")
    shut = (Closure(place="airport", lets_out=False),)
    plan = planned(the_airport(), flight, closures=shut)
    assert [(left.at, left.persons) for left in plan.left] == [("airport", 1)]


def test_who_is_processed_leaves_at_once() -> None:
    here = told(place="airport", processed=True)
    plan = planned(the_airport(), here)
    assert leaves(plan) == [("plane/1", 0.25)]


def test_who_waits_to_be_processed_does_not() -> None:
    plan = planned(the_airport(), told(place="airport"))
    assert leaves(plan) == [("plane/1", 0.35)]


def test_who_comes_waits_until_there_is_room() -> None:
    # the gate holds one, who must leave before the other can come
    post = a_post(
        people=[a_person("p1"), a_person("p2")],
        categories=[a_category()],
        places=[
            a_place(),
            a_place("gate", kind=PlaceKind.BORDER_CROSSING, holds=1),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        ],
        links=[a_link("home", "gate"), a_link("gate", "haven")],
        fleets=[a_fleet(vehicles=1)],
    )
    at_gate = Party(household="h-p2", place="gate")
    plan = planned(post, told(), at_gate)
    assert value(plan, "left_behind") == (0, 0)


def a_gate(**given: Any) -> list[Any]:
    """Make a way over a gate."""
    return [
        a_place(),
        a_place("gate", kind=PlaceKind.BORDER_CROSSING, **given),
        a_place("haven", kind=PlaceKind.SAFE_HAVEN),
    ]


def test_vehicles_at_two_places_both_count_in_the_bound() -> None:
    post = a_post(
        people=[a_person("p1"), a_person("p2")],
        places=a_gate(),
        links=[a_link("home", "haven", time="3h"), a_link("gate", "haven")],
        fleets=[a_fleet(seats={"seat": 1})],
    )
    at_gate = Party(household="h-p2", place="gate")
    coach = VehicleAt(vehicle="coach/2", place="gate")
    plan = planned(post, told(), at_gate, vehicles=(coach,))
    # both load at once; the last of an hour and of three hours on the road
    assert value(plan, "person_hours") == pytest.approx((1.5 + 3.5, 1.5 + 3.5))


def test_nobody_is_brought_to_a_place_before_it_opens_again() -> None:
    post = a_post(
        places=a_gate(),
        links=[a_link("home", "gate"), a_link("gate", "haven")],
    )
    plan = planned(post, told(), closures=(Closure(place="gate", until=hours(3)),))
    arrivals = [t.arrive_s / HOUR for t in plan.trips if t.households]
    assert arrivals == [3, 4.5]


def test_who_has_just_set_out_keeps_others_back() -> None:
    post = a_post(links=[a_link(vehicles_per_h=1)])
    gone = (SetOut(link="home-haven", to="haven", at=hours(-0.5)),)
    assert leaves(planned(post, told(), departed=gone)) == [("coach/1", 0.5)]


def test_who_was_there_may_not_be_kept_by_who_comes() -> None:
    net = Network(
        problem_from(
            a_post(
                people=[a_person("p1"), a_person("p2")],
                places=a_gate(holds=1),
                links=[a_link("home", "gate"), a_link("gate", "haven")],
            ),
            State(
                at=AT,
                decided=H_HOUR,
                parties=(Party(household="h-p2", place="gate"),),
                vehicles=(VehicleAt(vehicle="coach/2", place="gate"),),
            ),
            moving=("family",),
        )
    )
    schedule = resumed_schedule(net, ())
    assert (schedule.waiting, schedule.crowded) == ([0, 0], False)
    (journey,) = schedule.journeys[1]
    schedule.alight(journey)
    assert schedule.crowded
