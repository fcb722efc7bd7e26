"""What was read in documents, kept as text: a line a document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from hashlib import blake2b
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from exeunt.model.documents import Document
from exeunt.model.signals import Evidence, Reading


_FORM = "exeunt-readings/1"
_KEY = 32
_OF_DOCUMENT = frozenset(
    {"document", "published", "source_class", "source", "mute", "unusable", "until"}
)
"""What a reading has from its document, so that it is not kept twice."""

Lines = dict[bytes, bytes]
"""By key: the line of a reading, as it is kept."""


def book_of_readings(lines: Lines, *, stamp: str) -> bytes:
    """Write *lines* of readings that were made by what *stamp* names."""
    head = json.dumps({"form": _FORM, "stamp": stamp}).encode()
    rows = (key + b" " + line for key, line in sorted(lines.items()))
    return b"\n".join([head, *rows, b""])


def lines_of_readings(data: bytes, *, stamp: str) -> Lines:
    """
    Give the lines of a book of readings by their keys.

    A book that is spoilt, or was made by what has another *stamp*, has none.
    """
    head, _, rest = data.partition(b"\n")
    if head != json.dumps({"form": _FORM, "stamp": stamp}).encode():
        return {}
    rows = (row.partition(b" ") for row in rest.split(b"\n"))
    return {key: line for key, _, line in rows if len(key) == _KEY and line}


def line_of_reading(reading: Reading) -> bytes:
    """Write *reading*, without what its document says, with a check sum."""
    seen = _Sentences()
    write, _ = _coder(Reading)
    row = write(reading, seen)
    body = json.dumps([list(seen.known), row], separators=(",", ":")).encode()
    return _check(body) + b" " + body


def reading_of_line(line: bytes, document: Document) -> Reading | None:
    """Read back what `line_of_reading` wrote of *document*; none where it is spoilt."""
    check, _, body = line.partition(b" ")
    if check != _check(body):
        return None
    try:
        sentences, row = json.loads(body)
        _, read = _coder(Reading)
        made = read(row, _Page(document, tuple(map(_text, sentences))))
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    return made if isinstance(made, Reading) else None


def _check(body: bytes) -> bytes:
    return blake2b(body, digest_size=8).hexdigest().encode()


class _Sentences:
    """The sentences of one reading, each written once."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def number(self, sentence: str) -> int:
        return self.known.setdefault(sentence, len(self.known))


class _Page:
    """A document, and the sentences of it that are evidence."""

    def __init__(self, document: Document, sentences: tuple[str, ...]) -> None:
        self.document = document
        self.sentences = sentences


Write = Callable[[Any, _Sentences], Any]
Read = Callable[[Any, _Page], Any]
Coder = tuple[Write, Read]


@cache
def _coder(kind: Any) -> Coder:
    """Give how what is of a *kind* is written as plain data, and read back."""
    if kind is Evidence:
        return _evidence, _evidence_of
    if get_origin(kind) is tuple:
        return _row_of(*_coder(get_args(kind)[0]))
    if isinstance(kind, UnionType):
        return _perhaps(*_coder(next(k for k in get_args(kind) if k is not type(None))))
    if is_dataclass(kind):
        return _record(kind)
    return _plain(kind)


def _plain(kind: Any) -> Coder:
    if issubclass(kind, Enum):
        return lambda one, _: one.value, lambda given, _: kind(given)
    if kind is date:
        return _iso, lambda given, _: date.fromisoformat(given)
    return lambda one, _: one, lambda given, _: _exactly(kind, given)


def _iso(day: date, _: _Sentences) -> str:
    return day.isoformat()


def _row_of(write: Write, read: Read) -> Coder:
    return (
        lambda row, to: [write(one, to) for one in row],
        lambda given, page: tuple(read(one, page) for one in _exactly(list, given)),
    )


def _perhaps(write: Write, read: Read) -> Coder:
    return (
        lambda one, to: None if one is None else write(one, to),
        lambda given, page: None if given is None else read(given, page),
    )


def _record(kind: Any) -> Coder:
    hints = get_type_hints(kind)
    of_document = _OF_DOCUMENT if kind is Reading else frozenset[str]()
    names = [f.name for f in fields(kind) if f.name not in of_document]
    coders = [_coder(hints[name]) for name in names]

    def write(one: Any, to: _Sentences) -> list[Any]:
        pairs = zip(names, coders, strict=True)
        return [coder[0](getattr(one, name), to) for name, coder in pairs]

    def read(given: Any, page: _Page) -> Any:
        rows = zip(names, coders, _exactly(list, given), strict=True)
        told = {
            name: getattr(page.document, _NAMES.get(name, name)) for name in of_document
        }
        return kind(**told, **{name: coder[1](one, page) for name, coder, one in rows})

    return write, read


_NAMES = {"document": "id"}
"""Of what a document has under another name."""


def _evidence(one: Evidence, to: _Sentences) -> list[Any]:
    return [one.start, one.end, to.number(one.sentence), one.rule, one.speaker]


def _evidence_of(given: Any, page: _Page) -> Evidence:
    start, end, sentence, rule, speaker = given
    document = page.document
    return Evidence(
        document=document.id,
        source=document.source,
        source_class=document.source_class,
        reliability=document.reliability,
        credibility=document.credibility,
        published=document.published,
        start=_exactly(int, start),
        end=_exactly(int, end),
        sentence=page.sentences[_exactly(int, sentence)],
        rule=_text(rule),
        speaker=_text(speaker),
        event=document.event,
        until=document.until,
    )


def _text(given: Any) -> str:
    return str(_exactly(str, given))


def _exactly(kind: Any, given: Any) -> Any:
    if type(given) is not kind:
        raise TypeError(given)
    return given


def key_of(parts: Iterable[object]) -> bytes:
    """Give the key of what depends on *parts*, each of which tells all by its ``repr``."""
    text = "\x00".join(map(repr, parts))
    data = text.encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=_KEY // 2).hexdigest().encode()
