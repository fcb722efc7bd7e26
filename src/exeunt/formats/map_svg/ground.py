"""What lies under a plan: sea, land, lakes, borders, roads and railways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exeunt.formats.charts.svg import tag
from exeunt.formats.map_svg.plate import Plate
from exeunt.model.maps import BorderKind, Lines, MapPack, View


SEA = "#d9e4ec"
LAND = "#efece5"
OURS = "#fbfaf6"
"""The country of the post."""
COAST = "#8397a5"
BORDER = "#555555"
ROAD = "#d3bd99"
RAIL = "#b4b4b4"

GRID = 4
"""Parts of a pixel to which the ground is drawn."""
FAR_KM = 4.0
"""From so many kilometres a pixel on, roads and railways are drawn more coarsely."""
_FINE_KM = 2.2
_OVERHANG = 6.0

STROKES: dict[str, dict[str, str | float]] = {
    "border": {"stroke": BORDER, "stroke_width": 1.2},
    "disputed": {"stroke": BORDER, "stroke_width": 1.2, "stroke_dasharray": "5 3"},
    "control": {"stroke": BORDER, "stroke_width": 1.0, "stroke_dasharray": "1.5 3"},
    "road": {"stroke": ROAD, "stroke_width": 0.9},
    "rail": {"stroke": RAIL, "stroke_width": 0.7, "stroke_dasharray": "4 1.5"},
    "coast": {"stroke": COAST, "stroke_width": 0.7},
}


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground as drawn, and which kinds of line are on it."""

    parts: tuple[str, ...]
    shown: tuple[str, ...]


def ground(pack: MapPack, plate: Plate, *, view: View, country: str) -> Ground:
    """Draw the ground of *plate*, the land of *country* set off from the rest."""
    sea = tag(
        "rect",
        x=plate.left,
        y=plate.top,
        width=plate.width,
        height=plate.height,
        fill=SEA,
        class_="sea",
    )
    rings: dict[str, list[Lines]] = {}
    for area in pack.areas:
        rings.setdefault(area.country(view), []).append(area.rings)
    lands = {
        code: "".join(_rings(land, plate) for land in lands)
        for code, lands in rings.items()
    }
    parts = [
        _filled(way, OURS if code == country else LAND, f"land country-{code}")
        for code, way in lands.items()
        if way
    ]
    if way := _rings(pack.lakes, plate):
        parts.append(_filled(way, SEA, "lake"))
    near = 1 if plate.km_per_px < 2 * FAR_KM else 2
    far = 2 if plate.km_per_px < FAR_KM / 2 else 4
    lines = {
        name: _lines(some, plate, far if name in {"road", "rail"} else near)
        for name, some in drawn_lines(pack, view).items()
    }
    fine, bold = _weight(plate, _FINE_KM), _weight(plate, FAR_KM)
    strokes = [
        _stroked(way, name, fine if name in {"road", "rail"} else bold)
        for name, way in lines.items()
        if way
    ]
    shown = tuple(n for n, way in lines.items() if way and n != "coast")
    return Ground((sea, *parts, *strokes), shown)


def drawn_lines(pack: MapPack, view: View) -> dict[str, Lines]:
    """Give the lines of the ground by what they are, in the order they are drawn."""
    kinds: tuple[BorderKind, ...] = ("border", "disputed", "control")
    borders: dict[str, Lines] = {
        kind: Lines.of([b.line for b in pack.borders if b.kind(view) == kind])
        for kind in kinds
    }
    return {"coast": pack.coast, "road": pack.roads, "rail": pack.rail, **borders}


def _weight(plate: Plate, km: float) -> float:
    """Thin lines out on a map of more than *km* a pixel."""
    return min(max(km / plate.km_per_px, 0.5), 1.0)


def _filled(way: str, fill: str, class_: str) -> str:
    # the thin line of the same colour closes the seams between neighbours
    return tag(
        "path",
        d=way,
        fill=fill,
        stroke=fill,
        stroke_width=0.6 * GRID,
        fill_rule="evenodd",
        transform=f"scale({1 / GRID})",
        class_=class_,
    )


def _stroked(way: str, name: str, weight: float) -> str:
    stroke = dict(STROKES[name])
    stroke["stroke_width"] = float(stroke["stroke_width"]) * GRID * weight
    if dash := stroke.get("stroke_dasharray"):
        parts = (f"{float(part) * GRID:g}" for part in str(dash).split())
        stroke["stroke_dasharray"] = " ".join(parts)
    known = {"border", "disputed", "control"}
    class_ = f"border {name}" if name in known else name
    return tag(
        "path",
        d=way,
        fill="none",
        stroke_linejoin="round",
        transform=f"scale({1 / GRID})",
        class_=class_,
        **stroke,
    )


def _lines(lines: Lines, plate: Plate, coarse: int) -> str:
    """Write those parts of *lines* that touch the plate."""
    if len(lines) == 0:
        return ""
    ends = np.zeros(len(lines.points), dtype=bool)
    ends[lines.starts[1:] - 1] = True
    low, high = _window(plate)
    out: list[str] = []
    for shift in plate.shifts():
        spots = plate.xy(lines.points, shift)
        a, b = spots[:-1], spots[1:]
        seen = (np.maximum(a, b) >= low).all(1) & (np.minimum(a, b) <= high).all(1)
        whole = np.round(spots * (GRID / coarse)).astype(np.int64) * coarse
        out.append(_runs(whole, seen & ~ends[:-1], least=coarse if coarse > 2 else 0))
    return "".join(out)


def _runs(spots: NDArray[np.int64], drawn: NDArray[np.bool_], *, least: int) -> str:
    """Write the segments that are drawn; of each run of them that is not a speck."""
    steps = np.diff(spots, axis=0)
    runs = np.cumsum(drawn & ~np.concatenate([[False], drawn[:-1]]))
    moves = np.flatnonzero(drawn & (steps != 0).any(axis=1))
    if len(moves) == 0:
        return ""
    begins = np.flatnonzero(np.diff(runs[moves], prepend=0))
    lows = np.minimum(spots[moves], spots[moves + 1])
    highs = np.maximum(spots[moves], spots[moves + 1])
    extent = np.maximum.reduceat(highs, begins) - np.minimum.reduceat(lows, begins)
    starts, walk = spots[moves[begins]].tolist(), steps[moves].ravel().tolist()
    bounds = [*(2 * begins).tolist(), len(walk)]
    ways = [
        f"M{x} {y}l{' '.join(map(str, walk[begin:end]))}"
        for (x, y), begin, end, far in zip(
            starts, bounds, bounds[1:], extent.max(axis=1).tolist(), strict=False
        )
        if far > least
    ]
    return "".join(dict.fromkeys(ways)).replace(" -", "-")


def _rings(rings: Lines, plate: Plate) -> str:
    low, high = _window(plate)
    coarse = 1 if plate.km_per_px < 2 * FAR_KM else 2
    out = []
    for shift in plate.shifts():
        spots = plate.xy(rings.points, shift)
        for begin, end in zip(rings.starts[:-1], rings.starts[1:], strict=True):
            ring = spots[begin:end]
            if (ring.max(0) < low).any() or (ring.min(0) > high).any():
                continue
            cut = clipped(ring, low, high)
            whole = np.round(cut * (GRID / coarse)).astype(np.int64) * coarse
            if way := _way(whole):
                out.append(way + "z")
    return "".join(out)


def _window(plate: Plate) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    low = np.array([plate.left, plate.top]) - _OVERHANG
    high = np.array([plate.right, plate.bottom]) + _OVERHANG
    return low, high


def clipped(
    ring: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Cut a ring to a rectangle, side by side (Sutherland and Hodgman)."""
    for axis in (0, 1):
        ring = _cut(ring, axis, low[axis], 1.0)
        ring = _cut(ring, axis, high[axis], -1.0)
    return ring


def _cut(
    ring: NDArray[np.float64], axis: int, edge: float, sign: float
) -> NDArray[np.float64]:
    if len(ring) == 0:
        return ring
    depth = (ring[:, axis] - edge) * sign
    inside = depth >= 0
    if inside.all():
        return ring
    after, depth_after = np.roll(ring, -1, axis=0), np.roll(depth, -1)
    crosses = inside != np.roll(inside, -1)
    share = depth / np.where(crosses, depth - depth_after, 1.0)
    crossing = ring + share[:, None] * (after - ring)
    both = np.stack([ring, crossing], axis=1).reshape(-1, 2)
    kept: NDArray[np.float64] = both[np.stack([inside, crosses], axis=1).ravel()]
    return kept


def _way(spots: NDArray[np.int64]) -> str:
    """Write a path through *spots*, without those that fall on the one before."""
    if len(spots) < 2:
        return ""
    steps = np.diff(spots, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < 2:
        return ""
    numbers: Iterable[int] = steps.ravel().tolist()
    body = " ".join(map(str, numbers)).replace(" -", "-")
    return f"M{spots[0, 0]} {spots[0, 1]}l{body}"
