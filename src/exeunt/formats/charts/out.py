"""People out over time: the fan of a rehearsal, by itself."""

from __future__ import annotations

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
    value_axis,
)
from exeunt.formats.charts.palette import BAND, BLUE, INK, Stroke
from exeunt.formats.charts.svg import area, line, picture
from exeunt.formats.wording import counted
from exeunt.model.outcomes import Rehearsal


_ENDS = (0.1, 0.5, 0.9)


def out_chart(
    rehearsal: Rehearsal,
    *,
    h_hour: datetime,
    deadline_s: int,
    width: float = WIDE,
    name: str = "out",
) -> str:
    """Draw how many people are safe by when, in *h_hour*'s zone: 10, 50 and 90 %."""
    people = rehearsal.people_out
    low, middle, high = np.quantile(people, _ENDS, axis=0)
    times = rehearsal.out_by_s
    upto = _settled(low, high, times, deadline_s)
    top = round_up(float(high[:upto].max(initial=1.0)))
    plot = Plot(
        left=58,
        top=12,
        width=width - 72,
        height=min(240, width * 0.6),
        start=h_hour,
        end=after(h_hour, int(times[upto - 1])),
        zone=h_hour.tzinfo or UTC,
        high=top,
    )
    quarters = [top * k / 4 for k in range(5)]
    x = plot.x(after(h_hour, deadline_s))
    keys, height = legend(_keys(rehearsal), x=8, y=plot.bottom + 28, width=width - 16)
    body = [
        value_axis(plot, quarters, [f"{value:,.0f}" for value in quarters]),
        time_axis(plot),
        _fan(plot, times[:upto], (low[:upto], middle[:upto], high[:upto]), h_hour),
        line([(x, plot.top), (x, plot.bottom)], stroke=INK, stroke_dasharray="4 3"),
        keys,
    ]
    return picture(
        body,
        size=(width, plot.bottom + 34 + height),
        name=name,
        title="People out over time",
        describes=_told(rehearsal, h_hour, deadline_s),
    )


def _settled(
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    times: NDArray[np.int64],
    deadline_s: int,
) -> int:
    """Cut the times after nothing changes any more, but not before the deadline."""
    still = np.flatnonzero((low < low[-1] - 0.5) | (high < high[-1] - 0.5))
    last = int(still[-1]) + 2 if len(still) else 2
    return min(len(times), max(last, int(np.searchsorted(times, deadline_s)) + 2, 2))


def _fan(
    plot: Plot,
    times: NDArray[np.int64],
    lines: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]],
    h_hour: datetime,
) -> str:
    xs = [plot.x(after(h_hour, int(t))) for t in times]
    low, middle, high = (
        [(x, plot.y(float(v))) for x, v in zip(xs, values, strict=True)]
        for values in lines
    )
    band = area(high, low, fill=BAND)
    return band + line(middle, stroke=BLUE, stroke_width=2.6)


def _keys(rehearsal: Rehearsal) -> list[Key]:
    worlds = counted(rehearsal.replications, "world")
    return [
        Key(words="people out, median", stroke=Stroke(BLUE)),
        Key(words=f"10 to 90\u00a0% of {worlds}", fill=BAND),
        Key(words="deadline", stroke=Stroke(INK, "4 3")),
    ]


def _told(rehearsal: Rehearsal, h_hour: datetime, deadline_s: int) -> str:
    at = int(np.searchsorted(rehearsal.out_by_s, deadline_s, side="right")) - 1
    some = np.quantile(rehearsal.people_out[:, max(at, 0)], _ENDS)
    low, middle, high = (f"{float(value):,.0f}" for value in some)
    end = after(h_hour, deadline_s)
    return (
        f"By the deadline, {end:%a %d %b %H:%M}, {middle} people are out in the median "
        f"world, {low} to {high} in eight of ten."
    )
