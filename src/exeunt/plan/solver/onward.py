"""People who are out ride on from a haven that is full, and free their beds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from exeunt.model.times import NEVER
from exeunt.plan.solver.journeys import Search, Taste
from exeunt.plan.solver.labels import own_run
from exeunt.plan.solver.network import OWN, SERVICE
from exeunt.plan.solver.offers import Wish, best_offer
from exeunt.plan.solver.runs import Journey, Offer, Run, by_start
from exeunt.plan.solver.schedule import Schedule


def make_room(schedule: Schedule, place: int, persons: int, taste: Taste) -> bool:
    """
    Let those who came first to *place* ride on to another safe place.

    It stops once beds for *persons* are free for good. Tells whether any were freed.
    """
    if persons > schedule.beds[place].holds:
        return False
    freed = 0
    ending = [
        j
        for j in chain.from_iterable(schedule.journeys)
        if j.runs[-1].way.to == place and j.runs[-1].way.out
    ]
    for journey in sorted(ending, key=lambda j: (j.runs[-1].ready_s, j.unit.index)):
        if freed >= persons:
            break
        freed += _send_on(schedule, journey, persons - freed, taste)
    return freed > 0


def _send_on(schedule: Schedule, journey: Journey, most: int, taste: Taste) -> int:
    """Lengthen the journey of all of a household, or of *most* of a cohort."""
    if not journey.unit.whole and journey.persons > most:
        schedule.alight(journey)
        some = replace(journey, persons=most)
        schedule.board(some)
        schedule.board(replace(journey, persons=journey.persons - most))
        journey = some
    while True:
        search = Search(schedule, journey.unit, journey.persons, taste)
        leg = min(_legs(search, journey), key=lambda x: x.start_s, default=None)
        run = leg if isinstance(leg, Run) else None
        if isinstance(leg, Offer):
            run = search.launch(leg, ())
        if run is not None:
            schedule.alight(journey)
            schedule.board(replace(journey, runs=(*journey.runs, run)))
            return journey.persons
        if journey.unit.whole or journey.persons == 1:
            return 0
        schedule.alight(journey)
        fewer = replace(journey, persons=journey.persons // 2)
        schedule.board(fewer)
        schedule.board(replace(journey, persons=journey.persons - fewer.persons))
        journey = fewer


def _legs(search: Search, journey: Journey) -> Iterator[Run | Offer]:
    """Yield the runs by which those of a journey could ride on to where there is room."""
    last = journey.runs[-1]
    been = {run.way.to for run in journey.runs}
    ready = search.turn(last.way.to, last.ready_s, first=False).ready_s
    if ready is None:
        return
    legs: Iterable[Run | Offer] = chain(
        _calls(search, last.way.to, ready), _offers(search, last, ready)
    )
    for leg in legs:
        if leg.way.to not in been and search.beds_suit([leg]) is None:
            yield leg


def _calls(search: Search, place: int, ready_s: int) -> Iterator[Run]:
    calls = search.schedule.calls[place]
    on = {way.index for way in search.net.onward[place]}
    for run in calls[bisect_left(calls, ready_s, key=by_start) :]:
        if (
            run.way.index in on
            and run.fits(search.takes)
            and search.may_set_out(run, ())
        ):
            yield run


def _offers(search: Search, last: Run, ready_s: int) -> Iterator[Offer]:
    for way in search.net.onward[last.way.to]:
        if way.fleet == OWN:
            start = search.schedule.start_from(way, ready_s)
            if start is not None:
                yield own_run(way, start)
        elif way.fleet != SERVICE and way.room_for(search.takes):
            wish = Wish(
                way=way, from_s=ready_s, latest_s=NEVER, last=search.taste.strands
            )
            offer = best_offer(search.schedule, wish, {})
            if offer is not None:
                yield offer


def stay_where_there_is_room(schedule: Schedule) -> None:
    """Shorten journeys that ride on though a bed is free where people are first out."""
    for journey in list(chain.from_iterable(schedule.journeys)):
        shorter = journey
        while len(shorter.runs) > 1 and shorter.runs[-2].way.out:
            schedule.alight(shorter)
            before = replace(shorter, runs=shorter.runs[:-1])
            last = before.runs[-1]
            beds = schedule.beds.get(last.way.to)
            if beds is not None and beds.full_until(
                last.ready_s, NEVER, shorter.persons
            ):
                schedule.board(shorter)
                break
            schedule.board(before)
            shorter = before
