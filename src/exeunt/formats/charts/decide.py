"""The decide-by curve: one field a category, with both kinds of error."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from zoneinfo import ZoneInfo

from exeunt.formats.charts.axes import WIDE, Key, Plot, legend, share_axis, time_axis
from exeunt.formats.charts.palette import BAND, BLUE, INK, ORANGE, PAPER, SOFT, Stroke
from exeunt.formats.charts.svg import area, heading, line, lines_of_text, picture, tag
from exeunt.formats.wording import chance, moment, percent
from exeunt.model.decision import DecideBy


_OUT = Stroke(BLUE)
_ALARM = Stroke(ORANGE, "2 3")
_TARGET = Stroke(SOFT, "7 3")
_FIELD = 132.0
_DECIDED = "decided already"


def decide_chart(
    decisions: Sequence[DecideBy],
    names: dict[str, str],
    *,
    zone: ZoneInfo,
    taken: AbstractSet[str] = frozenset(),
    width: float = WIDE,
    name: str = "decide",
) -> str:
    """
    Draw what deciding at each moment would mean, for every category.

    About the categories *taken* the decision has been made.
    """
    heads_by = {
        d.category: f"{names[d.category]}: "
        + (_DECIDED if d.category in taken else when(d, zone))
        for d in decisions
    }
    columns = 2 if width >= WIDE and len(decisions) > 1 else 1
    each = width / columns
    parts, bottom = [], 0.0
    for at in range(0, len(decisions), columns):
        row = decisions[at : at + columns]
        heads = [heading(heads_by[d.category], each - 20) for d in row]
        top = bottom + 15 * max(len(head) for head in heads) + 14
        for column, (decision, head) in enumerate(zip(row, heads, strict=True)):
            left = column * each
            parts.append(lines_of_text(left + 8, bottom + 14, head, font_weight="600"))
            parts.append(_field(decision, left=left, top=top, width=each, zone=zone))
        bottom = top + _FIELD + 30
    keys, key_height = legend(_keys(), x=8, y=bottom, width=width - 16)
    return picture(
        [*parts, keys],
        size=(width, bottom + key_height + 6),
        name=name,
        title="Decide by: the chance that all are out, by when the decision is made",
        describes=" ".join(_told(d, heads_by[d.category], zone) for d in decisions),
    )


def when(decision: DecideBy, zone: ZoneInfo) -> str:
    """Say by when to decide, in words."""
    if decision.latest is None:
        return f"already late, {chance(decision.now)} if decided now"
    later = " or later" if decision.beyond else ""
    return f"decide by {moment(decision.latest, zone)}{later}"


def _field(
    decision: DecideBy, *, left: float, top: float, width: float, zone: ZoneInfo
) -> str:
    moments = [point.decide_at for point in decision.curve]
    plot = Plot(
        left=left + 52,
        top=top,
        width=width - 72,
        height=_FIELD,
        start=moments[0].astimezone(zone),
        end=moments[-1].astimezone(zone),
        zone=zone,
    )
    return "".join(
        (
            share_axis(plot),
            time_axis(plot),
            _curves(decision, plot),
            _mark(decision, plot),
        )
    )


def _curves(decision: DecideBy, plot: Plot) -> str:
    xs = [plot.x(point.decide_at) for point in decision.curve]
    upper = [plot.y(p.all_out + p.half_width) for p in decision.curve]
    lower = [plot.y(p.all_out - p.half_width) for p in decision.curve]
    out = [plot.y(p.all_out) for p in decision.curve]
    alarm = [plot.y(p.false_alarm) for p in decision.curve]
    target = plot.y(decision.target)
    return "".join(
        (
            area(
                list(zip(xs, upper, strict=True)),
                list(zip(xs, lower, strict=True)),
                fill=BAND,
            ),
            _stroked([(plot.left, target), (plot.right, target)], _TARGET, 1.4),
            _stroked(list(zip(xs, alarm, strict=True)), _ALARM, 2),
            _stroked(list(zip(xs, out, strict=True)), _OUT, 2.4),
        )
    )


def _stroked(points: list[tuple[float, float]], drawn: Stroke, width: float) -> str:
    return line(
        points,
        stroke=drawn.colour,
        stroke_width=width,
        stroke_dasharray=drawn.dash or None,
    )


def _mark(decision: DecideBy, plot: Plot) -> str:
    if decision.latest is None:
        return ""
    x = plot.x(decision.latest)
    rod = tag("path", d=f"M{x:.1f} {plot.top:.1f}V{plot.bottom:.1f}", stroke=INK)
    tip = f"M{x - 6:.1f} {plot.top - 1:.1f}h12l-6 9z"
    return rod + tag("path", d=tip, fill=INK, stroke=PAPER)


def _keys() -> list[Key]:
    return [
        Key(words="chance that all are out before their exit shuts", stroke=_OUT),
        Key(words="95 % interval of the rehearsal", fill=BAND),
        Key(words="target", stroke=_TARGET),
        Key(words="chance that leaving proves needless", stroke=_ALARM),
        Key(words="decide by", mark="▼"),
    ]


def _told(decision: DecideBy, head: str, zone: ZoneInfo) -> str:
    first, last = decision.curve[0], decision.curve[-1]
    return (
        f"{head}. Target {percent(decision.target)}; "
        f"{chance(first.all_out)} if decided {moment(first.decide_at, zone)}, "
        f"{chance(last.all_out)} if decided {moment(last.decide_at, zone)}; "
        f"needless with chance {chance(first.false_alarm)}."
    )
