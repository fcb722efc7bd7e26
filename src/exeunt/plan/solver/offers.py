"""What vehicles could do: the earliest run over a way, between their other runs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from exeunt.plan.solver.network import Way
from exeunt.plan.solver.runs import Legs, Offer, Run, legs_of
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.tours import Driver, Reach


Busy = dict[tuple[int, int], Offer]
"""Runs already thought of on the same journey, by fleet and vehicle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A run that people ask a fleet for."""

    way: Way
    from_s: int
    """Loading begins no earlier."""
    latest_s: int
    """Nor later."""
    legs: Legs = ()
    """What the same journey has asked for already, and is not in the schedule yet."""
    last: bool = False
    """Whether a vehicle may be sent that cannot come to fuel afterwards."""


def best_offer(schedule: Schedule, wish: Wish, busy: Busy) -> Offer | None:
    """
    Find the earliest run that any vehicle of the fleet can make.

    Parameters
    ----------
    schedule
        What the vehicles do already.
    wish
        What is asked for.
    busy
        What the same journey has asked of vehicles before.
    """
    way = wish.way
    start = schedule.start_from(way, wish.from_s, wish.legs)
    if start is None or start > wish.latest_s:
        return None
    if start > wish.from_s:
        wish = replace(wish, from_s=start)
    best = _earliest(schedule, wish, busy)
    for (fleet, _), asked in busy.items():
        if fleet == way.fleet:
            if best is not None:
                wish = replace(wish, latest_s=min(wish.latest_s, best.start_s))
            offer = _after(schedule, wish, asked)
            if offer is not None and (best is None or _better(offer, best, schedule)):
                best = offer
    return best


def offer_of(schedule: Schedule, way: Way, vehicle: int, start_s: int) -> Offer | None:
    """Find the run over *way* that one vehicle of its fleet can make just then."""
    if schedule.start_from(way, start_s) != start_s:
        return None
    wish = Wish(way=way, from_s=start_s, latest_s=start_s)
    drives_s = schedule.net.drive_table[way.fleet]
    gaps = schedule.gaps_of(way.fleet, vehicle)
    for _, _, gap in gaps.for_run(way, drives_s, from_s=start_s, latest_s=start_s):
        offer = offer_between(schedule, wish, vehicle, gap)
        if offer is not None:
            return offer
    return None


def _better(one: Offer, other: Offer, schedule: Schedule) -> bool:
    if one.start_s != other.start_s:
        return one.start_s < other.start_s
    return _idles_s(one, schedule) < _idles_s(other, schedule)


def _idles_s(offer: Offer, schedule: Schedule) -> int:
    """Count how long the vehicle was last unloaded before the run, and drives."""
    _, since = schedule.stands(offer.way.fleet, offer.vehicle, offer.after)
    return offer.start_s - since + sum(3 * way.travel_s for way, _ in offer.lead)


def _earliest(schedule: Schedule, wish: Wish, busy: Busy) -> Offer | None:
    """Find the first gap of any vehicle in which it can make the run."""
    way = wish.way
    best: Offer | None = None
    gaps = schedule.gaps(way.fleet)
    drives_s = schedule.net.drive_table[way.fleet]
    for begins, vehicle, gap in gaps.for_run(
        way, drives_s, from_s=wish.from_s, latest_s=wish.latest_s
    ):
        if best is not None and begins > best.start_s:
            break
        if (way.fleet, vehicle) in busy:
            continue
        offer = offer_between(schedule, wish, vehicle, gap)
        if offer is None or offer.start_s > wish.latest_s:
            continue
        if best is None or _better(offer, best, schedule):
            best = offer
        if best.start_s == begins:
            break
    return best


def _after(schedule: Schedule, wish: Wish, asked: Offer) -> Offer | None:
    """Find a run right after one the same journey asked for, at its tour's end."""
    way = wish.way
    tour = schedule.tours[way.fleet][asked.vehicle]
    if asked.before < len(tour) or asked.state is None:
        return None
    driver = Driver(schedule, way.fleet, wish.legs)
    reach = driver.reach(asked.state, way, from_s=wish.from_s, last=wish.last)
    if reach is None or reach.start_s > wish.latest_s:
        return None
    return Offer(
        way=way,
        start_s=reach.start_s,
        vehicle=asked.vehicle,
        after=asked.before,
        before=asked.before,
        lead=reach.lead,
        trail=(),
        state=reach.state,
    )


def offer_between(
    schedule: Schedule, wish: Wish, vehicle: int, gap: tuple[int, int]
) -> Offer | None:
    """Find the earliest run of *vehicle* between two places of its tour, if any."""
    way = wish.way
    tour = schedule.tours[way.fleet][vehicle]
    after, before = gap
    state = schedule.state(way.fleet, vehicle, after)
    driver = Driver(schedule, way.fleet, wish.legs)
    reach = driver.reach(state, way, from_s=wish.from_s, last=wish.last)
    if reach is None or reach.start_s > wish.latest_s:
        return None
    trail: Legs | None = ()
    if before < len(tour):
        trail = _trail(schedule, wish, reach, tour[before:])
    if trail is None:
        return None
    offer = Offer(
        way=way,
        start_s=reach.start_s,
        vehicle=vehicle,
        after=after,
        before=before,
        lead=reach.lead,
        trail=trail,
        state=reach.state,
    )
    return offer if _keeps_convoys(schedule, offer, tour[after:before]) else None


def _keeps_convoys(schedule: Schedule, offer: Offer, gone: list[Run]) -> bool:
    """Tell whether convoys stay whole with the offer in place of what is *gone*."""
    return not schedule.net.convoys or schedule.convoys.stay_whole(
        (), without=legs_of(gone), and_=offer.legs
    )


def _trail(
    schedule: Schedule, wish: Wish, reach: Reach, follow: list[Run]
) -> Legs | None:
    """Drive on to the runs that follow; none: they could not be made any more."""
    way = wish.way
    run = (way, reach.start_s + way.loading_s)
    driver = Driver(schedule, way.fleet, (*wish.legs, *reach.lead, run))
    back = driver.ahead(reach.state, follow[0].way.from_)
    if back is None or back[1].since_s > follow[0].start_s:
        return None
    able = schedule.net.endurance[way.fleet]
    if able.limited and able.goes(back[1], follow) is None:
        return None
    return back[0]
