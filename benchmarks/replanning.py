"""How good a plan is that is made anew in the middle of a movement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from time import process_time

from benchmarks import kyiv
from benchmarks.departures import departure, problem_at
from benchmarks.registry import BenchCase, Figure, Prepared
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import households_of
from exeunt.model.restart import problem_from
from exeunt.model.state import Closure, State
from exeunt.plan.checker import check
from exeunt.plan.follow import follow
from exeunt.plan.solver import Progress, solve


@dataclass(frozen=True, slots=True, kw_only=True)
class Upset:
    """A place shuts for good in the middle of a plan."""

    post: Post
    plan: Plan
    after: timedelta
    """Since the plan began."""
    shut: str
    seconds: tuple[int, ...]
    """So long is planned anew, each time afresh."""


def _kyiv() -> Upset:
    """Shut the airport on the third day, when half of the people are on their way."""
    return Upset(
        post=kyiv.post(),
        plan=kyiv.plan(),
        after=timedelta(hours=54),
        shut="kbp",
        # one second is too short for a bound, and long enough for a plan
        seconds=(1, 10),
    )


def _made_up() -> Upset:
    """Shut the airport after a day and two hours, when half of the people are out."""
    post = departure(1, seed=1)
    plan = solve(problem_at(post), seconds=20, clock=process_time)
    return Upset(
        post=post, plan=plan, after=timedelta(hours=26), shut="APT", seconds=(5, 30)
    )


def _figures(upset: Upset) -> Iterator[Figure]:
    rest = follow(upset.post, upset.plan, at=upset.plan.h_hour + upset.after)
    shut = (*rest.state.closures, Closure(place=upset.shut))
    state = rest.state.model_copy(update={"closures": shut})
    made = promises_made(upset.post, state, upset.plan)
    problem = problem_from(upset.post, state, moving=upset.plan.moving)

    def anew(seconds: float, *, once: bool = False) -> tuple[Plan, list[Progress]]:
        seen: list[Progress] = []

        def tell(progress: Progress) -> None:
            seen.append(progress)
            if once:
                raise KeyboardInterrupt

        plan = solve(
            problem,
            seconds=seconds,
            clock=process_time,
            resume=rest.trips,
            keep_interrupted=True,
            on_progress=tell,
        )
        if breaches := check(upset.post, plan):
            raise AssertionError(f"the plan breaks rules: {breaches[0]}")
        return plan, seen

    begun = process_time()
    anew(upset.seconds[0], once=True)
    yield Figure(what="first checked plan after", unit="s", ours=process_time() - begun)
    for seconds in upset.seconds:
        plan, seen = anew(seconds)
        yield from _promises(plan, made, f"after {seconds} s")
        yield Figure(
            what=f"gap after {seconds} s", unit="%", ours=100 * seen[-1].gap, digits=1
        )


def _promises(plan: Plan, made: int, when: str) -> Iterator[Figure]:
    broken = next(o for o in plan.objectives if o.name == "promises")
    yield Figure(
        what=f"promises kept of those that can be, {when}",
        unit="%",
        ours=100 * (made - broken.value) / (made - broken.bound),
        digits=1,
        more_is_better=True,
    )
    yield Figure(
        what=f"promises broken, {when}",
        unit="%",
        ours=100 * broken.value / made,
        digits=1,
    )
    yield Figure(
        what=f"promises that must be broken, as proved {when}",
        unit="%",
        ours=100 * broken.bound / made,
        digits=1,
    )


def promises_made(post: Post, state: State, plan: Plan) -> int:
    """Count the promises: persons times trips."""
    persons = {h.id: h.persons for h in households_of(post, plan.moving)}
    return sum(
        len(party.announced or ()) * (party.persons or persons[party.whose])
        for party in state.parties
    )


CASES = (
    BenchCase(
        name="replan_kyiv",
        what="plan anew when the airport of Kyiv shuts on the third day",
        rival="",
        note="Following the plan is not in the time. A promise is one person's place on "
        "one announced trip; a broken one counts as much as a person-hour. Those that "
        "no plan keeps, since nothing flies any more, are left out where it says so. "
        "The gap is that of person-hours.",
        build=lambda: Prepared(
            size="as above, half of them out", more=lambda: _figures(_kyiv())
        ),
    ),
    BenchCase(
        name="replan_1500",
        what="plan anew when the airport of a made-up departure shuts half way",
        rival="",
        note="A plan of 20 s for `depart_1500` is followed for 26 hours, and nothing "
        "flies any more. As above; every plan is checked.",
        build=lambda: Prepared(
            size="1,500 people, half of them out", more=lambda: _figures(_made_up())
        ),
    ),
)
