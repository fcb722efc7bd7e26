from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make import (
    a_category,
    a_fleet,
    a_link,
    a_person,
    a_place,
    a_plan,
    a_problem,
    a_trip,
)
from tests.often import often
from tests.rehearse.schedules import an_estimate, plans

from exeunt.errors import InvalidInput
from exeunt.model.outcomes import Rehearsal
from exeunt.model.plan import CohortLoad, Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem
from exeunt.model.times import HOUR, MINUTE
from exeunt.rehearse import (
    binding_stage,
    merge,
    quantiles,
    rehearse,
    stages_by_wait,
)


DOUBTS: dict[str, Any] = {
    "mobilisation": {
        f"c{k}": {"p10": "2h", "p50": "8h", "p90": "30h"} for k in range(6)
    },
    "no_show": {"c0": 0.3, "c1": 0.1},
    "travel": {
        "road": {"p10": 0.9, "p50": 1.1, "p90": 1.8},
        "own": {"p10": 0.8, "p50": 1.0, "p90": 2.0},
        "rail": {"p10": 1.0, "p50": 1.0, "p90": 1.3},
    },
    "trip": {"p10": 0.9, "p50": 1.0, "p90": 1.2},
    "processing": {"p10": 0.5, "p50": 0.9, "p90": 1.2},
    "repair": {"p10": "1h", "p50": "4h", "p90": "12h"},
}


def _same(one: Rehearsal, other: Rehearsal) -> bool:
    names = ("cleared_s", "left", "through_s", "out", "no_show", "out_share")
    arrays = (*names, "waited_h", "held_last")
    return one.empty_seats == other.empty_seats and all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in arrays
    )


@often(40)
@given(plans(doubts=DOUBTS), st.integers(0, 1000))
def test_nobody_vanishes(drawn: tuple[Post, Problem, Plan], seed: int) -> None:
    _, problem, plan = drawn
    found = rehearse(problem, plan, replications=4, seed=seed)
    sizes = dict.fromkeys(found.categories, 0)
    for household in problem.households:
        sizes[household.category] += household.persons
    for cohort in problem.cohorts:
        sizes[cohort.category] += cohort.persons
    everyone = found.out + found.left + found.no_show
    assert (everyone == list(sizes.values())).all()
    assert ((found.cleared_s < 0) == (found.left > 0)).all()
    came = everyone.sum(axis=1) - found.no_show.sum(axis=1)
    shares = np.divide(found.out.sum(axis=1), came, where=came > 0, out=np.ones(4))
    assert found.out_share[:, -1] == pytest.approx(shares)
    assert (np.diff(found.out_share, axis=1) >= 0).all()


@often(20)
@given(plans(doubts=DOUBTS), st.integers(1, 5))
def test_any_split_of_the_worlds_gives_the_same_bits(
    drawn: tuple[Post, Problem, Plan], cut: int
) -> None:
    _, problem, plan = drawn
    whole = rehearse(problem, plan, replications=6, seed=3)
    one = rehearse(problem, plan, replications=cut, seed=3)
    two = rehearse(problem, plan, replications=6 - cut, seed=3, first=cut)
    assert _same(merge([two, one]), whole)


def test_the_same_seed_gives_the_same_answer_and_another_another() -> None:
    problem = a_problem(
        doubts={"mobilisation": {"family": {"p10": "1h", "p50": "2h", "p90": "9h"}}}
    )
    plan = a_plan(problem, a_trip(households=("h-p1",)))
    one, two, three = (
        rehearse(problem, plan, replications=20, seed=seed) for seed in (5, 5, 6)
    )
    assert _same(one, two)
    assert not _same(one, three)


def _late(ready_h: int, **given: Any) -> Problem:
    """A family that is planned to be ready at once, and is so at *ready_h*."""
    spread = {"p10": f"{ready_h}h", "p50": f"{ready_h}h", "p90": f"{ready_h}h"}
    doubts = {"mobilisation": {"late": spread}} | given.pop("doubts", {})
    people = (
        a_person("p1", category="late"),
        a_person("p2"),
    )
    return a_problem(
        categories=[a_category("late"), a_category()],
        people=people,
        doubts=doubts,
        **given,
    )


def test_a_trip_holds_for_its_people_and_then_goes() -> None:
    problem = _late(5, doubts={"hold": "45m"})
    plan = a_plan(problem, a_trip(households=("h-p1", "h-p2")))
    found = rehearse(problem, plan, replications=1, seed=0)
    # planned to leave at 15 min, waited 45 min more, an hour's ride, 15 min to unload
    assert found.cleared_s[0, 1] == (15 + 45 + 60 + 15) * MINUTE


def test_a_trip_that_holds_goes_as_soon_as_its_people_are_there() -> None:
    problem = _late(1, doubts={"hold": "4h"})
    plan = a_plan(problem, a_trip(households=("h-p1", "h-p2")))
    found = rehearse(problem, plan, replications=1, seed=0)
    assert found.cleared_s.tolist() == [[HOUR + 90 * MINUTE] * 2]


def test_who_missed_a_trip_takes_a_free_seat_on_the_next() -> None:
    problem = _late(5)
    plan = a_plan(
        problem,
        a_trip(households=("h-p1",)),
        a_trip(
            "t2",
            vehicle="coach/2",
            depart_s=6 * HOUR,
            arrive_s=7 * HOUR,
            households=("h-p2",),
        ),
    )
    found = rehearse(problem, plan, replications=1, seed=0)
    assert found.cleared_s.tolist() == [[7 * HOUR + 15 * MINUTE] * 2]


def test_an_idle_vehicle_sweeps_for_those_who_missed_every_trip() -> None:
    problem = _late(5, fleets=[a_fleet(vehicles=1)], doubts={"sweep_every": "2h"})
    plan = a_plan(problem, a_trip(households=("h-p1", "h-p2")))
    found = rehearse(problem, plan, replications=1, seed=0)
    # it goes at 45 min, is idle at the haven from 2 h on and looks round at 6 h;
    # back an hour, loads, and an hour again
    assert found.cleared_s[0, 0] == (6 + 1) * HOUR + (15 + 60 + 15) * MINUTE


def test_nobody_sweeps_after_the_fleet_has_left() -> None:
    problem = _late(
        5,
        fleets=[a_fleet(vehicles=1, available_until="6h")],
    )
    plan = a_plan(problem, a_trip(households=("h-p1", "h-p2")))
    found = rehearse(problem, plan, replications=1, seed=0)
    assert found.cleared_s.tolist() == [[-1, (45 + 60 + 15) * MINUTE]]
    assert found.left.tolist() == [[1, 0]]
    stage = binding_stage(found)
    assert stage is not None
    assert stage.stage == "waiting for a vehicle at home"


def test_a_service_never_waits() -> None:
    problem = _late(
        5,
        fleets=[],
        links=[a_link(mode="rail")],
        services=[
            {
                "id": "train",
                "name": "train",
                "link": "home-haven",
                "departs": ["09:00", "18:00"],
                "seats": {"seat": 2},
            }
        ],
    )
    train = a_trip(
        vehicle="train@2030-05-06T09:00",
        depart_s=HOUR,
        arrive_s=2 * HOUR,
        households=("h-p1", "h-p2"),
    )
    found = rehearse(problem, a_plan(problem, train), replications=1, seed=0)
    assert found.cleared_s.tolist() == [[11 * HOUR + 30 * MINUTE, 150 * MINUTE]]


def test_a_late_vehicle_shifts_its_later_trips() -> None:
    twice = {"p10": 2.0, "p50": 2.0, "p90": 2.0}
    people = (a_person("p1"), a_person("p2"))
    problem = a_problem(people=people, doubts={"travel": {"road": twice}})
    plan = a_plan(
        problem,
        a_trip(households=("h-p1",)),
        a_trip("back", depart_s=5400, arrive_s=9000, **{"from": "haven", "to": "home"}),
        a_trip("t2", depart_s=9900, arrive_s=13500, households=("h-p2",)),
    )
    found = rehearse(problem, plan, replications=1, seed=0)
    # 15 min, 2 h, 15 min; 2 h back; 15 min, 2 h, 15 min
    assert found.cleared_s.tolist() == [[7 * HOUR]]


def test_a_vehicle_waits_before_a_gate_that_opens_late() -> None:
    problem = a_problem(
        places=[
            a_place(),
            a_place("haven", kind="safe_haven", open={"daily": ["06:00-10:00"]}),
        ],
        doubts={"travel": {"road": {"p10": 3.0, "p50": 3.0, "p90": 3.0}}},
    )
    found = rehearse(
        problem,
        a_plan(problem, a_trip(households=("h-p1",))),
        replications=1,
        seed=0,
    )
    # there at 11:15, open again at 06:00, 22 hours after H-hour at 08:00
    assert found.cleared_s.tolist() == [[22 * HOUR + 15 * MINUTE]]
    waits = {s.stage: s.hours for s in stages_by_wait(found)}
    assert waits["waiting for opening at haven"] == pytest.approx(18.75)


def test_a_place_shut_for_good_stays_shut() -> None:
    problem = _late(
        5,
        places=[
            a_place(),
            a_place("haven", kind="safe_haven", open={"until": "2030-05-06T12:00:00Z"}),
        ],
    )
    plan = a_plan(problem, a_trip(households=("h-p1", "h-p2")))
    found = rehearse(problem, plan, replications=1, seed=0)
    assert found.left.tolist() == [[1, 0]]


def test_a_full_haven_stops_the_flow() -> None:
    problem = a_problem(
        places=[a_place(), a_place("haven", kind="safe_haven", holds=12)],
        people=(),
        estimates=(an_estimate("family", "home", 20),),
    )
    loads = [CohortLoad(cohort=f"family/{k}", persons=6) for k in (1, 2)]
    plan = a_plan(
        problem,
        a_trip(depart_s=9 * HOUR, arrive_s=10 * HOUR, cohorts=loads[:1]),
        a_trip(
            "t2",
            vehicle="coach/2",
            depart_s=10 * HOUR,
            arrive_s=11 * HOUR,
            cohorts=loads[1:],
        ),
    )
    found = rehearse(problem, plan, replications=1, seed=0)
    assert found.out.tolist() == [[12]]
    assert found.left.tolist() == [[8]]


def test_a_queue_at_a_constant_rate_takes_as_long_as_its_people() -> None:
    """Deterministic service: n people at r an hour, one coach each hour takes ten."""
    problem = a_problem(
        places=[
            a_place(),
            a_place("gate", kind="border_crossing", processes_per_h=30),
            a_place("haven", kind="safe_haven"),
        ],
        links=[
            a_link("home", "gate", mode="own", time="1h"),
            a_link("gate", "haven", mode="own", time="1h"),
        ],
        fleets=[],
        people=(),
        estimates=(
            an_estimate("family", "home", 90, ready=[{"after": "1h", "share": 1}]),
        ),
        exits=[{"place": "gate", "name": "gate", "closes": {}}],
    )
    load = (CohortLoad(cohort="family/1", persons=90),)
    ends = [{"from": "home", "to": "gate"}, {"from": "gate", "to": "haven"}]
    plan = a_plan(
        problem,
        a_trip(
            "a",
            vehicle=None,
            link="home-gate",
            cohorts=load,
            depart_s=HOUR,
            arrive_s=2 * HOUR,
            **ends[0],
        ),
        a_trip(
            "b",
            vehicle=None,
            link="gate-haven",
            cohorts=load,
            depart_s=2 * HOUR,
            arrive_s=3 * HOUR,
            **ends[1],
        ),
    )
    found = rehearse(problem, plan, replications=1, seed=0)
    # planned too soon: 90 people at 30 an hour are through three hours after arrival
    assert found.through_s.tolist() == [[[5 * HOUR]]]
    assert found.cleared_s.tolist() == [[6 * HOUR]]
    waits = {s.stage: s.hours for s in stages_by_wait(found)}
    assert waits["queue at gate"] == pytest.approx(90 * 3)


def test_more_buses_are_no_worse() -> None:
    """Late people on ten places of one coach, or of one of two and three coaches."""
    means = []
    for vehicles in (1, 2, 3):
        problem = a_problem(
            fleets=[a_fleet(vehicles=vehicles, seats={"seat": 3})],
            people=tuple(a_person(f"p{k}") for k in range(12)),
            doubts={
                "mobilisation": {"family": {"p10": "2h", "p50": "6h", "p90": "20h"}}
            },
        )
        trip = a_trip(households=tuple(f"h-p{k}" for k in range(3)))
        found = rehearse(problem, a_plan(problem, trip), replications=200, seed=1)
        means.append(np.where(found.cleared_s < 0, 5 * 86400, found.cleared_s).mean())
    # 200 worlds, the same luck: tolerance of 2 % for sweeps that part otherwise
    assert means[1] <= means[0] * 1.02
    assert means[2] <= means[1] * 1.02
    assert means[2] < means[0]


def test_no_shows_are_neither_out_nor_left() -> None:
    problem = a_problem(doubts={"no_show": {"family": 0.4}})
    plan = a_plan(problem, a_trip(households=("h-p1",)))
    found = rehearse(problem, plan, replications=1000, seed=2)
    assert not found.left.any()
    assert (found.out + found.no_show == 1).all()
    # 1,000 worlds: 4 standard errors
    assert found.no_show.mean() == pytest.approx(0.4, abs=0.062)
    assert quantiles(found)[0].all_out == 1.0


def test_an_estimate_keeps_to_its_range_in_eight_worlds_of_ten() -> None:
    estimate = an_estimate("family", "home", 100, low=60, high=300)
    problem = a_problem(
        links=[a_link(mode="own")], fleets=[], people=(), estimates=(estimate,)
    )
    found = rehearse(problem, a_plan(problem), replications=2000, seed=4)
    sizes = (found.out + found.left)[:, 0]
    # 2,000 worlds: 4 standard errors
    for share, size in ((0.1, 60), (0.5, 100), (0.9, 300)):
        assert (sizes <= size).mean() == pytest.approx(share, abs=0.045)


def test_a_breakdown_delays_a_trip_by_its_repair() -> None:
    problem = a_problem(
        fleets=[a_fleet(breakdown=0.25)],
        doubts={"repair": {"p10": "3h", "p50": "3h", "p90": "3h"}},
    )
    plan = a_plan(problem, a_trip(households=("h-p1",)))
    found = rehearse(problem, plan, replications=1000, seed=8)
    late = found.cleared_s[:, 0] == 90 * MINUTE + 3 * HOUR
    assert (late | (found.cleared_s[:, 0] == 90 * MINUTE)).all()
    # 1,000 worlds: 4 standard errors
    assert late.mean() == pytest.approx(0.25, abs=0.055)


def test_people_the_plan_leaves_stand_by() -> None:
    people = (a_person("p1"), a_person("p2", category="other"))
    problem = a_problem(categories=[a_category(), a_category("other")], people=people)
    plan = a_plan(problem, a_trip(households=("h-p1",)))
    found = rehearse(problem, plan, replications=1, seed=0)
    assert found.cleared_s.tolist() == [[90 * MINUTE] * 2]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"replications": 0}, "0 replications: a rehearsal needs at least 1"),
        ({"replications": -3}, "-3 replications"),
        ({"seed": -1}, "seed -1 is negative"),
    ],
)
def test_bad_figures_get_a_sentence(given: dict[str, int], sentence: str) -> None:
    problem = a_problem()
    plan = a_plan(problem, a_trip(households=("h-p1",)))
    with pytest.raises(InvalidInput, match=sentence):
        rehearse(
            problem,
            plan,
            replications=given.get("replications", 1),
            seed=given.get("seed", 0),
        )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"post_sha256": "0" * 64}, "its places, fleets, people or doubts are others"),
        ({"moving": ()}, "the plan moves nobody"),
        ({"h_hour": "2030-05-07T06:00:00Z"}, "the plan begins 2030-05-07"),
    ],
)
def test_a_plan_for_another_post_is_refused(
    changed: dict[str, Any], sentence: str
) -> None:
    problem = a_problem()
    plan = a_plan(problem, a_trip(households=("h-p1",)), **changed)
    with pytest.raises(InvalidInput, match=sentence):
        rehearse(problem, plan, replications=1, seed=0)


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"vehicle": "coach/9"}, "vehicle or departure 'coach/9'"),
        ({"link": "nowhere"}, "link 'nowhere>home>haven'"),
        ({"households": ("h-p7",)}, "household 'h-p7'"),
        ({"cohorts": (CohortLoad(cohort="c/1", persons=1),)}, "cohort 'c/1'"),
    ],
)
def test_a_trip_with_an_unknown_name_is_refused(
    changed: dict[str, Any], what: str
) -> None:
    problem = a_problem()
    with pytest.raises(InvalidInput, match=f"trip t1 of the plan names the {what}"):
        rehearse(problem, a_plan(problem, a_trip(**changed)), replications=1, seed=0)
