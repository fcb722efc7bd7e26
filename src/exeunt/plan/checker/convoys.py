"""Whether vehicles travel together where they must (rule §22)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exeunt.model.breaches import Breach
from exeunt.model.places import Link
from exeunt.plan.checker.case import Case, Ride


def convoy_breaches(case: Case, rides: Sequence[Ride]) -> Iterator[Breach]:
    """Check every set-out over a link with ``convoy``."""
    together: dict[tuple[str, str, int], list[Ride]] = {}
    for ride in rides:
        if ride.link is not None and ride.link.convoy is not None and not ride.own:
            key = (ride.link.id, ride.trip.to, ride.trip.depart_s)
            together.setdefault(key, []).append(ride)
    for (link, _, _), convoy in together.items():
        yield from _incomplete(case, case.links[link], convoy)


def _incomplete(case: Case, link: Link, convoy: Sequence[Ride]) -> Iterator[Breach]:
    trip = convoy[0].trip
    vehicles = {ride.trip.vehicle for ride in convoy}
    fleets = {ride.fleet.id for ride in convoy if ride.fleet is not None}
    lacks = []
    if link.convoy is not None and len(vehicles) < link.convoy:
        lacks.append(f"{len(vehicles)} together, and it takes {link.convoy}")
    if link.escort is not None and link.escort not in fleets:
        lacks.append(f"no vehicle of {link.escort} among them")
    if lacks:
        names = ", ".join(ride.trip.id for ride in convoy)
        yield Breach(
            rule="§22",
            trip=trip.id,
            who=trip.vehicle,
            at_s=trip.depart_s,
            message=f"Over link {link.id}, which is travelled in convoys, set out "
            f"{case.wall.words(trip.depart_s)} to {trip.to} (trip {names}): "
            f"{'; '.join(lacks)}.",
        )
