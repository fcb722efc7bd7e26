"""History: people out over time in the rehearsal, against the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from exeunt.formats.charts.axes import WIDE, Key, Plot, legend, time_axis, value_axis
from exeunt.formats.charts.palette import BAND, BLUE, ORANGE, PAPER, Stroke
from exeunt.formats.charts.svg import (
    area,
    heading,
    line,
    lines_of_text,
    picture,
    tag,
    text_width,
    tipped,
)
from exeunt.formats.wording import counted, moment, percent
from exeunt.model.departures import DayScore, PastCase


_FIELD = 210.0
_POINTS = 160
_TOLERANCE = 0.2
_STEPS = (10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000)


def history_chart(
    cases: Sequence[PastCase], *, width: float = WIDE, name: str = "history"
) -> str:
    """
    Draw every case in a field of its own.

    The band holds 80 % of the rehearsed worlds; each day of the record is a dot with a
    bar from 20 % below to 20 % above it.
    """
    fields, top = [], 4.0
    for case in cases:
        field, top = _case(case, top, width)
        fields.append(field)
    keys, key_height = legend(_keys(cases), x=8, y=top, width=width - 16)
    return picture(
        [*fields, keys],
        size=(width, top + 8 + key_height),
        name=name,
        title="People out: the rehearsal against the record",
        describes=" ".join(said_of(case) for case in cases),
    )


def said_of(case: PastCase) -> str:
    """Say in a sentence how a case measured up."""
    score = case.score
    return (
        f"{case.post.file.name}: {score.close} of {counted(score.scored, 'day')} scored "
        f"within 20\u00a0% of the record, median error {percent(score.median_error)}."
    )


def _case(case: PastCase, top: float, width: float) -> tuple[str, float]:
    lines = heading(said_of(case), width - 16)
    head = lines_of_text(8, top + 14, lines, font_weight="600")
    high = _high(case)
    values = _values(high)
    labels = [f"{v:,.0f}" for v in values]
    left = 14 + max(text_width(label) for label in labels)
    plot = Plot(
        left=left,
        top=top + 15 * len(lines) + 12,
        width=width - left - 14,
        height=_FIELD,
        start=case.plan.h_hour.astimezone(case.post.zone),
        end=case.departures.days[-1].by.astimezone(case.post.zone),
        zone=case.post.zone,
        high=high,
    )
    body = (
        value_axis(plot, values, labels),
        time_axis(plot),
        _fan(case, plot),
        *(_dot(day, plot) for day in case.score.days),
    )
    return head + "".join(body), plot.bottom + 30


def _high(case: PastCase) -> float:
    return 1.05 * max(
        max(day.day.persons * (1 + _TOLERANCE), day.high) for day in case.score.days
    )


def _values(high: float) -> list[float]:
    step = next((s for s in _STEPS if high / s <= 6), _STEPS[-1])
    return [float(v) for v in range(0, int(high) + 1, step)]


def _fan(case: PastCase, plot: Plot) -> str:
    times, (low, middle, high) = _quantiles(case, until=plot.end)
    xs = [plot.x(_after(case.plan.h_hour, int(t))) for t in times]

    def points(values: NDArray[np.float64]) -> list[tuple[float, float]]:
        return [(x, plot.y(float(v))) for x, v in zip(xs, values, strict=True)]

    band = area(points(high), points(low), fill=BAND)
    return band + line(points(middle), stroke=BLUE, stroke_width=2.4)


def _quantiles(
    case: PastCase, *, until: datetime
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    rehearsal = case.rehearsal
    span = until.timestamp() - case.plan.h_hour.timestamp()
    count = int(np.searchsorted(rehearsal.out_by_s, span, side="right"))
    shown = np.unique(np.linspace(0, count - 1, _POINTS).round().astype(int))
    persons = rehearsal.people_out[:, shown]
    return rehearsal.out_by_s[shown], np.quantile(persons, (0.1, 0.5, 0.9), axis=0)


def _after(h_hour: datetime, seconds: int) -> datetime:
    return h_hour.astimezone(UTC) + timedelta(seconds=seconds)


def _dot(scored: DayScore, plot: Plot) -> str:
    day = scored.day
    x, persons = plot.x(day.by), day.persons
    if day.unscored:
        bar, fill = "", PAPER
    else:
        ends = (plot.y(persons * (1 + share)) for share in (-_TOLERANCE, _TOLERANCE))
        low, high = ends
        shape = f"M{x:.1f} {low:.1f}V{high:.1f}M{x - 4:.1f} {low:.1f}h8"
        shape += f"M{x - 4:.1f} {high:.1f}h8"
        bar = tag("path", d=shape, stroke=ORANGE, stroke_width=1.4)
        fill = ORANGE
    dot = tag(
        "circle",
        cx=x,
        cy=plot.y(persons),
        r=3.6,
        fill=fill,
        stroke=ORANGE,
        stroke_width=1.6,
    )
    words = (
        f"{moment(day.by, plot.zone)}: {persons:,} by the record, "
        f"{scored.rehearsed:,.0f} in the median world"
    )
    return tipped(bar + dot, words)


def _keys(cases: Sequence[PastCase]) -> list[Key]:
    worlds = max((case.rehearsal.replications for case in cases), default=0)
    keys = [
        Key(words="people out, median world", stroke=Stroke(BLUE)),
        Key(words=f"80 % of {worlds:,} rehearsed worlds", fill=BAND),
        Key(words="the record, and 20 % either way", mark="●", stroke=Stroke(ORANGE)),
    ]
    if any(day.day.unscored for case in cases for day in case.score.days):
        keys.append(
            Key(words="the record, not scored", mark="○", stroke=Stroke(ORANGE))
        )
    return keys
