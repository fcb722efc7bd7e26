"""All replayed crises: the chance of closing on every day, and how each ended."""

from __future__ import annotations

from collections.abc import Sequence

from exeunt.formats.charts.axes import WIDE, Key, Plot, legend, time_axis, value_axis
from exeunt.formats.charts.palette import BLUE, INK, ORANGE, Stroke
from exeunt.formats.charts.svg import (
    heading,
    line,
    lines_of_text,
    picture,
    tag,
    text,
    text_width,
    tipped,
)
from exeunt.formats.replays_tables import became
from exeunt.formats.wording import chance, percent
from exeunt.model.replays import FARTHEST, CaseDays, ForecasterScore, Replays


_FIELD = 96.0
_GAP = 20.0
_NARROWEST = 320.0
"""A field is never narrower; with less room the fields stand under one another."""
_HAND = Stroke(ORANGE, "5 3")
_HALVES = (0.0, 0.5, 1.0)


def replays_chart(found: Replays, *, width: float = WIDE, name: str = "replays") -> str:
    """
    Draw every case in a field of its own, those that closed first.

    The line is the chance of a closing within 30 days by the weights that the other
    cases chose, the dashed one that by the weights as written; a rod marks a closing.
    """
    columns = max(1, int((width + _GAP) // (_NARROWEST + _GAP)))
    wide = (width - _GAP * (columns - 1)) / columns
    cases = sorted(found.cases, key=lambda c: (not c.closed, c.as_of[0]))
    fields, top = [], 4.0
    for start in range(0, len(cases), columns):
        row = cases[start : start + columns]
        drawn = [
            _case(case, found, (at * (wide + _GAP), top), wide)
            for at, case in enumerate(row)
        ]
        fields += [field for field, _ in drawn]
        top = max(bottom for _, bottom in drawn)
    keys, key_height = legend(_KEYS, x=8, y=top, width=width - 16)
    return picture(
        [*fields, keys],
        size=(width, top + 8 + key_height),
        name=name,
        title=f"Chance that the exit closes within {FARTHEST} days",
        describes=" ".join(_told(case, found) for case in cases),
    )


def _case(
    case: CaseDays, found: Replays, at: tuple[float, float], width: float
) -> tuple[str, float]:
    left, top = at
    lines = heading(f"{case.file.name}: {became(case)}", width - 12)
    head = lines_of_text(left + 8, top + 14, lines, font_weight="600")
    labels = [percent(half) for half in _HALVES]
    margin = 12 + max(text_width(label) for label in labels)
    plot = Plot(
        left=left + margin,
        top=top + 15 * len(lines) + 10,
        width=width - margin - 16,
        height=_FIELD,
        start=case.as_of[0],
        end=case.file.outcome.closed or case.as_of[-1],
        zone=case.file.zone,
    )
    body = (
        value_axis(plot, _HALVES, labels),
        time_axis(plot),
        _path(case, found.by_hand, plot, _HAND, 1.4),
        _path(case, found.ours, plot, Stroke(BLUE), 2.2),
        _end(case, plot),
    )
    words = _told(case, found)
    return head + tipped("".join(body), words), plot.bottom + 26


def _path(
    case: CaseDays,
    score: ForecasterScore,
    plot: Plot,
    drawn: Stroke,
    thick: float,
) -> str:
    said = score.forecasts[case.name][:, FARTHEST]
    points = [
        (plot.x(day), plot.y(float(p))) for day, p in zip(case.as_of, said, strict=True)
    ]
    return line(
        points,
        stroke=drawn.colour,
        stroke_width=thick,
        stroke_dasharray=drawn.dash or None,
    )


def _end(case: CaseDays, plot: Plot) -> str:
    if not case.closed:
        return ""
    rod = f"M{plot.right:.1f} {plot.top:.1f}V{plot.bottom:.1f}"
    drawn = tag("path", d=rod, stroke=INK, stroke_width=2)
    return drawn + text(plot.right, plot.top - 1, "✕", text_anchor="middle")


def _told(case: CaseDays, found: Replays) -> str:
    said = found.ours.forecasts[case.name][:, FARTHEST]
    most = chance(float(said.max()))
    return (
        f"{case.file.name}, {became(case)}: from {chance(float(said[0]))} to "
        f"{chance(float(said[-1]))}, at most {most}."
    )


_KEYS: Sequence[Key] = (
    Key(words="chance, weights chosen on the other cases", stroke=Stroke(BLUE)),
    Key(words="chance, weights as written", stroke=_HAND),
    Key(words="the exit closed", mark="✕"),
)
