"""What stands behind every trip with people, read off a plan and its post alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from exeunt.model.fallbacks import Cover
from exeunt.model.notices import ForPeople
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.restart import problem_behind
from exeunt.plan.alternates import Alternates
from exeunt.plan.checker.case import lay_out, rides_of
from exeunt.plan.checker.journeys import journeys_of
from exeunt.plan.notices import Lists, notices_of
from exeunt.plan.standby import standby_of
from exeunt.plan.ways_out import Outs


def for_people(post: Post, plan: Plan) -> ForPeople:
    """
    Derive standby lists, alternates and movement notices (rules §40 to §42).

    Nothing of it is in a plan: the same post and plan give the same.

    Parameters
    ----------
    post
        The post as it was known when the plan was made.
    plan
        A plan that the checker passes.
    """
    case = lay_out(post, plan)
    rides = tuple(rides_of(case))
    stays = journeys_of(case, rides).stays
    outs = Outs(stays)
    standby = standby_of(case, rides, stays, outs)
    others = Alternates(case, rides, problem_behind(post, plan), outs)
    covers = []
    for ride in sorted(rides, key=lambda r: (r.trip.depart_s, r.trip.id)):
        if not ride.loads:
            continue
        alternate, contingency = others.pair(ride)
        covers.append(
            Cover(
                trip=ride.trip.id,
                persons=sum(persons for _, persons in ride.loads),
                standby=standby.get(ride.trip.id, ()),
                alternate=alternate,
                contingency=contingency,
                shelter=ride.trip.from_,
            )
        )
    notices = notices_of(case, stays, _lists(covers))
    return ForPeople(covers=tuple(covers), notices=notices)


def _lists(covers: Sequence[Cover]) -> Lists:
    """Tell for which trips those stand by who are booked on a trip, or left."""
    out: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for cover in covers:
        for who in cover.standby:
            out[who.party, who.booked].append(cover.trip)
    return out
