"""How late the decision can be left, as lines and a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from exeunt.formats.breaches import breaches_words
from exeunt.formats.decision_more_tables import more_tables
from exeunt.formats.rehearsal_tables import name_of, plain_table
from exeunt.formats.wording import (
    chance,
    chance_within,
    day,
    moment,
    percent,
    worlds_words,
)
from exeunt.model.decision import DecideBy, Decided
from exeunt.model.post import Post


def decision_tables(found: Decided) -> Iterator[RenderableType]:
    """Give all that ``exeunt decide`` tells, from the top."""
    post = found.post
    yield Text(
        f"{post.file.name}, as of {moment(found.as_of, post.zone)} ({post.zone.key})"
    )
    if found.breaches:
        yield Text(breaches_words(found.breaches))
    for one in found.decisions:
        yield Text(decide_by_line(post, one))
    yield _curve(found)
    yield Text(
        "Each cell: chance that not all are out before an exit they use closes, seen "
        "from today / chance that the exits stay open to the end of the "
        f"{found.post.file.assessed_for // 86400} days watched, so that leaving proves "
        "needless."
    )
    yield from more_tables(found)
    rehearsal, widest = found.rehearsal, 0.0
    for one in found.decisions:
        for point in one.curve:
            widest = max(widest, point.half_width, point.false_alarm_half_width)
    yield Text(
        f"From {worlds_words(rehearsal)} (seed {rehearsal.seed}); no "
        f"chance is off by more than {100 * widest:.1f} points for that reason alone, "
        "with 95 % confidence."
    )
    if found.left_out:
        yield Text(f"Interrupted, so there are no {' and no '.join(found.left_out)}.")


def decide_by_line(post: Post, one: DecideBy) -> str:
    """Say in one line how late the decision can be left for a category."""
    who, target = name_of(post, one.category), percent(one.target)
    width = one.curve[0].half_width if one.curve else 0.0
    told = chance_within(one.now, width)
    if one.latest is None:
        return f"Decide by: already late for {who}; chance now {told}, {target} wanted."
    now = f"chance now {told}, {target} wanted"
    if one.beyond:
        return (
            f"Decide by {moment(one.latest, post.zone)} or later for {who}: the last "
            f"day looked at; {now}."
        )
    return f"Decide by {moment(one.latest, post.zone)} for {who}; {now}."


def _curve(found: Decided) -> Table:
    post = found.post
    names = [name_of(post, one.category) for one in found.decisions]
    table = plain_table("\nIf decided on", "", *(f"{name}" for name in names))
    for points in zip(*(one.curve for one in found.decisions), strict=True):
        cells = (
            f"{chance(1 - point.all_out)} / {chance(point.false_alarm)}"
            for point in points
        )
        table.add_row(day(points[0].decide_at, post.zone), *cells)
    return table
