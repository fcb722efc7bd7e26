"""The plate of a map: which part of the world it shows, and where a point falls."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exeunt.model.maps import KM_PER_DEGREE, Box, Point


MARGIN = 0.09
"""Share of the span that is left free around what is shown."""
LEAST_SPAN = 1.2
"""No map shows less than this [degrees of longitude]: trunk roads say nothing there."""
SLIMMEST, WIDEST = 0.85, 1.65
"""Width over height of a plate."""
NARROW = 520.0
"""A plate narrower than this [px] is at most ``STOUT`` times as wide as high."""
STOUT = 1.2
_TOP = 84.0


@dataclass(frozen=True, slots=True)
class Plate:
    """
    A rectangle of paper and the part of the world on it, by Mercator's projection.

    Angles are true, so a road bends on paper as it does on the ground; one degree of
    longitude takes ``scale`` pixels.
    """

    box: Box
    left: float
    top: float
    width: float

    @property
    def scale(self) -> float:
        """Pixels a degree of longitude."""
        return self.width / (self.box.east - self.box.west)

    @property
    def height(self) -> float:
        """Of the rectangle [px]."""
        return (stretched(self.box.north) - stretched(self.box.south)) * self.scale

    @property
    def right(self) -> float:
        """Right edge [px]."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Lower edge [px]."""
        return self.top + self.height

    @property
    def km_per_px(self) -> float:
        """At the middle of the plate."""
        middle = math.radians((self.box.south + self.box.north) / 2)
        return KM_PER_DEGREE * math.cos(middle) / self.scale

    def shifts(self) -> tuple[float, ...]:
        """Give the turns of the globe [degrees] of which a part is on the plate."""
        turns = (-360.0, 0.0, 360.0)
        return tuple(
            t for t in turns if t - 180 < self.box.east and t + 180 > self.box.west
        )

    def xy(
        self, points: NDArray[np.float64], shift: float = 0.0
    ) -> NDArray[np.float64]:
        """Give where *points* (n, 2) of lon and lat fall [px]."""
        x = self.left + (points[:, 0] + shift - self.box.west) * self.scale
        north = stretched(self.box.north)
        y = self.top + (north - _stretched(points[:, 1])) * self.scale
        return np.column_stack([x, y])

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Give where a point falls [px], the turn of the globe chosen to suit."""
        middle = (self.box.west + self.box.east) / 2
        lon = middle + (lon - middle + 180) % 360 - 180
        down = stretched(self.box.north) - stretched(lat)
        x = self.left + (lon - self.box.west) * self.scale
        return x, self.top + down * self.scale

    def shows(self, lon: float, lat: float) -> bool:
        """Whether a point is on the plate."""
        x, y = self.at(lon, lat)
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def plate_for(
    points: Sequence[Point],
    within: Box,
    *,
    left: float,
    top: float,
    width: float,
    least: float = LEAST_SPAN,
) -> Plate:
    """Lay a plate around *points*, with a margin, not beyond *within*."""
    points = [p for p in points if within.holds(*p)]
    if not points:
        return Plate(_peopled(within), left, top, width)
    widest = STOUT if width < NARROW else WIDEST
    box = _shaped(_around(points), least, widest)
    return Plate(_moved_into(box, within), left, top, width)


def stretched(lat: float) -> float:
    """Give the ordinate of a latitude, in degrees of longitude."""
    lat = min(max(lat, -_TOP), _TOP)
    return math.degrees(math.asinh(math.tan(math.radians(lat))))


def _stretched(lat: NDArray[np.float64]) -> NDArray[np.float64]:
    angle = np.radians(np.clip(lat, -_TOP, _TOP))
    ordinate: NDArray[np.float64] = np.degrees(np.arcsinh(np.tan(angle)))
    return ordinate


def _flat(ordinate: float) -> float:
    return math.degrees(math.atan(math.sinh(math.radians(ordinate))))


def _peopled(box: Box) -> Box:
    """Leave out the ice of both poles."""
    return Box(box.west, max(box.south, -58.0), box.east, min(box.north, 80.0))


def _around(points: Sequence[Point]) -> Box:
    """Give the box of *points*, the short way round the globe."""
    first = points[0][0]
    lons = [first + (lon - first + 180) % 360 - 180 for lon, _ in points]
    lats = [lat for _, lat in points]
    return Box(min(lons), min(lats), max(lons), max(lats))


def _shaped(box: Box, least: float, widest: float) -> Box:
    """Add the margin, and give the box the proportions of a page."""
    south, north = stretched(box.south), stretched(box.north)
    # a small area has long names around few marks: give it more margin
    margin = MARGIN if least >= LEAST_SPAN else 2 * MARGIN
    wide = max((box.east - box.west) * (1 + 2 * margin), least)
    high = max((north - south) * (1 + 2 * margin), least)
    wide, high = max(wide, high * SLIMMEST), max(high, wide / widest)
    x, y = (box.west + box.east) / 2, (south + north) / 2
    low, up = max(y - high / 2, stretched(-_TOP)), min(y + high / 2, stretched(_TOP))
    return Box(x - wide / 2, _flat(low), x + wide / 2, _flat(up))


def _moved_into(box: Box, within: Box) -> Box:
    """Move *box* to lie within *within*; what is too long is cut."""
    south, north = _slid(box.south, box.north, within.south, within.north)
    if within.east - within.west >= 359.0:  # round the globe there is no edge
        east = min(box.east, box.west + 360)
        return Box(box.west, south, east, north)
    west, east = _slid(box.west, box.east, within.west, within.east)
    return Box(west, south, east, north)


def _slid(low: float, high: float, least: float, most: float) -> tuple[float, float]:
    if high - low >= most - least:
        return least, most
    by = max(least - low, 0.0) - max(high - most, 0.0)
    return low + by, high + by
