"""What every importer keeps, whatever kind of file it reads."""

from __future__ import annotations

import io
from datetime import UTC

import pytest
from tests.arrivals import SAMPLES, SEEN, read

from exeunt.errors import Fault
from exeunt.formats.arriving.kinds import IMPORTERS, kind_of
from exeunt.formats.arriving.port import Incoming
from exeunt.model.arrivals import Arrival, Kind


EVERY = pytest.mark.parametrize("sample", list(SAMPLES))
HOSTILE = {
    "nothing": b"",
    "blanks": b" \r\n\t" * 50,
    "NULs": b"\0" * 5000,
    "one line": b"a b " * 250_000,
    "open brackets": b"[" * 100_000,
    "open braces": b'{"messages":' * 50_000,
    "open tags": b"<a>" * 100_000,
    "open angles": b"<" * 200_000,
    "open comments": b"<!--" * 50_000,
    "quotes": b'"' * 100_000,
    "bidi": "\u202e\u2066\u200f".encode() * 1000,
    "latin": "Übergang für Flüchtlinge".encode("cp1252") * 100,
    "utf-16": "The airport is closed.".encode("utf-16"),
    "a billion laughs": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    + b"]><rss><channel><item><title>&j;</title></item></channel></rss>",
    "a file of the system": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM '
    b'"file:///etc/passwd">]><alert>&x;</alert>',
    "parts in parts": b"Subject: a\nMIME-Version: 1.0\n"
    + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n)
        for n in range(2000)
    ),
    "lone surrogates": b'{"messages":[{"type":"message","date_unixtime":"1772445600",'
    b'"text":"\\ud800 a"}]}',
    "another JSON": b'{"hello": [1, 2, 3]}',
    "an archive": b"PK\x03\x04" + b"\x01" * 100,
}


@EVERY
def test_the_kind_is_told_by_content_as_by_name(sample: str) -> None:
    kind, name, data = SAMPLES[sample]

    assert kind_of(name, data) is kind
    if kind is not Kind.TEXT:
        assert kind_of("download", data) is kind


@EVERY
def test_every_document_has_words_a_source_and_a_moment(sample: str) -> None:
    kind, name, data = SAMPLES[sample]

    arrivals, faults = read(data, name)

    assert faults == []
    assert arrivals
    for one in arrivals:
        assert one.kind is kind
        assert one.text.strip()
        assert one.published is None or one.published.tzinfo is not None
        assert one.mute == ""
        assert one.published or kind is Kind.TEXT
        assert one.provenance or kind in {Kind.TEXT, Kind.PAGE}


@EVERY
def test_the_same_bytes_give_the_same_documents(sample: str) -> None:
    _, name, data = SAMPLES[sample]

    assert read(data, name) == read(data, name)


@EVERY
@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.8, 0.97])
def test_a_file_cut_off_is_told_or_read_and_never_raises(
    sample: str, share: float
) -> None:
    _, name, data = SAMPLES[sample]

    arrivals, faults = read(data[: int(len(data) * share)], name)

    assert arrivals or faults
    assert all(one.message.endswith(".") or ":" in one.message for one in faults)


@pytest.mark.parametrize("kind", list(IMPORTERS))
@pytest.mark.parametrize("hostile", list(HOSTILE))
def test_no_importer_raises_on_what_is_not_meant_for_it(
    kind: Kind, hostile: str
) -> None:
    incoming = Incoming(
        name="a", stream=io.BytesIO(HOSTILE[hostile]), observed=SEEN, zone=UTC
    )

    found = list(IMPORTERS[kind](incoming))

    for one in found:
        assert isinstance(one, Arrival | Fault)
        if isinstance(one, Arrival):
            assert one.text.strip()
            assert "root:" not in one.text


@pytest.mark.parametrize("sample", [s for s in SAMPLES if s != "telegram"])
def test_what_is_too_large_is_told_with_its_limit(sample: str) -> None:
    kind, name, data = SAMPLES[sample]
    limit = 100 if kind is Kind.MAIL else 20
    incoming = Incoming(
        name=name,
        stream=io.BytesIO(data + b" " * (limit * 1_000_000)),
        observed=SEEN,
        zone=UTC,
    )

    (found,) = IMPORTERS[kind](incoming)

    assert isinstance(found, Fault)
    assert f"larger than the {limit} MB" in found.message
