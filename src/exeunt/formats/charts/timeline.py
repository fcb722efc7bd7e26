"""The movement timeline: every trip as a bar, by vehicle, over days and nights."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from exeunt.formats.charts.axes import WIDE, Key, Plot, legend, time_axis
from exeunt.formats.charts.palette import BAND, BLUE, NIGHT, PAPER, SOFT
from exeunt.formats.charts.sun import nights
from exeunt.formats.charts.svg import (
    area,
    heading,
    lines_of_text,
    picture,
    tag,
    text,
    text_width,
    tipped,
)
from exeunt.formats.wording import counted
from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post
from exeunt.model.times import moment_of


MOST_LANES = 14
"""A group of more vehicles than this is drawn as people under way."""
_LANE = 15.0
_HILL = 64.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One trip on the chart."""

    lane: str
    start: datetime
    end: datetime
    persons: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Trips of one fleet, one service, or of people on their own."""

    name: str
    bars: tuple[Bar, ...]
    numbered: bool
    """Whether its lanes are vehicles with numbers."""

    @property
    def lanes(self) -> tuple[str, ...]:
        """The lanes with a bar in them, in order."""
        return tuple(dict.fromkeys(bar.lane for bar in self.bars))

    @property
    def crowded(self) -> bool:
        """Whether it has too many lanes to draw each."""
        return len(self.lanes) > MOST_LANES

    @property
    def _peak(self) -> str:
        if not self.crowded:
            return ""
        at, most = max(_under_way(self), key=lambda step: step[1])
        return f", most at once {most:,} on {at:%a %H:%M}"

    @property
    def told(self) -> str:
        """What the group is and does, in a line."""
        loaded = [bar for bar in self.bars if bar.persons]
        people = sum(bar.persons for bar in loaded)
        empty = len(self.bars) - len(loaded)
        runs = f", {counted(empty, 'empty run')}" if empty else ""
        return (
            f"{self.name}: {counted(len(loaded), 'trip')} "
            f"with {counted(people, 'ride')}{runs}{self._peak}"
        )


def persons_on(trip: Trip, sizes: dict[str, int]) -> int:
    """Count the people on *trip*, given the *sizes* of households."""
    named = sum(sizes[household] for household in trip.households)
    return named + sum(load.persons for load in trip.cohorts)


def household_sizes(post: Post) -> dict[str, int]:
    """Count the people of every household of the roster, those split from it apart."""
    return dict(Counter(person.party for person in post.people))


def movement_timeline(
    plan: Plan, post: Post, *, width: float = WIDE, name: str = "timeline"
) -> str:
    """Draw the trips of *plan* over days and nights in the post's time zone."""
    groups = groups_of(plan, post)
    ends = [trip.arrive_s for trip in plan.trips] or [plan.deadline_s]
    plot = Plot(
        left=30,
        top=8,
        width=width - 40,
        height=sum(_height(group, width) for group in groups) + 4,
        start=plan.h_hour.astimezone(post.zone),
        end=moment_of(plan.h_hour, max(ends) + 3600, post.zone),
        zone=post.zone,
    )
    keys, key_height = legend(_keys(groups), x=8, y=plot.bottom + 26, width=width - 16)
    body = [_nights(plot, post), time_axis(plot), *_drawn(groups, plot, width), keys]
    return picture(
        body,
        size=(width, plot.bottom + 32 + key_height),
        name=name,
        title="Movement timeline",
        describes=_told(groups, plot),
    )


def groups_of(plan: Plan, post: Post) -> tuple[Group, ...]:
    """Gather the trips of *plan* by fleet, by service, and those on their own."""
    sizes = household_sizes(post)
    names = {f.id: f.name for f in post.file.fleets}
    names |= {s.id: s.name for s in post.file.services}
    bars: dict[str, list[Bar]] = defaultdict(list)
    for trip in sorted(plan.trips, key=lambda t: (t.depart_s, t.id)):
        group, lane = _whose(trip, post)
        bars[group].append(_bar(trip, lane, plan=plan, post=post, sizes=sizes))
    order = [key for key in (*names, *bars) if key in bars]
    return tuple(
        Group(
            name=names.get(key, key),
            bars=_laned(bars[key]),
            numbered=all(bar.lane for bar in bars[key]),
        )
        for key in dict.fromkeys(order)
    )


def _whose(trip: Trip, post: Post) -> tuple[str, str]:
    if trip.vehicle is None:
        return f"By {_OWN[post.link(trip.link).mode.value]}", ""
    if "@" in trip.vehicle:
        return trip.vehicle.split("@")[0], ""
    fleet, _, lane = trip.vehicle.rpartition("/")
    return fleet, lane


_OWN = {"own": "their own means", "foot": "foot"}


def _bar(
    trip: Trip, lane: str, *, plan: Plan, post: Post, sizes: dict[str, int]
) -> Bar:
    start = moment_of(plan.h_hour, trip.depart_s, post.zone)
    end = moment_of(plan.h_hour, trip.arrive_s, post.zone)
    persons = persons_on(trip, sizes)
    load = counted(persons, "person", "people") if persons else "empty"
    route = f"{post.place(trip.from_).name} to {post.place(trip.to).name}"
    when = f"{start:%a %d %b %H:%M} to {end:%a %d %b %H:%M}"
    return Bar(
        lane=lane,
        start=start,
        end=end,
        persons=persons,
        words=f"{route}, {when}, {load}",
    )


def _laned(bars: Sequence[Bar]) -> tuple[Bar, ...]:
    """Put the bars without a lane into as few as hold them apart."""
    if all(bar.lane for bar in bars):
        return tuple(sorted(bars, key=lambda b: (int(b.lane), b.start)))
    free: list[datetime] = []
    out = []
    for bar in bars:
        at = next((n for n, since in enumerate(free) if since <= bar.start), len(free))
        free[at : at + 1] = [bar.end]
        out.append(
            Bar(
                lane=str(at + 1),
                start=bar.start,
                end=bar.end,
                persons=bar.persons,
                words=bar.words,
            )
        )
    return tuple(out)


def _heading_lines(group: Group, width: float) -> tuple[str, ...]:
    return heading(group.told, width - 16)


def _height(group: Group, width: float) -> float:
    field = _HILL if group.crowded else len(group.lanes) * _LANE
    return 15 * len(_heading_lines(group, width)) + field + 12


def _drawn(groups: Iterable[Group], plot: Plot, width: float) -> list[str]:
    parts, top = [], plot.top
    for group in groups:
        lines = _heading_lines(group, width)
        head = [
            tag(
                "rect",
                x=6,
                y=top - 1,
                width=text_width(words) * 1.12 + 4,
                height=16,
                fill=PAPER,
                fill_opacity=0.8,
                transform=f"translate(0 {at * 15})",
            )
            for at, words in enumerate(lines)
        ]
        parts += [*head, lines_of_text(8, top + 12, lines, font_weight="600")]
        field = top + 15 * len(lines) + 4
        draw = _hill if group.crowded else _lanes
        parts.append(draw(group, plot, field))
        top += _height(group, width)
    return parts


def _lanes(group: Group, plot: Plot, top: float) -> str:
    row = {lane: at for at, lane in enumerate(group.lanes)}
    parts = [
        text(
            24, top + at * _LANE + 11, lane, text_anchor="end", fill=SOFT, font_size=11
        )
        for lane, at in row.items()
        if group.numbered
    ]
    parts += [_box(bar, plot, top + row[bar.lane] * _LANE) for bar in group.bars]
    return "".join(parts)


def _box(bar: Bar, plot: Plot, y: float) -> str:
    x, end = plot.x(bar.start), plot.x(bar.end)
    width = max(end - x, 1.5)
    fill, edge = (BLUE, PAPER) if bar.persons else (PAPER, SOFT)
    shape = tag(
        "rect",
        x=x,
        y=y + 1,
        width=width,
        height=_LANE - 2,
        fill=fill,
        stroke=edge,
        stroke_width=0.7,
    )
    count = str(bar.persons)
    if bar.persons and text_width(count, 10) + 2 <= width:
        shape += text(
            x + width / 2, y + 11, count, fill=PAPER, font_size=10, text_anchor="middle"
        )
    return tipped(shape, bar.words)


def _hill(group: Group, plot: Plot, top: float) -> str:
    steps = _under_way(group)
    peak = max(persons for _, persons in steps) or 1
    upper = [
        (plot.x(at), top + _HILL - (_HILL - 4) * persons / peak)
        for at, persons in steps
    ]
    lower = [(x, top + _HILL) for x, _ in upper]
    return tipped(area(upper, lower, fill=BAND, stroke=BLUE), group.told)


def _under_way(group: Group) -> list[tuple[datetime, int]]:
    change: Counter[datetime] = Counter()
    for bar in group.bars:
        change[bar.start] += bar.persons
        change[bar.end] -= bar.persons
    steps, now = [], 0
    for moment in sorted(change):
        steps.append((moment, now))
        now += change[moment]
        steps.append((moment, now))
    return steps


def _nights(plot: Plot, post: Post) -> str:
    place = post.file.places[0]
    spans = nights(plot.start, plot.end, lat=place.lat, lon=place.lon)
    return "".join(
        tag(
            "rect",
            x=plot.x(start),
            y=plot.top,
            width=plot.x(end) - plot.x(start),
            height=plot.height,
            fill=NIGHT,
        )
        for start, end in spans
    )


def _keys(groups: Iterable[Group]) -> list[Key]:
    crowded = [group.crowded for group in groups]
    keys = [] if all(crowded) else [Key(words="with people, how many", fill=BLUE)]
    if any(not bar.persons for group in groups for bar in group.bars):
        keys.append(Key(words="empty run", fill=PAPER))
    if any(crowded):
        keys.append(Key(words="people under way", fill=BAND))
    return [*keys, Key(words="night", fill=NIGHT)]


def _told(groups: Sequence[Group], plot: Plot) -> str:
    if not groups:
        return "The plan makes no trips."
    told = "; ".join(group.told for group in groups)
    return (
        f"From {plot.start:%d %b %H:%M} to {plot.end:%d %b %H:%M} local time. {told}."
    )
