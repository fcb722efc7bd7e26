"""Every plan of the planner, on random small posts, against the checker."""

from __future__ import annotations

from time import monotonic

from hypothesis import given
from tests.often import often
from tests.strategies import convoy_posts, posts, problem_in

from exeunt.model.post import Post
from exeunt.plan.checker import check
from exeunt.plan.solver import solve
from exeunt.rehearse import rehearse


@often(20)
@given(posts())
def test_every_plan_keeps_every_rule_and_tells_the_truth_of_itself(post: Post) -> None:
    plan = solve(problem_in(post), seconds=1, clock=monotonic)
    assert [str(breach) for breach in check(post, plan)] == []
    assert len(plan.objectives) == 4


@often(15)
@given(posts())
def test_the_first_plan_in_no_time_at_all_keeps_every_rule(post: Post) -> None:
    plan = solve(problem_in(post), seconds=0, clock=monotonic)
    assert [str(breach) for breach in check(post, plan)] == []


@often(20)
@given(convoy_posts())
def test_every_plan_keeps_vehicles_together_where_they_must_be(post: Post) -> None:
    plan = solve(problem_in(post), seconds=1, clock=lambda: 0.0, iterations=25)
    assert [str(breach) for breach in check(post, plan)] == []


@often(20)
@given(posts() | convoy_posts())
def test_where_nothing_is_in_doubt_a_rehearsal_keeps_every_plan(post: Post) -> None:
    # an estimate is a doubt, and whoever is left stands by for seats of others
    sure = post.model_copy(update={"estimates": ()})
    problem = problem_in(sure)
    plan = solve(problem, seconds=1, clock=lambda: 0.0, iterations=15)
    if plan.trips and not plan.left:
        found = rehearse(problem, plan, replications=1, seed=1)
        assert not found.left.any()
        clearance = next(o.value for o in plan.objectives if o.name == "clearance")
        assert found.cleared_s.max() == round(clearance * 3600)
