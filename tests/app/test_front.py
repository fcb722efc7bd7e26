"""The front: nothing on it is beaten, everything is checked and bounded."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make import a_fleet, a_person, a_plan, a_post, a_problem
from tests.often import often
from tests.plan.tiny import tiny_posts

from exeunt.app.front import Walk, walk_front
from exeunt.model.front import Front, FrontPoint, not_dominated
from exeunt.model.post import Post
from exeunt.plan.checker import check
from exeunt.plan.solver import solve


PLAN = a_plan(a_problem())


def walked(post: Post, *, iterations: int = 10, **given: Any) -> Front:
    problem = a_problem(post)
    plan = solve(problem, seconds=0, clock=lambda: 0.0, iterations=iterations)
    walk = Walk(seconds=0, iterations=iterations)
    return walk_front(post, problem, plan, walk=walk, **given)


def a_point(
    hours: float, clear: float = 1.0, cost: float = 0.0, left: float = 0.0
) -> FrontPoint:
    return FrontPoint(
        made_for="a test",
        left=round(left),
        left_behind=left,
        person_hours=hours,
        clearance_h=clear,
        cost=cost,
        bound_h=0.0,
        plan=PLAN,
    )


# one dear car and one cheap one, of six and of three seats, for six people
TWO_CARS: dict[str, Any] = {
    "people": tuple(a_person(f"p{k}") for k in range(6)),
    "fleets": [
        a_fleet("dear", vehicles=1, seats={"seat": 6}, cost_per_trip=100),
        a_fleet("cheap", vehicles=1, seats={"seat": 3}, cost_per_trip=1),
    ],
}


def test_a_dear_car_is_sooner_and_a_cheap_one_is_cheaper() -> None:
    front = walked(a_post(**TWO_CARS))
    first, last = front.points[0], front.points[-1]
    assert first.cost == 100
    assert first.person_hours == pytest.approx(9)
    # three ride, it comes back empty, and three ride again
    assert last.cost == 3
    assert last.person_hours == pytest.approx(3 * 1.5 + 3 * 4)
    assert front.planned == 6


def test_every_point_says_how_near_to_the_best_of_its_kind_it_is() -> None:
    front = walked(a_post(**TWO_CARS))
    for point in front.points:
        assert 0 <= point.bound_h <= point.person_hours + 1e-6
        assert 0 <= point.gap < 1


def test_without_cost_there_is_no_cheap_end() -> None:
    told: list[str] = []
    front = walked(a_post(), on_progress=lambda what, _: told.append(what))
    assert told == ["fewest person-hours", "the earliest end"]
    assert len(front.points) == 1


def test_where_nobody_moves_there_is_one_empty_plan() -> None:
    (point,) = walked(a_post(people=())).points
    assert (point.plan.trips, point.gap) == ((), 0)


def test_interrupted_it_keeps_the_plans_that_are_made() -> None:
    def tell(what: str, _share: float) -> None:
        if "cost" in what:
            raise KeyboardInterrupt

    front = walked(a_post(**TWO_CARS), on_progress=tell)
    assert front.interrupted
    assert front.planned == 2
    assert front.points


def test_the_same_seed_and_steps_walk_the_same_front() -> None:
    assert walked(a_post(**TWO_CARS)) == walked(a_post(**TWO_CARS))


def test_of_equal_plans_the_first_is_kept() -> None:
    assert not_dominated([a_point(2), a_point(2), a_point(3)]) == (a_point(2),)


FIGURES = st.integers(0, 4).map(float)


@given(st.lists(st.builds(a_point, FIGURES, FIGURES, FIGURES, FIGURES), max_size=12))
@often(100)
def test_no_point_that_is_kept_is_beaten_and_none_that_is_not_is_dropped(
    points: list[FrontPoint],
) -> None:
    kept = not_dominated(points)
    for one in kept:
        assert not any(_beats(other, one) for other in points)
    for one in points:
        assert one in kept or any(
            _beats(k, one) or k.values == one.values for k in kept
        )


def _beats(one: FrontPoint, other: FrontPoint) -> bool:
    pairs = list(zip(one.values, other.values, strict=True))
    return all(a <= b for a, b in pairs) and any(a < b for a, b in pairs)


@given(tiny_posts())
@often(12)
def test_every_plan_on_a_front_keeps_the_rules_and_its_bound(post: Post) -> None:
    front = walked(post)
    assert front.points
    assert front.points == not_dominated(list(front.points))
    for point in front.points:
        assert check(post, point.plan) == ()
        assert point.bound_h <= point.person_hours + 1e-6


def test_what_is_too_large_to_relax_is_bounded_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("exeunt.plan.solver.points.MOST_FLOWS", 0)
    monkeypatch.setattr("exeunt.plan.solver.bounds.GridBuilder", None)
    front = walked(a_post(**TWO_CARS))
    assert [point.bound_h for point in front.points] == [9.0] * len(front.points)
