"""The least clearance of bus evacuations, beside general routers of vehicles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from math import ceil, inf
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from benchmarks.departures import problem_at
from benchmarks.literature import SETS, UNIT_S, bus_post, bus_problem
from benchmarks.registry import BenchCase, Figure, Prepared
from exeunt.formats.literature.bep import BusProblem, read_bep
from exeunt.model.post import Post
from exeunt.plan.checker import check
from exeunt.plan.solver import solve


EACH = 2
SECONDS = 5
HORIZON = 10_000
TRY_SHARE = 0.25
"""Of the time left, before a duration is taken for too short."""
SPAN_COST = 1000
"""Beside the time of all routes together, without which its search is lost."""
Case = tuple[Post, BusProblem]
Node = tuple[int, int]
"""One bus load: from which pick-up point, to which shelter."""


Router = Callable[[BusProblem], float | None]
"""Gives the clearance that it reaches; none: it found no plan."""


def _cases(*, roomy: bool = False) -> list[Case]:
    with TemporaryDirectory() as folder:
        found = []
        for number, (points, buses) in SETS.items():
            for seed in range(EACH):
                data = bus_problem(points, buses, seed=seed, roomy=roomy)
                file = Path(folder) / f"made-up-{number}-{seed}.txt"
                file.write_bytes(data)
                found.append((bus_post(file), read_bep(data, file=file.name)))
        return found


def _ours(post: Post) -> tuple[float, bool]:
    """Give the clearance in units of the file, and whether it is proved the least."""
    plan = solve(
        problem_at(post), seconds=SECONDS, clock=process_time, objective="clearance"
    )
    if breaches := check(post, plan):
        raise AssertionError(f"the plan breaks rules: {breaches[0]}")
    left, clearance, *_ = plan.objectives
    return clearance.value * 3600 / UNIT_S, max(left.gap, clearance.gap) <= 0


def _by_ortools(problem: BusProblem) -> float | None:
    """Minimise the span of all routes."""
    from ortools.constraint_solver import (  # noqa: PLC0415 - an option
        pywrapcp,
        routing_enums_pb2,
    )

    nodes: list[Node] = []
    loads: list[list[int]] = []
    depots = [d for d, count in enumerate(problem.buses) for _ in range(count)]
    first = len(depots) + 1
    for point, waiting in enumerate(problem.waiting):
        for _ in range(ceil(waiting / problem.seats)):
            shelters = range(len(problem.beds))
            loads.append([first + len(nodes) + j for j in shelters])
            nodes += [(point, j) for j in shelters]
    manager = pywrapcp.RoutingIndexManager(
        first + len(nodes), len(depots), [*range(1, first)], [0] * len(depots)
    )
    router = pywrapcp.RoutingModel(manager)

    def lasts(from_index: int, to_index: int) -> int:
        start, end = manager.IndexToNode(from_index), manager.IndexToNode(to_index)
        if end < first or start == 0:
            return 0
        point, shelter = nodes[end - first]
        across = problem.across[point][shelter]
        if start < first:
            return int(problem.first[depots[start - 1]][point] + across)
        return int(problem.across[point][nodes[start - first][1]] + across)

    transit = router.RegisterTransitCallback(lasts)
    router.SetArcCostEvaluatorOfAllVehicles(transit)
    from_zero = True
    router.AddDimension(transit, 0, HORIZON, from_zero, "time")
    time = router.GetDimensionOrDie("time")
    time.SetGlobalSpanCostCoefficient(SPAN_COST)
    _limit(router, manager, loads, problem)
    how = pywrapcp.DefaultRoutingSearchParameters()
    how.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    how.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    )
    how.time_limit.seconds = SECONDS
    found = router.SolveWithParameters(how)
    if found is None:
        return None
    ends = [router.End(vehicle) for vehicle in range(len(depots))]
    return float(max(found.Value(time.CumulVar(end)) for end in ends))


def _limit(
    router: Any, manager: Any, loads: list[list[int]], problem: BusProblem
) -> None:
    """Bring every load to one shelter, and to none more than it has beds for."""
    for load in loads:
        router.AddDisjunction([manager.NodeToIndex(node) for node in load])
    for shelter, beds in enumerate(problem.beds):
        here = [router.ActiveVar(manager.NodeToIndex(load[shelter])) for load in loads]
        router.solver().Add(sum(here) * problem.seats <= beds)


def _by_pyvrp(problem: BusProblem) -> float | None:
    """Route within a longest duration, which is halved on; it knows no beds."""
    from pyvrp.stop import (  # noqa: PLC0415 - an option
        FirstFeasible,
        MaxRuntime,
        MultipleCriteria,
    )

    until = perf_counter() + SECONDS
    low, best = 0.0, inf
    longest = HORIZON
    while low < best and (left_s := until - perf_counter()) > 0:
        stop = MultipleCriteria([FirstFeasible(), MaxRuntime(TRY_SHARE * left_s)])
        found = _model(problem, longest).solve(stop, display=False)
        if found.is_feasible():
            best = float(max(route.end_time() for route in found.best.routes()))
        else:
            low = longest + 1.0
        longest = int(low + best) // 2 if best < inf else longest
        if longest >= best:
            break
    return None if best == inf else best


def _model(problem: BusProblem, longest: int) -> Any:
    """Tell PyVRP of every bus load, to go to one of the shelters."""
    from pyvrp import Model  # noqa: PLC0415 - an option

    model = Model()

    def place() -> Any:
        return model.add_location(0, 0)

    end, starts = place(), [place() for _ in problem.buses]
    home = model.add_depot(end)
    for start, count in zip(starts, problem.buses, strict=True):
        depot = model.add_depot(start)
        model.add_vehicle_type(
            count, start_depot=depot, end_depot=home, shift_duration=longest
        )
    nodes = []
    for point, waiting in enumerate(problem.waiting):
        for _ in range(ceil(waiting / problem.seats)):
            load = model.add_client_group()
            for shelter in range(len(problem.beds)):
                nodes.append((place(), point, shelter))
                model.add_client(nodes[-1][0], required=False, group=load)
    for to, point, shelter in nodes:
        across = problem.across[point][shelter]
        comes = zip(starts, [first[point] for first in problem.first], strict=True)
        back = [(at, problem.across[point][left]) for at, _, left in nodes]
        for from_, empty in [*comes, *back]:
            if from_ is not to:
                lasts = int(empty + across)
                model.add_edge(from_, to, distance=lasts, duration=lasts)
        model.add_edge(to, end, distance=0, duration=0)
    return model


def _figures(cases: list[Case], router: Router, package: str) -> Iterator[Figure]:
    ours = [_ours(post) for post, _ in cases]
    rival: list[float | None] = []
    if find_spec(package) is not None:
        rival = [router(problem) for _, problem in cases]
    found = [x for x in rival if x is not None]
    mean = sum(clearance for clearance, _ in ours) / len(ours)
    yield Figure(
        what=f"mean clearance, at most {SECONDS} s each",
        unit="units of time",
        ours=mean,
        rival=sum(found) / len(found) if len(found) == len(ours) else None,
        digits=2,
    )
    yield Figure(
        what="proved the least",
        unit="%",
        ours=100 * sum(proved for _, proved in ours) / len(ours),
        digits=0,
    )
    if rival:
        paired = [(a, b) for (a, _), b in zip(ours, rival, strict=True)]
        yield Figure(
            what="cleared sooner than by the other",
            unit="problems",
            ours=sum(b is None or a < b - 1e-6 for a, b in paired),
            rival=sum(b is not None and b < a - 1e-6 for a, b in paired),
            more_is_better=True,
            digits=0,
        )


def _prepared(router: Router, package: str, *, roomy: bool = False) -> Prepared:
    cases = _cases(roomy=roomy)
    return Prepared(
        size=f"{len(cases)} problems, 2-6 pick-up points",
        more=lambda: _figures(cases, router, package),
    )


CASES = (
    BenchCase(
        name="buses_routed",
        what="the least clearance of made-up Bus Evacuation Problems",
        rival="OR-Tools routing 9.15: a node for each bus load and shelter, beds as "
        "sums of what is visited, the span of all routes minimised by guided local "
        "search; it stops when its time is up and proves nothing",
        note="Each has so many seconds a problem: we of the processor, the rival by the "
        "clock. Nothing else of a departure can be told the rival so: no readiness in "
        "batches, no stations, no opening hours, no split of cohorts.",
        build=lambda: _prepared(_by_ortools, "ortools"),
    ),
    BenchCase(
        name="buses_routed_roomy",
        what="the same where every shelter has beds for all",
        rival="PyVRP 0.14: a group of clients for each bus load, one for each shelter; "
        "the longest duration of a route is halved on, each time until there is a "
        "feasible solution or a quarter of the time left is over",
        note="PyVRP can state neither the last arrival as objective nor how many a "
        "shelter holds, so these problems have no limit on beds. As above for the rest.",
        build=lambda: _prepared(_by_pyvrp, "pyvrp", roomy=True),
    ),
)
