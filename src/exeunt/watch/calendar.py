"""Days meant by names of days and months, seen from the day of publication."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from exeunt.watch.grammar import Tense


MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
]
_CONTRADICTED = 250
"""How many days nearer a year must be to win against the tense of the verb."""


def month_number(name: str) -> int:
    """Give the number of a month named in full or by its first letters."""
    short = name.lower().rstrip(".")[:3]
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(short))


def weekday_number(name: str) -> int:
    """Give the number of a weekday, Monday 0, named in full or by three letters."""
    short = name.lower()[:3]
    return next(i for i, day in enumerate(WEEKDAYS) if day.startswith(short))


def day_of(year: int, month: int, day: int) -> date | None:
    """Make a day, or nothing when the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_without_year(
    month: int, day: int, *, anchor: date, tense: Tense
) -> date | None:
    """Find the year of a month and day: the nearest that the tense does not deny."""
    candidates = [
        d
        for year in (anchor.year - 1, anchor.year, anchor.year + 1)
        if 1 <= year <= 9999 and (d := day_of(year, month, day))
    ]
    return likeliest(candidates, anchor, tense)


def likeliest(days: Iterable[date | None], anchor: date, tense: Tense) -> date | None:
    """Choose the day nearest to *anchor* that the tense does not deny."""
    known = [d for d in days if d is not None]
    return min(known, key=lambda d: _cost(d, anchor, tense), default=None)


def _cost(day: date, anchor: date, tense: Tense) -> int:
    away = (day - anchor).days
    denied = (tense is Tense.PAST and away > 0) or (tense is Tense.FUTURE and away < 0)
    return abs(away) + _CONTRADICTED * denied


def month_without_year(month: int, *, anchor: date, tense: Tense) -> tuple[int, int]:
    """Find the year of a month: this month is meant when it is this month's name."""
    if month == anchor.month:
        return anchor.year, month
    ahead = (month - anchor.month) % 12
    if tense is Tense.FUTURE:
        later = True
    elif tense is Tense.PAST:
        later = False
    else:
        later = ahead <= 6
    year = (
        anchor.year + (month < anchor.month)
        if later
        else anchor.year - (month > anchor.month)
    )
    return year, month


def weekday_near(weekday: int, *, anchor: date, tense: Tense, which: str = "") -> date:
    """
    Find the day meant by a weekday: the next one ahead, or the last one gone by.

    The weekday of publication itself is today, unless *which* is ``next`` or ``last``.
    """
    ahead = (weekday - anchor.weekday()) % 7
    if which == "next":
        return _shifted(anchor, ahead or 7)
    if which in {"last", "past"}:
        return _shifted(anchor, ahead - 7)
    if which in {"this", "coming"} or tense is Tense.FUTURE:
        return _shifted(anchor, ahead)
    return _shifted(anchor, ahead - 7 if ahead else 0)


def _shifted(anchor: date, days: int) -> date:
    try:
        return anchor + timedelta(days=days)
    except OverflowError:
        return anchor


_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def shifted(anchor: date, count: int, unit: str) -> date | None:
    """
    Move *anchor* by *count* units, from hour to century.

    Minutes and seconds do not move it. Nothing when the calendar ends before.
    """
    try:
        if unit in _MONTHS_OF:
            months = anchor.year * 12 + anchor.month - 1
            months += count * _MONTHS_OF[unit]
            year, month = divmod(months, 12)
            return date(year, month + 1, min(anchor.day, _length(year, month + 1)))
        days = {"hour": count // 24, "day": count, "week": 7 * count}
        return anchor + timedelta(days=days.get(unit, 0))
    except (OverflowError, ValueError):
        return None


def _length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def month_ends(year: int, month: int) -> tuple[date, date]:
    """Give the first and last day of a month."""
    return date(year, month, 1), date(year, month, _length(year, month))


def week_of(day: date) -> str:
    """Write the ISO week of *day*."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_of(day: date) -> str:
    """Write the quarter of the year that holds *day*, as TIMEX3 does."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def easter(year: int) -> date:
    """
    Give Easter Sunday of the western churches.

    By the rule of the Gregorian calendar, in the form Meeus gives it (Astronomical
    Algorithms, 1991, chapter 8).
    """
    century, within = divmod(year, 100)
    golden = year % 19
    skipped = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + skipped + 15) % 30
    sunday = 32 + 2 * (century % 4) + 2 * (within // 4) - moon - within % 4
    sunday %= 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
