"""What each kind of time expression means, anchored on the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from exeunt.watch import calendar, relative_times
from exeunt.watch import time_words as words
from exeunt.watch.found_times import (
    Found,
    Place,
    Rule,
    month_found,
    on_found,
    year_found,
)
from exeunt.watch.grammar import Tense


def _day(
    month: str, day: str, year: str | None, match: re.Match[str], place: Place
) -> date | None:
    m, d = calendar.month_number(month), int(re.sub(r"\D", "", day))
    if year:
        return calendar.day_of(int(year), m, d)
    return calendar.day_without_year(
        m, d, anchor=place.anchor, tense=place.tense(match)
    )


def iso(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``2022-01-10`` and ``2022-01-10T16:00+02:00``."""
    day = calendar.day_of(int(match[1]), int(match[2]), int(match[3]))
    if day is None:
        return
    clock = f"T{match[4]}:{match[5]}{match[6] or ''}" if match[4] else ""
    yield Found(*match.span(), f"{day.isoformat()}{clock}", "iso", day, day)


def day_month(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``10 January 2022``, ``Sunday, 23 January``."""
    yield from on_found(match, "day", _day(match[2], match[1], match[3], match, place))


def month_day(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``January 10, 2022``, ``Jan. 10``."""
    yield from on_found(match, "day", _day(match[1], match[2], match[3], match, place))


def _range(
    match: re.Match[str], first: date | None, last: date | None
) -> Iterator[Found]:
    if first and last and first <= last:
        value = f"{first.isoformat()}/{last.isoformat()}"
        yield Found(*match.span(), value, "range", first, last)


def range_day_month(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``10-13 January``."""
    month, year = match[3], match[4]
    yield from _range(
        match,
        _day(month, match[1], year, match, place),
        _day(month, match[2], year, match, place),
    )


def range_month_day(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``January 10-13`` and ``between January 10 and 13``."""
    month, year = match[1], match[4]
    yield from _range(
        match,
        _day(month, match[2], year, match, place),
        _day(month, match[3], year, match, place),
    )


_ONE_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")


def list_month_day(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``January 10, 12 and 13``: three days."""
    yield from _list(match, place, names=(match[1], match[3]), days=2)


def list_day_month(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``9 and 10 January``: two days."""
    yield from _list(match, place, names=(match[2], match[3]), days=1)


def _list(
    match: re.Match[str], place: Place, *, names: tuple[str, str | None], days: int
) -> Iterator[Found]:
    numbers = list(_ONE_DAY.finditer(place.sentence, *match.span(days)))
    for i, one in enumerate(numbers):
        day = _day(names[0], one[0], names[1], match, place)
        if day is None:
            continue
        start = match.start() if i == 0 else one.start()
        end = match.end() if i == len(numbers) - 1 else one.end()
        yield Found(start, end, day.isoformat(), "day", day, day)


def numeric(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``10/01/2022``; dots are day first, slashes as the rest of the text."""
    a, b, year = int(match[1]), int(match[3]), int(match[4])
    year += 2000 if year < 100 else 0
    day_first = match[2] == "." or place.day_first
    if a > 12:
        day_first = True
    elif b > 12:
        day_first = False
    day, month = (a, b) if day_first else (b, a)
    yield from on_found(match, "numeric", calendar.day_of(year, month, day))


def month_year(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``January 2022``, ``mid-January 2022``."""
    yield from month_found(
        match, "month", int(match[2]), calendar.month_number(match[1])
    )


def month(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``in December``, ``last March``, ``late January``."""
    which = (match[1] or "").lower()
    tense = {"last": Tense.PAST, "next": Tense.FUTURE}.get(which, place.tense(match))
    name = calendar.month_number(match[2])
    year, _ = calendar.month_without_year(name, anchor=place.anchor, tense=tense)
    if which == "last" and name == place.anchor.month:
        year -= 1
    if which == "next" and name == place.anchor.month:
        year += 1
    yield from month_found(match, "month", year, name)


def decade(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``the 1990s``."""
    yield Found(*match.span(), match[1], "decade")


def year(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``in 2014``."""
    yield from year_found(match, "year", int(match[1]))


RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (words.ISO, iso),
    (words.RANGE_DAY_MONTH, range_day_month),
    (words.BETWEEN_MONTH_DAY, range_month_day),
    (words.RANGE_MONTH_DAY, range_month_day),
    (words.LIST_MONTH_DAY, list_month_day),
    (words.LIST_DAY_MONTH, list_day_month),
    (words.DAY_MONTH, day_month),
    (words.MONTH_DAY, month_day),
    (words.NUMERIC, numeric),
    (words.MONTH_YEAR, month_year),
    (words.NEAR_DAY, relative_times.near_day),
    (words.AGO, relative_times.ago),
    (words.FROM_NOW, relative_times.from_now),
    (words.WITHIN, relative_times.within),
    (words.WITHIN_ONE, relative_times.within_one),
    (words.PAST_SPAN, relative_times.past_span),
    (words.IN_UNITS, relative_times.in_units),
    (words.WEEKDAY, relative_times.weekday),
    (words.NEAR_UNIT, relative_times.near_unit),
    (words.WEEKDAY_SHORT, relative_times.weekday_short),
    (words.SEASON, relative_times.season),
    (words.MONTH, month),
    (words.MONTH_ALONE, month),
    (words.DECADE, decade),
    (words.YEAR, year),
    (words.DURATION, relative_times.duration),
)
"""In order of precedence: a later rule never takes what an earlier one has."""
