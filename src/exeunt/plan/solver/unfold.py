"""
From flow to people: whole vehicles and whole parties along the flows of a relaxation.

A relaxation says how many vehicles and people go over each way at each point in time.
Here every trip is made in exact seconds, in the order of those points: it takes of the
people who are there those whom the flow has on it, and sets out once they have been
processed and its vehicle is there. So what rounding to points gained makes a trip late,
not impossible; over points so fine that nothing is rounded, a flow of whole vehicles
becomes a plan that is as good. Who comes nowhere is left for others to bring out.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from exeunt.model.times import HOUR
from exeunt.plan.solver.demand import Class, parties_of
from exeunt.plan.solver.grid import Grid
from exeunt.plan.solver.journeys import Search, Taste
from exeunt.plan.solver.moments import EMPTY, LOADED
from exeunt.plan.solver.network import OWN, SERVICE, Network, Unit, Way
from exeunt.plan.solver.offers import Wish, best_offer, offer_between
from exeunt.plan.solver.program import Floats
from exeunt.plan.solver.runs import Journey, Run
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.turns import Turn


SOME = 1e-4
WAITS_S = HOUR // 2
"""So long after it could set out a vehicle waits for those who should ride on it."""
LATE_S = 6 * HOUR
"""A run that its vehicle cannot make in time may set out so much later, or not."""


def unfold(grid: Grid, values: Floats) -> Schedule:
    """Make a schedule of the flows *values* over *grid*; some may have no journey."""
    return unfold_flows(grid.net, grid.classes, _flows(grid, values))


def _flows(grid: Grid, values: Floats) -> Iterator[Flow]:
    """Yield what moves, in order of time; vehicles that come empty first."""
    found: dict[tuple[int, int], Flow] = {}
    for legs in grid.legs:
        flows = values[legs.columns]
        for at in (flows > SOME).nonzero()[0].tolist():
            start_s, amount = int(legs.starts_s[at]), float(flows[at])
            key = (start_s, legs.way.index)
            flow = found.setdefault(key, Flow(legs.way, start_s))
            if legs.who == LOADED:
                flow.loaded += round(amount)
            elif legs.who == EMPTY:
                flow.empty += round(amount)
            else:
                flow.people.append((legs.who, amount))
    order = sorted(found, key=lambda key: (key[0], not found[key].empty, key[1]))
    return (found[key] for key in order)


def unfold_flows(
    net: Network, classes: Sequence[Class], flows: Iterable[Flow]
) -> Schedule:
    """Make a schedule of *flows* of people of *classes*, in order of time."""
    return _Unfolding(net, classes, flows).schedule


@dataclass(slots=True)
class _Party:
    """Some of a unit on their way."""

    unit: Unit
    persons: int
    since_s: int
    runs: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class Flow:
    """What goes over one way at one point in time."""

    way: Way
    start_s: int
    loaded: int = 0
    empty: int = 0
    people: list[tuple[int, float]] = field(default_factory=list)
    """Class, and how many parties."""
    vehicle: tuple[int, int] | None = None
    """Fleet and vehicle, where one is chosen."""


Queue = list[_Party]


def _by_arrival(party: _Party) -> tuple[int, int]:
    return party.since_s, party.unit.index


class _Unfolding:
    def __init__(
        self, net: Network, classes: Sequence[Class], flows: Iterable[Flow]
    ) -> None:
        self.net = net
        self.schedule = Schedule(net)
        self._classes = classes
        self._standing = self._bases()
        self._waiting = self._sources()
        self._owed: dict[tuple[int, int], float] = defaultdict(float)
        """By class and way: persons that the flow has had, and no trip yet."""
        self._out: Queue = []
        for flow in flows:
            self._move(flow)
        self._board_all()

    # what moves

    def _bases(self) -> dict[tuple[int, int], list[tuple[int, int, int]]]:
        """Give by fleet that stands for others, and place: from when which vehicle."""
        standing: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
        for lead, fleets in self.net.alike.items():
            for f in fleets:
                for vehicle, (place, free_s) in enumerate(self.net.starts[f]):
                    standing[lead, place].append((free_s, f, vehicle))
        return standing

    def _sources(self) -> dict[tuple[int, int], Queue]:
        """Put every unit into the queue of one class, where it starts."""
        waiting: dict[tuple[int, int], Queue] = defaultdict(list)
        number = {_kind(c): i for i, c in enumerate(self._classes)}
        for unit, kinds in parties_of(self.net):
            kind = max(kinds, key=lambda k: (kinds[k], k))
            party = _Party(unit, unit.persons, unit.ready_s)
            waiting[number[kind], unit.place].append(party)
        for queue in waiting.values():
            queue.sort(key=_by_arrival)
        return waiting

    def _move(self, flow: Flow) -> None:
        way = flow.way
        for who, amount in flow.people:
            self._owed[who, way.index] += amount * self._classes[who].size
        for _ in range(flow.empty):
            self._drive_empty(way, flow.start_s)
        whos = sorted(
            (who for who, _ in flow.people),
            key=lambda who: (-self._classes[who].weight, who),
        )
        if way.fleet == OWN:
            self._go_alone(flow, whos)
        elif way.fleet == SERVICE:
            for run in self.schedule.calls[way.from_]:
                if run.way is way:
                    self._fill(flow, whos, run)
        else:
            for _ in range(flow.loaded):
                self._fill(flow, whos, None)

    # vehicles

    def _drive_empty(self, way: Way, start_s: int) -> None:
        """Let the flow of empty vehicles go on; they are driven when next needed."""
        here = self._standing[way.fleet, way.from_]
        if here:
            here.sort()
            free_s, f, vehicle = here.pop(0)
            ready_s = max(free_s, start_s) + way.travel_s
            self._standing[way.fleet, way.to].append((ready_s, f, vehicle))

    def _launch(self, flow: Flow, from_s: int) -> Run | None:
        """Send the vehicle that the flow has there, or any that can be."""
        way = flow.way
        latest_s = max(from_s, self._there_s(flow)) + LATE_S
        if flow.vehicle is not None:
            run = self._send(way, flow.vehicle, from_s, latest_s)
            if run is not None:
                return run
        here = sorted(self._standing[way.fleet, way.from_])
        for one in here[:1] if flow.vehicle is None else ():
            own = self.net.way_of[one[1], way.hop]
            run = self._send(own, one[1:], from_s, latest_s)
            if run is not None:
                self._standing[way.fleet, way.from_].remove(one)
                self._standing[way.fleet, way.to].append((run.ready_s, *one[1:]))
                return run
        wish = Wish(way=way, from_s=from_s, latest_s=latest_s)
        offer = best_offer(self.schedule, wish, {})
        return None if offer is None else self.schedule.launch(offer)

    def _send(
        self, way: Way, vehicle: tuple[int, int], from_s: int, latest_s: int
    ) -> Run | None:
        """Let one vehicle drive there after its last trip, and make another."""
        end = len(self._tour(*vehicle))
        wish = Wish(way=way, from_s=from_s, latest_s=latest_s)
        offer = offer_between(self.schedule, wish, vehicle[1], (end, end))
        return None if offer is None else self.schedule.launch(offer)

    # people

    def _fill(self, flow: Flow, whos: list[int], run: Run | None) -> None:
        """Let people ride on a trip, which sets out once they can."""
        way = flow.way
        seats = run.room if run is not None else way.seats
        room = list(seats or ())
        ready_s = flow.start_s if run is None else run.start_s
        latest_s = ready_s if run else self._there_s(flow) + WAITS_S
        riders: list[tuple[int, _Party, int]] = []
        late: list[tuple[int, _Party]] = []
        for who in whos:
            for party in self._taken(who, way, room):
                ready = self._turn(party, way.from_).first(ready_s)
                if ready is None or ready > latest_s:
                    late.append((who, party))
                    continue
                self._book(party, way.from_, ready, +1)
                ready_s = max(ready_s, ready)
                riders.append((who, party, ready))
        if riders and run is None:
            run = self._launch(flow, ready_s)
        for who, party, ready in riders:
            self._book(party, way.from_, ready, -1)
            if run is None:
                self._wait(who, way, party)
            else:
                self._ride(who, party, run)
        for who, party in late:
            self._wait(who, way, party)

    def _there_s(self, flow: Flow) -> int:
        """Tell when the vehicle of a flow is there, from when it should start."""
        if flow.vehicle is not None:
            f, vehicle = flow.vehicle
            place, free_s = self.schedule.stands(
                f, vehicle, len(self._tour(f, vehicle))
            )
            drive_s = self.net.drives_s[f].get((place, flow.way.from_), 0)
            return max(flow.start_s, free_s + drive_s)
        here = self._standing[flow.way.fleet, flow.way.from_]
        return max(flow.start_s, min(here)[0] if here else flow.start_s)

    def _tour(self, fleet: int, vehicle: int) -> list[Run]:
        return self.schedule.tours[fleet][vehicle]

    def _taken(self, who: int, way: Way, room: list[int]) -> Iterator[_Party]:
        """Take parties of a class as the flow has it, and as many as there is room."""
        queue = self._waiting[who, way.from_]
        at = 0
        while at < len(queue):
            party = queue[at]
            owed = self._owed[who, way.index]
            most = party.persons
            if not party.unit.whole:
                most = min(most, int(owed + 0.5 + SOME), *room[:1])
            takes = party.unit.takes(most)
            fits = all(have >= need for have, need in zip(room, takes, strict=False))
            if not (fits or way.fleet == OWN) or most < 1 or owed < 0.5 * most - SOME:
                at += 1
                continue
            self._owed[who, way.index] -= most
            for kind in range(len(room)):
                room[kind] -= takes[kind]
            if most == party.persons:
                del queue[at]
                yield party
            else:
                party.persons -= most
                yield replace(party, persons=most)

    def _go_alone(self, flow: Flow, whos: list[int]) -> None:
        """Let people set out by own means, each as soon as they may."""
        way = flow.way
        taken = [(who, party) for who in whos for party in self._taken(who, way, [])]
        for who, party in taken:
            ready = self._turn(party, way.from_).first(flow.start_s)
            start = None if ready is None else self.schedule.start_from(way, ready)
            if start is None:
                self._wait(who, way, party)
            else:
                self._ride(who, party, Run(way, start, OWN, loaded=True))

    def _turn(self, party: _Party, place: int) -> Turn:
        search = Search(self.schedule, party.unit, party.persons, _PLAIN)
        return search.turn(place, party.since_s, first=not party.runs)

    def _book(self, party: _Party, place: int, boards_s: int, sign: int) -> None:
        """Hold the turn of a party at the station where it boards, or give it up."""
        station = self.schedule.stations.get(place)
        if station is not None and (party.runs or not party.unit.processed):
            station.add(party.since_s, boards_s, sign * party.persons)

    def _wait(self, who: int, way: Way, party: _Party) -> None:
        """Let a party wait for another trip over the same way."""
        self._owed[who, way.index] += party.persons
        self._line_up(who, way.from_, party)

    def _line_up(self, who: int, place: int, party: _Party) -> None:
        insort(self._waiting[who, place], party, key=_by_arrival)

    def _ride(self, who: int, party: _Party, run: Run) -> None:
        self._book(party, run.way.from_, run.start_s, +1)
        on = replace(party, since_s=run.ready_s, runs=[*party.runs, run])
        if self.net.safe[run.way.to]:
            self._out.append(on)
        else:
            self._line_up(who, run.way.to, on)

    def _board_all(self) -> None:
        """Give everybody who comes out a journey, as far as there are beds."""
        gone = [*self._out, *(p for some in self._waiting.values() for p in some)]
        for party in gone:
            self._give_up(party)
        for party in sorted(self._out, key=_by_arrival):
            self._board(party)

    def _give_up(self, party: _Party) -> None:
        since = party.unit.ready_s
        for at, run in enumerate(party.runs):
            so_far = replace(party, since_s=since, runs=party.runs[:at])
            self._book(so_far, run.way.from_, run.start_s, -1)
            since = run.ready_s

    def _board(self, party: _Party) -> None:
        search = Search(self.schedule, party.unit, party.persons, _PLAIN)
        if party.since_s > self.net.deadline_s or not all(
            _opens(self.schedule, run) for run in party.runs
        ):
            return
        if search.beds_suit(party.runs) is None:
            journey = Journey(party.unit, party.persons, tuple(party.runs))
            self.schedule.board(journey)


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
