"""Random posts, planned, followed to a moment and planned anew, against the checker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from hypothesis import event, given
from hypothesis import strategies as st
from tests.often import often
from tests.states import a_closure, restarted
from tests.strategies import posts, problem_in

from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem
from exeunt.model.restart import problem_from
from exeunt.model.state import (
    MOST_PROMISE_H,
    State,
    StateFile,
    VehicleAt,
    overridden,
)
from exeunt.plan.checker import examine
from exeunt.plan.follow import Followed, follow
from exeunt.plan.solver import solve
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.resume import resumed_schedule
from exeunt.plan.solver.told import broken_promises
from exeunt.plan.solver.worth import worth_of


LENGTHS = st.sampled_from([0, 1, 300, 900, 1800, 3600, 5400, 10_000, 20_000])


def planned(post: Post, *, iterations: int = 20) -> Plan:
    return solve(problem_in(post), seconds=0, clock=lambda: 0.0, iterations=iterations)


def followed(post: Post, plan: Plan, after_s: int) -> Followed:
    return follow(post, plan, at=plan.h_hour + timedelta(seconds=after_s))


def anew(
    post: Post, plan: Plan, state: State, rest: Followed, *, iterations: int
) -> Plan:
    return solve(
        problem_from(post, state, moving=plan.moving),
        seconds=0,
        clock=lambda: 0.0,
        iterations=iterations,
        resume=rest.trips,
    )


def value(plan: Plan, name: str) -> float:
    return next(o.value for o in plan.objectives if o.name == name)


@dataclass(frozen=True)
class Upset:
    """Something that goes otherwise than planned."""

    said: StateFile
    price_h: float


@st.composite
def upsets(draw: st.DrawFn, post: Post, state: State) -> Upset:
    closures = [a_closure(draw, post, state.at) for _ in range(draw(st.integers(0, 2)))]
    vehicles = [
        f"{fleet.id}/{n}"
        for fleet in post.file.fleets
        for n in range(1, fleet.vehicles + 1)
    ]
    lost: list[str] = []
    if vehicles:
        lost = draw(st.lists(st.sampled_from(vehicles), max_size=2, unique=True))
    said = StateFile(
        exeunt="state/1",
        closures=tuple(closures),
        vehicles=tuple(_vehicle(draw, post, v) for v in lost),
    )
    price = draw(st.sampled_from([0.0, 1.0, 1.0, 5.0, MOST_PROMISE_H]))
    return Upset(said, price)


def _vehicle(draw: st.DrawFn, post: Post, vehicle: str) -> VehicleAt:
    is_lost: bool = draw(st.booleans())
    if is_lost:
        return VehicleAt(vehicle=vehicle, lost=True)
    place = draw(st.sampled_from(post.file.places)).id
    return VehicleAt(vehicle=vehicle, place=place)


slow = often(25)
sure = often(25, derandomize=True)


def a_haven_fills(post: Post) -> bool:
    """Tell whether who may stay in a haven depends on who rides on from it when."""
    places = post.file.places
    return any(place.kind.safe and place.holds is not None for place in places)


@slow
@given(restarted())
def test_a_plan_from_any_state_keeps_every_rule(both: tuple[Post, Problem]) -> None:
    post, problem = both
    plan = solve(problem, seconds=0, clock=lambda: 0.0, iterations=10)
    found = examine(post, plan)
    assert [str(breach) for breach in found.breaches] == []
    event(f"somebody comes out: {bool(found.summary and found.summary.out)}")


@slow
@given(st.data(), posts(), LENGTHS)
def test_a_plan_made_anew_keeps_every_rule_whatever_has_happened(
    data: st.DataObject, post: Post, after_s: int
) -> None:
    plan = planned(post)
    for _ in range(2):
        rest = followed(post, plan, after_s)
        upset = data.draw(upsets(post, rest.state))
        state = overridden(rest.state, upset.said)
        state = state.model_copy(update={"promise_h": upset.price_h})
        if state.gone_s >= post.file.deadline:
            break
        plan = anew(post, plan, state, rest, iterations=10)
        found = examine(post, plan)
        assert [str(breach) for breach in found.breaches] == []
        assert found.summary is not None
        assert value(plan, "promises") == found.summary.broken_promises
        event(f"promises broken: {value(plan, 'promises') > 0}")
        after_s += 1800


@sure
@given(posts(), LENGTHS)
def test_where_nothing_has_changed_the_plan_stays(post: Post, after_s: int) -> None:
    if a_haven_fills(post):
        return
    plan = planned(post)
    rest = followed(post, plan, after_s)
    net = Network(problem_from(post, rest.state, moving=plan.moving))
    again = resumed_schedule(net, rest.trips)
    assert broken_promises(again) == 0
    assert worth_of(again).left_behind <= value(plan, "left_behind") + 1e-6
    told = sum(len(party.announced or ()) for party in rest.state.parties)
    event(f"something was announced: {told > 0}")


@slow
@given(posts(), LENGTHS)
def test_no_bound_is_above_what_the_plan_so_far_would_reach(
    post: Post, after_s: int
) -> None:
    plan = planned(post)
    rest = followed(post, plan, after_s)
    net = Network(problem_from(post, rest.state, moving=plan.moving))
    so_far = worth_of(resumed_schedule(net, rest.trips))
    left, hours, clearance, *_ = anew(
        post, plan, rest.state, rest, iterations=0
    ).objectives
    assert left.bound <= so_far.left_behind + 1e-6
    if so_far.left_behind <= left.value + 1e-6:
        assert hours.bound <= so_far.person_hours + 1e-6
        assert clearance.bound <= so_far.clearance_s / 3600 + 1e-6


@sure
@given(posts(), LENGTHS)
def test_at_an_endless_price_a_promise_is_broken_only_to_leave_fewer(
    post: Post, after_s: int
) -> None:
    if a_haven_fills(post):
        return
    plan = planned(post)
    rest = followed(post, plan, after_s)
    state = rest.state.model_copy(update={"promise_h": MOST_PROMISE_H})
    again = anew(post, plan, state, rest, iterations=20)
    fewer = value(again, "left_behind") < value(plan, "left_behind") - 1e-6
    assert fewer or value(again, "promises") == 0
