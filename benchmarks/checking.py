"""The checker, on a plan of 3,000 trips."""

from __future__ import annotations

from tests.shuttle import Shuttle

from benchmarks.registry import BenchCase, Prepared
from exeunt.plan.checker import examine


def _prepared() -> Prepared:
    shuttle = Shuttle(vehicles=100, rounds=10, households=4, size=4, strangers=4)
    post, plan = shuttle.post(), shuttle.plan()
    return Prepared(
        ours=lambda: examine(post, plan),
        size=f"{len(plan.trips):,} trips, 20,000 people",
    )


CASES = (
    BenchCase(
        name="check_3000_trips",
        what="check a plan against every rule",
        rival="",
        note="A made-up plan of coaches to and fro that keeps every rule, with "
        "nothing to spare.",
        build=_prepared,
    ),
)
