"""Marks and names of places, and those of towns around them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exeunt.formats.charts.palette import INK, SOFT
from exeunt.formats.charts.svg import line, tag, text_width, tipped, wrapped
from exeunt.formats.map_svg.flows import label
from exeunt.formats.map_svg.labels import Floor, Room, Words, anywhere, beside
from exeunt.formats.map_svg.marks import (
    KINDS,
    RADIUS,
    MapPlace,
    counted_mark,
    mark,
)
from exeunt.formats.map_svg.plate import Plate
from exeunt.model.maps import City, MapPack


NAME = 12.0
TOWN = 10.0
TOGETHER_PX = 13.0
"""Places nearer than this on paper share one mark."""
MOST_NAMES = 3
"""A mark names no more places than this; of more it gives the number."""
LONGEST = 190.0
"""Longer names are cut [px]."""
WRAP = 115.0
"""The name of a place that stands alone is broken where it is longer [px]."""
_GAPS = (9.0, 16.0, 26.0, 40.0, 58.0, 80.0, 110.0)
_LEADER = 6.0
_TOWN_KM = 30.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Places that fall on one spot of the paper, the most important first."""

    places: tuple[MapPlace, ...]
    x: float
    y: float

    @property
    def crowded(self) -> bool:
        """Whether it holds too many to name them."""
        return len(self.places) > MOST_NAMES


def clusters_of(places: Sequence[MapPlace], plate: Plate) -> list[Cluster]:
    """Gather *places* that fall too near each other, those on the plate only."""
    groups: list[list[tuple[float, float, MapPlace]]] = []
    shown = [(*plate.at(p.lon, p.lat), p) for p in places if plate.shows(p.lon, p.lat)]
    for x, y, place in sorted(shown, key=lambda s: _rank(s[2])):
        near = [g for g in groups if any(_off(m, x, y) < TOGETHER_PX for m in g)]
        groups = [g for g in groups if g not in near]
        groups.append([m for g in near for m in g] + [(x, y, place)])
    return [_cluster(group) for group in groups]


def draw_marks(clusters: Sequence[Cluster], floor: Floor) -> Iterator[str]:
    """Draw the mark of every place, and keep labels off it."""
    for cluster in reversed(clusters):
        x, y = cluster.x, cluster.y
        reach = RADIUS + 1
        floor.take(Room(x - reach, y - reach, x + reach, y + reach))
        if cluster.crowded:
            shape = counted_mark(len(cluster.places), x, y)
        else:
            shape = mark(cluster.places[0].kind, x, y)
        yield tipped(shape, "; ".join(_tip(p) for p in cluster.places))


def draw_names(clusters: Sequence[Cluster], floor: Floor, pack: MapPack) -> list[str]:
    """Write the names of the places, with a thin line where one stands apart."""
    leaders: list[str] = []
    names: list[str] = []
    for cluster in clusters:
        words = Words(_names(cluster, pack), NAME, bold=True)
        spot = cluster.x, cluster.y
        room = floor.place(beside(words, *spot, gaps=_GAPS), own=spot)
        room = room or floor.first(anywhere(words, *spot, within=floor.room))
        if room is not None:
            leaders += _leader(cluster, room)
            names.append(tag("g", label(words, room, cluster.x), class_="name"))
    return [*leaders, *names]


def town_of(cluster: Cluster, pack: MapPack) -> str:
    """Name the largest town near *cluster*; without one, its first place."""
    lon = sum(p.lon for p in cluster.places) / len(cluster.places)
    lat = sum(p.lat for p in cluster.places) / len(cluster.places)
    for city in pack.cities:
        if _apart_km(city, lon, lat) < _TOWN_KM:
            return city.name
    return cluster.places[0].label


def draw_towns(
    pack: MapPack, plate: Plate, floor: Floor, *, most: int
) -> Iterator[str]:
    """Write the largest towns of the plate where there is room for them."""
    drawn = 0
    for city in pack.cities:
        if drawn >= most:
            return
        if not plate.shows(city.lon, city.lat):
            continue
        x, y = plate.at(city.lon, city.lat)
        dot = Room(x - 3, y - 3, x + 3, y + 3)
        if not floor.free(dot):
            continue
        words = Words((city.name,), TOWN)
        room = floor.place(beside(words, x, y, gaps=(5.0,)))
        if room is None:
            continue
        floor.take(dot)
        drawn += 1
        shape = tag("circle", cx=x, cy=y, r=2 if city.capital else 1.6, fill=SOFT)
        name = label(words, room, x, fill=SOFT)
        yield tag("g", shape, name, class_="town")


def cut_short(words: str, size: float, longest: float = LONGEST) -> str:
    """Cut *words* to what fits into *longest* [px]."""
    if text_width(words, size) <= longest:
        return words
    while words and text_width(words + "…", size) > longest:
        words = words[:-1]
    return words.rstrip() + "…"


def _names(cluster: Cluster, pack: MapPack) -> tuple[str, ...]:
    if cluster.crowded:
        words = f"{town_of(cluster, pack)}: {len(cluster.places)} places"
        return (cut_short(words, NAME),)
    if len(cluster.places) == 1:
        lines = wrapped(cluster.places[0].label, WRAP, size=NAME)
        return tuple(cut_short(words, NAME) for words in lines[:MOST_NAMES])
    return tuple(cut_short(p.label, NAME) for p in cluster.places)


def _leader(cluster: Cluster, room: Room) -> Iterator[str]:
    x = min(max(cluster.x, room.left), room.right)
    y = min(max(cluster.y, room.top), room.bottom)
    apart = math.hypot(x - cluster.x, y - cluster.y)
    if apart > RADIUS + _LEADER:
        share = RADIUS / apart
        start = (
            cluster.x + (x - cluster.x) * share,
            cluster.y + (y - cluster.y) * share,
        )
        yield line([start, (x, y)], stroke=INK, stroke_width=0.8)


def _cluster(group: list[tuple[float, float, MapPlace]]) -> Cluster:
    group.sort(key=lambda m: _rank(m[2]))
    if len(group) > MOST_NAMES:
        x = sum(m[0] for m in group) / len(group)
        y = sum(m[1] for m in group) / len(group)
    else:
        x, y, _ = group[0]
    return Cluster(tuple(m[2] for m in group), x, y)


def _rank(place: MapPlace) -> tuple[int, str]:
    return KINDS.index(place.kind), place.label


def _off(member: tuple[float, float, MapPlace], x: float, y: float) -> float:
    return math.hypot(member[0] - x, member[1] - y)


def _apart_km(city: City, lon: float, lat: float) -> float:
    east = ((city.lon - lon + 180) % 360 - 180) * math.cos(math.radians(lat))
    return math.hypot(east, city.lat - lat) * 111.2


def _tip(place: MapPlace) -> str:
    kind = place.kind.value.replace("_", " ")
    note = f", {place.note}" if place.note else ""
    return f"{place.label} ({kind}{note})"
