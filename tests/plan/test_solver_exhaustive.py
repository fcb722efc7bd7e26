"""The planner against trying everything, on problems that are small enough for it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from tests.plan.exhaustive import Exhaustive
from tests.plan.tiny import tiny_problems

from exeunt.model.plan import Plan
from exeunt.model.problem import Problem, looking_ahead
from exeunt.plan.solver import solve


EXAMPLES = 40
AS_GOOD = 0.9
"""Share of the problems on which the planner finds the best plan there is."""


def planned(problem: Problem) -> Plan:
    return solve(problem, seconds=1, clock=lambda: 0.0, iterations=60)


def best_of(problem: Problem) -> tuple[float, float]:
    """Give the least left behind and, with it, the least person-hours."""
    # an arrival at the very deadline counts, so the last opening must be seen whole
    seen = replace(problem, open=looking_ahead(problem, problem.deadline_s + 1).open)
    return Exhaustive(seen).solve()


def test_the_planner_and_trying_everything_agree() -> None:
    agreed: list[bool] = []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(tiny_problems())
    def compare(problem: Problem) -> None:
        left, hours = best_of(problem)
        out, spent, *_ = planned(problem).objectives
        found = (round(out.value, 6), round(spent.value, 6))
        assert found >= (left, hours), "a plan better than the best there is"
        assert out.bound <= left + 1e-6, "a bound that a plan beats"
        if found[0] == left:
            assert spent.bound <= hours + 1e-6, "a bound that a plan beats"
        agreed.append(found == (left, hours))

    compare()
    assert sum(agreed) >= AS_GOOD * len(agreed)
