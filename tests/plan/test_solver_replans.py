"""Plans made anew against trying everything, on problems small enough for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.plan.exhaustive import Exhaustive
from tests.plan.tiny import tiny_posts
from tests.strategies import problem_in

from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem, looking_ahead
from exeunt.model.restart import problem_from
from exeunt.model.state import Closure, State, VehicleAt
from exeunt.plan.follow import Followed, follow
from exeunt.plan.solver import solve


EXAMPLES = 60
AS_GOOD = 0.9
"""Share of the problems on which the planner finds the best plan there is."""
MOMENTS = st.sampled_from([0, 300, 900, 1800, 3600, 7200, 12_600])


def planned(problem: Problem, rest: Followed | None = None) -> Plan:
    return solve(
        problem,
        seconds=0,
        clock=lambda: 0.0,
        iterations=60,
        resume=rest.trips if rest else (),
    )


@st.composite
def upset(draw: st.DrawFn, post: Post, state: State) -> State:
    """Shut a link, lose a vehicle or find one elsewhere, at some price of a promise."""
    closures: tuple[Closure, ...] = ()
    is_shut: bool = draw(st.booleans())
    if is_shut:
        link = draw(st.sampled_from(post.file.links))
        until = draw(st.sampled_from([None, state.at + timedelta(hours=2)]))
        closures = (Closure(link=link.id, until=until),)
    vehicles = {v.vehicle: v for v in state.vehicles}
    for fleet in post.file.fleets:
        one = f"{fleet.id}/1"
        what = draw(st.integers(0, 3))
        if what == 0:
            vehicles[one] = VehicleAt(vehicle=one, lost=True)
        elif what == 1:
            place = draw(st.sampled_from(post.file.places)).id
            vehicles[one] = VehicleAt(vehicle=one, place=place)
    price = draw(st.sampled_from([0.0, 0.25, 1.0, 10.0]))
    given = {"closures": closures, "vehicles": tuple(vehicles.values())}
    return state.model_copy(update=given | {"promise_h": price})


def best_of(problem: Problem) -> tuple[float, float]:
    """Give the least left behind and, with it, the least priced person-hours."""
    # an arrival at the very deadline counts, so the last opening must be seen whole
    seen = replace(problem, open=looking_ahead(problem, problem.deadline_s + 1).open)
    return Exhaustive(seen).solve()


def test_the_planner_and_trying_everything_agree() -> None:
    agreed: list[bool] = []
    broken: list[bool] = []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data(), tiny_posts(), MOMENTS)
    def compare(data: st.DataObject, post: Post, after_s: int) -> None:
        plan = planned(problem_in(post))
        rest = follow(post, plan, at=plan.h_hour + timedelta(seconds=after_s))
        state = data.draw(upset(post, rest.state))
        problem = problem_from(post, state, moving=plan.moving)
        left, cost = best_of(problem)
        out, hours, _, _, promises = planned(problem, rest).objectives
        reached = hours.value + state.promise_h * promises.value
        found = (round(out.value, 6), round(reached, 6))
        assert found >= (left, cost), "a plan better than the best there is"
        assert out.bound <= left + 1e-6, "a bound that a plan beats"
        if found[0] == left:
            least = hours.bound + state.promise_h * promises.bound
            assert least <= cost + 1e-6, "a bound that a plan beats"
        agreed.append(found == (left, cost))
        broken.append(promises.value > promises.bound)

    compare()
    assert sum(agreed) >= AS_GOOD * len(agreed)
    assert sum(broken) > 0, "nothing was worth breaking a promise for"
