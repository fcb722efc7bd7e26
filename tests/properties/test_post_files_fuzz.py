"""Whatever the bytes are, the reader of post files tells or reads; it never falls."""

from __future__ import annotations

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.make_folder import NOW, TEXTS, a_folder, read_folder
from tests.often import often

from exeunt.errors import Faults, InvalidInput
from exeunt.formats.roster import read_roster
from exeunt.formats.yaml_nodes import read_yaml
from exeunt.model.positions import NOWHERE
from exeunt.review.eap import lint


NAMES = st.sampled_from(sorted(TEXTS))
SLOW = often(150)
PIECES = st.sampled_from(
    [
        b"\n", b"  ", b": ", b"- ", b"[", b"]", b"{", b"}", b'"', b"'", b"&a ", b"*a",
        b"!!int ", b"|", b">", b"#", b"\t", b"\0", b"\xff", b"-1", b"1e999", b"99999999999",
        b"null", b"true", b"2030-02-30", b"homes", b"family", b",", b";", b"\xef\xbb\xbf",
        b"0000-01-01", b"9999-12-31T23:59-14:00", b"400000000d", b"999999999999999h",
    ]
)  # fmt: skip


def _read_or_told(files: dict[str, bytes]) -> None:
    with contextlib.suppress(InvalidInput):
        post, _ = read_folder(files)
        lint(post, NOWHERE, now=NOW)


@SLOW
@given(name=NAMES, data=st.binary(max_size=400))
def test_random_bytes_are_told(name: str, data: bytes) -> None:
    _read_or_told(a_folder() | {name: data})


@SLOW
@given(data=st.binary(max_size=400))
def test_random_workbooks_are_told(data: bytes) -> None:
    files = a_folder() | {"roster.xlsx": b"PK\x03\x04" + data}
    del files["roster.csv"]
    _read_or_told(files)


@settings(SLOW, max_examples=400)
@given(
    name=NAMES,
    cuts=st.lists(
        st.tuples(
            st.floats(0, 1),
            st.integers(0, 12),
            st.one_of(PIECES, st.binary(max_size=4)),
        ),
        min_size=1,
        max_size=4,
    ),
)
def test_a_folder_with_pieces_knocked_out_is_told(
    name: str, cuts: list[tuple[float, int, bytes]]
) -> None:
    files = a_folder()
    data = files[name]
    for where, length, piece in cuts:
        at = int(where * len(data))
        data = data[:at] + piece + data[at + length :]
    _read_or_told(files | {name: data})


_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(SLOW, max_examples=300)
@given(data=st.data())
def test_values_of_another_kind_are_told(data: st.DataObject) -> None:
    import json  # noqa: PLC0415 - JSON is YAML, and only this test writes it

    files = a_folder()
    name = data.draw(NAMES.filter(lambda n: n.endswith(".yaml")))
    body = read_yaml(files[name], file=name).data
    for _ in range(data.draw(st.integers(1, 3))):
        _replace_one(body, data)
    _read_or_told(
        files | {name: json.dumps(body, allow_nan=False, default=str).encode()}
    )


def _replace_one(body: object, data: st.DataObject) -> None:
    while isinstance(body, dict | list) and body:
        keys: list[object] = (
            list(body) if isinstance(body, dict) else [*range(len(body))]
        )
        key = data.draw(st.sampled_from(keys))
        inner = body[key]  # type: ignore[call-overload] # the keys are its own
        if not isinstance(inner, dict | list) or data.draw(st.integers(0, 3)) == 0:
            body[key] = data.draw(_PLAIN.filter(_is_json))  # type: ignore[call-overload] # as above
            return
        body = inner


def _is_json(value: object) -> bool:
    return "nan" not in repr(value) and "inf" not in repr(value)


@SLOW
@given(text=st.text(alphabet="PH1,;\"'\n\r\t x", max_size=80))
def test_any_rows_beneath_a_header_are_told_or_read(text: str) -> None:
    head = "id,household,category,place\n"
    with contextlib.suppress(Faults):
        roster = read_roster((head + text).encode(), file="roster.csv")
        assert bool(roster.faults) != bool(roster.people) or not roster.rows
