"""The most that can pass through a network, and where it is tightest."""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import pairwise


Node = tuple[str, str]
"""A kind and a name."""
UNLIMITED = 10**12


class Network:
    """Arcs with capacities [persons], between nodes."""

    def __init__(self) -> None:
        self._left: dict[Node, dict[Node, int]] = defaultdict(dict)
        self._whole: dict[tuple[Node, Node], int] = {}

    def add(self, start: Node, end: Node, capacity: int) -> None:
        """Add an arc; a second one between the same nodes adds to its capacity."""
        known = self._whole.get((start, end), 0)
        self._whole[start, end] = known + capacity
        self._left[start][end] = self._left[start].get(end, 0) + capacity
        self._left[end].setdefault(start, 0)

    def most(self, source: Node, sink: Node) -> int:
        """Push as much as passes from *source* to *sink* (Edmonds and Karp)."""
        total = 0
        while way := self._way(source, sink):
            pairs = list(pairwise(way))
            push = min(self._left[a][b] for a, b in pairs)
            for a, b in pairs:
                self._left[a][b] -= push
                self._left[b][a] += push
            total += push
        return total

    def tightest(self, source: Node) -> list[tuple[Node, Node, int]]:
        """Give, after ``most``, the arcs of a least cut, with their capacity."""
        near = set(self._reached(source))
        return [
            (a, b, capacity)
            for (a, b), capacity in self._whole.items()
            if a in near and b not in near
        ]

    def _way(self, source: Node, sink: Node) -> list[Node]:
        by = self._reached(source)
        if sink not in by:
            return []
        way = [sink]
        while way[-1] != source:
            way.append(by[way[-1]])
        return way[::-1]

    def _reached(self, source: Node) -> dict[Node, Node]:
        by, queue = {source: source}, deque([source])
        while queue:
            here = queue.popleft()
            for there, left in self._left[here].items():
                if left > 0 and there not in by:
                    by[there] = here
                    queue.append(there)
        return by
