"""More means never hurt, an earlier closing never helps, and time has no scale of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make import H_HOUR, a_fleet
from tests.often import often
from tests.plan.exhaustive import Exhaustive
from tests.plan.test_solver_bounds import a_grid, points_at_random
from tests.plan.tiny import tiny_posts
from tests.strategies import posts, problem_in

from exeunt.model.fleets import Fleet
from exeunt.model.people import SeatKind
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import looking_ahead
from exeunt.model.streams import stream
from exeunt.model.times import MINUTE, NEVER, Opening, Shut, moment_of
from exeunt.plan.solver import solve
from exeunt.plan.solver.construct import first_schedule
from exeunt.plan.solver.improve import Improver
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.points import Points
from exeunt.plan.solver.program import solve_program


SEEDS = st.integers(0, 2**32 - 1)
SLACK = 1e-6


# a post with more, with less, and at half the speed


@st.composite
def with_more(draw: st.DrawFn, some: st.SearchStrategy[Post]) -> tuple[Post, Post]:
    """Draw a post, and the same with more of one thing."""
    post = draw(some)
    return post, draw(st.sampled_from(MORE))(post)


@st.composite
def shut_sooner(draw: st.DrawFn, some: st.SearchStrategy[Post]) -> tuple[Post, Post]:
    """Draw a post, and the same with a place or a link that shuts for good some time."""
    post = draw(some)
    at = moment_of(H_HOUR, 5 * MINUTE * draw(st.integers(0, 120)), post.zone)
    names = [p.id for p in post.file.places] + [k.id for k in post.file.links]
    name = draw(st.sampled_from(names))

    def shut(one: Any) -> Any:
        closed = (*one.open.shut, Shut(from_=at))
        opening = one.open.model_copy(update={"shut": closed})
        return one.model_copy(update={"open": opening}) if one.id == name else one

    return post, with_file(
        post,
        places=tuple(map(shut, post.file.places)),
        links=tuple(map(shut, post.file.links)),
    )


def with_file(post: Post, **given: Any) -> Post:
    return post.model_copy(update={"file": post.file.model_copy(update=given)})


def each_fleet(change: Callable[[Fleet], dict[str, Any]]) -> Callable[[Post], Post]:
    return lambda post: with_file(
        post,
        fleets=tuple(f.model_copy(update=change(f)) for f in post.file.fleets),
    )


def another_vehicle(post: Post) -> Post:
    first = [
        f.model_copy(update={"vehicles": f.vehicles + 1}) for f in post.file.fleets[:1]
    ]
    return with_file(post, fleets=(*first, *post.file.fleets[1:]))


def another_fleet(post: Post) -> Post:
    spare = Fleet.model_validate(a_fleet("spare", vehicles=1, seats={"seat": 2}))
    return with_file(post, fleets=(*post.file.fleets, spare))


def no_queues(post: Post) -> Post:
    free = {"holds": None, "processes_per_h": None, "slots_per_h": None}
    return with_file(
        post, places=tuple(p.model_copy(update=free) for p in post.file.places)
    )


def a_seat_more(fleet: Fleet) -> dict[str, Any]:
    seats = dict(fleet.seats)
    return {"seats": seats | {SeatKind.SEAT: seats.get(SeatKind.SEAT, 0) + 1}}


MORE: list[Callable[[Post], Post]] = [
    another_vehicle,
    each_fleet(a_seat_more),
    each_fleet(lambda _: {"available_from": 0}),
    another_fleet,
    no_queues,
]


def by_no_clock(post: Post) -> Post:
    """Take out what goes by the hours of the day."""
    return with_file(
        post,
        services=(),
        curfews=(),
        places=tuple(map(_all_day, post.file.places)),
        links=tuple(map(_all_day, post.file.links)),
    )


def _all_day(one: Any) -> Any:
    return one.model_copy(update={"open": one.open.model_copy(update={"daily": ()})})


def twice_as_slow(post: Post) -> Post:
    """Let everything last twice as long, from H-hour on."""
    file = post.file
    return with_file(
        post,
        deadline=2 * file.deadline,
        planning_step=2 * file.planning_step,
        categories=tuple(_longer(c, "ready_after") for c in file.categories),
        places=tuple(map(_later, file.places)),
        links=tuple(_longer(_later(k), "time") for k in file.links),
        fleets=tuple(
            _longer(f, "available_from", "loading", "unloading") for f in file.fleets
        ),
    )


def _longer(one: Any, *fields: str) -> Any:
    return one.model_copy(update={name: 2 * getattr(one, name) for name in fields})


def _later(one: Any) -> Any:
    opening: Opening = one.open
    shut = tuple(
        Shut(from_=_put_off(s.from_), until=_put_off(s.until)) for s in opening.shut
    )
    update = {
        "from_": _put_off(opening.from_),
        "until": _put_off(opening.until),
        "shut": shut,
    }
    return one.model_copy(update={"open": opening.model_copy(update=update)})


def _put_off(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return moment + (moment - H_HOUR)


# the best there is


def best_of(post: Post) -> tuple[float, float]:
    """Try everything; give the least left behind, then the least person-hours."""
    problem = problem_in(post)
    seen = looking_ahead(problem, problem.deadline_s + 1)
    return Exhaustive(replace(problem, open=seen.open)).solve()


def is_tried_quickly(post: Post) -> bool:
    """Tell whether everything can be tried, though there be a vehicle more."""
    households = len({person.party for person in post.people})
    vehicles = sum(fleet.vehicles for fleet in post.file.fleets)
    return vehicles < 2 or (vehicles == 2 and households < 3)


FEW = tiny_posts().filter(is_tried_quickly)


@often(25)
@given(with_more(FEW))
def test_the_best_plan_with_more_is_no_worse(both: tuple[Post, Post]) -> None:
    fewer, more = both
    assert best_of(more) <= best_of(fewer)


@often(15)
@given(shut_sooner(FEW))
def test_the_best_plan_is_no_better_for_a_closing(both: tuple[Post, Post]) -> None:
    open_, shut = both
    assert best_of(shut) >= best_of(open_)


@often(15)
@given(FEW.map(by_no_clock))
def test_the_best_plan_takes_twice_as_long_where_all_does(post: Post) -> None:
    left, hours = best_of(post)
    assert best_of(twice_as_slow(post)) == pytest.approx((left, 2 * hours))


# plans


def planned(post: Post) -> Plan:
    return solve(problem_in(post), seconds=0, iterations=40, clock=lambda: 0.0)


def proved(plan: Plan) -> tuple[float, float] | None:
    """Give what a plan leaves and its person-hours if no plan does better."""
    left, hours, *_ = plan.objectives
    if left.gap > SLACK or hours.gap > SLACK:
        return None
    return round(left.value, 4), round(hours.value, 4)


def assert_no_better(less: Plan, more: Plan) -> None:
    """No plan beats what a plan with more cannot beat; nor does a proved one."""
    left, hours, *_ = less.objectives
    least, soonest, *_ = more.objectives
    assert least.bound <= left.value + SLACK
    if least.value >= left.value - SLACK:
        assert soonest.bound <= hours.value + SLACK * max(1.0, hours.value)
    both = proved(more), proved(less)
    if both[0] is not None and both[1] is not None:
        assert both[0] <= both[1]


@often(8)
@given(with_more(tiny_posts() | posts()))
def test_a_bound_with_more_holds_with_fewer(both: tuple[Post, Post]) -> None:
    fewer, more = map(planned, both)
    assert_no_better(fewer, more)


@often(8)
@given(shut_sooner(tiny_posts() | posts()))
def test_a_bound_holds_after_a_closing_too(both: tuple[Post, Post]) -> None:
    open_, shut = map(planned, both)
    assert_no_better(shut, open_)


@often(15)
@given(tiny_posts().map(by_no_clock))
def test_a_proved_plan_takes_twice_as_long_where_all_does(post: Post) -> None:
    once, twice = proved(planned(post)), proved(planned(twice_as_slow(post)))
    if once is not None and twice is not None:
        assert twice == pytest.approx((once[0], 2 * once[1]), abs=1e-3)


# bounds


def alone(post: Post) -> list[int]:
    """Give when everybody could be out, each alone on the way."""
    improver = Improver(first_schedule(Network(problem_in(post))), stream(0, 0))
    return list(improver.alone_s)


def relaxed(post: Post, points: Points, *, pooled: bool) -> float:
    """Relax person-hours over *points*."""
    grid = a_grid(Network(problem_in(post)), points, pooled=pooled)
    return solve_program(grid.arrays, seconds=10).bound


def assert_bounds_no_lower(less: Post, more: Post, seed: int, *, pooled: bool) -> None:
    net = Network(problem_in(less))
    if not net.units:
        return
    assert np.less_equal(alone(more), alone(less)).all()
    points = points_at_random(net, seed)
    bound = relaxed(less, points, pooled=pooled)
    assert relaxed(more, points, pooled=pooled) <= bound + SLACK * max(1.0, bound)


@often(15)
@given(with_more(posts()), SEEDS, st.booleans())
def test_bounds_with_more_are_no_higher(
    both: tuple[Post, Post], seed: int, pooled: bool
) -> None:
    fewer, more = both
    assert_bounds_no_lower(fewer, more, seed, pooled=pooled)


@often(15)
@given(shut_sooner(posts()), SEEDS, st.booleans())
def test_bounds_after_a_closing_are_no_lower(
    both: tuple[Post, Post], seed: int, pooled: bool
) -> None:
    open_, shut = both
    assert_bounds_no_lower(shut, open_, seed, pooled=pooled)


@often(15)
@given(tiny_posts().map(by_no_clock))
def test_whoever_is_alone_takes_twice_as_long_where_all_does(post: Post) -> None:
    # who cannot be out at all never is
    twice = [min(2 * out_s, NEVER) for out_s in alone(post)]
    assert [min(out_s, NEVER) for out_s in alone(twice_as_slow(post))] == twice
