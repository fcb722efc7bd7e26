"""Readings are kept beside a post: read once, found again, made anew at any time."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.watch.documents import a_document

from benchmarks import kyiv
from exeunt.app import keep_readings, read_many
from exeunt.app.keep_readings import BOOK
from exeunt.app.read_documents import read_documents
from exeunt.app.warn_post import readings_of
from exeunt.errors import WorldError
from exeunt.formats.reading_book import line_of_reading, reading_of_line
from exeunt.model.documents import Document, SourceClass
from exeunt.model.post import Post
from exeunt.model.signals import Reading


TEXT = (
    'The foreign minister said on Monday: "We will meet in Mirovka on 10 January." '
    "The embassy was ordered to send families home. Flights to Kyiv were suspended.\n\n"
    "Ukraine - Level 4: Do Not Travel\n\nTroops shelled Kharkiv on Tuesday.\n"
)
DOCUMENT = a_document(TEXT)


@cache
def _known() -> tuple[Post, tuple[Document, ...]]:
    return kyiv.post(), read_documents(kyiv.FOLDER)[-4:]


@pytest.fixture
def post(tmp_path: Path) -> Path:
    folder = tmp_path / "post"
    folder.mkdir()
    return folder


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the documents that are read in earnest."""
    names: list[str] = []

    def read(jobs: tuple[read_many.Job, ...]) -> list[Reading]:
        names.extend(job.document.name for job in jobs)
        return _read(jobs)

    _read = read_many._read
    monkeypatch.setattr(read_many, "_read", read)
    return names


def _readings(folder: Path, some: int = 3) -> tuple[Reading, ...]:
    read, documents = _known()
    return readings_of(read, documents[-some:], folder=folder)


def test_nothing_is_read_twice(post: Path, count: list[str]) -> None:
    first = _readings(post)
    assert len(count) == 3
    assert _readings(post) == first
    assert len(count) == 3
    _readings(post, some=4)
    assert len(count) == 4
    _readings(post, some=1)
    _readings(post, some=4)
    assert len(count) == 4


def test_only_its_owner_sees_it_and_no_repository(post: Path) -> None:
    book = post / BOOK
    book.parent.mkdir()
    book.write_text("spoilt")
    book.chmod(0o644)
    _readings(post)
    assert book.stat().st_mode & 0o777 == 0o600
    assert book.parent.stat().st_mode & 0o777 == 0o700
    assert (book.parent / ".gitignore").read_text() == "*\n"
    assert len(list(book.parent.iterdir())) == 2


@pytest.mark.parametrize("cut", [0, 20, 900, -40])
def test_a_spoilt_book_is_made_anew(post: Path, cut: int, count: list[str]) -> None:
    first = _readings(post)
    book = post / BOOK
    whole = book.read_bytes()
    book.write_bytes(whole[:cut] + b"\xff" + whole[cut:][2:])
    assert _readings(post) == first
    read = len(count)
    assert read > 3
    assert _readings(post) == first
    assert len(count) == read


def test_what_older_rules_read_is_not_believed(
    post: Path, count: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _readings(post)
    monkeypatch.setattr(keep_readings, "stamp", lambda: "other rules")
    _readings(post)
    assert len(count) == 6


def test_a_link_out_of_the_post_is_not_followed(post: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (post / ".exeunt").symlink_to(elsewhere)
    assert _readings(post)
    assert list(elsewhere.iterdir()) == []


def test_where_nothing_can_be_written_all_is_read(
    post: Path, count: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path, __: bytes) -> None:
        raise WorldError("The disk is full.")

    monkeypatch.setattr(keep_readings, "write_atomically", full)
    assert _readings(post) == _readings(post)
    assert len(count) == 6


def _first(post: Post, folder: Path, **changes: Any) -> Reading:
    document = replace(DOCUMENT, **changes)
    (reading,) = readings_of(post, [document], folder=folder)
    return reading


@pytest.mark.parametrize(
    "change",
    [
        {"published": DOCUMENT.published.replace(day=2)},
        {"source_class": SourceClass.UN},
        {"about": "LB"},
        {"text": TEXT + "Nobody came."},
        {"html": True},
        {"mute": "It was withdrawn."},
    ],
)
def test_a_reading_hangs_on_all_that_it_was_made_of(
    post: Path, change: dict[str, Any], count: list[str]
) -> None:
    read, _ = _known()
    _first(read, post)
    _first(read, post, **change)
    assert len(count) == 2
    file = read.file.model_copy(update={"country": "LB"})
    _first(read.model_copy(update={"file": file}), post)
    assert len(count) == 3


def test_what_the_document_says_of_itself_is_told_anew(
    post: Path, count: list[str]
) -> None:
    read, _ = _known()
    _first(read, post)
    told = {"event": "abc", "source": "The Herald", "reliability": "A"}
    kept = _first(read, post, **told)
    assert len(count) == 1
    assert {s.evidence.event for s in kept.signals} == {"abc"}
    assert kept == _first(read, post.parent / "none", **told)


def test_a_reading_comes_back_as_it_was() -> None:
    (reading,) = readings_of(_known()[0], [DOCUMENT])
    line = line_of_reading(reading)
    assert reading.statements
    assert reading.events
    assert reading.advisories
    assert reading_of_line(line, DOCUMENT) == reading
    assert reading_of_line(line.replace(b"Kyiv", b"Lviv"), DOCUMENT) is None
    assert json.loads(line.partition(b" ")[2])


def test_the_posts_own_places_are_meant_first() -> None:
    read, _ = _known()
    own = read.file.places[0].model_copy(update={"name": "Mirovka"})
    file = read.file.model_copy(update={"places": (own, *read.file.places[1:])})
    (reading,) = readings_of(read.model_copy(update={"file": file}), [DOCUMENT])
    (found,) = [p for p in reading.places if p.text == "Mirovka"]
    assert (found.lat, found.lon) == (own.lat, own.lon)
