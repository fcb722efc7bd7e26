"""Manifests as files: a workbook a trip, and all of them as one PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from exeunt.formats.brief.pdf import pdf_of
from exeunt.formats.charts.svg import clean
from exeunt.formats.manifests import COLUMNS, Manifest
from exeunt.formats.wording import counted


_UNSAFE = re.compile(r"[^A-Za-z0-9-]+")
_LONGEST = 60


def file_name(number: int, manifest: Manifest) -> str:
    """Name the workbook of a trip so that no trip can lead out of its folder."""
    safe = _UNSAFE.sub("-", manifest.trip).strip("-")[:_LONGEST]
    return f"{number:03d}-{safe or 'trip'}.xlsx"


def people_on(manifests: Iterable[Manifest]) -> int:
    """Count the people who are named on *manifests*, each once."""
    return len({rider.person for m in manifests for rider in m.riders})


def export_line(manifests: Sequence[Manifest], recipient: str) -> str:
    """Say what leaves the post's hands: how many, which columns, for whom."""
    return (
        f"EXPORT: {counted(people_on(manifests), 'named person', 'named people')} "
        f"on "
        f"{counted(len(manifests), 'trip')}; columns {', '.join(COLUMNS)}; "
        f"made for {recipient}."
    )


def manifest_xlsx(manifest: Manifest, *, recipient: str, at: datetime) -> bytes:
    """
    Write *manifest* as a workbook without hidden sheets, formulas or an author.

    Every cell is text or a count, so that a name like ``=cmd`` stays a name.
    """
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        book.set_properties({"created": at.replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        # the mark of text holds when a cell is edited as well
        text = {"quote_prefix": True}
        wrap = book.add_format({"text_wrap": True, "valign": "top"} | text)
        plain = book.add_format(text)
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#e8edf3"})
        _first_sheet(book.add_worksheet("Export"), manifest, recipient, (bold, wrap))
        riders = [tuple(asdict(rider).values()) for rider in manifest.riders]
        _list_sheet(book.add_worksheet("People"), COLUMNS, riders, (head, plain))
        standby = [
            tuple(str(cell) for cell in asdict(row).values())
            for row in manifest.standby
        ]
        _list_sheet(book.add_worksheet("Standby"), _STANDBY, standby, (head, plain))
    return held.getvalue()


_STANDBY = ("order", "household or cohort", "persons", "take", "booked on", "sooner by")


def _first_sheet(
    sheet: Worksheet,
    manifest: Manifest,
    recipient: str,
    formats: tuple[Format, Format],
) -> None:
    bold, wrap = formats
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 90)
    lines = [(export_line([manifest], recipient), ""), *_facts(manifest)]
    for at, (what, words) in enumerate(lines):
        if at == 0:
            sheet.merge_range(0, 0, 0, 1, "")
        sheet.write_string(at, 0, clean(what), bold)
        if words:
            sheet.write_string(at, 1, clean(words), wrap)
    _on_paper(sheet)


def _facts(manifest: Manifest) -> list[tuple[str, str]]:
    seats = ", ".join(
        f"{kind} {taken} of {offered}" for kind, offered, taken in manifest.seats
    )
    facts = [
        ("Not a real post", manifest.synthetic),
        ("Trip", manifest.trip),
        ("Vehicle", manifest.vehicle),
        ("From", manifest.start),
        ("To", manifest.end),
        ("Loading from", manifest.load_from),
        ("Leaves", manifest.departs),
        ("Arrives", manifest.arrives),
        ("Taken", seats),
        ("Without names", f"{manifest.unnamed} people" if manifest.unnamed else ""),
        *(("Tell them", words) for words in manifest.told),
        *(
            (f"If it does not come: {step}", words)
            for step, words in manifest.otherwise
        ),
        ("Times", "Local times of the post."),
    ]
    return [(what, words) for what, words in facts if words]


def _list_sheet(
    sheet: Worksheet,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    formats: tuple[Format, Format],
) -> None:
    head, plain = formats
    for at, words in enumerate(columns):
        sheet.write_string(0, at, words, head)
    for line, row in enumerate(rows, start=1):
        for at, words in enumerate(row):
            sheet.write_string(line, at, clean(words), plain)
    sheet.set_column(0, len(columns) - 1, 22)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _on_paper(sheet)


def _on_paper(sheet: Worksheet) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def manifests_pdf(
    manifests: Sequence[Manifest], template: str, *, recipient: str, at: datetime
) -> bytes:
    """Lay out every one of *manifests* on a page of its own."""
    body = {
        "export": export_line(manifests, recipient),
        "columns": COLUMNS,
        "manifests": [asdict(m) | {"persons": m.persons} for m in manifests],
    }
    return pdf_of(body, template, at=at)
