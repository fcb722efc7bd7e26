"""Whether anybody is under way in a curfew (rule §18)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exeunt.model.breaches import Breach
from exeunt.model.curfews import Curfew
from exeunt.plan.checker.case import Case, Ride
from exeunt.plan.checker.wall import times_words


def curfew_breaches(case: Case, rides: Sequence[Ride]) -> Iterator[Breach]:
    """Check every trip, loaded or empty, against every curfew for its mode."""
    for ride in rides:
        for curfew in case.post.file.curfews:
            if ride.link is not None and ride.link.mode in curfew.modes:
                yield from _under_way(case, ride, curfew)


def _under_way(case: Case, ride: Ride, curfew: Curfew) -> Iterator[Breach]:
    trip, words = ride.trip, case.wall.words
    met = case.wall.spans(curfew.holds, trip.depart_s, trip.arrive_s)
    if met:
        why = f": {curfew.why.strip().rstrip('.')}" if curfew.why.strip() else ""
        yield Breach(
            rule="§18",
            trip=trip.id,
            who=trip.vehicle,
            at_s=met[0][0],
            message=f"Trip {trip.id} is under way {words(trip.depart_s)} to "
            f"{words(trip.arrive_s)}, but from {words(met[0][0])} a curfew holds "
            f"({times_words(curfew.holds, case.wall.zone)}{why}).",
        )
