from __future__ import annotations

from pathlib import Path

import pytest
from tests.make_problem import BEP, an_icep

from exeunt.errors import Faults
from exeunt.formats.literature.bep import read_bep
from exeunt.formats.literature.icep import read_icep


def _cases() -> list[tuple[str, str, str, str, str]]:
    """Read the table: name, file, old text, new text, and what is then said."""
    text = (Path(__file__).parent / "bad_problems.txt").read_text("utf-8")
    out = []
    for block in text.split("\n[")[1:]:
        head, *rest = block.strip("\n").split("\n")
        file, old, new, *said = rest
        told = "\n".join(line.removeprefix("= ") for line in said)
        out.append((head.rstrip("]"), file, _plain(old), _plain(new), told))
    return out


def _plain(line: str) -> str:
    return line[2:].replace("\\n", "\n")


def _read(file: str, old: str, new: str) -> object:
    if not file.endswith(".txt"):
        return read_icep(an_icep((file, old, new)))
    text = BEP.decode()
    assert old in text, f"the problem does not hold {old!r}"
    return read_bep(text.replace(old, new, 1).encode(), file=file)


CASES = _cases()


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_a_bad_value_gets_one_clear_sentence(
    file: str, old: str, new: str, told: str
) -> None:
    with pytest.raises(Faults) as caught:
        _read(file, old, new)
    assert str(caught.value) == told


def test_the_table_is_not_lost() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "small.txt: is empty. Fill it in, or remove it."),
        (b" \n\n", "small.txt: is empty. Fill it in, or remove it."),
        (
            b"3 2\n2 2 1 # a caf\xe9\n",
            (
                "small.txt:2:14: byte 0xe9 (number 18 of the file) is not UTF-8. "
                "Save the file again as UTF-8."
            ),
        ),
        (
            BEP.decode().encode("utf-16"),
            "small.txt: is UTF-16, not UTF-8. Save it again as UTF-8.",
        ),
        (b"3 2\n2 \x00 1\n", "small.txt:2:3: a NUL is no part of a text. Delete it."),
        (
            b"1 " * 5_000_001,
            "small.txt: has 10.0 MB, more than the 10 MB that are read.",
        ),
    ],
    ids=["empty", "blank", "latin-1", "utf-16", "a NUL", "too long"],
)
def test_a_file_that_is_no_text_is_told(data: bytes, told: str) -> None:
    with pytest.raises(Faults) as caught:
        read_bep(data, file="small.txt")
    assert str(caught.value) == told


def test_every_fault_of_every_table_comes_at_once() -> None:
    tables = an_icep(
        ("input/vessels.csv", "20,10,5,10", "20,ten,5,10"),
        ("input/scenarios.csv", "Fire,North,0,20", "Fire,Norht,0,x"),
        ("incidences/zeta.csv", "South Quay,8", "South Quay,-8"),
    )
    tables["input/mainland docks.csv"] = b"\xff\xfe"
    del tables["incidences/delta.csv"]
    with pytest.raises(Faults) as caught:
        read_icep(tables)
    assert [(f.file, f.line, f.column) for f in caught.value.faults] == [
        ("incidences/delta.csv", 0, 0),
        ("incidences/zeta.csv", 3, 22),
        ("input/mainland docks.csv", 0, 0),
        ("input/scenarios.csv", 4, 6),
        ("input/scenarios.csv", 4, 14),
        ("input/vessels.csv", 2, 32),
    ]


def test_a_thousand_bad_cells_are_not_all_told() -> None:
    tables = an_icep()
    rows = b"x,y,z\n" * 1000
    tables["incidences/gamma.csv"] = b"Origin,Destination,Distance\n" + rows
    with pytest.raises(Faults) as caught:
        read_icep(tables)
    assert len(caught.value.faults) == 100
