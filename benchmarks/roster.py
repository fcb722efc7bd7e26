"""A roster of 20,000 people, as CSV and as a workbook."""

from __future__ import annotations

import csv
import io
from importlib import import_module
from importlib.util import find_spec

import xlsxwriter
from pydantic import ValidationError

from benchmarks.registry import BenchCase, Measure, Prepared
from exeunt.formats.roster import read_roster
from exeunt.model.people import Person


PEOPLE = 20_000
_HEADER = "id,household,category,place,needs,designation,documents,consent,name"


def _rows() -> list[str]:
    needs = ("", "", "", "infant", "wheelchair|pet")
    return [
        f"P{n},H{n // 3},family,homes,{needs[n % 5]},,ready,yes,Name {n}"
        for n in range(PEOPLE)
    ]


def _text() -> bytes:
    return "\n".join([_HEADER, *_rows(), ""]).encode()


def _workbook() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for number, row in enumerate([_HEADER, *_rows()]):
        sheet.write_row(number, 0, row.split(","))
    book.close()
    return out.getvalue()


def _row_by_row(data: bytes) -> tuple[list[Person], list[str]]:
    """Read as one would by hand: a dictionary a row, a model a dictionary."""
    people, faults = [], []
    for number, row in enumerate(csv.DictReader(io.StringIO(data.decode())), start=2):
        body: dict[str, object] = {k: v for k, v in row.items() if v}
        body["needs"] = row["needs"].split("|") if row["needs"] else []
        try:
            people.append(Person.model_validate(body))
        except ValidationError as error:
            faults.append(f"{number}: {error}")
    return people, faults


def _csv() -> Prepared:
    data = _text()
    return Prepared(
        ours=lambda: read_roster(data, file="roster.csv"),
        rival=lambda: _row_by_row(data),
        size=f"{PEOPLE:,} rows, {len(data) / 1e6:.1f} MB",
    )


def _xlsx() -> Prepared:
    data = _workbook()
    return Prepared(
        ours=lambda: read_roster(data, file="roster.xlsx"),
        rival=_openpyxl(data),
        size=f"{PEOPLE:,} rows, {len(data) / 1e6:.1f} MB",
    )


def _openpyxl(data: bytes) -> Measure | None:
    if find_spec("openpyxl") is None:
        return None
    openpyxl = import_module("openpyxl")

    def read() -> object:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        return [list(row) for row in book.active.iter_rows(values_only=True)]

    return read


CASES = (
    BenchCase(
        name="roster_20k",
        what="read a roster from CSV, every cell checked",
        rival="csv.DictReader and pydantic, row by row",
        note="We are slower: besides checking each row we find out how cells are "
        "separated and remember where each row stands, so that every fault is told "
        "with line and column.",
        build=_csv,
    ),
    BenchCase(
        name="roster_20k_xlsx",
        what="read a roster from a workbook, every cell checked",
        rival="openpyxl, cells only, nothing checked",
        note="The rival only reads the cells; we read and check them.",
        build=_xlsx,
    ),
)
