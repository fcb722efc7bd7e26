"""The front of policies: false alarms against people left behind."""

from __future__ import annotations

from exeunt.formats.charts.axes import WIDE, Key, legend
from exeunt.formats.charts.palette import BLUE, GRID, ORANGE, PAPER, SOFT, Stroke
from exeunt.formats.charts.svg import (
    heading,
    line,
    lines_of_text,
    picture,
    tag,
    text,
    tipped,
    wrapped,
)
from exeunt.formats.wording import percent, policy_words, trade_off_words
from exeunt.model.policies import PolicyOutcome, PolicyTable, Sooner, front_of


HEIGHT = 260.0
LEFT, RIGHT, TOP = 64.0, 24.0, 44.0
_FRONT = Stroke(BLUE)
_INTERVAL = Stroke(ORANGE)
_SOONER = (Stroke(SOFT, dash="6 4"), Stroke(SOFT, dash="2 3"))
"""Of the fronts were all out sooner, by how much sooner."""
_STEPS = (1, 2, 5)
_ROOM = 14.0
"""So that a mark at no false alarm covers no figure."""


def policies_chart(
    table: PolicyTable, *, width: float = WIDE, name: str = "policies"
) -> str:
    """
    Draw every policy by what it comes to, and the front through those unbeaten.

    Rods are 95 % intervals of the number of worlds; numbers are those of the list.
    """
    most = (
        max((o.left + (o.left_half_width or 0.0) for o in table.outcomes), default=1.0)
        or 1.0
    )
    field = _Field(width=width - LEFT - RIGHT, most=most)
    front = table.front
    parts = [
        lines_of_text(
            8, 18, heading("People left behind", width - 16), font_weight="600"
        ),
        field.grid(),
        *(field.dot(one) for one in table.outcomes if not one.on_front),
        line([field.at(o) for o in front], stroke=BLUE, stroke_width=1.6),
        *(
            field.sooner(one, stroke)
            for one, stroke in zip(table.sooner, _SOONER, strict=False)
        ),
        *(field.rods(one) for one in front),
        *(field.disc(one, n) for n, one in enumerate(front, start=1)),
    ]
    bottom = TOP + HEIGHT + 46
    keys, key_height = legend(_keys(table), x=8, y=bottom, width=width - 16)
    told = [_told(n, one) for n, one in enumerate(front, start=1)]
    if table.sooner:
        told.append(trade_off_words(table))
    lines = [words for one in told for words in wrapped(one, width - 16)]
    listed = lines_of_text(8, bottom + key_height + 30, lines)
    return picture(
        [*parts, keys, listed],
        size=(width, bottom + key_height + 15 * len(lines) + 34),
        name=name,
        title="Policies: people left behind against false alarms",
        describes=" ".join(told),
    )


class _Field:
    def __init__(self, *, width: float, most: float) -> None:
        self.width, self.most = width, most

    def x(self, share: float) -> float:
        return LEFT + _ROOM + (self.width - _ROOM) * min(max(share, 0.0), 1.0)

    def y(self, people: float) -> float:
        return TOP + HEIGHT * (1 - min(max(people / self.most, 0.0), 1.0))

    def at(self, one: PolicyOutcome) -> tuple[float, float]:
        return self.x(one.false_alarms), self.y(one.left)

    def grid(self) -> str:
        parts = []
        for people in _ticks(self.most):
            y = self.y(people)
            rule = f"M{LEFT:.1f} {y:.1f}H{LEFT + self.width:.1f}"
            parts.append(tag("path", d=rule, stroke=GRID))
            parts.append(text(LEFT - 6, y + 4, f"{people:,}", text_anchor="end"))
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            x = self.x(share)
            rule = f"M{x:.1f} {TOP:.1f}V{TOP + HEIGHT:.1f}"
            parts.append(tag("path", d=rule, stroke=GRID))
            parts.append(
                text(x, TOP + HEIGHT + 17, percent(share), text_anchor="middle")
            )
        words = "Worlds with a false alarm"
        middle = LEFT + self.width / 2
        parts.append(
            text(middle, TOP + HEIGHT + 36, words, text_anchor="middle", fill=SOFT)
        )
        return "".join(parts)

    def dot(self, one: PolicyOutcome) -> str:
        x, y = self.at(one)
        return tipped(tag("circle", cx=x, cy=y, r=3, fill=SOFT), policy_words(one))

    def sooner(self, one: Sooner, stroke: Stroke) -> str:
        points = [self.at(outcome) for outcome in front_of(one.outcomes)]
        drawn = line(
            points, stroke=stroke.colour, stroke_width=1.6, stroke_dasharray=stroke.dash
        )
        return tipped(drawn, f"were all out in {percent(one.share)} of the time")

    def rods(self, one: PolicyOutcome) -> str:
        x, y = self.at(one)
        high = one.left_half_width or 0.0
        up, down = one.left + high, one.left - high
        wide = one.false_alarms_half_width
        across = [(self.x(one.false_alarms + k * wide), y) for k in (-1, 1)]
        upright = [(x, self.y(up)), (x, self.y(down))]
        return "".join(
            line(points, stroke=ORANGE, stroke_width=1.4)
            for points in (across, upright)
        )

    def disc(self, one: PolicyOutcome, number: int) -> str:
        x, y = self.at(one)
        mark = tag("circle", cx=x, cy=y, r=8, fill=BLUE, stroke=PAPER)
        label = text(
            x, y + 4, str(number), text_anchor="middle", fill=PAPER, font_size=11
        )
        return tipped(mark + label, _told(number, one))


def _ticks(most: float) -> list[int]:
    """Give round numbers of people from 0 on, five at most or so."""
    step = next(k * 10**e for e in range(9) for k in _STEPS if k * 10**e * 5 >= most)
    return list(range(0, int(most) + 1, step))


def _keys(table: PolicyTable) -> list[Key]:
    faster = [
        Key(
            words=f"the front, were all out in {percent(one.share)} of the time",
            stroke=s,
        )
        for one, s in zip(table.sooner, _SOONER, strict=False)
    ]
    return [
        Key(words="a policy no other beats, by its number", mark="●", stroke=_FRONT),
        Key(words="another policy", mark="•", stroke=Stroke(SOFT)),
        Key(words="95 % interval", stroke=_INTERVAL),
        *faster,
    ]


def _told(number: int, one: PolicyOutcome) -> str:
    return f"{number}: {policy_words(one)}"
