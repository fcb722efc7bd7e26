"""Take a plan up again: its trips as far as they still go, then everybody else."""

from __future__ import annotations

from collections.abc import Sequence

from exeunt.model.plan import Trip
from exeunt.plan.solver.boarding import keep_promises
from exeunt.plan.solver.construct import bring_out, drop_empty, in_turn, plain_taste
from exeunt.plan.solver.endurance import State
from exeunt.plan.solver.forming import disperse_broken
from exeunt.plan.solver.network import Network, Way
from exeunt.plan.solver.offers import Wish, best_offer, offer_of
from exeunt.plan.solver.runs import Legs, Offer, Run
from exeunt.plan.solver.schedule import Schedule


Vehicle = tuple[int, int]
"""Fleet and number, from 0."""


def resumed_schedule(net: Network, trips: Sequence[Trip]) -> Schedule:
    """
    Make a schedule of what is left of *trips*, and bring out everybody else.

    Parameters
    ----------
    net
        The problem; its people know what was announced to them.
    trips
        Of the plan so far, those that have not begun, in seconds after H-hour.
    """
    schedule = Schedule(net)
    tours = Tours(schedule)
    schedule.convoys.free = True  # until all who make them up have been taken up
    for trip in sorted(trips, key=lambda t: (t.depart_s, t.arrive_s)):
        tours.take_up(trip)
    tours.replace()
    disperse_broken(schedule)
    schedule.convoys.free = False
    _board(schedule)
    drop_empty(schedule)
    bring_out_all(schedule)
    return schedule


def bring_out_all(schedule: Schedule) -> None:
    """Bring out everybody else; whoever found no room once others have made it."""
    net = schedule.net
    for _ in range(2):
        bring_out(schedule, in_turn(net), plain_taste(net))
    drop_empty(schedule)


def _board(schedule: Schedule) -> None:
    """Let people ride as announced; who makes room for others may come first."""
    taste = plain_taste(schedule.net)
    told = [unit for unit in schedule.net.units if unit.told]
    told.sort(key=lambda unit: unit.told[0][1])
    while told:
        kept = {u.index for u in told if keep_promises(schedule, u, taste)}
        if not kept:
            return
        told = [u for u in told if schedule.waiting[u.index]]


class Tours:
    """The tours of vehicles, run by run as the plan has them."""

    def __init__(self, schedule: Schedule) -> None:
        net = schedule.net
        self._schedule = schedule
        self._fleets = {fleet.id: f for f, fleet in enumerate(net.fleets)}
        self._ways = {(w.fleet, w.hop): w for w in net.ways if w.fleet >= 0}
        self._empties: dict[Vehicle, list[tuple[Way, int]]] = {}
        """Empty runs since the last one that carried people."""
        self._without: list[tuple[int, int, int]] = []
        """Fleet, hop and departure of what its vehicle cannot do."""

    def take_up(self, trip: Trip) -> Run | None:
        """Let the vehicle of *trip* make it as planned, if it still can."""
        hop = self._schedule.net.hop_number.get(f"{trip.link}>{trip.to}")
        fleet, vehicle = self._vehicle(trip)
        way = None if hop is None else self._ways.get((fleet, hop))
        if way is None:
            return None
        if not (trip.households or trip.cohorts):
            self._empties.setdefault((fleet, vehicle), []).append((way, trip.depart_s))
            if way.hop in self._schedule.net.convoys:
                self._go_along(way, vehicle)
            return None
        offer = self._offer(way, vehicle, trip.depart_s - way.loading_s)
        if offer is None:
            self._without.append((fleet, way.hop, trip.depart_s))
            return None
        return self._schedule.launch(offer)

    def _go_along(self, way: Way, vehicle: int) -> None:
        """Let a vehicle that carries nobody make up a convoy, as planned."""
        legs = self._empties.pop((way.fleet, vehicle))
        if self._driven(way.fleet, vehicle, legs) is not None:
            *lead, (_, depart_s) = legs
            run = Run(way, depart_s, vehicle, loaded=False)
            self._schedule.append(tuple(lead), run)

    def replace(self) -> None:
        """Send others where a vehicle cannot go as planned: of its fleet, or of any."""
        told = {one for unit in self._schedule.net.units for one in unit.told}
        for fleet, hop, depart_s in self._without:
            if (hop, depart_s) in told:
                self._send_another(fleet, hop, depart_s)

    def _send_another(self, fleet: int, hop: int, depart_s: int) -> None:
        ways = [way for (_, h), way in self._ways.items() if h == hop]
        for way in sorted(ways, key=lambda w: (w.fleet != fleet, w.index)):
            start = depart_s - way.loading_s
            wish = Wish(way=way, from_s=start, latest_s=start)
            offer = best_offer(self._schedule, wish, {})
            if offer is not None:
                self._schedule.launch(offer)
                return

    def _vehicle(self, trip: Trip) -> Vehicle:
        fleet, _, number = (trip.vehicle or "").rpartition("/")
        at = self._fleets.get(fleet, -1)
        vehicle = int(number) - 1 if number.isdecimal() else -1
        there = at >= 0 and 0 <= vehicle < len(self._schedule.tours[at])
        return (at, vehicle) if there else (-1, -1)

    def _offer(self, way: Way, vehicle: int, start_s: int) -> Offer | None:
        lead = self._empties.pop((way.fleet, vehicle), [])
        as_planned = self._as_planned(way, vehicle, start_s, lead)
        return as_planned or offer_of(self._schedule, way, vehicle, start_s)

    def _as_planned(
        self, way: Way, vehicle: int, start_s: int, lead: list[tuple[Way, int]]
    ) -> Offer | None:
        """Make the run with the very empty runs before it that the plan has."""
        schedule = self._schedule
        end = len(schedule.tours[way.fleet][vehicle])
        able = schedule.net.endurance[way.fleet]
        at = self._driven(way.fleet, vehicle, lead)
        legs = tuple(lead)
        if at is None or at.place != way.from_ or start_s < at.since_s:
            return None
        if schedule.start_from(way, start_s, legs) != start_s:
            return None
        state = able.after(at, way, start_s, start_s + way.lasts_s)
        if state is None:
            return None
        return Offer(
            way=way,
            start_s=start_s,
            vehicle=vehicle,
            after=end,
            before=end,
            lead=legs,
            trail=(),
            state=state,
        )

    def _driven(
        self, fleet: int, vehicle: int, lead: list[tuple[Way, int]]
    ) -> State | None:
        """Tell how a vehicle stands after empty runs; ``None`` if it cannot make them."""
        schedule = self._schedule
        able = schedule.net.endurance[fleet]
        at: State | None = schedule.state(
            fleet, vehicle, len(schedule.tours[fleet][vehicle])
        )
        legs: Legs = ()
        for empty, depart in lead:
            if at is None or empty.from_ != at.place or depart < at.since_s:
                return None
            if schedule.sets_out_from(empty, depart, legs) != depart:
                return None
            at = able.after(at, empty, depart, depart + empty.travel_s)
            legs = (*legs, (empty, depart))
        return at
