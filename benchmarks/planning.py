"""How good a plan is after how long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from time import process_time

from benchmarks import kyiv
from benchmarks.registry import BenchCase, Figure, Prepared
from exeunt.model.plan import Plan
from exeunt.model.problem import households_of
from exeunt.model.restart import problem_from
from exeunt.model.state import Closure, State
from exeunt.plan.follow import follow
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


REPLANNED_S = (1, 10)
"""One second is too short for a bound, and long enough for a plan."""
UNTIL = timedelta(hours=54)
"""On the third day half of the people are on their way."""


def _anew() -> Iterator[Figure]:
    """Shut the airport of Kyiv in the middle of the movement, and plan anew."""
    for seconds in REPLANNED_S:
        seen: list[Progress] = []
        rest = follow(kyiv.post(), kyiv.plan(), at=kyiv.plan().h_hour + UNTIL)
        shut = {"closures": (*rest.state.closures, Closure(place="kbp"))}
        plan = solve(
            problem_from(
                kyiv.post(),
                rest.state.model_copy(update=shut),
                moving=kyiv.plan().moving,
            ),
            seconds=seconds,
            clock=process_time,
            resume=rest.trips,
            on_progress=seen.append,
        )
        if seconds == REPLANNED_S[0]:
            first, *_ = seen
            yield Figure(what="first plan after", unit="s", ours=first.elapsed_s)
        broken = next(o for o in plan.objectives if o.name == "promises")
        made = promises_made(rest.state, kyiv.plan())
        yield Figure(
            what=f"promises kept of those that can be, after {seconds} s",
            unit="%",
            ours=100 * (made - broken.value) / (made - broken.bound),
            digits=1,
            more_is_better=True,
        )
        yield Figure(
            what=f"gap after {seconds} s", unit="%", ours=_gap(seen, seen[-1]), digits=1
        )


def promises_made(state: State, plan: Plan) -> int:
    """Count the promises: persons times trips."""
    persons = {h.id: h.persons for h in households_of(kyiv.post(), plan.moving)}
    return sum(
        len(party.announced or ()) * (party.persons or persons[party.whose])
        for party in state.parties
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
    BenchCase(
        name="replan_kyiv",
        what="plan anew when the airport of Kyiv shuts on the third day",
        rival="",
        note="Following the plan is not in the time. A promise is one person's place on "
        "one announced trip; a broken one counts as much as a person-hour. Those that "
        "no plan keeps, since nothing flies any more, are left out. The gap is as above.",
        build=lambda: Prepared(size="as above, half of them out", more=_anew),
    ),
)
