"""How fast many worlds are played, and in how much memory."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib.util import find_spec
from time import perf_counter, process_time

import numpy as np

from benchmarks import kyiv
from benchmarks.departures import departure, problem_at
from benchmarks.registry import BenchCase, Figure, Prepared
from benchmarks.two_hops import THOUSAND, doubts, plan, problem
from benchmarks.two_hops_simpy import TwoHops
from exeunt.app.rehearse_plan import rehearse_plan
from exeunt.model.doubts import Doubts
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem
from exeunt.plan.solver import Progress, solve
from exeunt.rehearse import everyone_cleared, rehearse
from exeunt.rehearse.luck import Chance
from exeunt.rehearse.reading import script_of


WORLDS, THEIRS, ROUNDS = 1000, 20, 3
MANY, WORKERS = 10_000, 2
LARGEST, LARGE_WORLDS = 200 / 3, 20
SEED = 1


def cleared_by_simpy(of: Problem, made: Plan, seed: int, worlds: range) -> list[int]:
    """Give when everybody was out, or -1, in worlds that SimPy played."""
    chance = Chance(script_of(of, made), seed)
    return [TwoHops(of, made, chance.world(k)).play() for k in worlds]


def _thousand() -> Iterator[Figure]:
    of = problem(THOUSAND)
    made = plan(of, THOUSAND)
    play = partial(rehearse, of, made, seed=SEED, fast=True)
    play(replications=1)
    simpy = find_spec("simpy") is not None
    ours, theirs, same = [], [], []
    for k in range(ROUNDS):
        some = range(k * THEIRS, (k + 1) * THEIRS)
        begun = process_time()
        found = play(replications=WORLDS)
        ours.append(process_time() - begun)
        if simpy:
            begun = process_time()
            cleared = cleared_by_simpy(of, made, SEED, some)
            theirs.append(process_time() - begun)
            out = everyone_cleared(found.cleared_s)[some.start : some.stop]
            same.append(np.mean(np.array(cleared) == out))
    yield Figure(
        what="rate",
        unit="worlds/s",
        ours=WORLDS / min(ours),
        rival=THEIRS / min(theirs) if theirs else None,
        digits=1,
        more_is_better=True,
    )
    if same:
        yield Figure(
            what="worlds in which both clear the post in the same second",
            unit="%",
            ours=100 * float(np.mean(same)),
            digits=1,
        )


def _kyiv() -> Iterator[Figure]:
    of, made = kyiv.problem(), kyiv.plan()
    rehearse(of, made, replications=1, seed=SEED, fast=True)
    begun, busy = perf_counter(), process_time()
    rehearse_plan(of, made, replications=MANY, seed=SEED, workers=WORKERS)
    clock, busy = perf_counter() - begun, (process_time() - busy) / WORKERS
    yield Figure(what="time by the clock", unit="s", ours=clock, digits=1)
    yield Figure(what="time of each processor", unit="s", ours=busy, digits=1)
    begun = process_time()
    rehearse(of, made, replications=WORLDS, seed=SEED, fast=True)
    yield Figure(
        what="rate on one core, once compiled",
        unit="worlds/s",
        ours=WORLDS / (process_time() - begun),
        digits=1,
    )


def _first_plan(of: Problem) -> Plan:
    """Make the plan that the search begins with."""

    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    return solve(
        of, seconds=120, clock=process_time, keep_interrupted=True, on_progress=stop
    )


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _played_large(of: Problem, made: Plan) -> tuple[float, float, float]:
    """Give MB in use before and at most, and worlds a second, of a process."""
    rehearse(kyiv.problem(), kyiv.plan(), replications=1, seed=SEED, fast=True)
    before = _peak_mb()
    rehearse(of, made, replications=1, seed=SEED, fast=True)
    begun = process_time()
    rehearse(of, made, replications=LARGE_WORLDS, seed=SEED, fast=True)
    return before, _peak_mb(), LARGE_WORLDS / (process_time() - begun)


def _in_doubt(post: Post) -> Post:
    """Let everything go otherwise that does in the departure of two hops."""
    said = Doubts.model_validate(doubts(*(c.id for c in post.file.categories)))
    file = post.file.model_copy(update={"doubts": said})
    return post.model_copy(update={"file": file})


def _large() -> Iterator[Figure]:
    of = problem_at(_in_doubt(departure(LARGEST, seed=SEED, scarce=True)))
    made = _first_plan(of)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        before, peak, rate = pool.submit(_played_large, of, made).result()
    yield Figure(what="most memory in use", unit="MB", ours=peak, digits=0)
    yield Figure(what="of it before", unit="MB", ours=before, digits=0)
    yield Figure(
        what="rate, reading the plan too", unit="worlds/s", ours=rate, digits=2
    )


CASES = (
    BenchCase(
        name="rehearse_1000",
        what="play a made-up departure of two hops",
        rival="SimPy, on the same model with the same draws: people, readiness, "
        "no-shows, desks with opening hours where an earlier trip goes first, vehicles "
        "that hold, break down and go back for those who were late, and an air space "
        "that shuts",
        note="On one core, once compiled. The rival does not count waits, seats and "
        "exits.",
        build=lambda: Prepared(
            size="1,000 people, 30 vehicles, 2 queues", more=_thousand
        ),
    ),
    BenchCase(
        name="rehearse_kyiv_10000",
        what="play the plan of Kyiv in 10,000 worlds",
        rival="",
        note="Through the app, on two threads. The clock moves with who else uses the "
        "machine, the time of each processor less so.",
        build=lambda: Prepared(size="10,000 worlds, 2 cores", more=_kyiv),
    ),
    BenchCase(
        name="rehearse_100000",
        what="play the first plan of a made-up departure of 100,000 people",
        rival="",
        note="As for `growth`, in a process that has done nothing else. People are "
        "late, travel, papers and flights otherwise as for `rehearse_1000`, and the air "
        "space shuts. The memory before is that of compiling.",
        build=lambda: Prepared(size="100,000 people, 802 vehicles", more=_large),
    ),
)
