"""Notices as files: a page a household to hand out, a text to publish for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from textwrap import fill

from exeunt.formats.brief.pdf import pdf_of
from exeunt.formats.charts.svg import clean
from exeunt.formats.notices import Sheet
from exeunt.formats.wording import counted


COLUMNS = ("household", "name", "needs", "trips")
"""What a notice says of people, and nothing else."""
_WIDTH = 72


def notice_export_line(sheets: Sequence[Sheet], recipient: str) -> str:
    """Say what leaves the post's hands: how many, which columns, for whom."""
    return (
        f"EXPORT: {counted(told(sheets), 'person', 'people')} in "
        f"{counted(len(sheets), 'movement notice')}; columns {', '.join(COLUMNS)}; "
        f"made for {recipient}."
    )


def told(sheets: Sequence[Sheet]) -> int:
    """Count the people of the roster who are in *sheets*, each once."""
    return len({person for sheet in sheets for person in sheet.people})


def notices_pdf(
    sheets: Sequence[Sheet], template: str, *, title: str, recipient: str, at: datetime
) -> bytes:
    """
    Lay out every one of *sheets* on a page of its own.

    Parameters
    ----------
    sheets
        Notices of households.
    template
        How they are laid out.
    title
        The post that tells people.
    recipient
        For whom they are made.
    at
        Written into the file as its date.
    """
    body = {
        "export": notice_export_line(sheets, recipient),
        "title": title,
        "sheets": [asdict(sheet) for sheet in sheets],
    }
    return pdf_of(body, template, at=at)


def public_text(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """Write notices of people without names as plain text, to be published."""
    blocks = [f"{title}: movement notices", *("\n".join(_lines(s)) for s in sheets)]
    return (clean("\n\n".join(blocks)) + "\n").encode()


def _lines(sheet: Sheet) -> Iterator[str]:
    yield "-" * _WIDTH
    if sheet.synthetic:
        yield _wrapped(f"Not a real post. {sheet.synthetic}")
    yield _wrapped(sheet.whom)
    yield ""
    yield _wrapped(sheet.first)
    for part in sheet.parts:
        yield f"\n{part.head}"
        yield from (_wrapped(f"- {words}", indent="  ") for words in part.words)


def _wrapped(words: str, indent: str = "") -> str:
    plain = words.replace("\u00a0", " ")
    return fill(plain, _WIDTH, subsequent_indent=indent, break_long_words=False)
