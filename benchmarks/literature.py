"""Problems of the literature: how many are solved to proved optimality, how soon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import numpy as np

from benchmarks.departures import problem_at
from benchmarks.registry import BenchCase, Figure, Prepared
from exeunt.app.clock import now
from exeunt.app.import_problem import bep_files, icep_files, read_problem
from exeunt.formats.post_files import read_post_files
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.streams import stream
from exeunt.plan.checker import check
from exeunt.plan.solver import solve


PUBLIC = Path(__file__).parents[2] / "shared" / "data" / "planning"
"""Public instances beside the repository, where they are there at all."""
SETS = {2: (2, 2), 3: (3, 2), 4: (4, 3), 5: (5, 3), 6: (6, 4)}
"""Pick-up points (and shelters) and buses of each set, as in the public ones."""
EACH = 10
UNIT_S = 900
SECONDS = 20


def bus_problem(points: int, buses: int, *, seed: int, roomy: bool = False) -> bytes:
    """
    Make up a Bus Evacuation Problem of the kind of the public ones, as a file.

    If *roomy*, every shelter has beds for all.
    """
    dice = stream(seed, points)
    demand = dice.integers(2, 9, size=points)
    least = -(-int(demand.sum()) // points)
    beds = dice.integers(least, least + 4, size=points)
    if roomy:
        beds[:] = demand.sum()
    lines = [
        [buses, 1],
        [1, buses],
        [points, int(demand.sum()), *demand],
        [points, int(beds.sum()), *beds],
        [1, *dice.integers(1, 11, size=points)],
        *([i + 1, *row] for i, row in enumerate(_times(points, dice))),
    ]
    return "\n".join(" ".join(map(str, line)) for line in lines).encode() + b"\n"


def _times(points: int, dice: np.random.Generator) -> list[list[int]]:
    return [list(row) for row in dice.integers(1, 11, size=(points, points))]


def _made_up() -> list[Post]:
    with TemporaryDirectory() as folder:
        posts = []
        for number, (points, buses) in SETS.items():
            for seed in range(EACH):
                file = Path(folder) / f"made-up-{number}-{seed}.txt"
                file.write_bytes(bus_problem(points, buses, seed=seed))
                posts.append(bus_post(file))
        return posts


def _public() -> list[Post]:
    return [bus_post(file) for file in sorted(PUBLIC.glob("bep/set*/*.txt"))]


def bus_post(file: Path) -> Post:
    """Import the Bus Evacuation Problem in *file*."""
    files = bep_files(file, unit_s=UNIT_S, now=now())
    return read_post_files(files, now=now())[0]


def _vessels() -> list[Post]:
    posts = []
    for folder in (PUBLIC / "icep", PUBLIC / "icep-mit" / "test_1_heuristic"):
        scenarios = read_problem(folder).scenarios if folder.exists() else ()
        for scenario in scenarios:
            files = icep_files(folder, scenario=scenario, now=now())
            posts.append(read_post_files(files, now=now())[0])
    return posts


def _cleared(post: Post) -> tuple[Plan, float]:
    begun = process_time()
    plan = solve(
        problem_at(post), seconds=SECONDS, clock=process_time, objective="clearance"
    )
    taken_s = process_time() - begun
    if breaches := check(post, plan):
        raise AssertionError(f"the plan breaks rules: {breaches[0]}")
    return plan, taken_s


def _solved(posts: Sequence[Post]) -> Iterator[Figure]:
    found = [_cleared(post) for post in posts]
    times = [taken_s for _, taken_s in found]
    proved = sum(all(o.gap <= 0 for o in plan.objectives[:2]) for plan, _ in found)
    share = 100 * proved / len(found)
    yield Figure(what="proved optimal", unit="%", ours=share, digits=1)
    yield Figure(what="half are solved after", unit="s", ours=median(times), digits=2)
    yield Figure(what="the last is solved after", unit="s", ours=max(times), digits=1)


def _prepared(posts: Sequence[Post], what: str) -> Prepared:
    if not posts:
        return Prepared(size="not there")
    return Prepared(size=f"{len(posts)} {what}", more=lambda: _solved(posts))


CASES = (
    BenchCase(
        name="plan_buses",
        what="the least clearance of made-up Bus Evacuation Problems",
        rival="",
        note="Instances of the kind and size of the public sets 2 to 6, made up from a "
        "seed, imported as posts and planned with `--objective clearance`; every plan "
        "passes the checker.",
        build=lambda: _prepared(_made_up(), "problems, 2-6 pick-up points"),
    ),
    BenchCase(
        name="plan_buses_public",
        what="the least clearance of the public Bus Evacuation Problems",
        rival="",
        note="Sets 2 to 6 of Loyola (2017), which have no licence and are not in the "
        "repository: a dash where they are not beside it. Published for these: CPLEX "
        "proved 21 of 89 (of sets 2 to 10) in 900 s each, from set 5 up none.",
        build=lambda: _prepared(_public(), "problems, 2-6 pick-up points"),
    ),
    BenchCase(
        name="plan_vessels_public",
        what="the least clearance of public Isolated Community Evacuation Problems",
        rival="",
        note="The small case of Krutein and Goodchild (2022) and the first one of their "
        "greedy heuristics, scenario by scenario, at most 20 s each; dashes where they "
        "are not beside the repository. Published for the former: 25 to 543 s with a "
        "gap of 10 % allowed. For the latter the published plans lift everybody, also "
        "those who leave by themselves, in 90.0 and 146.7 minutes.",
        build=lambda: _prepared(_vessels(), "scenarios, 5-6 vessels"),
    ),
)
