"""Find a way out for some people, on runs that are planned or could be."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from exeunt.model.times import HOUR, MINUTE
from exeunt.plan.solver.labels import (
    Label,
    busy_of,
    by_cost,
    legs_of,
    own_run,
    thought_of,
)
from exeunt.plan.solver.network import NEVER, OWN, SERVICE, Seats, Unit, Way
from exeunt.plan.solver.offers import Busy, Wish, best_offer
from exeunt.plan.solver.prices import Prices
from exeunt.plan.solver.runs import Legs, Offer, Run, by_start
from exeunt.plan.solver.schedule import Schedule


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

    def boards_from(self, place: int, since_s: int) -> int | None:
        """Tell when those who came at *since_s* may begin to load."""
        station = self.schedule.stations.get(place)
        if station is None or "processing" in self.taste.ignores:
            return since_s
        return station.earliest(since_s, self.persons)

    def launch(self, leg: Offer, ready_s: int, legs: Legs) -> Run | None:
        """Make the run of *leg* as it was offered; *legs* are still to set out."""
        way = leg.way
        if way.fleet == OWN:
            return Run(way, leg.start_s, OWN, loaded=True)
        start = max(ready_s, leg.start_s)
        last = self.taste.strands
        wish = Wish(way=way, from_s=start, latest_s=leg.start_s, legs=legs, last=last)
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
            for cost, leg in self._next(label):
                place = leg.way.to
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
        ready = self.boards_from(label.place, label.time_s)
        if ready is None:
            return
        extra = label.cost - label.time_s + self._gate_s(label.place, ready)
        legs = thought_of(label) if self.net.spacing.apart_s else ()
        for run in self._calls(label.place, ready, extra, legs):
            price = self._seats_s(run.way, run.start_s) + self._shuns_s(run.way)
            yield run.ready_s + extra + price, run
        busy: Busy | None = None
        for way in self.net.leads[label.place]:
            earliest = max(ready, self.not_before.get(way.to, 0) - way.lasts_s)
            free = self._free(way)
            start = self.schedule.start_from(way, earliest, legs, founding=free)
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
                busy = busy_of(label) if busy is None else busy
                last = self.net.deadline_s - self.net.to_safety_s[way.to] - way.lasts_s
                wish = Wish(
                    way=way,
                    from_s=start,
                    latest_s=int(min(most - dear, last)),
                    legs=legs,
                    last=self.taste.strands,
                )
                offer = self._offer(wish, busy)
                if offer is not None:
                    price = self._seats_s(way, offer.start_s)
                    yield offer.start_s + dear + price, offer

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

    def _offer(self, wish: Wish, busy: Busy) -> Offer | None:
        way = wish.way
        if "seats" in self.taste.ignores or self._free(way):
            return own_run(way, wish.from_s)
        return best_offer(self.schedule, wish, busy)

    def _free(self, way: Way) -> bool:
        """Tell whether people may wish for a convoy over *way* where there is none."""
        return "convoys" in self.taste.ignores and way.hop in self.net.convoys

    def _calls(
        self, place: int, ready_s: int, extra: float, legs: Legs
    ) -> Iterator[Run]:
        """Yield planned runs with room: by way the first, or all if seats cost."""
        runs = self.schedule.calls[place]
        seen: set[tuple[int, int, str]] = set()
        for run in runs[bisect_left(runs, ready_s, key=by_start) :]:
            way = run.way
            if run.start_s + extra >= self._cost_out:
                break
            key = (way.hop, way.fleet, way.name)
            if key not in seen and self._may_board(run, legs):
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
        return "seats" in self.taste.ignores or self.has_room(way)

    def has_room(self, way: Way) -> bool:
        """Tell whether an empty vehicle of *way* has room for them all."""
        return way.seats is None or all(
            have >= need for have, need in zip(way.seats, self.takes, strict=True)
        )

    def _in_time(self, way: Way, start_s: int) -> bool:
        ends = start_s + way.lasts_s + self.net.to_safety_s[way.to]
        return ends <= self.net.deadline_s
