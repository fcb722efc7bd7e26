"""Read a plan into a script that can be played."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from exeunt.errors import InvalidInput
from exeunt.model.plan import Plan
from exeunt.model.problem import Hop, Problem, apart_s, km_of, looking_ahead
from exeunt.model.times import DAY, MINUTE
from exeunt.rehearse.casting import Cast, Trips
from exeunt.rehearse.names import name_of
from exeunt.rehearse.openings import Windows
from exeunt.rehearse.script import (
    MODES,
    Ride,
    Room,
    Run,
    Script,
    Vehicle,
    Ways,
    going_on,
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
    cast = Cast(ahead, ways)
    runs = [ways.departure(k, d) for k, d in enumerate(ahead.departures)]
    vehicles = _vehicles(ahead, ways)
    carried = Trips(ahead, ways, runs, cast, vehicles)
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
    problem: Problem, ways: Ways, to_safety: list[float], carried: Trips
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


def _beds(problem: Problem, carried: Trips) -> list[int | None]:
    leaves = {problem.hops[k].from_ for k in carried.carrying}
    # a haven that the plan moves people on from is never the end of the flow
    return [
        p.holds if p.kind.safe and p.id not in leaves else None for p in problem.places
    ]
