"""What is put on a map: places, flows, and the sheet it is drawn on."""

from __future__ import annotations

from dataclasses import dataclass

from exeunt.formats.charts.palette import (
    BLUE,
    INK,
    OLIVE,
    ORANGE,
    PAPER,
    PURPLE,
    TEAL,
)
from exeunt.formats.charts.svg import tag
from exeunt.model.maps import Point
from exeunt.model.places import Mode, PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """A place on the map."""

    lon: float
    lat: float
    label: str
    kind: PlaceKind
    note: str = ""
    """More about it, for the tooltip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFlow:
    """People who move along a line; nobody for a way that is there but not used."""

    line: tuple[Point, ...]
    mode: Mode
    persons: int = 0
    label: str = ""
    """From where to where, for the tooltip and for those who do not see the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The paper a map is drawn on."""

    title: str = "Map"
    name: str = "map"
    """Prefix of the ids in the picture; must be unique on its page."""
    country: str = ""
    """ISO 3166-1 alpha-2 code of the country to set off from the others."""
    width: float = 640.0
    note: str = ""
    """Said below the map, such as what of it is made up."""


@dataclass(frozen=True, slots=True)
class Way:
    """How people who move by one mode are drawn."""

    colour: str
    dash: str
    words: str


WAYS = {
    Mode.ROAD: Way(BLUE, "", "by road"),
    Mode.OWN: Way(OLIVE, "7 3", "by own car"),
    Mode.RAIL: Way(INK, "2 2", "by rail"),
    Mode.AIR: Way(PURPLE, "12 5", "by air"),
    Mode.SEA: Way(TEAL, "10 3 2 3", "by sea"),
    Mode.FOOT: Way(ORANGE, "2 4", "on foot"),
}

KINDS = (
    PlaceKind.SAFE_HAVEN,
    PlaceKind.AIRPORT,
    PlaceKind.SEAPORT,
    PlaceKind.BORDER_CROSSING,
    PlaceKind.STATION,
    PlaceKind.ASSEMBLY_AREA,
    PlaceKind.PROCESSING_CENTRE,
    PlaceKind.RELOCATION_SITE,
    PlaceKind.RESIDENCE,
    PlaceKind.WAYPOINT,
    PlaceKind.HOME,
)
"""Kinds of place, those first whose mark and name come first where it is tight."""

RADIUS = 6.5
"""Of the mark of a place [px]."""

_PLANE = (
    "M0-4.6 .9-1.4 4.6 1V2.1L.9 1.1 .6 3.2 1.8 4.1V4.8L0 4.3-1.8 4.8V4.1L-.6 3.2"
    "-.9 1.1-4.6 2.1V1L-.9-1.4Z"
)
_ANCHOR = "M0-3.6V4M-3.4 .8A3.4 3.4 0 0 0 3.4 .8M-1.8-2H1.8"
_TRACK = "M-1.8-4V4M1.8-4V4M-3.4-2.4H3.4M-3.4 0H3.4M-3.4 2.4H3.4"
_TICK = "M-3 .2-.9 2.4 3.2-2.4"
_HOUSE = "M-6.5 0 0-6 6.5 0H4.5V5.5H-4.5V0Z"


def mark(kind: PlaceKind, x: float, y: float) -> str:
    """Draw the mark of a place of that *kind*."""
    at = f"translate({x:.1f} {y:.1f})"
    return tag("g", *_SHAPES[kind], transform=at, class_=f"place {kind.value}")


def counted_mark(count: int, x: float, y: float) -> str:
    """Draw the mark of so many places in one spot."""
    words = tag(
        "text",
        str(count),
        y=3.8,
        text_anchor="middle",
        font_size=11,
        font_weight="bold",
        fill=PAPER,
    )
    shapes = (_ring(8.5, INK, PAPER), words)
    at = f"translate({x:.1f} {y:.1f})"
    return tag("g", *shapes, transform=at, class_="place several")


def _ring(radius: float, fill: str, stroke: str = INK) -> str:
    return tag("circle", r=radius, fill=fill, stroke=stroke, stroke_width=1.4)


def _square(half: float, fill: str, stroke: str = PAPER) -> str:
    return tag(
        "rect",
        x=-half,
        y=-half,
        width=2 * half,
        height=2 * half,
        rx=1,
        fill=fill,
        stroke=stroke,
        stroke_width=1.4,
    )


def _drawn(way: str, colour: str, width: float) -> str:
    return tag("path", d=way, fill="none", stroke=colour, stroke_width=width)


_SHAPES: dict[PlaceKind, tuple[str, ...]] = {
    PlaceKind.RESIDENCE: (_ring(4.6, PAPER), _ring(1.6, INK)),
    PlaceKind.ASSEMBLY_AREA: (_square(5.5, INK),),
    PlaceKind.PROCESSING_CENTRE: (_square(5.5, PAPER, INK), _ring(1.6, INK)),
    PlaceKind.AIRPORT: (_ring(RADIUS, INK, PAPER), tag("path", d=_PLANE, fill=PAPER)),
    PlaceKind.SEAPORT: (_ring(RADIUS, INK, PAPER), _drawn(_ANCHOR, PAPER, 1.3)),
    PlaceKind.STATION: (_square(RADIUS, INK), _drawn(_TRACK, PAPER, 1.1)),
    PlaceKind.BORDER_CROSSING: (_ring(RADIUS - 0.5, PAPER), _drawn("M-4 0H4", INK, 3)),
    PlaceKind.WAYPOINT: (_ring(3.4, INK, PAPER),),
    PlaceKind.RELOCATION_SITE: (
        tag("path", d="M0-6.5 6 4.5H-6Z", fill=PAPER, stroke=INK, stroke_width=1.6),
    ),
    PlaceKind.SAFE_HAVEN: (_ring(RADIUS + 0.5, TEAL, PAPER), _drawn(_TICK, PAPER, 2)),
    PlaceKind.HOME: (tag("path", d=_HOUSE, fill=TEAL, stroke=PAPER, stroke_width=1.2),),
}
