"""Documents of a post: listed, found, dated; every fault of the index with its place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from exeunt.app.read_documents import document_from_file, read_documents
from exeunt.errors import Faults, InvalidInput
from exeunt.model.documents import SourceClass


HEADER = "file,published,source,source_class,reliability,credibility,title,url\n"
POST = "time_zone: Europe/Kyiv\n"


def a_post_with(folder: Path, index: str, **documents: str | bytes) -> Path:
    inner = folder / "documents"
    inner.mkdir()
    (folder / "post.yaml").write_text(POST)
    if index:
        (inner / "index.csv").write_text(HEADER + index)
    for name, body in documents.items():
        data = body.encode() if isinstance(body, str) else body
        (inner / f"{name}.txt").write_bytes(data)
    return folder


def _faults(folder: Path) -> list[str]:
    with pytest.raises(Faults) as caught:
        read_documents(folder)
    return [str(fault) for fault in caught.value.faults]


def test_documents_come_oldest_first_with_what_the_index_says(tmp_path: Path) -> None:
    index = (
        "b.txt,2022-01-24T18:00+02:00,The Courier,media,B,2,A title,\n"
        "a.txt,2022-01-10,US Embassy,official,,,,\n"
    )
    first, second = read_documents(a_post_with(tmp_path, index, a="One.", b="Two."))
    assert (first.name, first.text) == ("documents/a.txt", "One.")
    assert first.published.isoformat() == "2022-01-10T23:59:00+02:00"
    assert (first.reliability, first.credibility) == ("C", 3)
    assert second.source_class is SourceClass.MEDIA
    assert (second.source, second.reliability, second.credibility) == (
        "The Courier",
        "B",
        2,
    )


def test_the_same_content_twice_is_one_document(tmp_path: Path) -> None:
    index = "b.txt,2022-01-24,B,media,,,,\na.txt,2022-01-10,A,media,,,,\n"
    (only,) = read_documents(a_post_with(tmp_path, index, a="Same.", b="Same."))
    assert only.source == "A"


def test_a_post_without_documents_has_none(tmp_path: Path) -> None:
    (tmp_path / "post.yaml").write_text(POST)
    assert read_documents(tmp_path) == ()
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "README").write_text("What came in goes here.")
    assert read_documents(tmp_path) == ()


def test_every_bad_cell_is_told_with_its_place(tmp_path: Path) -> None:
    index = (
        "a.txt,yesterday,A,media,,,,\n"
        "b.txt,2022-01-10,A,gossip,Z,9,,\n"
        "c.txt,2022-01-10,,media,,,,\n"
    )
    said = _faults(a_post_with(tmp_path, index, a="1", b="2", c="3"))
    assert [line.partition(" ")[0] for line in said] == [
        "documents/index.csv:2:7:",
        "documents/index.csv:3:20:",
        "documents/index.csv:3:27:",
        "documents/index.csv:3:29:",
        "documents/index.csv:4:18:",
    ]
    assert "'yesterday' is not a date" in said[0]
    assert "'gossip' is no source_class" in said[1]


def test_a_file_that_is_listed_must_be_there(tmp_path: Path) -> None:
    (said,) = _faults(a_post_with(tmp_path, "a.txt,2022-01-10,A,media,,,,\n"))
    assert said == (
        "documents/index.csv:2:1: there is no file documents/a.txt. Put it there, or "
        "delete the row."
    )


def test_a_file_that_is_not_listed_is_not_passed_over(tmp_path: Path) -> None:
    index = "a.txt,2022-01-10,A,media,,,,\n"
    (said,) = _faults(a_post_with(tmp_path, index, a="One.", b="Two."))
    assert "documents/b.txt is not listed here, so it is not read" in said


def test_documents_without_an_index_are_a_fault(tmp_path: Path) -> None:
    (said,) = _faults(a_post_with(tmp_path, "", a="One."))
    assert "documents/index.csv: is missing, though documents holds 'a.txt'" in said


@pytest.mark.parametrize("name", ["../post.yaml", "/etc/hostname", "x/../../post.yaml"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (said,) = _faults(a_post_with(tmp_path, f"{name},2022-01-10,A,media,,,,\n"))
    assert said.startswith("documents/index.csv:2:1: ")
    assert "leads out of the folder" in said


def test_a_row_for_a_file_stands_once(tmp_path: Path) -> None:
    row = "a.txt,2022-01-10,A,media,,,,\n"
    (said,) = _faults(a_post_with(tmp_path, row + row, a="One."))
    assert "documents/index.csv:3:1: 'a.txt' is listed on line 2 already" in said


def test_an_unknown_column_is_told_with_what_was_meant(tmp_path: Path) -> None:
    inner = tmp_path / "documents"
    inner.mkdir()
    (inner / "index.csv").write_text("file,publishd,source,source_class\na,b,c,d\n")
    said = _faults(tmp_path)
    assert (
        said[0] == "documents/index.csv:1: the column 'published' is missing. Add it."
    )
    assert "there is no column 'publishd'" in said[1]
    assert "published" in said[1]


def test_an_empty_document_is_a_fault(tmp_path: Path) -> None:
    index = "a.txt,2022-01-10,A,media,,,,\n"
    (said,) = _faults(a_post_with(tmp_path, index, a=" \n "))
    assert said == "documents/a.txt: is empty. Fill it in, or take it away."


def test_a_huge_document_is_refused(tmp_path: Path) -> None:
    index = "a.txt,2022-01-10,A,media,,,,\n"
    folder = a_post_with(tmp_path, index)
    with (folder / "documents" / "a.txt").open("wb") as file:
        file.truncate(100_000_000)
    (said,) = _faults(folder)
    assert "larger than the 20 MB that are read" in said


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Київ \u2013 Kyiv".encode(), "Київ \u2013 Kyiv"),
        (b"\xef\xbb\xbfKyiv", "Kyiv"),
        ("Kyiv".encode("utf-16"), "Kyiv"),
        (b"caf\xe9 \x96 Kyiv", "caf\u00e9 \u2013 Kyiv"),
        (b"\xff\x81 odd", "\u00ff\ufffd odd"),
    ],
    ids=["utf-8", "with mark", "utf-16", "latin", "neither"],
)
def test_any_encoding_is_decoded(tmp_path: Path, data: bytes, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert document_from_file(path, published="2022-01-10").text == text


def test_a_picture_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    with pytest.raises(Faults, match="is neither plain text nor HTML"):
        document_from_file(path, published="2022-01-10")


PAGES = (
    (
        '<html><head><meta property="article:published_time" '
        'content="2022-01-24T18:30:00+02:00"></head><p>Text.</p></html>'
    ),
    (
        '<html><script type="application/ld+json">{"datePublished": '
        '"2022-01-24T16:30:00Z"}</script><p>Text.</p></html>'
    ),
    '<html><p><time datetime="2022-01-24T16:30+00:00">today</time> Text.</p></html>',
)


@pytest.mark.parametrize("page", PAGES, ids=["meta", "linked data", "time"])
def test_a_page_says_itself_when_it_was_published(tmp_path: Path, page: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(page)
    document = document_from_file(path)
    assert document.html
    assert document.published == datetime(2022, 1, 24, 16, 30, tzinfo=UTC)


def test_without_a_day_of_publication_nothing_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The embassy will close on Monday.")
    with pytest.raises(InvalidInput, match="does not say when it was published"):
        document_from_file(path)
    with pytest.raises(InvalidInput, match="'soon' is not a date"):
        document_from_file(path, published="soon")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="There is no file"):
        document_from_file(tmp_path / "a.txt", published="2022-01-10")
