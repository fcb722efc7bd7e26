from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from time import sleep
from typing import Any

import numpy as np
import pytest
from tests.make import a_fleet, a_person, a_plan, a_problem, a_trip

from exeunt.app.dask_cluster import rehearsing_on
from exeunt.app.rehearse_plan import (
    FIRST_BATCH,
    GROWS_BY,
    Range,
    _batches,
    play_part,
    rehearse_plan,
)
from exeunt.errors import InvalidInput, WorldError
from exeunt.model.intervals import share_half_width
from exeunt.model.outcomes import Rehearsal
from exeunt.model.plan import Plan
from exeunt.model.problem import Problem
from exeunt.model.streams import stream
from exeunt.rehearse import rehearse, widest_half_width


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
    assert found.interrupted_of == 400
    assert bits(found) == bits(begun)


def test_interrupted_it_waits_for_no_process() -> None:
    problem, plan = a_case()
    at_work: list[multiprocessing.process.BaseProcess] = []

    def interrupt(_: int) -> None:
        at_work.extend(multiprocessing.active_children())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rehearse_plan(
            problem, plan, replications=400, seed=1, workers=2, on_progress=interrupt
        )
    for process in at_work:
        process.join()
        # the thread of the pool may be about to note what it heard of the same end
        while process.exitcode is None:
            sleep(0.01)
    assert {process.exitcode for process in at_work} == {-signal.SIGTERM}


def test_interrupted_it_keeps_the_worlds_before_the_first_that_is_missing() -> None:
    problem, plan = a_case()

    def play(
        problem: Problem, plan: Plan, seed: int, ranges: Sequence[Range]
    ) -> Iterator[Rehearsal]:
        for some in (ranges[0], ranges[1], ranges[3]):
            yield play_part(problem, plan, seed, some, fast=False)
        raise KeyboardInterrupt

    found = rehearse_plan(
        problem,
        plan,
        replications=100,
        seed=1,
        workers=1,
        play=play,
        keep_interrupted=True,
    )
    begun = rehearse(problem, plan, replications=found.replications, seed=1)
    assert bits(found) == bits(begun)


def test_bad_input_is_told_before_any_process_starts() -> None:
    problem, plan = a_case()
    with pytest.raises(InvalidInput, match="0 replications"):
        rehearse_plan(problem, plan, replications=0, seed=0, workers=4)


def test_it_stops_at_the_first_batch_that_is_precise_enough() -> None:
    problem, plan = a_case()
    found = rehearse_plan(
        problem, plan, replications=5000, seed=3, precision=0.05, workers=1
    )
    assert widest_half_width(found) <= 0.05
    before = round(found.replications / GROWS_BY)
    assert (
        found.replications == FIRST_BATCH
        or widest_half_width(rehearse(problem, plan, replications=before, seed=3))
        > 0.05
    )


def test_it_stops_at_the_same_world_on_any_number_of_workers() -> None:
    problem, plan = a_case()
    one, two = (
        rehearse_plan(
            problem, plan, replications=900, seed=3, precision=0.04, workers=workers
        )
        for workers in (1, 2)
    )
    assert bits(one) == bits(two)
    whole = rehearse(problem, plan, replications=one.replications, seed=3)
    assert bits(one) == bits(whole)


def test_what_is_never_precise_enough_stops_at_the_replications() -> None:
    problem, plan = a_case()
    found = rehearse_plan(
        problem, plan, replications=350, seed=3, precision=1e-6, workers=1
    )
    assert found.replications == 350


@pytest.mark.parametrize("precision", [0.0, -0.1, 0.5, float("nan")])
def test_a_precision_that_is_no_half_width_is_refused(precision: float) -> None:
    problem, plan = a_case()
    with pytest.raises(InvalidInput, match="is no half-width of a chance"):
        rehearse_plan(problem, plan, replications=300, seed=0, precision=precision)


@pytest.mark.parametrize("chance", [0.99, 0.95])
def test_stopping_by_the_interval_keeps_it_true(chance: float) -> None:
    """Of 600 rehearsals of one chance, 95 % hold it, within three standard errors."""
    dice = stream(4, 0)
    held = 0
    for _ in range(600):
        successes = (dice.random(6000) < chance).cumsum()
        end, width = 0, 1.0
        for _, end in _batches(6000, 0.01):
            width = share_half_width(int(successes[end - 1]), end)
            if width <= 0.01:
                break
        held += abs((successes[end - 1] + 2) / (end + 4) - chance) <= width
    assert held / 600 > 0.92


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_loses_a_worker_half_way_gives_the_same_bits() -> None:
    distributed = pytest.importorskip("distributed")
    problem, plan = a_case()
    here = rehearse(problem, plan, replications=150, seed=9)
    killed: list[int] = []
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:

        def lose_one(done: int) -> None:
            if not killed and done < 150:
                with distributed.Client(cluster, set_as_default=False) as client:
                    first, *_ = client.run(os.getpid).values()
                os.kill(first, signal.SIGKILL)
                killed.append(done)

        with rehearsing_on(cluster.scheduler_address) as (workers, play):
            assert workers == 2
            there = rehearse_plan(
                problem,
                plan,
                replications=150,
                seed=9,
                workers=workers,
                play=play,
                on_progress=lose_one,
            )
    assert killed
    assert killed[0] < 150
    assert bits(there) == bits(here)


@pytest.mark.filterwarnings("ignore")
def test_a_part_that_the_cluster_cannot_play_is_played_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    distributed = pytest.importorskip("distributed")
    problem, plan = a_case()
    here = rehearse(problem, plan, replications=30, seed=9)
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        rehearsing_on(cluster.scheduler_address) as (workers, play),
    ):
        played: list[int] = []

        def only_here(*given: Any) -> Rehearsal:
            played.append(threading.get_ident())
            if played[-1] != main:
                raise RuntimeError("this machine is broken")
            return play_part(*given)

        main = threading.get_ident()
        monkeypatch.setattr("exeunt.app.dask_cluster.play_part", only_here)
        there = rehearse_plan(
            problem, plan, replications=30, seed=9, workers=workers, play=play
        )
    assert main in played
    assert bits(there) == bits(here)


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_without_workers_is_told_in_a_sentence() -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=None) as cluster,
        pytest.raises(WorldError, match="has no worker"),
        rehearsing_on(cluster.scheduler_address),
    ):
        pass
