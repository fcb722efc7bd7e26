"""Axes in wall-clock time, grids and legends, with labels that never touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from math import floor, log10

from exeunt.formats.charts.palette import GRID, INK, SOFT, Stroke
from exeunt.formats.charts.svg import lines_of_text, tag, text, text_width, wrapped
from exeunt.formats.wording import percent


WIDE = 760.0
"""Width of a picture on a screen or on paper."""
NARROW = 348.0
"""Width of a picture on a phone."""

_STEPS_H = (1, 3, 6, 12, 24, 48, 72, 24 * 5, 24 * 7, 24 * 14, 24 * 28, 24 * 91)
_GAP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A field of the picture: time to the right, a value upwards."""

    left: float
    top: float
    width: float
    height: float
    start: datetime
    end: datetime
    zone: tzinfo
    low: float = 0.0
    high: float = 1.0

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def x(self, moment: datetime) -> float:
        """Give the place of *moment*, kept within the field."""
        start = self.start.timestamp()
        share = (moment.timestamp() - start) / ((self.end.timestamp() - start) or 1.0)
        return self.left + self.width * min(max(share, 0.0), 1.0)

    def y(self, value: float) -> float:
        """Give the height of *value*, kept within the field."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.bottom - self.height * min(max(share, 0.0), 1.0)


def after(h_hour: datetime, seconds: float) -> datetime:
    """Give the moment so long after *h_hour*, in its zone."""
    moment = h_hour.astimezone(UTC) + timedelta(seconds=seconds)
    return moment.astimezone(h_hour.tzinfo)


def round_up(value: float) -> float:
    """Give a round figure no less than *value* whose quarters are whole; 4 at least."""
    step = 10.0 ** floor(log10(max(value, 4.0)))
    some = (round(m * step) for m in (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10, 12))
    return float(next(one for one in some if one >= value and one % 4 == 0))


def time_axis(plot: Plot) -> str:
    """Draw the time axis under *plot*, with as many labels as have room."""
    ticks, labels = _time_ticks(plot)
    parts = []
    free_from = 0.0
    for moment, label in zip(ticks, labels, strict=True):
        x = plot.x(moment)
        parts.append(tag("path", d=_upright(plot, x), stroke=GRID))
        half = text_width(label) / 2
        at = min(max(x, half + 1), plot.right + 9 - half)
        if at - half >= free_from:
            parts.append(text(at, plot.bottom + 16, label, text_anchor="middle"))
            free_from = at + half + 4
    base = f"M{plot.left:.1f} {plot.bottom:.1f}H{plot.right:.1f}"
    return "".join(parts) + tag("path", d=base, stroke=SOFT)


def time_grid(plot: Plot) -> str:
    """Draw the upright lines of the time axis of *plot* alone."""
    ticks, _ = _time_ticks(plot)
    return "".join(
        tag("path", d=_upright(plot, plot.x(moment)), stroke=GRID) for moment in ticks
    )


def _upright(plot: Plot, x: float) -> str:
    return f"M{x:.1f} {plot.top:.1f}V{plot.bottom:.1f}"


def _time_ticks(plot: Plot) -> tuple[list[datetime], list[str]]:
    for step_h in _STEPS_H:
        ticks = _ticks(plot, step_h)
        labels = [_label(moment, step_h) for moment in ticks]
        need = max((text_width(label) for label in labels), default=0) + _GAP
        if need * len(ticks) <= plot.width + need:
            return ticks, labels
    return [plot.start], [_label(plot.start, 24)]


def _ticks(plot: Plot, step_h: int) -> list[datetime]:
    local = plot.start.astimezone(plot.zone)
    moment = local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    ticks = []
    while (at := moment.replace(tzinfo=plot.zone)) <= plot.end.astimezone(plot.zone):
        if at.astimezone(UTC) >= plot.start.astimezone(UTC):
            ticks.append(at)
        moment += timedelta(hours=step_h)
    return ticks


def _label(moment: datetime, step_h: int) -> str:
    if step_h < 24 and moment.hour:
        return f"{moment:%H:%M}"
    return f"{moment.day} {moment:%b}"


def value_axis(plot: Plot, values: Sequence[float], labels: Sequence[str]) -> str:
    """Draw grid lines at *values*, labelled on the left."""
    parts = []
    for value, label in zip(values, labels, strict=True):
        y = plot.y(value)
        rule = f"M{plot.left:.1f} {y:.1f}H{plot.right:.1f}"
        parts.append(tag("path", d=rule, stroke=GRID))
        parts.append(text(plot.left - 6, y + 4, label, text_anchor="end"))
    return "".join(parts)


def share_axis(plot: Plot) -> str:
    """Draw the axis of a share: 0, 25, 50, 75 and 100 %."""
    quarters = (0.0, 0.25, 0.5, 0.75, 1.0)
    return value_axis(plot, quarters, [percent(q) for q in quarters])


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One line of a legend: how a thing is drawn, and what it is."""

    words: str
    stroke: Stroke | None = None
    fill: str | None = None
    mark: str | None = None


def legend(
    keys: Sequence[Key], *, x: float, y: float, width: float
) -> tuple[str, float]:
    """Write a legend from *y* down; give it with the height that it takes."""
    parts, at_x, at_y = [], x, y
    for key in keys:
        lines = wrapped(key.words, width - 34)
        need = 34 + max(text_width(words) for words in lines) + 12
        if at_x > x and at_x + need > x + width + 12:
            at_x, at_y = x, at_y + 18
        parts.append(_sample(key, at_x, at_y))
        parts.append(lines_of_text(at_x + 32, at_y + 12, lines))
        at_x += need
        if len(lines) > 1:
            at_x, at_y = x, at_y + 15 * len(lines) + 3
    height = at_y - y + (18 if at_x > x else 0)
    return "".join(parts), height


def _sample(key: Key, x: float, y: float) -> str:
    drawn = key.stroke or Stroke(INK)
    if key.mark is not None:
        return text(
            x + 13,
            y + 13,
            key.mark,
            text_anchor="middle",
            font_size=14,
            fill=drawn.colour,
        )
    if key.fill is not None:
        return tag(
            "rect", x=x, y=y + 2, width=26, height=12, fill=key.fill, stroke=SOFT
        )
    return tag(
        "path",
        d=f"M{x:.1f} {y + 8:.1f}h26",
        stroke=drawn.colour,
        stroke_width=2.2,
        stroke_dasharray=drawn.dash or None,
    )
