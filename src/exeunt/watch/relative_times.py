"""What weekdays and days near today mean: Thursday, next Monday, tomorrow night."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from exeunt.watch import calendar
from exeunt.watch.found_times import Found, Place, on_found
from exeunt.watch.grammar import Tense, Verb, governing, never_was
from exeunt.watch.wording import words


_PARTS = {
    "morning": "MO",
    "lunchtime": "MI",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
}


def _parted(
    match: re.Match[str],
    rule: str,
    day: date | None,
    part: str | None,
    others: tuple[date | None, ...] = (),
) -> Iterator[Found]:
    if day is None:
        return
    code = _PARTS.get((part or "").lower())
    tail = f"T{code}" if code else ""
    days = tuple(d.isoformat() + tail for d in others if d is not None and d != day)
    yield Found(*match.span(), day.isoformat() + tail, rule, day, day, days)


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
    others: tuple[date | None, ...] = ()
    if day and not which and not match[4]:
        others = calendar.shifted(day, -7, "day"), calendar.shifted(day, 7, "day")
    yield from _parted(match, "weekday", day, match[3], others)


_DUE = re.compile(
    r"\b(?:(?:deadline|ultimatum|upcoming|due|scheduled|set for|planned for|ahead of)\b"
    r"[^.;]{0,40}|(?:until|by|no later than|before|next)(?: the| this| end of| noon(?: on)?| midnight(?: on)?|"
    r" \d[\d:.]{0,4} ?[ap]\.?m\.?(?: on)?)? )$"
)
_OF_DUE = (
    *(
        "deadline",
        "ultimatum",
        "upcoming",
        "due",
        "scheduled",
        "set for",
        "planned for",
    ),
    *("ahead of", "until", "by ", "no later than", "before", "next"),
)


def _of_present(verb: Verb) -> Tense:
    """Read *meets Monday*, *is leaving Monday* as ahead, *says Monday* as gone by."""
    if verb.words[0] in {"is", "are"}:
        return Tense.FUTURE if verb.head.endswith("ing") else Tense.PRESENT
    spoken = {"says", "tells", "has", "have", "does", "denies", "warns", "am"}
    return Tense.PRESENT if verb.head in spoken else Tense.FUTURE


_CLOCK = re.compile(r"(?:\d ?[ap]\.?m\.?|\d:\d\d|\bnoon)(?: on)? $")
_BY = re.compile(r"\b[Bb]y $")
_DEADLINE = re.compile(
    r" (?:deadline|ultimatum)\b(?! (?:passed|expired|came|went))|,? or (?:else|(?:to )?face)\b"
)
_IN_WAKE = re.compile(r"\b(?:in the wake of|following|since|despite) (?:the )?$")
_TILL = re.compile(r"\b(?:until|till) (?:late |early )?$")
_WENT_ON = words("went lasted ran continued worked stayed fought talked waited ended")
_CALLED_OFF = frozenset(["cancelled", "canceled", "postponed", "scrapped", "called"])


def _calls_off(sentence: str, verb: Verb) -> bool:
    off = verb.head != "called" or sentence.startswith(" off", verb.end)
    return off and verb.head in _CALLED_OFF


def _of_order(verb: Verb, groups: tuple[Verb, ...]) -> Tense:
    """Read *ordered them to leave on Monday* as the day of the order."""
    orders = [g for g in groups if g.end < verb.start and g.head in _ORDERED]
    return orders[-1].tense if orders else verb.tense


_ORDERED = words(
    "ordered told urged directed authorized authorised allowed advised instructed"
)


def _weekday_tense(match: re.Match[str], place: Place) -> Tense:
    if never_was(place.sentence, match.end()):
        return Tense.PAST
    tense = place.tense(match)
    before = place.sentence[max(0, match.start() - 60) : match.start()]
    if _IN_WAKE.search(before):
        return Tense.PAST
    verb = governing(place.sentence, match.start(), match.end(), place.groups)
    called_off = verb is not None and _calls_off(place.sentence, verb)
    if called_off or _DEADLINE.match(place.sentence, match.end()):
        return Tense.FUTURE
    if verb and verb.words[0] == "to" and before.endswith(" on "):
        tense = _of_order(verb, place.groups)
    if verb and tense is Tense.PRESENT:
        tense = _of_present(verb)
    went_on = verb is not None and verb.head in _WENT_ON and _TILL.search(before)
    if tense is Tense.PAST and (went_on or _BY.search(before)):
        return tense
    open_ended = tense in {Tense.PRESENT, Tense.NONE}
    due = open_ended and (_CLOCK.search(before) or _is_due(before))
    return Tense.FUTURE if due or _is_due(before[-30:]) else tense


def _is_due(before: str) -> bool:
    return any(word in before for word in _OF_DUE) and bool(_DUE.search(before))


def weekday_short(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``on Mon.``."""
    name = calendar.weekday_number(match[1])
    day = calendar.weekday_near(name, anchor=place.anchor, tense=place.tense(match))
    yield from on_found(match, "weekday", day)


_GOES_ON = re.compile(r"[A-Za-z,] $")
"""Before a capital that is of a name: *of Russia Today*."""


def near_day(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``today``, ``tomorrow evening``, ``the day before yesterday``."""
    text = match[1].lower()
    if match[1][0].isupper() and _GOES_ON.search(place.before(match)):
        return
    away = 0
    if "tomorrow" in text:
        away = 2 if "after" in text else 1
    elif "yesterday" in text:
        away = -2 if "before" in text else -1
    elif text.startswith("last"):
        away = -1
    part = "night" if text == "tonight" else text.split(" ")[-1]
    yield from _parted(
        match, "relative", calendar.shifted(place.anchor, away, "day"), part
    )
