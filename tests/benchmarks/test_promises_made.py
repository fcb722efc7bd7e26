from __future__ import annotations

from benchmarks.replanning import promises_made
from tests.good_plan import the_post
from tests.good_replan import the_replan, the_state

from exeunt.plan.checker import examine


def test_the_promises_made_are_those_that_a_plan_without_a_trip_breaks() -> None:
    plan = the_replan()
    summary = examine(the_post(), plan.model_copy(update={"trips": ()})).summary
    assert summary is not None
    assert summary.broken_promises
    assert promises_made(the_post(), the_state(), plan) == summary.broken_promises
