"""The whole check of a plan against its post."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exeunt.model.breaches import Breach
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import post_sha256
from exeunt.plan.checker.accounts import account_breaches, accounts_of
from exeunt.plan.checker.case import lay_out, rides_of
from exeunt.plan.checker.convoys import convoy_breaches
from exeunt.plan.checker.curfews import curfew_breaches
from exeunt.plan.checker.endurance import endurance_breaches
from exeunt.plan.checker.holds import hold_breaches
from exeunt.plan.checker.journeys import journeys_of
from exeunt.plan.checker.names import misnamed
from exeunt.plan.checker.objectives import Summary, claim_breaches, summary_of
from exeunt.plan.checker.promises import state_breaches
from exeunt.plan.checker.slots import slot_breaches
from exeunt.plan.checker.stations import station_breaches
from exeunt.plan.checker.trips import trip_breaches
from exeunt.plan.checker.vehicles import vehicle_breaches


_OUT_TIMES_DEPEND_ON = frozenset({"§8", "§13", "§17"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What the checker found."""

    breaches: tuple[Breach, ...]
    """In the order of time, those of no one time first."""
    summary: Summary | None
    """None: the plan is for another post, or has no sane H-hour."""


def check(post: Post, plan: Plan) -> tuple[Breach, ...]:
    """Find every breach of ``docs/rules.md`` by *plan*; none means that it keeps them."""
    return examine(post, plan).breaches


def examine(post: Post, plan: Plan) -> Examination:
    """
    Check *plan* against *post* in continuous time, and work out what it reaches.

    The plan and the post are all it reads: it neither trusts nor shares anything the
    planner worked out.

    Parameters
    ----------
    post
        The post; links must have their kilometres (``via: roads`` resolved).
    plan
        The plan, by whomever it was made.
    """
    in_vain = (*_foreign(post, plan), *_no_time(plan))
    if in_vain:
        return Examination(breaches=in_vain, summary=None)
    case = lay_out(post, plan)
    rides = tuple(rides_of(case))
    journeys = journeys_of(case, rides)
    accounts = accounts_of(case, journeys.stays)
    summary = summary_of(case, rides, journeys.stays, accounts)
    found = [
        *state_breaches(case),
        *misnamed(case, rides),
        *trip_breaches(case, rides),
        *vehicle_breaches(case, rides),
        *curfew_breaches(case, rides),
        *slot_breaches(case, rides),
        *endurance_breaches(case, rides),
        *convoy_breaches(case, rides),
        *journeys.breaches,
        *station_breaches(case, journeys.stays),
        *hold_breaches(case, journeys.stays),
        *account_breaches(case, accounts),
    ]
    certain = not any(b.rule in _OUT_TIMES_DEPEND_ON for b in found)
    found += claim_breaches(case, summary, certain=certain)
    found.sort(key=lambda b: (b.at_s is not None, b.at_s or 0))
    return Examination(breaches=tuple(found), summary=summary)


def _foreign(post: Post, plan: Plan) -> Iterator[Breach]:
    ours = post_sha256(post)
    if plan.post_sha256 != ours:
        same = plan.post == post.file.name
        what = "has changed since" if same else f"is {post.file.name}"
        yield Breach(
            rule="§16",
            message=f"The plan was made for {plan.post} with hash "
            f"{plan.post_sha256[:12]}, but this post {what} (hash {ours[:12]}). "
            "Nothing else was checked; make a plan for this post.",
        )
    elif plan.post != post.file.name:
        yield Breach(
            rule="§16",
            message=f"The plan names the post {plan.post}, but has the hash of "
            f"{post.file.name}. Nothing else was checked; put the name right.",
        )


def _no_time(plan: Plan) -> Iterator[Breach]:
    if not 1970 <= plan.h_hour.year < 2200 or plan.h_hour.microsecond:
        yield Breach(
            rule="§1",
            message=f"H-hour is {plan.h_hour.isoformat()}; it must be a whole second "
            "of the years 1970 to 2199. Nothing else was checked.",
        )
