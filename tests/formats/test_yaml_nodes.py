from __future__ import annotations

import pytest

from exeunt.errors import Faults
from exeunt.formats.yaml_nodes import read_yaml


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2022-01-24", "2022-01-24"),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("'12'", "12"),
        ("!!str 12", "12"),
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("FALSE", False),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("-7", -7),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("-.inf", float("-inf")),
        ("!!int 3", 3),
        ("9" * 50, float("9" * 50)),
    ],
)
def test_a_scalar_is_what_the_core_schema_makes_of_it(
    written: str, meant: object
) -> None:
    data = read_yaml(f"key: {written}\n".encode(), file="f.yaml").data
    assert data == {"key": meant}
    assert isinstance(data, dict)
    assert type(data["key"]) is type(meant)


def test_positions_are_of_keys_and_of_values() -> None:
    read = read_yaml(b"a:\n  - b: 1\n    c: [x, 'y']\n", file="f.yaml")
    assert read.data == {"a": [{"b": 1, "c": ["x", "y"]}]}
    assert read.keys == {("a",): (1, 1), ("a", 0, "b"): (2, 5), ("a", 0, "c"): (3, 5)}
    assert read.values == {
        (): (1, 1),
        ("a",): (2, 3),
        ("a", 0): (2, 5),
        ("a", 0, "b"): (2, 8),
        ("a", 0, "c"): (3, 8),
        ("a", 0, "c", 0): (3, 9),
        ("a", 0, "c", 1): (3, 12),
    }


def test_columns_count_letters_not_bytes() -> None:
    read = read_yaml("{Київ: 1, b: 2}".encode(), file="f.yaml")
    assert read.keys["b",] == (1, 11)


def test_several_faults_are_told_at_once() -> None:
    with pytest.raises(Faults) as caught:
        read_yaml(b"a: &x 1\nb: *x\nb: !!set {}\n", file="f.yaml")
    assert [(f.line, f.column) for f in caught.value.faults] == [
        (1, 4),
        (2, 4),
        (3, 1),
        (3, 4),
    ]


def test_no_more_than_a_hundred_faults_are_told() -> None:
    with pytest.raises(Faults) as caught:
        read_yaml(b"[" + b"*x, " * 1000 + b"]", file="f.yaml")
    assert len(caught.value.faults) == 100


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: b: c", "f.yaml:1:5: there is a ': ' too many on this line."),
        ("\ta: 1", "f.yaml:1:1: a tab, or one of @ ` %,"),
        ("a: [1,\nb: 2", "f.yaml:2:5: a list in [ ] is never closed,"),
        ("a: {b", "f.yaml:1:6: a mapping in { } is never closed,"),
        ("- a\nb: 1", "f.yaml:2:1: the list ends here,"),
        ("a:\n  - b\n c: 1", "f.yaml:3:2: this line stands further in or out"),
        ("a: 1\nb\nc: 2", "f.yaml:3:1: the ':' after a key is missing."),
        ('a: "\\q"', "f.yaml:1:5: a backslash in double quotes"),
        ("[a]: 1", "f.yaml:1:1: a list or mapping cannot be a key."),
        ("a: ]", "f.yaml:1:4: this is not YAML"),
    ],
)
def test_broken_yaml_is_told_in_plain_words(text: str, told: str) -> None:
    with pytest.raises(Faults) as caught:
        read_yaml(text.encode(), file="f.yaml")
    assert str(caught.value).startswith(told)
