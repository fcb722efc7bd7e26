"""Let one after the other take an earlier way out, where there is one now."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from exeunt.plan.solver.construct import bring_out, drop_empty, plain_taste
from exeunt.plan.solver.runs import Journey
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.worth import Order, worth_of


def sooner_one_by_one(
    schedule: Schedule,
    alone_s: list[int],
    *,
    order: Order,
    over: Callable[[], bool],
) -> Schedule:
    """
    Take each journey out and bring its people out anew, keeping what is sooner.

    What a schedule gains at once from a vehicle or an hour that it did not have, it
    gains here; those who lose most against being alone come first.

    Parameters
    ----------
    schedule
        It is not changed.
    alone_s
        By unit: when it could be out, were it alone.
    order
        In which the levels of the objective count.
    over
        Tells when to stop.

    Returns
    -------
    Schedule
        Worth no less than *schedule*.
    """
    trial = schedule.copy()
    loses = {
        id(j): (j.out_s - alone_s[j.unit.index]) * j.unit.weight * j.persons
        for j in chain.from_iterable(trial.journeys)
    }
    journeys = list(chain.from_iterable(trial.journeys))
    for journey in sorted(journeys, key=lambda j: (-loses[id(j)], j.unit.index)):
        if over() or loses[id(journey)] <= 0:
            break
        _again(trial, journey)
    bring_out(trial, trial.net.units, plain_taste(trial.net))
    drop_empty(trial)
    if trial.crowded:
        return schedule
    return min(schedule, trial, key=lambda s: worth_of(s).key(order))


def _again(schedule: Schedule, journey: Journey) -> None:
    """Bring the people of one journey out anew, or put them back."""
    unit = journey.unit
    if journey not in schedule.journeys[unit.index]:
        return  # they have made room for others, or ridden on
    before = list(schedule.journeys[unit.index])
    schedule.alight(journey)
    waiting = schedule.waiting[unit.index] - journey.persons
    bring_out(schedule, (unit,), plain_taste(schedule.net))
    fresh = [
        j for j in schedule.journeys[unit.index] if all(j is not old for old in before)
    ]
    late_s = sum(j.persons * j.out_s for j in fresh)
    if (
        schedule.waiting[unit.index] <= waiting
        and late_s < journey.persons * journey.out_s
    ):
        return
    for one in fresh:
        schedule.alight(one)
    schedule.board(journey)
