"""Rows of text out of an .xlsx workbook, once it is known not to be a bomb."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import timedelta

from python_calamine import CalamineWorkbook

from exeunt.errors import Fault, Faults


MOST_MB = 100
"""Unpacked, all parts of a workbook together."""
MOST_RATIO = 200
"""Unpacked to packed; a workbook of people has 5 to 20."""
MOST_CELLS = 5_000_000
"""Rows times columns: the reader makes room for all of them, filled or not."""

_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,7})(\d{1,12})["']""")
_CHUNK = 1 << 20
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,  # a part is locked with a password
    OSError,
    EOFError,
    ValueError,
)


def rows_of_workbook(data: bytes, *, file: str) -> list[tuple[int, list[str]]]:
    """
    Read the first sheet of the workbook *data*: line from 1, and cells as text.

    Raises
    ------
    Faults
        When it is not a workbook, or would unpack to an absurd size.
    """
    _refuse_bomb(data, file)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except BaseException as error:
        # a panic of the reader, which is written in Rust, is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise _fault(
            file, "cannot be read as a workbook. Save it again as .xlsx, or as .csv."
        ) from error
    return [(n, [_as_text(cell) for cell in row]) for n, row in enumerate(rows, 1)]


def _as_text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, timedelta):
        return f"{round(cell.total_seconds())}s"
    return str(cell)


def _refuse_bomb(data: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parcel:
            _check_parts(parcel, file, packed=len(data))
    except _UNREADABLE as error:
        raise _fault(
            file,
            "is not a workbook that can be opened; it may be damaged or locked with a password. Save it again as .xlsx, or as .csv.",
        ) from error


def _check_parts(parcel: zipfile.ZipFile, file: str, *, packed: int) -> None:
    unpacked = sum(part.file_size for part in parcel.infolist())
    if unpacked > MOST_MB * 1_000_000 or unpacked > max(packed, 10_000) * MOST_RATIO:
        raise _fault(
            file,
            f"would unpack from {packed / 1e6:.1f} MB to {unpacked / 1e6:,.0f} MB, which no "
            "roster does. Save the sheet again as .xlsx, or as .csv.",
        )
    for part in parcel.infolist():
        rows = columns = 0
        # reading to the end also proves that the sizes were told truly
        for chunk in _chunks(parcel, part):
            if part.filename.startswith("xl/worksheets/"):
                for letters, digits in _CELL.findall(chunk):
                    columns = max(columns, _column_number(letters))
                    rows = max(rows, int(digits))
        if rows * max(columns, 1) > MOST_CELLS:
            raise _fault(
                file,
                f"spreads over {rows:,} rows and {columns:,} columns, which no roster "
                "does. Delete the cells far below or right of the people.",
            )


def _chunks(parcel: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    tail = b""
    with parcel.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-64:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _fault(file: str, message: str) -> Faults:
    return Faults([Fault(file, 0, 0, message)])
