"""
The relaxation, solved by prices: everyone goes the cheapest way, and pays for it.

Seats, turns at stations and beds are not limited but priced. Then people and vehicles
no longer meet: each finds its cheapest way through time by itself, and what they all
pay, less what all the seats and turns there are would bring, bounds every plan from
below, whatever the prices [1]_. A way through time is found in one sweep, so this goes
by quarter hours where a linear program of the size could not be solved.

References
----------
.. [1] M. L. Fisher, The Lagrangian relaxation method for solving integer programming
   problems, Management Science 27 (1981), doi:10.1287/mnsc.27.1.1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from exeunt.model.times import HOUR, MINUTE, NEVER
from exeunt.plan.solver.demand import Class, classes_of, first_there, may_ride
from exeunt.plan.solver.initial import guests_at
from exeunt.plan.solver.moments import times_of
from exeunt.plan.solver.network import SERVICE, Network, Way
from exeunt.plan.solver.prices import Prices
from exeunt.plan.solver.program import Floats, Ints
from exeunt.plan.solver.spans import OpenTime


STEPS_S = (15 * MINUTE, 10 * MINUTE, 5 * MINUTE, 2 * MINUTE, MINUTE, 30, 10, 1)
TINY = 1e-9

Pay = tuple[Ints, float]
"""Which price is paid at each start, and how many times over."""


@dataclass(frozen=True, slots=True)
class Move:
    """One way, start by start."""

    from_: int
    to: int
    """-1: out, or back to nowhere."""
    at: Ints
    lands: Ints
    cost: Floats
    pays: tuple[Pay, ...]


class Cheapest:
    """The cheapest way through time from every place and slot, for one kind of flow."""

    def __init__(
        self,
        moves: list[Move],
        turns: dict[int, int],
        slots: int,
        *,
        stop: float,
        size: int = 1,
    ) -> None:
        self.moves = moves
        self._size = size
        self.turns = turns
        """By place where one must be processed: number of its first price."""
        self._slots = slots
        self._stop = stop
        places = {m.from_ for m in moves} | {m.to for m in moves}
        self._places = sorted(places | set(turns))
        self._wait: dict[int, Floats] = {}
        self._done: dict[int, Floats] = {}
        self._go: dict[int, Floats] = {}
        self._pick: dict[int, Ints] = {}

    def price(self, prices: Floats) -> None:
        """Find the least cost from everywhere at *prices*."""
        for p in self._places:
            self._go[p] = np.full(self._slots, self._stop)
            self._pick[p] = np.full(self._slots, -1, dtype=np.int64)
            self._done[p] = self._wait[p] = self._go[p]
        costs = [self._cost(move, prices) for move in self.moves]
        fresh = set(self._places)
        while fresh:
            improved = set()
            for number, move in enumerate(self.moves):
                if move.to not in fresh:
                    continue
                if self._relax(number, move, costs[number], prices):
                    improved.add(move.from_)
            fresh = improved

    def _cost(self, move: Move, prices: Floats) -> Floats:
        cost = move.cost
        for at, times in move.pays:
            cost = cost + times * prices[at]
        return cost

    def _relax(self, number: int, move: Move, cost: Floats, prices: Floats) -> bool:
        if move.to >= 0:
            cost = cost + self._wait[move.to][move.lands]
        go = self._go[move.from_]
        better = cost < go[move.at] - TINY
        if not better.any():
            return False
        at = move.at[better]
        go[at] = cost[better]
        self._pick[move.from_][at] = number
        self._done[move.from_] = _from_then_on(go)
        self._wait[move.from_] = self._done[move.from_]
        if move.from_ in self.turns:
            first = self.turns[move.from_]
            turn = self._size * prices[first : first + self._slots]
            turn = turn + self._done[move.from_]
            self._wait[move.from_] = _from_then_on(turn)
        return True

    def cost(self, place: int, slot: int, *, processed: bool = False) -> float:
        """Give the least cost from *place* at *slot*, to be processed there or not."""
        costs = self._done if processed else self._wait
        return float(costs[place][slot]) if place in costs else self._stop

    def paid(
        self, place: int, slot: int, prices: Floats, *, processed: bool = False
    ) -> Iterator[tuple[int, float]]:
        """Follow the cheapest way; yield each price that is paid, and how often."""
        while (
            place >= 0
            and self.cost(place, slot, processed=processed) < self._stop - TINY
        ):
            if place in self.turns and not processed:
                first = self.turns[place]
                ahead = self._size * prices[first + slot : first + self._slots]
                slot += int(np.argmin(ahead + self._done[place][slot:]))
                yield first + slot, float(self._size)
            slot += int(np.argmin(self._go[place][slot:]))
            move = self.moves[self._pick[place][slot]]
            start = int(np.searchsorted(move.at, slot))
            for at, times in move.pays:
                yield int(at[start]), times
            place, slot, processed = move.to, int(move.lands[start]), False


def _from_then_on(cost: Floats) -> Floats:
    """Give by slot the least cost at it or later."""
    return np.minimum.accumulate(cost[::-1])[::-1]


def slot_s(net: Network) -> int:
    """Choose slots that no trip is shorter than, so that nobody goes round in none."""
    shortest = min((w.travel_s for w in net.ways), default=STEPS_S[0])
    return next((s for s in STEPS_S if s <= shortest), STEPS_S[-1])


class Priced:
    """The relaxation of one problem, as a function of prices."""

    def __init__(self, net: Network, *, level: str, start: Prices) -> None:
        self.net = net
        self._level = level
        self._step_s = slot_s(net)
        self.slots = np.arange(0, net.deadline_s + 1, self._step_s)
        self._points = tuple(self.slots for _ in net.places)
        self.start: list[float] = []
        """Prices to begin with."""
        self._cap: list[float] = []
        """How much of each thing there is."""
        self.seats: dict[tuple[int, int], Ints] = {}
        """By way and kind: number of the price at each slot."""
        self.turns: dict[int, int] = {}
        self._beds: dict[int, int] = {}
        self._price(start)
        self.classes = classes_of(net)
        self._people = [self._side_of(people) for people in self.classes]
        self._fleets = {f: self._fleet(f) for f in range(len(net.fleets))}

    @property
    def cap(self) -> Floats:
        """How much of each priced thing there is."""
        return np.array(self._cap)

    def value(self, prices: Floats) -> tuple[float, Floats]:
        """Give the bound at *prices*, and by how much each thing is over-booked."""
        over = -self.cap
        total = float(np.sum(prices * over))  # a dot product would start threads
        for people, side in zip(self.classes, self._people, strict=True):
            side.price(prices)
            left = people.weight * self._hours_left
            for place, ready, processed, parties in people.sources:
                slot = min(ready // self._step_s, len(self.slots) - 1)
                cost = side.cost(place, slot, processed=processed)
                total += parties * min(left, cost)
                if cost < left:
                    for at, times in side.paid(
                        place, slot, prices, processed=processed
                    ):
                        over[at] += parties * times
        for fleet, side in self._fleets.items():
            total += self._earned(fleet, side, prices, over)
        return total, over

    @property
    def _hours_left(self) -> float:
        return self.net.deadline_s / HOUR if self._level == "person_hours" else 1.0

    def _earned(
        self, fleet: int, side: Cheapest, prices: Floats, over: Floats
    ) -> float:
        if not side.moves:
            return 0.0
        side.price(prices)
        earned = 0.0
        for (place, free_s), count in Counter(self.net.starts[fleet]).items():
            slot = free_s // self._step_s
            if slot >= len(self.slots):
                continue
            for at, times in side.paid(place, slot, prices):
                over[at] += count * times
            earned += count * side.cost(place, slot)
        return earned

    # what is priced

    def _price(self, start: Prices) -> None:
        for way in self.net.ways:
            for kind in range(3):
                if way.seats is not None and way.seats[kind]:
                    self._price_seats(way, kind, start)
        for p, place in enumerate(self.net.places):
            rate_per_h = self.net.doors.rate_per_h(p)
            if rate_per_h is not None:
                self.turns[p] = len(self.start)
                self.start += start.turn_h(p, self.slots + self._step_s // 2).tolist()
                opened = OpenTime(self.net.open[p])
                ends = [*self.slots.tolist(), int(self.slots[-1]) + self._step_s]
                done = np.diff([opened.by(t) for t in ends])
                self._cap += (done * rate_per_h / HOUR).tolist()
            if place.holds is not None and self.net.last_stop[p]:
                self._beds[p] = len(self.start)
                self.start.append(0.0)
                self._cap.append(float(max(place.holds - guests_at(self.net, p), 0)))

    def _price_seats(self, way: Way, kind: int, start: Prices) -> None:
        """Give a number to the price of a departure, or of each slot of a fleet."""
        net = self.net
        if way.seats is None or not way.starts or not net.useful[way.index]:
            return
        if not net.stands_for(way):
            return
        count = len(self.slots)
        if way.fleet == SERVICE:
            self.seats[way.index, kind] = np.full(count, len(self.start))
            self.start.append(
                float(start.seat_h(way, kind, np.array([way.starts[0][0]]))[0])
            )
            self._cap.append(float(way.seats[kind]))
        elif start.scarce(way.fleet, kind):
            first = len(self.start)
            self.seats[way.index, kind] = np.arange(first, first + count)
            self.start += start.seat_h(way, kind, self.slots).tolist()
            self._cap += [0.0] * count

    # who moves

    def _side_of(self, people: Class) -> Cheapest:
        moves = []
        first = first_there(self.net, people)
        for way in self.net.ways:
            if may_ride(self.net, way, people) and way.from_ in first:
                move = self._travel(way, first[way.from_], people)
                if len(move.at):
                    moves.append(move)
        moves.sort(key=lambda m: -1 if m.to < 0 else self.net.to_safety_s[m.to])
        return Cheapest(
            moves, self.turns, len(self.slots), stop=np.inf, size=people.size
        )

    def _travel(self, way: Way, since: int, people: Class) -> Move:
        latest = self.net.deadline_s - self.net.to_safety_s[way.to]
        times = times_of(
            way, way.starts, lasts_s=way.lasts_s, since_s=since, points=self._points
        ).ready_by(latest)
        out = self.net.safe[way.to]
        counts = out and self._level == "person_hours"
        pays: list[Pay] = []
        for kind, count in enumerate(people.takes):
            if count and (way.index, kind) in self.seats:
                pays.append((self.seats[way.index, kind][times.at], float(count)))
        if way.to in self._beds and out:
            beds = np.full(len(times.at), self._beds[way.to])
            pays.append((beds, float(people.size)))
        return Move(
            from_=way.from_,
            to=-1 if out else way.to,
            at=times.at,
            lands=times.lands,
            cost=people.weight * times.ready_s / HOUR
            if counts
            else np.zeros(len(times.at)),
            pays=tuple(pays),
        )

    def _fleet(self, fleet: int) -> Cheapest:
        """Let vehicles earn what people pay for their seats, if they pay at all."""
        moves = []
        paid = {index for index, _ in self.seats}
        ways = [w for w in self.net.ways if w.fleet == fleet]
        if any(self._stands_in(way).index in paid for way in ways):
            for way in ways:
                moves += [self._drive(way, loaded=False)]
                if self._stands_in(way).index in paid:
                    moves += [self._drive(way, loaded=True)]
        moves = [move for move in moves if len(move.at)]
        return Cheapest(moves, {}, len(self.slots), stop=0.0)

    def _stands_in(self, way: Way) -> Way:
        """Give the way whose seats people pay for when they ride *way*."""
        return self.net.way_of.get((self.net.leads_for[way.fleet], way.hop), way)

    def _drive(self, way: Way, *, loaded: bool) -> Move:
        times = times_of(
            way,
            way.starts if loaded else way.sets_out,
            lasts_s=way.lasts_s if loaded else way.travel_s,
            since_s=self.net.stands_s[way.fleet].get(way.from_, NEVER),
            points=self._points,
        )
        pays: list[Pay] = []
        for kind in range(3):
            key = (self._stands_in(way).index, kind)
            if loaded and way.seats is not None and key in self.seats:
                numbers = self.seats[key][times.at]
                pays.append((numbers, -float(way.seats[kind])))
        return Move(
            from_=way.from_,
            to=way.to,
            at=times.at,
            lands=times.lands,
            cost=np.zeros(len(times.at)),
            pays=tuple(pays),
        )
