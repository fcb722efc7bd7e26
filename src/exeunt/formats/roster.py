"""The roster: one row a person, thousands of rows, every bad cell told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from exeunt.errors import Fault, Faults
from exeunt.formats.labels import HIDDEN, meant, shown
from exeunt.formats.model_faults import sentence
from exeunt.formats.roster_table import Table, read_sound_rows
from exeunt.model.people import Person


COLUMNS = tuple(Person.model_fields)
NEEDED = ("id", "household", "category", "place")
PRIVATE = ("id", "household", "name", "split_approved_by")
"""Columns whose cells no message repeats: the line is enough to find them."""

_PEOPLE = TypeAdapter(tuple[Person, ...])
_YES = {"yes": True, "y": True, "true": True, "1": True, "x": True}
_NO = {"no": False, "n": False, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Roster:
    """What a roster says, row by row, whether or not it is sound."""

    file: str
    table: Table
    rows: list[dict[str, object]]
    people: tuple[Person, ...]
    """Empty where any row has a fault."""
    faults: tuple[Fault, ...]

    def fault(self, row: int, column: str, message: str) -> Fault:
        """Make a fault of one cell."""
        line = self.table.lines[row]
        if column not in self.table.header:
            return Fault(self.file, line, 0, message)
        field = self.table.header.index(column)
        return Fault(self.file, line, self.table.column(row, field), message)


def read_roster(data: bytes, *, file: str) -> Roster:
    """
    Read a roster: CSV in UTF-8 (comma, semicolon or tab), or the first sheet of .xlsx.

    Parameters
    ----------
    data
        The bytes of the file.
    file
        Its name; .xlsx is a workbook, everything else CSV.

    Returns
    -------
    Roster
        With its people, or with a fault for every bad cell.

    Raises
    ------
    Faults
        When there are no rows to be told apart: another format, a broken header.
    """
    table = read_sound_rows(data, file=file)
    _check_header(table, file)
    rows = _rows(table)
    people, errors = _validated(rows)
    roster = Roster(file, table, rows, people, ())
    faults = (*table.faults, *(_fault_of(details, roster) for details in errors))
    return Roster(file, table, rows, () if faults else people, faults)


def _check_header(table: Table, file: str) -> None:
    faults = []
    for field, name in enumerate(table.header):
        if name not in COLUMNS:
            at = table.column_on(table.header_line, field)
            words = f"there is no column {name[:60]!r}. {meant(name, COLUMNS)}"
            faults.append(Fault(file, table.header_line, at, words))
    for name, times in Counter(table.header).items():
        if times > 1 and name in COLUMNS:
            words = f"the column {name!r} is there {times} times. Keep one of them."
            faults.append(Fault(file, table.header_line, 0, words))
    for name in NEEDED:
        if name not in table.header:
            words = f"the column {name!r} is missing. Add it."
            faults.append(Fault(file, table.header_line, 0, words))
    if faults:
        raise Faults([*faults, *table.faults])


def _rows(table: Table) -> list[dict[str, object]]:
    special = [(name, read) for name, read in _CELLS.items() if name in table.header]
    out = []
    for row in table.rows:
        cells = zip(table.header, map(str.strip, row), strict=True)
        body: dict[str, Any] = {name: cell for name, cell in cells if cell}
        for name, read in special:
            if cell := body.get(name):
                body[name] = read(cell)
        out.append(body)
    return out


@lru_cache(maxsize=4096)
def _needs(cell: str) -> tuple[str, ...]:
    return tuple(_word(part) for part in re.split(r"[|;,]", cell) if part.strip())


@lru_cache(maxsize=4096)
def _word(cell: str) -> str:
    return cell.strip().lower().replace("-", "_").replace(" ", "_")


def _consent(cell: str) -> object:
    word = cell.lower()
    return _YES.get(word, _NO.get(word, cell))


_CELLS: dict[str, Callable[[str], object]] = {
    "needs": _needs,
    "designation": _word,
    "documents": _word,
    "consent": _consent,
}


def _validated(
    rows: list[dict[str, object]],
) -> tuple[tuple[Person, ...], list[ErrorDetails]]:
    try:
        return _PEOPLE.validate_python(rows, context={"written": True}), []
    except ValidationError as error:
        return (), error.errors(include_url=False)


def shown_cell(value: object) -> str:
    """Show a cell as it is, unless it may be a name that slipped into its column."""
    return HIDDEN if {" ", "_"} & set(str(value)) else shown(value)


def _fault_of(details: ErrorDetails, roster: Roster) -> Fault:
    row, column = int(details["loc"][0]), str(details["loc"][1])
    cell = HIDDEN if column in PRIVATE else shown_cell(details["input"])
    if details["type"] == "missing":
        words = f"{column}: the cell is empty. Fill it in."
    elif details["type"] == "bool_parsing":
        words = f"{column}: {cell} is neither yes nor no. Write one of them."
    elif column == "ready_after":
        words = f"{column}: {cell} is not a duration. Write it like 45m, 2h or 1d 12h."
    else:
        words = sentence(details, name=column)
        words = words.replace(shown(details["input"]), cell, 1)
    return roster.fault(row, column, words)
