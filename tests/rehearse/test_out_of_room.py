"""Where the room to play in runs out, a world is given up, and played in more."""

from __future__ import annotations

import multiprocessing

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make import (
    a_category,
    a_fleet,
    a_link,
    a_person,
    a_plan,
    a_problem,
    a_trip,
)
from tests.often import often
from tests.rehearse.agreeing import agreed
from tests.rehearse.schedules import an_estimate, plans
from tests.rehearse.test_twin import EVERYTHING, odd_plans

from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem
from exeunt.model.times import HOUR
from exeunt.rehearse import arena
from exeunt.rehearse.arena import Arena, arena_for
from exeunt.rehearse.fast.worlds import counts_for, play_worlds
from exeunt.rehearse.layout import Table
from exeunt.rehearse.names import key_of
from exeunt.rehearse.reading import script_of
from exeunt.rehearse.table import table_of
from exeunt.rehearse.tally import Counts


ARRAYS = len(arena.WIDE)
NEEDED = {"PARCELS": 1, "HEAP": 1, "LOGS": 1, "RUNS": 0, "LANES": 0, "SHUT": 0}
"""Arrays that may turn out too short, with the fewest rows they may have."""


def _shorter(table: Table, of: str, rows: int) -> Arena:
    """Make a block in which one array has few rows."""
    block = arena_for(table)
    n = block.n
    if of == "LANES":
        n[n[arena.GIVENS] + arena.GIVEN.lane_width] = rows
    elif of == "SHUT":
        n[n[arena.GIVENS] + arena.GIVEN.closings] = min(
            rows, block.given(arena.GIVEN.closings)
        )
    else:
        at = ARRAYS + getattr(arena, of)
        n[at] = min(rows + (len(table.runs) if of == "RUNS" else 0), n[at])
    return block


def _played(block: Arena, seed: int, worlds: int) -> tuple[int, Counts]:
    counts = counts_for(block, worlds)
    return int(play_worlds(*block, key_of(seed), 0, counts, 0, worlds)), counts


@often(40)
@given(
    st.one_of(plans(doubts=EVERYTHING), odd_plans(flown=True, slots=True)),
    st.sampled_from(sorted(NEEDED)),
    st.integers(0, 60),
    st.integers(0, 99),
)
def test_a_world_is_played_as_it_is_or_not_at_all(
    drawn: tuple[Post, Problem, Plan], of: str, more: int, seed: int
) -> None:
    _, problem, plan = drawn
    table = table_of(script_of(problem, plan))
    # a block as large as is mostly enough is now and then too small
    done, right = _played(arena_for(table, 8), seed, 2)
    assert done == 2
    done, found = _played(_shorter(table, of, NEEDED[of] + more), seed, 2)
    for one, other in zip(right, found, strict=True):
        assert np.array_equal(one[:done], other[:done])


def _a_crowd(people: int, vehicles: int) -> tuple[Problem, Plan]:
    ready = [{"after": "1h", "share": 1}]
    problem = a_problem(
        people=(),
        estimates=(an_estimate("family", "home", people, ready=ready),),
        fleets=[a_fleet(vehicles=vehicles, seats={"seat": 1})],
        deadline="10d",
        doubts={"sweep_every": "15m"},
    )
    return problem, a_plan(problem)


def test_with_more_sweeps_than_there_is_room_for_it_is_played_in_more() -> None:
    problem, plan = _a_crowd(people=900, vehicles=40)
    done, _ = _played(arena_for(table_of(script_of(problem, plan))), 0, 1)
    assert done == 0
    counts = agreed(problem, plan, worlds=2)
    assert counts.out.tolist() == [[900]] * 2


def _the_first_of_all_boards_when_no_room_is_left(trains: int) -> tuple[Problem, Plan]:
    """
    A household, and a crowd of which each train takes two: a parcel of their own.

    The household's coach then has a seat for one more of the crowd.
    """
    crowd = an_estimate("crowd", "home", 3000, ready=[{"after": "1h", "share": 1}])
    minutes = [60 * 10 + k for k in range(trains)]
    train = {
        "id": "train",
        "name": "train",
        "link": "rail",
        "departs": [f"{m // 60:02}:{m % 60:02}" for m in minutes],
        "seats": {"seat": 2},
    }
    problem = a_problem(
        people=(a_person("p1"),),
        estimates=(crowd,),
        categories=[a_category(), a_category("crowd")],
        fleets=[a_fleet(vehicles=1, seats={"seat": 2})],
        links=[a_link(), a_link(id="rail", mode="rail", both_ways=False)],
        services=[train],
    )
    trip = a_trip(depart_s=9 * HOUR, arrive_s=10 * HOUR, households=("h-p1",))
    return problem, a_plan(problem, trip)


def _agree(trains: int) -> None:
    agreed(*_the_first_of_all_boards_when_no_room_is_left(trains), worlds=1)


@pytest.mark.long
@pytest.mark.parametrize(
    "trains",
    [
        260,
        261,
        262,
        263,
    ],
)
def test_it_ends_wherever_room_runs_out(trains: int) -> None:
    """In a process of its own: what is compiled cannot be interrupted."""
    child = multiprocessing.get_context("fork").Process(target=_agree, args=(trains,))
    child.start()
    child.join(15)
    code = child.exitcode
    child.kill()
    child.join()
    assert code == 0
