"""Whether set-outs and arrivals keep the slots of a place (rule §19)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from exeunt.model.breaches import Breach
from exeunt.model.places import Mode, Place
from exeunt.plan.checker.case import Case, Ride
from exeunt.plan.checker.vehicles import gap_s


_IN_SLOTS = (Mode.AIR, Mode.SEA, Mode.RAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Movement:
    """One vehicle that sets out from a place or arrives there."""

    at_s: int
    what: str
    ride: Ride


def slot_breaches(case: Case, rides: Sequence[Ride]) -> Iterator[Breach]:
    """Check every place with ``slots_per_h``."""
    able = [r for r in rides if r.link and r.link.mode in _IN_SLOTS and not r.own]
    for place in case.post.file.places:
        if place.slots_per_h is not None:
            yield from _too_close(case, place, _movements(place, able))


def _movements(place: Place, rides: Sequence[Ride]) -> list[_Movement]:
    """List the movements at *place* in order; a departure is one, however often told."""
    found: dict[tuple[str, str], _Movement] = {}
    for number, ride in enumerate(rides):
        trip = ride.trip
        one = (trip.vehicle or "") if ride.service else f"trip {number}"
        if trip.from_ == place.id:
            move = _Movement(at_s=trip.depart_s, what="sets out", ride=ride)
            found.setdefault((one, "out"), move)
        if trip.to == place.id:
            move = _Movement(at_s=trip.arrive_s, what="arrives", ride=ride)
            found.setdefault((one, "in"), move)
    return sorted(found.values(), key=lambda move: move.at_s)


def _too_close(
    case: Case, place: Place, movements: Sequence[_Movement]
) -> Iterator[Breach]:
    apart_s = gap_s(place.slots_per_h)
    for ahead, behind in pairwise(movements):
        between_s = behind.at_s - ahead.at_s
        if between_s < apart_s:
            first, second = ahead.ride.trip, behind.ride.trip
            yield Breach(
                rule="§19",
                trip=second.id,
                who=place.id,
                at_s=behind.at_s,
                message=f"Trip {second.id} {behind.what} at {place.id} "
                f"{case.wall.words(behind.at_s)}, {between_s} s after trip {first.id} "
                f"{ahead.what} there; slots lie {apart_s} s apart.",
            )
