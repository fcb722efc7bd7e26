"""How good a plan is after how long."""

from __future__ import annotations

from collections.abc import Iterator
from time import process_time

from benchmarks import kyiv
from benchmarks.registry import BenchCase, Figure, Prepared
from exeunt.plan.solver import Progress, solve


SECONDS = (10, 30, 60)


def _figures() -> Iterator[Figure]:
    for seconds in SECONDS:
        seen: list[Progress] = []
        solve(
            kyiv.problem(),
            seconds=seconds,
            clock=process_time,
            on_progress=seen.append,
        )
        if seconds == SECONDS[0]:
            first, *_ = seen
            yield Figure(what="first plan after", unit="s", ours=first.elapsed_s)
            yield Figure(
                what="gap of the first plan", unit="%", ours=_gap(seen, first), digits=1
            )
        yield Figure(
            what=f"gap after {seconds} s",
            unit="%",
            ours=_gap(seen, seen[-1]),
            digits=2,
        )


def _gap(seen: list[Progress], now: Progress) -> float:
    """Say how far *now* is from the best bound that was found in the end [%]."""
    return 100 * (1 - min(1.0, seen[-1].bound / now.value))


def _prepared() -> Prepared:
    problem = kyiv.problem()
    people = sum(h.persons for h in problem.households)
    people += sum(c.persons for c in problem.cohorts)
    vehicles = sum(f.vehicles for f in problem.fleets)
    return Prepared(
        size=f"{people:,} people, {vehicles} vehicles, "
        f"{len(problem.departures)} departures",
        more=_figures,
    )


CASES = (
    BenchCase(
        name="plan_kyiv",
        what="plan how everybody leaves Kyiv, with a bound",
        rival="",
        note="A gap is how much fewer person-hours a plan could cost at most, by the "
        "bound that is proved in the same run; one run for each time. The bound comes from a relaxation "
        "(people and vehicles as flows), of which no whole plan can be read off, so "
        "there is no model to hand to a MIP solver for comparison.",
        build=_prepared,
    ),
)
