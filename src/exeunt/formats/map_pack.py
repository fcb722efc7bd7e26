"""
Files of a region pack: gzipped JSON, one file a licence.

Coordinates are whole numbers of ``1 / scale`` degrees; a line is its first point and
the steps from each point to the next, lon and lat by turns. Each file names its source,
so what must be printed on the map travels with what is drawn.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Annotated, Literal

import numpy as np
from pydantic import Field, ValidationError

from exeunt.errors import InvalidInput
from exeunt.model.maps import (
    Area,
    Border,
    BorderKind,
    Box,
    City,
    Gateway,
    Lines,
    MapPack,
    Source,
)
from exeunt.model.value import Value


MAX_BYTES = 64 * 2**20
"""A layer that unpacks to more than this is no map of ours."""

Steps = Annotated[
    list[Annotated[int, Field(ge=-(10**9), le=10**9)]], Field(min_length=2)
]
Degrees = Annotated[float, Field(ge=-180, le=180)]


class SourceFile(Value):
    """The ``source`` of a layer file."""

    layer: str
    name: str
    version: str
    licence: str
    attribution: str


class AreaFile(Value):
    """Land of one country, as rings of steps."""

    de_facto: str
    un: str
    rings: tuple[Steps, ...]


class BorderFile(Value):
    """One line between countries, as steps."""

    de_facto: BorderKind
    un: BorderKind
    line: Steps


class CityFile(Value):
    """A town."""

    lon: Degrees
    lat: Annotated[float, Field(ge=-90, le=90)]
    name: str
    population: Annotated[int, Field(ge=0)]
    capital: bool = False


class GatewayFile(Value):
    """An airport or a seaport."""

    lon: Degrees
    lat: Annotated[float, Field(ge=-90, le=90)]
    code: str
    name: str


class LayerFile(Value):
    """One file of a pack; every layer but the land may be missing."""

    format: Literal["exeunt-map/1"]
    source: SourceFile
    scale: Annotated[int, Field(ge=1, le=10**6)] = 1000
    name: str = ""
    box: tuple[Degrees, Degrees, Degrees, Degrees] | None = None
    coast_error_km: Annotated[float, Field(ge=0, le=200)] = 0.0
    countries: dict[str, str] = Field(default_factory=dict)
    areas: tuple[AreaFile, ...] = ()
    lakes: tuple[Steps, ...] = ()
    coast: tuple[Steps, ...] = ()
    borders: tuple[BorderFile, ...] = ()
    rail: tuple[Steps, ...] = ()
    cities: tuple[CityFile, ...] = ()
    airports: tuple[GatewayFile, ...] = ()
    ports: tuple[GatewayFile, ...] = ()


def parse_pack(files: Mapping[str, bytes]) -> MapPack:
    """
    Read a region pack.

    Parameters
    ----------
    files
        The layer files by name, in the order in which their sources are cited. One
        of them holds the land, and with it the name and the box of the pack.

    Raises
    ------
    InvalidInput
        When a file is damaged, or none of them holds the land.
    """
    layers = {name: _layer(name, data) for name, data in files.items()}
    land_name = next((n for n, f in layers.items() if f.box is not None), None)
    if land_name is None:
        raise InvalidInput("The map has no file with land in it; build it anew.")
    land = layers[land_name]
    return MapPack(
        name=land.name,
        box=_box(land, land_name),
        coast_error_km=land.coast_error_km,
        countries=land.countries,
        areas=tuple(_area(a, land.scale, land_name) for a in land.areas),
        lakes=_lines(land.lakes, land.scale, land_name),
        coast=_lines(land.coast, land.scale, land_name),
        borders=tuple(_border(b, land.scale, land_name) for b in land.borders),
        rail=Lines.of(
            [a for n, f in layers.items() for a in _lines(f.rail, f.scale, n)]
        ),
        cities=tuple(sorted(_cities(layers.values()), key=lambda c: -c.population)),
        airports=_gateways(f.airports for f in layers.values()),
        ports=_gateways(f.ports for f in layers.values()),
        sources=tuple(Source(**f.source.model_dump()) for f in layers.values()),
    )


def pack_layer(layer: LayerFile) -> bytes:
    """Write one layer file; the same layer always gives the same bytes."""
    body = layer.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def steps_of(line: Sequence[Sequence[float]], scale: int) -> list[int]:
    """Turn a line of (lon, lat) points into steps, without points that do not move."""
    whole = np.round(np.asarray(line, dtype=np.float64)[:, :2] * scale).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=0)
    moves = np.any(steps != 0, axis=1)
    moves[0] = True
    return list(chain.from_iterable(steps[moves].tolist()))


def _layer(name: str, data: bytes) -> LayerFile:
    try:
        return LayerFile.model_validate_json(_unpacked(name, data), strict=False)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise InvalidInput(
            f"{name} is not a map layer: {where}: {first['msg']}. Build it anew."
        ) from error


def _unpacked(name: str, data: bytes) -> bytes:
    unzip = zlib.decompressobj(wbits=31)
    try:
        text = unzip.decompress(data, MAX_BYTES)
    except zlib.error as error:
        raise InvalidInput(
            f"{name} is damaged: it does not unpack ({error}). Build it anew."
        ) from error
    if unzip.unconsumed_tail:
        raise InvalidInput(
            f"{name} unpacks to more than {MAX_BYTES >> 20} MiB, which no map layer "
            "does; get it again from where it came."
        )
    if not unzip.eof:
        raise InvalidInput(f"{name} is damaged: it ends too soon. Get it again.")
    return text


def _box(land: LayerFile, name: str) -> Box:
    west, south, east, north = land.box or (0, 0, 0, 0)
    if west >= east or south >= north or abs(south) > 90 or abs(north) > 90:
        raise InvalidInput(
            f"{name}: box {[west, south, east, north]} is not west, south, east, north."
        )
    return Box(west, south, east, north)


def _lines(lines: Sequence[list[int]], scale: int, name: str) -> Lines:
    """Walk all *lines* at once: one running sum, less what ran up before each."""
    odd = next((len(steps) for steps in lines if len(steps) % 2), None)
    if odd is not None:
        raise InvalidInput(f"{name} is damaged: a line of {odd} numbers is odd.")
    starts = np.zeros(len(lines) + 1, dtype=np.int64)
    np.cumsum([len(steps) // 2 for steps in lines], out=starts[1:])
    flat = np.fromiter(chain.from_iterable(lines), np.int64, count=2 * int(starts[-1]))
    walked = np.cumsum(flat.reshape(-1, 2), axis=0)
    before = np.vstack([np.zeros((1, 2), dtype=np.int64), walked])[starts[:-1]]
    points = (walked - np.repeat(before, np.diff(starts), axis=0)) / scale
    off = (np.abs(points) > (180.001, 90.001)).any(axis=1)
    if off.any():
        lon, lat = points[int(off.argmax())]
        raise InvalidInput(f"{name} is damaged: {lon:g}, {lat:g} is not on the globe.")
    return Lines(points, starts)


def _area(area: AreaFile, scale: int, name: str) -> Area:
    rings = _lines(area.rings, scale, name)
    return Area(de_facto=area.de_facto, un=area.un, rings=rings)


def _border(border: BorderFile, scale: int, name: str) -> Border:
    (line,) = _lines([border.line], scale, name)
    return Border(de_facto=border.de_facto, un=border.un, line=line)


def _cities(layers: Iterable[LayerFile]) -> list[City]:
    return [City(**c.model_dump()) for layer in layers for c in layer.cities]


def _gateways(lists: Iterable[Iterable[GatewayFile]]) -> tuple[Gateway, ...]:
    return tuple(Gateway(**g.model_dump()) for g in chain.from_iterable(lists))
