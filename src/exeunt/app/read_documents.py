"""Read documents: those of a post with their index, or a file somebody names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from exeunt.app.folders import bytes_of, folder_of
from exeunt.errors import Fault, Faults, InvalidInput
from exeunt.formats.arrival_book import BOOK, read_book, with_book
from exeunt.formats.documents import (
    INDEX,
    LONGEST_MB,
    Entry,
    Origin,
    decoded,
    document_of,
    is_page,
    moment_of,
    published_in,
    read_index,
)
from exeunt.formats.yaml_nodes import read_yaml
from exeunt.model.arrivals import Kept
from exeunt.model.documents import Document, SourceClass
from exeunt.watch.duplicates import first_reports


FOLDER = "documents"
_NOT_DOCUMENTS = ("index.csv", "arrivals.jsonl", "readme")


def read_documents(folder: Path) -> tuple[Document, ...]:
    """
    Read the documents of the post in *folder*, oldest first.

    They lie in its folder ``documents``, each with a row in ``index.csv``. The same
    content twice is one document, the one published first. A post without documents has
    none.

    Raises
    ------
    InvalidInput
        When the folder is none; as ``Faults``, with every fault of the index and of the
        files.
    """
    folder_of(folder)
    present = _names(folder)
    index = bytes_of(folder, INDEX)
    if index is None:
        if present:
            words = (
                f"is missing, though {FOLDER} holds {present[0]!r}. Write it, with one "
                "row a file: file,published,source,source_class."
            )
            raise Faults([Fault(INDEX, 0, 0, words)])
        return ()
    entries, faults = read_index(index, zone=_zone(folder))
    listed = {entry.file for entry in entries}
    if not faults:
        faults += [_unlisted(name) for name in present if name not in listed]
    documents = [d for e in entries if (d := _document(folder, e, faults))]
    if faults:
        raise Faults(faults)
    kept = book_of(folder)
    return _as_reports(with_book(_once(documents), kept, folder=FOLDER), kept)


def book_of(folder: Path) -> tuple[Kept, ...]:
    """Read the book of arrivals of the post in *folder*; one without has none."""
    data = bytes_of(folder, BOOK)
    return read_book(data) if data else ()


def _as_reports(
    documents: tuple[Document, ...], kept: tuple[Kept, ...]
) -> tuple[Document, ...]:
    """Mark documents that report what an earlier one did, or are versions of it."""
    speaking = [d for d in documents if not (d.mute or d.unusable)]
    firsts = first_reports(speaking)
    things = {f"{FOLDER}/{k.file}": k.thing for k in kept if k.thing in k.takes_back}
    versions: dict[str, str] = {}
    for document in speaking:
        thing = things.get(document.name)
        if thing:
            first = versions.setdefault(thing, firsts.get(document.id, document.id))
            if first != document.id:
                firsts[document.id] = first
    return tuple(replace(d, event=firsts.get(d.id, "")) for d in documents)


def _names(folder: Path) -> list[str]:
    inner = folder / FOLDER
    if not inner.is_dir():
        return []
    return sorted(
        path.relative_to(inner).as_posix()
        for path in inner.rglob("*")
        if path.is_file() and not _is_aside(path.name)
    )


def _is_aside(name: str) -> bool:
    return name.startswith(".") or name.lower().startswith(_NOT_DOCUMENTS)


def _unlisted(name: str) -> Fault:
    words = (
        f"{FOLDER}/{name} is not listed here, so it is not read. Add a row that says "
        "when it was published and by whom, or take the file away."
    )
    return Fault(INDEX, 0, 0, words)


def _document(folder: Path, entry: Entry, faults: list[Fault]) -> Document | None:
    try:
        data = bytes_of(folder / FOLDER, entry.file, limit_mb=LONGEST_MB)
        if data is not None:
            name = f"{FOLDER}/{entry.file}"
            return document_of(data, name=name, origin=entry.origin)
    except Faults as error:
        faults += error.faults
        return None
    except InvalidInput as error:
        faults.append(Fault(INDEX, entry.line, entry.column, str(error)))
        return None
    words = f"there is no file {FOLDER}/{entry.file}. Put it there, or delete the row."
    faults.append(Fault(INDEX, entry.line, entry.column, words))
    return None


def _once(documents: list[Document]) -> tuple[Document, ...]:
    first: dict[str, Document] = {}
    for document in sorted(documents, key=lambda d: (d.published, d.name)):
        first.setdefault(document.sha256, document)
    return tuple(first.values())


def _zone(folder: Path) -> tzinfo:
    """Give the zone of the post, in which days without a zone are meant."""
    data = bytes_of(folder, "post.yaml")
    body = read_yaml(data, file="post.yaml").data if data else None
    name = body.get("time_zone") if isinstance(body, dict) else None
    try:
        return ZoneInfo(name) if isinstance(name, str) else UTC
    except (KeyError, ValueError, OSError):
        return UTC


def document_from_file(
    path: Path,
    *,
    published: str | None = None,
    source: str = "",
    source_class: SourceClass = SourceClass.MEDIA,
    zone: tzinfo = UTC,
) -> Document:
    """
    Read the document in the file *path*.

    Parameters
    ----------
    path
        A text or a web page.
    published
        When it was published; none takes what a web page says of itself.
    source
        Who publishes it; none is the name of the file.
    source_class
        Who speaks through it.
    zone
        In which a time without a zone is meant.

    Raises
    ------
    InvalidInput
        When the file cannot be used, or nothing says when it was published.
    """
    data = bytes_of(path.parent, path.name, limit_mb=LONGEST_MB)
    if data is None:
        raise InvalidInput(
            f"There is no file {path}. Name a document, or a post folder."
        )
    moment = moment_of(published.strip(), zone=zone) if published else None
    if published and moment is None:
        raise InvalidInput(
            f"{published!r} is not a date; write it like 2022-01-24 or "
            "2022-01-24T18:00+02:00."
        )
    if moment is None and is_page(path.name, data):
        moment = published_in(decoded(data), zone=zone)
    if moment is None:
        raise InvalidInput(
            f"{path} does not say when it was published, and its dates cannot be "
            "counted without. Add --published with the day."
        )
    origin = Origin(
        published=moment, source=source or path.name, source_class=source_class
    )
    return document_of(data, name=str(path), origin=origin)
