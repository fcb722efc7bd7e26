"""
From flow to people: whole vehicles and whole parties along the flows of a relaxation.

A relaxation says how many vehicles and people go over each way at each point in time.
Here every vehicle gets its tour and every household and part of a cohort its journey,
first come, first served, along those flows, in exact seconds. Over points so fine that
nothing is rounded, a flow of whole vehicles becomes a plan that is as good; else what
does not fit is left for others to bring out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from exeunt.model.times import HOUR
from exeunt.plan.solver.demand import Class, parties_of
from exeunt.plan.solver.grid import Grid
from exeunt.plan.solver.journeys import Search, Taste
from exeunt.plan.solver.moments import EMPTY, LOADED, Legs
from exeunt.plan.solver.network import NEVER, OWN, SERVICE, Unit, Way
from exeunt.plan.solver.offers import Wish, best_offer, offer_between
from exeunt.plan.solver.program import Floats
from exeunt.plan.solver.runs import Journey, Run
from exeunt.plan.solver.schedule import Schedule


SOME = 1e-4
LATE_S = 6 * HOUR
"""A run that its vehicle cannot make in time may set out so much later, or not."""


def unfold(grid: Grid, values: Floats) -> Schedule:
    """Make a schedule of the flows *values* over *grid*; some may have no journey."""
    return _Unfolding(grid, values).schedule


@dataclass(slots=True)
class _Party:
    """Some of a unit on their way."""

    unit: Unit
    persons: int
    since_s: int
    runs: list[Run] = field(default_factory=list)


class _Unfolding:
    def __init__(self, grid: Grid, values: Floats) -> None:
        self.net = grid.net
        self.schedule = Schedule(grid.net)
        self._grid = grid
        self._values = values
        self._runs: dict[tuple[int, int], list[Run]] = defaultdict(list)
        """By way and moment of the flow: the runs that stand for it."""
        self._room: dict[int, list[int]] = {}
        """By run: seats that nobody has been given yet."""
        for fleet in self.net.alike:
            self._drive(fleet)
        for runs in self.schedule.calls:
            for run in runs:
                if run.way.fleet == SERVICE:
                    self._runs[run.way.index, run.start_s].append(run)
        for party in self._rides():
            self._board(party)

    # vehicles

    def _drive(self, fleet: int) -> None:
        """Let whole vehicles follow the flow of their fleets, in order of time."""
        standing: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for f in self.net.alike[fleet]:
            for vehicle, (place, free_s) in enumerate(self.net.starts[f]):
                standing[place].append((free_s, f, vehicle))
        for start_s, legs, ready_s in self._trips(fleet):
            way = legs.way
            here = standing[way.from_]
            if here:
                here.sort()
                _, f, vehicle = here.pop(0)
                if legs.who == EMPTY:
                    standing[way.to].append((ready_s, f, vehicle))
                    continue
                run = self._launch(self.net.way_of[f, way.hop], start_s, vehicle)
                standing[way.to if run else way.from_].append((ready_s, f, vehicle))
            elif legs.who == LOADED:
                run = self._launch_any(way, start_s)
            else:
                continue
            if run is not None:
                self._runs[way.index, start_s].append(run)

    def _trips(self, fleet: int) -> Iterator[tuple[int, Legs, int]]:
        """Yield whole trips of *fleet*, each as often as the flow has it."""
        found = []
        for legs in self._grid.legs:
            if legs.way.fleet != fleet or legs.who not in {LOADED, EMPTY}:
                continue
            flows = self._values[legs.columns]
            for at in (flows > 0.5).nonzero()[0].tolist():
                times = round(float(flows[at]))
                trip = (int(legs.starts_s[at]), legs, int(legs.ready_s[at]))
                found += [trip] * times
        found.sort(key=lambda t: (t[0], -t[1].who, t[1].way.index))
        return iter(found)

    def _launch(self, way: Way, start_s: int, vehicle: int) -> Run | None:
        """Let *vehicle* drive to the run after its last one, and make it."""
        end = len(self.schedule.tours[way.fleet][vehicle])
        wish = Wish(way=way, from_s=start_s, latest_s=start_s + LATE_S)
        offer = offer_between(self.schedule, wish, vehicle, (end, end))
        if offer is None or offer.start_s > wish.latest_s:
            return None
        return self.schedule.launch(offer)

    def _launch_any(self, way: Way, start_s: int) -> Run | None:
        wish = Wish(way=way, from_s=start_s, latest_s=start_s + LATE_S)
        offer = best_offer(self.schedule, wish, {})
        return None if offer is None else self.schedule.launch(offer)

    # people

    def _rides(self) -> Iterator[_Party]:
        """Follow the people of every class; yield who comes out, and how."""
        waiting = self._sources()
        moves = []
        for legs in self._grid.legs:
            if legs.who >= 0:
                flows = self._values[legs.columns]
                moves += [
                    (int(legs.starts_s[at]), legs, float(flows[at]))
                    for at in (flows > SOME).nonzero()[0].tolist()
                ]
        moves.sort(key=lambda m: (m[0], m[1].who, m[1].way.index))
        owed: dict[tuple[int, int], float] = defaultdict(float)
        for start_s, legs, flow in moves:
            people = self._grid.classes[legs.who]
            key = (legs.who, legs.way.index)
            owed[key] += flow * people.size
            queue = waiting[legs.who, legs.way.from_]
            for party in self._take(queue, legs.way, start_s, owed, key):
                if self.net.safe[legs.way.to]:
                    yield party
                else:
                    waiting[legs.who, legs.way.to].append(party)

    def _sources(self) -> dict[tuple[int, int], list[_Party]]:
        """Put every unit into the queue of one class, where it starts."""
        waiting: dict[tuple[int, int], list[_Party]] = defaultdict(list)
        number = {_kind(c): i for i, c in enumerate(self._grid.classes)}
        for unit, kinds in parties_of(self.net):
            kind = max(kinds, key=lambda k: (kinds[k], k))
            party = _Party(unit, unit.persons, unit.ready_s)
            waiting[number[kind], unit.place].append(party)
        for queue in waiting.values():
            queue.sort(key=lambda p: (p.since_s, p.unit.index))
        return waiting

    def _take(
        self,
        queue: list[_Party],
        way: Way,
        start_s: int,
        owed: dict[tuple[int, int], float],
        key: tuple[int, int],
    ) -> Iterator[_Party]:
        """Take from *queue* as many as the flow has it, and room allows."""
        at = 0
        while at < len(queue) and owed[key] > 0.5 - SOME:
            party = queue[at]
            if party.since_s > start_s and way.fleet == OWN:
                break
            most = party.persons
            if not party.unit.whole:
                most = min(most, max(round(owed[key]), 1))
            run, persons = self._find_room(way, start_s, party, most)
            if run is None or (party.unit.whole and owed[key] < 0.5 * persons):
                at += 1
                continue
            owed[key] -= persons
            yield self._go(queue, at, run, persons)

    def _go(self, queue: list[_Party], at: int, run: Run, persons: int) -> _Party:
        party = queue[at]
        if persons == party.persons:
            del queue[at]
        else:
            party.persons -= persons
        self._fill(run, party.unit.takes(persons))
        return _Party(party.unit, persons, run.ready_s, [*party.runs, run])

    def _find_room(
        self, way: Way, start_s: int, party: _Party, most: int
    ) -> tuple[Run | None, int]:
        if way.fleet == OWN:
            return Run(way, max(start_s, party.since_s), OWN, loaded=True), most
        for run in self._runs.get((way.index, start_s), ()):
            if run.start_s < party.since_s:
                continue
            room = self._room.setdefault(id(run), list(run.room or ()))
            if party.unit.whole:
                takes = party.unit.seats
                if all(h >= n for h, n in zip(room, takes, strict=True)):
                    return run, party.persons
            elif room[0] > 0:
                return run, min(most, room[0])
        return None, 0

    def _fill(self, run: Run, takes: tuple[int, int, int]) -> None:
        room = self._room.get(id(run))
        if room is not None:
            for kind, count in enumerate(takes):
                room[kind] -= count

    def _board(self, party: _Party) -> None:
        """Give the party its journey if stations and beds allow it, or none."""
        unit, schedule = party.unit, self.schedule
        search = Search(schedule, unit, party.persons, _PLAIN)
        at, since = unit.place, unit.ready_s
        runs: list[Run] = []
        for run in party.runs:
            turn = search.turn(at, since, first=not runs)
            ready = turn.first(run.start_s)
            if ready is not None and run.way.fleet == OWN and ready > run.start_s:
                start = schedule.start_from(run.way, ready)
                run = Run(run.way, NEVER if start is None else start, OWN, loaded=True)  # noqa: PLW2901 - the same run, later
            if not turn.allows(run.start_s) or not _opens(schedule, run):
                return
            runs.append(run)
            at, since = run.way.to, run.ready_s
        if since <= self.net.deadline_s and search.beds_suit(runs) is None:
            schedule.board(Journey(unit, party.persons, tuple(runs)))


_PLAIN = Taste(new_run_s=())


def _opens(schedule: Schedule, run: Run) -> bool:
    """Tell whether own means may set out then, and a service as well."""
    if run.way.fleet == OWN:
        return schedule.start_from(run.way, run.start_s) == run.start_s
    if run.way.fleet == SERVICE and not run.riders:
        return schedule.lanes.clear_from(run.way, run.depart_s, ()) == run.depart_s
    return True


def _kind(people: Class) -> tuple[float, tuple[int, int, int], int]:
    return people.weight, people.takes, people.size
