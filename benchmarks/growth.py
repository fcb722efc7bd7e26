"""How the time to a first plan that keeps the rules grows, from 100 to 100,000 people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import numpy as np

from benchmarks.departures import departure, problem_at
from benchmarks.growth_picture import growth_picture
from benchmarks.registry import BenchCase, Figure, Prepared
from exeunt.plan.checker import check
from exeunt.plan.solver import Progress, solve


SIZES = (1 / 15, 2 / 3, 20 / 3, 200 / 3)
"""100, 1,000, 10,000 and 100,000 people."""
PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "growth.svg"
SEED = 1
SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class _Grown:
    people: int
    first_s: float
    bound_s: float | None
    checked_s: float


def _measured(k: float) -> _Grown:
    """Plan until there is a bound of a relaxation, if it comes in time."""
    post = departure(k, seed=SEED, scarce=True)
    told: list[Progress] = []

    def tell(progress: Progress) -> None:
        told.append(progress)
        if progress.what == "bound":
            raise KeyboardInterrupt

    plan = solve(
        problem_at(post),
        seconds=SECONDS,
        clock=process_time,
        keep_interrupted=True,
        on_progress=tell,
    )
    begun = process_time()
    if breaches := check(post, plan):
        raise AssertionError(f"the plan breaks rules: {breaches[0]}")
    last = told[-1]
    return _Grown(
        people=sum(e.likely for e in post.estimates),
        first_s=told[0].elapsed_s,
        bound_s=last.elapsed_s if last.what == "bound" else None,
        checked_s=process_time() - begun,
    )


def exponent(people: list[int], seconds: list[float]) -> float:
    """Fit seconds to a power of people, by least squares of logarithms."""
    return float(np.polyfit(np.log(people), np.log(seconds), 1)[0])


def _drawn(grown: list[_Grown]) -> str:
    first = [(float(g.people), g.first_s) for g in grown]
    bound = [(float(g.people), g.bound_s) for g in grown if g.bound_s is not None]
    checked = [(float(g.people), g.checked_s) for g in grown]
    return growth_picture(
        {"first plan": first, "bound": bound, "check": checked},
        title="Seconds of the processor until there is a plan, and a bound",
        words=f"From {grown[0].people:,} people on, where the first plan takes "
        f"{grown[0].first_s:.2g} s, to {grown[-1].people:,}, where it takes "
        f"{grown[-1].first_s:.3g} s.",
    )


def _figures() -> Iterator[Figure]:
    grown = [_measured(k) for k in SIZES]
    PICTURE.write_text(_drawn(grown), encoding="utf-8")
    for one in grown:
        who = f"{one.people:,} people"
        yield Figure(what=f"first plan, {who}", unit="s", ours=one.first_s, digits=2)
        if one.bound_s is not None:
            yield Figure(what=f"bound, {who}", unit="s", ours=one.bound_s, digits=2)
        yield Figure(what=f"check, {who}", unit="s", ours=one.checked_s, digits=2)
    power = exponent([g.people for g in grown], [g.first_s for g in grown])
    yield Figure(
        what="first plan grows as people to the power of",
        unit="1",
        ours=power,
        digits=2,
    )


CASES = (
    BenchCase(
        name="growth",
        what="plan made-up departures, ever larger ones",
        rival="",
        note="12 to 802 vehicles, 9 to 221 places, 84 hours and for the largest 14 "
        "days. Where there is no time to a bound, the program would be too large, and "
        "the only bound is that of everyone alone. Drawn in docs/pictures/growth.svg.",
        build=lambda: Prepared(size="100 to 100,000 people", more=_figures),
    ),
)
