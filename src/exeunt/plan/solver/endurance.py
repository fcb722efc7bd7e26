"""How long crews may be on duty, and how far vehicles go (rules §20 and §21)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from exeunt.model.fleets import Fleet
from exeunt.model.times import HOUR


if TYPE_CHECKING:
    from exeunt.plan.solver.network import Network, Way
    from exeunt.plan.solver.runs import Run


SLACK_KM = 1e-7


def barred(fleet: Fleet, *, lasts_s: int, km: float) -> str:
    """Say why no vehicle of *fleet* makes such a trip; nothing if it may."""
    if fleet.duty is not None and lasts_s > fleet.duty:
        return f"takes {lasts_s / HOUR:g} h and a duty is {fleet.duty / HOUR:g} h"
    if fleet.range_km is not None and km > fleet.range_km + SLACK_KM:
        return f"is {km:.0f} km long and their range is {fleet.range_km:g} km"
    return ""


@dataclass(frozen=True, slots=True)
class State:
    """Where a vehicle stands, and what its crew and its tank have behind them."""

    place: int
    since_s: int
    duty_s: int | None
    """When the duty began; none: the crew is rested."""
    km: float
    """Travelled since it was full."""


class Endurance:
    """What the vehicles of one fleet can do until they rest or refuel."""

    def __init__(self, net: Network, number: int) -> None:
        fleet = net.fleets[number]
        self._km = net.km
        self._starts = [
            State(net.number[s.place], s.free_s - s.stood_s, s.duty_s, s.km)
            for s in net.problem.starts(fleet)
        ]
        """By vehicle; since before H-hour where it has stood since then."""
        self._duty_s, self._rest_s = fleet.duty, fleet.rest or 0
        self._range_km = inf if fleet.range_km is None else fleet.range_km + SLACK_KM
        self.refuelling_s = fleet.refuelling or 0
        self.refuels = {p for p, place in enumerate(net.places) if place.refuels}
        self.refuels.add(net.number[fleet.based])
        self.has_duty = fleet.duty is not None
        self.has_range = fleet.range_km is not None
        self.pauses_s = sorted(
            {0, self._rest_s, self.refuelling_s if self.has_range else 0}
        )
        """How long it may be worth standing before a run."""
        self._to_fuel_km = self._least_km_to_fuel(net, number)

    @property
    def begins(self) -> tuple[int, ...]:
        """Give by vehicle the first that begins with as much behind it; none: any."""
        if not self.limited:
            return ()
        first: dict[State, int] = {}
        return tuple(first.setdefault(s, v) for v, s in enumerate(self._starts))

    @property
    def limited(self) -> bool:
        """Whether there is anything to keep."""
        return self.has_duty or self.has_range

    def stands(self, vehicle: int, tour: Iterable[Run]) -> State:
        """Tell how a vehicle stands after *tour*, which keeps the rules."""
        start = self._starts[vehicle]
        return self.goes(start, tour) or start

    def keeps(self, vehicle: int, tour: Iterable[Run]) -> bool:
        """Tell whether a whole tour keeps duty and range."""
        return self.goes(self._starts[vehicle], tour) is not None

    def goes(self, state: State, runs: Iterable[Run]) -> State | None:
        """Tell how a vehicle stands after *runs*; none: it may not make them all."""
        at: State | None = state
        for run in runs:
            if at is not None:
                at = self.after(at, run.way, run.start_s, run.ready_s)
        return at

    def after(
        self, state: State, way: Way, begins_s: int, ready_s: int
    ) -> State | None:
        """Tell how a vehicle stands after a run; none: it may not make it."""
        stood_s = begins_s - state.since_s
        duty_s = state.duty_s
        if duty_s is None or stood_s >= self._rest_s:
            duty_s = begins_s
        if self._duty_s is not None and ready_s - duty_s > self._duty_s:
            return None
        fills = stood_s >= self.refuelling_s and state.place in self.refuels
        km = (0.0 if fills else state.km) + self._km[way.hop]
        if km > self._range_km:
            return None
        return State(way.to, ready_s, duty_s, km)

    def filled(self, state: State) -> State:
        """Tell how a vehicle stands once it has refuelled where it is."""
        rested = self.refuelling_s >= self._rest_s
        return State(
            state.place,
            state.since_s + self.refuelling_s,
            None if rested else state.duty_s,
            0.0,
        )

    def strands(self, state: State) -> bool:
        """Tell whether a vehicle would never come to fuel again."""
        return state.km + self._to_fuel_km.get(state.place, inf) > self._range_km

    def _least_km_to_fuel(self, net: Network, number: int) -> dict[int, float]:
        least = dict.fromkeys(self.refuels, 0.0)
        ways = [w for w in net.ways if w.fleet == number and w.sets_out]
        for _ in net.places if self.has_range else ():
            for way in ways:
                if way.to in least:
                    km = least[way.to] + self._km[way.hop]
                    least[way.from_] = min(km, least.get(way.from_, inf))
        return least
