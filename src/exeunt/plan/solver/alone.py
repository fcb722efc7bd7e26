"""How soon each unit could be out if it were alone in the world: always a bound."""

from __future__ import annotations

from heapq import heappop, heappush

from exeunt.model.times import NEVER
from exeunt.plan.solver.network import Network, Unit, Way
from exeunt.plan.solver.spans import OpenTime, first_in


class Alone:
    """Earliest ways out with every seat free and every vehicle to hand."""

    def __init__(self, net: Network) -> None:
        self.net = net
        self._open = {
            p: OpenTime(net.open[p])
            for p in range(len(net.places))
            if net.doors.rate_per_h(p) is not None
        }
        self._ways: list[list[tuple[int, Way]]] = [[] for _ in net.places]
        """By place: those that people may ride, the quickest out first, and how soon."""
        for way in net.ways:
            if net.rides[way.index]:
                least_s = way.lasts_s + net.to_safety_s[way.to]
                self._ways[way.from_].append((least_s, way))
        for ways in self._ways:
            ways.sort(key=lambda x: (x[0], x[1].index))
        self._known: dict[object, int] = {}

    def out_s(self, unit: Unit) -> int:
        """Give when *unit*, or the first of a cohort, could be out; or ``NEVER``."""
        persons = unit.persons if unit.whole else 1
        key = (unit.place, unit.ready_s, unit.processed, unit.seats, persons)
        if key not in self._known:
            self._known[key] = self._out_s(unit, persons)
        return self._known[key]

    def _out_s(self, unit: Unit, persons: int) -> int:
        """Look at places in order of when one could be out from there at best."""
        there = self._reached(unit, persons, aimed=True)
        return min((t for p, t in there.items() if self.net.safe[p]), default=NEVER)

    def first_there(self, unit: Unit, persons: int) -> dict[int, int]:
        """Give by place when *persons* of *unit* could be there, unloaded."""
        return self._reached(unit, persons, aimed=False)

    def _reached(self, unit: Unit, persons: int, *, aimed: bool) -> dict[int, int]:
        """Settle places; if *aimed*, only as far as it is not too late to be out."""
        net, takes = self.net, unit.takes(persons)
        first, out = {unit.place: unit.ready_s}, NEVER
        heap = [(0, unit.ready_s, unit.place)]
        while heap:
            _, since_s, place = heappop(heap)
            if since_s > first[place]:
                continue
            done = unit.processed and place == unit.place
            boards_s = self._boards_s(place, since_s, 0 if done else persons)
            for least_s, way in self._ways[place]:
                if aimed and since_s + least_s >= out:
                    break
                known = first.get(way.to, NEVER)
                if since_s + way.lasts_s >= known or not way.room_for(takes):
                    continue
                ends = self._ends_s(way, boards_s)
                if ends < known:
                    first[way.to] = ends
                    ahead_s = net.to_safety_s[way.to] if aimed else 0
                    heappush(heap, (ends + ahead_s, ends, way.to))
                    out = min(out, ends) if net.safe[way.to] else out
        return first

    def _boards_s(self, place: int, since_s: int, persons: int) -> int:
        """Give when *persons* that came at *since_s* are processed."""
        opened = self._open.get(place) if persons else None
        rate = self.net.doors.rate_per_h(place)
        if opened is None or rate is None:
            return since_s
        needs_s = -int(-(persons * 3600 / rate - 1e-6) // 1)
        boards = opened.when(opened.by(since_s) + needs_s)
        return NEVER if boards is None else boards

    def _ends_s(self, way: Way, boards_s: int) -> int:
        if way.fleet >= 0:
            stands_s = self.net.stands_s[way.fleet].get(way.from_, NEVER)
            boards_s = max(boards_s, stands_s)
        start = first_in(way.starts, boards_s)
        return NEVER if start is None else start + way.lasts_s
