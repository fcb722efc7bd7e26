"""Whether a plan names only what its post has (rules §2, §6, §8, §13, §17)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from exeunt.model.breaches import Breach
from exeunt.model.plan import Trip
from exeunt.plan.checker.case import Case, Ride


def misnamed(case: Case, rides: tuple[Ride, ...]) -> Iterator[Breach]:
    """Find every name that the post lacks, and every name given twice."""
    yield from _categories(case)
    yield from _twice(case)
    for ride in rides:
        yield from _link(ride)
        yield from _people(case, ride.trip)


def _categories(case: Case) -> Iterator[Breach]:
    known = [c.id for c in case.post.file.categories]
    for category, times in Counter(case.plan.moving).items():
        if category not in known:
            yield Breach(
                rule="§17",
                who=category,
                message=f"The plan moves category {category}, which the post does not "
                f"have; it has {', '.join(known)}.",
            )
        if times > 1:
            yield Breach(
                rule="§17",
                who=category,
                message=f"Category {category} stands {times} times in moving; "
                "once is enough.",
            )


def _twice(case: Case) -> Iterator[Breach]:
    for trip, times in Counter(t.id for t in case.plan.trips).items():
        if times > 1:
            yield Breach(
                rule="§17",
                trip=trip,
                message=f"{times} trips have the id {trip}; give each its own.",
            )


def _link(ride: Ride) -> Iterator[Breach]:
    trip, link = ride.trip, ride.link
    if link is None:
        yield Breach(
            rule="§17",
            trip=trip.id,
            at_s=trip.depart_s,
            message=f"Trip {trip.id} travels link {trip.link}, which the post does "
            "not have.",
        )
        return
    ways = [(link.from_, link.to)]
    if link.both_ways and ride.service is None:
        ways.append((link.to, link.from_))
    if (trip.from_, trip.to) not in ways:
        may = " or ".join(f"from {a} to {b}" for a, b in ways)
        yield Breach(
            rule="§6",
            trip=trip.id,
            at_s=trip.depart_s,
            message=f"Trip {trip.id} goes from {trip.from_} to {trip.to}, but link "
            f"{link.id} is travelled {may}.",
        )


def _people(case: Case, trip: Trip) -> Iterator[Breach]:
    listed = [(h, True) for h in trip.households]
    listed += [(c, False) for c in dict.fromkeys(load.cohort for load in trip.cohorts)]
    for (who, whole), times in Counter(listed).items():
        what = f"{'household' if whole else 'cohort'} {who}"
        mover = case.movers.get(who)
        if mover is not None and mover.whole == whole:
            if times > 1:
                yield Breach(
                    rule="§8",
                    trip=trip.id,
                    who=who,
                    at_s=trip.depart_s,
                    message=f"Trip {trip.id} carries {what} {times} times over; "
                    "list it once.",
                )
        elif who in case.begin.out:
            yield Breach(
                rule="§31" if who in case.begin.whose else "§13",
                trip=trip.id,
                who=who,
                at_s=trip.depart_s,
                message=f"Trip {trip.id} carries {what}, who is out from the "
                "beginning; take it off.",
            )
        elif who in case.begin.whose.values() and not whole:
            yield Breach(
                rule="§31",
                trip=trip.id,
                who=who,
                at_s=trip.depart_s,
                message=f"Trip {trip.id} carries {what}, all of which the state has in "
                f"parties; name them, as {who}:1.",
            )
        elif who in case.at_rest:
            yield Breach(
                rule="§13",
                trip=trip.id,
                who=who,
                at_s=trip.depart_s,
                message=f"Trip {trip.id} carries {what}, whose category does not "
                "move in this plan; take it off, or let the category move.",
            )
        else:
            yield Breach(
                rule="§17",
                trip=trip.id,
                who=who,
                at_s=trip.depart_s,
                message=f"Trip {trip.id} carries {what}, which the post does not have.",
            )
