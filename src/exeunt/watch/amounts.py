"""How much time: numbers, vague amounts and units, and the period they make."""

from __future__ import annotations

import re
from functools import lru_cache

from exeunt.watch.wording import words


_ONES = "one two three four five six seven eight nine"
_TEENS = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORTH = {
    **{word: i for i, word in enumerate(f"{_ONES} {_TEENS}".split(), 1)},
    **{word: 10 * i for i, word in enumerate(_TENS.split(), 2)},
    "a": 1,
    "an": 1,
}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6}
_SCALES["billion"] = 10**9

_ANY = "|".join
_WORD = rf"(?:(?:{_ANY(_TENS.split())})(?:[- ](?:{_ANY(_ONES.split())}))?|{_ANY(_TEENS.split())}|{_ANY(_ONES.split())})"
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,5}(?:\.\d{1,3})?)"
_SCALE = rf"(?:{_ANY(_SCALES)})"
NUMBER = rf"(?:(?:{_DIGITS}|{_WORD}|an?(?= {_SCALE}))(?: {_SCALE}){{0,2}}(?:[ -]and[ -]a[ -]half)?)"
"""A number that says itself exactly."""
_VAGUE = (
    r"(?:(?:a )?(?:few|couple of|couple)|several|many|some|countless|numerous|a (?:great )?"
    r"number of|a handful of|(?:tens of |hundreds of )?(?:tens|dozens|scores|hundreds|"
    r"thousands|millions|billions) of|multiple)"
)
AMOUNT = rf"(?:half an?(?: {_SCALE})?|an? quarter of an?|{_VAGUE}|{NUMBER}|an?|half)"
"""A number, a vague amount, or an article."""
UNIT = (
    r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|fortnights?|months?|"
    r"quarters?|years?|decades?|centur(?:y|ies))"
)
UNITS = words(
    "second seconds minute minutes min mins hour hours hr hrs day days week weeks "
    "fortnight fortnights month months quarter quarters year years decade decades "
    "century centuries weekend"
)
"""The same as words, and the weekend, which is no length of time."""
BARE_UNIT = r"(?:seconds|minutes|hours|days|weeks|months|years|decades|centuries)"
LENGTHENED = (
    r"(?:(?:more|business|working|calendar|consecutive|straight|full|whole|long|further|"
    r"extra|additional|solid|successive|entire|short|good|tense|agonising|agonizing|or so|"
    r"or more|fiscal) ){0,2}"
)
"""What may stand between the number and the unit."""

UNKNOWN = "X"
"""The count of a vague amount, as TIMEX3 writes it."""

_CODES = {
    "second": "S",
    "minute": "M",
    "min": "M",
    "hour": "H",
    "hr": "H",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
OF_CLOCK = frozenset(["second", "minute", "hour"])
"""Units smaller than a day."""
_HALVES = {
    "minute": "PT30S",
    "hour": "PT30M",
    "day": "PT12H",
    "year": "P6M",
    "decade": "P5Y",
    "century": "P50Y",
}
_QUARTERS = {"hour": "PT15M", "year": "P3M", "century": "P25Y"}
_INEXACT = re.compile(_VAGUE + r"$")


def unit_of(text: str) -> str:
    """Give the unit in the singular: ``centuries`` is ``century``, ``hrs`` ``hour``."""
    low = text.lower()
    if low.startswith("centur"):
        return "century"
    low = low.removesuffix("s")
    return {"min": "minute", "hr": "hour"}.get(low, low)


@lru_cache(maxsize=512)
def count_of(text: str) -> float | None:
    """
    Read an amount, or give nothing when it is vague.

    ``half a`` is a half, ``two dozen`` is 24, ``1,500`` is 1500.
    """
    low = " ".join(text.lower().replace("-", " ").split())
    if _INEXACT.match(low):
        return None
    if low.startswith(("a quarter of", "an quarter of")):
        return 0.25
    extra = 0.5 if low.endswith(" and a half") else 0.0
    total = 0.0
    for word in low.removesuffix(" and a half").split():
        if word == "half":
            return 0.5 * _SCALES.get(low.rsplit(" ", 1)[-1], 1)
        if word in _SCALES:
            total = (total or 1) * _SCALES[word]
        elif word in _WORTH:
            total += 0 if word in {"a", "an"} and total else _WORTH[word]
        else:
            total += float(word.replace(",", ""))
    return total + extra


def period(count: float | None, unit: str) -> str:
    """
    Write a period as TIMEX3 does.

    ``P3D``, ``PT30M``, ``PXM`` when the count is not known, ``P1DE`` for a decade,
    ``P2CE`` for two centuries.
    """
    if unit == "fortnight":
        return period(None if count is None else 2 * count, "week")
    if count == 0.5 and unit in _HALVES:
        return _HALVES[unit]
    if count == 0.25 and unit in _QUARTERS:
        return _QUARTERS[unit]
    shown = UNKNOWN if count is None else f"{count:.12g}"
    return f"P{'T' if unit in OF_CLOCK else ''}{shown}{_CODES[unit]}"
