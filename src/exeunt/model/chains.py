"""Lines: joining edges into them, and drawing them with fewer points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from exeunt.model.maps import Point


def chains(edges: Sequence[Sequence[int]]) -> list[list[int]]:
    """
    Join *edges* into lines that run on through every node where just two meet.

    Every edge is on one line, once. The lines come in the order of their first edge.
    """
    touching: dict[int, list[int]] = {}
    for number, (u, v) in enumerate(edges):
        touching.setdefault(u, []).append(number)
        touching.setdefault(v, []).append(number)
    used = bytearray(len(edges))

    def onward(node: int) -> Iterator[int]:
        """Walk from *node* over edges not used yet, as long as there is no choice."""
        while len(touching[node]) == 2:
            first, second = touching[node]
            edge = second if used[first] else first
            if used[edge]:
                return
            used[edge] = True
            u, v = edges[edge]
            node = v if u == node else u
            yield node

    lines = []
    for number, (u, v) in enumerate(edges):
        if used[number]:
            continue
        used[number] = True
        ahead = [u, v, *onward(v)]
        lines.append([*reversed(list(onward(u))), *ahead])
    return lines


def simplified(line: Sequence[Point], *, at_most: int) -> tuple[Point, ...]:
    """
    Leave out points of *line* until *at_most* remain, those first that matter least.

    The ends stay. Points matter by how far the line would stray without them
    (Douglas and Peucker), on a plane of equal degrees at the latitude of the middle.
    """
    if len(line) <= at_most:
        return tuple(line)
    points = np.asarray(line, dtype=np.float64)
    shrink = np.cos(np.radians(points[:, 1].mean()))
    worth = _worth(points * (shrink, 1.0))
    keep = np.sort(np.argsort(-worth, kind="stable")[: max(at_most, 2)])
    return tuple((float(x), float(y)) for x, y in points[keep])


def _worth(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give each point the tolerance at which Douglas and Peucker would drop it."""
    worth = np.zeros(len(points))
    worth[[0, -1]] = np.inf
    spans = [(0, len(points) - 1, np.inf)]
    while spans:
        begin, end, limit = spans.pop()
        if end - begin < 2:
            continue
        off = _strays(points[begin + 1 : end], points[begin], points[end])
        at = int(off.argmax())
        middle = begin + 1 + at
        # a point is never worth more than the one that opened its span
        worth[middle] = min(float(off[at]), limit)
        spans += [
            (begin, middle, worth[middle]),
            (middle, end, worth[middle]),
        ]
    return worth


def _strays(
    points: NDArray[np.float64], a: NDArray[np.float64], b: NDArray[np.float64]
) -> NDArray[np.float64]:
    along = b - a
    length2 = max(float(along @ along), 1e-18)
    share = np.clip((points - a) @ along / length2, 0.0, 1.0)
    off: NDArray[np.float64] = np.linalg.norm(
        points - a - share[:, None] * along, axis=1
    )
    return off
