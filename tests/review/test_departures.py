"""
Scores as drawn tables.

A row is what the record has by midnight, how many are out by then in each of five
worlds, and what the score says: the median world, the error in percent, whether it is
close (within 20 %) and whether the record lies within 80 % of the worlds.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from tests.make_brief import a_rehearsal

from exeunt.model.departures import DepartureDay, Departures
from exeunt.model.outcomes import Rehearsal
from exeunt.model.times import HOUR
from exeunt.review.departures import score


H_HOUR = datetime(2030, 5, 6, tzinfo=UTC)
WORLDS = 5

DAYS = """
record | worlds                  | median | error | close | spanned
100    | 100 100 100 100 100     | 100    | 0     | yes   | yes
100    | 120 120 120 120 120     | 120    | 20    | yes   | no
100    | 121 121 121 121 121     | 121    | 21    | no    | no
100    | 80 80 80 80 80          | 80     | -20   | yes   | no
100    | 79 79 79 79 79          | 79     | -21   | no    | no
100    | 0 0 0 0 0               | 0      | -100  | no    | no
100    | 50 60 110 120 200       | 110    | 10    | yes   | yes
100    | 200 50 120 60 110       | 110    | 10    | yes   | yes
500    | 100 200 300 400 520     | 300    | -40   | no    | no
"""

CASES = """
records and whether scored | worlds out on each day | scored | close | met
100 200 300                | 100 200 300            | 3      | 3     | yes
100 200 300                | 100 200 100            | 3      | 2     | yes
100 200 300                | 100 100 100            | 3      | 1     | no
100 200 300 400            | 100 200 100 100        | 4      | 2     | no
100 200 -300               | 100 200 100            | 2      | 2     | yes
-100 200                   | 100 100                | 1      | 0     | no
"""


def _rows(table: str) -> list[tuple[str, ...]]:
    lines = table.strip().splitlines()[1:]
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines]


def _record(persons: list[int]) -> Departures:
    """Make a record by day; a number below 0 is a day that is not scored."""
    return Departures(
        exeunt=1,
        decided=H_HOUR,
        counts="Everybody.",
        sources={"news": "https://example.org"},
        days=tuple(
            DepartureDay(
                by=H_HOUR + timedelta(days=number),
                persons=abs(count),
                confidence="H",
                sources=("news",),
                unscored="Rounded." if count < 0 else "",
            )
            for number, count in enumerate(persons, start=1)
        ),
    )


def _played(by_day: list[list[int]], *, all_come: int = 1000) -> Rehearsal:
    """Make a rehearsal in which so many are out from each midnight on, by world."""
    days = np.array([[0] * len(by_day[0]), *by_day])
    share = np.repeat(days, 24, axis=0).T / all_come
    ones = np.ones((share.shape[0], 1), dtype=np.int64)
    return a_rehearsal(
        out=ones * 400,
        left=ones * (all_come - 400),
        out_share=share,
        out_by_s=np.arange(share.shape[1], dtype=np.int64) * HOUR,
    )


@pytest.mark.parametrize("row", _rows(DAYS), ids=" ".join)
def test_a_day_is_scored_as_drawn(row: tuple[str, ...]) -> None:
    record, worlds, middle, error, close, spanned = row
    rehearsal = _played([[int(n) for n in worlds.split()]])
    (day,) = score(_record([int(record)]), rehearsal, h_hour=H_HOUR).days
    assert day.rehearsed == pytest.approx(int(middle))
    assert round(100 * day.error) == int(error)
    assert day.close is (close == "yes")
    assert day.spanned is (spanned == "yes")


@pytest.mark.parametrize("row", _rows(CASES), ids=" ".join)
def test_a_case_is_scored_as_drawn(row: tuple[str, ...]) -> None:
    records, worlds, scored, close, met = row
    rehearsal = _played([[int(n)] * WORLDS for n in worlds.split()])
    found = score(_record([int(n) for n in records.split()]), rehearsal, h_hour=H_HOUR)
    assert (found.scored, found.close) == (int(scored), int(close))
    assert found.met is (met == "yes")


def test_the_median_error_counts_sizes_and_leaves_out_what_is_not_scored() -> None:
    rehearsal = _played([[110] * WORLDS, [100] * WORLDS, [300] * WORLDS])
    found = score(_record([100, 200, -3000]), rehearsal, h_hour=H_HOUR)
    assert found.median_error == pytest.approx(0.3)


def test_those_given_are_left_out_of_both_for_the_error_of_the_rest() -> None:
    rehearsal = _played([[180] * WORLDS])
    (day,) = _record([200]).days
    given = _record([200]).model_copy(
        update={"days": (day.model_copy(update={"given": 120}),)}
    )
    found = score(given, rehearsal, h_hour=H_HOUR)
    assert found.days[0].error == pytest.approx(-0.1)
    assert found.days[0].error_of_rest == pytest.approx(-0.25)
    assert (found.close, found.rest_close, found.some_given) == (1, 0, True)


def test_who_comes_out_after_a_moment_does_not_count_by_then() -> None:
    rehearsal = _played([[100] * WORLDS, [500] * WORLDS])
    almost = H_HOUR + timedelta(minutes=1)
    found = score(_record([100, 500]), rehearsal, h_hour=almost)
    assert [day.rehearsed for day in found.days] == pytest.approx([0, 100])


def test_a_day_after_the_rehearsal_has_its_last_figure() -> None:
    rehearsal = _played([[100] * WORLDS])
    found = score(_record([100, 100, 100]), rehearsal, h_hour=H_HOUR)
    assert [day.rehearsed for day in found.days] == pytest.approx([100] * 3)
