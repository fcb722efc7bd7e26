"""Strips over time, one a place or fleet: how many wait, or how much is in use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from exeunt.formats.charts.axes import (
    WIDE,
    Key,
    Plot,
    after,
    legend,
    round_up,
    time_axis,
    time_grid,
    value_axis,
)
from exeunt.formats.charts.palette import BAND, BLUE, Stroke
from exeunt.formats.charts.svg import area, heading, line, lines_of_text, picture
from exeunt.formats.wording import percent
from exeunt.model.occupancy import Hourly
from exeunt.model.times import HOUR


STRIP = 46.0
MOST_STRIPS = 8
_LEFT, _RIGHT = 58, 14


def hourly_chart(
    rows: Sequence[Hourly],
    *,
    title: str,
    h_hour: datetime,
    shares: bool = False,
    width: float = WIDE,
    name: str = "hourly",
) -> str:
    """
    Draw *rows* hour by hour from *h_hour*, in its zone, a strip each.

    The line is the mean, the band reaches up to the 90th percentile. Shares are drawn
    from 0 to 1, counts each on a scale of its own.
    """
    some = list(rows)[:MOST_STRIPS]
    hours = _until_quiet(some)
    parts, top = [], 8.0
    for at, row in enumerate(some):
        lines = heading(row.name, width - 16)
        parts.append(lines_of_text(8, top + 12, lines, step=15, font_weight="bold"))
        top += 15 * len(lines) + 10
        plot = _plot(row, top, hours, h_hour, width, shares=shares)
        last = at == len(some) - 1
        parts += [
            _axis(plot, shares=shares),
            time_axis(plot) if last else time_grid(plot),
        ]
        parts.append(_strip(plot, row, hours, h_hour))
        top = plot.bottom + (26 if last else 10)
    keys, height = legend(_KEYS, x=8, y=top + 4, width=width - 16)
    return picture(
        [*parts, keys],
        size=(width, top + height + 10),
        name=name,
        title=title,
        describes=" ".join(_told(row, h_hour, shares=shares) for row in some)
        or "Nothing to draw.",
    )


_KEYS = (
    Key(words="mean of the worlds", stroke=Stroke(BLUE)),
    Key(words="up to the 90th percentile", fill=BAND),
)


def _until_quiet(rows: Sequence[Hourly]) -> int:
    """Cut the hours in which nothing is to be seen any more."""
    last = 1
    for row in rows:
        seen = np.flatnonzero(row.high > max(1e-9, 0.005 * float(row.high.max())))
        last = max(last, int(seen[-1]) + 2 if len(seen) else 1)
    return min(last, max((len(row.mean) for row in rows), default=1))


def _plot(
    row: Hourly,
    top: float,
    hours: int,
    h_hour: datetime,
    width: float,
    *,
    shares: bool,
) -> Plot:
    return Plot(
        left=_LEFT,
        top=top,
        width=width - _LEFT - _RIGHT,
        height=STRIP,
        start=h_hour,
        end=after(h_hour, hours * HOUR),
        zone=h_hour.tzinfo or UTC,
        high=1.0 if shares else round_up(float(row.high.max())),
    )


def _axis(plot: Plot, *, shares: bool) -> str:
    label = percent(plot.high) if shares else f"{plot.high:,.0f}"
    return value_axis(plot, (0.0, plot.high), ("0", label))


def _strip(plot: Plot, row: Hourly, hours: int, h_hour: datetime) -> str:
    xs = [plot.x(after(h_hour, (k + 0.5) * HOUR)) for k in range(hours)]

    def points(values: NDArray[np.float64]) -> list[tuple[float, float]]:
        return [(x, plot.y(float(v))) for x, v in zip(xs, values[:hours], strict=True)]

    ground = [(x, plot.bottom) for x in xs]
    return area(points(row.high), ground, fill=BAND) + line(
        points(row.mean), stroke=BLUE, stroke_width=2
    )


def _told(row: Hourly, h_hour: datetime, *, shares: bool) -> str:
    worst = int(np.argmax(row.high))
    at = f"{after(h_hour, worst * HOUR):%a %d %b %H:%M}"
    mean, high = float(row.mean[worst]), float(row.high[worst])
    if shares:
        told = f"{percent(mean)} in the mean, {percent(high)} at the 90th percentile"
    else:
        told = f"{mean:,.0f} in the mean, {high:,.0f} at the 90th percentile"
    return f"{row.name}: most from {at}, {told}."
