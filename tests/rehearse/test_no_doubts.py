from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from tests.claims import truthful
from tests.often import often
from tests.rehearse.schedules import EXITS, plans

from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post
from exeunt.model.problem import Problem
from exeunt.plan.checker import check
from exeunt.rehearse import rehearse


def _unloading(problem: Problem, trip: Trip) -> int:
    if trip.vehicle is None:
        return 0
    named = trip.vehicle.replace("@", "/").split("/")[0]
    fleets = {f.id: f.unloading for f in problem.fleets}
    return (fleets | {s.id: s.unloading for s in problem.services})[named]


def _trips_of(plan: Plan, category: str, problem: Problem) -> Iterator[Trip]:
    households = {h.id for h in problem.households if h.category == category}
    cohorts = {c.id for c in problem.cohorts if c.category == category}
    for trip in plan.trips:
        loads = {load.cohort for load in trip.cohorts}
        if households & set(trip.households) or cohorts & loads:
            yield trip


@often(60)
@given(plans())
def test_with_no_doubts_every_plan_keeps_its_times(
    drawn: tuple[Post, Problem, Plan],
) -> None:
    post, problem, plan = drawn
    assert check(post, truthful(post, plan)) == ()
    found = rehearse(problem, plan, replications=1, seed=0)
    assert not found.left.any()
    for k, category in enumerate(found.categories):
        trips = list(_trips_of(plan, category, problem))
        last = max(t.arrive_s + _unloading(problem, t) for t in trips)
        assert found.cleared_s[0, k] == last
        for e, exit_ in enumerate(EXITS):
            through = [t.depart_s for t in trips if t.from_ == exit_]
            assert found.through_s[0, k, e] == max(through, default=-1)
