"""Weeks to centuries: quarters, seasons, decades, fiscal years, holidays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from exeunt.watch import calendar
from exeunt.watch import time_words as words
from exeunt.watch.amounts import period
from exeunt.watch.found_times import (
    Found,
    Place,
    month_found,
    unit_found,
    year_found,
)
from exeunt.watch.grammar import Tense


_YEAR = words.YEAR_NUMBER
_ORDER = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}
_ORDER |= {"fourth": 4, "4th": 4, "final": 4, "last": 4}
_OF_YEAR = rf"(?:,? (?:of )?(?:the )?(?:fiscal |financial )?(?:year )?(?:({_YEAR})|(this|last|next) year|(the year)))?"

QUARTER = re.compile(
    rf"\b(?:the )?(?:fiscal |fiscal-)?(first|second|third|fourth|final|1st|2nd|3rd|4th)"
    rf"(?:-| |-fiscal |-| fiscal )quarter\b(?!-?final){_OF_YEAR}",
    re.IGNORECASE,
)
QUARTER_CODE = re.compile(
    rf"\bQ([1-4])(?:,? (?:of )?({_YEAR}))?\b|\b({_YEAR}) ?Q([1-4])\b"
)
THE_QUARTER = re.compile(
    r"\b(?:(?:the|this|last|next|that) )?(this|last|next|the|that|previous|prior|preceding|latest|current|"
    r"recent|same|following|most recent) (?:fiscal )?quarter\b(?!-)"
)
HALF = re.compile(
    rf"\b(?:the )?(first|second|1st|2nd|latter)(?: |-)half of (?:the )?(?:({_YEAR})|"
    r"(this|last|next) year|(year))\b",
    re.IGNORECASE,
)
FISCAL = re.compile(
    rf"\b(?:(?:the )?(?:fiscal|financial) (?:year )?(?:of )?|FY ?)({_YEAR})\b",
    re.IGNORECASE,
)
DECADE = re.compile(
    r"(?<![\w$])(?:the )?(?:(?:early|mid|late|middle)(?:-| )(?:to-late )?)?(?:the )?"
    r"(?:((?:1\d|20)\d)0'?s|'(\d)0s|(?<=the )([2-9])0s|"
    r"(?<=the )(twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b"
)
CENTURY = re.compile(
    r"\b(?:the )?(?:(?:early|mid|late)(?:-| ))?(?:the )?(?:(\d{1,2})(?:st|nd|rd|th)|(twenty-first|"
    r"twentieth|nineteenth|eighteenth|seventeenth|sixteenth|fifteenth|fourteenth|thirteenth|"
    r"twelfth|eleventh|tenth))[ -](?:century|centuries)\b",
    re.IGNORECASE,
)
_CENTURIES = [
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
]
_TENS = [
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
]
SEASON = re.compile(
    r"\b(?:(?:early|late|mid|later|earlier)[- ])?(?:(this past|this coming|last|this|next|that|the|the "
    r"previous|the following|the coming|late|early|mid)[- ])?(spring|summer|autumn|winter|fall)"
    rf"(?:(?: of)? ({_YEAR})\b|(?: of)? (this|last|next) year\b|\b(?![\w-]))"
    r"(?! (?:school|camp|olympics|games|clothes|clothing|coats?|sports?|break|rolls?))"
)
NEAR_UNIT = re.compile(
    r"\b(?:(?:early|late|later|earlier|mid|middle)[- ]|(?:by |at |around )?(?:the )?(?:very )?(?:end|start|beginning|middle|"
    r"turn|rest|remainder|close|course|first half|second half) of )?(?:the )?(this past|this coming|this|last|next|(?<=the )same|the following|"
    r"the previous|(?<=the )previous|(?<=the )following|the coming|(?<=the )coming|the past|(?<=the )past|the current|(?<=the )current|the preceding|(?<=the )preceding|that|"
    r"the same) (?:fiscal |calendar |school |academic |financial |working )?"
    r"(week|month|year|decade|century|weekend)\b(?!-(?:long|old|ago|earlier)| old\b)",
    re.IGNORECASE,
)
THE_UNIT = re.compile(
    r"\b(?:(?:the )?(?:end|start|beginning|middle|turn|rest|remainder|close|half) of |"
    r"(?:later|earlier|early|late|for|during|over|through|in|(?:months|weeks|days|part) of) )(the (?:fiscal )?(week|month|year|weekend|decade|century))\b"
    r"(?! (?:of|before|after|ended|ending|to|to come|ahead)\b)",
    re.IGNORECASE,
)
UNIT_BESIDE = re.compile(
    r"\bthe (week|month|year|decade) (before|earlier|after|later)(?=[.,;:]|$| (?:and|when|in|at)\b)"
)
PART_OF_YEAR = re.compile(
    rf"\b(?:(?:early|late|mid)(?:-| in | ))({_YEAR})\b|\b(?:the )?(?:end|start|beginning|middle|close) of ({_YEAR})\b",
    re.IGNORECASE,
)
YEAR_END = re.compile(r"\b(?:the )?(?:year(?:-| )?end|mid-?year)\b")
_MON_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
END_OF_MONTH = re.compile(
    rf"\b(?:the )?(?:end|start|beginning|middle|close) of ({_MON_FULL})(?:,? ({_YEAR}))?\b(?! \d)"
)
_SHIFTS = {
    "last": -1,
    "previous": -1,
    "preceding": -1,
    "next": 1,
    "following": 1,
    "coming": 1,
}
_FROM_SAID = frozenset(["previous", "following", "preceding", "same", "that"])


def _year(number: str | None, which: str | None, place: Place) -> int | None:
    if number:
        return int(number)
    if which:
        return place.anchor.year + _SHIFTS.get(which.split(" ")[0].lower(), 0)
    return None


def quarter(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``the fourth quarter``, ``second quarter of 2012``."""
    number = _ORDER[match[1].lower()]
    year = _year(match[2], match[3] or match[4], place)
    if year is None:
        ended = _RESULT.match(place.sentence, match.end())
        tense = Tense.PAST if ended else place.tense(match)
        year = _quarter_year(number, place, tense)
    others = (
        () if match[2] else (f"{year - 1:04d}-Q{number}", f"{year + 1:04d}-Q{number}")
    )
    yield Found(*match.span(), f"{year:04d}-Q{number}", "quarter", others=others)


_RESULT = re.compile(
    r"(?: [a-z-]+){0,3}? (?:results?|earnings|loss(?:es)?|profits?|net|income|revenues?|"
    r"sales|figures|report|data|numbers)\b"
)
"""What is told of a quarter once it is over."""


def _quarter_year(number: int, place: Place, tense: Tense) -> int:
    current = (place.anchor.month + 2) // 3
    if tense is Tense.FUTURE:
        return place.anchor.year + (number < current)
    return place.anchor.year - (number > current)


def quarter_code(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``Q4``, ``Q1 2013``."""
    number = int(match[1] or match[4])
    year = _year(match[2] or match[3], None, place)
    if year is None:
        year = _quarter_year(number, place, place.tense(match))
    yield Found(*match.span(), f"{year:04d}-Q{number}", "quarter")


def the_quarter(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``this quarter``, ``the previous quarter``, ``the quarter``."""
    which = match[1].rsplit(" ", 1)[-1]
    if which in {"the", "that", "same"}:
        value = place.said.quarter or calendar.quarter_of(_back(place.anchor))
        yield Found(*match.span(), value, "quarter")
        return
    count = {**_SHIFTS, "latest": -1, "recent": -1, "prior": -1}.get(which, 0)
    yield from unit_found(
        match, "quarter", calendar.shifted(place.anchor, 3 * count, "month"), "quarter"
    )


def _back(anchor: date) -> date:
    return calendar.shifted(anchor, -1, "quarter") or anchor


def half(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``the first half of 2013``."""
    number = 1 if match[1].lower() in {"first", "1st"} else 2
    year = _year(match[2], match[3] or "this", place)
    yield Found(*match.span(), f"{year:04d}-H{number}", "half")


def fiscal(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``fiscal 2012``."""
    yield Found(*match.span(), match[1], "fiscal")


def decade(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``the 1990s``, ``the late '80s``, ``the sixties``."""
    if match[1]:
        value = match[1]
    elif match[4]:
        value = f"19{_TENS.index(match[4]) + 2}"
    else:
        tens = match[2] or match[3]
        value = f"20{tens}" if tens in "01" else f"19{tens}"
    yield Found(*match.span(), value, "decade")


def century(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``the 19th century``: the years that begin with 18."""
    number = int(match[1]) if match[1] else 10 + _CENTURIES.index(match[2].lower())
    if number:
        yield Found(*match.span(), f"{number - 1:02d}", "century")


_SEASONS = ("WI", "SP", "SU", "FA")
_NAMES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_BEFORE_SEASON = re.compile(
    r"\b(?:in|during|by|since|until|last|of|for|from|through|after|before|over|every|"
    r"ahead of|this|in the|during the|by the|since the) $",
    re.IGNORECASE,
)


def season_of_year(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``the summer of 2014``."""
    if match[3]:
        yield from season(match, place)


def season(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``last spring``, ``the summer of 2014``, ``in winter``."""
    which = (match[1] or "").split(" ")[-1]
    year = _year(match[3], match[4], place)
    bare = which in {"", "the"} and year is None
    if bare and (
        (match[2] == "fall" and which != "the")
        or not _BEFORE_SEASON.search(place.before(match))
    ):
        return
    name = _NAMES[match[2]]
    if year is None:
        year = _season_year(name, which, place, place.tense(match))
    yield Found(*match.span(), f"{year:04d}-{name}", "season")


def _season_year(name: str, which: str, place: Place, tense: Tense) -> int:
    year, now = place.anchor.year, _SEASONS[place.anchor.month % 12 // 3]
    reached = _SEASONS.index(name) - _SEASONS.index(now)
    if which in {"this", "early", "late", "mid"} or which == "that":
        return place.base.year if which == "that" else year
    if which in {"last", "past", "previous"}:
        return year - (reached >= 0)
    if which in {"next", "coming", "following"}:
        return year + (reached <= 0)
    if tense is Tense.FUTURE:
        return year + (reached < 0)
    nearer = tense is not Tense.PAST and reached == 1
    return year - (reached > 0 and not nearer)


def near_unit(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``next week``, ``later this month``, ``the following year``."""
    whole, unit = match[0].lower(), match[2].lower()
    which = match[1].lower().split(" ")[-1]
    back = which == "past" or whole.startswith("the last ")
    if "this" not in whole and unit != "weekend" and (back or which == "coming"):
        yield from _span(match, place.anchor, (-1 if back else 1, unit))
        return
    narrated = place.said.then is not None and whole.startswith("the ")
    base = place.base if which in _FROM_SAID or narrated else place.anchor
    which = {"past": "last", "coming": "next"}.get(which, which)
    yield from _unit(match, base, (_SHIFTS.get(which, 0), unit))


def _span(match: re.Match[str], anchor: date, move: tuple[int, str]) -> Iterator[Found]:
    """Give the length of *the past year*, and the days it covers."""
    other = calendar.shifted(anchor, *move) or anchor
    first, last = min(anchor, other), max(anchor, other)
    yield Found(*match.span(), period(1, move[1]), "span", first, last)


def the_unit(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``the end of the year``, ``later in the week``."""
    unit = match[2].lower()
    if unit == "weekend":
        back = (
            -1 if place.tense(match) is Tense.PAST and place.anchor.weekday() < 5 else 0
        )
        found = _unit(match, place.anchor, (back, unit))
    else:
        found = _unit(match, place.anchor, (0, unit))
    spanned = re.match(
        r"(?:the )?(?:end|start|beginning|middle|turn|rest|remainder|close) of",
        match[0],
        re.IGNORECASE,
    )
    for one in found:
        start = match.start() if spanned else match.start(1)
        yield Found(start, one.end, one.value, one.rule, one.first, one.last)


def unit_beside(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``the year before``, ``the week after``."""
    away = -1 if match[2] in {"before", "earlier"} else 1
    yield from _unit(match, place.base, (away, match[1]))


def _unit(match: re.Match[str], base: date, move: tuple[int, str]) -> Iterator[Found]:
    count, unit = move
    if unit != "weekend":
        yield from unit_found(
            match, "relative", calendar.shifted(base, count, unit), unit
        )
        return
    away = 5 - base.weekday() + 7 * count
    saturday = calendar.shifted(base, away, "day")
    sunday = None if saturday is None else calendar.shifted(saturday, 1, "day")
    if saturday is not None:
        value = f"{calendar.week_of(saturday)}-WE"
        yield Found(*match.span(), value, "relative", saturday, sunday)


def part_of_year(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``mid-2013``, ``the end of 2014``."""
    yield from year_found(match, "year", int(match[1] or match[2]))


def year_end(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``year-end``."""
    yield from year_found(match, "year", place.anchor.year)


def end_of_month(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``the end of June``."""
    number = calendar.month_number(match[1])
    if match[2]:
        year = int(match[2])
    else:
        year, _ = calendar.month_without_year(
            number, anchor=place.told_of, tense=place.tense(match)
        )
    yield from month_found(match, "month", year, number)


def years(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``2012-13``: two years."""
    first, last = int(match[1]), int(match[2])
    last += first // 100 * 100 if last < 100 else 0
    if first < last <= first + 60:
        for group, number in ((1, first), (2, last)):
            value = f"{number:04d}"
            yield Found(*match.span(group), value, "year")


def year(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``in 2014``, ``the year 2014``, ``her failed 2014 campaign``."""
    named = match[1] or words.AFTER_YEAR.match(place.sentence, match.end())
    if named or words.BEFORE_YEAR.search(place.before(match)):
        yield from year_found(match, "year", int(match[2]))


def old_year(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``in 1812``."""
    if words.BEFORE_OLD_YEAR.search(place.before(match)):
        yield from year_found(match, "year", int(match[0]))
