"""Who takes a seat that falls free when a trip leaves (rule §40)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice

from exeunt.model.fallbacks import Standby
from exeunt.model.people import SeatKind
from exeunt.plan.checker.case import Case, Ride
from exeunt.plan.checker.journeys import Stay
from exeunt.plan.checker.state import fetched_from
from exeunt.plan.waiting import Queue, Waiting, waiting_at
from exeunt.plan.ways_out import Outs


MOST_ON_A_LIST = 10
"""Parties on the list of one trip, unless a kind of seat wants one more."""
MOST_LISTS = 3
"""Lists on which those stand who wait for a trip of their own, at each place."""


def boarding(
    waiting: Sequence[Standby], freed: Mapping[SeatKind, int]
) -> tuple[tuple[Standby, int], ...]:
    """
    Call people off the list for seats that fell free, and tell how many of each board.

    Whoever does not fit is passed over and stays on the list.

    Parameters
    ----------
    waiting
        The list, in its order.
    freed
        Seats that fell free, by kind.
    """
    room = dict(freed)
    out = []
    for who in waiting:
        count = fitting(who.seats, who.persons, room, whole=who.whole)
        if count:
            take(who.seats, count, room, whole=who.whole)
            out.append((who, count))
    return tuple(out)


def fitting(
    seats: Sequence[tuple[SeatKind, int]],
    persons: int,
    room: Mapping[SeatKind, int],
    *,
    whole: bool,
) -> int:
    """Count who fit into *room*: a household whole or not at all (rules §8 and §9)."""
    if not whole:
        return min(persons, room.get(SeatKind.SEAT, 0))
    fits = all(count <= room.get(kind, 0) for kind, count in seats)
    return persons if fits else 0


def take(
    seats: Sequence[tuple[SeatKind, int]],
    persons: int,
    room: dict[SeatKind, int],
    *,
    whole: bool,
) -> None:
    """Take the places of *persons* out of *room*."""
    for kind, count in seats if whole else ((SeatKind.SEAT, persons),):
        room[kind] -= count


def standby_of(
    case: Case, rides: Sequence[Ride], stays: Sequence[Stay], outs: Outs
) -> dict[str, tuple[Standby, ...]]:
    """
    Draw up the standby list of every trip of a vehicle with people, by trip.

    Parameters
    ----------
    case
        The plan and its post.
    rides
        All its trips.
    stays
        Where everybody is between them.
    outs
        When those who ride a trip are out.
    """
    drawn = _Lists(case, stays, outs)
    loaded = [ride for ride in rides if ride.carrier is not None and ride.loads]
    loaded.sort(key=lambda ride: (ride.trip.depart_s, ride.trip.id))
    return {ride.trip.id: drawn.of(ride) for ride in loaded}


class _Lists:
    """The lists of a plan, drawn up in the order of departure."""

    def __init__(self, case: Case, stays: Sequence[Stay], outs: Outs) -> None:
        self._case = case
        self._outs = outs
        self._waiting = waiting_at(stays, outs, deadline_s=case.deadline_s)

    def of(self, ride: Ride) -> tuple[Standby, ...]:
        out_s = self._outs.of(ride)
        queues = self._waiting.get(ride.trip.from_)
        if out_s is None or queues is None:
            return ()
        found = self._called(queues.everybody, ride, out_s)
        chosen = list(islice(found, MOST_ON_A_LIST))
        taken = ride.room_taken()
        for kind in (SeatKind.WHEELCHAIR, SeatKind.STRETCHER):
            if taken[kind] and not any(_takes(who, kind) for _, who in chosen):
                chosen += islice(self._called(queues.of_kind(kind), ride, out_s), 1)
        for waiting, who in chosen:
            waiting.lists += who.booked is not None
        return tuple(who for _, who in chosen)

    def _called(
        self, queue: Queue, ride: Ride, out_s: int
    ) -> Iterator[tuple[Waiting, Standby]]:
        """Go through those who can wait for *ride* and gain by it, in order."""
        for waiting in queue.gaining(out_s):
            if waiting.until_s < ride.trip.depart_s or waiting.lists >= MOST_LISTS:
                waiting.gone = True  # trips are gone through in order of departure
                continue
            able = sum(self._in_time(stay, ride) for stay in waiting.stays)
            sooner_s = waiting.out_s - out_s
            who = _stand_by(waiting.stays[0], able, ride, sooner_s=sooner_s)
            if who is not None:
                yield waiting, who

    def _in_time(self, stay: Stay, ride: Ride) -> int:
        """Count who can be processed before loading begins (rule §11)."""
        begins_s = ride.begins_s
        if stay.since_s > begins_s:
            return 0
        if stay.mover.whole and any(mover is stay.mover for mover, _ in ride.loads):
            return 0
        place = self._case.places.get(stay.place)
        done = stay.came is None and stay.mover.processed
        if place is None or place.processes_per_h is None or done:
            return stay.persons
        if fetched_from(place, begins_s, self._case.wall):
            return stay.persons
        spans = self._case.wall.spans(place.open, stay.since_s, begins_s)
        open_s = sum(end - start for start, end in spans)
        able = int(open_s * Fraction(str(place.processes_per_h)) / 3600)
        if stay.mover.whole:
            return stay.persons if able >= stay.persons else 0
        return min(able, stay.persons)


def _stand_by(stay: Stay, able: int, ride: Ride, *, sooner_s: int) -> Standby | None:
    mover, goes = stay.mover, stay.goes
    if not able or ride.carrier is None:
        return None
    seats = tuple((kind, n) for kind, n in mover.seats.items() if n)
    count = fitting(seats, able, ride.carrier.seats, whole=mover.whole)
    if count <= 0:
        return None
    return Standby(
        party=mover.id,
        whole=mover.whole,
        persons=count,
        seats=seats if mover.whole else ((SeatKind.SEAT, count),),
        booked=None if goes is None else goes.trip.id,
        sooner_s=sooner_s,
        weight=mover.weight / mover.persons,
    )


def _takes(who: Standby, kind: SeatKind) -> bool:
    return any(of is kind for of, _ in who.seats)
