"""The front: person-hours against cost and against clearance, point by point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from exeunt.formats.charts.axes import WIDE, Key, legend
from exeunt.formats.charts.palette import BLUE, GRID, INK, ORANGE, PAPER, SOFT, Stroke
from exeunt.formats.charts.svg import (
    heading,
    line,
    lines_of_text,
    picture,
    tag,
    text,
    text_width,
    tipped,
    wrapped,
)
from exeunt.formats.wording import counted, narrow_percent, started
from exeunt.model.front import Front, FrontPoint


HEIGHT = 260.0
LEFT, RIGHT, TOP = 78.0, 16.0, 44.0
MARK = 8.0
ROOM = 0.08
"""Of a field, left free around its points."""
Value = Callable[[FrontPoint], float]


def front_chart(front: Front, *, width: float = WIDE, name: str = "front") -> str:
    """
    Draw what can be had: a field for clearance, and one for cost if it differs.

    Each plan has the number that it has in the table; a rod goes down to what no plan
    of its kind comes below.
    """
    fields: list[tuple[str, Value]] = [("Clearance, hours", lambda p: p.clearance_h)]
    if len({p.cost for p in front.points}) > 1:
        fields.append(("Cost, in the unit of the post", lambda p: p.cost))
    columns = len(fields) if width >= WIDE else 1
    each = width / columns
    parts, bottom = [], 0.0
    for at, (words, value) in enumerate(fields):
        top = (at // columns) * (HEIGHT + TOP + 50) + TOP
        field = _Field.of(front.points, value, left=each * (at % columns), width=each)
        parts.append(field.drawn(front.points, value, words, top=top))
        bottom = max(bottom, top + HEIGHT + 46)
    keys, key_height = legend(_keys(front.points), x=8, y=bottom, width=width - 16)
    told, told_height = _list(front.points, y=bottom + key_height + 18, width=width)
    return picture(
        [*parts, keys, told],
        size=(width, bottom + key_height + told_height + 26),
        name=name,
        title="What can be had: person-hours against clearance and cost",
        describes=" ".join(_told(n, p) for n, p in enumerate(front.points, start=1)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """One field, with the figures at its edges."""

    left: float
    width: float
    low: float
    high: float
    least_h: float
    most_h: float

    @classmethod
    def of(
        cls, points: Sequence[FrontPoint], value: Value, *, left: float, width: float
    ) -> _Field:
        values = [value(p) for p in points] or [0.0]
        hours = [h for p in points for h in (p.person_hours, p.bound_h)] or [0.0]
        low, high = _roomy(min(values), max(values))
        least_h, most_h = _roomy(min(hours), max(hours))
        return cls(
            left=left + LEFT,
            width=width - LEFT - RIGHT,
            low=low,
            high=high,
            least_h=least_h,
            most_h=most_h,
        )

    def x(self, value: float) -> float:
        return self.left + self.width * (value - self.low) / (self.high - self.low)

    def y(self, hours: float, top: float) -> float:
        share = (hours - self.least_h) / (self.most_h - self.least_h)
        return top + HEIGHT * (1 - share)

    def drawn(
        self, points: Sequence[FrontPoint], value: Value, words: str, *, top: float
    ) -> str:
        head = heading("Weighted person-hours", self.width + LEFT - 8)
        parts = [
            lines_of_text(self.left - LEFT + 8, top - 26, head, font_weight="600"),
            self._grid(top),
            text(
                self.left + self.width / 2,
                top + HEIGHT + 36,
                words,
                text_anchor="middle",
                fill=SOFT,
            ),
        ]
        rods, marks = [], []
        for number, point in enumerate(points, start=1):
            x, y = self.x(value(point)), self.y(point.person_hours, top)
            rods.append(_rod(x, y, self.y(point.bound_h, top)))
            marks.append(tipped(_mark(x, y, number), _told(number, point)))
        return "".join([*parts, *rods, *reversed(marks)])

    def _grid(self, top: float) -> str:
        parts = []
        across = _ticks(self.least_h, self.most_h, HEIGHT / 44)
        for hours, label in zip(across, _figures(across), strict=True):
            y = self.y(hours, top)
            rule = f"M{self.left:.1f} {y:.1f}H{self.left + self.width:.1f}"
            parts.append(tag("path", d=rule, stroke=GRID))
            parts.append(text(self.left - 6, y + 4, label, text_anchor="end"))
        widest = max(text_width(f"{v:,.0f}") for v in (self.low, self.high))
        upright = _ticks(self.low, self.high, self.width / (widest + 36))
        for value, label in zip(upright, _figures(upright), strict=True):
            x = self.x(value)
            rule = f"M{x:.1f} {top:.1f}V{top + HEIGHT:.1f}"
            parts.append(tag("path", d=rule, stroke=GRID))
            parts.append(text(x, top + HEIGHT + 17, label, text_anchor="middle"))
        base = f"M{self.left:.1f} {top + HEIGHT:.1f}H{self.left + self.width:.1f}"
        return "".join(parts) + tag("path", d=base, stroke=SOFT)


def _roomy(low: float, high: float) -> tuple[float, float]:
    """Leave room on both sides; a field of one value is given some width."""
    room = (high - low) * ROOM or max(abs(high) * ROOM, 1.0)
    return max(0.0, low - room) if low >= 0 else low - room, high + room


def _ticks(low: float, high: float, most: float) -> list[float]:
    """Give round figures from *low* to *high*, about *most* of them or fewer."""
    rough = (high - low) / max(most, 1.0)
    unit = 10.0 ** floor(log10(rough))
    step = next(k * unit for k in (1, 2, 5, 10) if k * unit >= rough)
    return [step * k for k in range(ceil(low / step), floor(high / step) + 1)]


def _figures(values: Sequence[float]) -> list[str]:
    """Write round figures in full, each with as many decimals as tell them apart."""
    step = min((b - a for a, b in pairwise(values)), default=1.0)
    decimals = max(0, ceil(-log10(step) - 1e-9))
    return [f"{value:,.{decimals}f}" for value in values]


def _rod(x: float, y: float, bound_y: float) -> str:
    rod = line([(x, y), (x, bound_y)], stroke=ORANGE, stroke_width=1.6)
    foot = line([(x - 5, bound_y), (x + 5, bound_y)], stroke=ORANGE, stroke_width=1.6)
    return rod + foot


def _mark(x: float, y: float, number: int) -> str:
    disc = tag("circle", cx=x, cy=y, r=MARK, fill=BLUE, stroke=PAPER)
    label = text(x, y + 4, str(number), text_anchor="middle", fill=PAPER, font_size=11)
    return disc + label


def _keys(points: Sequence[FrontPoint]) -> list[Key]:
    keys = [Key(words="a plan, by its number", mark="●")] if points else []
    words = "down to what no plan that clears no later and costs no more comes below"
    return [*keys, Key(words=words, stroke=Stroke(ORANGE))]


def _list(points: Sequence[FrontPoint], *, y: float, width: float) -> tuple[str, float]:
    """List the plans by number under the fields."""
    lines = [
        words
        for number, point in enumerate(points, start=1)
        for words in wrapped(_told(number, point), width - 16)
    ]
    return lines_of_text(8, y + 12, lines, fill=INK), 15.0 * len(lines)


def _told(number: int, point: FrontPoint) -> str:
    left = f", {counted(point.left, 'person', 'people')} left" if point.left else ""
    return (
        f"{number}: {started(point.made_for)}. {point.person_hours:,.0f} weighted "
        f"person-hours (gap {narrow_percent(point.gap)}), all out after "
        f"{point.clearance_h:,.1f} h, cost {point.cost:,.0f}{left}."
    )
