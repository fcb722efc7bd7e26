"""A first plan at once: everyone in turn takes the earliest way out there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from exeunt.model.times import MINUTE
from exeunt.plan.solver.boarding import insert
from exeunt.plan.solver.forming import disband
from exeunt.plan.solver.journeys import Taste
from exeunt.plan.solver.network import OWN, Network, Unit
from exeunt.plan.solver.runs import Journey
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.worth import Order, worth_of


SMALL_PARTY_S = 5 * MINUTE


def plain_taste(net: Network) -> Taste:
    """Prefer whatever is earliest."""
    return Taste(new_run_s=(0.0,) * len(net.fleets))


def in_turn(net: Network) -> list[Unit]:
    """Order units by readiness, then those who count most, then those in need."""
    return sorted(
        net.units,
        key=lambda u: (u.ready_s, -u.weight, -sum(u.seats[1:]), -u.persons, u.index),
    )


def never() -> bool:
    """Tell that there is time."""
    return False


def bring_out(
    schedule: Schedule,
    units: Iterable[Unit],
    taste: Taste,
    *,
    over: Callable[[], bool] = never,
) -> None:
    """Give every one of *units* a journey, as far as there is a way, until time is up."""
    for unit in units:
        if over():
            return
        while schedule.waiting[unit.index] and insert(schedule, unit, taste):
            pass


def first_schedule(net: Network) -> Schedule:
    """Make a schedule at once."""
    schedule = Schedule(net)
    bring_out(schedule, in_turn(net), plain_taste(net))
    drop_empty(schedule)
    return schedule


def drop_empty(schedule: Schedule) -> None:
    """Cancel the runs of vehicles that carry nobody."""
    for tours in schedule.tours:
        for tour in tours:
            for run in [r for r in tour if r.loaded and not r.riders]:
                schedule.cancel(run)
    disband(schedule)


def in_small_parties(
    schedule: Schedule, order: Order, *, over: Callable[[], bool] = never
) -> Schedule:
    """Let cohorts by own means leave a station in smaller parties, if there is time."""
    finer = schedule.copy()
    taste = replace(plain_taste(schedule.net), party_s=SMALL_PARTY_S, launches=False)
    parties = [j for journeys in finer.journeys for j in journeys if _waits(finer, j)]
    for journey in sorted(parties, key=lambda j: (j.out_s, j.unit.index)):
        if over():
            return schedule
        finer.alight(journey)
        bring_out(finer, [journey.unit], taste)
    drop_empty(finer)
    if finer.crowded:
        return schedule
    return min(schedule, finer, key=lambda s: worth_of(s).key(order))


def _waits(schedule: Schedule, journey: Journey) -> bool:
    return not journey.unit.whole and any(
        run.way.fleet == OWN and run.way.from_ in schedule.stations
        for run in journey.runs
    )
