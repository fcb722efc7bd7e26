"""What people of a trip take when it does not come (rule §41)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from exeunt.model.fallbacks import Fallback
from exeunt.model.fleets import planning_time_s
from exeunt.model.people import SeatKind
from exeunt.model.places import PlaceKind
from exeunt.model.problem import Departure, Hop, Problem, Spans
from exeunt.plan.checker.case import Case, Ride
from exeunt.plan.checker.movers import Mover
from exeunt.plan.solver.spans import lies_in
from exeunt.plan.standby import fitting, take
from exeunt.plan.ways_out import Outs, time_out


Load = Sequence[tuple[Mover, int]]
Room = dict[SeatKind, int]


class Alternates:
    """Other ways out of each place, from what the plan and the post have."""

    def __init__(
        self, case: Case, rides: Sequence[Ride], problem: Problem, outs: Outs
    ) -> None:
        self._problem = problem
        self._deadline_s = case.deadline_s
        self._open = problem.open
        safe = frozenset(p.id for p in problem.places if p.kind.safe)
        self._safe = safe
        homes = {p.id for p in problem.places if p.kind is PlaceKind.RESIDENCE}
        self._out_s = cache(
            lambda place: time_out(problem.hops, safe, past=homes | {place})
        )
        self._from: dict[str, list[Ride]] = defaultdict(list)
        self._roomy: dict[str, list[tuple[Ride, Room]]] = defaultdict(list)
        for ride in sorted(rides, key=lambda r: (r.begins_s, r.trip.id)):
            if ride.carrier is not None and ride.loads and outs.of(ride) is not None:
                self._from[ride.trip.from_].append(ride)
                if any((free := _free(ride)).values()):
                    self._roomy[ride.trip.from_].append((ride, free))
        used = {ride.trip.vehicle for ride in rides}
        self._unused: dict[str, list[Departure]] = defaultdict(list)
        for departure in problem.departures:
            if departure.id not in used and self._goes(departure):
                self._unused[departure.hop.from_].append(departure)

    def pair(self, ride: Ride) -> tuple[Fallback | None, Fallback | None]:
        """
        Give alternate and contingency of *ride*.

        Who goes by own means waits for no vehicle: where none with room follows, the
        alternate is another way too.
        """
        later = sorted(self._later(ride), key=lambda f: (f.at_s, f.takes == 0, f.by))
        alternate = next((found for found in later if found.takes), None)
        if alternate is None and ride.own:
            alternate = self._another_way(ride, None)
        alternate = alternate or next(iter(later), None)
        return alternate, self._another_way(ride, alternate)

    def _another_way(self, ride: Ride, alternate: Fallback | None) -> Fallback | None:
        """
        Give the best over another link.

        Another mode comes first, then what needs no vehicle, then who takes most, then
        who is out first, then the larger fleet.
        """
        gone = {ride.trip.link, alternate.link if alternate else ""}
        mode = ride.link.mode if ride.link else None
        found = [
            (offer.hop.link.mode == mode, self._rank(offer, way), way)
            for hop in self._problem.hops
            if hop.from_ == ride.trip.from_ and hop.link.id not in gone
            for offer in self._over(hop, ride)
            for way in self._way(ride, offer)
        ]
        best = min(found, key=lambda f: f[:2], default=None)
        return None if best is None else best[-1]

    def _rank(
        self, offer: _Offer, way: Fallback
    ) -> tuple[bool, int, float, int, str, str]:
        onward_s = self._out_s(offer.hop.from_)[way.to]
        return (
            offer.hop.link.mode.needs_vehicle,
            -way.takes,
            way.at_s + offer.lasts_s + onward_s,
            -offer.vehicles,
            way.link,
            way.by,
        )

    # the next from the same place

    def _later(self, ride: Ride) -> Iterator[Fallback]:
        """Offer the next to load with room, the next to load at all, and a departure."""
        after_s, here = ride.trip.depart_s, ride.trip.from_
        roomy = self._roomy[here]
        for other, free in roomy[bisect_left(roomy, after_s, key=_pair_begins) :]:
            count = 0 if other is ride else seated(ride.loads, free)
            if count:
                yield _planned(other, count)
                break
        every = self._from[here]
        next_at_all = every[bisect_left(every, after_s, key=_begins) :][:2]
        yield from (_planned(other, 0) for other in next_at_all if other is not ride)
        yield from self._departures(ride, self._unused[here])

    def _departures(
        self, ride: Ride, departures: Sequence[Departure]
    ) -> Iterator[Fallback]:
        """Offer departures that the plan does not use and that go straight to safety."""
        for departure in departures:
            begins_s = departure.depart_s - departure.service.loading
            count = seated(ride.loads, dict(departure.service.seats))
            straight = departure.hop.to in self._safe
            if begins_s >= ride.trip.depart_s and count and straight:
                yield Fallback(
                    means="unplanned",
                    at_s=departure.depart_s,
                    link=departure.hop.link.id,
                    to=departure.hop.to,
                    by=departure.id,
                    takes=count,
                )
                return

    def _goes(self, departure: Departure) -> bool:
        """Tell whether a departure keeps openings, curfews and the deadline."""
        hop, at_s = departure.hop, departure.depart_s
        out_s = departure.arrive_s + departure.service.unloading
        loads = (at_s - departure.service.loading, at_s)
        travel_s = departure.arrive_s - at_s
        return (
            not hop.link.empty_only
            and out_s <= self._deadline_s
            and lies_in(hop.spans, at_s)
            and _throughout(self._open[hop.from_], *loads)
            and lies_in(self._open[hop.to], departure.arrive_s)
            and lies_in(hop.clear(travel_s), at_s)
        )

    # another way

    def _over(self, hop: Hop, ride: Ride) -> Iterator[_Offer]:
        """Offer what goes over *hop*, if it leads out past residences and this place."""
        if hop.link.empty_only or hop.to not in self._out_s(hop.from_):
            return
        if not hop.link.mode.needs_vehicle:
            yield _Offer(
                hop=hop,
                travel_s=planning_time_s(hop.link.nominal_s, self._problem.step_s),
                takes=sum(count for _, count in ride.loads),
            )
            return
        for fleet in self._problem.fleets:
            if fleet.vehicles and fleet.may_use(hop.link):
                yield _Offer(
                    hop=hop,
                    travel_s=fleet.travel_s(hop.link, self._problem.step_s),
                    takes=seated(ride.loads, dict(fleet.seats)),
                    by=fleet.id,
                    loading_s=fleet.loading,
                    unloading_s=fleet.unloading,
                    vehicles=fleet.vehicles,
                )

    def _way(self, ride: Ride, offer: _Offer) -> Iterator[Fallback]:
        """Find when it can set out first, if people are out by the deadline then."""
        hop, travel_s = offer.hop, offer.travel_s
        onward_s = self._out_s(hop.from_)[hop.to]
        at_s = _first_in(
            (hop.spans, hop.clear(travel_s), self._open[hop.from_]),
            ride.trip.depart_s + offer.loading_s,
        )
        if not offer.takes or at_s is None:
            return
        if at_s + offer.lasts_s + onward_s <= self._deadline_s:
            yield Fallback(
                means="vehicle" if offer.by else "alone",
                at_s=at_s,
                link=hop.link.id,
                to=hop.to,
                by=offer.by,
                takes=offer.takes,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """What a hop offers to people who have lost their trip."""

    hop: Hop
    travel_s: int
    takes: int
    by: str = ""
    """The fleet; empty: own means or on foot."""
    loading_s: int = 0
    unloading_s: int = 0
    vehicles: int = 0
    """Of the fleet."""

    @property
    def lasts_s(self) -> int:
        """How long it takes from setting out until people are unloaded."""
        return self.travel_s + self.unloading_s


def _begins(ride: Ride) -> int:
    return ride.begins_s


def _pair_begins(pair: tuple[Ride, Room]) -> int:
    return pair[0].begins_s


def _planned(ride: Ride, takes: int) -> Fallback:
    return Fallback(
        means="planned" if takes else "standby",
        at_s=ride.trip.depart_s,
        link=ride.trip.link,
        to=ride.trip.to,
        by=ride.carrier.id if ride.carrier else "",
        takes=takes,
        trip=ride.trip.id,
    )


def seated(load: Load, room: Room) -> int:
    """Count how many of *load* find a place in *room*, heaviest households first."""
    left = dict(room)
    count = 0
    for mover, persons in sorted(load, key=_heaviest):
        seats = tuple(mover.seats.items())
        some = fitting(seats, persons, left, whole=mover.whole)
        if some:
            take(seats, some, left, whole=mover.whole)
            count += some
    return count


def _heaviest(item: tuple[Mover, int]) -> tuple[float, str]:
    mover, _ = item
    return (-mover.weight / mover.persons, mover.id)


def _free(ride: Ride) -> Room:
    taken = ride.room_taken()
    seats = ride.carrier.seats if ride.carrier else {}
    return {kind: max(count - taken[kind], 0) for kind, count in seats.items()}


def _throughout(spans: Spans, from_s: int, until_s: int) -> bool:
    return any(start <= from_s and until_s < end for start, end in spans)


def _first_in(spans: Sequence[Spans], from_s: int) -> int | None:
    """Give the first moment from *from_s* on that lies in one span of each."""
    moments = {from_s, *(start for one in spans for start, _ in one if start > from_s)}
    return next(
        (at for at in sorted(moments) if all(lies_in(one, at) for one in spans)), None
    )
