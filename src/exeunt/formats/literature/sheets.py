"""Several tables that make one problem: cells by column, faults of all of them at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from exeunt.errors import Fault, Faults
from exeunt.formats.labels import meant, shown
from exeunt.formats.roster_table import Table, read_table


MOST = 1_000_000
"""Of any number in a table."""
MOST_FAULTS = 100

_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,20}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})\Z")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table, and where to put what is wrong with its cells."""

    file: str
    table: Table
    faults: list[Fault]

    @property
    def rows(self) -> range:
        """The numbers of its rows."""
        return range(len(self.table.rows))

    def text(self, row: int, column: str) -> str:
        """Give a cell; an empty one is a fault."""
        cell = self._cell(row, column)
        if not cell:
            self.fault(row, column, "the cell is empty. Fill it in.")
        return cell

    def number(self, row: int, column: str, *, above_0: bool = False) -> float:
        """Give a cell as a number of 0 or more; 1 where it is none, with a fault."""
        cell = self._cell(row, column)
        if not _NUMBER.match(cell):
            told = f"{shown(cell)} is not a number. Write one like 12 or 12.5."
            self.fault(row, column, told if cell else "the cell is empty. Fill it in.")
            return 1.0
        number = float(cell)
        if number < 0 or (above_0 and not number):
            least = "a number above 0" if above_0 else "0 or more"
            self.fault(row, column, f"{cell} is too little. Write {least}.")
        elif number > MOST:
            self.fault(row, column, f"{shown(cell)} is too much. Write at most {MOST}.")
        else:
            return number
        return 1.0

    def whole(self, row: int, column: str) -> int:
        """Give a cell as a whole number of 1 or more."""
        number = self.number(row, column, above_0=True)
        if not number.is_integer():
            cell = self._cell(row, column)
            self.fault(row, column, f"{cell} is not whole. Write a whole number.")
        return int(number)

    def one_of(self, row: int, column: str, known: Collection[str], noun: str) -> str:
        """Give a cell that must name one of *known*; a name that is none is a fault."""
        cell = self.text(row, column)
        if cell and cell not in known:
            words = f"there is no {noun} {shown(cell)}. {meant(cell, known)}"
            self.fault(row, column, words)
        return cell

    def once(self, row: int, column: str, seen: dict[object, int], key: object) -> None:
        """Note that *key* stands in a row; a second time is a fault."""
        if key in seen:
            line = self.table.lines[seen[key]]
            words = f"line {line} says something of the same already. Keep one of them."
            self.fault(row, column, words)
        seen.setdefault(key, row)

    def fault(self, row: int | None, column: str, words: str) -> None:
        """Note what is wrong with a cell, or with the table as a whole."""
        if len(self.faults) >= MOST_FAULTS:
            return
        if row is None:
            self.faults.append(Fault(self.file, 0, 0, words))
            return
        at = self.table.column(row, self.table.header.index(column))
        fault = Fault(self.file, self.table.lines[row], at, f"{column}: {words}")
        self.faults.append(fault)

    def _cell(self, row: int, column: str) -> str:
        return self.table.rows[row][self.table.header.index(column)].strip()


@dataclass(frozen=True, slots=True)
class Sheets:
    """The files of a problem, read as far as they can be."""

    files: Mapping[str, bytes]
    faults: list[Fault] = field(default_factory=list)

    def read(self, file: str, columns: Collection[str]) -> Sheet | None:
        """Read one that has *columns*, and perhaps others; none where it cannot be."""
        if file not in self.files:
            words = "is missing, or is no file. Put the table in its place."
            self.faults.append(Fault(file, 0, 0, words))
            return None
        try:
            table = read_table(self.files[file], file=file)
        except Faults as wrong:
            self.faults.extend(wrong.faults[:MOST_FAULTS])
            return None
        lacking = list(_header_faults(table, file, columns))
        self.faults.extend(lacking)
        return None if lacking else Sheet(file, table, self.faults)


def _header_faults(
    table: Table, file: str, columns: Collection[str]
) -> Iterator[Fault]:
    times = Counter(table.header)
    for column in columns:
        if times[column] != 1:
            found = "missing. Add it" if not times[column] else "there more than once"
            words = f"the column {column!r} is {found}."
            yield Fault(file, table.header_line, 0, words)
