"""Every picture of a rehearsal, for the brief and for one sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from exeunt.formats.charts.axes import WIDE
from exeunt.formats.charts.hourly import hourly_chart
from exeunt.formats.charts.out import out_chart
from exeunt.formats.charts.svg import heading, lines_of_text, picture
from exeunt.formats.charts.time_spent import time_chart
from exeunt.formats.wording import counted
from exeunt.model.occupancy import Hourly, Occupancy
from exeunt.model.outcomes import Rehearsal


_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A picture that can be drawn in any width."""

    name: str
    title: str
    caption: str
    draw: Callable[[float, str], str]
    """Takes a width and a name that is unique on its page."""


def rehearsal_pictures(
    rehearsal: Rehearsal,
    occupancy: Occupancy | None,
    *,
    h_hour: datetime,
    deadline_s: int,
) -> Iterator[Drawn]:
    """Give the pictures of a rehearsal, in *h_hour*'s zone."""

    def out(width: float, name: str) -> str:
        return out_chart(
            rehearsal, h_hour=h_hour, deadline_s=deadline_s, width=width, name=name
        )

    def time(width: float, name: str) -> str:
        return time_chart(rehearsal, width=width, name=name)

    yield Drawn(
        name="out",
        title="People out over time",
        caption="How many people are safe by when: the median of all worlds, and the "
        "band that holds eight of ten.",
        draw=out,
    )
    if occupancy is not None and occupancy.worlds:
        yield from _hourly(occupancy, h_hour)
    yield Drawn(
        name="time-spent",
        title="Where the time goes",
        caption="Person-hours of a world, in the mean, by place and what they went into.",
        draw=time,
    )


def _hourly(occupancy: Occupancy, h_hour: datetime) -> Iterator[Drawn]:
    counted_in = f"Counted in {counted(occupancy.worlds, 'world')}."

    def strips(title: str, rows: Sequence[Hourly], *, shares: bool) -> _Draw:
        def draw(width: float, name: str) -> str:
            return hourly_chart(
                rows,
                title=title,
                h_hour=h_hour,
                shares=shares,
                width=width,
                name=name,
            )

        return draw

    title = "Who waits where"
    if occupancy.waiting:
        yield Drawn(
            name="waiting",
            title=title,
            caption="People in the queue or waiting to leave, by place and hour, each "
            f"place on a scale of its own. {counted_in}",
            draw=strips(title, occupancy.waiting, shares=False),
        )
    title = "Vehicles in use"
    if occupancy.fleets:
        yield Drawn(
            name="vehicles",
            title=title,
            caption="Share of each fleet that loads, is under way or unloads. "
            f"{counted_in}",
            draw=strips(title, occupancy.fleets, shares=True),
        )
    title = "Stations in use"
    if occupancy.stations:
        yield Drawn(
            name="stations",
            title=title,
            caption="Share of the hour in which each place of limited rate processes "
            f"people. {counted_in}",
            draw=strips(title, occupancy.stations, shares=True),
        )


_Draw = Callable[[float, str], str]


def rehearsal_sheet(drawn: Sequence[Drawn], *, title: str, width: float = WIDE) -> str:
    """Put pictures under one another on one sheet, each with its title and caption."""
    parts, y = [], 14.0
    told = []
    for one in drawn:
        lines = heading(one.title, width - 16)
        parts.append(
            lines_of_text(8, y + 12, lines, font_weight="bold", font_size=14, step=17)
        )
        y += 17 * len(lines) + 2
        words = heading(one.caption, width - 16)
        parts.append(lines_of_text(8, y + 12, words))
        y += 15 * len(words) + 10
        inner, height = _placed(one.draw(width, f"sheet-{one.name}"), y)
        parts.append(inner)
        y += height + 22
        told.append(one.title)
    return picture(
        parts,
        size=(width, y),
        name="sheet",
        title=title,
        describes=f"Pictures: {', '.join(told)}.",
    )


def _placed(svg: str, y: float) -> tuple[str, float]:
    """Place a picture in another, from *y* down; give it with its height."""
    size = _SIZE.search(svg)
    if size is None:
        raise AssertionError("a picture without a size")
    width, height = size.groups()
    at = f'<svg x="0" y="{y:.1f}" width="{width}" height="{height}" '
    return at + svg.removeprefix("<svg "), float(height)
