"""The fan: share of people out over time, against the chance that exits are open."""

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
    share_axis,
    time_axis,
)
from exeunt.formats.charts.palette import BAND, BLUE, Stroke, stroke
from exeunt.formats.charts.svg import area, line, picture
from exeunt.formats.wording import chance, percent
from exeunt.model.outcomes import Rehearsal
from exeunt.model.warning import ExitSurvival


_MEDIAN = Stroke(BLUE)
_POINTS = 80


def fan_chart(
    rehearsal: Rehearsal,
    survivals: Sequence[ExitSurvival],
    *,
    as_of: datetime,
    h_hour: datetime,
    width: float = WIDE,
    name: str = "fan",
) -> str:
    """
    Draw when people are safe against when the exits may shut, in *h_hour*'s zone.

    The band holds 90 % of the rehearsed worlds. The curves are the chances, seen at
    *as_of*, that each exit is still open.
    """
    times, shares = _until_settled(rehearsal)
    plot = Plot(
        left=52,
        top=12,
        width=width - 66,
        height=min(280, width * 0.62),
        start=h_hour,
        end=after(h_hour, int(times[-1])),
        zone=h_hour.tzinfo or UTC,
    )
    keys, key_height = legend(
        _keys(survivals, rehearsal), x=8, y=plot.bottom + 28, width=width - 16
    )
    body = [
        share_axis(plot),
        time_axis(plot),
        _fan(plot, times, shares, h_hour),
        *(_curve(plot, s, as_of, at) for at, s in enumerate(survivals)),
        keys,
    ]
    return picture(
        body,
        size=(width, plot.bottom + 34 + key_height),
        name=name,
        title="People out over time, against the chance that exits are open",
        describes=_told(times, shares, survivals, h_hour=h_hour, as_of=as_of),
    )


def _until_settled(
    rehearsal: Rehearsal,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Cut the times after nothing changes any more, but for a sixth of the way."""
    times, shares = rehearsal.out_by_s, rehearsal.out_share
    last = np.quantile(shares, 0.05, axis=0)
    settled = int(np.argmax(last >= last[-1] - 1e-9))
    upto = min(len(times), max(2, settled + max(2, len(times) // 6)))
    return times[:upto], shares[:, :upto]


def _fan(
    plot: Plot, times: NDArray[np.int64], shares: NDArray[np.float64], h_hour: datetime
) -> str:
    low, middle, high = np.quantile(shares, (0.05, 0.5, 0.95), axis=0)
    xs = [plot.x(after(h_hour, int(t))) for t in times]

    def points(values: NDArray[np.float64]) -> list[tuple[float, float]]:
        return [(x, plot.y(float(v))) for x, v in zip(xs, values, strict=True)]

    band = area(points(high), points(low), fill=BAND)
    return band + line(points(middle), stroke=BLUE, stroke_width=2.6)


def _curve(plot: Plot, survival: ExitSurvival, as_of: datetime, number: int) -> str:
    drawn = stroke(number)
    span = (plot.end.timestamp() - plot.start.timestamp()) / _POINTS
    moments = [after(plot.start, round(span * at)) for at in range(_POINTS + 1)]
    points = [(plot.x(m), plot.y(_open(survival, as_of, m))) for m in moments]
    return line(
        points,
        stroke=drawn.colour,
        stroke_width=2,
        stroke_dasharray=drawn.dash or None,
    )


def _open(survival: ExitSurvival, as_of: datetime, moment: datetime) -> float:
    return 1.0 - survival.closed_by(moment.timestamp() - as_of.timestamp())


def _keys(survivals: Sequence[ExitSurvival], rehearsal: Rehearsal) -> list[Key]:
    fan = [
        Key(words="share of people out, median", stroke=_MEDIAN),
        Key(words=f"90 % of {rehearsal.replications:,} rehearsed worlds", fill=BAND),
    ]
    exits = [
        Key(words=f"{survival.exit.name} still open", stroke=stroke(number))
        for number, survival in enumerate(survivals)
    ]
    return fan + exits


def _told(
    times: NDArray[np.int64],
    shares: NDArray[np.float64],
    survivals: Sequence[ExitSurvival],
    *,
    h_hour: datetime,
    as_of: datetime,
) -> str:
    end = after(h_hour, int(times[-1]))
    low, middle, high = np.quantile(shares[:, -1], (0.05, 0.5, 0.95))
    exits = "; ".join(
        f"{s.exit.name}: {chance(_open(s, as_of, end))} chance of being open"
        for s in survivals
    )
    return (
        f"By {end:%a %d %b %H:%M}, {percent(middle)} of people are out in the median "
        f"world, {percent(low)} to {percent(high)} in nine of ten. Exits then: {exits}."
    )
