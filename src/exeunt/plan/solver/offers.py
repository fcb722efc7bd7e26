"""What vehicles could do: the earliest run over a way, between their other runs."""

from __future__ import annotations

from exeunt.plan.solver.network import Way
from exeunt.plan.solver.schedule import Offer, Schedule


Busy = dict[tuple[int, int], Offer]
"""Runs already thought of on the same journey, by fleet and vehicle."""


def best_offer(
    schedule: Schedule, way: Way, *, from_s: int, busy: Busy, latest_s: int
) -> Offer | None:
    """
    Find the earliest run over *way* that any vehicle of its fleet can make.

    Parameters
    ----------
    schedule
        What the vehicles do already.
    way
        The way of a fleet.
    from_s
        Loading begins no earlier.
    busy
        What the same journey has asked of vehicles before.
    latest_s
        Loading begins no later.
    """
    start = schedule.start_from(way, from_s)
    if start is None or start > latest_s:
        return None
    best = _earliest(schedule, way, start, busy, latest_s)
    for (fleet, _), asked in busy.items():
        if fleet == way.fleet:
            latest_s = latest_s if best is None else best.start_s
            offer = _after(schedule, way, asked, start, latest_s)
            if offer is not None and (best is None or _better(offer, best, schedule)):
                best = offer
    return best


def _better(one: Offer, other: Offer, schedule: Schedule) -> bool:
    if one.start_s != other.start_s:
        return one.start_s < other.start_s
    return _idles_s(one, schedule) < _idles_s(other, schedule)


def _idles_s(offer: Offer, schedule: Schedule) -> int:
    """Count how long the vehicle was last unloaded before the run, and drives."""
    tour = schedule.tours[offer.way.fleet][offer.vehicle]
    _, since = schedule.stands(offer.way.fleet, tour, offer.after)
    return offer.start_s - since + sum(3 * way.travel_s for way, _ in offer.lead)


def _earliest(
    schedule: Schedule, way: Way, from_s: int, busy: Busy, latest_s: int
) -> Offer | None:
    """Find the first gap of any vehicle in which it can make the run."""
    best: Offer | None = None
    gaps = schedule.gaps(way.fleet)
    drives_s = schedule.net.drive_table[way.fleet]
    for begins, vehicle, gap in gaps.for_run(
        way, drives_s, from_s=from_s, latest_s=latest_s
    ):
        if best is not None and begins > best.start_s:
            break
        if (way.fleet, vehicle) in busy:
            continue
        offer = _between(schedule, way, vehicle, gap, from_s)
        if offer is None or offer.start_s > latest_s:
            continue
        if best is None or _better(offer, best, schedule):
            best = offer
        if best.start_s == begins:
            break
    return best


def _after(
    schedule: Schedule, way: Way, asked: Offer, from_s: int, latest_s: int
) -> Offer | None:
    """Find a run right after one the same journey asked for, at its tour's end."""
    tour = schedule.tours[way.fleet][asked.vehicle]
    if asked.before < len(tour):
        return None
    drive = schedule.drive(way.fleet, asked.way.to, way.from_, asked.ready_s)
    if drive is None:
        return None
    start = schedule.start_from(way, max(drive[1], from_s))
    if start is None or start > latest_s:
        return None
    return Offer(
        way=way,
        start_s=start,
        vehicle=asked.vehicle,
        after=asked.before,
        before=asked.before,
        lead=drive[0],
        trail=(),
    )


def _between(
    schedule: Schedule, way: Way, vehicle: int, gap: tuple[int, int], from_s: int
) -> Offer | None:
    tour = schedule.tours[way.fleet][vehicle]
    after, before = gap
    place, since = schedule.stands(way.fleet, tour, after)
    follows = tour[before] if before < len(tour) else None
    lead = schedule.drive(way.fleet, place, way.from_, since)
    if lead is None:
        return None
    start = schedule.start_from(way, max(lead[1], from_s))
    if start is None:
        return None
    trail: tuple[tuple[Way, int], ...] = ()
    if follows is not None:
        back = schedule.drive(way.fleet, way.to, follows.way.from_, start + way.lasts_s)
        if back is None or back[1] > follows.start_s:
            return None
        trail = back[0]
    offer = Offer(
        way=way,
        start_s=start,
        vehicle=vehicle,
        after=after,
        before=before,
        lead=lead[0],
        trail=trail,
    )
    return offer if _apart(schedule, offer) else None


def _apart(schedule: Schedule, offer: Offer) -> bool:
    """Tell whether the offer's own runs keep the headway among themselves."""
    legs = [*offer.lead, (offer.way, offer.start_s + offer.way.loading_s), *offer.trail]
    last: dict[int, int] = {}
    for way, depart in legs:
        apart = schedule.net.hops[way.hop].headway_s
        if way.hop in last and depart - last[way.hop] < apart:
            return False
        last[way.hop] = depart
    return True
