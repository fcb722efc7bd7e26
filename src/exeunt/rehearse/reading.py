"""Read a plan into a script that can be played."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import count

from exeunt.errors import InvalidInput
from exeunt.model.plan import Plan, Trip
from exeunt.model.problem import Hop, Problem, apart_s, km_of, looking_ahead
from exeunt.model.times import DAY, MINUTE
from exeunt.rehearse.names import name_of
from exeunt.rehearse.openings import Windows
from exeunt.rehearse.script import (
    MODES,
    OWN,
    SERVICE,
    EstimateDoubt,
    Party,
    Ride,
    Room,
    Run,
    Script,
    Vehicle,
    Ways,
    batch_party,
    going_on,
    household_party,
    room_of,
    time_to_safety,
    ways_empty,
)


BEYOND_S = 3 * DAY
"""How long after the deadline a world is played on."""


class PlanForAnotherPost(InvalidInput):
    """A plan was made for another post, decision or set of people."""

    def __init__(self, post: str, *, planned_for: str, why: str) -> None:
        self.post = post
        self.planned_for = planned_for
        super().__init__(
            f"The plan was made for {planned_for!r}, not for {post!r} as it stands: "
            f"{why}. Make it again with 'exeunt plan'."
        )


class UnknownInPlan(InvalidInput):
    """A trip of a plan names something that the post does not have."""

    def __init__(self, trip: str, *, what: str, name: str) -> None:
        self.trip = trip
        super().__init__(
            f"trip {trip} of the plan names the {what} {name!r}, which the post does "
            "not have; check the plan with 'exeunt verify'"
        )


class PlanFromAState(InvalidInput):
    """A plan begins when people and vehicles are under way already."""

    def __init__(self, at: str) -> None:
        self.at = at
        super().__init__(
            f"The plan was made from how things stood at {at}, when people were under "
            "way. Only a plan from the decision on can be rehearsed; name that one."
        )


def script_of(problem: Problem, plan: Plan) -> Script:
    """
    Read *plan* and the *problem* it is for into a script.

    Raises
    ------
    PlanForAnotherPost
        When the plan was not made for this problem.
    UnknownInPlan
        When a trip names a link, vehicle, household or cohort that is not there.
    PlanFromAState
        When the plan is not from the decision on.
    """
    if plan.state is not None:
        raise PlanFromAState(plan.state.at.isoformat())
    _check_same(problem, plan)
    ahead = looking_ahead(problem, problem.deadline_s + BEYOND_S)
    ways = Ways(ahead)
    rides = [ways.rides(fleet) for fleet in ahead.fleets]
    cast = _Cast(ahead, ways)
    runs = [ways.departure(k, d) for k, d in enumerate(ahead.departures)]
    vehicles = _vehicles(ahead, ways)
    carried = _Trips(ahead, ways, runs, cast, vehicles)
    for trip in sorted(plan.trips, key=lambda t: (t.depart_s, t.arrive_s, t.id)):
        carried.add(trip)
    to_safety = time_to_safety(ahead, ways, rides)
    useful = _useful(ahead, ways, to_safety, carried)
    places = range(len(ahead.places))
    by_id = {p.id: p for p in ahead.places}
    # a vehicle that sweeps goes alone, so not where vehicles travel in convoys
    alone = [
        [r for r in some if ahead.hops[r.hop].link.convoy is None] for some in rides
    ]
    onward = [_onward(some, useful, len(places)) for some in alone]
    room = [room_of(fleet.seats) for fleet in ahead.fleets]
    goes_on = going_on(ahead, ways, rides, useful)
    slots = [apart_s(place.slots_per_h) for place in ahead.places]
    slotted = [_slotted(hop, ways, slots) for hop in ahead.hops]
    _settle(runs, rides, room, goes_on)
    return Script(
        problem=ahead,
        horizon_s=problem.deadline_s + BEYOND_S,
        openings=[Windows(ahead.open[p.id]) for p in ahead.places],
        rates=[(p.processes_per_h or 0.0) / 3600 for p in ahead.places],
        safe=[p.kind.safe for p in ahead.places],
        beds=_beds(ahead, carried),
        promised=carried.promised,
        exit=_exits(ahead),
        hop_mode=[MODES.index(h.link.mode) for h in ahead.hops],
        headway=[h.headway_s for h in ahead.hops],
        together=[h.link.convoy is not None for h in ahead.hops],
        useful=useful,
        own=_own(ahead, ways, to_safety),
        room=room,
        pause=[(fleet.loading, fleet.unloading) for fleet in ahead.fleets],
        sweeps=[
            [
                [
                    (place, way, from_there[place])
                    for place, way in from_here.items()
                    if from_there[place]
                ]
                for from_here in ways_empty(some, places)
            ]
            for some, from_there in zip(alone, onward, strict=True)
        ],
        serving=[[f for f, some in enumerate(onward) if some[p]] for p in places],
        runs=runs,
        taken=carried.set_outs(),
        slots=slots,
        slotted=slotted,
        kept=carried.kept(slotted),
        parties=cast.parties,
        households=len(ahead.households),
        estimates=cast.estimates,
        vehicles=list(vehicles.values()),
        departures=len(ahead.departures),
        sweep_every=max(ahead.doubts.sweep_every, 15 * MINUTE),
        km=[km_of(hop, by_id) for hop in ahead.hops],
        shut_by=_shut_by(ahead),
        shut_place=[
            [k for k, c in enumerate(ahead.doubts.closings) if c.place == p.id]
            for p in ahead.places
        ],
        names=[name_of("departure", d.id) for d in ahead.departures],
    )


def _onward(rides: list[Ride], useful: list[bool], places: int) -> list[list[Ride]]:
    """Give, by place, the rides of a fleet that bring people on from there."""
    out: list[list[Ride]] = [[] for _ in range(places)]
    for ride in rides:
        if useful[ride.hop]:
            out[ride.from_].append(ride)
    return out


def _slotted(hop: Hop, ways: Ways, slots: list[int]) -> tuple[int, int]:
    """Give the places in whose slots a hop begins and ends, or -1 (rule §19)."""
    if not hop.link.mode.has_slots:
        return -1, -1
    start, end = ways.place[hop.from_], ways.place[hop.to]
    return start if slots[start] else -1, end if slots[end] else -1


def _shut_by(problem: Problem) -> list[list[int]]:
    """Give the closings that shut each hop: one list for all that the same shut."""
    lists: dict[tuple[int, ...], list[int]] = {}
    found = (tuple(_closings_of(problem, hop)) for hop in problem.hops)
    return [lists.setdefault(some, list(some)) for some in found]


def _closings_of(problem: Problem, hop: Hop) -> Iterator[int]:
    ends = (hop.from_, hop.to)
    for k, closing in enumerate(problem.doubts.closings):
        if (
            closing.link == hop.link.id
            or closing.mode == hop.link.mode
            or closing.place in ends
        ):
            yield k


def _exits(problem: Problem) -> list[int]:
    number = {place: k for k, place in enumerate(problem.exits)}
    return [number.get(p.id, -1) for p in problem.places]


def _check_same(problem: Problem, plan: Plan) -> None:
    why = None
    if plan.post_sha256 != problem.sha256:
        why = "its places, fleets, people or doubts are others now"
    elif plan.h_hour != problem.h_hour:
        why = f"the plan begins {plan.h_hour.isoformat()}"
    elif set(plan.moving) != set(problem.moving):
        why = f"the plan moves {', '.join(plan.moving) or 'nobody'}"
    if why:
        raise PlanForAnotherPost(problem.post, planned_for=plan.post, why=why)


def _vehicles(problem: Problem, ways: Ways) -> dict[str, Vehicle]:
    numbers = count()
    return {
        f"{fleet.id}/{number + 1}": Vehicle(
            index=next(numbers),
            fleet=k,
            number=number,
            base=ways.place[fleet.based],
            from_s=fleet.available_from,
            until_s=(
                fleet.available_until
                if fleet.available_until is not None
                else problem.deadline_s + BEYOND_S
            ),
            runs=[],
        )
        for k, fleet in enumerate(problem.fleets)
        for number in range(fleet.vehicles)
    }


def _own(problem: Problem, ways: Ways, to_safety: list[float]) -> list[list[Run]]:
    out: list[list[Run]] = [[] for _ in problem.places]
    for run in ways.own():
        if to_safety[run.to] < to_safety[run.from_]:
            out[run.from_].append(run)
    for some in out:
        some.sort(key=lambda run: run.travel_s + to_safety[run.to])
    return out


def _settle(
    runs: list[Run],
    rides: list[list[Ride]],
    room: list[Room],
    goes_on: list[tuple[bool, bool, bool]],
) -> None:
    """State of every trip what follows from all of them together."""
    for run in runs:
        run.load_s = run.depart_s - (run.loading_s if run.planned else 0)
        run.usable = _usable(run.room, goes_on[run.to])
    for of, some in zip(room, rides, strict=True):
        for ride in some:
            ride.usable = _usable(of, goes_on[ride.to])


def _usable(room: Room, goes_on: tuple[bool, bool, bool]) -> Room:
    """Give of *room* what is of use to those who must get on from its end."""
    a, b, c = (n if on else 0 for n, on in zip(room, goes_on, strict=True))
    return a, b, c


def _useful(
    problem: Problem, ways: Ways, to_safety: list[float], carried: _Trips
) -> list[bool]:
    """
    Say of each hop whether people who stand by may take it.

    It must lead to where safety is nearer, or be one that the plan moves people over;
    of two opposite hops it is the one that the plan moves more people over. So nobody
    is taken to and fro.
    """
    useful = []
    for k, hop in enumerate(problem.hops):
        back = ways.hop.get((hop.link.id, hop.to, hop.from_), k)
        there, again = carried.carrying.get(k, 0), carried.carrying.get(back, 0)
        nearer = to_safety[ways.place[hop.to]] < to_safety[ways.place[hop.from_]]
        useful.append(there > again if there != again else nearer)
    return useful


def _beds(problem: Problem, carried: _Trips) -> list[int | None]:
    leaves = {problem.hops[k].from_ for k in carried.carrying}
    # a haven that the plan moves people on from is never the end of the flow
    return [
        p.holds if p.kind.safe and p.id not in leaves else None for p in problem.places
    ]


def _sent(run: Run) -> bool:
    """Tell whether the plan sends a vehicle, or people by a departure."""
    return bool(run.planned) if run.vehicle == SERVICE else run.vehicle != OWN


class _Cast:
    """Who moves, by number."""

    def __init__(self, problem: Problem, ways: Ways) -> None:
        categories = [c.id for c in problem.categories]
        weight = {c.id: c.weight for c in problem.categories}
        self.parties: list[Party] = [
            household_party(h, ways, categories) for h in problem.households
        ]
        self.household = {h.id: k for k, h in enumerate(problem.households)}
        self.cohort: dict[str, int] = {}
        self.estimates: list[EstimateDoubt] = []
        for estimate in problem.estimates:
            category = categories.index(estimate.category)
            doubt = EstimateDoubt(
                low=estimate.low,
                likely=estimate.likely,
                high=estimate.high,
                category=category,
                upto=[],
                parties=[],
            )
            share = 0.0
            for number, batch in enumerate(estimate.ready, start=1):
                share += batch.share
                self.cohort[f"{estimate.id}/{number}"] = len(self.parties)
                doubt.upto.append(share)
                doubt.parties.append(len(self.parties))
                self.parties.append(
                    batch_party(
                        category,
                        ways.place[estimate.place],
                        batch,
                        weight[estimate.category],
                    )
                )
            self.estimates.append(doubt)


class _Trips:
    """The trips of a plan, becoming runs."""

    def __init__(
        self,
        problem: Problem,
        ways: Ways,
        runs: list[Run],
        cast: _Cast,
        vehicles: dict[str, Vehicle],
    ) -> None:
        self.problem = problem
        self.ways = ways
        self.runs = runs
        self.cast = cast
        self.vehicles = vehicles
        self.departures = {d.id: k for k, d in enumerate(problem.departures)}
        self.carrying: Counter[int] = Counter()
        """Hops that the plan moves people over, with how many."""
        self.promised = [0] * len(problem.places)

    def add(self, trip: Trip) -> None:
        """Add a trip and put its people on it."""
        key = (trip.link, trip.from_, trip.to)
        if key not in self.ways.hop:
            raise UnknownInPlan(trip.id, what="link", name=">".join(key))
        hop = self.ways.hop[key]
        number = self._run(trip, hop)
        planned = self._households(trip, number) + self._cohorts(trip, number)
        self.runs[number].planned += planned
        self.promised[self.ways.place[trip.to]] += planned
        if planned:
            self.carrying[hop] += planned

    def set_outs(self) -> list[list[int]]:
        """Give, by hop with a headway, when the plan sets out over it."""
        out: list[list[int]] = [[] for _ in self.problem.hops]
        for run in self.runs:
            if _sent(run) and self.problem.hops[run.hop].headway_s:
                out[run.hop].append(run.depart_s)
        return [sorted(some) for some in out]

    def kept(self, slotted: list[tuple[int, int]]) -> list[list[tuple[int, int, int]]]:
        """Give, by place, when the plan uses its slots, and by which end of a trip."""
        out: list[list[tuple[int, int, int]]] = [[] for _ in self.problem.places]
        for number, run in enumerate(self.runs):
            moments = (run.depart_s, run.depart_s + run.travel_s)
            for end, place in enumerate(slotted[run.hop]):
                if place >= 0 and _sent(run):
                    out[place].append((moments[end], number, end))
        return [sorted(some) for some in out]

    def _run(self, trip: Trip, hop: int) -> int:
        if trip.vehicle is None:
            self.runs.append(self._made(trip, hop, OWN, (0, 0), (0, 0, 0)))
        elif trip.vehicle in self.departures:
            return self.departures[trip.vehicle]
        elif trip.vehicle in self.vehicles:
            vehicle = self.vehicles[trip.vehicle]
            fleet = self.problem.fleets[vehicle.fleet]
            vehicle.runs.append(len(self.runs))
            pause = (fleet.loading, fleet.unloading)
            self.runs.append(
                self._made(trip, hop, vehicle.index, pause, room_of(fleet.seats))
            )
        else:
            raise UnknownInPlan(trip.id, what="vehicle or departure", name=trip.vehicle)
        return len(self.runs) - 1

    def _made(
        self,
        trip: Trip,
        hop: int,
        vehicle: int,
        pause: tuple[int, int],
        room: tuple[int, int, int],
    ) -> Run:
        travel_s = trip.arrive_s - trip.depart_s
        windows = self.ways.windows
        return Run(
            hop=hop,
            from_=self.ways.place[trip.from_],
            to=self.ways.place[trip.to],
            vehicle=vehicle,
            depart_s=trip.depart_s,
            travel_s=travel_s,
            loading_s=pause[0],
            unloading_s=pause[1],
            room=room,
            windows=windows(hop, loading_s=pause[0], travel_s=travel_s),
            empty=windows(hop, loading_s=0, travel_s=travel_s),
        )

    def _households(self, trip: Trip, number: int) -> int:
        persons = 0
        for name in trip.households:
            if name not in self.cast.household:
                raise UnknownInPlan(trip.id, what="household", name=name)
            party = self.cast.parties[self.cast.household[name]]
            party.trips.append((number, self.runs[number].from_))
            persons += party.persons
        return persons

    def _cohorts(self, trip: Trip, number: int) -> int:
        place = self.ways.place[trip.from_]
        for load in trip.cohorts:
            if load.cohort not in self.cast.cohort:
                raise UnknownInPlan(trip.id, what="cohort", name=load.cohort)
            party = self.cast.parties[self.cast.cohort[load.cohort]]
            party.loads.setdefault(place, []).append((number, load.persons))
        return sum(load.persons for load in trip.cohorts)
