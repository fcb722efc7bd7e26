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
    """The plate while it fills up; ``crowd`` (n, 2) are spots better left bare."""

    room: Room
    taken: list[Room] = field(default_factory=list)
    crowd: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)))

    def take(self, room: Room) -> None:
        """Keep others out of *room*."""
        self.taken.append(room)

    def place(self, choices: Iterable[Room]) -> Room | None:
        """Take the free one of *choices* that hides little and comes early."""
        free = [
            (self._hides(room) + LATER * order, order, room)
            for order, room in enumerate(choices)
            if self.free(room)
        ]
        if not free:
            return None
        best = min(free, key=lambda f: f[:2])[2]
        self.take(best)
        return best

    def free(self, room: Room) -> bool:
        """Whether *room* is on the plate and nothing is there yet."""
        return room.within(self.room) and not any(map(room.overlaps, self.taken))

    def _hides(self, room: Room) -> int:
        x, y = self.crowd[:, 0], self.crowd[:, 1]
        inside = (x > room.left) & (x < room.right) & (y > room.top) & (y < room.bottom)
        return int(np.count_nonzero(inside))


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
