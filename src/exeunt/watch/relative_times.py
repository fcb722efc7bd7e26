"""What weekdays and relative times mean: tomorrow, next week, within 48 hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from exeunt.watch import calendar
from exeunt.watch.found_times import Found, Place, month_found, on_found, year_found
from exeunt.watch.grammar import Tense, Verb, governing
from exeunt.watch.wording import number, words


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
    r"\b(?:(?:deadline|ultimatum|upcoming|due|scheduled|set for|planned for|ahead of)\b"
    r"[^.;]{0,40}|(?:until|by|no later than|before|next)(?: the| this| end of)? )$"
)


def _of_present(verb: Verb) -> Tense:
    """Read *meets Monday*, *is leaving Monday* as ahead, *says Monday* as gone by."""
    if verb.words[0] in {"is", "are"}:
        return Tense.FUTURE if verb.head.endswith("ing") else Tense.PRESENT
    spoken = {"says", "tells", "has", "have", "does", "denies", "warns", "am"}
    return Tense.PRESENT if verb.head in spoken else Tense.FUTURE


_CALLED_OFF = frozenset(["cancelled", "canceled", "postponed", "scrapped", "called"])


def _of_order(verb: Verb, groups: tuple[Verb, ...]) -> Tense:
    """Read *ordered them to leave on Monday* as the day of the order."""
    orders = [g for g in groups if g.end < verb.start and g.head in _ORDERED]
    return orders[-1].tense if orders else verb.tense


_ORDERED = words(
    "ordered told urged directed authorized authorised allowed advised instructed"
)


def _weekday_tense(match: re.Match[str], place: Place) -> Tense:
    tense = place.tense(match)
    before = place.sentence[max(0, match.start() - 60) : match.start()]
    verb = governing(place.sentence, match.start(), match.end(), place.groups)
    if verb and verb.head in _CALLED_OFF:
        return Tense.FUTURE
    if verb and verb.words[0] == "to" and before.endswith(" on "):
        tense = _of_order(verb, place.groups)
    if verb and tense is Tense.PRESENT:
        tense = _of_present(verb)
    if tense in {Tense.PRESENT, Tense.NONE} or _DUE.search(before[-30:]):
        return Tense.FUTURE if _DUE.search(before) or tense is Tense.FUTURE else tense
    return tense


def weekday_short(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``on Mon.``."""
    name = calendar.weekday_number(match[1])
    day = calendar.weekday_near(name, anchor=place.anchor, tense=place.tense(match))
    yield from on_found(match, "weekday", day)


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
        yield from on_found(match, "relative", day)
    elif unit == "week":
        yield from _week(match, day)
    elif unit == "month":
        yield from month_found(match, "relative", day.year, day.month)
    elif unit == "year":
        yield from year_found(match, "relative", day.year)


def _week(match: re.Match[str], day: date) -> Iterator[Found]:
    first = calendar.shifted(day, -day.weekday(), "day")
    last = None if first is None else calendar.shifted(first, 6, "day")
    yield Found(*match.span(), calendar.week_of(day), "relative", first, last)


_SHIFTS = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "next": 1,
    "following": 1,
    "coming": 1,
}


def ago(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``two weeks ago``."""
    yield from _moved(match, place, -number(match[1]), match[2].lower())


def from_now(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``three days from now``."""
    yield from _moved(match, place, number(match[1]), match[2].lower())


def in_units(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``in three days``: a day ahead, or how long something took."""
    count, unit = number(match[1]), match[2].lower()
    if place.tense(match) is Tense.PAST or _FIRST.search(
        place.sentence[max(0, match.start() - 60) : match.start()]
    ):
        yield Found(match.start() + 3, match.end(), _period(count, unit), "duration")
    else:
        yield from _moved(match, place, count, unit)


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


def duration(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``48 hours``, ``two-week``, ``24 to 48 hours``."""
    unit = match[3].lower()
    if match[2] is None and match[1].lower() in {"a", "an"}:
        return
    value = _period(number(match[1]), unit)
    if match[2]:
        value = f"{value}/{_period(number(match[2]), unit)}"
    yield Found(*match.span(), value, "duration")


_FIRST = re.compile(
    r"\b(?:first|worst|largest|biggest|heaviest|deadliest|highest|lowest|most|third|"
    r"second|time)\b[^,.;]{0,40}$"
)


def _period(count: int, unit: str) -> str:
    code = {"minute": "TM", "hour": "TH"}.get(unit)
    if code:
        return f"PT{count}{code[1]}"
    return f"P{count}{unit[0].upper()}"
