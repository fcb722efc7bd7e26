"""Files that cannot be read as what they are called."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from tests.make_folder import POST, ROSTER, a_folder, read_folder

from exeunt.errors import Faults


def _told(file: str, data: bytes) -> str:
    with pytest.raises(Faults) as caught:
        read_folder(a_folder() | {file: data})
    return str(caught.value)


BOMB = b"a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n"
NOT_REPEATED = (
    "anchors and aliases are not read here. Write the part out where it is meant."
)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "post.yaml: is empty. Fill it in, or remove it."),
        (b"\n  \n", "post.yaml: is empty. Fill it in, or remove it."),
        (
            b"# only a comment\n",
            "post.yaml: is empty. Fill it in, or remove it.",
        ),
    ],
)
def test_an_empty_file_is_told(data: bytes, told: str) -> None:
    assert _told("post.yaml", data) == told


def test_latin_1_is_told_with_byte_and_line() -> None:
    data = POST.replace("Porto", "Porte\u0301").encode() + "why: caf\xe9\n".encode(
        "latin-1"
    )
    lines = POST.count("\n")
    at = data.index(b"\xe9") + 1
    assert _told("post.yaml", data) == (
        f"post.yaml:{lines + 1}:9: byte 0xe9 (number {at} of the file) is not UTF-8. "
        "Save the file again as UTF-8."
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_told(encoding: str) -> None:
    assert _told("post.yaml", POST.encode(encoding)) == (
        "post.yaml: is UTF-16, not UTF-8. Save it again as UTF-8."
    )


def test_a_byte_order_mark_is_no_fault() -> None:
    marked = {name: b"\xef\xbb\xbf" + data for name, data in a_folder().items()}
    assert read_folder(marked)[0] == read_folder(a_folder())[0]


def test_a_nul_is_told_with_its_place() -> None:
    assert _told("post.yaml", POST.replace("Porto", "Por\0to").encode()) == (
        "post.yaml:2:10: a NUL is no part of a text. Delete it."
    )


def test_a_file_of_ten_megabytes_is_not_read() -> None:
    assert _told("post.yaml", b"#" * 10_000_001) == (
        "post.yaml: has 10.0 MB, more than the 10 MB that are read."
    )


def test_an_alias_bomb_is_refused_where_it_begins() -> None:
    told = _told("post.yaml", BOMB).splitlines()
    assert told[0] == (f"post.yaml:1:4: &a names a part to be repeated; {NOT_REPEATED}")
    assert told[2] == (
        f"post.yaml:2:8: *a repeats another part of the file; {NOT_REPEATED}"
    )
    assert len(told) == 10


def test_a_key_given_twice_is_told_with_both_lines() -> None:
    told = _told("post.yaml", (POST + "name: Again\n").encode())
    line = POST.count("\n") + 1
    assert told == (
        f"post.yaml:{line}:1: the key 'name' is given twice, on line 2 already. Keep one "
        "of them."
    )


def test_a_second_document_is_told() -> None:
    assert _told("post.yaml", b"a: 1\n---\nb: 1\n") == (
        "post.yaml:2:1: a second document begins here, after '---'. Keep one in a file: "
        "delete the line, or what is on one side of it."
    )


def test_a_tag_is_told() -> None:
    assert _told("post.yaml", b"a: !!python/object:os.system x\n") == (
        "post.yaml:1:4: the tag !!python/object:os.system is not read here. Delete the "
        "tag and write plain text, a number, a list or a mapping."
    )


def test_nesting_without_end_is_told() -> None:
    assert _told("post.yaml", b"[" * 100_000) == (
        "post.yaml:1:41: this lies more than 40 levels deep. Flatten it."
    )


def test_a_million_values_are_not_read() -> None:
    assert _told("post.yaml", b"[" + b"1," * 1_000_000 + b"1]").endswith(
        "the file holds more than 300,000 values."
    )


def test_a_quote_that_is_never_closed_is_told_with_where_it_began() -> None:
    told = _told("post.yaml", b"a: 1\nname: 'Porto\nb: 2\n")
    assert told == (
        "post.yaml:4:1: a quote is opened and never closed. Close it. It began on line 2."
    )


def _workbook(rows: str) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows.splitlines()):
        sheet.write_row(number, 0, row.split(","))
    book.close()
    return out.getvalue()


def _with_roster(name: str, data: bytes) -> dict[str, bytes]:
    files = a_folder() | {name: data}
    del files["roster.csv"]
    return files


def _told_of_workbook(data: bytes) -> str:
    with pytest.raises(Faults) as caught:
        read_folder(_with_roster("roster.xlsx", data))
    return str(caught.value)


def test_a_workbook_says_the_same_as_its_text() -> None:
    files = _with_roster("roster.xlsx", _workbook(ROSTER))
    assert read_folder(files)[0] == read_folder(a_folder())[0]


def test_a_fault_in_a_workbook_has_row_and_column() -> None:
    told = _told_of_workbook(_workbook(ROSTER.replace("P3,H2,staff", "P3,H2,staf")))
    assert told == (
        "roster.xlsx:4:3: category: there is no category 'staf'. Did you mean 'staff'?"
    )


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        for name, data in parts.items():
            parcel.writestr(name, data)
    return out.getvalue()


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = _zip({"xl/worksheets/sheet1.xml": b"0" * 60_000_000})
    assert _told_of_workbook(bomb) == (
        "roster.xlsx: would unpack from 0.1 MB to 60 MB, which no roster does. Save the "
        "sheet again as .xlsx, or as .csv."
    )


def test_a_zip_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    bomb = bytearray(_zip({"xl/worksheets/sheet1.xml": b"0" * 60_000_000}))
    at = bomb.rindex(b"PK\x01\x02") + 24
    bomb[at : at + 4] = (1000).to_bytes(4, "little")
    assert _told_of_workbook(bytes(bomb)).startswith(
        "roster.xlsx: is not a workbook that can be opened"
    )


def test_a_sheet_with_a_cell_at_its_far_corner_is_not_laid_out() -> None:
    with zipfile.ZipFile(io.BytesIO(_workbook(ROSTER))) as parcel:
        parts = {name: parcel.read(name) for name in parcel.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'r="A5"', b'r="XFD1048576"')
    assert _told_of_workbook(_zip(parts)) == (
        "roster.xlsx: spreads over 1,048,576 rows and 16,384 columns, which no roster "
        "does. Delete the cells far below or right of the people."
    )


@pytest.mark.parametrize(
    "data", [b"id,household\n", b"PK\x03\x04rubbish", _zip({"a.txt": b"no sheet"})]
)
def test_what_is_no_workbook_is_told(data: bytes) -> None:
    assert _told_of_workbook(data).startswith("roster.xlsx: ")


def test_two_rosters_are_one_too_many() -> None:
    assert _told("roster.xlsx", _workbook(ROSTER)) == (
        "roster.xlsx: is there beside roster.csv. Keep one of the two."
    )
