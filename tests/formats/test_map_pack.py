"""Files of a map, sound and damaged."""

from __future__ import annotations

import gzip
import json
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make_map import SOURCE, a_layer, a_pack

from exeunt.errors import InvalidInput
from exeunt.formats import map_pack
from exeunt.formats.map_pack import parse_pack, steps_of


def a_file(**given: object) -> bytes:
    """Make a layer file by hand, sound or not."""
    body = json.loads(gzip.decompress(a_layer()))
    return gzip.compress(json.dumps(body | given).encode(), mtime=0)


def test_a_pack_gives_back_what_was_put_into_it() -> None:
    pack = a_pack(
        cities=[
            {"lon": 31, "lat": 51, "name": "Porto", "population": 10},
            {"lon": 31, "lat": 51.5, "name": "Vento", "population": 90},
        ]
    )
    assert pack.name == "island"
    assert pack.areas[0].rings.points.tolist()[2] == [32.0, 52.0]
    assert [city.name for city in pack.cities] == ["Vento", "Porto"]
    assert pack.sources[0].attribution == "Fiction"


def test_layers_of_several_files_are_laid_together() -> None:
    rail = a_file(box=None, areas=[], coast=[], rail=[[30000, 50000, 1000, 0]])
    pack = parse_pack({"rail.json.gz": rail, "land.json.gz": a_layer()})
    assert pack.name == "island"
    assert len(pack.rail) == 1
    assert len(pack.sources) == 2


def test_the_same_layer_gives_the_same_bytes() -> None:
    assert a_layer() == a_layer()


@given(
    st.lists(
        st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=2, max_size=9
    )
)
def test_steps_lead_back_to_the_points(line: list[tuple[float, float]]) -> None:
    pack = a_pack(coast=[steps_of(line, 1000)])
    rounded = [(round(x * 1000) / 1000, round(y * 1000) / 1000) for x, y in line]
    kept = [p for i, p in enumerate(rounded) if i == 0 or p != rounded[i - 1]]
    assert pack.coast.points == pytest.approx(np.array(kept))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "ends too soon"),
        (b"not a zip", "does not unpack"),
        (a_layer()[:-9], "ends too soon"),
        (gzip.compress(b"{", mtime=0), "not a map layer"),
        (gzip.compress(b"[" * 100_000, mtime=0), "not a map layer"),
        (gzip.compress(b"null", mtime=0), "not a map layer"),
        (a_file(format="exeunt-map/9"), "format"),
        (a_file(surprise=1), "surprise"),
        (a_file(box=[34, 48, 28, 54]), "not west, south, east, north"),
        (a_file(box=[0, float("nan"), 1, 1]), "box"),
        (a_file(box=None), "no file with land"),
        (a_file(coast=[[1, 2, 3]]), "3 numbers is odd"),
        (a_file(coast=[[181000, 0, 1, 1]]), "181, 0 is not on the globe"),
        (a_file(coast=[[10**30, 0]]), "coast"),
        (a_file(coast=[[1.5, 0]]), "coast"),
        (a_file(coast=[[]]), "coast"),
        (a_file(areas=[{"de_facto": "XX", "un": "XX", "rings": [["a", 1]]}]), "areas"),
        (a_file(scale=0), "scale"),
    ],
)
def test_a_damaged_file_is_named_with_what_is_wrong(data: bytes, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        parse_pack({"island.json.gz": data})


def test_a_file_that_unpacks_without_end_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(map_pack, "MAX_BYTES", 2**20)
    bomb = gzip.compress(b" " * (2**20 + 1), mtime=0)
    with pytest.raises(InvalidInput, match="unpacks to more than 1 MiB"):
        parse_pack({"bomb.json.gz": bomb})


@given(st.data())
def test_a_file_with_one_byte_changed_is_read_or_refused_but_never_breaks(
    data: st.DataObject,
) -> None:
    sound = bytearray(a_layer())
    at = data.draw(st.integers(0, len(sound) - 1))
    sound[at] ^= data.draw(st.integers(1, 255))
    with suppress(InvalidInput):
        parse_pack({"island.json.gz": bytes(sound)})


def test_the_source_of_a_layer_is_not_optional() -> None:
    with pytest.raises(InvalidInput, match="source"):
        parse_pack({"x": a_file(source={**SOURCE, "licence": None})})
