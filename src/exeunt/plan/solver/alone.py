"""How soon each unit could be out if it were alone in the world: always a bound."""

from __future__ import annotations

from exeunt.plan.solver.network import NEVER, Network, Unit, Way
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
        self._known: dict[object, int] = {}

    def out_s(self, unit: Unit) -> int:
        """Give when *unit*, or the first of a cohort, could be out; or ``NEVER``."""
        persons = unit.persons if unit.whole else 1
        key = (unit.place, unit.ready_s, unit.processed, unit.seats, persons)
        if key not in self._known:
            self._known[key] = self._out_s(unit, persons)
        return self._known[key]

    def _out_s(self, unit: Unit, persons: int) -> int:
        first = self.first_there(unit, persons)
        return min((t for p, t in first.items() if self.net.safe[p]), default=NEVER)

    def first_there(self, unit: Unit, persons: int) -> dict[int, int]:
        """Give by place when *persons* of *unit* could be there, unloaded."""
        takes = unit.takes(persons)
        first = {unit.place: unit.ready_s}
        ways = [w for w in self.net.ways if self._serves(w, takes)]
        for _ in self.net.places:
            before = dict(first)
            for way in ways:
                if way.from_ in first:
                    done = unit.processed and way.from_ == unit.place
                    ends = self._ends_s(way, first[way.from_], 0 if done else persons)
                    first[way.to] = min(ends, first.get(way.to, NEVER))
            if first == before:
                break
        return first

    def _serves(self, way: Way, takes: tuple[int, int, int]) -> bool:
        return self.net.rides[way.index] and (way.room_for(takes))

    def _ends_s(self, way: Way, since_s: int, persons: int) -> int:
        boards: int | None = since_s
        opened = self._open.get(way.from_) if persons else None
        rate = self.net.doors.rate_per_h(way.from_)
        if opened is not None and rate is not None:
            needs_s = -int(-(persons * 3600 / rate - 1e-6) // 1)
            boards = opened.when(opened.by(since_s) + needs_s)
        if boards is None:
            return NEVER
        if way.fleet >= 0:
            boards = max(boards, self.net.stands_s[way.fleet].get(way.from_, NEVER))
        start = first_in(way.starts, boards)
        return NEVER if start is None else start + way.lasts_s
