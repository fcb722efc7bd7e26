"""What a station owes between any two moments, kept up as jobs come and go."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
FIRST_ROOM = 16


class Owed:
    """
    Persons to be processed, by when they arrive and by when they board.

    Jobs mostly come in order of arrival, and what is earlier stays as it is. So by
    arrival it is kept how many came before and board by then, and not how many come
    after: then one more job changes only the rows below its own, however long the list.
    """

    def __init__(
        self, jobs: dict[tuple[int, int], int], done_by: Callable[[int], float]
    ) -> None:
        self._done_by = done_by
        """Persons that could be done before a moment."""
        self._arrivals = _Moments()
        self._boards = _Moments()
        self._before = np.zeros((FIRST_ROOM, FIRST_ROOM))
        """(arrivals + 1, boards + 1): who came before and boards by then."""
        self._idle = np.full((FIRST_ROOM, FIRST_ROOM), -np.inf)
        """Most, over earlier arrivals, of what could be done before less the above."""
        for (arrival_s, boards_s), persons in sorted(jobs.items()):
            self.add(arrival_s, boards_s, persons)

    def add(self, arrival_s: int, boards_s: int, persons: int) -> None:
        """Book *persons*; a negative number takes them off again."""
        row, new_row = self._arrivals.place(arrival_s, self._done_by)
        column, new_column = self._boards.place(boards_s, self._done_by)
        self._make_room()
        rows, columns = self._arrivals.count + 1, self._boards.count + 1
        if new_column:
            for table in (self._before, self._idle):
                table[:, column + 2 : columns] = table[:, column + 1 : columns - 1]
                table[:, column + 1] = table[:, column]
        if new_row:
            for table in (self._before, self._idle):
                table[row + 1 : rows] = table[row : rows - 1]
        self._before[row + 1 : rows, column + 1 : columns] += persons
        first = 0 if new_row else column + 1
        idle = (
            self._arrivals.done[row : rows - 1, None]
            - self._before[row : rows - 1, first:columns]
        )
        np.maximum.accumulate(idle, axis=0, out=idle)
        np.maximum(
            idle,
            self._idle[row, first:columns],
            out=self._idle[row + 1 : rows, first:columns],
        )

    def seen_from(self, arrival_s: int) -> Seen:
        """Tell what binds someone who arrives at *arrival_s*."""
        rows, columns = self._arrivals.count, self._boards.count + 1
        row = int(np.searchsorted(self._arrivals.at[:rows], arrival_s))
        idle = np.maximum(
            self._idle[row, :columns],
            self._done_by(arrival_s) - self._before[row, :columns],
        )
        most = self._before[rows, :columns] + idle
        boards = self._boards
        return Seen(
            boards.at[: columns - 1], boards.done[: columns - 1] - most[1:], most
        )

    def _make_room(self) -> None:
        # one row and one column more than there are moments
        rows, columns = self._before.shape
        short = (self._arrivals.count + 1 > rows, self._boards.count + 1 > columns)
        if any(short):
            pad = ((0, rows * short[0]), (0, columns * short[1]))
            self._before = np.pad(self._before, pad)
            self._idle = np.pad(self._idle, pad, constant_values=-np.inf)


class Seen(NamedTuple):
    """What binds someone who arrives at one moment."""

    boards: Ints
    """Boardings, in order."""
    slack: Floats
    """By boarding: the least slack of an interval that begins at or before the arrival
    and ends there [persons]."""
    owed: Floats
    """By count of boardings passed: most that must be done by then, since H-hour."""


class _Moments:
    """Moments in order, each once, and what could be done before it."""

    def __init__(self) -> None:
        self.count = 0
        self.at = np.zeros(FIRST_ROOM, dtype=np.int64)
        self.done = np.zeros(FIRST_ROOM)

    def place(self, moment_s: int, done_by: Callable[[int], float]) -> tuple[int, bool]:
        """Give the number of a moment, and whether it is new."""
        number = int(np.searchsorted(self.at[: self.count], moment_s))
        if number < self.count and self.at[number] == moment_s:
            return number, False
        if self.count == len(self.at):
            self.at = np.append(self.at, np.zeros_like(self.at))
            self.done = np.append(self.done, np.zeros_like(self.done))
        for values in (self.at, self.done):
            values[number + 1 : self.count + 1] = values[number : self.count]
        self.at[number], self.done[number] = moment_s, done_by(moment_s)
        self.count += 1
        return number, True
