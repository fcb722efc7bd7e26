"""Which exit most take, and why not the others: shut, slower, full, or not served."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf

from exeunt.formats.explain.facts import Out, carrier_of, carriers_named, counted_out
from exeunt.formats.wording import counted, duration, listed, percent
from exeunt.model.fleets import planning_time_s
from exeunt.model.plan import Plan
from exeunt.model.problem import Hop, Problem


FULL = 0.95
"""Seats are as good as all taken from this share on."""
MOSTLY = 0.5
"""Shut for more than this share of the time counts as a reason."""
MOST = 4
"""Exits beside the first that are told one by one."""


def exit_lines(problem: Problem, plan: Plan, outs: Sequence[Out]) -> list[str]:
    """Tell which exit most take, by what, and why each other one has fewer."""
    if not outs:
        return []
    exits = _Exits(problem, plan, outs)
    first, *others = exits.ranked()
    quickest = _long(exits.quickest_s(first))
    return [
        f"{exits.takes(first)}; it takes {quickest} at the quickest, on average.",
        *(f"{exits.takes(one)}: {exits.why_not(one, first)}." for one in others[:MOST]),
    ]


def _long(seconds: float) -> str:
    return duration(seconds) if seconds < inf else "no known length"


@dataclass(slots=True)
class _Exits:
    problem: Problem
    plan: Plan
    outs: Sequence[Out]
    _to: dict[str, dict[str, float]] = field(default_factory=dict)
    """By exit and place: least planning time to it."""

    def ranked(self) -> list[str]:
        """Give the ids of exits, those that most take first."""
        safe = {p.id for p in self.problem.places if p.kind.safe}
        taken: Counter[str] = Counter()
        for out in self.outs:
            taken[out.exit] += out.persons
        known = {
            hop.from_
            for hop in self.problem.hops
            if hop.to in safe and hop.from_ not in safe and not hop.link.empty_only
        }
        return sorted(known | set(taken), key=lambda e: (-taken[e], e))

    def takes(self, exit_: str) -> str:
        """Tell how many go by an exit, and by what."""
        name = self.problem.place(exit_).name
        some = [o for o in self.outs if o.exit == exit_]
        if not some:
            return f"Nobody leaves by {name}"
        by: Counter[str] = Counter()
        for out in some:
            by[out.carrier] += out.persons
        carriers = [carrier for carrier, _ in by.most_common(2)]
        share = counted_out(some) / counted_out(self.outs)
        return (
            f"{counted(counted_out(some), 'person leaves', 'people leave')} by {name} "
            f"({percent(share)}), by {listed(carriers_named(self.problem, carriers))}"
        )

    def why_not(self, exit_: str, first: str) -> str:
        """Tell why more do not go by an exit, the hardest reason first."""
        hops = self._hops(exit_)
        if not any(list(_durations(self.problem, hop)) for hop in hops):
            return "no fleet and no service runs from there"
        shut = self._shut_share(exit_, hops)
        if shut > 1 - 1e-9:
            return "it is never open before the deadline"
        reasons = []
        if shut > MOSTLY:
            reasons.append(f"it is shut for {percent(shut)} of the time")
        stage = next((s for s in self.plan.binding if s.place == exit_), None)
        if stage is not None:
            reasons.append(f"what binds there is {stage.what}")
        elif self._seats_taken(exit_) >= FULL:
            reasons.append(
                f"{percent(self._seats_taken(exit_))} of its seats are taken"
            )
        mine, best = self.quickest_s(exit_), self.quickest_s(first)
        if mine == inf:
            return "no way leads there from where people start"
        if mine > best:
            reasons.append(f"it takes {duration(mine)} at the quickest")
        elif not reasons and (some := self._quickest_for(exit_)):
            return f"it is the quickest way for {counted(some, 'person', 'people')}"
        return (
            listed(reasons) or "it has room, and the search found nothing better by it"
        )

    def quickest_s(self, exit_: str) -> float:
        """Give the least planning time through an exit, on average over people [s]."""
        there = [
            (t, n)
            for place, n in self._starts().items()
            if (t := self._through_s(exit_, place)) < inf
        ]
        people = sum(n for _, n in there)
        return sum(t * n for t, n in there) / people if people else inf

    def _quickest_for(self, exit_: str) -> int:
        """Count the people for whom no exit is quicker, were everything open."""
        exits = self.ranked()
        return sum(
            n
            for place, n in self._starts().items()
            if self._through_s(exit_, place)
            <= min(self._through_s(one, place) for one in exits)
        )

    def _through_s(self, exit_: str, place: str) -> float:
        """Give the least planning time from *place* to safety through an exit [s]."""
        on = min(
            (t for hop in self._hops(exit_) for t in _durations(self.problem, hop)),
            default=inf,
        )
        if exit_ not in self._to:
            self._to[exit_] = _times_to(self.problem, exit_)
        return self._to[exit_].get(place, inf) + on

    def _starts(self) -> Counter[str]:
        """Count people by where they start."""
        starts: Counter[str] = Counter()
        for household in self.problem.households:
            starts[household.place] += household.persons
        for cohort in self.problem.cohorts:
            starts[cohort.place] += cohort.persons
        return starts

    def _hops(self, exit_: str) -> list[Hop]:
        safe = {p.id for p in self.problem.places if p.kind.safe}
        return [
            hop
            for hop in self.problem.hops
            if hop.from_ == exit_ and hop.to in safe and not hop.link.empty_only
        ]

    def _shut_share(self, exit_: str, hops: Sequence[Hop]) -> float:
        """Tell for which share of the time until the deadline an exit is shut."""
        opened = [_length(self.problem.open[exit_])]
        opened.append(max((_length(hop.spans) for hop in hops), default=0))
        return 1 - min(opened) / self.problem.deadline_s

    def _seats_taken(self, exit_: str) -> float:
        """Tell how full the vehicles and departures are that people leave it by."""
        seats = {f.id: sum(f.seats.values()) for f in self.problem.fleets}
        seats |= {s.id: sum(s.seats.values()) for s in self.problem.services}
        safe = {p.id for p in self.problem.places if p.kind.safe}
        sizes = {h.id: h.persons for h in self.problem.households}
        used = room = 0
        for trip in self.plan.trips:
            carrier = carrier_of(trip)
            if trip.from_ == exit_ and trip.to in safe and carrier in seats:
                riders = sum(sizes[h] for h in trip.households)
                riders += sum(load.persons for load in trip.cohorts)
                used += riders
                room += seats[carrier] if riders else 0
        return used / room if room else 0.0


def _length(spans: Sequence[tuple[int, int]]) -> int:
    return sum(b - a for a, b in spans)


def _durations(problem: Problem, hop: Hop) -> Iterator[int]:
    """Yield how long people are on a hop, by each means there is [s]."""
    step_s = problem.step_s
    if not hop.link.mode.needs_vehicle:
        yield planning_time_s(hop.link.nominal_s, step_s)
    for fleet in problem.fleets:
        if fleet.vehicles and fleet.may_use(hop.link):
            yield fleet.loading + fleet.travel_s(hop.link, step_s) + fleet.unloading
    for service in problem.services:
        if service.link == hop.link.id and hop.from_ == hop.link.from_:
            travel_s = planning_time_s(hop.link.nominal_s, step_s)
            yield service.loading + travel_s + service.unloading


def _times_to(problem: Problem, exit_: str) -> dict[str, float]:
    """Give by place how long it takes to an exit at the quickest, everything open."""
    best: dict[str, float] = {exit_: 0.0}
    hops = [hop for hop in problem.hops if not hop.link.empty_only]
    lasts = {hop.id: min(_durations(problem, hop), default=inf) for hop in hops}
    for _ in problem.places:
        for hop in hops:
            through = best.get(hop.to, inf) + lasts[hop.id]
            if through < best.get(hop.from_, inf):
                best[hop.from_] = through
    return best
