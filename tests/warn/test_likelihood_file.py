"""The table of weights as a file."""

from __future__ import annotations

from importlib.resources import files

import pytest

from exeunt.app.likelihoods import likelihoods
from exeunt.errors import Faults
from exeunt.formats.likelihoods import parse_likelihoods
from exeunt.formats.yaml_nodes import read_yaml


def bundled(name: str) -> bytes:
    return files("exeunt").joinpath("data", name).read_bytes()


def indicators() -> list[dict[str, str]]:
    data = read_yaml(bundled("indicators.yaml"), file="indicators.yaml").data
    assert isinstance(data, dict)
    found: list[dict[str, str]] = data["indicators"]
    return found


@pytest.mark.parametrize("indicator", indicators(), ids=lambda one: one["id"])
def test_every_indicator_has_a_weight_of_its_group_and_direction(
    indicator: dict[str, str],
) -> None:
    item = likelihoods().by_id[indicator["id"]]

    assert item.group == indicator["group"]
    assert item.direction.value == indicator["direction"]


def test_the_file_says_that_it_is_in_sample() -> None:
    assert b"in sample" in bundled("likelihoods.yaml")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"times: {squeeze: 1.5, sudden_closure: 3}", b"times: {squeeze: 11}", "10"),
        (b"half_life: 30d", b"half_life: 30", "no unit"),
        (b"group: cyber", b"grup: cyber", "group"),
        (b"sudden_closure: 3", b"sudden_clozure: 3", "sudden_clozure"),
        (b"relief_share: 0.8", b"relief_share: 2", "1"),
        (b"D: 0.4, ", b"", "A to F"),
        (b"  denied: -0.1\n", b"", "denied"),
        (b"- id: coup\n", b"- id: curfew\n", "same id"),
    ],
)
def test_a_fault_of_the_table_is_told_with_its_line(
    old: bytes, new: bytes, words: str
) -> None:
    data = bundled("likelihoods.yaml")
    assert old in data

    with pytest.raises(Faults, match=words) as caught:
        parse_likelihoods(data.replace(old, new, 1), file="mine.yaml")

    assert all(str(fault).startswith("mine.yaml:") for fault in caught.value.faults)
