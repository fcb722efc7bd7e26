"""What a rehearsal found, as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from exeunt.formats.breaches import breaches_words
from exeunt.formats.stories import CAUSE_RULE, Teller, cause_lines, failure_words
from exeunt.formats.wording import (
    chance_within,
    moment,
    percent,
    short_moment,
    within,
    worlds_words,
)
from exeunt.model.intervals import Between, mean_half_width
from exeunt.model.outcomes import ClearanceQuantiles, Rehearsal, Rehearsed, StageWait
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.stories import Failures
from exeunt.model.times import moment_of


_MOST_STAGES = 8


def rehearsal_tables(found: Rehearsed) -> Iterator[RenderableType]:
    """Give all that ``exeunt rehearse`` tells, from the top."""
    post, plan, rehearsal = found.post, found.plan, found.rehearsal
    yield Text(
        f"{post.file.name}: the plan for {moment(plan.h_hour, post.zone)}, played in "
        f"{worlds_words(rehearsal)} (seed {rehearsal.seed})."
    )
    if found.breaches:
        yield Text(breaches_words(found.breaches))
    yield _clearance(post, plan, found.clearance)
    yield _people(post, rehearsal)
    yield from _stages(found.stages)
    yield Text(f"{percent(rehearsal.empty_seats)} of the seats that left were empty.")
    yield from _failures(found.failures)
    yield from _stories(found)
    if found.left_out:
        yield Text(_left_out_words(found.left_out))


def _left_out_words(left_out: Sequence[str]) -> str:
    """Say what was not looked for any more after Ctrl-C."""
    said = {
        "stories": "the worst worlds are not retold",
        "by_hour": "it is not counted who waits where",
    }
    return f"Interrupted, so {' and '.join(said[name] for name in left_out)}."


def _failures(failures: Failures) -> Iterator[RenderableType]:
    yield Text(failure_words(failures))
    if failures.causes:
        table = plain_table("\nWhat those worlds failed of", "cause", "share")
        for words, share in cause_lines(failures):
            table.add_row(Text(words), share)
        yield table
        yield Text(CAUSE_RULE)


def _stories(found: Rehearsed) -> Iterator[RenderableType]:
    teller = Teller(found.post, found.plan)
    for story in found.stories:
        yield Text(f"\n{teller.title(story)}")
        for line in teller.lines(story):
            yield Text(f"- {line}")


def plain_table(title: str, *columns: str) -> Table:
    """Make an empty table without rules."""
    table = Table(
        title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def name_of(post: Post, category: str) -> str:
    """Give the name of a category, or of everyone."""
    return next(
        (c.name for c in post.file.categories if c.id == category), category
    ).strip()


def _clearance(
    post: Post, plan: Plan, clearance: Iterable[ClearanceQuantiles]
) -> Table:
    table = plain_table(
        "\nAll out by (95 % interval)",
        *("who", "in half the worlds", "in 80 %", "in 95 %", "at all"),
    )

    def told(after_s: int | None, between: Between) -> str:
        low, high = (_clock(post, plan, end) for end in between)
        return f"{_clock(post, plan, after_s)}\n({low} to {high})"

    for one in clearance:
        table.add_row(
            Text(name_of(post, one.category)),
            told(one.p50_s, one.p50_between_s),
            told(one.p80_s, one.p80_between_s),
            told(one.p95_s, one.p95_between_s),
            chance_within(one.all_out, one.half_width),
        )
    return table


def _clock(post: Post, plan: Plan, after_s: int | None) -> str:
    if after_s is None:
        return "never"
    return short_moment(moment_of(plan.h_hour, after_s, post.zone), post.zone)


def _people(post: Post, rehearsal: Rehearsal) -> Table:
    table = plain_table("\nPeople, in the mean", "who", "out", "left", "did not come")
    for k, category in enumerate(rehearsal.categories):
        counts = (rehearsal.out, rehearsal.left, rehearsal.no_show)
        means = (_mean(count[:, k]) for count in counts)
        table.add_row(Text(name_of(post, category)), *means)
    return table


def _mean(counts: NDArray[np.int64]) -> str:
    return within(float(counts.mean()), mean_half_width(counts), digits=1)


def _stages(stages: Iterable[StageWait]) -> Iterator[RenderableType]:
    some = list(stages)[:_MOST_STAGES]
    if not some:
        return
    table = plain_table(
        "\nWhere time went", "stage", "held up the last ones", "person-hours"
    )
    for stage in some:
        hours = f"{stage.hours:,.0f}"
        table.add_row(Text(stage.stage), percent(stage.held_last), hours)
    yield table
