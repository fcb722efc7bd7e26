"""How a vehicle gets to a run, with the rests and the fuel it needs on the way."""

from __future__ import annotations

from dataclasses import dataclass

from exeunt.model.times import NEVER
from exeunt.plan.solver.endurance import State
from exeunt.plan.solver.network import Way
from exeunt.plan.solver.runs import Legs
from exeunt.plan.solver.schedule import Schedule


PUMPS = 3
"""So many places to refuel at on the way are tried, the nearest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A run that a vehicle can make, and how it gets there."""

    lead: Legs
    start_s: int
    """When loading begins."""
    state: State
    """After the run."""


class Driver:
    """Drives vehicles of one fleet beside what is in the schedule."""

    def __init__(
        self, schedule: Schedule, fleet: int, legs: Legs, *, founds: int | None = None
    ) -> None:
        self._founds = founds
        """A hop over which it may be the first of a convoy; others it only joins."""
        self._schedule = schedule
        self._fleet = fleet
        self._legs = legs
        """Runs that are thought of elsewhere, and not in the schedule yet."""
        self._able = schedule.net.endurance[fleet]

    def reach(self, state: State, way: Way, *, from_s: int, last: bool) -> Reach | None:
        """
        Find the earliest run over *way*, to load no earlier than *from_s*.

        One after which the vehicle could not come to fuel is given only if there is no
        other, or if it may be the *last* that it makes.
        """
        if not self._able.limited:
            return self._at_once(state, way, from_s)
        fills = (False, True) if self._able.has_range else (False,)
        found = [self._rested(state, way, from_s, full=full) for full in fills]
        return min(
            (x for x in found if x is not None),
            key=lambda x: (not last and self._able.strands(x.state), x.start_s),
            default=None,
        )

    def over(self, state: State, way: Way, *, from_s: int) -> tuple[Legs, int] | None:
        """Drive empty over *way*: how one gets there, and when one sets out."""
        ahead = self.ahead(state, way.from_)
        if ahead is None:
            return None
        lead, there = ahead
        legs = (*self._legs, *lead)
        founding = way.hop == self._founds
        for pause_s in self._able.pauses_s:
            since_s = max(there.since_s + pause_s, from_s)
            depart = self._schedule.sets_out_from(way, since_s, legs, founding=founding)
            if depart is None:
                return None
            if self._able.after(there, way, depart, depart + way.travel_s):
                return lead, depart
        return None

    def ahead(
        self, state: State, to: int, *, full: bool = False, hold_s: int = 0
    ) -> tuple[Legs, State] | None:
        """
        Drive empty to a place.

        Parameters
        ----------
        state
            How the vehicle stands.
        to
            The place.
        full
            Whether it must refuel on the way.
        hold_s
            How long it stands before it sets out, at least.
        """
        if not self._able.limited:
            ends = (state.place, to)
            drive = self._schedule.drive(self._fleet, ends, state.since_s, self._legs)
            return drive and (drive[0], State(to, drive[1], None, 0.0))
        direct = None if full else self._straight(state, to, hold_s)
        if direct is None and self._able.has_range:
            return self._by_pump(state, to, hold_s)
        return direct

    def _at_once(self, state: State, way: Way, from_s: int) -> Reach | None:
        ahead = self.ahead(state, way.from_)
        if ahead is None:
            return None
        lead, there = ahead
        start = self._start_from(way, max(there.since_s, from_s), lead)
        if start is None:
            return None
        after = State(way.to, start + way.lasts_s, None, 0.0)
        return Reach(lead=lead, start_s=start, state=after)

    def _rested(
        self, state: State, way: Way, from_s: int, *, full: bool
    ) -> Reach | None:
        """Come early, or just in time so that the duty begins late, if that is as good."""
        early = self.ahead(state, way.from_, full=full)
        if early is None:
            return None
        found = [self._loaded(early, way, from_s)]
        starts = {from_s, *(x.start_s for x in found if x is not None)}
        for start in sorted(starts):
            wait_s = start - early[1].since_s
            if early[0] and wait_s > 0:
                late = self.ahead(state, way.from_, full=full, hold_s=wait_s)
                found.append(late and self._loaded(late, way, from_s))
        return min(
            (x for x in found if x is not None),
            key=lambda x: (x.start_s, -(x.state.duty_s or 0)),
            default=None,
        )

    def _loaded(self, ahead: tuple[Legs, State], way: Way, from_s: int) -> Reach | None:
        lead, state = ahead
        for pause_s in self._able.pauses_s:
            since_s = max(state.since_s + pause_s, from_s)
            start = self._start_from(way, since_s, lead)
            if start is None:
                return None
            after = self._able.after(state, way, start, start + way.lasts_s)
            if after is not None:
                return Reach(lead=lead, start_s=start, state=after)
        return None

    def _start_from(self, way: Way, from_s: int, lead: Legs) -> int | None:
        legs = (*self._legs, *lead)
        founding = way.hop == self._founds
        return self._schedule.start_from(way, from_s, legs, founding=founding)

    def _straight(
        self, state: State, to: int, hold_s: int, before: Legs = ()
    ) -> tuple[Legs, State] | None:
        """Drive the quickest way, and rest or refuel where one stops if one must."""
        ends, since_s = (state.place, to), state.since_s + hold_s
        legs = (*self._legs, *before)
        drive = self._schedule.drive(self._fleet, ends, since_s, legs)
        if drive is None:
            return None
        done: Legs = ()
        at: State | None = state
        for way, _ in drive[0]:
            at = at and self._on(at, way, hold_s, (*legs, *done))
            if at is None:
                return None
            done = (*done, (way, at.since_s - way.travel_s))
            hold_s = 0
        return None if at is None else (done, at)

    def _on(self, state: State, way: Way, hold_s: int, legs: Legs) -> State | None:
        for pause_s in self._able.pauses_s:
            since_s = state.since_s + max(pause_s, hold_s)
            depart = self._schedule.sets_out_from(way, since_s, legs)
            if depart is None:
                return None
            after = self._able.after(state, way, depart, depart + way.travel_s)
            if after is not None:
                return after
        return None

    def _by_pump(self, state: State, to: int, hold_s: int) -> tuple[Legs, State] | None:
        """Refuel on the way, where one is soonest at its end."""
        drives = self._schedule.net.drives_s[self._fleet]

        def detour_s(pump: int) -> int:
            there, on = (state.place, pump), (pump, to)
            return drives.get(there, NEVER) + drives.get(on, NEVER)

        best: tuple[Legs, State] | None = None
        for pump in sorted(self._able.refuels, key=lambda p: (detour_s(p), p))[:PUMPS]:
            first = self._straight(state, pump, hold_s)
            if first is None:
                continue
            full = self._able.filled(first[1])
            second = self._straight(full, to, 0, first[0])
            if second is not None and (
                best is None or second[1].since_s < best[1].since_s
            ):
                best = (*first[0], *second[0]), second[1]
        return best
