"""Holidays and other days with a name of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from exeunt.watch import calendar
from exeunt.watch import time_words as words
from exeunt.watch.found_times import Found, Place, on_found
from exeunt.watch.grammar import Tense


_YEAR = words.YEAR_NUMBER
_AWAY = {"last": -1, "next": 1}

_FIXED = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "new year's": (1, 1),
    "valentine's day": (2, 14),
    "independence day": (7, 4),
    "fourth of july": (7, 4),
    "halloween": (10, 31),
    "may day": (5, 1),
    "st. patrick's day": (3, 17),
    "bastille day": (7, 14),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "epiphany": (1, 6),
}
_MOVED = {
    "easter sunday": 0,
    "easter monday": 1,
    "easter": 0,
    "good friday": -2,
    "palm sunday": -7,
    "ash wednesday": -46,
    "pentecost": 49,
}
_NTH = {
    "thanksgiving day": (11, 3, 4),
    "thanksgiving": (11, 3, 4),
    "memorial day": (5, 0, -1),
    "labor day": (9, 0, 1),
    "martin luther king day": (1, 0, 3),
}
HOLIDAY = re.compile(
    r"\b(?:(last|this|next) )?("
    + "|".join(sorted([*_FIXED, *_MOVED, *_NTH], key=len, reverse=True))
    + rf")\b(?:,? ({_YEAR})| (last|this|next) year)?(?! (?:Island|tree|card|gift|present|shop))",
    re.IGNORECASE,
)
ATTACKS = re.compile(
    r"\b9/11\b|\b(?:Sept\.?|September) 11(?:th)?(?=,? (?:terror\w* |hijack\w* )?(?:attacks?|hijack\w+|terror\w+))"
)


def holiday(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``Christmas``, ``Easter Monday``, ``Thanksgiving Day``."""
    if not match[2][0].isupper():
        return
    name, anchor = match[2].lower(), place.told_of
    which = (match[1] or match[4] or "").lower()
    if match[3]:
        year = int(match[3])
        yield from on_found(match, "holiday", _holiday(name, year))
        return
    years = [y for y in range(anchor.year - 1, anchor.year + 2) if 1 < y < 9999]
    if match[4]:
        years = [anchor.year + _AWAY.get(which, 0)]
    days = [_holiday(name, y) for y in years]
    tense = {"last": Tense.PAST, "next": Tense.FUTURE}.get(which, place.tense(match))
    yield from on_found(match, "holiday", calendar.likeliest(days, anchor, tense))


def _holiday(name: str, year: int) -> date | None:
    if name in _FIXED:
        return calendar.day_of(year, *_FIXED[name])
    if name in _MOVED:
        return calendar.easter(year) + timedelta(days=_MOVED[name])
    month, weekday, count = _NTH[name]
    first, last = calendar.month_ends(year, month)
    if count < 0:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def attacks(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``9/11`` and ``the Sept. 11 attacks``."""
    yield from on_found(match, "holiday", date(2001, 9, 11))
