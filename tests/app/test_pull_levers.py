"""What levers buy: never less than nothing, and in each case what it must be."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from tests.claims import truthful
from tests.make import (
    H_HOUR,
    a_category,
    a_fleet,
    a_link,
    a_person,
    a_place,
    a_post,
    a_problem,
)
from tests.often import often
from tests.plan.tiny import tiny_posts

from exeunt.app.levers import levers_of
from exeunt.app.pull_levers import Pull, pull_levers
from exeunt.app.replan import World, replan
from exeunt.model.levers import LeverTable, Pulled
from exeunt.model.places import PlaceKind
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import problem_of
from exeunt.plan.checker import check
from exeunt.plan.solver import solve
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.transplant import schedule_of
from exeunt.plan.solver.worth import worth_of
from exeunt.plan.solver.written import trips_of


def planned(post: Post, iterations: int = 20) -> Plan:
    return solve(a_problem(post), seconds=0, clock=lambda: 0.0, iterations=iterations)


def pulled(post: Post, **given: Any) -> LeverTable:
    return pull_levers(post, planned(post), pull=Pull(iterations=10, **given))


def named(table: LeverTable, what: str) -> Pulled:
    return next(one for one in table.pulled if one.what == what)


def people(count: int) -> tuple[Any, ...]:
    return tuple(a_person(f"p{k}") for k in range(count))


# three people, one seat, an hour out and back: each turn takes 2 h 30 min
SLOW: dict[str, Any] = {
    "people": people(3),
    "fleets": [a_fleet(vehicles=1, seats={"seat": 1})],
}


def test_a_second_car_brings_the_second_and_third_out_sooner() -> None:
    table = pulled(a_post(**SLOW))
    car = named(table, "one more vehicle: coach")
    assert table.plan_before.person_hours == pytest.approx(1.5 + 4 + 6.5)
    assert car.plan_after is not None
    assert car.plan_after.person_hours == pytest.approx(1.5 + 1.5 + 4)
    assert table.saved_h(car) == pytest.approx(5)
    assert car.bound_after_h <= car.plan_after.person_hours
    assert car.unit == "vehicle"
    assert car.sure in {"planned", "proved"}


def test_a_second_car_brings_out_who_was_left() -> None:
    table = pulled(a_post(**SLOW, deadline="5h"))
    car = named(table, "one more vehicle: coach")
    assert table.plan_before.left == 1
    assert table.more_out(car) == 1


def test_what_nothing_is_paid_for_saves_nothing_and_takes_no_plan() -> None:
    table = pulled(a_post(people=people(2)))
    car = named(table, "one more vehicle: coach")
    assert (car.bound_saved_h, car.plan_after, car.sure) == (0, None, "bounded")


def test_a_gate_is_worth_so_much_for_each_person_an_hour() -> None:
    post = a_post(
        people=people(8),
        places=[
            a_place(processes_per_h=4),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        ],
    )
    gate = named(pulled(post), "a quarter more people an hour at home")
    assert (gate.units, gate.unit) == (1, "person an hour")
    assert gate.bound_saved_h == gate.each_h > 0


def test_beds_and_roads_are_levers_where_there_are_such() -> None:
    post = a_post(
        places=[a_place(), a_place("haven", kind=PlaceKind.SAFE_HAVEN, holds=5)],
        links=[a_link(km=50)],
    )
    levers = {one.kind: one for one in levers_of(post)}
    assert levers["beds"].post.place("haven").holds == 15
    assert levers["beds"].what == "10 more beds: haven"
    road = levers["roads"]
    assert road.what == "another road, 15 min shorter: home to haven"
    assert road.units == pytest.approx(12.5)
    assert road.post.file.links[0].nominal_s == 45 * 60


def test_beds_bring_out_who_found_none() -> None:
    post = a_post(
        people=people(7),
        places=[a_place(), a_place("haven", kind=PlaceKind.SAFE_HAVEN, holds=5)],
    )
    table = pulled(post)
    assert table.more_out(named(table, "10 more beds: haven")) == 2


def test_the_first_vehicle_of_a_fleet_is_worth_something() -> None:
    taxi = a_fleet("taxi", vehicles=0, seats={"seat": 4})
    table = pulled(a_post(**SLOW | {"fleets": [*SLOW["fleets"], taxi]}))
    first = named(table, "one more vehicle: taxi")
    assert first.bound_saved_h > 0
    assert table.saved_h(first) == pytest.approx(12 - 4.5)


def test_where_nobody_moves_no_lever_buys_anything() -> None:
    assert pulled(a_post(people=())).pulled == ()


def test_the_same_seed_and_steps_give_the_same_table() -> None:
    assert pulled(a_post(**SLOW)) == pulled(a_post(**SLOW))


def test_interrupted_it_keeps_what_it_has_found() -> None:
    def tell(what: str, _share: float) -> None:
        if "ready" in what:
            raise KeyboardInterrupt

    post = a_post(**SLOW, categories=[a_category(ready_after="7h")])
    table = pull_levers(post, planned(post), pull=Pull(iterations=5), on_progress=tell)
    assert table.interrupted
    assert [one.what for one in table.pulled] == ["one more vehicle: coach"]


@given(tiny_posts())
@often(12)
def test_a_lever_makes_neither_bound_nor_plan_worse(post: Post) -> None:
    table = pulled(post, confirmed=2)
    for one in table.pulled:
        assert one.bound_after_h <= one.bound_before_h
        assert table.more_out(one) >= 0 or one.plan_after is None
        if one.plan_after is not None:
            before, after = table.plan_before, one.plan_after
            assert after.left_behind <= before.left_behind + 1e-6
            if after.left_behind > before.left_behind - 1e-6:
                assert after.person_hours <= before.person_hours + 1e-6
            assert one.bound_after_h <= after.person_hours + 1e-6


@given(tiny_posts())
@often(25)
def test_a_plan_taken_up_again_is_worth_the_same(post: Post) -> None:
    plan = planned(post, 5)
    problem = problem_of(post, h_hour=H_HOUR, moving=plan.moving)
    schedule = schedule_of(Network(problem), plan.trips)
    values = {o.name: o.value for o in plan.objectives}
    worth = worth_of(schedule)
    assert worth.left_behind <= values["left_behind"] + 1e-6
    if worth.left_behind > values["left_behind"] - 1e-6:
        assert worth.person_hours <= values["person_hours"] + 1e-6
    again = plan.model_copy(update={"trips": trips_of(schedule)})
    if worth.left_behind == pytest.approx(values["left_behind"]):
        assert check(post, truthful(post, again)) == ()


def test_no_lever_of_what_is_too_large_to_relax_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("exeunt.plan.solver.points.MOST_FLOWS", 0)
    monkeypatch.setattr("exeunt.plan.solver.marginal.GridBuilder", None)
    table = pulled(a_post(**SLOW))
    assert (table.pulled, table.looked_at) == ((), 0)


def test_levers_of_a_plan_made_anew_begin_where_everybody_is() -> None:
    post = a_post(**SLOW)
    at = H_HOUR + timedelta(hours=2)  # one is out, and the car is on its way back
    anew = replan(post, planned(post), World(at=at), iterations=5).plan
    table = pull_levers(post, anew, pull=Pull(iterations=10))
    car = named(table, "one more vehicle: coach")
    assert table.plan_before.person_hours == pytest.approx(2 + 4.5)
    assert car.plan_after is not None
    assert car.plan_after.person_hours == pytest.approx(1.5 + 2)
