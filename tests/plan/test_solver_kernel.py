"""Tours played in counts of people: against hand, a twin without compiler, and rules."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from tests.make import H_HOUR, a_fleet, a_link, a_person, a_place, a_post
from tests.often import often
from tests.plan.played import CRAMPED, annealed, lines
from tests.plan.test_solver_bounds import PROBLEMS

from exeunt.model.people import Need
from exeunt.model.places import PlaceKind
from exeunt.model.problem import Problem, problem_of
from exeunt.model.streams import stream
from exeunt.plan.solver import kernel
from exeunt.plan.solver.annealing import Annealer
from exeunt.plan.solver.construct import first_schedule
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.worth import worth_of


def a_network(*, people: int, vehicles: int = 1, seats: int = 2) -> Network:
    """People at home, an hour's drive from a haven; a quarter to load and to unload."""
    post = a_post(
        people=[a_person(f"p{n}") for n in range(people)],
        places=[a_place(), a_place("haven", kind=PlaceKind.SAFE_HAVEN)],
        links=[a_link(to="haven")],
        fleets=[a_fleet(vehicles=vehicles, seats={"seat": seats})],
    )
    return Network(problem_of(post, h_hour=H_HOUR, moving=("family",)))


def an_annealer(net: Network, schedule: Schedule | None = None) -> Annealer:
    return Annealer(net, schedule or first_schedule(net), stream(0, 0))


@pytest.mark.parametrize(
    ("people", "vehicles", "hours"),
    [
        (1, 1, 1.5),
        (2, 1, 3.0),
        (3, 1, 2 * 1.5 + 4.0),  # an hour back, and there again
        (3, 2, 3 * 1.5),
        (5, 1, 2 * 1.5 + 2 * 4.0 + 6.5),
    ],
)
def test_tours_cost_what_one_counts_by_hand(
    people: int, vehicles: int, hours: float
) -> None:
    net = a_network(people=people, vehicles=vehicles)
    annealer = an_annealer(net)
    weight = net.units[0].weight
    assert annealer.anneal(1, warm=(1e-9, 1e-9)) == pytest.approx(hours * weight)


def test_a_vehicle_waits_to_fill_up_no_longer_than_it_should() -> None:
    net = a_network(people=2, seats=4)
    annealer = an_annealer(net)
    annealer._here.hold[0, 0] = 1800
    cost = kernel.play(annealer._table, annealer._here, annealer._desk)
    assert cost == pytest.approx(2 * (1.5 + 0.5) * net.units[0].weight)


def test_a_whole_household_is_processed_though_its_vehicle_waits_no_longer() -> None:
    needs = [frozenset({Need.WHEELCHAIR})] + [frozenset()] * 5
    post = a_post(
        people=[
            a_person(f"p{n}", household="h", needs=some) for n, some in enumerate(needs)
        ],
        places=[
            a_place(),
            a_place("gate", kind=PlaceKind.BORDER_CROSSING, processes_per_h=12),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        ],
        links=[a_link(), a_link("gate", "haven")],
        fleets=[a_fleet(seats={"seat": 5, "wheelchair": 1})],
    )
    net = Network(problem_of(post, h_hour=H_HOUR, moving=("family",)))
    annealer = an_annealer(net)
    annealer._here.hold[0, :] = 1200
    kernel.play(annealer._table, annealer._here, annealer._desk)
    assert annealer._desk.total[0] == pytest.approx(0.0)


def test_whoever_finds_no_seat_is_left_and_costs_more_than_any_wait() -> None:
    net = a_network(people=2)
    annealer = an_annealer(net, Schedule(net))
    cost = kernel.play(annealer._table, annealer._here, annealer._desk)
    left = 2 * net.units[0].weight
    assert cost == pytest.approx(left * (net.deadline_s / 3600 + kernel.LEFT))


def test_annealing_ends_with_the_optimum_of_a_small_post() -> None:
    net = a_network(people=7, vehicles=2)
    annealer = an_annealer(net, Schedule(net))
    cost = annealer.anneal(2_000, warm=(5.0, 0.01))
    best = 4 * 1.5 + 3 * 4.0
    assert cost == pytest.approx(best * net.units[0].weight)
    assert worth_of(annealer.schedule()).person_hours == pytest.approx(cost)


def cramped(annealer: Annealer, *, events: int) -> None:
    """Leave room for so many events only."""
    heap = annealer._desk.heap[:events]
    annealer._desk = annealer._desk._replace(heap=heap)


def test_tours_with_more_events_than_there_is_room_for_are_void() -> None:
    annealer = an_annealer(a_network(people=5, vehicles=3))
    cramped(annealer, events=2)
    cost = kernel.play(annealer._table, annealer._here, annealer._desk)
    assert cost == kernel.VOID


def test_room_for_events_is_counted_anew_for_every_tour() -> None:
    annealer = an_annealer(a_network(people=5, vehicles=3))
    roomy = annealer._desk
    cramped(annealer, events=2)
    kernel.play(annealer._table, annealer._here, annealer._desk)
    assert kernel.play(annealer._table, annealer._here, roomy) < kernel.VOID


def test_void_tours_are_never_kept() -> None:
    net = a_network(people=5, vehicles=3)
    annealer = an_annealer(net, Schedule(net))
    cramped(annealer, events=2)
    cost = annealer.anneal(500, warm=(1e9, 1e9))
    assert cost < kernel.VOID
    assert kernel.play(annealer._table, annealer._here, annealer._desk) < kernel.VOID


def test_a_cramped_heap_makes_some_tours_void_and_not_all() -> None:
    costs = annealed(0.07, seed=0, changes=40, events=CRAMPED)
    assert "inf" not in costs
    assert costs != annealed(0.07, seed=0, changes=40)


@often(60)
@given(PROBLEMS)
def test_tours_made_exact_keep_seats_and_count_everybody(problem: Problem) -> None:
    net = Network(problem)
    if not any(fleet.vehicles for fleet in net.fleets):
        return
    annealer = an_annealer(net)
    before = annealer.anneal(1, warm=(1e-9, 1e-9))
    assert annealer.anneal(30, warm=(10.0, 1.0)) <= before
    schedule = annealer.schedule()
    for unit in net.units:
        journeys = schedule.journeys[unit.index]
        riding = sum(j.persons for j in journeys)
        assert riding + schedule.waiting[unit.index] == unit.persons
    for calls in schedule.calls:
        assert all(min(run.room or [0]) >= 0 for run in calls)


def test_the_same_is_annealed_whether_it_is_compiled_or_not() -> None:
    here = lines()
    twin = subprocess.run(
        [sys.executable, "-m", "tests.plan.played"],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert twin.stdout.splitlines() == here
