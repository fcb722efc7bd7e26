"""The calendar: weeks as rows, what is known to come as numbers of a list below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from exeunt.formats.charts.axes import WIDE, Key, legend
from exeunt.formats.charts.palette import BLUE, GRID, INK, PAPER, SOFT
from exeunt.formats.charts.svg import picture, tag, text, tipped
from exeunt.model.signals import EngagementStatus


MOST_WEEKS = 8
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ROW = 46.0
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One engagement, by its number in the list beside the calendar."""

    number: int
    day: date
    status: EngagementStatus
    words: str


def calendar_chart(
    entries: Sequence[Entry],
    *,
    today: date,
    width: float = WIDE,
    name: str = "calendar",
) -> str:
    """Draw the weeks from *today* to the last of *entries*, at least four."""
    monday = today - timedelta(days=today.weekday())
    weeks = _weeks(entries, monday)
    cell = (width - 16) / 7
    on: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        on[entry.day].append(entry)
    parts = [
        text(8 + at * cell + cell / 2, 16, day, text_anchor="middle", fill=SOFT)
        for at, day in enumerate(_DAYS)
    ]
    ordered = sorted(range(weeks * 7), key=lambda n: n == (today - monday).days)
    for ahead in ordered:
        day = monday + timedelta(days=ahead)
        x, y = 8 + (ahead % 7) * cell, 24 + (ahead // 7) * _ROW
        inside = _cell(day, on[day], today=today, width=cell)
        parts.append(tag("g", inside, transform=f"translate({x:.1f} {y:.1f})"))
    bottom = 24 + weeks * _ROW
    keys, key_height = legend(_keys(), x=8, y=bottom + 8, width=width - 16)
    return picture(
        [*parts, keys],
        size=(width, bottom + 14 + key_height),
        name=name,
        title="Calendar of engagements",
        describes=_told(entries),
    )


def _weeks(entries: Sequence[Entry], monday: date) -> int:
    last = max((entry.day for entry in entries), default=monday)
    return min(max(4, (last - monday).days // 7 + 1), MOST_WEEKS)


def _cell(day: date, entries: Sequence[Entry], *, today: date, width: float) -> str:
    now = day == today
    box = tag(
        "rect",
        width=width,
        height=_ROW,
        fill=PAPER,
        stroke=INK if now else GRID,
        stroke_width=2.5 if now else 1,
    )
    first = day.day == 1 or day.weekday() == 0
    label = f"{day.day} {day:%b}" if first else str(day.day)
    colour = INK if day >= today else SOFT
    marks = [
        _mark(entry, 12 + at * 20.0)
        for at, entry in enumerate(_fitting(entries, width))
    ]
    return box + text(4, 13, label, font_size=11, fill=colour) + "".join(marks)


def _fitting(entries: Sequence[Entry], width: float) -> Sequence[Entry]:
    """Keep as many marks as have room; the list below names them all."""
    return entries[: max(1, min(_SHOWN, int((width - 4) // 20)))]


def _mark(entry: Entry, x: float) -> str:
    filled = entry.status is EngagementStatus.PLANNED
    disc = tag("circle", cx=x, cy=31, r=9, fill=BLUE if filled else PAPER, stroke=BLUE)
    number = text(
        x,
        35,
        str(entry.number),
        font_size=10,
        text_anchor="middle",
        fill=PAPER if filled else INK,
    )
    struck = entry.status is EngagementStatus.CANCELLED
    bar = tag("path", d=f"M{x - 9:.1f} 40L{x + 9:.1f} 22", stroke=INK) if struck else ""
    return tipped(disc + number + bar, entry.words)


def _keys() -> list[Key]:
    return [
        Key(words="planned", mark="●"),
        Key(words="held, or called off (struck)", mark="○"),
    ]


def _told(entries: Sequence[Entry]) -> str:
    return "; ".join(entry.words for entry in entries) or "No engagement is known."
