"""How good a plan for a made-up departure is after how long, from small to large."""

from __future__ import annotations

from collections.abc import Iterator
from time import process_time

from benchmarks.departures import departure, problem_at
from benchmarks.registry import BenchCase, Figure, Prepared
from exeunt.app.pull_levers import Pull, pull_levers
from exeunt.model.post import Post
from exeunt.plan.checker import check
from exeunt.plan.solver import Progress, solve


SEED = 1


def _figures(post: Post, seconds: float) -> Iterator[Figure]:
    seen: list[Progress] = []
    begun = process_time()
    plan = solve(
        problem_at(post),
        seconds=seconds,
        clock=process_time,
        on_progress=seen.append,
    )
    taken_s = process_time() - begun
    if breaches := check(post, plan):
        raise AssertionError(f"the plan breaks rules: {breaches[0]}")
    left, hours, *_ = plan.objectives
    yield Figure(what="first plan after", unit="s", ours=seen[0].elapsed_s, digits=1)
    yield Figure(what="left behind", unit="weighted", ours=left.value, digits=0)
    yield Figure(
        what=f"gap after {taken_s:.0f} s", unit="%", ours=100 * hours.gap, digits=1
    )


def _clearance_figures(post: Post, seconds: float) -> Iterator[Figure]:
    seen: list[Progress] = []
    plan = solve(
        problem_at(post),
        seconds=seconds,
        clock=process_time,
        objective="clearance",
        on_progress=seen.append,
    )
    if breaches := check(post, plan):
        raise AssertionError(f"the plan breaks rules: {breaches[0]}")
    left, clearance, *_ = plan.objectives
    gap = max(left.gap, clearance.gap)
    yield Figure(what="clearance", unit="h", ours=clearance.value, digits=2)
    yield Figure(what=f"gap, at most {seconds:g} s", unit="%", ours=100 * gap, digits=1)
    if gap <= 0:
        yield Figure(
            what="proved the least after", unit="s", ours=seen[-1].elapsed_s, digits=1
        )


def _clearance(k: float, seconds: float) -> Prepared:
    post = departure(k, seed=SEED)
    return Prepared(
        size=f"{sum(e.likely for e in post.estimates):,} people",
        more=lambda: _clearance_figures(post, seconds),
    )


def _lever_figures(post: Post, seconds: float) -> Iterator[Figure]:
    plan = solve(problem_at(post), seconds=seconds, clock=process_time)
    begun = process_time()
    table = pull_levers(post, plan, pull=Pull(clock=process_time))
    taken_s = process_time() - begun
    planned = [one for one in table.pulled if one.plan_after is not None]
    saved = max((table.saved_h(one) for one in planned), default=0.0)
    share = 100 * saved / table.plan_before.person_hours
    yield Figure(what="table of levers after", unit="s", ours=taken_s, digits=1)
    yield Figure(what="levers looked at", unit="", ours=table.looked_at, digits=0)
    yield Figure(what="best lever saves", unit="%", ours=share, digits=1)


def _levers(k: float, seconds: float) -> Prepared:
    post = departure(k, seed=SEED)
    return Prepared(
        size=f"{sum(e.likely for e in post.estimates):,} people, 14 levers",
        more=lambda: _lever_figures(post, seconds),
    )


def _prepared(k: float, seconds: float, *, scarce: bool = False) -> Prepared:
    post = departure(k, seed=SEED, scarce=scarce)
    people = sum(e.likely for e in post.estimates)
    vehicles = sum(f.vehicles for f in post.file.fleets)
    return Prepared(
        size=f"{people:,} people, {vehicles:,} vehicles, {len(post.file.places)} places",
        more=lambda: _figures(post, seconds),
    )


CASES = (
    BenchCase(
        name="depart_150",
        what="plan a made-up departure by road, air and sea, with a bound",
        rival="",
        note="Ten times smaller than the next.",
        build=lambda: _prepared(0.1, 30),
    ),
    BenchCase(
        name="depart_1500",
        what="plan a made-up departure by road, air and sea, with a bound",
        rival="",
        note="40 buses, 6 aircraft, 1 ship, 120 hours by quarter hours. Person-hours "
        "count from H-hour; the study that the case is like counted from being ready, "
        "which makes a gap of its plans look about twice as large.",
        build=lambda: _prepared(1, 60),
    ),
    BenchCase(
        name="clear_1500",
        what="plan the same for the least clearance",
        rival="",
        note="With `--objective clearance`; every plan is checked.",
        build=lambda: _clearance(1, 30),
    ),
    BenchCase(
        name="depart_1500_scarce",
        what="plan the same with 12 vehicles",
        rival="",
        note="84 hours, 8 buses, 3 aircraft, 1 ship.",
        build=lambda: _prepared(1, 60, scarce=True),
    ),
    BenchCase(
        name="levers_1500",
        what="tell what one more of each thing would buy",
        rival="",
        note="After a plan of 20 s; the best five levers are planned beside the post as "
        "it stands.",
        build=lambda: _levers(1, 20),
    ),
    BenchCase(
        name="depart_15000",
        what="plan the same for ten times as many",
        rival="",
        note="400 buses and 60 aircraft.",
        build=lambda: _prepared(10, 180),
    ),
)
