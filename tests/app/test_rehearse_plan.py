from __future__ import annotations

import os
import signal
from typing import Any

import numpy as np
import pytest
from tests.make import a_fleet, a_person, a_plan, a_problem, a_trip

from exeunt.app.rehearse_plan import rehearse_plan
from exeunt.errors import InvalidInput
from exeunt.model.outcomes import Rehearsal
from exeunt.model.plan import Plan
from exeunt.model.problem import Problem
from exeunt.rehearse import rehearse


def a_case() -> tuple[Problem, Plan]:
    problem = a_problem(
        people=tuple(a_person(f"p{k}") for k in range(12)),
        fleets=[a_fleet(breakdown=0.2)],
        doubts={
            "mobilisation": {"family": {"p10": "1h", "p50": "4h", "p90": "20h"}},
            "no_show": {"family": 0.1},
            "travel": {"road": {"p10": 0.9, "p50": 1.0, "p90": 2.0}},
            "trip": {"p10": 0.9, "p50": 1.0, "p90": 1.2},
            "repair": {"p10": "1h", "p50": "2h", "p90": "9h"},
        },
    )
    trips = (
        a_trip(households=tuple(f"h-p{k}" for k in range(10))),
        a_trip("t2", vehicle="coach/2", households=("h-p10", "h-p11")),
    )
    return problem, a_plan(problem, *trips)


def bits(found: Rehearsal) -> list[bytes]:
    arrays: list[Any] = [
        found.cleared_s,
        found.left,
        found.through_s,
        found.out,
        found.no_show,
        found.out_share,
        found.waited_h,
        found.held_last,
        np.array([found.empty_seats]),
    ]
    return [array.tobytes() for array in arrays]


def test_one_and_two_workers_give_the_same_bits() -> None:
    problem, plan = a_case()
    told: list[int] = []
    two = rehearse_plan(
        problem, plan, replications=120, seed=9, workers=2, on_progress=told.append
    )
    one = rehearse_plan(problem, plan, replications=120, seed=9, workers=1)
    assert bits(two) == bits(one)
    assert bits(one) == bits(rehearse(problem, plan, replications=120, seed=9))
    assert told[-1] == 120
    assert told == sorted(told)


def test_interrupted_it_gives_what_has_been_found() -> None:
    problem, plan = a_case()

    def interrupt(done: int) -> None:
        if done >= 40:
            os.kill(os.getpid(), signal.SIGINT)

    found = rehearse_plan(
        problem,
        plan,
        replications=400,
        seed=1,
        workers=1,
        keep_interrupted=True,
        on_progress=interrupt,
    )
    assert 40 <= found.replications < 400
    begun = rehearse(problem, plan, replications=found.replications, seed=1)
    assert bits(found) == bits(begun)


def test_bad_input_is_told_before_any_process_starts() -> None:
    problem, plan = a_case()
    with pytest.raises(InvalidInput, match="0 replications"):
        rehearse_plan(problem, plan, replications=0, seed=0, workers=4)
