"""The whole map: plate, inset, legend and credits on one sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from exeunt.formats.charts.svg import lines_of_text, picture, tag, text, wrapped
from exeunt.formats.map_svg.flows import crowd, draw_counts, draw_flows, streams_of
from exeunt.formats.map_svg.ground import BORDER, Ground, ground
from exeunt.formats.map_svg.labels import Floor, Room
from exeunt.formats.map_svg.lands import draw_lands
from exeunt.formats.map_svg.legend import (
    credits_of,
    draw_credits,
    draw_legend,
    draw_scale,
    entries_of,
)
from exeunt.formats.map_svg.marks import WAYS, MapFlow, MapPlace, Sheet
from exeunt.formats.map_svg.places import (
    Cluster,
    clusters_of,
    draw_marks,
    draw_names,
    draw_towns,
    town_of,
)
from exeunt.formats.map_svg.plate import Plate, plate_for
from exeunt.model.maps import MapPack, Point, View
from exeunt.model.places import PlaceKind


EDGE = 10.0
TITLE = 15.0
HEAD = 12.0
BESIDE = 520.0
"""On a sheet as wide as this the legend stands beside the inset."""
INSET_SPAN = 0.12
"""No inset shows less than this [degrees]."""
_TOWN_ROOM = 17_000.0
_MOST_TOLD = 40


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What all parts of the map need."""

    pack: MapPack
    view: View
    places: Sequence[MapPlace]
    flows: Sequence[MapFlow]
    sheet: Sheet


def draw_map(
    pack: MapPack,
    *,
    view: View,
    places: Sequence[MapPlace] = (),
    flows: Sequence[MapFlow] = (),
    sheet: Sheet | None = None,
) -> str:
    """
    Draw *places* and *flows* on the ground of *pack*.

    The map is laid around the places, homes excepted, and does not reach beyond the
    pack. Where more than three places fall on one spot, the largest such group is
    drawn again, larger, in an inset.

    Parameters
    ----------
    pack
        The ground.
    view
        Whose borders are shown.
    places, flows
        What is drawn on it.
    sheet
        Title, country, width and the like.

    Returns
    -------
    str
        An SVG document that asks for nothing from elsewhere.
    """
    drawing = _Drawing(pack, view, places, flows, sheet or Sheet())
    width = drawing.sheet.width
    head, top = _head(drawing.sheet)
    plate = plate_for(
        _around(drawing), pack.box, left=EDGE, top=top, width=width - 2 * EDGE
    )
    clusters = clusters_of(places, plate)
    below = _ground(drawing, plate)
    foot, bottom = _foot(drawing, plate, clusters, below.shown)
    return picture(
        [*head, _plate(drawing, plate, below, "plate"), *foot],
        size=(width, bottom + EDGE),
        name=drawing.sheet.name,
        title=drawing.sheet.title,
        describes=_describes(drawing),
    )


def _head(sheet: Sheet) -> tuple[list[str], float]:
    lines = wrapped(sheet.title, sheet.width - 2 * EDGE, size=TITLE)
    step = TITLE * 1.25
    title = lines_of_text(
        EDGE, EDGE + TITLE, lines, step=step, font_size=TITLE, font_weight="bold"
    )
    return [title], EDGE + len(lines) * step + 4


def _around(drawing: _Drawing) -> list[Point]:
    """Give the points to lay the map around."""
    places = [(p.lon, p.lat) for p in drawing.places if p.kind is not PlaceKind.HOME]
    roads = [p for f in drawing.flows if len(f.line) > 2 for p in f.line]
    if places or roads:
        return places + roads
    return [p for f in drawing.flows for p in f.line]


def _plate(drawing: _Drawing, plate: Plate, below: Ground, part: str) -> str:
    """Draw one plate with all that is on it."""
    pack, view = drawing.pack, drawing.view
    clusters = clusters_of(drawing.places, plate)
    streams = streams_of(drawing.flows, plate)
    room = Room(plate.left, plate.top, plate.right, plate.bottom)
    spots = np.array([(c.x, c.y) for c in clusters]).reshape(-1, 2)
    floor = Floor(room, crowd=crowd(streams), marks=spots)
    scale = draw_scale(plate, floor)
    marks = list(draw_marks(clusters, floor))
    names = draw_names(clusters, floor, pack)
    counts = list(draw_counts(streams, floor))
    lands = draw_lands(pack, plate, floor, view=view) if part == "plate" else ()
    most = round(plate.width * plate.height / _TOWN_ROOM)
    under = [*lands, *draw_towns(pack, plate, floor, most=most), *draw_flows(streams)]
    clip = f"{drawing.sheet.name}-{part}"
    frame = {"x": plate.left, "y": plate.top, "width": plate.width}
    return tag(
        "g",
        tag("clipPath", tag("rect", height=plate.height, **frame), id=clip),
        tag("g", *below.parts, *under, clip_path=f"url(#{clip})"),
        *marks,
        *counts,
        *names,
        scale,
        tag("rect", height=plate.height, fill="none", stroke=BORDER, **frame),
        class_=part,
    )


def _ground(drawing: _Drawing, plate: Plate) -> Ground:
    country = drawing.sheet.country
    return ground(drawing.pack, plate, view=drawing.view, country=country)


def _foot(
    drawing: _Drawing,
    plate: Plate,
    clusters: Sequence[Cluster],
    lines: Sequence[str],
) -> tuple[list[str], float]:
    """Draw what stands below the plate; give it and where it ends."""
    top, width = plate.bottom + EDGE, plate.width
    parts: list[str] = []
    crowded = max(
        (c for c in clusters if c.crowded), key=lambda c: len(c.places), default=None
    )
    beside = crowded is not None and drawing.sheet.width >= BESIDE
    left, room, inset_bottom = EDGE, width, top
    if crowded is not None:
        inset, inset_bottom = _inset(
            drawing, crowded, top=top, width=width * (0.5 if beside else 1.0)
        )
        parts.append(inset)
        if beside:
            left, room = EDGE + width * 0.5 + EDGE, width * 0.5 - EDGE
        else:
            top = inset_bottom
    legend, high = draw_legend(
        entries_of(drawing.places, drawing.flows, lines),
        left=left,
        top=top,
        width=room,
    )
    below = max(top + high, inset_bottom) + 6
    words, high = draw_credits(
        _words_below(drawing, plate), left=EDGE, top=below, width=width
    )
    return [*parts, legend, words], below + high


def _inset(
    drawing: _Drawing, cluster: Cluster, *, top: float, width: float
) -> tuple[str, float]:
    """Draw the places of *cluster* again, larger; give the picture and its end."""
    head = text(
        EDGE,
        top + HEAD * 0.9,
        f"{town_of(cluster, drawing.pack)} and around",
        font_size=HEAD,
        font_weight="bold",
    )
    plate = plate_for(
        [(p.lon, p.lat) for p in cluster.places],
        drawing.pack.box,
        left=EDGE,
        top=top + HEAD * 1.5,
        width=width,
        least=INSET_SPAN,
    )
    return head + _plate(
        drawing, plate, _ground(drawing, plate), "inset"
    ), plate.bottom + EDGE


def _words_below(drawing: _Drawing, plate: Plate) -> list[str]:
    beyond = [p.label for p in drawing.places if not plate.shows(p.lon, p.lat)]
    words = [drawing.sheet.note] if drawing.sheet.note else []
    if beyond:
        words.append(f"Beyond the edge of the map: {', '.join(beyond)}.")
    return [*words, *credits_of(drawing.pack, drawing.view)]


def _describes(drawing: _Drawing) -> str:
    """Say what the map shows, for those who do not see it."""
    places = [f"{p.label} ({p.kind.value.replace('_', ' ')})" for p in drawing.places]
    used = sorted(
        (f for f in drawing.flows if f.persons), key=lambda f: (-f.persons, f.label)
    )
    flows = [f"{f.label}, {f.persons:,} {WAYS[f.mode].words}" for f in used]
    return " ".join([*_told("Places", places), *_told("People move", flows)])


def _told(what: str, items: list[str]) -> Iterator[str]:
    if items:
        more = len(items) - _MOST_TOLD
        rest = f"; and {more} more" if more > 0 else ""
        yield f"{what}: {'; '.join(items[:_MOST_TOLD])}{rest}."
