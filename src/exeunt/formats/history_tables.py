"""Past cases against the record, as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from exeunt.formats.charts.history import said_of
from exeunt.formats.rehearsal_tables import plain_table
from exeunt.formats.wording import counted, listed, moment
from exeunt.model.departures import DayScore, PastCase


HONEST = (
    "Few cases, rebuilt by people who know how they ended: which flights and ships came "
    "on which day goes in from the record, how many people were out by then does not, "
    "but for first lifts where they are named. It tests the movement, not whether "
    "anybody could have foreseen what came."
)
_MOST_STAGES = 3


def history_tables(cases: Iterable[PastCase]) -> Iterator[RenderableType]:
    """Give all that ``exeunt history`` tells, from the top."""
    for case in cases:
        yield _days(case)
        for words in verdict(case):
            yield Text(words)
    yield Text(f"\n{HONEST}")


def _days(case: PastCase) -> Table:
    table = plain_table(
        f"\n{case.post.file.name}: {case.departures.counts}",
        *("by", "record", "", "rehearsed", "80 % of worlds", "error", "within 20 %"),
    )
    for at in (1, 3, 4, 5):
        table.columns[at].justify = "right"
    for scored in case.score.days:
        table.add_row(*cells(scored, case))
    return table


def cells(scored: DayScore, case: PastCase) -> tuple[str, ...]:
    """Write a day as cells: when, record, confidence, rehearsed, span, error, close."""
    day = scored.day
    close = "yes" if scored.close else "no"
    return (
        moment(day.by, case.post.zone),
        f"{day.persons:,}",
        day.confidence,
        f"{scored.rehearsed:,.0f}",
        f"{scored.low:,.0f} to {scored.high:,.0f}",
        f"{100 * scored.error:+.0f}\u00a0%",
        "not scored" if day.unscored else close,
    )


def verdict(case: PastCase) -> tuple[str, ...]:
    """Say how a case measured up, and what held people up in it."""
    score = case.score
    aim = "met" if score.met else "not met"
    spanned = (
        f"The record lies within 80\u00a0% of the worlds on {score.spanned} of "
        f"{counted(score.scored, 'day')}."
    )
    longest = sorted(case.stages, key=lambda s: -s.hours)[:_MOST_STAGES]
    held = listed([f"{s.stage} ({s.hours:,.0f}\u00a0person-hours)" for s in longest])
    return (
        f"{said_of(case)} The aim, two thirds of the days, is {aim}.",
        *_rest(case),
        spanned,
        f"Most time passed {held}.",
    )


def _rest(case: PastCase) -> tuple[str, ...]:
    """Say what is left of it without the people whom the post was given."""
    score = case.score
    if not score.some_given:
        return ()
    errors = [
        f"{100 * day.error_of_rest:+.0f}\u00a0%"
        for day in score.days
        if not day.day.unscored
    ]
    words = (
        "Without the first lifts, from which the post takes the room of their kind, "
        f"{score.rest_close} of {counted(score.scored, 'day')} come within 20\u00a0%; "
        f"the errors are {listed(errors)}."
    )
    return (words,)
