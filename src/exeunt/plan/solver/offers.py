"""What vehicles could do: the earliest run over a way, between their other runs."""

from __future__ import annotations

from collections.abc import Iterator

from exeunt.plan.solver.network import Way
from exeunt.plan.solver.schedule import Offer, Run, Schedule


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
    best: Offer | None = None
    fresh_seen = False
    start = schedule.start_from(way, from_s)
    if start is None or start > latest_s:
        return None
    for vehicle, tour in enumerate(schedule.tours[way.fleet]):
        asked = busy.get((way.fleet, vehicle))
        if not tour and asked is None:
            if fresh_seen:
                continue
            fresh_seen = True
        for offer in _offers(schedule, way, vehicle, start, asked):
            if offer.start_s <= latest_s and (
                best is None or _better(offer, best, schedule)
            ):
                best = offer
            break
        if best is not None and best.start_s == start and not best.lead:
            break
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


def _offers(
    schedule: Schedule, way: Way, vehicle: int, from_s: int, asked: Offer | None
) -> Iterator[Offer]:
    """Yield what one vehicle can do, earliest gap first."""
    tour = schedule.tours[way.fleet][vehicle]
    if asked is not None:
        if asked.before == len(tour) and not asked.trail:
            yield from _after(schedule, way, asked, from_s)
        return
    for after, before in _gaps(tour, from_s + way.lasts_s):
        offer = _between(schedule, way, vehicle, (after, before), from_s)
        if offer is not None:
            yield offer


def _gaps(tour: list[Run], ends_s: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of empty runs between loaded ones, and the end."""
    after = 0
    for at, run in enumerate(tour):
        if run.loaded:
            if run.start_s >= ends_s:
                yield after, at
            after = at + 1
    yield after, len(tour)


def _after(schedule: Schedule, way: Way, asked: Offer, from_s: int) -> Iterator[Offer]:
    """Yield a run right after one the same journey asked for."""
    drive = schedule.drive(way.fleet, asked.way.to, way.from_, asked.ready_s)
    if drive is None:
        return
    start = schedule.start_from(way, max(drive[1], from_s))
    if start is not None:
        yield Offer(
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
    if follows is not None and follows.start_s < max(since, from_s) + way.lasts_s:
        return None
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
