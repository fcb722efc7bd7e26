"""Where the time goes: a bar a place, by what people wait for, and one for riding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from exeunt.formats.charts.axes import WIDE, Key, legend
from exeunt.formats.charts.palette import BLUE, NIGHT, ORANGE, SOFT, TEAL
from exeunt.formats.charts.svg import (
    heading,
    lines_of_text,
    picture,
    tag,
    text,
    text_width,
)
from exeunt.formats.wording import counted, started
from exeunt.model.outcomes import Rehearsal


MOST_BARS = 10
_KINDS = (
    ("queue at ", "in the queue", ORANGE),
    ("waiting for a vehicle at ", "waiting to leave", BLUE),
    ("waiting for opening at ", "waiting for opening", TEAL),
    ("", "riding", NIGHT),
)
"""How a stage begins, what it is called, and its fill; told apart in grey as well."""

_Parts = list[float]


def time_chart(
    rehearsal: Rehearsal, *, width: float = WIDE, name: str = "time-spent"
) -> str:
    """Draw the person-hours of a world, in the mean, by place and what for."""
    bars = _bars(rehearsal)
    shown = bars[:MOST_BARS]
    most = max((sum(parts) for _, parts in shown), default=0.0) or 1.0
    room = (
        width
        - 16
        - max((text_width(_hours(parts)) for _, parts in shown), default=0.0)
        - 8
    )
    body, y = [], 8.0
    for words, parts in shown:
        lines = heading(words, width - 16)
        body.append(lines_of_text(8, y + 12, lines, font_weight="bold"))
        y += 15 * len(lines) + 3
        body.append(_bar(parts, y, room / most))
        body.append(text(8 + sum(parts) * room / most + 6, y + 12, _hours(parts)))
        y += 24
    used = [k for k in range(len(_KINDS)) if any(parts[k] for _, parts in shown)]
    keys, height = legend(
        [Key(words=_KINDS[k][1], fill=_KINDS[k][2]) for k in used],
        x=8,
        y=y + 4,
        width=width - 16,
    )
    return picture(
        [*body, keys],
        size=(width, y + height + 12),
        name=name,
        title="Where the time goes, in person-hours of a world",
        describes=_told(shown, left_out=len(bars) - len(shown)),
    )


def _bars(rehearsal: Rehearsal) -> list[tuple[str, _Parts]]:
    """Gather the stages by place, those that cost most first."""
    by_place: dict[str, _Parts] = defaultdict(lambda: [0.0] * len(_KINDS))
    for stage, hours in zip(rehearsal.stages, rehearsal.waited_h, strict=True):
        kind = next(
            k for k, (begins, _, _) in enumerate(_KINDS) if stage.startswith(begins)
        )
        place = started(stage.removeprefix(_KINDS[kind][0]))
        by_place[place][kind] += float(hours)
    some = [(place, parts) for place, parts in by_place.items() if sum(parts) >= 0.5]
    return sorted(some, key=lambda bar: (-sum(bar[1]), bar[0]))


def _bar(parts: _Parts, y: float, scale: float) -> str:
    drawn, x = [], 8.0
    for part, (_, _, fill) in zip(parts, _KINDS, strict=True):
        if part:
            wide = part * scale
            drawn.append(
                tag("rect", x=x, y=y, width=wide, height=16, fill=fill, stroke=SOFT)
            )
            x += wide
    return "".join(drawn)


def _hours(parts: _Parts) -> str:
    return f"{sum(parts):,.0f} h"


def _told(bars: Sequence[tuple[str, _Parts]], *, left_out: int) -> str:
    told = []
    for words, parts in bars:
        some = ", ".join(
            f"{part:,.0f} {kind}"
            for part, (_, kind, _) in zip(parts, _KINDS, strict=True)
            if part >= 0.5
        )
        told.append(f"{words}: {some}.")
    if left_out:
        told.append(f"{counted(left_out, 'smaller bar')} left out.")
    return " ".join(told) or "No time is spent."
