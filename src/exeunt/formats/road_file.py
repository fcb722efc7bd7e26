"""
The file of a road graph: a zip of arrays, as numpy writes them.

Nodes lie sorted by network and then by place, so that steps between neighbours are
small; every array of steps is kept as one plane a byte, of which the high ones are
nearly empty. Coordinates are thousandths of a degree, lengths the tenths of a
kilometre by which a road is longer than the great circle.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from exeunt.errors import InvalidInput
from exeunt.formats.map_pack import SourceFile
from exeunt.model.maps import KM_PER_DEGREE, Source
from exeunt.model.roads import RoadGraph


MAX_BYTES = 256 * 2**20
"""A graph that unpacks to more than this is none of ours."""
_SCALE = 1000
_TENTHS = 10
_ARRAYS = ("lon", "lat", "out", "ahead", "extra", "networks", "source")


def parse_roads(name: str, data: bytes) -> RoadGraph:
    """
    Read a road graph.

    Parameters
    ----------
    name
        The file, for messages.
    data
        Its bytes.

    Raises
    ------
    InvalidInput
        When the file is damaged or not a road graph.
    """
    arrays = _arrays(name, data)
    try:
        return _graph(arrays)
    except (ValueError, IndexError, OverflowError, ValidationError) as error:
        raise InvalidInput(
            f"{name} is damaged: {_first_line(error)}. Get it again."
        ) from error


def pack_roads(graph: RoadGraph) -> bytes:
    """
    Write a road graph; the same graph always gives the same bytes.

    Nodes must be sorted by network, edges by their first node, which is the lower.
    """
    lon, lat = np.round(graph.nodes * _SCALE).astype(np.int64).T
    out = np.bincount(graph.ends[:, 0], minlength=len(graph.nodes))
    over = (graph.km - edge_great_circle_km(graph.nodes, graph.ends)) * _TENTHS
    arrays = {
        "lon": _planes(np.diff(lon, prepend=0)),
        "lat": _planes(np.diff(lat, prepend=0)),
        "out": _planes(out),
        "ahead": _planes(graph.ends[:, 1] - graph.ends[:, 0]),
        "extra": _planes(np.ceil(np.maximum(over - 1e-6, 0)).astype(np.int64)),
        "networks": _planes(np.bincount(graph.network)),
        "source": np.frombuffer(_source_text(graph.source), dtype=np.uint8),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for key in _ARRAYS:
            entry = zipfile.ZipInfo(f"{key}.npy")  # dated 1980: no clock in the file
            entry.compress_type = zipfile.ZIP_DEFLATED
            body = io.BytesIO()
            np.save(body, arrays[key])
            file.writestr(entry, body.getvalue(), compresslevel=9)
    return target.getvalue()


def edge_great_circle_km(
    nodes: NDArray[np.float64], ends: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Give the great circle between the ends of each edge [km]."""
    lon, lat = np.radians(nodes[:, 0]), np.radians(nodes[:, 1])
    shrinks = np.cos(lat)
    a, b = ends[:, 0], ends[:, 1]
    up = np.sin((lat[b] - lat[a]) / 2) ** 2
    across = np.sin((lon[b] - lon[a]) / 2) ** 2
    h = up + shrinks[a] * shrinks[b] * across
    km: NDArray[np.float64] = 2 * np.degrees(np.arcsin(np.sqrt(h))) * KM_PER_DEGREE
    return km


def _arrays(name: str, data: bytes) -> dict[str, NDArray[np.uint8]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            size = sum(entry.file_size for entry in file.infolist())
            if size > MAX_BYTES:
                raise InvalidInput(
                    f"{name} unpacks to {size >> 20} MiB, which no road graph does; "
                    "get it again from where it came."
                )
            return {key: _array(file.read(f"{key}.npy")) for key in _ARRAYS}
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        MemoryError,
    ) as error:
        raise InvalidInput(
            f"{name} is not a road graph: {_first_line(error)}. Get it again."
        ) from error


def _array(data: bytes) -> NDArray[np.uint8]:
    array = np.load(io.BytesIO(data), allow_pickle=False)
    if not isinstance(array, np.ndarray) or array.dtype != np.uint8:
        raise ValueError("an array is not of bytes")
    return array


def _graph(arrays: dict[str, NDArray[np.uint8]]) -> RoadGraph:
    steps = {key: _unplaned(arrays[key]) for key in _ARRAYS if key != "source"}
    nodes = np.column_stack([np.cumsum(steps["lon"]), np.cumsum(steps["lat"])])
    if (np.abs(nodes) > (180 * _SCALE, 90 * _SCALE)).any():
        raise ValueError("a node is not on the globe")
    if (steps["out"] < 0).any() or (steps["networks"] < 0).any():
        raise ValueError("a count is below zero")
    if len(steps["out"]) != len(nodes) or steps["out"].sum() != len(steps["ahead"]):
        raise ValueError("the edges do not add up")
    if steps["networks"].sum() != len(nodes):
        raise ValueError("the networks do not add up")
    places = nodes / _SCALE
    tails = np.repeat(np.arange(len(nodes)), steps["out"])
    ends = np.column_stack([tails, tails + steps["ahead"]])
    network = np.repeat(np.arange(len(steps["networks"])), steps["networks"])
    _check(ends, network, steps["extra"])
    km = edge_great_circle_km(places, ends) + steps["extra"] / _TENTHS
    source = SourceFile.model_validate_json(arrays["source"].tobytes())
    return RoadGraph(places, ends, km, network, Source(**source.model_dump()))


def _check(
    ends: NDArray[np.int64],
    network: NDArray[np.int64],
    extra: NDArray[np.int64],
) -> None:
    if len(extra) != len(ends) or (extra < 0).any():
        raise ValueError("the lengths do not add up")
    if (ends < 0).any() or (ends >= len(network)).any():
        raise ValueError("an edge ends at a node that is not there")
    if (network[ends[:, 0]] != network[ends[:, 1]]).any():
        raise ValueError("an edge joins two networks")


def _planes(steps: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Fold signs into the lowest bit, then lay the bytes out plane by plane."""
    folded = ((steps << 1) ^ (steps >> 63)).astype("<u4")
    return np.ascontiguousarray(folded.view(np.uint8).reshape(-1, 4).T)


def _unplaned(planes: NDArray[np.uint8]) -> NDArray[np.int64]:
    if planes.ndim != 2 or planes.shape[0] != 4:
        raise ValueError("an array does not have four planes")
    folded = np.ascontiguousarray(planes.T).view("<u4").ravel().astype(np.int64)
    unfolded: NDArray[np.int64] = (folded >> 1) ^ -(folded & 1)
    return unfolded


def _source_text(source: Source) -> bytes:
    body = {key: getattr(source, key) for key in SourceFile.model_fields}
    return json.dumps(body, ensure_ascii=False, sort_keys=True).encode()


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
