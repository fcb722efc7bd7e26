"""
Files of the Bus Evacuation Problem (Bish 2011), as the public instances have them.

Whole numbers, apart by spaces; blank lines mean nothing::

    buses capacity
    depots, and the buses at each
    pick-up points, people at all of them, people at each
    shelters, beds in all of them, beds in each
    a line a depot: its number, the time from it to each pick-up point
    a line a pick-up point: its number, the time from it to each shelter
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from exeunt.errors import Fault, Faults
from exeunt.formats.labels import shown
from exeunt.formats.literature.written import MOST_PEOPLE
from exeunt.formats.plain_text import read_text


MOST_BUSES = 10_000
"""At one depot, as of any fleet of a post."""
MOST_FAULTS = 100

_WHOLE = re.compile(r"[-+]?[0-9]{1,9}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class BusProblem:
    """Buses fetch people to shelters, the last of them as soon as can be."""

    seats: int
    """Of every bus."""
    buses: tuple[int, ...]
    """By depot."""
    waiting: tuple[int, ...]
    """People, by pick-up point."""
    beds: tuple[int, ...]
    """By shelter."""
    first: tuple[tuple[int, ...], ...]
    """Time from each depot to each pick-up point, in the unit of the file."""
    across: tuple[tuple[int, ...], ...]
    """Time from each pick-up point to each shelter, and back."""


def read_bep(data: bytes, *, file: str) -> BusProblem:
    """
    Read a problem.

    Parameters
    ----------
    data
        The bytes of the file.
    file
        Its name, for the faults.

    Raises
    ------
    Faults
        With everything that is wrong in it, or the first hundred of that.
    """
    reading = _Reading(file, read_text(data, file=file))
    reading.check()
    if reading.faults:
        raise Faults(reading.faults)
    head, depots, points, shelters, *times = (row.numbers for row in reading.rows)
    first, across = times[: depots[0]], times[depots[0] :]
    return BusProblem(
        seats=head[1],
        buses=depots[1:],
        waiting=points[2:],
        beds=shelters[2:],
        first=tuple(row[1:] for row in first),
        across=tuple(row[1:] for row in across),
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of one line, the column of each, and what numbers they are."""

    line: int
    words: tuple[str, ...]
    columns: tuple[int, ...]
    found: tuple[int | None, ...]
    """None for a word that is no number of 0 or more."""

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(number for number in self.found if number is not None)


def _row(line: int, content: str) -> _Row:
    found = list(re.finditer(r"\S+", content))
    words = tuple(match[0] for match in found)
    columns = tuple(match.start() + 1 for match in found)
    return _Row(line, words, columns, tuple(_number(word) for word in words))


def _number(word: str) -> int | None:
    return int(word) if _WHOLE.match(word) and int(word) >= 0 else None


def _whole(row: _Row, before: int) -> bool:
    """Tell whether a line gives all that its first number says."""
    return None not in row.found and len(row.found) == before + row.numbers[0]


class _Reading:
    """Looks at the lines one after the other and gathers what is wrong with them."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        lines = enumerate(re.split(r"\r\n|\r|\n", text), start=1)
        self.rows = [row for row in (_row(*line) for line in lines) if row.words]
        self.faults: list[Fault] = []

    def check(self) -> None:
        """Find all that is wrong."""
        for row in self.rows:
            for at, word in enumerate(row.words):
                self._check_word(row, at, word)
        if len(self.rows) < 4:
            words = (
                f"the file ends after {len(self.rows)} of the four lines that say what "
                "there is: buses, depots, pick-up points, shelters. Add the others."
            )
            self._tell(self.rows[-1], None, words)
            return
        head, depots, points, shelters = self.rows[:4]
        self._count(head, 2, "the number of buses and the seats of each")
        many = (
            self._listed(depots, 1, "depot", "buses"),
            self._listed(points, 2, "pick-up point", "people"),
            self._listed(shelters, 2, "shelter", "beds"),
        )
        self._check_tables(*many)
        if len(head.numbers) == 2:
            self._check_buses(head, depots)
        self._check_people(points, shelters)

    def _check_word(self, row: _Row, at: int, word: str) -> None:
        if not _WHOLE.match(word):
            told = "is not a whole number of at most nine digits"
            self._tell(row, at, f"{shown(word)} {told}. Write one.")
        elif row.found[at] is None:
            self._tell(row, at, f"{word} is below 0. Write 0 or more.")

    def _listed(self, row: _Row, before: int, noun: str, what: str) -> int | None:
        """Check a line that says how many there are, and then something of each."""
        many = row.found[0]
        if many == 0:
            self._tell(row, 0, f"there is no {noun}. Give at least one.")
        elif many is not None:
            total = f", the {what} at all of them" if before == 2 else ""
            told = f"the number of {noun}s{total} and the {what} at each of {many}"
            self._count(row, before + many, told)
        return many

    def _count(self, row: _Row, due: int, what: str) -> None:
        more = due - len(row.words)
        if more:
            words = (
                f"this line should have {due} numbers, not {len(row.words)}: {what}."
            )
            mend = f"Add {more}." if more > 0 else f"Take away {-more}."
            self._tell(row, None, f"{words} {mend}")

    def _check_tables(
        self, depots: int | None, points: int | None, shelters: int | None
    ) -> None:
        if depots is None or points is None:
            return  # one block of times cannot be told from the other
        rows = self.rows[4:]
        self._check_table(rows[:depots], depots, points, ("depot", "pick-up point"))
        rows = rows[depots:]
        self._check_table(rows[:points], points, shelters, ("pick-up point", "shelter"))
        for row in rows[points:]:
            words = "this line is one too many: all times are given above. Delete it."
            self._tell(row, None, words)

    def _check_table(
        self, rows: Sequence[_Row], many: int, wide: int | None, nouns: tuple[str, str]
    ) -> None:
        start, end = nouns
        for number, row in enumerate(rows, start=1):
            if wide is not None:
                told = f"the number of the {start} and the time to each {end}"
                self._count(row, 1 + wide, told)
            if row.found[0] not in {number, None}:
                words = f"this line is of {start} {row.found[0]}, not {number}."
                self._tell(row, 0, f"{words} Put the {start}s in order, once each.")
            for at in range(1, len(row.words)):
                if row.found[at] == 0:
                    self._tell(row, at, "a time of 0 is none. Write 1 or more.")
        lacking = many - len(rows)
        if lacking:
            told = f"{lacking} of {many} lines with the times of {start}s"
            words = f"{told} are missing at the end. Add what lacks."
            self._tell(self.rows[-1], None, words)

    def _check_buses(self, head: _Row, depots: _Row) -> None:
        for at, what in enumerate(("bus", "seat on a bus")):
            if not head.numbers[at]:
                self._tell(head, at, f"there is no {what}. Give at least one.")
        self._sum(head, 0, "buses", depots, 1)
        for at, many in enumerate(depots.found[1:], start=1):
            if many is not None and many > MOST_BUSES:
                told = f"more than the {MOST_BUSES:,} that a post may have at one place"
                self._tell(depots, at, f"{many:,} buses are {told}. Write fewer.")

    def _check_people(self, points: _Row, shelters: _Row) -> None:
        self._sum(points, 1, "people", points, 2)
        self._sum(shelters, 1, "beds", shelters, 2)
        if not (_whole(points, 2) and _whole(shelters, 2)):
            return
        people, beds = sum(points.numbers[2:]), sum(shelters.numbers[2:])
        if people > MOST_PEOPLE:
            words = (
                f"{people:,} people are more than the {MOST_PEOPLE:,} that are read."
            )
            self._tell(points, 0, f"{words} Write fewer.")
        if not people:
            self._tell(points, 0, "nobody waits anywhere. Give at least one person.")
        elif beds < people:
            words = (
                f"the shelters hold {beds:,} people, but {people:,} are to be fetched."
            )
            self._tell(shelters, 0, f"{words} Give more beds.")

    def _sum(self, row: _Row, at: int, what: str, of: _Row, since: int) -> None:
        """Check that a number is the sum of those of a line from *since* on."""
        total = sum(of.numbers[since:])
        if _whole(of, since) and row.found[at] not in {total, None}:
            told = f"{row.found[at]} {what} are said to be there, but those of each"
            self._tell(row, at, f"{told} add up to {total}. Mend one of them.")

    def _tell(self, row: _Row, at: int | None, words: str) -> None:
        column = 0 if at is None else row.columns[at]
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(self.file, row.line, column, words))
