"""Tables of text out of CSV and of workbooks, each row with its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from exeunt.errors import Fault, Faults
from exeunt.formats.plain_text import read_text
from exeunt.formats.workbook import rows_of_workbook


LONGEST_MB = 20


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as wide as the header; ``lines`` says where each row stands."""

    header: tuple[str, ...]
    header_line: int
    rows: list[list[str]]
    lines: list[int]
    text_lines: tuple[str, ...] = ()
    """Of CSV, the lines as they stand in the file."""
    delimiter: str = ","
    faults: tuple[Fault, ...] = ()
    """Of rows that are not as wide as the header, and left out."""

    def column(self, row: int, field: int) -> int:
        """Give the column at which a cell begins: of text the character, from 1."""
        return self.column_on(self.lines[row], field)

    def column_on(self, line: int, field: int) -> int:
        """Give the same for a line."""
        if not self.text_lines:
            return field + 1
        quoted, at = False, 0
        for offset, mark in enumerate(self.text_lines[line - 1]):
            if at == field:
                return offset + 1
            quoted ^= mark == '"'
            at += mark == self.delimiter and not quoted
        return 1 if at < field else len(self.text_lines[line - 1]) + 1


def read_table(data: bytes, *, file: str) -> Table:
    """
    Read the table in *data*: a workbook where *file* ends in .xlsx, else CSV.

    Commas, semicolons and tabs separate cells, whichever the header holds most of.

    Raises
    ------
    Faults
        When it is no such file, or rows have more or fewer cells than the header.
    """
    table = read_sound_rows(data, file=file)
    if table.faults:
        raise Faults(table.faults)
    return table


def read_sound_rows(data: bytes, *, file: str) -> Table:
    """Read a table likewise, with faults for the rows that are left out."""
    if file.endswith(".xlsx"):
        numbered: Iterable[tuple[int, list[str]]] = rows_of_workbook(data, file=file)
        return _table(numbered, file=file)
    text = read_text(data, file=file, limit_mb=LONGEST_MB)
    delimiter = _delimiter(text)
    table = _table(_rows_of_csv(text, delimiter, file), file=file)
    lines = tuple(re.split(r"\r\n|\r|\n", text))
    return replace(table, text_lines=lines, delimiter=delimiter)


def _delimiter(text: str) -> str:
    header = text.lstrip().partition("\n")[0]
    bare = "".join(header.split('"')[::2])
    return max(",;\t", key=bare.count)


def _rows_of_csv(text: str, delimiter: str, file: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    out, line = [], 1
    try:
        for row in reader:
            out.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        message = (
            "the quotes do not match up in the row that begins here. Double a quote "
            "within a quoted cell, and close every cell that you open."
            if "field larger" not in str(error)
            else "a cell is longer than 131,072 characters. Shorten it."
        )
        raise Faults([Fault(file, line, 0, message)]) from error
    return out


def _table(numbered: Iterable[tuple[int, list[str]]], *, file: str) -> Table:
    filled = [(line, row) for line, row in numbered if any(map(str.strip, row))]
    if not filled:
        raise Faults([Fault(file, 0, 0, "is empty. Fill it in, or remove it.")])
    header_line, first = filled[0]
    header = tuple(_column_name(cell) for cell in first)
    wide = len(header)
    faults = [
        Fault(
            file,
            line,
            0,
            f"this row has {len(row)} cells, the header has {wide}. Add or take away "
            "separators, or put a cell that holds one in quotes.",
        )
        for line, row in filled[1:]
        if len(row) != wide
    ]
    sound = [(line, row) for line, row in filled[1:] if len(row) == wide]
    lines = [line for line, _ in sound]
    rows = [row for _, row in sound]
    return Table(header, header_line, rows, lines, faults=tuple(faults))


def _column_name(cell: str) -> str:
    return cell.strip().lower().replace(" ", "_").replace("-", "_")
