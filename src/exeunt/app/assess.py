"""Assess a post: watch, warn, plan, check, rehearse, decide by, propose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from exeunt.app.buy_time import Budget, TimeBought, what_would_buy_time
from exeunt.app.choices import choices
from exeunt.app.decide_by import daily_h_hours
from exeunt.app.decide_post import decide_for, engagements_ahead, over_ways, shut_in
from exeunt.app.make_plan import make_plan
from exeunt.app.maps import draw_post_map
from exeunt.app.rehearse_plan import rehearse_plan
from exeunt.app.rehearse_post import counted_worlds
from exeunt.app.safe_until import safe_until
from exeunt.app.stated import moving_in, next_problem
from exeunt.app.warn_post import picture_of, readings_of
from exeunt.errors import Refused
from exeunt.formats.brief.assessment import Assessment
from exeunt.formats.brief.moved import moved_since
from exeunt.formats.charts.axes import NARROW, WIDE
from exeunt.formats.wording import counted
from exeunt.model.decision import DecideBy, Proposal
from exeunt.model.documents import Document
from exeunt.model.events import Event
from exeunt.model.known import as_known, with_knowledge
from exeunt.model.outcomes import Rehearsal
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem, problem_of
from exeunt.model.warning import WarningPicture
from exeunt.plan.checker import check
from exeunt.plan.covers import for_people
from exeunt.rehearse import (
    failures,
    occupancy_of,
    quantiles,
    stories_of,
    worst_worlds,
)
from exeunt.warn.calendar import calendar
from exeunt.warn.ledger import statuses_in_force
from exeunt.warn.propose import propose
from exeunt.warn.tripwires import crossed


OnStage = Callable[[str, float], None]
"""Told what is being done, and what share of all the work is done."""

STORIES = 3
"""Of the worst worlds, in the brief."""
_MADE_WITH = ("exeunt", "highspy", "numpy", "typst")


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long and how hard to work."""

    seconds: float = 60.0
    """For planning, at most."""
    iterations: int | None = None
    """Steps of the planner instead, so that the same question has the same answer."""
    replications: int = 1000
    seed: int = 0
    levers: bool = True


class PlanBreaksRules(Refused):
    """The checker found that the planner's own plan breaks the rules."""

    def __init__(self, breaches: Sequence[object]) -> None:
        self.breaches = tuple(breaches)
        super().__init__(
            f"The plan breaks {len(breaches)} rules, so it is not shown; the first: "
            f"{breaches[0]}. This is a fault of Exeunt: please report it."
        )


def assess(  # noqa: PLR0913 - what is asked, and who is told
    post: Post,
    documents: Sequence[Document],
    *,
    as_of: datetime,
    events: Sequence[Event] = (),
    effort: Effort,
    on_stage: OnStage,
    folder: Path | None = None,
) -> Assessment:
    """
    Find everything that the brief tells, with only what was known at *as_of*.

    What was read is kept in *folder*, that of the post, for the next time.

    Raises
    ------
    PlanBreaksRules
        When the checker does not pass the plan; such a plan is never shown.
    """
    known = as_known(post, at=as_of)
    heard = tuple(d for d in documents if d.published <= as_of)
    on_stage("Reading documents", 0.02)
    past = [event for event in events if event.at <= as_of]
    readings = readings_of(known, heard, past, folder=folder)
    on_stage("Weighing evidence", 0.06)
    picture = picture_of(known, readings, as_of=as_of, events=events)
    before = picture_of(known, readings, as_of=as_of - timedelta(days=1), events=events)
    shut = shut_in(picture)
    known = as_known(known, at=as_of, shut=shut)
    plan = checked_plan(known, as_of=as_of, effort=effort, on_stage=on_stage)
    rehearsal = rehearsed(known, plan, effort=effort, on_stage=on_stage)
    on_stage("Finding decide by", 0.75)
    decisions = decide_for(known, rehearsal, picture.survivals, as_of=as_of)
    entries = calendar(readings, as_of=as_of)
    of_categories, everybody = apart(decisions, known)
    bought = _time_bought(known, picture, as_of=as_of, effort=effort, on_stage=on_stage)
    ahead = over_ways(
        known,
        rehearsal,
        picture,
        engagements=engagements_ahead(entries, as_of),
        seed=effort.seed,
    )
    on_stage("Retelling the worst worlds", 0.88)
    problem = problem_of(known, h_hour=plan.h_hour, moving=plan.moving)
    on_stage("Drawing the map", 0.9)
    return Assessment(
        post=known,
        as_of=as_of,
        h_hour=plan.h_hour,
        documents=heard,
        readings=readings,
        warning=picture,
        proposals=proposals_of(known, picture, of_categories, events=events),
        plan=with_knowledge(plan, at=as_of, shut=shut),
        rehearsal=rehearsal,
        quantiles=tuple(
            q for q in quantiles(rehearsal) if q.category in rehearsal.categories
        ),
        failures=failures(rehearsal, deadline_s=plan.deadline_s),
        stories=stories_of(
            problem, plan, seed=rehearsal.seed, worlds=worst_worlds(rehearsal, STORIES)
        ),
        occupancy=occupancy_of(
            problem, plan, seed=rehearsal.seed, worlds=counted_worlds(rehearsal)
        ),
        decisions=of_categories,
        everybody=everybody,
        bought=None if bought is None else bought.best,
        levers="" if bought is None else _looked_at(bought),
        safe=safe_until(decisions),
        choices=choices(
            known,
            rehearsal,
            picture.survivals,
            as_of=as_of,
            h_hours=daily_h_hours(known, as_of, days=2),
        ),
        policies=ahead.policies,
        waiting=ahead.waiting,
        calendar=entries,
        moved=moved_since(before, picture, post=known),
        for_people=for_people(known, plan),
        map_svg=draw_post_map(known, plan, name="map-wide", width=WIDE),
        map_narrow=draw_post_map(known, plan, name="map-narrow", width=NARROW),
        made_with={name: version(name) for name in _MADE_WITH},
    )


def checked_plan(
    post: Post, *, as_of: datetime, effort: Effort, on_stage: OnStage
) -> Plan:
    """Plan for the next H-hour after *as_of*, and check it independently."""

    def told(progress: object) -> None:
        elapsed = min(getattr(progress, "elapsed_s", 0.0) / effort.seconds, 1.0)
        on_stage("Planning", 0.1 + 0.4 * elapsed)

    on_stage("Planning", 0.1)
    plan = make_plan(
        next_problem(post, as_of=as_of),
        seconds=effort.seconds,
        iterations=effort.iterations,
        seed=effort.seed,
        on_progress=told,
    )
    on_stage("Checking the plan", 0.5)
    if breaches := check(post, plan):
        raise PlanBreaksRules(breaches)
    return plan


def rehearsed(
    post: Post, plan: Plan, *, effort: Effort, on_stage: OnStage
) -> Rehearsal:
    """Play *plan* in many worlds."""

    def told(worlds: int) -> None:
        on_stage("Rehearsing", 0.55 + 0.2 * worlds / effort.replications)

    on_stage("Rehearsing", 0.55)
    return rehearse_plan(
        problem_of(post, h_hour=plan.h_hour, moving=plan.moving),
        plan,
        replications=effort.replications,
        seed=effort.seed,
        on_progress=told,
    )


def _time_bought(
    post: Post,
    picture: WarningPicture,
    *,
    as_of: datetime,
    effort: Effort,
    on_stage: OnStage,
) -> TimeBought | None:
    if not effort.levers:
        return None
    on_stage("Looking for what would buy time", 0.78)

    def planner(problem: Problem, seconds: float) -> Plan:
        return make_plan(problem, seconds=seconds, seed=effort.seed)

    return what_would_buy_time(
        post,
        picture.survivals,
        as_of=as_of,
        moving=moving_in(post),
        planner=planner,
        budget=Budget(seconds=effort.seconds, seed=effort.seed),
    )


def _looked_at(bought: TimeBought) -> str:
    return (
        f"{bought.looked_at} of {counted(bought.levers, 'lever')} of the post were "
        "planned and rehearsed in the same worlds as the post as it stands."
    )


def proposals_of(
    post: Post,
    picture: WarningPicture,
    decisions: Sequence[DecideBy],
    *,
    events: Sequence[Event],
) -> tuple[Proposal, ...]:
    """Propose a status for every category of *post*."""
    return propose(
        post.file.categories,
        in_force=statuses_in_force(post, events, as_of=picture.as_of),
        decide_by=decisions,
        tripwires=crossed(post.tripwires, picture.tripwires),
        as_of=picture.as_of,
        authorize_within_s=post.file.authorize_within,
    )


def apart(
    decisions: Sequence[DecideBy], post: Post
) -> tuple[tuple[DecideBy, ...], DecideBy | None]:
    """Take the decision about everybody apart from those about categories."""
    known = {c.id for c in post.file.categories}
    everybody = [d for d in decisions if d.category not in known]
    return tuple(d for d in decisions if d.category in known), next(
        iter(everybody), None
    )
