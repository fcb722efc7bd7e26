"""Whatever bytes come in as documents, index, roster, plan or log: told or read."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.make_folder import ROSTER
from tests.often import often

from exeunt.app.log import events_of
from exeunt.app.read_documents import document_from_file, read_documents
from exeunt.app.read_plan import read_plan_at
from exeunt.errors import ExeuntError
from exeunt.formats.roster import read_roster


SLOW = often(75)
HEAD = b"file,published,source,source_class\n"
INDEX = (
    HEAD + b"a.txt,2030-05-01,Ministry,official\n"
    b'"b.html",2030-05-02T10:00+02:00,"A, B",media\n'
)
PAGE = (
    b'<!doctype html><html><head><meta charset="utf-8"><title>News</title>'
    b'<meta property="article:published_time" content="2030-05-02T10:00:00Z">'
    b"</head><body><p>Talks are planned for 9 May.</p></body></html>"
)
PLAN = (
    b'{"exeunt":"plan/1","post":"Porto Vento","post_sha256":"x",'
    b'"h_hour":"2030-05-06T06:00:00Z","deadline_s":86400,"moving":["family"],"trips":'
    b'[{"id":"t","vehicle":null,"link":"l","from":"a","to":"b","depart_s":0,"arrive_s":9}]}'
)
NAMES = st.sampled_from(
    ["a.txt", "b.html", "c", "../x.txt", "..", ".", "/etc/passwd", "a\\..\\b", "~/x",
     "a" * 300, "index.csv", "con", "a/b/c.txt", "x\x01.txt", "a.txt/", "%2e%2e/x"]
)  # fmt: skip
PIECES = st.sampled_from(
    [b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"'", b",", b";", b"\r", b"\n", b"\t",
     b"charset=utf-7", b"charset=idna", b"charset=hex", b"charset=undefined", b"charset=rot13",
     b"charset=punycode", b"0001-01-01T00:00+14:00", b"9999-12-31T23:59-14:00", b"2030-02-30",
     b"..", b"/", b"<", b">", b"&#x110000;", b"{", b"]", b"1e999", b"null", b"-1", b"NaN"]
)  # fmt: skip
SPOILS = st.lists(
    st.tuples(
        st.floats(0, 1), st.integers(0, 12), st.one_of(PIECES, st.binary(max_size=4))
    ),
    max_size=4,
)
Spoils = list[tuple[float, int, bytes]]


def _spoilt(data: bytes, spoils: Spoils) -> bytes:
    for where, length, piece in spoils:
        at = int(where * len(data))
        data = data[:at] + piece + data[at + length :]
    return data


@contextlib.contextmanager
def _a_folder(**bodies: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "documents").mkdir()
        for file, data in bodies.items():
            (folder / file.replace("__", "/").replace("_dot_", ".")).write_bytes(data)
        yield folder


@SLOW
@given(
    index=SPOILS, text=st.binary(max_size=200), page=SPOILS, post=st.binary(max_size=60)
)
def test_documents_are_told_or_read(
    index: Spoils, text: bytes, page: Spoils, post: bytes
) -> None:
    with (
        _a_folder(
            documents__index_dot_csv=_spoilt(INDEX, index),
            documents__a_dot_txt=text,
            documents__b_dot_html=_spoilt(PAGE, page),
            post_dot_yaml=b"time_zone: Etc/GMT-2\n" + post,
        ) as folder,
        contextlib.suppress(ExeuntError),
    ):
        assert len(read_documents(folder)) <= 2


@SLOW
@given(name=NAMES | st.text(max_size=12), data=st.binary(min_size=1, max_size=20))
def test_no_name_in_the_index_reads_beyond_the_folder(name: str, data: bytes) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    row = f"{quoted},2030-05-01,Ministry,official\n".encode("utf-8", "surrogatepass")
    with (
        _a_folder(documents__index_dot_csv=HEAD + row, x_dot_txt=b"secret") as folder,
        contextlib.suppress(ExeuntError),
    ):
        (folder / "documents" / "a.txt").write_bytes(data)
        assert all(d.text != "secret" for d in read_documents(folder))


@SLOW
@given(page=SPOILS, published=st.none() | st.text(max_size=12))
def test_a_page_somebody_names_is_told_or_read(
    page: Spoils, published: str | None
) -> None:
    with (
        _a_folder(page_dot_html=_spoilt(PAGE, page)) as folder,
        contextlib.suppress(ExeuntError),
    ):
        document = document_from_file(folder / "page.html", published=published)
        assert document.published.tzinfo is not None


@SLOW
@given(spoils=SPOILS, workbook=st.booleans())
def test_a_roster_is_told_or_read(spoils: Spoils, workbook: bool) -> None:
    name = "roster.xlsx" if workbook else "roster.csv"
    with contextlib.suppress(ExeuntError):
        roster = read_roster(_spoilt(ROSTER.encode(), spoils), file=name)
        assert not (roster.people and roster.faults)


@SLOW
@given(spoils=SPOILS)
def test_a_plan_is_told_or_read(spoils: Spoils) -> None:
    with (
        _a_folder(plan_dot_json=_spoilt(PLAN, spoils)) as folder,
        contextlib.suppress(ExeuntError),
    ):
        assert read_plan_at(folder / "plan.json").exeunt == "plan/1"


@SLOW
@given(data=st.binary(max_size=300), begins=st.booleans())
def test_a_log_that_is_none_is_told(data: bytes, begins: bool) -> None:
    body = (b"SQLite format 3\0" if begins else b"") + data
    with (
        _a_folder(exeunt_dot_db=body) as folder,
        contextlib.suppress(ExeuntError),
    ):
        assert events_of(folder) == ()
