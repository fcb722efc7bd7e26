from __future__ import annotations

from typing import Any

import pytest
from tests.make import a_category, a_link, a_person, a_plan, a_post, a_problem, a_trip

from exeunt.model.doubts import Doubts
from exeunt.model.problem import Problem
from exeunt.model.times import HOUR, MINUTE
from exeunt.rehearse import quantiles, rehearse


NORMAL_90 = 1.2815515655446004


def test_with_no_doubts_a_trip_keeps_its_times() -> None:
    problem = a_problem()
    plan = a_plan(problem, a_trip(households=("h-p1",)))
    found = rehearse(problem, plan, replications=3, seed=1)
    assert found.cleared_s.tolist() == [[75 * MINUTE + 15 * MINUTE]] * 3
    assert found.through_s.tolist() == [[[15 * MINUTE]]] * 3
    assert found.left.tolist() == [[0]] * 3
    assert found.out.tolist() == [[1]] * 3
    assert found.empty_seats == pytest.approx(0.9)


def test_who_is_late_for_a_curfew_waits_for_its_end() -> None:
    problem = a_problem(
        links=[a_link(mode="own")],
        fleets=[],
        curfews=[{"modes": ["own"], "daily": ["11:00-15:00"]}],
        doubts=Doubts(mobilisation={"family": {"p10": "3h", "p50": "3h", "p90": "3h"}}),
    )
    own = a_trip(vehicle=None, depart_s=0, arrive_s=HOUR, households=("h-p1",))
    found = rehearse(problem, a_plan(problem, own), replications=1, seed=1)
    assert found.cleared_s.tolist() == [[8 * HOUR]]


def test_a_convoy_is_one_set_out_in_a_rehearsal_too() -> None:
    problem = a_problem(
        people=[a_person("p1"), a_person("p2")],
        links=[a_link(convoy=2, vehicles_per_h=1)],
    )
    plan = a_plan(
        problem,
        a_trip("t1", households=("h-p1",)),
        a_trip("t2", vehicle="coach/2", households=("h-p2",)),
    )
    found = rehearse(problem, plan, replications=1, seed=1)
    assert found.cleared_s.tolist() == [[90 * MINUTE]]


def test_nobody_is_swept_up_over_a_link_that_is_travelled_in_convoys() -> None:
    problem = a_problem(
        people=[a_person("p1"), a_person("p2", household="late", ready_after="3h")],
        links=[a_link(convoy=2)],
    )
    trips = [
        a_trip(f"t{n}", vehicle=f"coach/{n}", households=h)
        for n, h in ((1, ("h-p1",)), (2, ("late",)))
    ]
    found = rehearse(problem, a_plan(problem, *trips), replications=1, seed=1)
    assert found.out.tolist() == [[1]]


def _a_couple(**given: Any) -> Problem:
    """Make a member of staff and a spouse, each of a category of their own."""
    people = [
        a_person("p1", household="h1", category="staff"),
        a_person("p2", household="h1", category="family"),
    ]
    categories = [a_category("family", weight=5), a_category("staff", weight=3)]
    return a_problem(a_post(people=people, categories=categories, **given))


def test_of_a_household_each_counts_in_a_category_of_their_own() -> None:
    problem = _a_couple()
    plan = a_plan(problem, a_trip(households=("h1",)))
    found = rehearse(problem, plan, replications=1, seed=1)
    assert found.categories == ("family", "staff")
    assert found.out.tolist() == [[1, 1]]
    assert found.cleared_s.tolist() == [[90 * MINUTE, 90 * MINUTE]]
    assert found.through_s.tolist() == [[[15 * MINUTE], [15 * MINUTE]]]


def test_of_a_household_that_stays_behind_each_category_has_its_own() -> None:
    problem = _a_couple(fleets=[])
    found = rehearse(problem, a_plan(problem), replications=1, seed=1)
    assert found.left.tolist() == [[1, 1]]


def test_a_household_that_does_not_come_is_missing_in_each_category() -> None:
    problem = _a_couple(doubts=Doubts(no_show={"family": 1.0}))
    plan = a_plan(problem, a_trip(households=("h1",)))
    found = rehearse(problem, plan, replications=1, seed=1)
    assert found.no_show.tolist() == [[1, 1]]
    assert found.out.tolist() == [[0, 0]]


def test_a_household_on_its_own_means_leaves_when_it_is_ready() -> None:
    problem = a_problem(
        links=[a_link(mode="own")],
        fleets=[],
        doubts=Doubts(mobilisation={"family": {"p10": "2h", "p50": "5h", "p90": "9h"}}),
    )
    own = a_trip(vehicle=None, depart_s=0, arrive_s=HOUR, households=("h-p1",))
    found = rehearse(problem, a_plan(problem, own), replications=4000, seed=7)
    spread = problem.doubts.mobilisation["family"]
    (family, everyone) = quantiles(found)
    assert family.all_out == 1.0
    # 4,000 worlds: the 50th percentile lies between the 47.5th and the 52.5th
    for told, share in ((family.p50_s, 0.5), (family.p80_s, 0.8), (family.p95_s, 0.95)):
        assert told is not None
        low, high = (spread.quantile(share + off) + HOUR for off in (-0.025, 0.025))
        assert low <= told <= high
    assert everyone.p50_s == family.p50_s
