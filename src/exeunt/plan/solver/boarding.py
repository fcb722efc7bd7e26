"""Put people on a way out that is found for them, launching what it needs."""

from __future__ import annotations

from dataclasses import replace

from exeunt.model.times import HOUR, NEVER
from exeunt.plan.solver.forming import Marks, disperse, form
from exeunt.plan.solver.journeys import Search, Taste
from exeunt.plan.solver.labels import not_sent
from exeunt.plan.solver.network import OWN, Unit
from exeunt.plan.solver.onward import make_room
from exeunt.plan.solver.runs import Journey, Offer, Run
from exeunt.plan.solver.schedule import Schedule


HAVENS = 3
"""So often room is made in havens for the same people."""
CONVOYS = 4
"""So many convoys are formed for them, one after the other."""


def insert(schedule: Schedule, unit: Unit, taste: Taste) -> int:
    """
    Bring out people of *unit* who have no journey yet, as many as go together.

    Returns how many got a journey; 0 when there is no way out for them.
    """
    persons = schedule.waiting[unit.index]
    legs = way_out(schedule, unit, persons if unit.whole else 1, taste)
    if legs is None:
        return 0
    if not unit.whole:
        persons = _together(schedule, unit, legs, persons, taste)
    while persons > 1 and not unit.whole:
        legs_of_all = way_out(schedule, unit, persons, taste)
        if legs_of_all is not None and _commit(
            schedule, unit, persons, legs_of_all, taste
        ):
            return persons
        persons //= 2
    return _commit(schedule, unit, persons, legs, taste)


def way_out(
    schedule: Schedule, unit: Unit, persons: int, taste: Taste
) -> list[Run | Offer] | None:
    """
    Find the legs of a journey, and put into *schedule* what must be there first.

    That is, others ride on from a haven that is full, and convoys are formed where one
    would be out much sooner with them.
    """
    legs = _with_room(schedule, unit, persons, taste)
    formed: list[Marks] = []
    for _ in range(CONVOYS if schedule.net.convoys and taste.launches else 0):
        marks = _form_first(schedule, unit, persons, taste, legs)
        if marks is None:
            break
        formed.append(marks)
        sooner = _with_room(schedule, unit, persons, taste)
        if sooner is not None and _out_s(sooner) < _out_s(legs):
            legs, formed = sooner, []
    for marks in reversed(formed):
        disperse(schedule, marks)
    return legs


def _form_first(
    schedule: Schedule,
    unit: Unit,
    persons: int,
    taste: Taste,
    legs: list[Run | Offer] | None,
) -> Marks | None:
    """
    Form the first convoy with which they would be out much sooner than by *legs*.

    First where only the people would need one, by whatever vehicles; then where the
    vehicle that comes for them does.
    """
    anyhow = replace(taste, ignores=taste.ignores | {"convoys"})
    for search in (
        Search(schedule, unit, persons, anyhow),
        Search(schedule.without_convoys(), unit, persons, taste),
    ):
        wish = search.legs()
        if wish is not None and _out_s(wish) + taste.convoy_s < _out_s(legs):
            marks = _form(schedule, wish)
            if marks is not None:
                return marks
    return None


def _form(schedule: Schedule, wish: list[Run | Offer]) -> Marks | None:
    for leg in wish:
        for way, depart_s in leg.legs if isinstance(leg, Offer) else ():
            if schedule.convoys.misses(way, depart_s):
                return form(schedule, way, from_s=depart_s, loaded=way is leg.way)
    return None


def _out_s(legs: list[Run | Offer] | None) -> int:
    return NEVER if legs is None else legs[-1].ready_s


def _with_room(
    schedule: Schedule, unit: Unit, persons: int, taste: Taste
) -> list[Run | Offer] | None:
    """Let others ride on from a haven that is full, if it takes that."""
    for _ in range(HAVENS):
        search = Search(schedule, unit, persons, taste)
        legs = search.legs()
        if search.full is None or (legs is not None and not taste.moves_on):
            return legs
        if not make_room(schedule, search.full, persons, taste):
            return legs
    return Search(schedule, unit, persons, taste).legs()


def keep_promises(schedule: Schedule, unit: Unit, taste: Taste) -> int:
    """Put people of *unit* on what was announced to them; give how many got on."""
    kept = 0
    persons = schedule.waiting[unit.index] if unit.told else 0
    while persons:
        legs = Search(schedule, unit, persons, taste).announced()
        if legs is not None and _commit(schedule, unit, persons, legs, taste):
            kept += persons
            persons = schedule.waiting[unit.index]
        else:
            persons = 0 if unit.whole else persons // 2
    return kept


def _together(
    schedule: Schedule, unit: Unit, legs: list[Run | Offer], most: int, taste: Taste
) -> int:
    """Count how many of a cohort can take the same journey, at least one."""
    at, since = unit.place, unit.ready_s
    for leg in legs:
        if isinstance(leg, Run):
            most = min(most, most if leg.room is None else leg.room[0])
        elif leg.way.seats is not None:
            most = min(most, leg.way.seats[0])
        station = schedule.stations.get(at)
        if station is not None and not schedule.excused(
            unit, leg, first=leg is legs[0]
        ):
            if isinstance(leg, Run) and leg.way.fleet != OWN:
                most = min(most, station.most(since, leg.start_s))
            else:
                party = round(station.rate_per_h * taste.party_s / HOUR)
                most = min(most, max(party, 1))
        at, since = leg.way.to, leg.ready_s
        beds = schedule.beds.get(at)
        while beds is not None and beds.full_until(since, since, most) and most > 1:
            most = max(most // 2, 1)
    return max(most, 1)


def _commit(
    schedule: Schedule,
    unit: Unit,
    persons: int,
    legs: list[Run | Offer],
    taste: Taste,
) -> int:
    """Launch what the journey needs and board; undo it all if it no longer fits."""
    launched: list[Run] = []
    runs: list[Run] = []
    search = Search(schedule, unit, persons, taste)
    at, since = unit.place, unit.ready_s
    for leg in legs:
        run = leg if isinstance(leg, Run) else None
        may = search.turn(at, since, first=not runs).allows(leg.start_s)
        if isinstance(leg, Offer) and may:
            run = search.launch(leg, not_sent(runs))
            if run is not None and leg.way.fleet != OWN:
                launched.append(run)
        if run is None or not may:
            break
        if not search.may_set_out(run, not_sent(runs)):
            break
        runs.append(run)
        at, since = run.way.to, run.ready_s
    journey = Journey(unit, persons, tuple(runs))
    if len(runs) == len(legs) and search.beds_suit(runs) is None:
        schedule.board(journey)
        return persons
    for run in reversed(launched):
        schedule.cancel(run)
    return 0
