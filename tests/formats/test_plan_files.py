"""Plan files: what is written is read, and what is no plan is refused in a sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.good_plan import the_plan

from exeunt.errors import Faults, InvalidInput
from exeunt.formats.plan_files import read_plan, write_plan


def the_body() -> dict[str, Any]:
    """Give the good plan as plain data."""
    body: dict[str, Any] = json.loads(write_plan(the_plan()))
    return body


def refused(data: bytes) -> str:
    """Read what must not be read; give the faults."""
    with pytest.raises(InvalidInput) as caught:
        read_plan(data, file="plan.json")
    return str(caught.value)


def test_a_plan_that_is_written_reads_as_itself() -> None:
    assert read_plan(write_plan(the_plan()), file="plan.json") == the_plan()


def test_the_same_plan_is_the_same_bytes() -> None:
    once = write_plan(the_plan())
    assert write_plan(read_plan(once, file="plan.json")) == once


def test_every_trip_stands_on_a_line_of_its_own() -> None:
    lines = write_plan(the_plan()).decode().splitlines()
    assert sum('"depart_s"' in line for line in lines) == len(the_plan().trips)


def test_a_fault_is_told_by_line_and_column() -> None:
    text = write_plan(the_plan()).decode()
    line = next(i for i, row in enumerate(text.splitlines(), 1) if '"t3"' in row)
    at = text.splitlines()[line - 1].index("8100") + 1
    told = refused(
        text.replace('8100, "arrive_s": 11700', '"x", "arrive_s": 11700').encode()
    )
    assert told.startswith(f"plan.json:{line}:{at}: ")
    assert "'x' is not a whole number" in told


def test_every_fault_is_told_at_once() -> None:
    body = the_body()
    body["trips"][0]["depart_s"] = None
    body["trips"][1]["vehicel"] = "van/1"
    del body["trips"][2]["link"]
    told = refused(json.dumps(body).encode())
    assert "depart_s" in told
    assert "'vehicel'. Did you mean 'vehicle'?" in told
    assert "lacks 'link'" in told


def test_at_most_a_hundred_faults_are_told() -> None:
    body = the_body()
    body["trips"] = [{"id": 1}] * 1000
    with pytest.raises(Faults) as caught:
        read_plan(json.dumps(body).encode(), file="plan.json")
    assert len(caught.value.faults) == 101
    assert "faults; here are the first 100." in str(caught.value)


def _with(**given: Any) -> bytes:
    return json.dumps(the_body() | given).encode()


def _trip(**given: Any) -> bytes:
    body = the_body()
    body["trips"][0] |= given
    return json.dumps(body).encode()


HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is empty"),
    "no JSON": (b"plan: 1\n", "plan.json:1:1: this is not JSON"),
    "half a file": (write_plan(the_plan())[:400], "this is not JSON"),
    "a list": (b"[]", "is no plan"),
    "a number": (b"7", "is no plan"),
    "other JSON": (b'{"type": "FeatureCollection"}', "is no plan"),
    "another version": (_with(exeunt="plan/2"), "version 'plan/2'"),
    "a version that is a list": (_with(exeunt=["plan/1"]), "version a list"),
    "UTF-16": ('{"exeunt": "plan/1"}'.encode("utf-16"), "UTF-16"),
    "bytes that are no text": (b'{"exeunt": "\xff"}', "0xff"),
    "a control character": (b'{"exeunt": "plan/1"}\x00', "a NUL"),
    "a lone surrogate": (
        _with(post="X").replace(b'"X"', b'"\\ud800"'),
        "this is not JSON",
    ),
    "deep nesting": (b"[" * 100_000 + b"]" * 100_000, "nested too deep"),
    "deep nesting within": (
        _with(solver=1).replace(
            b'"solver": 1', b'"solver": ' + b"[" * 900 + b"]" * 900
        ),
        "recursion limit exceeded",
    ),
    "a key twice": (
        b'{"exeunt": "plan/1", "exeunt": "plan/1"}',
        "'exeunt' is given twice",
    ),
    "NaN": (_with(seed=float("nan")), "NaN is not a number"),
    "infinity": (_with(seed=float("-inf")), "-Infinity is not a number"),
    "a float beyond all": (
        _with(seed=1).replace(b'"seed": 1', b'"seed": 1e999'),
        "seed",
    ),
    "a number of a million digits": (
        _with(seed=1).replace(b'"seed": 1', b'"seed": ' + b"9" * 1_000_000),
        "1000000 digits",
    ),
    "a time far off": (_trip(depart_s=10**30), "depart_s"),
    "a time in a string": (_trip(depart_s="4500"), "'4500' is not a whole number"),
    "a time with a fraction": (_trip(depart_s=4500.5), "4500.5 is not a whole number"),
    "a truth for a time": (_trip(depart_s=True), "true is not a whole number"),
    "trips that are none": (_with(trips="none"), "is not a list"),
    "a trip that is a list": (_with(trips=[[]]), "is not an object"),
    "an unknown key": (_with(comment="x"), "no key 'comment'"),
    "an id that is none": (_trip(households=["../x"]), "is not an id"),
    "no people": (_trip(cohorts=[{"cohort": "c/1", "persons": 0}]), "persons"),
    "people less than none": (_trip(cohorts=[{"cohort": "c/1", "persons": -1}]), "-1"),
    "an endless id": (_trip(id="x" * 10_000), "too long"),
    "an H-hour without a zone": (_with(h_hour="2030-05-06T06:00:00"), "with its zone"),
    "an H-hour that is a number": (_with(h_hour=5), "with its zone"),
    "an H-hour on no day": (_with(h_hour="2030-02-30T06:00:00Z"), "with its zone"),
    "an objective of no name": (
        _with(
            objectives=[{"name": "joy", "unit": "", "value": 1, "bound": 1, "how": ""}]
        ),
        "'joy' is not one of",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_plan_is_refused_with_its_reason(name: str) -> None:
    data, reason = HOSTILE[name]
    told = refused(data)
    assert reason in told
    assert all(line.startswith("plan.json") for line in told.splitlines())
    assert len(told) < 3000


def test_a_file_too_large_is_refused_unread() -> None:
    assert "51.0 MB" in refused(b" " * 51_000_000)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_whatever_raise_anything_but_invalid_input(data: bytes) -> None:
    assert "plan.json" in refused(data)


VALUES: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def _paths(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner: list[tuple[Any, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(p for step, v in inner for p in _paths(v, (*path, step)))]


def _put(body: Any, path: tuple[Any, ...], value: object) -> None:
    for step in path[:-1]:
        body = body[step]
    body[path[-1]] = value


def test_a_control_character_that_was_escaped_is_written_so_again() -> None:
    plan = the_plan().model_copy(update={"post": "Porto\x7fVento"})
    assert read_plan(write_plan(plan), file="plan.json") == plan


@settings(deadline=None)
@given(st.data())
def test_a_value_of_any_kind_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    body = the_body()
    _put(body, data.draw(st.sampled_from(_paths(body)[1:])), data.draw(VALUES))
    try:
        plan = read_plan(json.dumps(body).encode(), file="plan.json")
    except InvalidInput as error:
        assert str(error).startswith("plan.json")  # noqa: PT017 - either may come
    else:
        assert read_plan(write_plan(plan), file="plan.json") == plan
