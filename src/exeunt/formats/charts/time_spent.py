"""Where the time goes, as a Sankey: from places to what people wait for or do there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exeunt.formats.charts.axes import WIDE
from exeunt.formats.charts.palette import BLUE, NIGHT, OLIVE, ORANGE, ROSE, SOFT, TEAL
from exeunt.formats.charts.svg import lines_of_text, picture, tag, tipped, wrapped
from exeunt.formats.wording import started
from exeunt.model.outcomes import Rehearsal


MOST_PLACES = 8
REST = "Other places"
UNDER_WAY = "Under way"
_KINDS = (
    ("queue at ", "in the queue", ORANGE),
    ("waiting for a vehicle at ", "waiting to leave", BLUE),
    ("waiting for opening at ", "waiting for opening", TEAL),
    ("waiting for another seat at ", "waiting for another seat", ROSE),
    ("waiting for a slot at ", "waiting for a slot", OLIVE),
    ("", "riding", NIGHT),
)
"""How a stage begins, what it is called, and its fill; told apart in grey as well."""
_FLOW = 260.0
"""Height of all hours together."""
_NODE, _GAP, _LINE, _PAD = 12.0, 8.0, 15.0, 8.0
_WORDS = 0.31
"""Share of the width that words have on either side."""

_Parts = list[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    """Where hours come from or go into: a bar with words beside it."""

    lines: tuple[str, ...]
    top: float
    height: float
    fill: str


def time_chart(
    rehearsal: Rehearsal, *, width: float = WIDE, name: str = "time-spent"
) -> str:
    """Draw the person-hours of a world, in the mean, from places to what for."""
    places = _shown(_bars(rehearsal))
    sums = [sum(parts[k] for _, parts in places) for k in range(len(_KINDS))]
    kinds = [k for k in range(len(_KINDS)) if sums[k]]
    scale = _FLOW / (sum(sums) or 1.0)
    room = width * _WORDS - _PAD - 6
    left, low = _nodes(
        [(words, sum(parts), SOFT) for words, parts in places], room, scale
    )
    right, high = _nodes(
        [(_KINDS[k][1], sums[k], _KINDS[k][2]) for k in kinds], room, scale
    )
    return picture(
        [
            *_ribbons(places, kinds, (left, right), width=width, scale=scale),
            *(_drawn(node, x=width * _WORDS, at_left=True) for node in left),
            *(_drawn(n, x=width * (1 - _WORDS) - _NODE, at_left=False) for n in right),
        ],
        size=(width, max(low, high) + _PAD),
        name=name,
        title="Where the time goes, in person-hours of a world",
        describes=_told(places),
    )


def time_spent(rehearsal: Rehearsal) -> Iterator[tuple[str, str, float]]:
    """Give what is drawn: a place, what people wait for or do, person-hours of a world."""
    for place, parts in _bars(rehearsal):
        for (_, kind, _), hours in zip(_KINDS, parts, strict=True):
            if hours:
                yield place, kind, hours


def _shown(bars: list[tuple[str, _Parts]]) -> list[tuple[str, _Parts]]:
    """Put the places that cost least together where there are too many."""
    if len(bars) <= MOST_PLACES:
        return bars
    rest = [sum(some) for some in zip(*(p for _, p in bars[MOST_PLACES:]), strict=True)]
    return [*bars[:MOST_PLACES], (REST, rest)]


def _nodes(
    some: Sequence[tuple[str, float, str]], room: float, scale: float
) -> tuple[list[_Node], float]:
    """Set nodes under one another, each with room for its words; give the end."""
    nodes, y = [], _PAD
    for words, hours, fill in some:
        lines = (*wrapped(words, room), f"{hours:,.0f} h")
        height = hours * scale
        slot = max(height, _LINE * len(lines))
        top = y + (slot - height) / 2
        nodes.append(_Node(lines=lines, top=top, height=height, fill=fill))
        y += slot + _GAP
    return nodes, y


def _drawn(node: _Node, *, x: float, at_left: bool) -> str:
    bar = tag(
        "rect",
        x=x,
        y=node.top,
        width=_NODE,
        height=max(node.height, 1.0),
        fill=node.fill,
        stroke=SOFT,
    )
    middle = node.top + node.height / 2
    return bar + lines_of_text(
        x - 6 if at_left else x + _NODE + 6,
        middle - _LINE * len(node.lines) / 2 + 11,
        node.lines,
        step=_LINE,
        text_anchor="end" if at_left else None,
    )


def _ribbons(
    places: Sequence[tuple[str, _Parts]],
    kinds: Sequence[int],
    nodes: tuple[Sequence[_Node], Sequence[_Node]],
    *,
    width: float,
    scale: float,
) -> list[str]:
    left, right = nodes
    into = [node.top for node in right]
    begin, end = width * _WORDS + _NODE, width * (1 - _WORDS) - _NODE
    drawn = []
    for node, (words, parts) in zip(left, places, strict=True):
        out = node.top
        for at, k in enumerate(kinds):
            if parts[k]:
                shape = _ribbon((begin, out), (end, into[at]), parts[k] * scale, k)
                said = f"{words}: {parts[k]:,.0f} h {_KINDS[k][1]}"
                drawn.append(tipped(shape, said))
                out += parts[k] * scale
                into[at] += parts[k] * scale
    return drawn


def _ribbon(
    one: tuple[float, float], other: tuple[float, float], height: float, kind: int
) -> str:
    (x, y), (to, down) = one, other
    half = (x + to) / 2
    way = (
        f"M{x:.1f} {y:.1f}C{half:.1f} {y:.1f} {half:.1f} {down:.1f} {to:.1f} {down:.1f}"
        f"v{height:.1f}C{half:.1f} {down + height:.1f} {half:.1f} {y + height:.1f} "
        f"{x:.1f} {y + height:.1f}z"
    )
    return tag(
        "path",
        d=way,
        fill=_KINDS[kind][2],
        fill_opacity="0.55",
        stroke=SOFT,
        stroke_width=0.3,
    )


def _bars(rehearsal: Rehearsal) -> list[tuple[str, _Parts]]:
    """Gather the stages by place, those that cost most first."""
    by_place: dict[str, _Parts] = defaultdict(lambda: [0.0] * len(_KINDS))
    for stage, hours in zip(rehearsal.stages, rehearsal.waited_h, strict=True):
        kind = next(
            k for k, (begins, _, _) in enumerate(_KINDS) if stage.startswith(begins)
        )
        begins = _KINDS[kind][0]
        place = started(stage.removeprefix(begins)) if begins else UNDER_WAY
        by_place[place][kind] += float(hours)
    some = [(place, parts) for place, parts in by_place.items() if sum(parts) >= 0.5]
    return sorted(some, key=lambda bar: (-sum(bar[1]), bar[0]))


def _told(places: Sequence[tuple[str, _Parts]]) -> str:
    told = []
    for words, parts in places:
        some = ", ".join(
            f"{part:,.0f} {kind}"
            for part, (_, kind, _) in zip(parts, _KINDS, strict=True)
            if part >= 0.5
        )
        told.append(f"{words}: {some}.")
    return " ".join(told) or "No time is spent."
