"""What each kind of time expression means, anchored on the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from exeunt.watch import calendar, time_words as words
from exeunt.watch.grammar import Tense, Verb, governing, tense_at
from exeunt.watch.wording import number


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression in a sentence, with the days it covers where it has any."""

    start: int
    end: int
    value: str
    rule: str
    first: date | None = None
    last: date | None = None

    @property
    def day(self) -> date | None:
        """The one day it names, if it names one."""
        return self.first if self.first == self.last else None


@dataclass(frozen=True, slots=True)
class Place:
    """What a rule may look at: the sentence, its verbs, and the day of publication."""

    sentence: str
    groups: tuple[Verb, ...]
    anchor: date
    day_first: bool

    def tense(self, match: re.Match[str]) -> Tense:
        """Tell the tense that governs *match*."""
        return tense_at(self.sentence, match.start(), match.end(), self.groups)


Rule = Callable[[re.Match[str], Place], Iterator[Found]]


def _on(match: re.Match[str], rule: str, day: date | None) -> Iterator[Found]:
    if day is not None:
        yield Found(match.start(), match.end(), day.isoformat(), rule, day, day)


def _day(
    month: str, day: str, year: str | None, match: re.Match[str], place: Place
) -> date | None:
    m, d = calendar.month_number(month), int(re.sub(r"\D", "", day))
    if year:
        return calendar.day_of(int(year), m, d)
    return calendar.day_without_year(
        m, d, anchor=place.anchor, tense=place.tense(match)
    )


def iso(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``2022-01-10`` and ``2022-01-10T16:00+02:00``."""
    day = calendar.day_of(int(match[1]), int(match[2]), int(match[3]))
    if day is None:
        return
    clock = f"T{match[4]}:{match[5]}{match[6] or ''}" if match[4] else ""
    yield Found(*match.span(), f"{day.isoformat()}{clock}", "iso", day, day)


def day_month(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``10 January 2022``, ``Sunday, 23 January``."""
    yield from _on(match, "day", _day(match[2], match[1], match[3], match, place))


def month_day(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``January 10, 2022``, ``Jan. 10``."""
    yield from _on(match, "day", _day(match[1], match[2], match[3], match, place))


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
    yield from _on(match, "numeric", calendar.day_of(year, month, day))


def _month(match: re.Match[str], rule: str, year: int, month: int) -> Iterator[Found]:
    first, last = calendar.month_ends(year, month)
    yield Found(*match.span(), f"{year:04d}-{month:02d}", rule, first, last)


def month_year(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``January 2022``, ``mid-January 2022``."""
    yield from _month(match, "month", int(match[2]), calendar.month_number(match[1]))


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
    yield from _month(match, "month", year, name)


_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}


def _parted(
    match: re.Match[str], rule: str, day: date | None, part: str | None
) -> Iterator[Found]:
    if day is None:
        return
    code = _PARTS.get((part or "").lower())
    value = day.isoformat() + (f"T{code}" if code else "")
    yield Found(*match.span(), value, rule, day, day)


def weekday(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``Thursday``, ``next Monday``, ``Tuesday evening``, ``Friday next week``."""
    name = calendar.weekday_number(match[2])
    which = (match[1] or "").lower().split(" ")[-1]
    if match[4]:
        weeks = {"next": 7, "last": -7, "this": 0}[match[4].lower()]
        away = name - place.anchor.weekday() + weeks
        day = calendar.shifted(place.anchor, away, "day")
    else:
        day = calendar.weekday_near(
            name, anchor=place.anchor, tense=_weekday_tense(match, place), which=which
        )
    yield from _parted(match, "weekday", day, match[3])


_DUE = re.compile(
    r"\b(?:deadline|ultimatum|until|by|upcoming|due|scheduled|set for|planned for|"
    r"ahead of|no later than|before|next)\b[^.;]{0,40}$"
)


def _of_present(verb: Verb) -> Tense:
    """Read *meets Monday*, *is leaving Monday* as ahead, *says Monday* as gone by."""
    if verb.words[0] in {"is", "are"}:
        return Tense.FUTURE if verb.head.endswith("ing") else Tense.PRESENT
    spoken = {"says", "tells", "has", "have", "does", "denies", "warns", "am"}
    return Tense.PRESENT if verb.head in spoken else Tense.FUTURE


_CALLED_OFF = frozenset("cancelled canceled postponed scrapped called".split())


def _weekday_tense(match: re.Match[str], place: Place) -> Tense:
    tense = place.tense(match)
    before = place.sentence[max(0, match.start() - 60) : match.start()]
    verb = governing(place.sentence, match.start(), match.end(), place.groups)
    if verb and verb.head in _CALLED_OFF:
        return Tense.FUTURE
    if verb and tense is Tense.PRESENT:
        tense = _of_present(verb)
    if tense in {Tense.PRESENT, Tense.NONE} or _DUE.search(before[-22:]):
        return Tense.FUTURE if _DUE.search(before) or tense is Tense.FUTURE else tense
    return tense


def weekday_short(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``on Mon.``."""
    name = calendar.weekday_number(match[1])
    day = calendar.weekday_near(name, anchor=place.anchor, tense=place.tense(match))
    yield from _on(match, "weekday", day)


def near_day(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``today``, ``tomorrow evening``, ``the day before yesterday``."""
    text = match[1].lower()
    away = 0
    if "tomorrow" in text:
        away = 2 if "after" in text else 1
    elif "yesterday" in text:
        away = -2 if "before" in text else -1
    elif text == "last night":
        away = -1
    part = "night" if text in {"tonight", "last night"} else text.split(" ")[-1]
    yield from _parted(
        match, "relative", calendar.shifted(place.anchor, away, "day"), part
    )


def _moved(
    match: re.Match[str], place: Place, count: int, unit: str
) -> Iterator[Found]:
    day = calendar.shifted(place.anchor, count, unit)
    if day is None:
        return
    if unit in {"hour", "day"}:
        yield from _on(match, "relative", day)
    elif unit == "week":
        yield from _week(match, day)
    elif unit == "month":
        yield from _month(match, "relative", day.year, day.month)
    elif unit == "year":
        yield from _year(match, "relative", day.year)


def _week(match: re.Match[str], day: date) -> Iterator[Found]:
    first = calendar.shifted(day, -day.weekday(), "day")
    last = None if first is None else calendar.shifted(first, 6, "day")
    yield Found(*match.span(), calendar.week_of(day), "relative", first, last)


def _year(match: re.Match[str], rule: str, year: int) -> Iterator[Found]:
    ends = date(year, 1, 1), date(year, 12, 31)
    yield Found(*match.span(), f"{year:04d}", rule, *ends)


def ago(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``two weeks ago``."""
    yield from _moved(match, place, -number(match[1]), match[2].lower())


def from_now(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``three days from now``."""
    yield from _moved(match, place, number(match[1]), match[2].lower())


def in_units(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``in three days``: a day ahead, or how long something took."""
    count, unit = number(match[1]), match[2].lower()
    if place.tense(match) is Tense.PAST:
        yield Found(match.start() + 3, match.end(), _period(count, unit), "duration")
    else:
        yield from _moved(match, place, count, unit)


def _period(count: int, unit: str) -> str:
    code = {"minute": "TM", "hour": "TH"}.get(unit)
    if code:
        return f"PT{count}{code[1]}"
    return f"P{count}{unit[0].upper()}"


def within(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``within 24-48 hours``, ``over the next three days``."""
    count, unit = number(match[3]), match[4].lower()
    value = _period(count, unit)
    if match[2]:
        value = f"{_period(number(match[2]), unit)}/{value}"
    last = calendar.shifted(place.anchor, count, unit)
    yield Found(*match.span(), value, "within", place.anchor, last)


def within_one(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``within a week``."""
    unit = match[1].lower()
    count, unit = (2, "week") if unit == "fortnight" else (1, unit)
    last = calendar.shifted(place.anchor, count, unit)
    yield Found(*match.span(), _period(count, unit), "within", place.anchor, last)


def past_span(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``over the past two weeks``."""
    count, unit = number(match[1]), match[2].lower()
    first = calendar.shifted(place.anchor, -count, unit)
    yield Found(*match.span(), _period(count, unit), "span", first, place.anchor)


_SHIFTS = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "next": 1,
    "following": 1,
    "coming": 1,
}


def near_unit(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``next week``, ``later this month``, ``the end of the year``."""
    which, unit = match[1].lower().split(" ")[-1], match[2].lower()
    count = _SHIFTS.get(which, 0)
    if unit != "weekend":
        yield from _moved(match, place, count, unit)
        return
    saturday = calendar.shifted(
        place.anchor, 5 - place.anchor.weekday() + 7 * count, "day"
    )
    if saturday is not None:
        value = f"{calendar.week_of(saturday)}-WE"
        sunday = saturday + timedelta(days=1)
        yield Found(*match.span(), value, "relative", saturday, sunday)


_SEASONS = {
    "spring": "SP",
    "summer": "SU",
    "autumn": "FA",
    "fall": "FA",
    "winter": "WI",
}


def season(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``last spring``, ``the summer of 2014``."""
    name = (match[2] or match[3]).lower()
    year = int(match[4]) if match[4] else place.anchor.year
    year += _SHIFTS.get((match[1] or "").lower(), 0)
    yield Found(*match.span(), f"{year:04d}-{_SEASONS[name]}", "season")


def decade(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``the 1990s``."""
    yield Found(*match.span(), match[1], "decade")


def year(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``in 2014``."""
    yield from _year(match, "year", int(match[1]))


def duration(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``48 hours``, ``two-week``, ``24 to 48 hours``."""
    unit = match[3].lower()
    if match[2] is None and match[1].lower() in {"a", "an"}:
        return
    value = _period(number(match[1]), unit)
    if match[2]:
        value = f"{value}/{_period(number(match[2]), unit)}"
    yield Found(*match.span(), value, "duration")


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
    (words.NEAR_DAY, near_day),
    (words.AGO, ago),
    (words.FROM_NOW, from_now),
    (words.WITHIN, within),
    (words.WITHIN_ONE, within_one),
    (words.PAST_SPAN, past_span),
    (words.IN_UNITS, in_units),
    (words.NEAR_UNIT, near_unit),
    (words.WEEKDAY, weekday),
    (words.WEEKDAY_SHORT, weekday_short),
    (words.SEASON, season),
    (words.MONTH, month),
    (words.MONTH_ALONE, month),
    (words.DECADE, decade),
    (words.YEAR, year),
    (words.DURATION, duration),
)
"""In order of precedence: a later rule never takes what an earlier one has."""
