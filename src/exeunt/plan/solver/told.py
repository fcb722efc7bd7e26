"""Promises, as the planner keeps and counts them (rules §34 and §35)."""

from __future__ import annotations

from collections.abc import Iterator

from exeunt.model.times import HOUR, NEVER
from exeunt.plan.solver.alone import Alone
from exeunt.plan.solver.network import Network, Unit, Way
from exeunt.plan.solver.runs import Journey, Offer, Run
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.spans import lies_in


class Told:
    """What was announced to one unit, and what it costs to miss it."""

    def __init__(self, net: Network, unit: Unit, *, heeded: bool) -> None:
        self._told = unit.told if heeded else ()
        self._each_s = net.promise_h * HOUR / unit.weight

    def from_(
        self, net: Network, place: int, since_s: int
    ) -> Iterator[tuple[int, int]]:
        """Yield the hops from *place* that were announced, with their moments."""
        for hop, depart_s in self._told:
            if hop < 0 or depart_s < since_s:
                continue
            if net.number[net.hops[hop].from_] == place:
                yield hop, depart_s

    def missed_s(self, leg: Run | Offer, since_s: int, until_s: int) -> float:
        """
        Price what is missed by taking *leg*, in seconds of the unit's own time.

        That is what was announced for the time from *since_s* until *until_s*: when
        the leg is over, or for ever if it leads to safety.
        """
        taken = set_off(leg)
        missed = sum(since_s <= s < until_s and (h, s) != taken for h, s in self._told)
        return missed * self._each_s


def set_off(leg: Run | Offer) -> tuple[int, int]:
    """Give the hop of a leg with people, and when it departs."""
    return leg.way.hop, leg.start_s + leg.way.loading_s


def broken_promises(schedule: Schedule) -> int:
    """Count the promises that *schedule* breaks: persons times trips."""
    broken = 0
    for unit in schedule.net.units:
        if unit.told:
            broken += schedule.waiting[unit.index] * len(unit.told)
            broken += sum(
                j.persons * missed_by(j) for j in schedule.journeys[unit.index]
            )
    return broken


def missed_by(journey: Journey) -> int:
    """Count the trips that were announced to the people of *journey* in vain."""
    taken = {set_off(run) for run in journey.runs}
    return sum(one not in taken for one in journey.unit.told)


def never_kept(net: Network) -> int:
    """Count the promises that no plan keeps, even were their people alone."""
    alone = Alone(net)
    return sum(unit.persons * _in_vain(net, alone, unit) for unit in net.units)


def _in_vain(net: Network, alone: Alone, unit: Unit) -> int:
    if not unit.told:
        return 0
    persons = unit.persons if unit.whole else 1
    first = alone.first_there(unit, persons)
    takes = unit.takes(persons)
    return sum(
        hop < 0
        or not any(
            _serves(net, way, depart_s, first.get(way.from_, NEVER))
            and way.room_for(takes)
            for way in net.ways
            if way.hop == hop and net.rides[way.index]
        )
        for hop, depart_s in unit.told
    )


def _serves(net: Network, way: Way, depart_s: int, there_s: int) -> bool:
    """Tell whether *way* departs then, with people who are there, who then come out."""
    start = depart_s - way.loading_s
    out_s = start + way.lasts_s + net.to_safety_s[way.to]
    in_time = there_s <= start and out_s <= net.deadline_s
    return in_time and lies_in(way.starts, start)
