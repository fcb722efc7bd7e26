"""Documents out of bytes, and the index that says when they came and from whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from hashlib import sha256

from exeunt.errors import Fault, Faults
from exeunt.formats.cells import text_of
from exeunt.formats.labels import meant, shown
from exeunt.formats.roster_table import Table, read_table
from exeunt.model.documents import Document, SourceClass


INDEX = "documents/index.csv"
LONGEST_MB = 20
"""No document is read beyond this."""
COLUMNS = (
    "file",
    "published",
    "source",
    "source_class",
    "reliability",
    "credibility",
    "title",
    "url",
    "confidence",
)
NEEDED = ("file", "published", "source", "source_class")
TEXTS = (".txt", ".md", ".text")
PAGES = (".html", ".htm", ".xhtml")

YEARS = range(1900, 2200)
"""In which a document can have been published."""
_LAST_MINUTE = time(23, 59)
_PUBLISHED = re.compile(
    r"""<meta\b(?=[^>]{0,500}\b(?:property|name|itemprop)\s*=\s*["']?(?:article:published_time|"""
    r"""og:published_time|datepublished|date|pubdate|publishdate|dc\.date(?:\.issued)?|"""
    r"""dcterms\.(?:date|issued)|parsely-pub-date|sailthru\.date)["'\s])"""
    r"""[^>]{0,500}\bcontent\s*=\s*["']([^"'>]{8,40})["']""",
    re.IGNORECASE,
)
_LINKED_DATA = re.compile(r""""datePublished"\s*:\s*"([^"]{8,40})\"""")
_TIME_TAG = re.compile(
    r"""<time\b[^>]{0,500}\bdatetime\s*=\s*["']([^"'>]{8,40})["']""", re.IGNORECASE
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,300})</title", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a document comes from, and when it was published."""

    published: datetime
    source: str
    source_class: SourceClass = SourceClass.MEDIA
    reliability: str = "C"
    credibility: int = 3
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the index."""

    file: str
    line: int
    column: int
    origin: Origin


def document_of(data: bytes, *, name: str, origin: Origin) -> Document:
    """
    Make a document of *data*, the bytes as they came in.

    Raises
    ------
    Faults
        When it is empty, too large, or of a kind that is not read.
    """
    if len(data) > LONGEST_MB * 1_000_000:
        size = f"{len(data) / 1e6:.0f} MB"
        raise _whole(
            name,
            f"has {size}, more than the {LONGEST_MB} MB of a document that are read. "
            "Cut out the part that matters.",
        )
    html = is_page(name, data)
    text = decoded(data)
    if not text.strip():
        raise _whole(name, "is empty. Fill it in, or take it away.")
    return Document(
        sha256=sha256(data).hexdigest(),
        name=name,
        text=text,
        published=origin.published,
        source=origin.source,
        source_class=origin.source_class,
        reliability=origin.reliability,
        credibility=origin.credibility,
        title=origin.title or (title_of(text) if html else ""),
        url=origin.url,
        html=html,
    )


def is_page(name: str, data: bytes) -> bool:
    """
    Tell whether a document is a web page, by its name or else by how it begins.

    Raises
    ------
    Faults
        When it is neither a text nor a page.
    """
    low = name.lower()
    if low.endswith(TEXTS):
        return False
    start = data[:1000].lstrip().lower()
    if low.endswith(PAGES) or start.startswith((b"<!doctype html", b"<html")):
        return True
    if b"\0" in start.replace(b"\0\0", b"") and not start.startswith(
        (b"\xff\xfe", b"\xfe\xff")
    ):
        raise _no_text(name)
    if start.startswith(
        (b"%pdf", b"pk\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89png", b"\xff\xd8\xff")
    ):
        raise _no_text(name)
    return False


def _no_text(name: str) -> Faults:
    return _whole(
        name,
        "is neither plain text nor HTML. Save its text as .txt, and say in the index "
        "where it is from.",
    )


def decoded(data: bytes) -> str:
    """Decode a document: UTF-8 or UTF-16, else what a page declares, else Latin."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data, 0, 2000)
        name = declared[1].decode("ascii") if declared else "cp1252"
        try:
            return whole_characters(data.decode(name, "replace"))
        except (LookupError, UnicodeError):
            return data.decode("cp1252", "replace")


def whole_characters(text: str) -> str:
    """
    Give *text* back, if it can be written down.

    Raises
    ------
    UnicodeError
        It holds half a pair of surrogates: its charset was none that documents have.
    """
    text.encode("utf-8")
    return text


def title_of(text: str) -> str:
    """Give the title of a web page, empty where it has none."""
    match = _TITLE.search(text[:50_000])
    return " ".join(match[1].split()) if match else ""


def published_in(page: str, *, zone: tzinfo) -> datetime | None:
    """Give when a web *page* says it was published, if it says so."""
    head = page[:400_000]
    for pattern in (_PUBLISHED, _LINKED_DATA, _TIME_TAG):
        for match in pattern.finditer(head):
            moment = moment_of(match[1].strip(), zone=zone)
            if moment is not None:
                return moment
    return None


def moment_of(text: str, *, zone: tzinfo) -> datetime | None:
    """
    Read a moment in ISO 8601; a day alone is its last minute in *zone*.

    A document that only says its day counts as known when the day is over. A year far
    from ours is a slip, and its moment none.
    """
    try:
        if len(text) <= len("2022-01-24"):
            moment = datetime.combine(date.fromisoformat(text), _LAST_MINUTE)
        else:
            moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    if moment.year not in YEARS:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def read_index(data: bytes, *, zone: tzinfo) -> tuple[tuple[Entry, ...], list[Fault]]:
    """
    Read the index of a post's documents.

    Returns
    -------
    tuple
        The rows that are sound, and a fault for every cell that is not.

    Raises
    ------
    Faults
        When there are no rows to be told apart: another format, a broken header.
    """
    table = read_table(data, file=INDEX)
    _check_header(table)
    entries, faults = [], []
    for number, cells in enumerate(table.rows):
        row = dict(zip(table.header, (text_of(c.strip()) for c in cells), strict=True))
        bad = _faults_of(row, zone)
        faults += [_at(table, number, column, words) for column, words in bad]
        if not bad:
            entries.append(_entry(table, number, row, zone))
    faults += _twice(entries)
    return tuple(entries), faults


def _check_header(table: Table) -> None:
    faults = [
        Fault(
            INDEX,
            table.header_line,
            table.column_on(table.header_line, at),
            f"there is no column {name!r}.{meant(name, COLUMNS)} The columns are "
            f"{', '.join(COLUMNS)}.",
        )
        for at, name in enumerate(table.header)
        if name not in COLUMNS
    ]
    faults += [
        Fault(INDEX, table.header_line, 0, f"the column {name!r} is missing. Add it.")
        for name in NEEDED
        if name not in table.header
    ]
    if len(set(table.header)) < len(table.header):
        faults.append(
            Fault(INDEX, table.header_line, 0, "a column is there twice. Keep one.")
        )
    if faults:
        raise Faults(faults)


def _faults_of(row: dict[str, str], zone: tzinfo) -> list[tuple[str, str]]:
    out = [
        (name, f"the cell {name!r} is empty. Fill it in.")
        for name in NEEDED
        if not row[name]
    ]
    if row["published"] and moment_of(row["published"], zone=zone) is None:
        words = "is not a date; write it like 2022-01-24 or 2022-01-24T18:00+02:00."
        out.append(("published", f"{shown(row['published'])} {words}"))
    classes = [c.value for c in SourceClass]
    for name, fit, words in (
        ("source_class", classes, f"write one of {', '.join(classes)}"),
        ("reliability", list("ABCDEF"), "write a letter from A to F"),
        ("credibility", list("123456"), "write a number from 1 to 6"),
    ):
        if row.get(name) and row[name] not in fit:
            out.append((name, f"{shown(row[name])} is no {name}; {words}."))
    return out


def _at(table: Table, row: int, column: str, message: str) -> Fault:
    field = table.header.index(column)
    return Fault(INDEX, table.lines[row], table.column(row, field), message)


def _entry(table: Table, number: int, row: dict[str, str], zone: tzinfo) -> Entry:
    published = moment_of(row["published"], zone=zone)
    origin = Origin(
        published=published or datetime.max.replace(tzinfo=zone),
        source=row["source"],
        source_class=SourceClass(row["source_class"]),
        reliability=row.get("reliability") or "C",
        credibility=int(row.get("credibility") or 3),
        title=row.get("title", ""),
        url=row.get("url", ""),
    )
    column = table.column(number, table.header.index("file"))
    return Entry(row["file"], table.lines[number], column, origin)


def _twice(entries: list[Entry]) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for entry in entries:
        if entry.file in first:
            words = (
                f"{shown(entry.file)} is listed on line {first[entry.file]} already. "
                "Keep one row for it."
            )
            faults.append(Fault(INDEX, entry.line, entry.column, words))
        first.setdefault(entry.file, entry.line)
    return faults


def _whole(file: str, message: str) -> Faults:
    return Faults([Fault(file, 0, 0, message)])
