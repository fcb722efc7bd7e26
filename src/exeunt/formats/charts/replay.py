"""The replay: what would have been said on each day, against what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from exeunt.formats.charts.axes import (
    WIDE,
    Key,
    Plot,
    legend,
    share_axis,
    time_axis,
    value_axis,
)
from exeunt.formats.charts.palette import BLUE, INK, SOFT, stroke
from exeunt.formats.charts.svg import (
    heading,
    line,
    lines_of_text,
    picture,
    tag,
    text,
    text_width,
    wrapped,
)
from exeunt.formats.wording import chance
from exeunt.model.statuses import DepartureStatus


_LEFT = 52.0
_FIELD = 120.0
_STRIP = 15.0
_FILLS = {
    DepartureStatus.NORMAL: ("#ffffff", INK),
    DepartureStatus.AUTHORIZED: ("#cfdcea", INK),
    DepartureStatus.ORDERED: ("#6f93ba", INK),
    DepartureStatus.SUSPENDED: ("#123a66", "#ffffff"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryDay:
    """What was said of one category on one day of a replay."""

    category: str
    proposed: DepartureStatus
    declared: DepartureStatus
    decide_by: datetime | None
    """None: already late."""
    lead_s: float
    """From the first decision possible to ``decide_by``; 0 when already late."""
    beyond: bool
    now: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayDay:
    """Everything said on one day of a replay, with only what was known then."""

    as_of: datetime
    closing: float
    """Chance of the scenarios that shut an exit."""
    categories: tuple[CategoryDay, ...]
    documents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Something that happened, to be marked on every field."""

    at: datetime
    words: str


def replay_chart(
    days: Sequence[ReplayDay],
    marks: Sequence[Marked],
    names: dict[str, str],
    *,
    zone: ZoneInfo,
    width: float = WIDE,
    name: str = "replay",
) -> str:
    """Draw chance of closing, lead to decide by, and statuses, day by day."""
    start, end = _span(days, marks, zone)
    shown = [c.category for c in days[0].categories]

    def plot(top: float, high: float) -> Plot:
        return Plot(
            left=_LEFT,
            top=top,
            width=width - _LEFT - 14,
            height=_FIELD,
            start=start,
            end=end,
            zone=zone,
            high=high,
        )

    odds, top = _odds_field(days, plot, 4, width)
    leads, top = _lead_field(days, plot, top + 34, width)
    strips, top = _strips(days, names, plot(top + 34, 1), width)
    told, bottom = _marked(marks, plot(4, 1), until=top, width=width)
    keys, key_height = legend(_keys(shown, names), x=8, y=bottom + 6, width=width - 16)
    return picture(
        [odds, leads, strips, told, keys],
        size=(width, bottom + 12 + key_height),
        name=name,
        title="Replay: what would have been said on each day",
        describes=_told(days, marks, names),
    )


def _span(
    days: Sequence[ReplayDay], marks: Sequence[Marked], zone: ZoneInfo
) -> tuple[datetime, datetime]:
    moments = [day.as_of for day in days] + [mark.at for mark in marks]
    return min(moments).astimezone(zone), max(moments).astimezone(zone)


_Plots = Callable[[float, float], Plot]


def _head(words: str, top: float, width: float) -> tuple[str, float]:
    lines = heading(words, width - 16)
    return lines_of_text(8, top + 14, lines, font_weight="600"), top + 15 * len(
        lines
    ) + 9


def _odds_field(
    days: Sequence[ReplayDay], plots: _Plots, top: float, width: float
) -> tuple[str, float]:
    head, top = _head("Chance of a scenario that shuts an exit", top, width)
    plot = plots(top, 1)
    points = [(plot.x(day.as_of), plot.y(day.closing)) for day in days]
    drawn = line(points, stroke=BLUE, stroke_width=2.2)
    return head + share_axis(plot) + time_axis(plot) + drawn, plot.bottom


def _lead_field(
    days: Sequence[ReplayDay], plots: _Plots, top: float, width: float
) -> tuple[str, float]:
    head, top = _head("Days left until decide by (0: already late)", top, width)
    most = max((c.lead_s for day in days for c in day.categories), default=0) / 86400
    plot = plots(top, max(1.0, most) * 1.05)
    step = next(s for s in (1, 2, 5, 7, 14, 30, 90, 365, 3650) if most / s <= 6)
    values = [float(v) for v in range(0, int(most) + 1, step)]
    axis = value_axis(plot, values, [f"{v:.0f}" for v in values])
    lines = [_lead(days, plot, at) for at in range(len(days[0].categories))]
    return head + axis + time_axis(plot) + "".join(lines), plot.bottom


def _lead(days: Sequence[ReplayDay], plot: Plot, at: int) -> str:
    drawn = stroke(at)
    points = [
        (plot.x(day.as_of), plot.y(day.categories[at].lead_s / 86400)) for day in days
    ]
    return line(
        points, stroke=drawn.colour, stroke_width=2, stroke_dasharray=drawn.dash or None
    )


def _strips(
    days: Sequence[ReplayDay], names: dict[str, str], plot: Plot, width: float
) -> tuple[str, float]:
    head, top = _head("Status proposed (upper) and in force (lower)", plot.top, width)
    parts = [head]
    for at, first in enumerate(days[0].categories):
        lines = wrapped(names[first.category], width - 16)
        parts.append(lines_of_text(8, top + 12, lines))
        top += 15 * len(lines) + 3
        said = [(d.as_of, d.categories[at].proposed) for d in days]
        real = [(d.as_of, d.categories[at].declared) for d in days]
        parts += [_strip(said, plot, top), _strip(real, plot, top + _STRIP)]
        top += 2 * _STRIP + 8
    return "".join(parts), top


def _strip(
    said: Sequence[tuple[datetime, DepartureStatus]], plot: Plot, y: float
) -> str:
    parts, since = [], 0
    for at in range(1, len(said) + 1):
        if at < len(said) and said[at][1] is said[since][1]:
            continue
        end = said[at][0] if at < len(said) else plot.end
        parts.append(_piece(said[since][1], plot.x(said[since][0]), plot.x(end), y))
        since = at
    return "".join(parts)


def _piece(status: DepartureStatus, x: float, end: float, y: float) -> str:
    fill, ink = _FILLS[status]
    box = tag(
        "rect", x=x, y=y, width=max(end - x, 0.5), height=_STRIP, fill=fill, stroke=SOFT
    )
    if text_width(status.value, 10) + 4 > end - x:
        return box
    return box + text(x + 3, y + 11, status.value, font_size=10, fill=ink)


def _marked(
    marks: Sequence[Marked], plot: Plot, *, until: float, width: float
) -> tuple[str, float]:
    """Draw a rod for every mark, numbered, and tell what each number is."""
    parts, told_at, free_from = [], until + 30, 0.0
    for number, mark in enumerate(sorted(marks, key=lambda m: m.at), start=1):
        x = plot.x(mark.at)
        rod = f"M{x:.1f} 26V{until + 4:.1f}"
        parts.append(tag("path", d=rod, stroke=INK, stroke_dasharray="2 2"))
        at = min(max(x, free_from + 9), width - 9)
        parts.append(
            text(at, until + 16, str(number), text_anchor="middle", font_size=11)
        )
        free_from = at + 9
        local = mark.at.astimezone(plot.zone)
        words = wrapped(
            f"{number}  {local.day} {local:%b %Y}: {mark.words}", width - 16
        )
        parts.append(lines_of_text(8, told_at, words))
        told_at += 15 * len(words)
    return "".join(parts), told_at


def _keys(shown: Iterable[str], names: dict[str, str]) -> list[Key]:
    lines = [
        Key(words=names[category], stroke=stroke(at))
        for at, category in enumerate(shown)
    ]
    fills = [Key(words=s.value, fill=fill) for s, (fill, _) in _FILLS.items()]
    return [*lines, *fills]


def _told(
    days: Sequence[ReplayDay], marks: Sequence[Marked], names: dict[str, str]
) -> str:
    first, last = days[0], days[-1]
    said = "; ".join(
        f"{names[c.category]}: {c.proposed.value} proposed, {c.declared.value} in force"
        for c in last.categories
    )
    return (
        f"From {first.as_of:%d %b %Y} to {last.as_of:%d %b %Y} the chance of closing went "
        f"from {chance(first.closing)} to {chance(last.closing)}. On the last day, {said}. "
        f"{len(marks)} events are marked."
    )
