"""Why plans of tiny posts are as they are, word for word."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from tests.make import (
    a_category,
    a_fleet,
    a_link,
    a_person,
    a_place,
    a_post,
    a_problem,
)
from tests.often import often
from tests.plan.tiny import tiny_problems

from exeunt.app.pull_levers import Pull, pull_levers
from exeunt.formats.explain import explain
from exeunt.model.people import Need
from exeunt.model.places import PlaceKind
from exeunt.model.post import Post
from exeunt.model.problem import Problem
from exeunt.plan.solver import solve


def lines(post: Post) -> list[str]:
    problem = a_problem(post)
    plan = solve(problem, seconds=0, clock=lambda: 0.0, iterations=10)
    return [line.replace("\u00a0", " ") for line in explain(problem, plan)]


def people(count: int, **given: Any) -> tuple[Any, ...]:
    return tuple(a_person(f"p{k}", **given) for k in range(count))


def test_two_who_leave_at_once() -> None:
    assert lines(a_post(people=people(2))) == [
        (
            "All 2 people come out, the last at 09:30 on day 1; the deadline is 08:00 on "
            "day 2."
        ),
        "Nothing binds: everybody is out as soon as they could be alone.",
        (
            "Family (2 people, weight 1 each): half are ready by 08:00 on day 1 and out by "
            "09:30 on day 1, 1 h 30 min after being ready on average."
        ),
        (
            "2 people leave by home (100 %), by coach; it takes 1 h 30 min at the "
            "quickest, on average."
        ),
        (
            "3.0 weighted person-hours are proved to be the least there can be (everyone "
            "alone on the way, with every seat free)."
        ),
        (
            "1.5 hours until the last is out are proved to be the least there can be "
            "(everyone alone on the way, with every seat free)."
        ),
        "The search tried 0 changes to the plan and solved 0 relaxations for the bound.",
    ]


def test_one_car_an_idle_gate_and_somebody_without_a_place() -> None:
    post = a_post(
        deadline="8h",
        people=(
            *people(2),
            a_person("w", needs=frozenset({Need.WHEELCHAIR})),
            a_person("s", category="staff"),
        ),
        categories=[
            a_category("staff", weight=2, ready_after="1h"),
            a_category("family"),
        ],
        places=[
            a_place(),
            a_place("gate", kind=PlaceKind.BORDER_CROSSING),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        ],
        links=[a_link(), a_link("home", "gate"), a_link("gate", "haven", mode="rail")],
        fleets=[a_fleet(vehicles=1, seats={"seat": 1})],
    )
    told = lines(post)
    assert told[:2] == [
        (
            "3 of 4 people come out, the last at 14:30 on day 1; the deadline is 16:00 on "
            "day 1."
        ),
        (
            "1 person is left at home: no wheelchair place on any way from home to a safe "
            "haven."
        ),
    ]
    assert told[2].startswith("What binds most is seats on coach from home, ")
    assert any(line.startswith("Family (2 people, weight 1 each)") for line in told)
    assert "1 household needs a wheelchair place: 0 of their 1 come out." in told
    assert "Nobody leaves by gate: no fleet and no service runs from there." in told


def test_an_exit_that_is_never_open_is_said_so() -> None:
    post = a_post(
        people=people(2),
        places=[
            a_place(),
            a_place("gate", kind=PlaceKind.BORDER_CROSSING),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        ],
        links=[
            a_link(),
            a_link("home", "gate"),
            a_link("gate", "haven", open={"until": "2030-01-01T00:00:00Z"}),
        ],
    )
    assert "Nobody leaves by gate: it is never open before the deadline." in lines(post)


def test_what_a_lever_buys_is_told_if_it_was_looked_at() -> None:
    post = a_post(people=people(3), fleets=[a_fleet(vehicles=1, seats={"seat": 1})])
    problem = a_problem(post)
    plan = solve(problem, seconds=0, clock=lambda: 0.0, iterations=10)
    table = pull_levers(post, plan, pull=Pull(iterations=10))
    assert (
        "One more vehicle: coach would save 5.0 weighted person-hours and bring out 0 "
        "more, which no plan without it can."
    ) in explain(problem, plan, table)


@given(tiny_problems())
@often(40)
def test_any_plan_is_explained_in_at_most_25_lines(problem: Problem) -> None:
    plan = solve(problem, seconds=0, clock=lambda: 0.0, iterations=3)
    told = explain(problem, plan)
    assert 1 <= len(told) <= 25
    assert all(line.endswith(".") and "None" not in line for line in told)
