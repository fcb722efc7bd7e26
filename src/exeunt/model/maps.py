"""The map of a region: land, borders, railways and towns, and whose land it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray


View = Literal["un", "de_facto"]
"""Whose borders are shown: the United Nations', or those in force on the ground."""

BorderKind = Literal["border", "disputed", "control", "none"]
"""
``border`` is recognised, ``disputed`` is not settled; ``control`` lies inside one
country and divides who holds it, so it is no border; ``none`` is not drawn.
"""

Point = tuple[float, float]
"""(lon, lat) [degrees]."""

KM_PER_DEGREE = 111.195
"""Of a great circle on a sphere of 6371 km."""


@dataclass(frozen=True, slots=True)
class Box:
    """West, south, east, north [degrees]; east may pass 180."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point lies in the box, edges included."""
        inside = self.west <= lon <= self.east or self.west <= lon + 360 <= self.east
        return inside and self.south <= lat <= self.north


@dataclass(frozen=True, slots=True)
class Lines:
    """
    Many polylines in one array.

    ``points`` has shape (n, 2), lon and lat; line *i* is
    ``points[starts[i]:starts[i + 1]]``.
    """

    points: NDArray[np.float64]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, lines: Sequence[NDArray[np.float64]]) -> Lines:
        """Gather *lines*, each of shape (k, 2)."""
        starts = np.zeros(len(lines) + 1, dtype=np.int64)
        np.cumsum([len(line) for line in lines], out=starts[1:])
        points = np.concatenate([np.empty((0, 2)), *lines])
        return cls(points, starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __iter__(self) -> Iterator[NDArray[np.float64]]:
        for begin, end in zip(self.starts[:-1], self.starts[1:], strict=True):
            yield self.points[begin:end]

    def segments(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give the two ends of every segment, each of shape (m, 2)."""
        if len(self) == 0:
            return np.empty((0, 2)), np.empty((0, 2))
        goes_on = np.ones(len(self.points), dtype=bool)
        goes_on[self.starts[1:] - 1] = False
        at = np.flatnonzero(goes_on)
        return self.points[at], self.points[at + 1]


NO_LINES = Lines.of([])


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Land of one country; ``de_facto`` holds it, ``un`` is whose it is to the UN."""

    de_facto: str
    un: str
    rings: Lines
    """Outer rings and holes alike; inside is even-odd."""

    def country(self, view: View) -> str:
        """Whose land it is in *view*, as an ISO 3166-1 alpha-2 code."""
        return self.un if view == "un" else self.de_facto


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """A line between countries, or between those who hold parts of one."""

    de_facto: BorderKind
    un: BorderKind
    line: NDArray[np.float64]

    def kind(self, view: View) -> BorderKind:
        """How the line is drawn in *view*."""
        return self.un if view == "un" else self.de_facto


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A town, for finding one's way on the map."""

    lon: float
    lat: float
    name: str
    population: int
    capital: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    """An airport with its IATA code, or a seaport with its UN/LOCODE."""

    lon: float
    lat: float
    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a layer comes from and under which licence."""

    layer: str
    """What it is of, in a word or two: borders, roads, cities."""
    name: str
    version: str
    licence: str
    attribution: str
    """What must be printed on the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPack:
    """All that is drawn under a plan, for one region of the world."""

    name: str
    box: Box
    coast_error_km: float
    """How far off the coast may be: ports stand in the sea by so much."""
    countries: dict[str, str]
    """English names by ISO 3166-1 alpha-2 code."""
    areas: tuple[Area, ...]
    lakes: Lines
    coast: Lines
    borders: tuple[Border, ...]
    rail: Lines = NO_LINES
    roads: Lines = NO_LINES
    cities: tuple[City, ...] = ()
    """Most populous first."""
    airports: tuple[Gateway, ...] = ()
    ports: tuple[Gateway, ...] = ()
    sources: tuple[Source, ...] = field(default=())

    def with_roads(self, roads: Lines, source: Source) -> MapPack:
        """Give the same map with *roads* on it."""
        return replace(self, roads=roads, sources=(*self.sources, source))


def country_at(pack: MapPack, lon: float, lat: float, *, view: View) -> str | None:
    """Tell whose land a point is in *view*; None at sea or off the map."""
    for area in pack.areas:
        if _inside(area.rings, lon, lat):
            return area.country(view)
    return None


def on_land(pack: MapPack, lon: float, lat: float) -> bool:
    """
    Tell whether a point is on land, or as near to it as the coast may be off.

    A point off the map of *pack* is not on its land; choose a pack that holds it.
    """
    if any(_inside(area.rings, lon, lat) for area in pack.areas):
        return True
    return any(
        distance_km(area.rings, lon, lat) <= pack.coast_error_km for area in pack.areas
    )


def _inside(rings: Lines, lon: float, lat: float) -> bool:
    """Count crossings of a ray to the east: odd is inside."""
    a, b = rings.segments()
    straddles = (a[:, 1] > lat) != (b[:, 1] > lat)
    a, b = a[straddles], b[straddles]
    across = a[:, 0] + (lat - a[:, 1]) * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1])
    return bool(np.count_nonzero(across > lon) % 2)


def distance_km(lines: Lines, lon: float, lat: float) -> float:
    """Give the distance from a point to the nearest of *lines* [km]; inf of none."""
    a, b = lines.segments()
    if len(a) == 0:
        return float("inf")
    return float(to_segments(a, b, (lon, lat))[0].min())


def to_segments(
    a: NDArray[np.float64], b: NDArray[np.float64], point: Point
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """
    Measure from *point* to each segment, on a plane that touches the globe there.

    Returns
    -------
    tuple
        The distance to each segment [km], and how far along it, 0 to 1, it is nearest.
    """
    near_a, near_b = _around(a, point), _around(b, point)
    along = near_b - near_a
    length2 = np.maximum((along**2).sum(axis=1), 1e-18)
    share = np.clip(-(near_a * along).sum(axis=1) / length2, 0.0, 1.0)
    off = near_a + share[:, None] * along
    return np.hypot(off[:, 0], off[:, 1]), share


def _around(points: NDArray[np.float64], centre: Point) -> NDArray[np.float64]:
    """Put *points* on a plane around *centre* [km], the short way round the globe."""
    lon = (points[:, 0] - centre[0] + 180.0) % 360.0 - 180.0
    shrink = np.cos(np.radians(centre[1]))
    return np.column_stack([lon * shrink, points[:, 1] - centre[1]]) * KM_PER_DEGREE
