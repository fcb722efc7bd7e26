"""How long, how long ago and how often: durations, sets and what is counted back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from exeunt.watch import calendar
from exeunt.watch.amounts import (
    AMOUNT,
    BARE_UNIT,
    LENGTHENED,
    OF_CLOCK,
    UNIT,
    count_of,
    period,
    unit_of,
)
from exeunt.watch.found_times import Found, Place, unit_found
from exeunt.watch.grammar import Tense
from exeunt.watch.wording import words


_ABOUT = (
    r"(?:(?:about|around|roughly|approximately|almost|nearly|barely|hardly|exactly|only|"
    r"just(?: over| under)?|over|under|up to|at least|at most|not more than|more than|less than|"
    r"no (?:more|less|longer|fewer) than|fewer than|longer than|shorter than|well over|"
    r"close to|another|an additional|an estimated|a further|a record|a full|a whole|a total of|"
    r"as (?:many|much|few|little|long) as) ){0,2}"
)
_WHICH = (
    r"(?:(?:the|his|her|its|their|our|my|these|those|this|that) )?(?:(?P<which>past|last|"
    r"previous|preceding|next|coming|following|first|final|latest|initial|remaining|other|"
    r"recent|opening|closing|same|entire) )?"
)
_AFTER = (
    r"(?P<after> ago\b(?! (?:this|last) )| earlier\b| later\b(?! this| in)| before(?=[.,;:]|$)|"
    r" after(?=[.,;:]|$)| afterwards?\b| hence\b| from (?:now|today)\b| (?:old|of age)\b|"
    r"[- ](?:long|old)\b|-(?:ago|earlier)\b)?"
)
AMOUNT_OF_TIME = re.compile(
    rf"(?<![\w.,$\u20ac\u00a3/:-])(?:(?P<within>within|in|over|during|for|after|by) )?"
    rf"(?P<span>{_ABOUT}{_WHICH}"
    rf"(?P<low>{AMOUNT})(?: ?(?:-|to|or|and) ?(?:(?:even )?(?:a )?(?P<high>{AMOUNT})))?"
    rf"(?:[- ]| )(?P<long>{LENGTHENED})(?P<unit>{UNIT})\b(?P<half> and a half| or two\b)?"
    rf"(?!-(?!old|long|ago|earlier)\w){_AFTER}"
    r"(?:-(?:old|long)\b)?)(?:' time\b)?",
    re.IGNORECASE,
)
"""``about six weeks``, ``two months ago``, ``within 24-48 hours``, ``a year later``."""
WITHIN_ONE = re.compile(r"\b[Ww]ithin (?:the )?(hour|day|week|fortnight|month|year)\b")
LONG = re.compile(
    r"\b(?:half[- ])?(day|week|month|year|decade|century|hour)(?:-?long|-old)\b"
    r"|\bhalf[- ](hour|day|year|century|decade)s?\b",
    re.IGNORECASE,
)
"""``weeklong``, ``a half-hour``."""
PLURAL = re.compile(
    rf"\b(?:the )?(?:(past|last|recent|previous|coming|future|next|following|earlier|intervening|"
    rf"first|final|early) )?({BARE_UNIT})(?:-(?:long|old))?\b( (?:ago|earlier|later|before(?=[.,;]|$))\b)?"
    r"(?! (?:plan|worth))(?:' (?=[a-z]))?",
    re.IGNORECASE,
)
"""``for days``, ``recent weeks``, ``decades-old``."""
YEAR_AGO = re.compile(
    r"\b(?:the |a )?(year|month|week|quarter)-(ago|earlier|before|over)\b"
    r"( (?:fiscal )?(?:quarter|period)\b)?",
    re.IGNORECASE,
)

_NOT_AMOUNT = re.compile(r"^(?:an?|half) (?:second|quarter)s?$", re.IGNORECASE)
_FIRST = re.compile(
    r"\b(?:first|worst|largest|biggest|heaviest|deadliest|highest|lowest|most|third|"
    r"second|time|longest|strongest|lowest|weakest|greatest|only|\w+est)\b[^,.;]{0,40}$"
)
_RATE = re.compile(
    r"(?:\b(?:once|twice|times|million|billion|thousand|hundred|percent|per cent|people|"
    r"[a-z]{3,}(?:ts|rs|ns|ds|ys|es|ls|gs|hs|ks|ms|ps))|\d) $"
)
_NOT_RATE = re.compile(
    r"\b(?:takes|lasts|goes|comes|does|makes|gives|spends|leaves|needs|starts|requires|"
    r"lets|gets|wants|becomes|ends|begins|meets|always|besides|perhaps|less|others) $"
)


def amount_of_time(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read an amount of time: a duration, or a day counted from another."""
    low, unit = count_of(match["low"]), unit_of(match["unit"])
    if _NOT_AMOUNT.match(f"{match['low']} {match['unit']}") or (
        unit == "quarter" and (low == 1 or match["which"] in {"first", "final"})
    ):
        return
    count = count_of(match["high"]) if match["high"] else low
    start = match.start("low" if _describes(match, count) else "span")
    if match["half"] and count is not None:
        count += 1 if match["half"] == " or two" else 0.5
    one = Found(start, match.end("span"), period(count, unit), "duration")
    if match["high"]:
        one = replace(one, others=(period(low, unit),))
    after = (match["after"] or "").strip(" -").lower()
    if after and after not in {"long", "old", "of age"}:
        yield from _counted(match, place, one, count, unit)
    elif match["within"]:
        yield from _after_preposition(match, place, one, count, unit)
    elif _is_rate(match, place):
        yield replace(one, rule="set")
    else:
        yield _with_days(match, place, one, count, unit)


def _describes(match: re.Match[str], count: float | None) -> bool:
    """Tell *the two-day visit*, where the article belongs to what is described."""
    if match.string[match.start("unit") - 1] == "-":
        return True
    many = count is None or count > 1
    return many and not match["after"] and match["unit"].lower() in _SINGULAR


_SINGULAR = frozenset(["minute", "hour", "day", "week", "month", "year"])


def _is_rate(match: re.Match[str], place: Place) -> bool:
    if match["span"].lower() not in {f"a {match['unit']}", f"an {match['unit']}"}:
        return False
    before = place.sentence[max(0, match.start("span") - 24) : match.start("span")]
    if _BESIDE.match(place.sentence, match.end("span")):
        return False
    return bool(_RATE.search(before)) and not _NOT_RATE.search(before)


def _counted(
    match: re.Match[str], place: Place, one: Found, count: float | None, unit: str
) -> Iterator[Found]:
    """Count back or ahead from publication or from the day last spoken of."""
    after = match["after"].strip(" -").lower()
    from_now = after in {"ago", "hence"} or after.startswith("from")
    back = after in {"ago", "earlier", "before"}
    if count is None or (unit in OF_CLOCK and not from_now):
        vague = from_now and unit not in OF_CLOCK
        ref = "PAST_REF" if back else "FUTURE_REF"
        yield (
            replace(one, value=ref, rule="reference")
            if vague or after == "ago"
            else one
        )
        return
    base = place.base_day if unit == "day" else place.base
    base = place.anchor if from_now else base
    base = place.said.then or base if back and not from_now else base
    yield from _moved(match, place, one, base, (-count if back else count, unit))


def _moved(
    match: re.Match[str],
    place: Place,
    one: Found,
    base: date,
    move: tuple[float, str],
) -> Iterator[Found]:
    count, unit = move
    unit, count = ("week", 2 * count) if unit == "fortnight" else (unit, count)
    if count != int(count):
        unit, count = {"year": ("month", count * 12)}.get(unit, ("day", count * 7))
    day = calendar.shifted(base, int(count), unit)
    if day is None:
        yield from _too_far(one, place, count, unit)
        return
    if unit == "year" and (quarter := _compared(match, place)):
        year, number = quarter.split("-")
        value = f"{int(year) + int(count):04d}-{number}"
        yield replace(one, value=value, rule="compared")
        return
    shown = {"decade": "year", "century": "year"}.get(unit, unit)
    named = place.said.exact or place.said.then
    exact = unit == "week" and place.anchor != base in {named, place.said.then}
    if exact:
        shown = "day"
    for found in unit_found(match, "relative", day, shown):
        others = (calendar.week_of(day),) if exact else ()
        yield replace(found, start=one.start, end=one.end, others=others)


_QUARTER = re.compile(r"\bquarter\b", re.IGNORECASE)


def _compared(match: re.Match[str], place: Place) -> str:
    """Give the quarter that *a year earlier* is compared with, if one is spoken of."""
    here = _QUARTER.search(place.sentence, 0, match.start())
    return place.said.quarter if here or place.said.by_quarter else ""


def _too_far(one: Found, place: Place, count: float, unit: str) -> Iterator[Found]:
    """Give what lies before the calendar begins or after it ends."""
    years = {"year": 1, "decade": 10, "century": 100}.get(unit, 0)
    if not years:
        return
    year = place.anchor.year + int(count) * years
    value = f"BC{-year:04d}" if year < 0 else f"{year:04d}"
    if -9999 <= year <= 9999:
        yield replace(one, value=value, rule="relative")
    else:
        ref = "PAST_REF" if count < 0 else "FUTURE_REF"
        yield replace(one, value=ref, rule="reference")


def _after_preposition(
    match: re.Match[str], place: Place, one: Found, count: float | None, unit: str
) -> Iterator[Found]:
    before = match["within"].lower()
    ahead = (match["which"] or "").lower() in {"next", "coming", "following"}
    if before == "within" or ahead:
        last = _day(place.anchor, count, unit)
        yield replace(one, rule="within", first=place.anchor, last=last)
    elif before == "in" and _lies_ahead(match, place):
        exact = unit in {"hour", "day", "week", "fortnight"} and count is not None
        if not exact or match["which"] or match["high"] or count is None:
            yield one
            return
        for found in _moved(match, place, one, place.anchor, (count, unit)):
            yield replace(found, others=(one.value,))
    else:
        yield _with_days(match, place, one, count, unit)


def _lies_ahead(match: re.Match[str], place: Place) -> bool:
    before = place.before(match, 60)
    return place.tense(match) is not Tense.PAST and not _FIRST.search(before)


def _with_days(
    match: re.Match[str], place: Place, one: Found, count: float | None, unit: str
) -> Found:
    """Give the days of *the past two weeks*."""
    if (match["which"] or "").lower() not in {"past", "last", "previous"}:
        return one
    first = _day(place.anchor, None if count is None else -count, unit)
    return replace(one, rule="span", first=first, last=place.anchor)


def _day(anchor: date, count: float | None, unit: str) -> date | None:
    if count is None or unit == "fortnight":
        return None
    return calendar.shifted(anchor, int(count), unit)


def within_one(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``within the week``."""
    unit = match[1]
    last = _day(place.anchor, 1, unit)
    yield Found(
        match.start(1), match.end(), period(1, unit), "within", place.anchor, last
    )


def long(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``daylong``, ``half-hour``."""
    unit = unit_of(match[1] or match[2])
    count = 0.5 if match[0].lower().startswith("half") else 1
    yield Found(*match.span(), period(count, unit), "duration")


def plural(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``days``, ``recent months``, ``years ago``."""
    which, after = (match[1] or "").lower(), (match[3] or "").strip()
    unit = unit_of(match[2])
    one = Found(match.start(), match.end(2), period(None, unit), "duration")
    text = match[0].rstrip("' ")
    one = replace(one, end=match.start() + len(text))
    before = place.before(match)
    if _THESE.search(before):
        yield replace(
            one, start=match.start() - 6, value="PRESENT_REF", rule="reference"
        )
    elif after == "ago" or which == "recent":
        yield replace(one, value="PAST_REF", rule="reference")
    elif which in {"coming", "future"}:
        yield replace(one, value="FUTURE_REF", rule="reference")
    elif (
        which
        or after
        or _BESIDE.match(place.sentence, match.end())
        or _counts(before)
        or match[0].endswith(("-old", "-long"))
    ):
        yield one


_BESIDE = re.compile(r" (?:after|before|into|without)\b")
_THESE = re.compile(r"\b[Tt]hese $")
_LAST = re.compile(r"(?:^|[,;(\"] ?|([A-Za-z]+) )$")
_COUNTING = words(
    "for in over after of within take takes took taken taking about by spent spend last "
    "lasts lasted lasting need needs needed before during through and or to than not with "
    "from only even just until into more be were waited cost wait hours days weeks months "
    "years full long many two was least as that on"
)


def _counts(before: str) -> bool:
    """Tell whether a length of time may follow what stands *before*."""
    last = _LAST.search(before)
    return last is not None and (last[1] is None or last[1].lower() in _COUNTING)


def year_ago(match: re.Match[str], place: Place) -> Iterator[Found]:
    """Read ``the year-ago quarter``, ``a year-earlier``: the year before."""
    quarter = place.said.quarter
    if match[1].lower() == "year" and match[3] and quarter:
        value = f"{int(quarter[:4]) - 1:04d}{quarter[4:]}"
        yield Found(*match.span(), value, "compared")
        return
    day = calendar.shifted(place.base, -1, match[1].lower())
    yield from unit_found(match, "relative", day, match[1].lower())
