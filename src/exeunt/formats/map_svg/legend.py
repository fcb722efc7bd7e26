"""What stands below a map: what its marks and lines mean, and whose data it is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exeunt.formats.charts.palette import INK, PAPER, SOFT
from exeunt.formats.charts.svg import lines_of_text, tag, text, text_width, wrapped
from exeunt.formats.map_svg.flows import UNUSED, flow_width, label
from exeunt.formats.map_svg.ground import STROKES
from exeunt.formats.map_svg.labels import Floor, Room, Words
from exeunt.formats.map_svg.marks import (
    KINDS,
    WAYS,
    MapFlow,
    MapPlace,
    mark,
)
from exeunt.formats.map_svg.plate import Plate
from exeunt.model.maps import MapPack, View


SIZE = 11.0
SMALL = 9.0
ROW = 19.0
_ICON = 33.0
_DRAWN = {"land and borders", "railways", "roads", "towns"}
_LINES = {
    "border": "border",
    "disputed": "disputed border",
    "control": "line of control",
    "road": "trunk road",
    "rail": "railway",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing explained: what is drawn at (0, 0), up to 28 px wide, and words."""

    shape: str
    words: str

    @property
    def width(self) -> float:
        """With its picture and some air [px]."""
        return _ICON + text_width(self.words, SIZE) + 8


def entries_of(
    places: Iterable[MapPlace], flows: Sequence[MapFlow], lines: Sequence[str]
) -> list[Entry]:
    """Explain all that is drawn and nothing else."""
    kinds = {p.kind for p in places}
    modes = {f.mode for f in flows}
    out = [
        Entry(mark(kind, 14, 0), kind.value.replace("_", " "))
        for kind in KINDS
        if kind in kinds
    ]
    out += [
        Entry(_stroke(way.colour, 3, way.dash), way.words)
        for mode, way in WAYS.items()
        if mode in modes
    ]
    out += _widths(flows)
    out += [Entry(_thin(name), _LINES[name]) for name in lines]
    return out


def draw_legend(
    entries: Sequence[Entry], *, left: float, top: float, width: float
) -> tuple[str, float]:
    """Lay *entries* out in columns; give the picture and its height [px]."""
    if not entries:
        return "", 0.0
    widest = max(e.width for e in entries)
    columns = max(1, int(width // widest))
    rows = math.ceil(len(entries) / columns)
    step = width / columns
    out = []
    for number, entry in enumerate(entries):
        x, y = left + number // rows * step, top + (number % rows + 0.5) * ROW
        out.append(tag("g", entry.shape, transform=f"translate({x:.1f} {y:.1f})"))
        out.append(text(x + _ICON, y + SIZE * 0.36, entry.words, font_size=SIZE))
    return tag("g", *out, class_="legend"), rows * ROW


def draw_credits(
    lines: Sequence[str], *, left: float, top: float, width: float
) -> tuple[str, float]:
    """Write *lines* small; give the picture and its height [px]."""
    broken = [part for one in lines for part in wrapped(one, width, size=SMALL)]
    body = lines_of_text(
        left, top + SMALL, broken, step=SMALL * 1.35, font_size=SMALL, fill=SOFT
    )
    return tag("g", body, class_="credits"), len(broken) * SMALL * 1.35


def credits_of(pack: MapPack, view: View) -> tuple[str, ...]:
    """Name every source, and whose borders these are."""
    whose = {
        "un": "Borders as the United Nations count them; what others hold is marked.",
        "de_facto": "Borders as they are held on the ground; disputed ones dashed.",
    }
    layers: dict[str, list[str]] = {}
    for source in pack.sources:
        if source.layer in _DRAWN:
            layers.setdefault(source.attribution, []).append(source.layer)
    sources = "; ".join(f"{' and '.join(of)}: {who}" for who, of in layers.items())
    return (
        f"{whose[view]} No view on the status of any territory is implied.",
        f"{sources[:1].upper()}{sources[1:]}.",
    )


def draw_scale(plate: Plate, floor: Floor) -> str:
    """Draw a bar of a round number of kilometres, true at the middle of the plate."""
    km = _round_below(plate.width * 0.22 * plate.km_per_px)
    long = km / plate.km_per_px
    words = Words((f"{km:,.0f} km",), SMALL + 1)
    left, bottom = plate.left + 8, plate.bottom - 8
    floor.take(
        Room(plate.left, bottom - 22, left + max(long, words.width) + 4, plate.bottom)
    )
    bar = f"M{left:.1f} {bottom - 5:.1f}v5h{long:.1f}v-5"
    return tag(
        "g",
        tag("path", d=bar, fill="none", stroke=PAPER, stroke_width=3.5),
        tag("path", d=bar, fill="none", stroke=INK, stroke_width=1.4),
        label(words, Room(left, bottom - 20, left, bottom), left),
        class_="scale",
    )


def _round_below(km: float) -> float:
    power = 10.0 ** math.floor(math.log10(km))
    return next(n * power for n in (5, 2, 1) if n * power <= km * (1 + 1e-9))


def _widths(flows: Sequence[MapFlow]) -> Iterator[Entry]:
    most = max((f.persons for f in flows), default=0)
    if most > 0:
        some = max(most // 5, 1)
        for persons in dict.fromkeys((most, some)):
            words = f"{persons:,} {'person' if persons == 1 else 'people'}"
            yield Entry(_stroke(INK, flow_width(persons, most), ""), words)
    if any(f.persons == 0 for f in flows) and most > 0:
        yield Entry(_stroke(INK, UNUSED, ""), "way not used")


def _stroke(colour: str, width: float, dash: str) -> str:
    return tag(
        "path",
        d="M0 0H28",
        stroke=colour,
        stroke_width=width,
        stroke_dasharray=dash or None,
    )


def _thin(name: str) -> str:
    return tag("path", d="M0 0H28", **STROKES[name])
