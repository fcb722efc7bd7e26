"""States of any kind in a plan: the checker and the follower take them without a crash."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.good_plan import the_post
from tests.good_replan import AT, the_replan
from tests.make import H_HOUR
from tests.often import often

from exeunt.errors import InvalidInput
from exeunt.model.restart import problem_from
from exeunt.model.state import (
    Announced,
    Closure,
    Party,
    SetOut,
    State,
    VehicleAt,
)
from exeunt.plan.checker import check
from exeunt.plan.follow import follow
from exeunt.plan.solver import solve


PLACES = st.sampled_from(["home", "gate", "haven", "airport", "abroad", "nowhere"])
LINKS = st.sampled_from(["home-gate", "gate-haven", "lane", "airport-abroad", "none"])
MOMENTS = st.one_of(
    st.integers(-400, 1600).map(lambda n: AT + timedelta(minutes=n)),
    st.integers(-4 * 10**9, 5 * 10**9).map(lambda n: AT + timedelta(seconds=n)),
)
TOLD = st.builds(Announced, link=LINKS, to=PLACES, departs=MOMENTS)
HOUSEHOLDS = st.builds(
    Party,
    household=st.sampled_from(["h1", "h2", "h3", "h4", "hg", "h9", "cit"]),
    place=PLACES,
    since=st.none() | MOMENTS,
    processed=st.booleans(),
    announced=st.none() | st.lists(TOLD, max_size=3).map(tuple),
)
COHORTS = st.builds(
    Party,
    cohort=st.sampled_from(["cit/1", "cit/2", "cit/3", "h1", "cit/1:1"]),
    persons=st.integers(1, 9),
    place=PLACES,
    since=st.none() | MOMENTS,
    processed=st.booleans(),
    announced=st.none() | st.lists(TOLD, max_size=3).map(tuple),
)
VEHICLES = st.sampled_from(
    ["coach/1", "coach/2", "coach/3", "coach/4", "van/1", "van/0", "van", "/", "x/1"]
)
STANDS = st.builds(VehicleAt, vehicle=VEHICLES, place=PLACES, free=st.none() | MOMENTS)
LOST = st.builds(VehicleAt, vehicle=VEHICLES, lost=st.just(value=True))


@st.composite
def closures(draw: st.DrawFn) -> Closure:
    since = draw(st.none() | MOMENTS)
    lasts = draw(st.none() | st.integers(1, 10**6))
    until = None if lasts is None else (since or AT) + timedelta(seconds=lasts)
    lets_out: bool = draw(st.booleans())
    of_place: bool = draw(st.booleans())
    return Closure(
        place=draw(PLACES) if of_place else None,
        link=None if of_place else draw(LINKS),
        from_=since,
        until=until,
        lets_out=lets_out,
    )


STATES = st.builds(
    State,
    at=st.just(AT),
    decided=st.just(H_HOUR),
    parties=st.tuples(
        st.lists(HOUSEHOLDS, max_size=4, unique_by=lambda p: p.household),
        st.lists(COHORTS, max_size=4),
    ).map(lambda both: (*both[0], *both[1])),
    vehicles=st.lists(STANDS | LOST, max_size=3, unique_by=lambda v: v.vehicle).map(
        tuple
    ),
    closures=st.lists(closures(), max_size=2).map(tuple),
    departed=st.lists(
        st.builds(SetOut, link=LINKS, to=PLACES, at=MOMENTS), max_size=2
    ).map(tuple),
    promise_h=st.sampled_from([0.0, 1.0, 1e6]),
)


@often(60)
@given(STATES)
def test_the_checker_reads_any_state(state: State) -> None:
    check(the_post(), the_replan().model_copy(update={"state": state}))


@often(60)
@given(STATES, st.integers(0, 1000))
def test_any_state_can_be_followed_further(state: State, minutes: int) -> None:
    plan = the_replan().model_copy(update={"state": state})
    at = AT + timedelta(minutes=minutes)
    later = follow(the_post(), plan, at=at).state
    assert later.at == at


@often(25)
@given(STATES)
def test_any_state_is_planned_from_by_the_rules_or_refused(state: State) -> None:
    try:
        problem = problem_from(the_post(), state, moving=("family", "citizen"))
    except InvalidInput:
        return
    plan = solve(problem, seconds=0, clock=lambda: 0.0, iterations=3)
    broken = {b.rule for b in check(the_post(), plan)}
    # a state may name what the post has not; else the plan is without fault
    assert broken <= {"§17"}, [str(b) for b in check(the_post(), plan)]
