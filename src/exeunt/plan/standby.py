"""Who takes a seat that falls free when a trip leaves (rule §40)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from exeunt.model.fallbacks import Standby
from exeunt.model.people import SeatKind
from exeunt.plan.checker.case import Case, Ride
from exeunt.plan.checker.journeys import Stay
from exeunt.plan.checker.state import fetched_from
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    who: Standby
    since_s: int

    @property
    def order(self) -> tuple[bool, float, int, str]:
        """Who is left first, then who gains most a seat, then who came first."""
        gain = self.who.weight * self.who.sooner_s
        return (self.who.booked is not None, -gain, self.since_s, self.who.party)


class _Lists:
    """The lists of a plan, drawn up in the order of departure."""

    def __init__(self, case: Case, stays: Sequence[Stay], outs: Outs) -> None:
        self._case = case
        self._outs = outs
        self._times: Counter[tuple[str, str | None]] = Counter()
        self._at: dict[str, list[Stay]] = defaultdict(list)
        for stay in stays:
            if stay.out_s is None:
                self._at[stay.place].append(stay)

    def of(self, ride: Ride) -> tuple[Standby, ...]:
        out_s = self._outs.of(ride)
        if out_s is None:
            return ()
        able = sorted(self._candidates(ride, out_s), key=lambda c: c.order)
        chosen = able[:MOST_ON_A_LIST]
        chosen += _of_rare_seats(able, chosen, ride.room_taken())
        for candidate in chosen:
            self._times[candidate.who.party, candidate.who.booked] += 1
        return tuple(candidate.who for candidate in chosen)

    def _candidates(self, ride: Ride, out_s: int) -> Iterator[_Candidate]:
        together: dict[tuple[str, str | None], list[Stay]] = defaultdict(list)
        for stay in self._at[ride.trip.from_]:
            if self._may_wait(stay, ride):
                goes = stay.goes.trip.id if stay.goes else None
                together[stay.mover.id, goes].append(stay)
        for (_, booked), its in together.items():
            planned_s = self._outs.after(its[0])
            until_s = self._case.deadline_s if planned_s is None else planned_s
            found = _stand_by(its, ride, booked=booked, sooner_s=until_s - out_s)
            if found is not None and not self._often(found):
                yield _Candidate(who=found, since_s=its[0].since_s)

    def _often(self, who: Standby) -> bool:
        """Tell whether they have a trip and stand on as many lists as is fair."""
        return who.booked is not None and (
            self._times[who.party, who.booked] >= MOST_LISTS
        )

    def _may_wait(self, stay: Stay, ride: Ride) -> bool:
        """Tell whether they are there in time, and lose no trip of theirs by waiting."""
        on_board = stay.mover.whole and any(m is stay.mover for m, _ in ride.loads)
        stays_until = stay.until_s is None or stay.until_s >= ride.trip.depart_s
        return not on_board and stays_until and self._done_by(stay, ride.begins_s)

    def _done_by(self, stay: Stay, begins_s: int) -> bool:
        """Tell whether they can be processed before loading begins (rule §11)."""
        if stay.since_s > begins_s:
            return False
        place = self._case.places.get(stay.place)
        done = stay.came is None and stay.mover.processed
        if place is None or place.processes_per_h is None or done:
            return True
        if fetched_from(place, begins_s, self._case.wall):
            return True
        spans = self._case.wall.spans(place.open, stay.since_s, begins_s)
        open_s = sum(end - start for start, end in spans)
        persons = stay.persons if stay.mover.whole else 1
        return open_s * Fraction(str(place.processes_per_h)) >= 3600 * persons


def _stand_by(
    its: Sequence[Stay], ride: Ride, *, booked: str | None, sooner_s: int
) -> Standby | None:
    mover, offered = its[0].mover, ride.carrier.seats if ride.carrier else {}
    seats = tuple((kind, n) for kind, n in mover.seats.items() if n)
    count = fitting(seats, sum(s.persons for s in its), offered, whole=mover.whole)
    if count <= 0 or sooner_s <= 0:
        return None
    return Standby(
        party=mover.id,
        whole=mover.whole,
        persons=count,
        seats=seats if mover.whole else ((SeatKind.SEAT, count),),
        booked=booked,
        sooner_s=sooner_s,
        weight=mover.weight / mover.persons,
    )


def _of_rare_seats(
    able: Sequence[_Candidate],
    chosen: Sequence[_Candidate],
    taken: Mapping[SeatKind, int],
) -> list[_Candidate]:
    """Add the first who takes a kind of seat that may fall free and nobody listed takes."""
    out: list[_Candidate] = []
    for kind in (SeatKind.WHEELCHAIR, SeatKind.STRETCHER):
        if taken[kind] and not any(_takes(c, kind) for c in (*chosen, *out)):
            out += [c for c in able if _takes(c, kind)][:1]
    return out


def _takes(candidate: _Candidate, kind: SeatKind) -> bool:
    return any(of is kind for of, _ in candidate.who.seats)
