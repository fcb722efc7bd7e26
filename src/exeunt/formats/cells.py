"""
Cells of CSV that no spreadsheet runs.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula,
even past blanks, and may run what a stranger wrote. Such a text gets an apostrophe in
front, by which spreadsheets know text, and so does one that would be read back as such;
a number is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


_RUN = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\Z", re.ASCII)
_MARK = "'"


def cell_of(text: str) -> str:
    """Write *text* so that no spreadsheet runs it."""
    if _RUN.match(text) and not _NUMBER.match(text):
        return _MARK + text
    return text


def text_of(cell: str) -> str:
    """Give the text that ``cell_of`` wrote."""
    if cell.startswith(_MARK) and _RUN.match(cell):
        return cell.removeprefix(_MARK)
    return cell


def cells_of(values: Iterable[object]) -> list[object]:
    """Write a row likewise; what is no text is left as it is."""
    return [cell_of(value) if isinstance(value, str) else value for value in values]
