"""Lines along which people move: as wide as they are many, dashed by mode."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exeunt.formats.charts.palette import INK, PAPER
from exeunt.formats.charts.svg import Attribute, number, tag, text, tipped
from exeunt.formats.map_svg.labels import Floor, Room, Words, beside
from exeunt.formats.map_svg.marks import WAYS, MapFlow
from exeunt.formats.map_svg.plate import Plate
from exeunt.model.chains import simplified
from exeunt.model.places import Mode


UNUSED = 1.3
"""Width of a way that nobody takes [px]."""
THINNEST, THICKEST = 2.0, 8.0
MOST_POINTS = 120
SPACING = 6.0
"""Between the spots of a line that labels keep clear of [px]."""
ALONGSIDE = 5.0
"""Lines that run nearer than this to each other [px] are drawn side by side."""
_BULGE = 0.10
_SHORT = 12.0
_COUNT = 10.0


@dataclass(frozen=True, slots=True)
class Stream:
    """A flow on a plate: where it runs and how wide it is [px]."""

    flow: MapFlow
    spots: NDArray[np.float64]
    width: float


def streams_of(flows: Sequence[MapFlow], plate: Plate) -> list[Stream]:
    """Lay *flows* on *plate*, the widest first; those on one road side by side."""
    most = max((f.persons for f in flows), default=0)
    ordered = sorted(flows, key=lambda f: (-f.persons, f.mode, f.label))
    streams = [
        Stream(flow, flow_spots(flow, plate), flow_width(flow.persons, most))
        for flow in ordered
        if len(flow.line) > 1
    ]
    used = [s for s in streams if s.flow.persons > 0]
    unused = [s for s in streams if s.flow.persons == 0]
    return [*unused, *_side_by_side(used)]


def flow_width(persons: int, most: int) -> float:
    """Give the width of a line [px]: its square grows with the people."""
    if persons <= 0 or most <= 0:
        return UNUSED
    return THINNEST + (THICKEST - THINNEST) * math.sqrt(persons / most)


def flow_spots(flow: MapFlow, plate: Plate) -> NDArray[np.float64]:
    """Give the spots of *flow* on *plate* [px]; by air and sea, on a slight arc."""
    ends = [plate.at(*point) for point in flow.line]
    if len(ends) == 2 and flow.mode in {Mode.AIR, Mode.SEA}:
        return _arc(np.array(ends[0]), np.array(ends[1]))
    return np.array(simplified(ends, at_most=MOST_POINTS))


def draw_flows(streams: Sequence[Stream]) -> Iterator[str]:
    """Draw *streams* in their order."""
    for stream in streams:
        yield tipped(_drawn(stream), _tip(stream.flow))


def draw_counts(streams: Sequence[Stream], floor: Floor) -> Iterator[str]:
    """Write how many people move beside the lines, where there is room."""
    for stream in streams:
        flow = stream.flow
        if flow.persons <= 0 or _length(stream.spots) < 4 * _SHORT:
            continue
        words = Words((f"{flow.persons:,}",), _COUNT, bold=True)
        for share in (0.5, 0.38, 0.62, 0.25, 0.75):
            (x, y), _ = _along(stream.spots, share)
            near = stream.width / 2 + 3
            room = floor.place(beside(words, x, y, gaps=(near, near + 4)))
            if room is not None:
                yield label(words, room, x, fill=WAYS[flow.mode].colour)
                break


def crowd(streams: Sequence[Stream]) -> NDArray[np.float64]:
    """Give spots along all *streams*, for labels to keep clear of."""
    lines = [_spaced(s.spots) for s in streams]
    return np.concatenate([np.empty((0, 2)), *lines])


def label(words: Words, room: Room, x: float, **given: Attribute) -> str:
    """
    Write *words* in *room*, drawn to the side where *x* is.

    A pale edge around the letters lets them be read on any ground.
    """
    style: dict[str, Attribute] = {
        "fill": INK,
        "font_size": words.size,
        "font_weight": "bold" if words.bold else None,
        "paint_order": "stroke",
        "stroke": PAPER,
        "stroke_width": 2.6,
        "stroke_linejoin": "round",
        **given,
    }
    at, anchor = (room.left + room.right) / 2, "middle"
    if x <= room.left:
        at, anchor = room.left, "start"
    elif x >= room.right:
        at, anchor = room.right, "end"
    step = words.size * 1.2
    return "".join(
        text(at, room.top + words.size * 0.95 + row * step, line,
             text_anchor=anchor, **style)
        for row, line in enumerate(words.lines)
    )  # fmt: skip


def _side_by_side(streams: Sequence[Stream]) -> list[Stream]:
    groups: list[list[Stream]] = []
    for stream in streams:
        group = next((g for g in groups if _alongside(g[0], stream)), None)
        if group is None:
            groups.append([stream])
        else:
            group.append(stream)
    return [lane for group in groups for lane in _lanes(group)]


def _alongside(one: Stream, other: Stream) -> bool:
    a, b = _sampled(one.spots), _sampled(other.spots)
    apart = min(float(np.hypot(*(a - way).T).max()) for way in (b, b[::-1]))
    return apart < ALONGSIDE + (one.width + other.width) / 2


def _lanes(group: Sequence[Stream]) -> Iterator[Stream]:
    """Push the streams of *group* apart, each by its own width."""
    if len(group) == 1:
        yield group[0]
        return
    at = -sum(s.width + 1 for s in group) / 2
    for stream in group:
        middle = at + (stream.width + 1) / 2
        at += stream.width + 1
        yield Stream(stream.flow, _pushed(stream.spots, middle), stream.width)


def _pushed(spots: NDArray[np.float64], by: float) -> NDArray[np.float64]:
    """Push a line sideways, the same way whichever way it runs."""
    ahead = np.gradient(spots, axis=0)
    ahead /= np.maximum(np.hypot(*ahead.T), 1e-9)[:, None]
    eastward = 1.0 if tuple(spots[0]) < tuple(spots[-1]) else -1.0
    pushed: NDArray[np.float64] = (
        spots + np.column_stack([-ahead[:, 1], ahead[:, 0]]) * by * eastward
    )
    return pushed


def _drawn(stream: Stream) -> str:
    way, width = WAYS[stream.flow.mode], stream.width
    d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in stream.spots.tolist())
    under = tag(
        "path", d=d, fill="none", stroke=PAPER, stroke_width=width + 1.6,
        stroke_opacity=0.8, stroke_linejoin="round",
    )  # fmt: skip
    over = tag(
        "path",
        d=d,
        fill="none",
        stroke=way.colour,
        stroke_width=width,
        stroke_dasharray=way.dash or None,
        stroke_linejoin="round",
        class_=f"flow {stream.flow.mode.value}",
    )
    return under + over + _arrow(stream.spots, width, way.colour)


def _arrow(spots: NDArray[np.float64], width: float, colour: str) -> str:
    """Draw which way they go, past the middle of the line."""
    if _length(spots) < 2 * _SHORT or width == UNUSED:
        return ""
    (x, y), angle = _along(spots, 0.6)
    size = 4 + width * 0.55
    d = f"M{size:.1f} 0L{-size:.1f} {-size * 0.8:.1f}V{size * 0.8:.1f}Z"
    return tag(
        "path", d=d, fill=colour, stroke=PAPER, stroke_width=1,
        transform=f"translate({x:.1f} {y:.1f}) rotate({math.degrees(angle):.0f})",
    )  # fmt: skip


def _tip(flow: MapFlow) -> str:
    who = f"{flow.persons:,} people " if flow.persons else ""
    return f"{flow.label}: {who}{WAYS[flow.mode].words}".removeprefix(": ")


def _arc(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    across = np.array([b[1] - a[1], a[0] - b[0]]) * (1 if a[0] < b[0] else -1)
    share = np.linspace(0, 1, 25)[:, None]
    arc: NDArray[np.float64] = (
        a + share * (b - a) + 4 * share * (1 - share) * _BULGE * across
    )
    return arc


def _upto(spots: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the length of the line up to each spot."""
    steps = np.hypot(*np.diff(spots, axis=0).T)
    upto: NDArray[np.float64] = np.concatenate([[0.0], np.cumsum(steps)])
    return upto


def _length(spots: NDArray[np.float64]) -> float:
    return float(_upto(spots)[-1])


def _along(
    spots: NDArray[np.float64], share: float
) -> tuple[tuple[float, float], float]:
    """Give the spot at *share* of the length, and the direction there [rad]."""
    upto = _upto(spots)
    want = share * upto[-1]
    at = min(int(np.searchsorted(upto, want, side="right")), len(spots) - 1) - 1
    ahead = spots[at + 1] - spots[at]
    rest = (want - upto[at]) / max(float(upto[at + 1] - upto[at]), 1e-9)
    x, y = spots[at] + rest * ahead
    return (float(x), float(y)), math.atan2(ahead[1], ahead[0])


def _at(spots: NDArray[np.float64], wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    upto = _upto(spots)
    return np.column_stack([np.interp(wanted, upto, spots[:, i]) for i in (0, 1)])


def _spaced(spots: NDArray[np.float64]) -> NDArray[np.float64]:
    return _at(spots, np.arange(0.0, _length(spots), SPACING))


def _sampled(spots: NDArray[np.float64]) -> NDArray[np.float64]:
    return _at(spots, np.linspace(0.1, 0.9, 9) * _length(spots))
