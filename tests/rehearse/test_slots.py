"""Places with slots: who sets out and arrives when (rule §19)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
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
    a_post,
    a_problem,
    a_trip,
)
from tests.often import often
from tests.rehearse.agreeing import agreed
from tests.rehearse.schedules import plans
from tests.rehearse.test_twin import EVERYTHING, odd_plans

from exeunt.formats.stories import Teller
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem, apart_s
from exeunt.model.times import HOUR, MINUTE
from exeunt.rehearse import quantiles, rehearse, stories_of
from exeunt.rehearse.hearing import HeardWorld, heard
from exeunt.rehearse.luck import Chance
from exeunt.rehearse.reading import script_of
from exeunt.rehearse.tally import stage_names


LOADING, UNLOADING, FLIGHT = 15 * MINUTE, 15 * MINUTE, HOUR


def _airlift(
    ready_m: list[int],
    planned_m: list[int],
    *,
    slots: tuple[float | None, float | None] = (None, None),
    **given: Any,
) -> tuple[Post, Problem, Plan]:
    """Each flies alone in an aircraft of their own, planned to set out at a minute."""
    many = range(len(ready_m))
    post = a_post(
        deadline="3d",
        people=tuple(a_person(f"p{k}", category=f"c{k}") for k in many),
        categories=[a_category(f"c{k}", ready_after=ready_m[k] * MINUTE) for k in many],
        places=[
            a_place(slots_per_h=slots[0]),
            a_place("haven", kind="safe_haven", slots_per_h=slots[1]),
        ],
        links=[a_link(mode="air")],
        fleets=[a_fleet("plane", mode="air", vehicles=len(ready_m))],
        exits=[{"place": "home", "name": "out", "closes": {}}],
        **{"doubts": {"hold": "9d"}} | given,
    )
    problem = a_problem(post)
    trips = [
        a_trip(
            f"t{k}",
            vehicle=f"plane/{k + 1}",
            households=(f"h-p{k}",),
            depart_s=at * MINUTE,
            arrive_s=at * MINUTE + FLIGHT,
        )
        for k, at in enumerate(planned_m)
    ]
    return post, problem, a_plan(problem, *trips)


def _out_m(problem: Problem, plan: Plan, worlds: int = 1) -> list[int]:
    """Give the minutes at which each is out, in the first world."""
    found = agreed(problem, plan, worlds=worlds)
    return [int(at) // MINUTE for at in found.cleared[0]]


# what can be worked out with pen and paper


@pytest.mark.parametrize("slots", [(4, None), (None, 2), (4, 2), (2, 6), (7, 11)])
@pytest.mark.parametrize("apart_m", [0, 4, 20, 45])
def test_late_aircraft_are_a_queue_of_two_runways(
    slots: tuple[float | None, float | None], apart_m: int
) -> None:
    """D/D/1, twice: each a slot after the one before, or when it is there (Lindley)."""
    many = 5
    ready = [600 + apart_m * k for k in range(many)]
    problem, plan = _airlift(ready, [60 + 30 * k for k in range(many)], slots=slots)[1:]
    gaps = [apart_s(per_h) for per_h in slots]
    free, wanted = [0, 0], []
    for at in ready:
        moment = at * MINUTE + LOADING
        for end, gap in enumerate(gaps):
            moment = max(moment, free[end])
            free[end] = moment + gap
            moment += FLIGHT * (1 - end)
        wanted.append(moment + UNLOADING)
    assert agreed(problem, plan, worlds=1).cleared[0].tolist() == wanted


@pytest.mark.parametrize("per_h", [1e-9, 1e-300, 5e-324])
def test_of_slots_that_hardly_ever_come_there_is_one(per_h: float) -> None:
    problem, plan = _airlift([600, 620], [60, 90], slots=(per_h, None))[1:]
    assert agreed(problem, plan, worlds=1).left[0].tolist() == [0, 1]


def test_who_is_late_waits_for_a_slot_that_nobody_keeps() -> None:
    """Slots every half hour from two o'clock to four are kept by those on time."""
    planned = [60, 120, 150, 180, 210, 240]
    ready = [70, 0, 0, 0, 0, 0]
    problem, plan = _airlift(ready, planned, slots=(2, None))[1:]
    late, *on_time = _out_m(problem, plan)
    assert on_time == [at + 75 for at in planned[1:]]
    # loaded at 85 it is within the slot of 60 to 90 that is its own
    assert late == 85 + 75
    problem, plan = _airlift([80, *ready[1:]], planned, slots=(2, None))[1:]
    late, *on_time = _out_m(problem, plan)
    assert on_time == [at + 75 for at in planned[1:]]
    assert late == 270 + 75


def test_who_asks_first_has_the_first_free_slot() -> None:
    problem, plan = _airlift([900, 800, 850], [20, 140, 260], slots=(0.5, None))[1:]
    assert _out_m(problem, plan) == [1055 + 75, 815 + 75, 935 + 75]


def test_the_slot_of_a_trip_that_falls_away_is_free() -> None:
    """Its passenger never comes, and so it never goes."""
    given: dict[str, Any] = {"doubts": {"hold": "0h", "no_show": {"c1": 1.0}}}
    late = _airlift([100, 0, 0], [20, 120, 180], slots=(1, None), **given)
    found = agreed(*late[1:], worlds=1)
    assert found.no_show[0].tolist() == [0, 1, 0]
    # the first stood by, and a plane that idles every two hours is sent for it
    assert found.left.sum() == 0


def test_an_aircraft_may_use_the_slots_of_its_own_later_trips() -> None:
    """It is late for the first, and at nobody's cost it sets out in the second."""
    _, problem, plan = _airlift([110, 0], [60, 120], slots=(1, None))
    one = [
        trip.model_copy(update={"vehicle": "plane/1", "id": f"s{k}"})
        for k, trip in enumerate(plan.trips)
    ]
    back = a_trip(
        "b",
        vehicle="plane/1",
        **{"from": "haven", "to": "home"},
        depart_s=600 * MINUTE,
        arrive_s=660 * MINUTE,
    )
    later = one[1].model_copy(
        update={"depart_s": 720 * MINUTE, "arrive_s": 780 * MINUTE}
    )
    own = a_plan(problem, one[0], back, later)
    assert _out_m(problem, own)[0] == 125 + 75


# against counting


def _movements(world: HeardWorld, place: int) -> list[int]:
    found = []
    for ridden in world.rides:
        out, into = world.script.slotted[ridden.run.hop]
        if out == place:
            found.append(ridden.depart_s)
        if into == place and ridden.there_s <= world.script.horizon_s:
            unloading = ridden.run.unloading_s if ridden.persons else 0
            found.append(ridden.inside_s - unloading)
    return sorted(at for at in found if at <= world.script.horizon_s)


@often(40)
@given(odd_plans(flown=True, slots=True), st.integers(0, 99))
def test_no_hour_has_more_vehicles_than_slots(
    drawn: tuple[Post, Problem, Plan], seed: int
) -> None:
    _, problem, plan = drawn
    script = script_of(problem, plan)
    chance = Chance(script, seed)
    for number in range(3):
        world = heard(script, chance.world(number))
        for place, gap in enumerate(script.slots):
            if gap:
                moments = _movements(world, place)
                assert all(b - a >= gap for a, b in pairwise(moments))
                for begin in moments:
                    hour = [at for at in moments if begin <= at < begin + HOUR]
                    assert len(hour) <= -(-HOUR // gap)


def test_slots_a_second_apart_change_next_to_nothing() -> None:
    late = {"p10": "1h", "p50": "3h", "p90": "30h"}
    doubts: dict[str, Any] = {
        "mobilisation": {f"c{k}": late for k in range(6)},
        "travel": {"air": {"p10": 0.9, "p50": 1.1, "p90": 2}},
    }
    given: tuple[list[int], list[int]] = ([0] * 6, [30 * k + 60 for k in range(6)])
    free, many, few = (
        agreed(*_airlift(*given, doubts=doubts, slots=(per_h, per_h))[1:], worlds=60)
        for per_h in (None, 3600, 1)
    )
    # six aircraft that want one second, out and in
    assert np.abs(free.cleared - many.cleared).max() <= 2 * 5
    # the stages of slots come last
    assert np.abs(free.waited - many.waited[:, :-2]).max() <= 6 * 2 * 5
    assert few.waited[:, -2:].any(axis=0).all()
    assert few.cleared.max(axis=1).mean() > free.cleared.max(axis=1).mean()


@often(10)
@given(plans(doubts=EVERYTHING), st.integers(0, 99))
def test_slots_that_nobody_needs_change_no_bit(
    drawn: tuple[Post, Problem, Plan], seed: int
) -> None:
    """Only roads lead to homes, and a road needs no slot."""
    _, problem, plan = drawn
    places = tuple(
        p.model_copy(update={"slots_per_h": 0.1}) if p.kind == "residence" else p
        for p in problem.places
    )
    count = len(places) - sum(p.slots_per_h is None for p in places)
    other = replace(problem, places=places)
    free = agreed(problem, plan, seed=seed)
    held = agreed(other, plan, seed=seed)
    for name, one, two in zip(free._fields, free, held, strict=True):
        part = two[:, : two.shape[1] - count] if name == "waited" else two
        assert np.array_equal(one, part), name
    assert count
    assert not held.waited[:, -count:].any()


# what is told


def test_a_wait_for_a_slot_is_counted_and_told() -> None:
    post, problem, plan = _airlift([600] * 3, [60, 120, 180], slots=(1, 0.8))
    found = rehearse(problem, plan, replications=1, seed=0, fast=False)
    waited = dict(zip(found.stages, found.waited_h, strict=True))
    assert waited["waiting for a slot at home"] == pytest.approx(0 + 1 + 2)
    assert waited["waiting for a slot at haven"] == pytest.approx(0 + 0.25 + 0.5)
    assert found.stages[int(found.held[0])] == "waiting for a slot at home"
    (story,) = stories_of(problem, plan, seed=0, worlds=[0])
    words = " ".join(Teller(post, plan).lines(story)).replace("\u00a0", " ")
    assert "2 h waiting for a slot at home" in words
    assert "30 min waiting for a slot at haven" in words


def test_where_no_place_has_slots_nobody_waits_for_one() -> None:
    _, problem, plan = _airlift([600] * 3, [60, 120, 180])
    script = script_of(problem, plan)
    assert not any("slot" in name for name in stage_names(script))
    assert quantiles(rehearse(problem, plan, replications=1, seed=0))[-1].all_out == 1
