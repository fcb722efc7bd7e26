"""The planner against trying everything, on problems small enough for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from tests.often import often
from tests.plan.exhaustive import Exhaustive
from tests.plan.tiny import tiny_problems

from exeunt.model.problem import Problem, looking_ahead
from exeunt.plan.solver import solve


def the_best(problem: Problem) -> tuple[float, float]:
    """Try everything, with places that stay open open at the deadline too."""
    ahead = looking_ahead(problem, problem.deadline_s + 1)
    return Exhaustive(replace(problem, open=ahead.open)).solve()


@often(15, derandomize=True)
@given(tiny_problems())
def test_the_optimum_lies_between_the_bound_and_the_plan(problem: Problem) -> None:
    left, hours = the_best(problem)
    plan = solve(problem, seconds=0, iterations=60, clock=lambda: 0.0)
    behind, person_hours, *_ = plan.objectives
    assert behind.bound <= left + 1e-6
    assert (round(behind.value, 6), round(person_hours.value, 6)) >= (left, hours)
    if behind.value <= left + 1e-6:
        assert person_hours.bound <= hours + 1e-6


@often(15, derandomize=True)
@given(tiny_problems())
def test_a_tiny_plan_is_optimal(problem: Problem) -> None:
    plan = solve(problem, seconds=0, iterations=60, clock=lambda: 0.0)
    behind, person_hours, *_ = plan.objectives
    best = pytest.approx(the_best(problem), abs=1e-5)
    assert (behind.value, person_hours.value) == best
