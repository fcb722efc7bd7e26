"""Find a way out for some people, on runs that are planned or could be."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

from exeunt.model.times import HOUR, MINUTE, NEVER
from exeunt.plan.solver.labels import (
    Label,
    busy_of,
    by_cost,
    legs_of,
    own_run,
    thought_of,
)
from exeunt.plan.solver.network import OWN, SERVICE, Seats, Unit, Way
from exeunt.plan.solver.offers import Busy, Wish, best_offer
from exeunt.plan.solver.prices import Prices
from exeunt.plan.solver.runs import Legs, Offer, Run, by_start
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.spans import lies_in
from exeunt.plan.solver.told import Told
from exeunt.plan.solver.turns import Turn


RETRIES = 6
LABELS = 4
"""So many ways to a place are followed up, from cheapest to earliest."""


@dataclass(slots=True, kw_only=True)
class Taste:
    """What a search prefers, and what it leaves out of account."""

    new_run_s: tuple[float, ...]
    """By fleet: how many seconds later one would rather be out than launch a run."""
    shuns_s: tuple[float, ...] = ()
    """By hop: how many seconds later one would rather be out than go there."""
    holds_s: tuple[float, ...] = ()
    """By hop: how long a new run waits for others once it could load."""
    launches: bool = True
    moves_on: bool = False
    """Whether others ride on from a full haven though one could go elsewhere, or wait."""
    convoy_s: float = 2 * HOUR
    """How much sooner one must be out for another convoy to be formed."""
    strands: bool = False
    """Whether vehicles may make a last run after which they cannot come to fuel."""
    party_s: int = 30 * MINUTE
    """A cohort that goes on by own means passes a station in parties; each takes it
    about so long."""
    prices: Prices | None = None
    thrift: float = 0.0
    """How far prices count beside one's own time."""
    keeps: bool = True
    """Whether it counts what promises are missed."""
    ignores: frozenset[str] = frozenset()
    """Limits left out of account, to find which of them binds."""


class Search:
    """Earliest way out for *persons* of one unit, by labels at places."""

    def __init__(
        self, schedule: Schedule, unit: Unit, persons: int, taste: Taste
    ) -> None:
        self.schedule = schedule
        self.net = schedule.net
        self.unit = unit
        self.persons = persons
        self.takes: Seats = unit.takes(persons)
        self.taste = taste
        self.not_before: dict[int, int] = {}
        self.full: int | None = None
        """A safe place that was full for good, and from which people could ride on."""
        self._heft = unit.weight * persons
        self._told = Told(self.net, unit, heeded=taste.keeps)
        self._labels: dict[int, list[Label]] = {}
        self._cost_out = inf
        """Cost of the best way out so far."""

    def legs(self) -> list[Run | Offer] | None:
        """Find the legs of a journey that keeps every limit, beds included."""
        for _ in range(RETRIES):
            label = self._out()
            if label is None:
                return None
            legs = legs_of(label)
            full = self.beds_suit(legs)
            if full is None:
                return legs
            place, until = full
            if until >= NEVER and self.net.onward[place]:
                self.full = place
            self.not_before[place] = max(until, self.not_before.get(place, 0) + 1)
        return None

    def announced(self) -> list[Run | Offer] | None:
        """Follow what was announced to the unit; none where that leads nowhere."""
        legs: list[Run | Offer] = []
        at, since = self.unit.place, self.unit.ready_s
        for hop, depart_s in self.unit.told:
            if hop < 0 or self.net.number[self.net.hops[hop].from_] != at:
                return None
            turn = self.turn(at, since, first=not legs)
            leg = next(self._at(hop, depart_s, turn, legs), None)
            if leg is None:
                return None
            legs.append(leg)
            at, since = leg.way.to, leg.ready_s
        return legs if self.net.safe[at] and self.beds_suit(legs) is None else None

    def beds_suit(self, legs: list[Run | Offer] | list[Run]) -> tuple[int, int] | None:
        """Tell the first place that is too full for the journey, and until when."""
        if "holds" in self.taste.ignores:
            return None
        for leg, follows in zip(legs, [*legs[1:], None], strict=True):
            beds = self.schedule.beds.get(leg.way.to)
            if beds is not None:
                until = NEVER if follows is None else follows.start_s
                full = beds.full_until(leg.ready_s, until, self.persons)
                if full is not None:
                    return leg.way.to, full
        return None

    def turn(self, place: int, since_s: int, *, first: bool) -> Turn:
        """Tell when those who came at *since_s*, or began there, may begin to load."""
        station = self.schedule.stations.get(place)
        ready_s: int | None = since_s
        if (
            station is not None
            and "processing" not in self.taste.ignores
            and not (first and self.unit.processed)
        ):
            ready_s = station.earliest(since_s, self.persons)
        return Turn(self.net.doors, place, since_s, ready_s)

    def launch(self, leg: Offer, legs: Legs) -> Run | None:
        """Make the run of *leg* as it was offered; *legs* are still to set out."""
        way = leg.way
        if way.fleet == OWN:
            return Run(way, leg.start_s, OWN, loaded=True)
        start, last = leg.start_s, self.taste.strands
        wish = Wish(way=way, from_s=start, latest_s=start, legs=legs, last=last)
        offer = best_offer(self.schedule, wish, {})
        return None if offer is None else self.schedule.launch(offer)

    def _out(self) -> Label | None:
        """Settle labels in order of cost until one at a safe place comes up."""
        unit, net = self.unit, self.net
        first = Label(float(unit.ready_s), unit.ready_s, unit.place, None, None)
        self._labels = {unit.place: [first]}
        self._cost_out = inf
        heap: list[tuple[float, int, Label]] = [(first.cost, 0, first)]
        serial = 0
        while heap:
            _, _, label = heapq.heappop(heap)
            if net.safe[label.place] and label.before is not None:
                return label
            if label not in self._labels[label.place]:
                continue
            for before, leg in self._next(label):
                place = leg.way.to
                cost = before
                if unit.told:
                    until = NEVER if net.safe[place] else leg.ready_s
                    cost += self._told.missed_s(leg, label.time_s, until)
                least = cost + net.to_safety_s[place]
                if least < self._cost_out and not self._beaten(
                    place, cost, leg.ready_s
                ):
                    serial += 1
                    fresh = Label(cost, leg.ready_s, place, leg, label)
                    self._keep(fresh)
                    heapq.heappush(heap, (least, serial, fresh))
        return None

    def _beaten(self, place: int, cost: float, time_s: int) -> bool:
        """Tell whether a label there is as cheap and as early."""
        return any(
            x.cost <= cost and x.time_s <= time_s for x in self._labels.get(place, ())
        )

    def _keep(self, label: Label) -> None:
        if self.net.safe[label.place]:
            self._cost_out = label.cost
        kept = [
            x
            for x in self._labels.get(label.place, ())
            if x.cost < label.cost or x.time_s < label.time_s
        ]
        kept.append(label)
        kept.sort(key=by_cost)
        self._labels[label.place] = kept[:LABELS]

    def _next(self, label: Label) -> Iterator[tuple[float, Run | Offer]]:
        """Yield every leg worth looking at from a label, with its cost."""
        turn = self.turn(label.place, label.time_s, first=label.before is None)
        ready = turn.first(label.time_s)
        if ready is None:
            return
        extra = label.cost - label.time_s + self._gate_s(label.place, ready)
        legs = thought_of(legs_of(label)) if self.net.spacing.apart_s else ()
        for run in self._calls(turn, ready, extra, legs):
            price = self._seats_s(run.way, run.start_s) + self._shuns_s(run.way)
            yield run.ready_s + extra + price, run
        for leg in self._announced(label, turn) if self.unit.told else ():
            price = self._seats_s(leg.way, leg.start_s) + self._shuns_s(leg.way)
            yield leg.ready_s + extra + price, leg
        busy: Busy | None = None
        for way in self._leads(label.place, ready + extra):
            earliest = max(ready, self.not_before.get(way.to, 0) - way.lasts_s)
            start = self._start(way, turn, earliest, legs)
            if start is None or not self._in_time(way, start):
                continue
            if way.fleet == OWN:
                ends = start + way.lasts_s
                yield ends + extra + self._shuns_s(way), own_run(way, start)
                continue
            dear = self.taste.new_run_s[way.fleet] + extra + way.lasts_s
            dear += self._shuns_s(way)
            most = self._cost_out - self.net.to_safety_s[way.to]
            if (
                start + dear < most
                and self._room_for(way)
                and not self._beaten(way.to, start + dear, start + way.lasts_s)
            ):
                if self.taste.holds_s:
                    start += int(self.taste.holds_s[way.hop])
                busy = busy_of(legs_of(label)) if busy is None else busy
                latest = int(min(most - dear, NEVER))
                wish = Wish(way=way, from_s=start, latest_s=latest, legs=legs)
                offer = self._offer(wish, turn, busy)
                if offer is not None:
                    price = self._seats_s(way, offer.start_s)
                    yield offer.start_s + dear + price, offer

    def _leads(self, place: int, least: float) -> Iterator[Way]:
        """Yield ways from *place* until they lead out too late; *least* is so far."""
        for way in self.net.leads[place]:
            if least + way.lasts_s + self.net.to_safety_s[way.to] >= self._cost_out:
                return
            yield way

    def _seats_s(self, way: Way, start_s: int) -> float:
        """Price places on a run, in seconds of the unit's own time."""
        taste = self.taste
        if taste.prices is None or way.fleet == OWN:
            return 0.0
        price = taste.prices.seats_s(way, start_s, self.takes)
        return taste.thrift * price / self._heft

    def _shuns_s(self, way: Way) -> float:
        return self.taste.shuns_s[way.hop] if self.taste.shuns_s else 0.0

    def _gate_s(self, place: int, moment_s: int) -> float:
        taste = self.taste
        if taste.prices is None:
            return 0.0
        price = taste.prices.turns_s(place, moment_s, self.persons)
        return taste.thrift * price / self._heft

    def _offer(self, wish: Wish, turn: Turn, busy: Busy) -> Offer | None:
        way = wish.way
        if "seats" in self.taste.ignores or self._free(way):
            return own_run(way, wish.from_s)
        last = self.net.deadline_s - self.net.to_safety_s[way.to] - way.lasts_s
        latest = min(last, wish.latest_s)
        wish = replace(wish, latest_s=latest, last=self.taste.strands)
        while True:
            offer = best_offer(self.schedule, wish, busy)
            if offer is None or turn.allows(offer.start_s):
                return offer
            start = self._start(way, turn, offer.start_s, wish.legs)
            if start is None:
                return None
            wish = replace(wish, from_s=start)

    def _free(self, way: Way) -> bool:
        """Tell whether people may wish for a convoy over *way* where there is none."""
        return "convoys" in self.taste.ignores and way.hop in self.net.convoys

    def _start(self, way: Way, turn: Turn, from_s: int, legs: Legs) -> int | None:
        """Give the first moment at which they may begin to load for *way*."""
        founding = self._free(way)

        def start_from(at_s: int) -> int | None:
            return self.schedule.start_from(way, at_s, legs, founding=founding)

        if not self.net.doors.is_shut[way.from_]:
            at = turn.first(from_s)
            return None if at is None else start_from(at)
        return turn.earliest(start_from, from_s)

    def _announced(self, label: Label, turn: Turn) -> Iterator[Run | Offer]:
        """Yield the legs from there that were announced to the unit."""
        so_far = legs_of(label)
        for hop, depart_s in self._told.from_(self.net, label.place, label.time_s):
            yield from self._at(hop, depart_s, turn, so_far)

    def _at(
        self, hop: int, depart_s: int, turn: Turn, so_far: list[Run | Offer]
    ) -> Iterator[Run | Offer]:
        """Yield the legs over *hop*, after those *so_far*, that depart just then."""
        for way in self.net.over[hop]:
            start = depart_s - way.loading_s
            if turn.allows(start) and self._in_time(way, start):
                yield from self._just_then(way, start, turn, so_far)

    def _just_then(
        self, way: Way, start_s: int, turn: Turn, so_far: list[Run | Offer]
    ) -> Iterator[Run | Offer]:
        if way.fleet == OWN:
            if lies_in(way.starts, start_s):
                yield own_run(way, start_s)
            return
        legs = thought_of(so_far)
        runs = self.schedule.calls[way.from_]
        at = bisect_left(runs, start_s, key=by_start)
        while at < len(runs) and runs[at].start_s == start_s:
            if runs[at].way is way and self._may_board(runs[at], legs):
                yield runs[at]
                return
            at += 1
        if way.fleet >= 0 and self._room_for(way):
            wish = Wish(way=way, from_s=start_s, latest_s=start_s, legs=legs)
            offer = self._offer(wish, turn, busy_of(so_far))
            if offer is not None:
                yield offer

    def _calls(
        self, turn: Turn, ready_s: int, extra: float, legs: Legs
    ) -> Iterator[Run]:
        """Yield planned runs with room: by way the first, or all if seats cost."""
        runs = self.schedule.calls[turn.place]
        seen: set[tuple[int, int, str]] = set()
        for run in runs[bisect_left(runs, ready_s, key=by_start) :]:
            way = run.way
            if run.start_s + extra >= self._cost_out:
                break
            key = (way.hop, way.fleet, way.name)
            if key in seen or not turn.allows(run.start_s):
                continue
            if self._may_board(run, legs):
                if self.taste.prices is None:
                    seen.add(key)
                yield run

    def _may_board(self, run: Run, legs: Legs) -> bool:
        way = run.way
        return (
            self.net.useful[way.index]
            and (run.fits(self.takes) or "seats" in self.taste.ignores)
            and self._in_time(way, run.start_s)
            and run.ready_s >= self.not_before.get(way.to, 0)
            and self.may_set_out(run, legs)
        )

    def may_set_out(self, run: Run, legs: Legs) -> bool:
        """Tell whether *run* sets out anyhow, or as a service that may after *legs*."""
        if run.way.fleet != SERVICE or run.riders:
            return True
        clear = self.schedule.lanes.clear_from(run.way, run.depart_s, legs)
        return clear == run.depart_s

    def _room_for(self, way: Way) -> bool:
        if not self.taste.launches:
            return False
        return "seats" in self.taste.ignores or way.room_for(self.takes)

    def _in_time(self, way: Way, start_s: int) -> bool:
        ends = start_s + way.lasts_s + self.net.to_safety_s[way.to]
        return ends <= self.net.deadline_s
