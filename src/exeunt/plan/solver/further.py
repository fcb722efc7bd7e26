"""Search on from a schedule that there is, for so many steps or so long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exeunt.model.streams import stream
from exeunt.plan.solver.construct import drop_empty, in_small_parties
from exeunt.plan.solver.improve import Improver
from exeunt.plan.solver.onward import stay_where_there_is_room
from exeunt.plan.solver.prices import Prices
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.sooner import sooner_one_by_one
from exeunt.plan.solver.worth import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How far a search goes on: steps or time, whichever is given."""

    seconds: float
    clock: Callable[[], float]
    steps: int | None = None
    """Take so many, whatever the clock says."""
    seed: int = 0

    def used(self, steps: int, seconds: float) -> float:
        """Tell which share of it *steps* have used up, or *seconds*."""
        if self.steps is not None:
            return steps / max(self.steps, 1)
        return seconds / self.seconds if self.seconds > 0 else 1.0


def further(
    begin: Callable[[], Schedule],
    *,
    order: Order,
    effort: Effort,
    prices: Prices | None = None,
) -> Schedule:
    """
    Improve a schedule; what comes of it is worth no less.

    Parameters
    ----------
    begin
        Makes the schedule to begin with; that takes part of the time.
    order
        In which the levels of the objective count.
    effort
        How far to go on.
    prices
        What seats and turns are worth, if that is known.
    """
    began = effort.clock()
    improver = Improver(begin(), stream(effort.seed, 0), order)
    improver.prices = prices
    improver.offer(
        sooner_one_by_one(
            improver.best,
            improver.alone_s,
            order=order,
            over=lambda: effort.used(0, effort.clock() - began) >= 1,
        )
    )
    step = 0
    while (used := effort.used(step, effort.clock() - began)) < 1:
        improver.step(used)
        step += 1
    best = in_small_parties(improver.best, order)
    stay_where_there_is_room(best)
    drop_empty(best)
    return best
