"""Names of countries, in the middle of what is seen of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from exeunt.formats.charts.palette import PAPER
from exeunt.formats.charts.svg import tag, text, text_width
from exeunt.formats.map_svg.ground import clipped
from exeunt.formats.map_svg.labels import Floor, Room
from exeunt.formats.map_svg.plate import Plate
from exeunt.model.maps import Lines, MapPack, View


SIZE = 10.0
SPACED = 1.5
"""Between the letters [px]."""
COLOUR = "#5f5f5f"
LEAST = 1800.0
"""Land that shows less than this has no name on it [px²]."""
_TRIES = 9


def draw_lands(
    pack: MapPack, plate: Plate, floor: Floor, *, view: View
) -> Iterator[str]:
    """Write the name of every country of which enough is seen."""
    seen: dict[str, NDArray[np.float64]] = {}
    for area in pack.areas:
        code = area.country(view)
        for ring in _seen(area.rings, plate):
            if code not in seen or _size(ring) > _size(seen[code]):
                seen[code] = ring
    for code, ring in sorted(seen.items(), key=lambda s: (-_size(s[1]), s[0])):
        name = pack.countries.get(code, "").upper()
        if name and _size(ring) >= LEAST:
            room = floor.place(_rooms(name, ring))
            if room is not None:
                yield _written(name, room)


def _seen(rings: Lines, plate: Plate) -> Iterator[NDArray[np.float64]]:
    low = np.array([plate.left, plate.top])
    high = np.array([plate.right, plate.bottom])
    for shift in plate.shifts():
        spots = plate.xy(rings.points, shift)
        for begin, end in zip(rings.starts[:-1], rings.starts[1:], strict=True):
            ring = spots[begin:end]
            if (ring.max(0) < low).any() or (ring.min(0) > high).any():
                continue
            cut = clipped(ring, low, high)
            if len(cut) > 2:
                yield cut


def _rooms(name: str, ring: NDArray[np.float64]) -> Iterable[Room]:
    """Offer rooms inside *ring*, the roomiest spots first."""
    wide = text_width(name, SIZE) + SPACED * len(name)
    low, high = ring.min(0), ring.max(0)
    share = (np.arange(_TRIES) + 0.5) / _TRIES
    spots = [(x, y) for x in low[0] + share * (high - low)[0]
             for y in low[1] + share * (high - low)[1]]  # fmt: skip
    free = [(_to_edge(ring, x, y), x, y) for x, y in spots if _inside(ring, x, y)]
    for clear, x, y in sorted(free, reverse=True):
        if clear > SIZE:
            yield Room(x - wide / 2, y - SIZE * 0.6, x + wide / 2, y + SIZE * 0.6)


def _written(name: str, room: Room) -> str:
    words = text(
        room.left,
        room.top + SIZE * 0.95,
        name,
        font_size=SIZE,
        letter_spacing=SPACED,
        fill=COLOUR,
        paint_order="stroke",
        stroke=PAPER,
        stroke_width=2,
    )
    return tag("g", words, class_="country-name")


def _size(ring: NDArray[np.float64]) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)


def _inside(ring: NDArray[np.float64], x: float, y: float) -> bool:
    a, b = ring, np.roll(ring, -1, axis=0)
    straddles = (a[:, 1] > y) != (b[:, 1] > y)
    a, b = a[straddles], b[straddles]
    across = a[:, 0] + (y - a[:, 1]) * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1])
    return bool(np.count_nonzero(across > x) % 2)


def _to_edge(ring: NDArray[np.float64], x: float, y: float) -> float:
    """Judge how far the edge is, sideways counting less: names are long."""
    return float(np.hypot((ring[:, 0] - x) / 2, ring[:, 1] - y).min())
