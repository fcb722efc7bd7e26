"""Why there is no way out of a place at all: links, openings, curfews, time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from exeunt.model.fleets import planning_time_s
from exeunt.model.places import Mode
from exeunt.model.problem import Spans
from exeunt.model.times import HOUR
from exeunt.plan.solver.spans import common


if TYPE_CHECKING:
    from exeunt.plan.solver.network import Network


BY = {Mode.OWN: "by own means", Mode.FOOT: "on foot"}
MINUTE = 60


@dataclass(frozen=True, slots=True)
class _Stage:
    """Hops that may be used as far as one kind of limit goes."""

    words: Callable[[int], str]
    """Say why a hop may not be used."""
    hops: frozenset[int]


class NoWay:
    """Says which limit alone cuts a place off, whatever vehicles there are."""

    def __init__(self, net: Network) -> None:
        self._net = net
        self._known: dict[int, str] = {}
        self._fastest: dict[int, int] = {}
        for way in net.ways:
            known = self._fastest.get(way.hop, way.travel_s)
            self._fastest[way.hop] = min(known, way.travel_s)
        self._ends = [(net.number[h.from_], net.number[h.to]) for h in net.hops]
        every = frozenset(range(len(net.hops)))
        opened = frozenset(h for h in every if net.hops[h].spans)
        reached = frozenset(h for h in opened if self._leaves(h))
        free = frozenset(h for h in reached if self._past_curfews(h))
        self._stages = (
            _Stage(str, every),
            _Stage(self._shut_link, opened),
            _Stage(self._shut_place, reached),
            _Stage(self._curfew, free),
        )

    def because(self, place: int) -> str:
        """Say what cuts off *place*; nothing where these limits do not."""
        if place not in self._known:
            self._known[place] = self._because(place)
        return self._known[place]

    def _because(self, place: int) -> str:
        net, name = self._net, self._net.places[place].name
        if not any(net.safe):
            return "there is no safe haven and no home to bring anybody to"
        before = self._stages[0].hops
        least: dict[int, int] = {}
        for stage in self._stages:
            least = self._least([place], stage.hops)
            if not any(net.safe[p] for p in least):
                if stage.hops == before:
                    return f"no link leads from {name} to a safe haven or home"
                cut = self._cut(least, before - stage.hops, before)
                why = stage.words(cut)
                return f"no open way out from {name} by the deadline: {why}"
            before = stage.hops
        quickest = min(s for p, s in least.items() if net.safe[p])
        if quickest <= net.deadline_s:
            return ""
        return (
            f"the quickest way out from {name} takes {_lasts(quickest)}, and "
            f"the deadline is {_lasts(net.deadline_s)} after H-hour"
        )

    def _least(
        self, begin: Iterable[int], hops: frozenset[int], *, back: bool = False
    ) -> dict[int, int]:
        """Give the places that *hops* lead to, or *back* from, with the least time."""
        ahead: dict[int, list[tuple[int, int]]] = {}
        for h in hops:
            one, other = self._ends[h][::-1] if back else self._ends[h]
            ahead.setdefault(one, []).append((other, self._travel_s(h)))
        least: dict[int, int] = {}
        heap = [(0, place) for place in begin]
        while heap:
            since, at = heappop(heap)
            if at not in least:
                least[at] = since
                for to, lasts in ahead.get(at, ()):
                    heappush(heap, (since + lasts, to))
        return least

    def _cut(
        self, here: dict[int, int], gone: frozenset[int], before: frozenset[int]
    ) -> int:
        """Find the hop from *here* that would lead to safety soonest, and is gone."""
        safe = [p for p, is_safe in enumerate(self._net.safe) if is_safe]
        ahead = self._least(safe, before, back=True)
        leads = {
            h: here[self._ends[h][0]] + self._travel_s(h) + ahead[self._ends[h][1]]
            for h in gone
            if self._ends[h][0] in here and self._ends[h][1] in ahead
        }
        return min(leads, key=lambda h: (leads[h], h))

    def _travel_s(self, h: int) -> int:
        """Give the least planning time over a hop."""
        return self._fastest.get(h) or planning_time_s(
            self._net.hops[h].link.nominal_s, self._net.problem.step_s
        )

    def _leaves(self, h: int) -> Spans:
        """Give when something may set out over a hop, but for curfews."""
        net, hop, (from_, to) = self._net, self._net.hops[h], self._ends[h]
        if not net.open[to]:
            return ()
        return common(hop.spans, net.doors.of(from_, by=hop.link.mode, other=to))

    def _past_curfews(self, h: int) -> Spans:
        return common(self._leaves(h), self._net.hops[h].clear(self._travel_s(h)))

    def _names(self, h: int) -> tuple[str, str]:
        from_, to = self._ends[h]
        return self._net.places[from_].name, self._net.places[to].name

    def _shut_link(self, h: int) -> str:
        from_, to = self._names(h)
        return f"the link from {from_} to {to} is shut"

    def _shut_place(self, h: int) -> str:
        from_, to = self._names(h)
        if not self._net.open[self._ends[h][1]]:
            return f"{to} is shut"
        if not self._net.open[self._ends[h][0]]:
            return f"{from_} is shut"
        return f"{from_} is shut whenever the link from there to {to} is open"

    def _curfew(self, h: int) -> str:
        from_, to = self._names(h)
        mode = self._net.hops[h].link.mode
        by = BY.get(mode, f"by {mode}")
        return f"curfews leave no time to go from {from_} to {to} {by}"


def _lasts(seconds: int) -> str:
    if seconds >= HOUR:
        return f"{seconds / HOUR:.3g} h"
    return f"{seconds / MINUTE:.3g} min" if seconds >= MINUTE else f"{seconds} s"
