"""The file of the road graph, sound and damaged."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.make_map import a_road_graph

from exeunt.errors import InvalidInput
from exeunt.formats import road_file
from exeunt.formats.road_file import pack_roads, parse_roads


GRAPH = a_road_graph(
    [(30, 50), (30.5, 50), (30.5, 50.5), (40, 10), (40.1, 10)],
    [(0, 1), (0, 2), (1, 2), (3, 4)],
    detour=[0.0, 0.3, 1.0, 0.1],
)
FILE = pack_roads(GRAPH)


def with_array(name: str, array: object) -> bytes:
    """Give the file with one array replaced."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(FILE)) as old,
        zipfile.ZipFile(target, "w") as new,
    ):
        for entry in old.namelist():
            body = io.BytesIO()
            if entry == f"{name}.npy":
                np.save(body, np.asarray(array), allow_pickle=True)
            new.writestr(entry, body.getvalue() or old.read(entry))
    return target.getvalue()


def planes(steps: list[int]) -> object:
    """Lay numbers out as the file does."""
    return road_file._planes(np.array(steps, dtype=np.int64))


def test_a_graph_comes_back_as_it_went_in() -> None:
    back = parse_roads("roads.npz", FILE)
    assert back.nodes == pytest.approx(GRAPH.nodes)
    assert back.ends.tolist() == GRAPH.ends.tolist()
    assert back.network.tolist() == [0, 0, 0, 1, 1]
    assert back.source == GRAPH.source


def test_lengths_come_back_to_a_tenth_of_a_kilometre_and_never_shorter() -> None:
    back = parse_roads("roads.npz", FILE)
    more = back.km - GRAPH.km
    assert (more >= -1e-6).all()
    assert (more <= 0.1).all()


def test_the_same_graph_gives_the_same_bytes() -> None:
    assert pack_roads(GRAPH) == FILE


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a road graph"),
        (b"PK\x03\x04rubbish", "not a road graph"),
        (FILE[: len(FILE) // 2], "not a road graph"),
        (with_array("lon", np.array([None])), "not a road graph"),
        (with_array("lon", np.zeros(4)), "not of bytes"),
        (with_array("lon", np.zeros((3, 5), np.uint8)), "four planes"),
        (with_array("lon", planes([1])), "damaged"),
        (with_array("lon", planes([999_000, 0, 0, 0, 0])), "not on the globe"),
        (with_array("out", planes([1, 1, 0, 1, 9])), "do not add up"),
        (with_array("out", planes([-2, 3, 1, 1, 1])), "below zero"),
        (with_array("ahead", planes([1, 2, 1, 9])), "not there"),
        (with_array("ahead", planes([1, 2, -9, 1])), "not there"),
        (with_array("ahead", planes([1, 2, 2, 1])), "joins two networks"),
        (with_array("extra", planes([1])), "do not add up"),
        (with_array("extra", planes([0, 0, 0, -1])), "do not add up"),
        (with_array("networks", planes([3, 3])), "do not add up"),
        (with_array("networks", planes([2**30, 5 - 2**30])), "below zero"),
        (with_array("networks", planes([2**30, 2**30])), "do not add up"),
        (with_array("source", np.zeros(3, np.uint8)), "damaged"),
    ],
)
def test_a_damaged_graph_is_named_with_what_is_wrong(data: bytes, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        parse_roads("roads.npz", data)


def test_an_array_that_claims_to_be_endless_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(FILE)) as file:
        raw = file.read("lon.npy")
    claims = raw.replace(b"(4, 5), }" + b" " * 12, b"(4, 5000000000000), }")
    assert claims != raw
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as changed:
        changed.writestr("lon.npy", claims)
    with pytest.raises(InvalidInput, match="not a road graph"):
        parse_roads("roads.npz", target.getvalue())


def test_a_graph_that_unpacks_without_end_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(road_file, "MAX_BYTES", 2**20)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("lon.npy", bytes(2**20 + 1))
    with pytest.raises(InvalidInput, match="unpacks to 1 MiB"):
        parse_roads("roads.npz", target.getvalue())


@settings(max_examples=200)
@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
def test_a_graph_with_one_byte_changed_is_read_or_refused_but_never_breaks(
    at: int, by: int
) -> None:
    changed = bytearray(FILE)
    changed[at] ^= by
    with suppress(InvalidInput):
        parse_roads("roads.npz", bytes(changed))
