"""Find a way out for some people, on runs that are planned or could be."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from exeunt.model.times import HOUR, MINUTE
from exeunt.plan.solver.network import NEVER, OWN, SERVICE, Seats, Unit, Way
from exeunt.plan.solver.offers import Busy, best_offer
from exeunt.plan.solver.prices import Prices
from exeunt.plan.solver.schedule import Journey, Offer, Run, Schedule, by_start


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
    party_s: int = 30 * MINUTE
    """A cohort that goes on by own means passes a station in parties; each takes it
    about so long."""
    prices: Prices | None = None
    thrift: float = 0.0
    """How far prices count beside one's own time."""
    ignores: frozenset[str] = frozenset()
    """Limits left out of account, to find which of them binds."""


@dataclass(slots=True, eq=False)
class _Label:
    cost: float
    time_s: int
    place: int
    leg: Run | Offer | None
    before: _Label | None


def _cost(label: _Label) -> float:
    return label.cost


def insert(schedule: Schedule, unit: Unit, taste: Taste) -> int:
    """
    Bring out people of *unit* who have no journey yet, as many as go together.

    Returns how many got a journey; 0 when there is no way out for them.
    """
    persons = schedule.waiting[unit.index]
    legs = Search(schedule, unit, persons if unit.whole else 1, taste).legs()
    if legs is None:
        return 0
    if not unit.whole:
        persons = _together(schedule, unit, legs, persons, taste)
    while persons > 1 and not unit.whole:
        legs_of_all = Search(schedule, unit, persons, taste).legs()
        if legs_of_all is not None and _commit(
            schedule, unit, persons, legs_of_all, taste
        ):
            return persons
        persons //= 2
    return _commit(schedule, unit, persons, legs, taste)


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
        if station is not None:
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
        ready = search.boards_from(at, since)
        if isinstance(leg, Offer) and ready is not None:
            run = search.launch(leg, ready)
            if run is not None and leg.way.fleet != OWN:
                launched.append(run)
        if run is None or ready is None or ready > run.start_s:
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
        self._heft = unit.weight * persons
        self._labels: dict[int, list[_Label]] = {}
        self._cost_out = inf
        """Cost of the best way out so far."""

    def legs(self) -> list[Run | Offer] | None:
        """Find the legs of a journey that keeps every limit, beds included."""
        for _ in range(RETRIES):
            label = self._out()
            if label is None:
                return None
            legs = _legs(label)
            full = self.beds_suit(legs)
            if full is None:
                return legs
            place, until = full
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

    def launch(self, leg: Offer, ready_s: int) -> Run | None:
        """Make the run of *leg*, as early as the schedule now allows."""
        way = leg.way
        if way.fleet == OWN:
            return Run(way, leg.start_s, OWN, loaded=True)
        offer = best_offer(
            self.schedule,
            way,
            from_s=max(ready_s, leg.start_s),
            busy={},
            latest_s=leg.start_s,
        )
        return None if offer is None else self.schedule.launch(offer)

    def _out(self) -> _Label | None:
        """Settle labels in order of cost until one at a safe place comes up."""
        unit, net = self.unit, self.net
        first = _Label(float(unit.ready_s), unit.ready_s, unit.place, None, None)
        self._labels = {unit.place: [first]}
        self._cost_out = inf
        heap: list[tuple[float, int, _Label]] = [(first.cost, 0, first)]
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
                    fresh = _Label(cost, leg.ready_s, place, leg, label)
                    self._keep(fresh)
                    heapq.heappush(heap, (least, serial, fresh))
        return None

    def _beaten(self, place: int, cost: float, time_s: int) -> bool:
        """Tell whether a label there is as cheap and as early."""
        return any(
            x.cost <= cost and x.time_s <= time_s for x in self._labels.get(place, ())
        )

    def _keep(self, label: _Label) -> None:
        if self.net.safe[label.place]:
            self._cost_out = label.cost
        kept = [
            x
            for x in self._labels.get(label.place, ())
            if x.cost < label.cost or x.time_s < label.time_s
        ]
        kept.append(label)
        kept.sort(key=_cost)
        self._labels[label.place] = kept[:LABELS]

    def _next(self, label: _Label) -> Iterator[tuple[float, Run | Offer]]:
        """Yield every leg worth looking at from a label, with its cost."""
        ready = self.boards_from(label.place, label.time_s)
        if ready is None:
            return
        extra = label.cost - label.time_s + self._gate_s(label.place, ready)
        for run in self._calls(label.place, ready, extra):
            price = self._seats_s(run.way, run.start_s) + self._shuns_s(run.way)
            yield run.ready_s + extra + price, run
        busy: Busy | None = None
        for way in self.net.leads[label.place]:
            wish = max(ready, self.not_before.get(way.to, 0) - way.lasts_s)
            start = self.schedule.start_from(way, wish)
            if start is None or not self._in_time(way, start):
                continue
            if way.fleet == OWN:
                ends = start + way.lasts_s
                yield ends + extra + self._shuns_s(way), _own(way, start)
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
                busy = _busy(label) if busy is None else busy
                latest = min(most - dear, NEVER)
                offer = self._offer(way, start, busy, int(latest))
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

    def _offer(self, way: Way, start_s: int, busy: Busy, latest_s: int) -> Offer | None:
        if "seats" in self.taste.ignores:
            return _own(way, start_s)
        last = self.net.deadline_s - self.net.to_safety_s[way.to] - way.lasts_s
        return best_offer(
            self.schedule,
            way,
            from_s=start_s,
            busy=busy,
            latest_s=min(last, latest_s),
        )

    def _calls(self, place: int, ready_s: int, extra: float) -> Iterator[Run]:
        """Yield planned runs with room: by way the first, or all if seats cost."""
        runs = self.schedule.calls[place]
        seen: set[tuple[int, int, str]] = set()
        for run in runs[bisect_left(runs, ready_s, key=by_start) :]:
            way = run.way
            if run.start_s + extra >= self._cost_out:
                break
            key = (way.hop, way.fleet, way.name)
            if key not in seen and self._may_board(run):
                if self.taste.prices is None:
                    seen.add(key)
                yield run

    def _may_board(self, run: Run) -> bool:
        way = run.way
        return (
            self.net.useful[way.index]
            and (run.fits(self.takes) or "seats" in self.taste.ignores)
            and self._in_time(way, run.start_s)
            and run.ready_s >= self.not_before.get(way.to, 0)
            and (way.fleet != SERVICE or self._may_set_out(run))
        )

    def _may_set_out(self, run: Run) -> bool:
        clear = self.schedule.clear_from(run.way.hop, run.depart_s)
        return bool(run.riders) or clear == run.depart_s

    def _room_for(self, way: Way) -> bool:
        if not self.taste.launches:
            return False
        seats = way.seats
        if "seats" in self.taste.ignores:
            return True
        return seats is None or all(
            have >= need for have, need in zip(seats, self.takes, strict=True)
        )

    def _in_time(self, way: Way, start_s: int) -> bool:
        ends = start_s + way.lasts_s + self.net.to_safety_s[way.to]
        return ends <= self.net.deadline_s


def _own(way: Way, start_s: int) -> Offer:
    return Offer(
        way=way, start_s=start_s, vehicle=OWN, after=0, before=0, lead=(), trail=()
    )


def _legs(label: _Label | None) -> list[Run | Offer]:
    legs: list[Run | Offer] = []
    while label is not None and label.leg is not None:
        legs.append(label.leg)
        label = label.before
    return legs[::-1]


def _busy(label: _Label | None) -> Busy:
    """Tell which vehicles a journey has asked for, and the last run of each."""
    busy: Busy = {}
    for leg in _legs(label):
        if isinstance(leg, Offer) and leg.way.fleet != OWN:
            busy[leg.way.fleet, leg.vehicle] = leg
    return busy
