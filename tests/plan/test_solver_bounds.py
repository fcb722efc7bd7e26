"""Bounds that hold for every plan, whatever the points in time and the prices."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make import H_HOUR, a_fleet, a_link, a_person, a_place, a_post
from tests.often import often
from tests.states import restarted_problems
from tests.strategies import problems

from exeunt.model.places import PlaceKind
from exeunt.model.problem import Problem
from exeunt.model.restart import problem_from
from exeunt.model.state import Party, State, VehicleAt
from exeunt.model.streams import stream
from exeunt.plan.solver.ascent import Ascent
from exeunt.plan.solver.bounds import Bounds
from exeunt.plan.solver.construct import first_schedule
from exeunt.plan.solver.grid import Aim, Grid, GridBuilder
from exeunt.plan.solver.improve import Improver
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.points import Points, finer_points, first_points
from exeunt.plan.solver.priced import Priced
from exeunt.plan.solver.prices import Prices
from exeunt.plan.solver.program import solve_program
from exeunt.plan.solver.worth import Worth


ANY_SEED = st.integers(0, 2**32 - 1)
PROBLEMS = problems() | restarted_problems()
"""From the decision on, or from anywhere."""


def some_plans(problem: Problem, seed: int) -> tuple[Network, list[Worth]]:
    """Make plans that have little in common but that they keep the rules."""
    net = Network(problem)
    improver = Improver(first_schedule(net), dice=stream(seed, 0))
    worths = [improver.worth]
    for _ in range(6):
        improver.step(0.0)
        worths.append(improver.worth_here)
    return net, worths


def points_at_random(net: Network, seed: int) -> Points:
    """Lay a few points anywhere."""
    dice = stream(seed, 1)
    by_place = tuple(
        np.unique(
            np.append(0, dice.integers(1, net.deadline_s, size=dice.integers(20)))
        )
        for _ in net.places
    )
    return Points(by_place, step_s=3600, pooled=False)


def a_grid(net: Network, points: Points, *, pooled: bool) -> Grid:
    """Relax person-hours over *points*."""
    fleets = frozenset(range(len(net.fleets))) if pooled else frozenset()
    aim = Aim(level="person_hours")
    return GridBuilder(net, points.by_place, aim, pooled=fleets).build()


@often(30)
@given(PROBLEMS, ANY_SEED, st.booleans())
def test_no_plan_beats_the_relaxation_over_any_points(
    problem: Problem, seed: int, pooled: bool
) -> None:
    net, worths = some_plans(problem, seed)
    if not net.units:
        return
    grid = a_grid(net, points_at_random(net, seed), pooled=pooled)
    bound = solve_program(grid.arrays, seconds=10).bound
    assert bound <= min(w.person_hours for w in worths) + 1e-6


@often(30)
@given(PROBLEMS, ANY_SEED)
def test_no_plan_leaves_fewer_than_the_relaxation(problem: Problem, seed: int) -> None:
    net, worths = some_plans(problem, seed)
    if not net.units:
        return
    bounds = Bounds(net, Improver(first_schedule(net), stream(0, 0)).alone_s)
    points = first_points(net, busy_until_s=net.deadline_s)
    bounds.flow(points, Aim(level="left_behind"), seconds=10)
    assert bounds.left_behind.value <= min(w.left_behind for w in worths) + 1e-6


@often(30)
@given(PROBLEMS, ANY_SEED)
def test_no_plan_beats_any_prices(problem: Problem, seed: int) -> None:
    net, worths = some_plans(problem, seed)
    dice = stream(seed, 2)
    start = Prices(
        dear={(f, kind) for f in range(len(net.fleets)) for kind in range(3)}
    )
    priced = Priced(net, level="person_hours", start=start)
    prices = dice.random(len(priced.start)) * (dice.random(len(priced.start)) < 0.1)
    value, _ = priced.value(prices * 5)
    assert value <= min(w.person_hours for w in worths) + 1e-6


@often(20)
@given(PROBLEMS, ANY_SEED)
def test_a_program_is_bounded_by_any_duals(problem: Problem, seed: int) -> None:
    net = Network(problem)
    if not net.units:
        return
    points = first_points(net, busy_until_s=net.deadline_s)
    arrays = a_grid(net, points, pooled=False).arrays
    optimum = solve_program(arrays, seconds=10).bound
    wild = stream(seed, 3).normal(size=len(arrays.lower))
    assert arrays.dual_bound(wild) <= optimum + 1e-6 * max(1.0, abs(optimum))


@often(20)
@given(PROBLEMS)
def test_finer_points_never_loosen_the_bound(problem: Problem) -> None:
    net = Network(problem)
    if not net.units:
        return
    coarse = first_points(net, busy_until_s=0)
    grid = a_grid(net, coarse, pooled=False)
    solved = solve_program(grid.arrays, seconds=10)
    finer = finer_points(net, coarse, grid, solved.values, net.deadline_s)
    if finer is None:
        return
    bound = solve_program(a_grid(net, finer, pooled=False).arrays, seconds=10).bound
    assert bound >= solved.bound - 1e-6 * max(1.0, abs(solved.bound))


@often(30)
@given(PROBLEMS)
def test_an_ascent_only_ever_rises(problem: Problem) -> None:
    net = Network(problem)
    worth = Improver(first_schedule(net), dice=stream(0, 0)).worth
    priced = Priced(net, level="person_hours", start=Prices())
    ascent = Ascent(priced)
    found = [ascent.climb(3, below=worth.person_hours) for _ in range(4)]
    assert found == sorted(found)
    assert found[-1] <= worth.person_hours + 1e-6


def vehicles_apart() -> Network:
    """Put one coach at each of two places, with three people who go one by one."""
    post = a_post(
        people=[a_person(f"p{n}") for n in range(6)],
        places=[
            a_place(),
            a_place("gate", kind=PlaceKind.BORDER_CROSSING),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        ],
        links=[a_link(), a_link("gate", "haven")],
        fleets=[a_fleet(seats={"seat": 1})],
    )
    at_gate = [Party(household=f"h-p{n}", place="gate") for n in range(3)]
    state = State(
        at=H_HOUR,
        decided=H_HOUR,
        parties=tuple(at_gate),
        vehicles=(VehicleAt(vehicle="coach/2", place="gate"),),
    )
    return Network(problem_from(post, state, moving=("family",)))


@pytest.mark.parametrize("pooled", [False, True])
def test_vehicles_that_stand_apart_all_count_in_the_relaxation(pooled: bool) -> None:
    net = vehicles_apart()
    # each to and fro: an hour out, an hour back, a quarter to load and to unload
    least = 2 * (1.5 + 4 + 6.5)
    points = first_points(net, busy_until_s=net.deadline_s)
    grid = a_grid(net, points, pooled=pooled)
    solved = solve_program(grid.arrays, seconds=10)
    assert 0.6 * least < solved.bound <= least + 1e-6
    priced = Priced(net, level="person_hours", start=grid.prices(solved.prices))
    value, _ = priced.value(np.array(priced.start))
    assert 0.6 * least < value <= least + 1e-6
