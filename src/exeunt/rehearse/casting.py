"""Who moves by a plan, and on which trips: its households, cohorts and vehicles."""

from __future__ import annotations

from collections import Counter

from exeunt.errors import InvalidInput
from exeunt.model.plan import Trip
from exeunt.model.problem import Problem
from exeunt.rehearse.script import (
    OWN,
    SERVICE,
    EstimateDoubt,
    Party,
    Run,
    Vehicle,
    Ways,
    batch_party,
    household_party,
    room_of,
)


class UnknownInPlan(InvalidInput):
    """A trip of a plan names something that the post does not have."""

    def __init__(self, trip: str, *, what: str, name: str) -> None:
        self.trip = trip
        super().__init__(
            f"trip {trip} of the plan names the {what} {name!r}, which the post does "
            "not have; check the plan with 'exeunt verify'"
        )


def _sent(run: Run) -> bool:
    """Tell whether the plan sends a vehicle, or people by a departure."""
    return bool(run.planned) if run.vehicle == SERVICE else run.vehicle != OWN


class Cast:
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


class Trips:
    """The trips of a plan, becoming runs."""

    def __init__(
        self,
        problem: Problem,
        ways: Ways,
        runs: list[Run],
        cast: Cast,
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
