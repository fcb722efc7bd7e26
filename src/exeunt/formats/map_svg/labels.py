"""Finding room for words: no two labels overlap, and none is cut at the edge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from exeunt.formats.charts.svg import text_width


LINE = 1.2
"""Height of a line of text over the size of its font."""
BOLD = 1.13
"""How much wider bold letters are."""
NEXT_TO = 12.0
"""A name nearer to a mark than this [px] is read as its name."""
MISLEADS = 6
"""What standing next to the mark of another place weighs, in spots hidden."""
GRAIN = 6.0
"""Between the rooms that are tried where a label has to go anywhere [px]."""
LATER = 0.4
"""What coming one later among the choices weighs against hiding one spot."""


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle of the plate [px]."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Room) -> bool:
        """Whether they share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Room) -> bool:
        """Whether it lies in *other* as a whole."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text of one size, to find room for."""

    lines: tuple[str, ...]
    size: float
    bold: bool = False

    @property
    def width(self) -> float:
        """Of the longest line [px]."""
        widest = max(text_width(line, self.size) for line in self.lines)
        return widest * (BOLD if self.bold else 1.0)

    @property
    def height(self) -> float:
        """Of all lines [px]."""
        return len(self.lines) * self.size * LINE


@dataclass(slots=True)
class Floor:
    """
    The plate while it fills up.

    ``crowd`` (n, 2) are spots better left bare, ``marks`` (n, 2) those of places, each
    of which wants its own name nearest.
    """

    room: Room
    taken: list[Room] = field(default_factory=list)
    crowd: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)))
    marks: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)))

    def take(self, room: Room) -> None:
        """Keep others out of *room*."""
        self.taken.append(room)

    def place(
        self, choices: Iterable[Room], *, own: tuple[float, float] | None = None
    ) -> Room | None:
        """
        Take the free one of *choices* that hides little and comes early.

        *own* is the mark that is named; rooms next to other marks would mislead.
        """
        free = [
            (self._hides(room, own) + LATER * order, order, room)
            for order, room in enumerate(choices)
            if self.free(room)
        ]
        if not free:
            return None
        best = min(free, key=lambda f: f[:2])[2]
        self.take(best)
        if own is not None:
            self.crowd = np.vstack([self.crowd, leader(own, best)])
        return best

    def first(self, choices: Iterable[Room]) -> Room | None:
        """Take the first free one of *choices*."""
        room = next(filter(self.free, choices), None)
        if room is not None:
            self.take(room)
        return room

    def free(self, room: Room) -> bool:
        """Whether *room* is on the plate and nothing is there yet."""
        return room.within(self.room) and not any(map(room.overlaps, self.taken))

    def _others(self, own: tuple[float, float]) -> NDArray[np.float64]:
        """Give the rooms taken by anything but the mark at *own*."""
        rooms = [(r.left, r.top, r.right, r.bottom) for r in self.taken]
        table = np.array(rooms).reshape(-1, 4)
        others: NDArray[np.float64] = table[~_crossed(np.array([own]), table)[0]]
        return others

    def _hides(self, room: Room, own: tuple[float, float] | None) -> int:
        hidden = int(np.count_nonzero(_within(self.crowd, room, 0.0)))
        if own is None:
            return hidden
        near = _within(self.marks, room, NEXT_TO) & (self.marks != own).any(axis=1)
        over = int(np.count_nonzero(_crossed(leader(own, room), self._others(own))))
        return hidden + MISLEADS * int(np.count_nonzero(near)) + over


def _crossed(way: NDArray[np.float64], rooms: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which spots of *way* lie in which of *rooms* (k, 4)."""
    x, y = way[:, :1], way[:, 1:]
    across = (x > rooms[:, 0]) & (x < rooms[:, 2])
    crossed: NDArray[np.bool_] = across & (y > rooms[:, 1]) & (y < rooms[:, 3])
    return crossed


def leader(spot: tuple[float, float], room: Room) -> NDArray[np.float64]:
    """Give spots on the way from a mark to its name, both left out."""
    end = (
        min(max(spot[0], room.left), room.right),
        min(max(spot[1], room.top), room.bottom),
    )
    share = np.linspace(0.25, 0.95, 8)[:, None]
    way: NDArray[np.float64] = np.array(spot) + share * (np.array(end) - spot)
    return way


def _within(spots: NDArray[np.float64], room: Room, around: float) -> NDArray[np.bool_]:
    x, y = spots[:, 0], spots[:, 1]
    level = (y > room.top - around) & (y < room.bottom + around)
    inside: NDArray[np.bool_] = (
        level & (x > room.left - around) & (x < room.right + around)
    )
    return inside


_SIDES = (
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.8, -0.8),
    (0.8, 0.8),
    (-0.8, -0.8),
    (-0.8, 0.8),
    (0.0, -1.0),
    (0.0, 1.0),
)


def beside(
    words: Words, x: float, y: float, *, gaps: Sequence[float]
) -> Iterable[Room]:
    """Offer rooms around a spot, at each of *gaps* [px] from it, nearest first."""
    wide, high = words.width, words.height
    for gap in gaps:
        for right, down in _SIDES:
            left = x + right * gap - wide * (1 - right) / 2
            if right not in {-1.0, 0.0, 1.0}:  # a corner touches with its corner
                left = x + right * gap - (wide if right < 0 else 0)
            top = y + down * gap - high * (1 - down) / 2
            if down not in {-1.0, 0.0, 1.0}:
                top = y + down * gap - (high if down < 0 else 0)
            yield Room(left, top, left + wide, top + high)


def anywhere(words: Words, x: float, y: float, *, within: Room) -> Iterable[Room]:
    """Offer rooms all over *within*, the nearest to the spot first."""
    wide, high = words.width, words.height
    lefts = np.arange(within.left, within.right - wide, GRAIN)
    tops = np.arange(within.top, within.bottom - high, GRAIN)
    across = np.maximum(np.maximum(lefts - x, x - lefts - wide), 0)
    down = np.maximum(np.maximum(tops - y, y - tops - high), 0)
    apart = np.hypot(across[:, None], down[None, :])
    for at in np.argsort(apart, axis=None, kind="stable").tolist():
        left, top = float(lefts[at // len(tops)]), float(tops[at % len(tops)])
        yield Room(left, top, left + wide, top + high)
