"""
Follow a plan to a moment: where everybody is then, and what was announced (rule §36).

It reads the plan as the checker does, trip by trip, and trusts nothing that the
planner worked out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from exeunt.errors import InvalidInput
from exeunt.model.fleets import Fleet
from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post
from exeunt.model.problem import apart_s
from exeunt.model.starts import Turn
from exeunt.model.state import (
    Announced,
    Closure,
    InLine,
    Party,
    SetOut,
    State,
    VehicleAt,
)
from exeunt.model.times import moment_of, seconds_after
from exeunt.plan.checker.case import Case, lay_out, rides_of
from exeunt.plan.checker.endurance import Spent, spent_after, spent_at_first
from exeunt.plan.under_way import under_way
from exeunt.plan.whereabouts import Parcel, whereabouts


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What a plan comes to at a moment."""

    state: State
    trips: tuple[Trip, ...]
    """Those that have not begun, in seconds after the moment."""


def follow(post: Post, plan: Plan, *, at: datetime) -> Followed:
    """
    Follow *plan* until *at*, as if all had gone as planned.

    Parameters
    ----------
    post
        The post of the plan. Where it has changed since, what it no longer has is
        passed over.
    plan
        The plan so far.
    at
        The moment, a whole second, no earlier than the plan begins.

    Raises
    ------
    InvalidInput
        When the plan begins only later.
    """
    at_s = seconds_after(plan.h_hour, at)
    if at_s < 0:
        raise InvalidInput(
            f"The plan begins {plan.h_hour.isoformat()}, after {at.isoformat()}. Give "
            "a later moment, or make a new plan with 'exeunt plan'."
        )
    case = lay_out(post, plan)
    return _Following(case, at_s).followed()


class _Following:
    """One plan at one moment."""

    def __init__(self, case: Case, at_s: int) -> None:
        self._case = case
        self._at_s = at_s
        self._rides = tuple(rides_of(case))
        self._under_way = under_way(case, self._rides, at_s)
        self._begun = sorted(
            (ride for ride in self._rides if ride in self._under_way),
            key=lambda ride: (ride.begins_s, ride.free_s),
        )

    def followed(self) -> Followed:
        state = self._case.plan.state
        parcels, turns = whereabouts(
            self._case, self._rides, self._at_s, begun=self._under_way
        )
        return Followed(
            state=State(
                at=self._moment(self._at_s),
                decided=state.decided if state else self._case.plan.h_hour,
                parties=(*self._out(), *self._parties(parcels)),
                vehicles=tuple(self._vehicles()),
                closures=tuple(self._closures()),
                departed=tuple(self._departed()),
                in_line=tuple(self._in_line(turns)),
                promise_h=state.promise_h if state else 1.0,
            ),
            trips=tuple(
                self._later(ride.trip)
                for ride in self._rides
                if ride not in self._under_way
            ),
        )

    def _moment(self, after_s: int) -> datetime:
        return moment_of(self._case.plan.h_hour, after_s, self._case.wall.zone)

    def _later(self, trip: Trip) -> Trip:
        return trip.model_copy(
            update={
                "depart_s": trip.depart_s - self._at_s,
                "arrive_s": trip.arrive_s - self._at_s,
            }
        )

    # people

    def _out(self) -> Iterator[Party]:
        """Hand on those who were out before the plan began."""
        state = self._case.begin.state
        for who, party in state.named_parties() if state else ():
            if who in self._case.begin.out:
                yield party

    def _in_line(self, turns: Sequence[Turn]) -> Iterator[InLine]:
        for turn in turns:
            yield InLine(
                place=turn.place,
                persons=turn.persons,
                since=self._moment(turn.from_s),
                until=self._moment(turn.due_s),
            )

    def _parties(self, parcels: Sequence[Parcel]) -> Iterator[Party]:
        for parcel in parcels:
            mover = parcel.mover
            whose = self._case.begin.whose.get(mover.id, mover.id)
            yield Party(
                household=whose if mover.whole else None,
                cohort=None if mover.whole else whose,
                persons=None if mover.whole else parcel.persons,
                place=parcel.place,
                since=self._moment(parcel.since_s),
                processed=parcel.processed,
                announced=self._announced(parcel),
            )

    def _announced(self, parcel: Parcel) -> tuple[Announced, ...]:
        return tuple(
            Announced(
                link=ride.trip.link,
                to=ride.trip.to,
                departs=self._moment(ride.trip.depart_s),
            )
            for ride in parcel.ahead
        )

    # vehicles

    def _vehicles(self) -> Iterator[VehicleAt]:
        stands = dict(self._case.begin.vehicles)
        spent: dict[str, Spent] = {}
        for ride in self._begun:
            vehicle, fleet = ride.trip.vehicle, ride.fleet
            if fleet is not None and vehicle is not None:
                before = spent.get(vehicle) or spent_at_first(
                    self._case, vehicle, fleet
                )
                spent[vehicle] = spent_after(self._case, fleet, before, ride)
                stands[vehicle] = self._stand(vehicle, fleet, spent[vehicle])
        for name in sorted(stands, key=_by_number):
            fleet_id, number, _ = _by_number(name)
            known = self._case.fleets.get(fleet_id)
            if known is not None and number <= known.vehicles:
                yield stands[name]

    def _stand(self, vehicle: str, fleet: Fleet, spent: Spent) -> VehicleAt:
        on_duty = fleet.duty is not None and spent.duty_s is not None
        return VehicleAt(
            vehicle=vehicle,
            place=spent.place,
            free=self._moment(spent.since_s),
            on_duty_since=self._moment(spent.duty_s or 0) if on_duty else None,
            km=None if fleet.range_km is None else spent.km,
        )

    def _departed(self) -> Iterator[SetOut]:
        state = self._case.begin.state
        told = [s for s in (state.departed if state else ()) if self._counts(s)]
        for ride in self._begun:
            set_out = SetOut(
                link=ride.trip.link,
                to=ride.trip.to,
                at=self._moment(ride.trip.depart_s),
            )
            if not ride.own and set_out not in told and self._counts(set_out):
                told.append(set_out)
        yield from told

    def _counts(self, set_out: SetOut) -> bool:
        """Tell whether a set-out still keeps others back."""
        link = self._case.links.get(set_out.link)
        gap_s = 0 if link is None else apart_s(link.vehicles_per_h)
        return self._case.wall.since(set_out.at) + gap_s > self._at_s and gap_s > 0

    def _closures(self) -> Iterator[Closure]:
        state = self._case.begin.state
        for closure in state.closures if state else ():
            until = closure.until
            known = {*self._case.places, *self._case.links}
            lasts = until is None or self._case.wall.since(until) > self._at_s
            if lasts and (closure.place or closure.link) in known:
                yield closure


def _by_number(vehicle: str) -> tuple[str, int, str]:
    fleet, _, number = vehicle.rpartition("/")
    return fleet, int(number) if number.isdecimal() else 0, number
