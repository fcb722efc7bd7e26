"""What binds a plan: the stage that is paid for, or the door that is shut."""

from __future__ import annotations

from typing import Any

import pytest
from tests.make import H_HOUR, a_fleet, a_link, a_person, a_place, a_post, a_problem

from exeunt.model.places import PlaceKind
from exeunt.model.plan import Plan
from exeunt.model.restart import problem_from
from exeunt.model.state import Party, State
from exeunt.model.times import HOUR
from exeunt.plan.solver import solve


def planned(**given: Any) -> Plan:
    problem = a_problem(a_post(**given))
    return solve(problem, seconds=0, clock=lambda: 0.0, iterations=30)


def people(count: int) -> tuple[Any, ...]:
    return tuple(a_person(f"p{k}") for k in range(count))


def havens(**more: Any) -> list[Any]:
    return [a_place(), a_place("haven", kind=PlaceKind.SAFE_HAVEN, **more)]


def test_nothing_binds_people_who_all_leave_at_once() -> None:
    assert planned(people=people(3)).binding == ()


def test_seats_bind_where_one_car_goes_to_and_fro() -> None:
    plan = planned(people=people(4), fleets=[a_fleet(vehicles=1, seats={"seat": 1})])
    (stage,) = plan.binding
    assert stage.what == "seats on coach from home"
    assert stage.load == 1
    assert stage.price_h is not None
    assert stage.price_h > 0


def test_a_gate_binds_while_it_is_full() -> None:
    plan = planned(
        people=people(40),
        fleets=[a_fleet(vehicles=20)],
        places=[
            a_place(processes_per_h=10),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        ],
    )
    stage = plan.binding[0]
    assert stage.what == "processing at home"
    assert 0 <= stage.from_s < stage.until_s <= 4.5 * HOUR
    assert stage.load == pytest.approx(1, abs=0.05)


def test_a_road_that_is_shut_binds_until_it_opens() -> None:
    # H-hour is 08:00 there
    link = a_link(open={"daily": ["14:00-20:00"]})
    plan = planned(people=people(3), links=[link])
    assert [s.what for s in plan.binding] == [
        "waiting for the way from home by coach to open"
    ]
    assert plan.binding[0].until_s == pytest.approx(6 * HOUR, abs=900)


def test_beds_that_guests_of_a_state_take_are_full() -> None:
    post = a_post(
        people=people(10),
        places=[*havens(holds=6), a_place("far", kind=PlaceKind.SAFE_HAVEN)],
        links=[a_link(), a_link(to="far", time="6h")],
    )
    state = State(
        at=H_HOUR,
        decided=H_HOUR,
        parties=[Party(household=f"h-p{k}", place="haven") for k in range(4)],
    )
    problem = problem_from(post, state, moving=("family",))
    plan = solve(problem, seconds=0, clock=lambda: 0.0, iterations=30)
    (beds,) = (s for s in plan.binding if s.what == "beds at haven")
    assert beds.load == 1
