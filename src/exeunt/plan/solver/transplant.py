"""A plan as a schedule again: in its own post, or in one that has more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from exeunt.model.plan import Trip
from exeunt.plan.solver.construct import bring_out, drop_empty, in_turn, plain_taste
from exeunt.plan.solver.forming import disperse_broken
from exeunt.plan.solver.journeys import Search
from exeunt.plan.solver.network import OWN, SERVICE, Network, Unit
from exeunt.plan.solver.resume import Tours
from exeunt.plan.solver.runs import Journey, Run
from exeunt.plan.solver.schedule import Schedule


def schedule_of(net: Network, trips: Sequence[Trip]) -> Schedule:
    """
    Make the schedule that *trips* are the plan of.

    What *net* does not allow is left out, and whoever it carried is brought out
    otherwise, as far as there is a way.

    Parameters
    ----------
    net
        The problem the trips were planned for, or one that has more of something.
    trips
        All trips of a plan, in seconds after the H-hour of *net*.
    """
    schedule = Schedule(net)
    schedule.convoys.free = True  # until all who make them up have been taken up
    journeys = _journeys(schedule, _runs(schedule, trips))
    waiting = len(journeys) + 1
    while len(journeys) < waiting:  # who rides on makes room for those who come
        waiting = len(journeys)
        journeys = [j for j in journeys if not _board(schedule, j)]
    disperse_broken(schedule)
    schedule.convoys.free = False
    drop_empty(schedule)
    bring_out(schedule, in_turn(net), plain_taste(net))
    drop_empty(schedule)
    return schedule


def _runs(schedule: Schedule, trips: Sequence[Trip]) -> list[tuple[Trip, Run]]:
    """Let vehicles make the trips; give those that carry people, in order."""
    tours = Tours(schedule)
    services = {
        run.way.departure: run
        for runs in schedule.calls
        for run in runs
        if run.way.fleet == SERVICE
    }
    own = {w.hop: w for w in schedule.net.ways if w.fleet == OWN}
    found: list[tuple[Trip, Run]] = []
    for trip in sorted(trips, key=lambda t: (t.depart_s, t.arrive_s)):
        run: Run | None
        if trip.vehicle is None:
            way = own.get(schedule.net.hop_number.get(f"{trip.link}>{trip.to}", -1))
            run = None if way is None else Run(way, trip.depart_s, OWN, loaded=True)
        elif "@" in trip.vehicle:
            run = services.get(trip.vehicle)
        else:
            run = tours.take_up(trip)
        if run is not None and (trip.households or trip.cohorts):
            found.append((trip, run))
    return found


@dataclass(slots=True)
class _Party:
    """Some of a unit, and the runs that they have made."""

    unit: Unit
    persons: int
    runs: tuple[Run, ...] = field(default=())

    @property
    def place(self) -> int:
        return self.runs[-1].way.to if self.runs else self.unit.place

    @property
    def since_s(self) -> int:
        return self.runs[-1].ready_s if self.runs else self.unit.ready_s


def _journeys(schedule: Schedule, runs: Sequence[tuple[Trip, Run]]) -> list[Journey]:
    """Follow everybody; of a cohort, those who came first go first."""
    parties = {u.id: [_Party(u, u.persons)] for u in schedule.net.units}
    for trip, run in runs:
        for household in trip.households:
            _ride(parties.get(household, []), run, 1 << 30)
        for load in trip.cohorts:
            _ride(parties.get(load.cohort, []), run, load.persons)
    safe = schedule.net.safe
    return [
        Journey(p.unit, p.persons, p.runs)
        for some in parties.values()
        for p in some
        if p.runs and safe[p.place]
    ]


def _ride(parties: list[_Party], run: Run, persons: int) -> None:
    """Move so many of a unit on by *run*."""
    here = [p for p in parties if p.place == run.way.from_ and p.since_s <= run.start_s]
    for party in sorted(here, key=lambda p: p.since_s):
        some = min(persons, party.persons)
        if some == 0:
            return
        if some < party.persons:
            parties.append(replace(party, persons=party.persons - some))
            party.persons = some
        party.runs = (*party.runs, run)
        persons -= some


def _board(schedule: Schedule, journey: Journey) -> bool:
    """Give people their journey, if rooms, stations, beds and headways allow it."""
    unit = journey.unit
    search = Search(schedule, unit, journey.persons, plain_taste(schedule.net))
    at, since = unit.place, unit.ready_s
    for number, run in enumerate(journey.runs):
        turn = search.turn(at, since, first=number == 0)
        opens = run.way.fleet != OWN or (
            schedule.start_from(run.way, run.start_s) == run.start_s
        )
        if not (
            opens and turn.allows(run.start_s) and run.fits(unit.takes(journey.persons))
        ):
            return False
        at, since = run.way.to, run.ready_s
    if search.beds_suit(list(journey.runs)) is not None:
        return False
    schedule.board(journey)
    return True
