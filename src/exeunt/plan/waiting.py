"""Those who wait at each place, in the order in which a seat is offered (rule §40)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge

from exeunt.model.people import SeatKind
from exeunt.plan.checker.journeys import Stay
from exeunt.plan.ways_out import Outs


_NEVER = 1 << 60


@dataclass(slots=True, kw_only=True, eq=False)
class Waiting:
    """People of one mover at one place who wait for the same trip, or for none."""

    stays: list[Stay]
    until_s: int
    """When they begin to load for it."""
    out_s: int
    """When they are out as planned; of those who are left, the deadline."""
    lists: int = 0
    """Lists on which they stand, unless they are left."""
    gone: bool = False
    """Whether no later trip needs to look at them."""

    @property
    def left(self) -> bool:
        """Whether the plan leaves them."""
        return self.stays[0].goes is None

    @property
    def weight(self) -> float:
        """Weight of one person, on average."""
        return self.stays[0].mover.weight / self.stays[0].mover.persons

    def order(self, out_s: int) -> tuple[bool, float, int, str]:
        """Who is left, then who gains most a seat by being out at *out_s*, and so on."""
        first = self.stays[0]
        gain = self.weight * (self.out_s - out_s)
        return (not self.left, -gain, first.since_s, first.mover.id)


class Queue:
    """
    Waiting people, to be gone through in order for whatever moment of being out.

    Of people of one weight the order is the same for every such moment.
    """

    def __init__(self, everybody: Iterable[Waiting]) -> None:
        by_weight: dict[tuple[bool, float], list[Waiting]] = defaultdict(list)
        for waiting in everybody:
            by_weight[waiting.left, waiting.weight].append(waiting)
        self._lanes = [
            sorted(lane, key=lambda w: w.order(0)) for lane in by_weight.values()
        ]
        self._passed = [0] * len(self._lanes)
        """How often those who are gone were passed over, a lane."""

    def gaining(self, out_s: int) -> Iterator[Waiting]:
        """Go through those who would be out later than *out_s* otherwise."""
        lanes = [self._lane(number, out_s) for number in range(len(self._lanes))]
        return merge(*lanes, key=lambda waiting: waiting.order(out_s))

    def _lane(self, number: int, out_s: int) -> Iterator[Waiting]:
        if self._passed[number] > len(self._lanes[number]):
            self._lanes[number] = [w for w in self._lanes[number] if not w.gone]
            self._passed[number] = 0
        for waiting in self._lanes[number]:
            if waiting.out_s <= out_s:
                break
            if waiting.gone:
                self._passed[number] += 1
            else:
                yield waiting


class Queues:
    """The queue of a place, and those of its people who take rare kinds of seats."""

    def __init__(self, everybody: Sequence[Waiting]) -> None:
        self.everybody = Queue(everybody)
        self._kinds = {
            kind: Queue(w for w in everybody if w.stays[0].mover.seats.get(kind))
            for kind in (SeatKind.WHEELCHAIR, SeatKind.STRETCHER)
        }

    def of_kind(self, kind: SeatKind) -> Queue:
        """Give those who take a wheelchair or stretcher place."""
        return self._kinds[kind]


def waiting_at(
    stays: Iterable[Stay], outs: Outs, *, deadline_s: int
) -> dict[str, Queues]:
    """
    Gather by place those who are in danger there.

    Parameters
    ----------
    stays
        Where everybody is between trips.
    outs
        When those who ride a trip are out.
    deadline_s
        By when everybody is to be out [s].
    """
    together: dict[tuple[str, str, str | None], list[Stay]] = defaultdict(list)
    for stay in stays:
        if stay.out_s is None:
            goes = stay.goes.trip.id if stay.goes else None
            together[stay.place, stay.mover.id, goes].append(stay)
    at: dict[str, list[Waiting]] = defaultdict(list)
    for (place, _, _), its in together.items():
        first, out_s = its[0], outs.after(its[0])
        at[place].append(
            Waiting(
                stays=its,
                until_s=_NEVER if first.until_s is None else first.until_s,
                out_s=deadline_s if out_s is None else out_s,
            )
        )
    return {place: Queues(everybody) for place, everybody in at.items()}
