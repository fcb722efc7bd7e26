"""What leans on something else: now, soon, the same day, that night, the day before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from exeunt.watch import calendar
from exeunt.watch.found_times import Found, Place, on_found
from exeunt.watch.grammar import Tense
from exeunt.watch.time_words import MONTH_NAME, WEEKDAY_NAME


PRESENT = re.compile(
    r"\b(?:(?:right |just |even |until |till |by |for |from )??(now(?! that\b|-))|currently|at present|"
    r"(?:the|this|that|this very) moment(?=[,.;:]| in time| and\b| the\b| it\b|$)|nowadays|presently|"
    r"the present(?=[,.;]| day\b|$)(?: day)?|the time being|present-day|"
    r"(?<=at )this (?:time|point|stage)(?=[,.;:]|$)|(?<=at this )moment|(?<=at the )moment|(?<=to )date(?=[,.;]|$))\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(recently|lately|(?<=in )the (?:recent |distant |not-too-distant )?past(?=[,.;:]|$| (?:he|she|it|they|we|the|a|such|has|have|and|but|been)\b)|"
    r"(?<=in )the past(?! (?:\w+ ){0,3}?(?:seconds?|minutes?|hours?|days?|weeks?|weekend|months?|quarters?|years?|"
    r"decades?|century|centuries|season|summer|winter|spring|fall|autumn)\b)|"
    r"(?:long|some time|sometime|a long time|a while) ago)\b",
    re.IGNORECASE,
)
FUTURE = re.compile(
    r"\b((?<!as )(?<!too )(?<!so )(?<!how )soon(?! (?:after|as|before|enough|there)\b)|"
    r"(?:the |a )?(?:near|foreseeable|distant|immediate|not-too-distant|nearer) future|"
    r"(?<=in )the future(?! of\b)|(?<=for )the future(?! of\b)|the future(?=[,.;]|$)|(?<=in )future(?=[,.;]|$))\b",
    re.IGNORECASE,
)
ON_DAY = re.compile(
    r"\b(the same (?:day|date)|(?<!to )(?<!of )that (?:same |very )?day|the (?:next|following) day|the (?:previous|preceding) day|"
    r"the day (?:before|earlier|after|afterwards)(?=[,.;:]|$| (?:in|at|on|with|and|by|when)\b)|later (?:in|that|the same) (?:the )?day|"
    r"earlier (?:in|that) (?:the )?day|the next)\b(?<!the next)",
    re.IGNORECASE,
)
DAY_PART = re.compile(
    r"\b(?:(?:early|late|later|earlier) (?:on |in )?)?(that(?: same)?|the same|the previous|the next|the following|"
    r"the day before's|the|all|one|each) (morning|afternoon|evening|night|dawn|dusk)\b(?! (?:of|club|shift|market|before|life|sky)\b)",
    re.IGNORECASE,
)
LOOSE_PART = re.compile(
    r"\b(?:the )?(?:(the (?=\w+ before))|(?:early|late|mid)[- ])(morning|afternoon|evening|night)(?: before(?=[.,;]|$))?\b(?! (?:of|on)\b)"
)
PART_OF = re.compile(
    rf"\b(?:the )?(?:early |late )?(morning|afternoon|evening|night|eve|(?:early |small )?hours) (?:of |on )(?:the )?(?={MONTH_NAME} |\d{{1,2}} |{WEEKDAY_NAME})",
    re.IGNORECASE,
)
BARE_PART = re.compile(
    r"\b(overnight|(?<=\bat )(?:dawn|dusk|daybreak|nightfall|sunset|sunrise|night|lunchtime)|(?<=before )(?:dawn|dusk|nightfall|daybreak|sunrise|sunset)|"
    r"(?<=after )(?:dawn|nightfall|dusk|sunset|sunrise)|(?<=until )(?:dawn|dusk|nightfall)|(?<=since )(?:dawn|daybreak)|"
    r"(?<=in )daylight|(?<=by )(?:dawn|nightfall|dusk|sunrise|sunset))\b(?! (?:prayers|raid|chorus|stay|clubs?))"
)
_CODES = {
    "morning": "MO",
    "dawn": "MO",
    "daybreak": "MO",
    "sunrise": "MO",
    "lunchtime": "MI",
    "afternoon": "AF",
    "evening": "EV",
    "dusk": "EV",
    "sunset": "EV",
    "eve": "EV",
    "hours": "MO",
    "early hours": "MO",
    "small hours": "MO",
    "daylight": "DT",
}


def present(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``now``, ``currently``, ``the moment``."""
    start = match.start(1) if match[1] else match.start()
    yield Found(start, match.end(), "PRESENT_REF", "reference")


def past(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``recently``, ``in the past``."""
    yield Found(*match.span(), "PAST_REF", "reference")


def future(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``soon``, ``the near future``; what *soon became* so lies behind."""
    if match[0].lower() == "soon" and _at(match, place) is Tense.PAST:
        return
    yield Found(*match.span(), "FUTURE_REF", "reference")


def _at(match: re.Match[str], place: Place) -> Tense:
    """Tell the tense of the verb that *match* stands in, or of the nearest."""
    for verb in place.groups:
        if verb.start <= match.start() and match.end() <= verb.end:
            return verb.tense
    return place.tense(match)


def _base(match: re.Match[str], place: Place) -> date:
    """Give the day last named, if what is past can be told from it."""
    base = place.base_day
    return (
        place.anchor
        if base > place.anchor and _at(match, place) is Tense.PAST
        else base
    )


def on_day(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``the same day``, ``the day before``, ``the following day``."""
    low = match[1].lower()
    away = 0
    if low.startswith(("the next", "the following", "the day after")):
        away = 1
    elif low.startswith(
        ("the previous", "the preceding", "the day before", "the day ear")
    ):
        away = -1
    yield from on_found(
        match, "anchored", calendar.shifted(_base(match, place), away, "day")
    )


def day_part(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``that night``, ``the following morning``, ``in the evening``."""
    which = match[1].lower().rsplit(" ", 1)[-1]
    if which in {"the", "all", "one", "each"} and not _SET.search(place.before(match)):
        return
    away = {"previous": -1, "next": 1, "following": 1}.get(which, 0)
    day = calendar.shifted(_base(match, place), away, "day")
    yield from _parted(match.start(), match.end(), day, match[2])


_SET = re.compile(
    r"\b(?:in|during|through|throughout|by|into|of|over|until|early|late|later|for) $",
    re.IGNORECASE,
)


def _parted(start: int, end: int, day: date | None, part: str) -> Iterator[Found]:
    if day is not None:
        value = f"{day.isoformat()}T{_CODES.get(part.lower(), 'NI')}"
        yield Found(start, end, value, "part", day, day)


def loose_part(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``late afternoon``, ``the night before``."""
    before = match[0].endswith("before")
    if match[1] and not before:
        return
    day = calendar.shifted(place.base_day, -1 if before else 0, "day")
    yield from _parted(*match.span(), day, match[2])


def part_of(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``the night of`` before a day; the day is joined to it afterwards."""
    code = _CODES.get(match[1].lower(), "NI")
    yield Found(*match.span(), f"T{code}", "part_of")


def bare_part(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``overnight``, ``at dawn``; ``at night`` is any night."""
    if match[1] == "night":
        yield Found(*match.span(), "TNI", "part")
        return
    night = match[1] == "overnight" and place.tense(match) is not Tense.FUTURE
    day = calendar.shifted(place.told_of, -1 if night else 0, "day")
    yield from _parted(match.start(), match.end(), day, match[1])
