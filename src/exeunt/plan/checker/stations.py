"""Whether stations can process in time everybody who passes them (rule §11)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush

from exeunt.model.breaches import Breach
from exeunt.model.places import Place
from exeunt.plan.checker.case import Case
from exeunt.plan.checker.journeys import Stay
from exeunt.plan.checker.state import fetched_from


Spans = Sequence[tuple[int, int]]
_Waiting = tuple[int, int, int, int]
"""Due in open time, due, which pass, work left: in the order of the queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """So many persons who pass a station: from when, and by when done."""

    persons: int
    from_s: int
    due_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A pass that cannot be done in time, and the two moments that prove it."""

    index: int
    """Which pass, as they were given."""
    after_s: int
    must: int
    """Persons who arrive from ``after_s`` on and are due by the pass's time."""
    can: int
    """Persons whom the station can process in between."""


class _OpenTime:
    """Open time gone by, in units of which a person takes a whole number."""

    def __init__(self, spans: Spans, per_h: Fraction) -> None:
        self.each = 3600 * per_h.denominator
        self._speed = per_h.numerator
        self._spans = spans
        self._starts = [start for start, _ in spans]
        self._before = [0]
        for start, end in spans:
            self._before.append(self._before[-1] + end - start)

    def at(self, moment_s: int) -> int:
        behind = bisect_right(self._starts, moment_s)
        if behind == 0:
            return 0
        start, end = self._spans[behind - 1]
        open_s = self._before[behind - 1] + min(moment_s, end) - start
        return open_s * self._speed


def missed(passes: Sequence[Pass], spans: Spans, *, per_h: Fraction) -> list[Missed]:
    """
    Find the passes that no order of processing finishes in time.

    Whoever is due first is processed first, with interruption: this order is in time
    whenever any is, and that is so exactly if, for every two moments, those who come
    after the one and are due by the other fit into the open time between them.

    Parameters
    ----------
    passes
        Who passes, in any order; none is due before it comes.
    spans
        When the station is open, in order.
    per_h
        Persons an hour.
    """
    clock = _OpenTime(spans, per_h)
    late = _late(passes, clock)
    backwards = sorted(passes, key=lambda p: -p.from_s) if late else []
    begins = [clock.at(it.from_s) for it in backwards]
    return [_proof(passes[i], i, clock, backwards, begins) for i in late]


def _late(passes: Sequence[Pass], clock: _OpenTime) -> list[int]:
    """Play the queue in open time; give up on a pass as soon as it is late."""
    coming = sorted(range(len(passes)), key=lambda i: passes[i].from_s)
    queue: list[_Waiting] = []
    late: list[int] = []
    now = 0
    for place, index in enumerate(coming):
        it = passes[index]
        now = max(now, clock.at(it.from_s))
        work = it.persons * clock.each
        heappush(queue, (clock.at(it.due_s), it.due_s, index, work))
        ahead = coming[place + 1 : place + 2]
        until = clock.at(passes[ahead[0]].from_s) if ahead else None
        now = _work(queue, late, now=now, until=until)
    return sorted(late)


def _work(
    queue: list[_Waiting], late: list[int], *, now: int, until: int | None
) -> int:
    while queue and (until is None or now < until):
        due, due_s, index, left = heappop(queue)
        stop = due if until is None else min(due, until)
        done = min(left, max(stop - now, 0))
        now += done
        if done == left:
            continue
        if now >= due:
            late.append(index)
        else:
            heappush(queue, (due, due_s, index, left - done))
    return now


def _proof(
    late: Pass,
    index: int,
    clock: _OpenTime,
    backwards: Sequence[Pass],
    begins: Sequence[int],
) -> Missed:
    """Find the begin from which the most is asked beyond what can be done."""
    due_s, due, each = late.due_s, clock.at(late.due_s), clock.each
    must, worst = 0, (-due, 0, 0, 0)
    for it, begin in zip(backwards, begins, strict=True):
        if it.due_s <= due_s:
            must += it.persons
            beyond = must * each - (due - begin)
            if beyond > worst[0]:
                worst = (beyond, it.from_s, must, due - begin)
    _, after_s, most, room = worst
    return Missed(index=index, after_s=after_s, must=most, can=room // each)


def station_breaches(case: Case, stays: Sequence[Stay]) -> Iterator[Breach]:
    """Check every place with ``processes_per_h``."""
    for place in case.post.file.places:
        if place.processes_per_h is not None:
            through = [
                stay
                for stay in stays
                if stay.place == place.id
                and stay.until_s is not None
                and stay.since_s <= stay.until_s
                and not _excused(case, place, stay, stay.until_s)
            ]
            yield from _overrun(case, place, through, place.processes_per_h)


def _excused(case: Case, place: Place, stay: Stay, until_s: int) -> bool:
    """Tell whether they need no processing: done before, or fetched (§31, §33)."""
    done = stay.came is None and stay.mover.processed
    return done or fetched_from(place, until_s, case.wall)


def _in_line(case: Case, place: Place, rate: Fraction) -> list[Pass]:
    """Give whom the state has in line there, but for whom no plan could help (§31)."""
    state, since = case.begin.state, case.wall.since
    line = [
        Pass(persons=t.persons, from_s=max(since(t.since), 0), due_s=since(t.until))
        for t in (state.in_line if state else ())
        if t.place == place.id and t.since <= t.until and since(t.until) > 0
    ]
    late = {miss.index for miss in missed(line, _spans(case, place, line), per_h=rate)}
    return [it for n, it in enumerate(line) if n not in late]


def _spans(case: Case, place: Place, passes: Sequence[Pass]) -> Spans:
    first = min((it.from_s for it in passes), default=0)
    last = max((it.due_s for it in passes), default=0)
    return case.wall.spans(place.open, first, last)


def _overrun(
    case: Case, place: Place, through: list[Stay], per_h: float
) -> Iterator[Breach]:
    together: dict[tuple[str, int, int], list[Stay]] = {}
    for stay in through:
        if stay.goes is not None:
            key = (stay.goes.trip.id, stay.since_s, stay.goes.begins_s)
            together.setdefault(key, []).append(stay)
    passes = [
        Pass(persons=sum(s.persons for s in stays), from_s=from_s, due_s=due_s)
        for (_, from_s, due_s), stays in together.items()
    ]
    if not passes:
        return
    trips: list[str | None] = [trip for trip, _, _ in together]
    rate = Fraction(str(per_h))
    passes += _in_line(case, place, rate)
    for miss in missed(passes, _spans(case, place, passes), per_h=rate):
        late, words = passes[miss.index], case.wall.words
        trip = trips[miss.index] if miss.index < len(trips) else None
        what = "a trip under way" if trip is None else f"trip {trip}"
        yield Breach(
            rule="§11",
            trip=trip,
            who=place.id,
            at_s=late.due_s,
            message=f"{place.id} cannot process the {late.persons} people who come "
            f"{words(late.from_s)} before {what} loads "
            f"{words(late.due_s)}: {miss.must} people come from "
            f"{words(miss.after_s)} on and load by then, and at {per_h:g} an hour "
            f"while open it processes {miss.can}.",
        )
