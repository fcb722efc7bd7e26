"""Whatever comes in, of whatever kind: read or told, and no signal without evidence."""

from __future__ import annotations

import io
import json
import os
import time
from datetime import UTC
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import arrivals as a
from tests.often import often

from exeunt.app.arrivals import Told, believed, document_of_arrival
from exeunt.errors import Fault
from exeunt.formats.arriving.kinds import IMPORTERS, arrivals_in
from exeunt.formats.arriving.port import Incoming
from exeunt.model.arrivals import Arrival, Kind
from exeunt.watch.reading import read


CORPUS = Path(__file__).parent / "corpus" / "arrivals"
"""Files that an importer once broke on, named for the kind that did."""
LONG_S = float(os.environ.get("EXEUNT_FUZZ_S", "600"))

PIECES = st.sampled_from(
    [b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"'", b"<", b">", b"&#x110000;", b"&x;",
     b"<![CDATA[", b"]]>", b"<!--", b"<!DOCTYPE a [", b"<?xml version='1.1'?>", b"{", b"}",
     b"[", b"]", b"null", b"-1", b"1e999", b"NaN", b"\\ud800", b"\\u0000", b"20202",
     b"9999-12-31T23:59:59-14:00", b"0001-01-01", b"Wed, 15 Dec 20202", b"charset=utf-7",
     b"charset=punycode", b"charset=unicode_escape", b"Content-Transfer-Encoding: base64\n",
     b"Content-Type: message/rfc822\n", b"\n\nFrom a b\n", b"=?utf-8?b?/w==?=",
     b"=?x-unknown?q?a?=", b"\r\n", b"\xc3\x28", b"\xe2\x80\xae", b"endstream", b"/Count -1",
     b"<< /Length 99999999 >>", b"/Kids [2 0 R]", b"%PDF-", b"trailer", b"Congo", b"Level 4",
     b"xmlns='urn:oasis:names:tc:emergency:cap:1.2'"]
)  # fmt: skip
SPOILS = st.lists(
    st.tuples(
        st.floats(0, 1), st.integers(0, 30), st.one_of(PIECES, st.binary(max_size=6))
    ),
    max_size=6,
)
JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                [
                    "Title",
                    "Category",
                    "Summary",
                    "Updated",
                    "details",
                    "alert_status",
                    "country",
                    "name",
                    "parts",
                    "body",
                    "change_history",
                    "messages",
                    "text",
                    "type",
                    "id",
                    "date",
                    "date_unixtime",
                    "edited_unixtime",
                    "forwarded_from",
                    "chats",
                    "list",
                    "title",
                    "public_updated_at",
                    "level",
                    "Link",
                ]
            ),
            inner,
            max_size=6,
        ),
    ),
    max_leaves=25,
)


def check(data: bytes, name: str, kind: Kind | None = None) -> None:
    """Read *data*; what comes out is sound, and every signal stands in its text."""
    incoming = Incoming(name=name, stream=io.BytesIO(data), observed=a.SEEN, zone=UTC)
    importer = IMPORTERS[kind] if kind else arrivals_in
    for found in importer(incoming):
        if isinstance(found, Fault):
            assert found.message.strip()
            continue
        _check_document(found)


def _check_document(arrival: Arrival) -> None:
    assert arrival.text.strip()
    moment = arrival.published or a.SEEN
    assert 1990 <= moment.year <= 2100
    told = Told(seen=a.SEEN)
    document = document_of_arrival(
        believed(arrival), name="a", published=moment, told=told
    )
    reading = read(document, country="XX", zone=ZoneInfo("UTC"))
    assert not (document.mute and reading.signals)
    for signal in reading.signals:
        evidence = signal.evidence
        assert 0 <= evidence.start < evidence.end <= len(document.text)
    json.dumps(document.text, ensure_ascii=False).encode("utf-8")


def spoilt(data: bytes, spoils: list[tuple[float, int, bytes]]) -> bytes:
    """Put pieces into *data* in place of some of its bytes."""
    for where, length, piece in spoils:
        at = int(where * len(data))
        data = data[:at] + piece + data[at + length :]
    return data


@often(120)
@given(st.sampled_from(list(a.SAMPLES)), SPOILS)
def test_a_spoilt_file_is_read_or_told(sample: str, spoils: Any) -> None:
    _, name, data = a.SAMPLES[sample]
    check(spoilt(data, spoils), name)


@often(60)
@given(st.sampled_from([Kind.US_ADVISORY, Kind.UK_ADVICE, Kind.TELEGRAM]), JSON)
def test_any_json_is_read_or_told(kind: Kind, body: Any) -> None:
    check(json.dumps(body).encode("utf-8", "replace"), "a.json", kind)


@often(60)
@given(st.sampled_from(list(IMPORTERS)), st.binary(max_size=200))
def test_any_bytes_are_read_or_told(kind: Kind, data: bytes) -> None:
    check(data, "a", kind)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*")), ids=lambda path: path.name)
def test_what_once_broke_an_importer_does_so_no_more(path: Path) -> None:
    kind = next((k for k in Kind if path.name.startswith(f"{k.value}-")), None)
    check(path.read_bytes(), path.name, kind)


@pytest.mark.long
def test_every_importer_stands_ten_minutes_of_spoilt_files() -> None:
    end = time.monotonic() + LONG_S
    tried = 0

    @settings(
        max_examples=2000,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(list(a.SAMPLES)), SPOILS)
    def once(sample: str, spoils: Any) -> None:
        nonlocal tried
        if time.monotonic() < end:
            tried += 1
            _, name, data = a.SAMPLES[sample]
            check(spoilt(data, spoils), name)

    while time.monotonic() < end:
        once()
    assert tried > 0
