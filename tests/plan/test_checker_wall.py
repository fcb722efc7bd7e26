"""Openings as the wall clock has them, also on days when the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.model.times import Opening
from exeunt.plan.checker.wall import Wall, opening_words


KYIV = ZoneInfo("Europe/Kyiv")
SPRING = datetime(2030, 3, 30, 22, tzinfo=UTC)
"""Midnight in Kyiv before 2030-03-31, when 03:00 becomes 04:00."""
AUTUMN = datetime(2030, 10, 26, 21, tzinfo=UTC)
"""Midnight in Kyiv before 2030-10-27, when 04:00 becomes 03:00."""
MIN = 60
HOUR = 3600

CLOCKS = ["00:00", "01:30", "03:00", "03:30", "04:00", "12:15", "22:00"]
ENDS = [*CLOCKS[1:], "24:00"]
WINDOWS = st.tuples(st.sampled_from(CLOCKS), st.sampled_from(ENDS)).filter(
    lambda pair: pair[0] != pair[1]
)


SPANS = st.integers(1, 900).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def walls(draw: st.DrawFn) -> tuple[Wall, Opening]:
    wall = Wall(draw(st.sampled_from([SPRING, AUTUMN])), KYIV)
    daily = [f"{a}-{b}" for a, b in draw(st.lists(WINDOWS, max_size=2))]
    given_: dict[str, object] = {"daily": daily}
    if draw(st.booleans()):
        after = timedelta(hours=draw(st.integers(-3, 12)), minutes=7)
        given_["from_"] = wall.h_hour + after
    if draw(st.booleans()):
        after = timedelta(hours=draw(st.integers(13, 30)), minutes=11)
        given_["until"] = wall.h_hour + after
    given_["shut"] = [
        {"from": wall.h_hour + begin, "until": wall.h_hour + begin + lasts}
        for begin, lasts in draw(st.lists(st.tuples(SPANS, SPANS), max_size=2))
    ]
    return wall, Opening.model_validate(given_)


@settings(deadline=None)
@given(walls(), st.integers(0, 26 * 60), st.integers(0, 26 * 60))
def test_spans_are_open_at_exactly_the_minutes_when_the_clock_says_so(
    drawn: tuple[Wall, Opening], one: int, other: int
) -> None:
    wall, opening = drawn
    begin, end = sorted((one * MIN, other * MIN))
    spans = wall.spans(opening, begin, end)
    for at in range(begin, end, MIN):
        assert any(a <= at < b for a, b in spans) == wall.is_open(opening, at)


@settings(deadline=None)
@given(walls(), st.integers(0, 26 * 60), st.integers(0, 180))
def test_the_first_shut_moment_is_the_first_shut_minute(
    drawn: tuple[Wall, Opening], begin: int, minutes: int
) -> None:
    wall, opening = drawn
    every = range(begin * MIN, (begin + minutes) * MIN + 1, MIN)
    shut = next((at for at in every if not wall.is_open(opening, at)), None)
    assert wall.first_shut(opening, every[0], every[-1]) == shut


@settings(deadline=None)
@given(walls(), st.integers(0, 30 * 60))
def test_the_model_expands_an_opening_as_the_wall_clock_has_it(
    drawn: tuple[Wall, Opening], end: int
) -> None:
    """They share no code, and must agree."""
    wall, opening = drawn
    horizon_s = end * MIN
    spans = opening.spans(h_hour=wall.h_hour, horizon_s=horizon_s, zone=KYIV)
    for at in range(0, horizon_s, MIN):
        assert any(a <= at < b for a, b in spans) == wall.is_open(opening, at)


def test_a_closure_is_half_open() -> None:
    h_hour = datetime(2030, 5, 6, tzinfo=UTC)
    wall = Wall(h_hour, KYIV)
    ends = {"from": h_hour + timedelta(hours=1), "until": h_hour + timedelta(hours=2)}
    opening = Opening.model_validate({"shut": [ends]})
    assert wall.is_open(opening, HOUR - 1)
    assert not wall.is_open(opening, HOUR)
    assert not wall.is_open(opening, 2 * HOUR - 1)
    assert wall.is_open(opening, 2 * HOUR)
    assert wall.first_shut(opening, 0, 3 * HOUR) == HOUR
    assert wall.spans(opening, 0, 3 * HOUR) == ((0, HOUR), (2 * HOUR, 3 * HOUR))


def test_an_opening_is_half_open() -> None:
    wall = Wall(SPRING, ZoneInfo("UTC"))
    opening = Opening.model_validate({"daily": ["23:00-23:30"]})
    assert not wall.is_open(opening, HOUR - 1)
    assert wall.is_open(opening, HOUR)
    assert wall.is_open(opening, HOUR + 30 * MIN - 1)
    assert not wall.is_open(opening, HOUR + 30 * MIN)


def test_a_window_runs_over_midnight() -> None:
    wall = Wall(datetime(2030, 5, 6, tzinfo=UTC), ZoneInfo("UTC"))
    opening = Opening.model_validate({"daily": ["22:00-04:00"]})
    assert wall.spans(opening, 0, 48 * HOUR) == (
        (0, 4 * HOUR),
        (22 * HOUR, 28 * HOUR),
        (46 * HOUR, 48 * HOUR),
    )


@pytest.mark.parametrize(("h_hour", "hours"), [(SPRING, 4), (AUTUMN, 6)])
def test_a_clock_change_makes_a_night_shorter_or_longer(
    h_hour: datetime, hours: int
) -> None:
    opening = Opening.model_validate({"daily": ["00:00-05:00"]})
    spans = Wall(h_hour, KYIV).spans(opening, 0, 12 * HOUR)
    assert sum(end - start for start, end in spans) == hours * HOUR


def test_a_date_bounds_an_opening_to_the_second() -> None:
    h_hour = datetime(2030, 5, 6, tzinfo=UTC)
    opening = Opening.model_validate(
        {"from_": h_hour + timedelta(seconds=10), "until": h_hour + timedelta(hours=1)}
    )
    assert Wall(h_hour, KYIV).spans(opening, 0, 2 * HOUR) == ((10, HOUR),)


def test_a_local_time_is_written_with_seconds_only_where_there_are_some() -> None:
    wall = Wall(SPRING, KYIV)
    assert wall.words(0) == "Sun 2030-03-31 00:00"
    assert wall.words(5) == "Sun 2030-03-31 00:00:05"


def test_an_opening_is_said_in_local_time() -> None:
    opening = Opening.model_validate(
        {
            "daily": ["06:00-12:00", "22:00-04:00"],
            "from_": datetime(2030, 1, 1, 22, tzinfo=UTC),
            "until": datetime(2030, 2, 1, 22, tzinfo=UTC),
        }
    )
    assert opening_words(opening, KYIV) == (
        "open 06:00-12:00 and 22:00-04:00, from 2030-01-02 00:00, "
        "until 2030-02-02 00:00"
    )


def test_a_closure_is_said_in_local_time() -> None:
    opening = Opening.model_validate(
        {
            "shut": [
                {
                    "from": datetime(2030, 1, 1, 22, tzinfo=UTC),
                    "until": datetime(2030, 1, 2, 4, 30, tzinfo=UTC),
                }
            ]
        }
    )
    assert opening_words(opening, KYIV) == (
        "open always, but not from 2030-01-02 00:00 until 2030-01-02 06:30"
    )
