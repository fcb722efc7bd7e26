"""The best plan of a tiny problem, by trying everything: slow, short and independent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from exeunt.model.fleets import Fleet, planning_time_s
from exeunt.model.people import SeatKind
from exeunt.model.problem import Departure, Hop, Household, Problem


TICK_S = 300
"""Every time in a tiny problem is a multiple of this."""


@dataclass(frozen=True)
class State:
    """Where everybody stands, and since when."""

    vehicles: tuple[tuple[int, str, int, tuple[str, ...]], ...]
    """Fleet, place, time, places driven through empty since it carried people."""
    people: tuple[tuple[str, int, tuple[str, ...], int], ...]
    """By household: place, time, places it has left, announced trips it has taken.
    Nobody gains by coming back."""
    boarded: tuple[tuple[str, int], ...] = ()
    """By departure and household."""


class Exhaustive:
    """Tries every order in which vehicles, services and own means could be used."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.safe = {p.id for p in problem.places if p.kind.safe}
        self.best = (float("inf"), float("inf"))
        self._seen: set[State] = set()
        self._told = [
            {(one.hop, one.depart_s) for one in problem.promises.get(h.id, ())}
            for h in problem.households
        ]
        self._price = problem.state.promise_h if problem.state else 0.0
        self._starts: dict[tuple[str, int, tuple[int, int, int]], int | None] = {}

    def solve(self) -> tuple[float, float]:
        """Give the least weight left, and then the least priced person-hours."""
        problem = self.problem
        vehicles = tuple(
            (f, start.place, start.free_s, ())
            for f, fleet in enumerate(problem.fleets)
            for start in problem.starts(fleet)
            if start.free_s <= problem.deadline_s
        )
        people = tuple((h.place, h.ready_s, (), 0) for h in problem.households)
        self._try(State(vehicles, people))
        return self.best

    def _try(self, state: State) -> None:
        if state in self._seen or all(p[0] in self.safe for p in state.people):
            self._count(state)
            return
        self._seen.add(state)
        self._count(state)
        for after in self._next(state):
            self._try(after)

    def _count(self, state: State) -> None:
        left = hours = 0.0
        for i, (place, since, _, met) in enumerate(state.people):
            household = self.problem.households[i]
            broken = household.persons * (len(self._told[i]) - met)
            hours += self._price * broken
            if place in self.safe:
                hours += household.weight * since / 3600
            elif place == household.place and since == household.ready_s:
                left += household.weight
                hours += household.weight * self.problem.deadline_s / 3600
            else:
                return
        self.best = min(self.best, (round(left, 6), round(hours, 6)))

    def _next(self, state: State) -> Iterator[State]:
        for hop in self.problem.hops:
            waiting = [
                i
                for i, (place, _, been, _) in enumerate(state.people)
                if place == hop.from_ and place not in self.safe and hop.to not in been
            ]
            if not hop.link.mode.needs_vehicle:
                yield from self._own(state, hop, waiting)
            for at, (f, place, _, _) in enumerate(state.vehicles):
                if place == hop.from_ and self.problem.fleets[f].may_use(hop.link):
                    yield from self._drive(state, hop, at, waiting)
        for departure in self.problem.departures:
            yield from self._departure(state, departure)

    def _own(self, state: State, hop: Hop, waiting: list[int]) -> Iterator[State]:
        travel = planning_time_s(hop.link.nominal_s, self.problem.step_s)
        for i in waiting:
            for start in self._when(hop, state.people[i][1], (0, travel, 0), (i,)):
                yield self._moved(state, [i], (hop, start), start + travel)

    def _drive(
        self, state: State, hop: Hop, at: int, waiting: list[int]
    ) -> Iterator[State]:
        f, place, since, been = state.vehicles[at]
        fleet = self.problem.fleets[f]
        travel = fleet.travel_s(hop.link, self.problem.step_s)
        until = self.problem.deadline_s * 2
        if fleet.available_until is not None:
            until = fleet.available_until
        start = self._first(hop, since, (0, travel, 0))
        if start is not None and start + travel <= until and hop.to not in been:
            yield self._parked(state, at, hop.to, start + travel, (*been, place))
        lasts = (fleet.loading, travel, fleet.unloading)
        for count in range(1, len(waiting) + 1):
            for riders in combinations(waiting, count):
                if not self._fit(fleet, riders):
                    continue
                ready = max(since, *(state.people[i][1] for i in riders))
                for start in self._when(hop, ready, lasts, riders):
                    ends = start + sum(lasts)
                    if ends <= until:
                        off = (hop, start + fleet.loading)
                        moved = self._moved(state, riders, off, ends)
                        yield self._parked(moved, at, hop.to, ends)

    def _departure(self, state: State, departure: Departure) -> Iterator[State]:
        service = departure.service
        lasts = (
            service.loading,
            departure.arrive_s - departure.depart_s,
            service.unloading,
        )
        start = departure.depart_s - service.loading
        on_board = tuple(i for d, i in state.boarded if d == departure.id)
        if self._first(departure.hop, start, lasts) != start:
            return
        for i, (place, since, _, _) in enumerate(state.people):
            if place != departure.hop.from_ or since > start or place in self.safe:
                continue
            if self._fit(service, (*on_board, i)):
                off = (departure.hop, departure.depart_s)
                moved = self._moved(state, [i], off, start + sum(lasts))
                boarded = tuple(sorted((*state.boarded, (departure.id, i))))
                yield replace(moved, boarded=boarded)

    def _fit(self, carrier: Fleet | object, riders: tuple[int, ...]) -> bool:
        seats = getattr(carrier, "seats")  # noqa: B009 - fleets and services alike
        return all(
            sum(self._household(i).takes(kind) for i in riders) <= seats.get(kind, 0)
            for kind in SeatKind
        )

    def _household(self, i: int) -> Household:
        return self.problem.households[i]

    def _when(
        self,
        hop: Hop,
        since: int,
        lasts: tuple[int, int, int],
        riders: tuple[int, ...],
    ) -> Iterator[int]:
        """Yield when to load: at once, or so as to leave as announced."""
        first = self._first(hop, since, lasts)
        if first is None:
            return
        yield first
        told = {d for i in riders for h, d in self._told[i] if h == hop.id}
        for start in sorted(depart - lasts[0] for depart in told):
            if start > first and self._first(hop, start, lasts) == start:
                yield start

    def _first(self, hop: Hop, since: int, lasts: tuple[int, int, int]) -> int | None:
        key = (hop.id, since, lasts)
        if key not in self._starts:
            self._starts[key] = self._step(hop, since, lasts)
        return self._starts[key]

    def _step(self, hop: Hop, since: int, lasts: tuple[int, int, int]) -> int | None:
        """Step through time until loading may begin (rules §2, §7 and §13)."""
        loading, travel, unloading = lasts
        start = since
        while start + loading + travel <= self.problem.deadline_s:
            departs, arrives = start + loading, start + loading + travel
            loads = range(start, departs + 1, TICK_S)
            if (
                all(self._open(hop.from_, t) for t in (*loads, departs))
                and _within(hop.spans, departs)
                and not any(
                    _within(hop.curfew, t) for t in range(departs, arrives, TICK_S)
                )
                and self._open(hop.to, arrives)
                and not (
                    hop.to in self.safe
                    and arrives + unloading > self.problem.deadline_s
                )
            ):
                return start
            start += TICK_S
        return None

    def _open(self, place: str, moment: int) -> bool:
        return _within(self.problem.open[place], moment)

    def _moved(
        self, state: State, who: object, off: tuple[Hop, int], since: int
    ) -> State:
        riders = set(who) if isinstance(who, tuple | list) else set()
        hop, depart = off
        people = tuple(
            (hop.to, since, (*x[2], x[0]), x[3] + ((hop.id, depart) in self._told[i]))
            if i in riders
            else x
            for i, x in enumerate(state.people)
        )
        return replace(state, people=people)

    def _parked(
        self,
        state: State,
        at: int,
        place: str,
        since: int,
        been: tuple[str, ...] = (),
    ) -> State:
        vehicles = list(state.vehicles)
        vehicles[at] = (vehicles[at][0], place, since, been)
        return replace(state, vehicles=tuple(sorted(vehicles)))


def _within(spans: tuple[tuple[int, int], ...], moment: int) -> bool:
    return any(a <= moment < b for a, b in spans)
