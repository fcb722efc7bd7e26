"""Time expressions and the days they mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from exeunt.watch import time_words
from exeunt.watch.found_times import NOTHING_SAID, Found, Place, Rule, Said
from exeunt.watch.grammar import Tense, Verb, tense_at
from exeunt.watch.pairing import said_then
from exeunt.watch.time_rules import EXPLICIT, KNOWN, LEANING, TimeRule
from exeunt.watch.time_signs import CLOCK, signs_of
from exeunt.watch.wording import number, squeezed


_LOCAL = "~"
_OFFSETS = {
    "GMT": "Z",
    "UTC": "Z",
    "Z": "Z",
    "EST": "-05:00",
    "EDT": "-04:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "MSK": "+03:00",
    "BST": "+01:00",
    "EAT": "+03:00",
    "CAT": "+02:00",
    "WAT": "+01:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}


def day_comes_first(text: str) -> bool:
    """Tell whether dates like 10/01/2022 in *text* put the day before the month."""
    for match in time_words.NUMERIC.finditer(text):
        if match[2] == "/" and int(match[1]) > 12:
            return True
        if match[2] == "/" and int(match[3]) > 12:
            return False
    return "U.S." not in text


def times_in(
    sentence: str,
    groups: tuple[Verb, ...],
    *,
    published: datetime,
    zone: ZoneInfo | None = None,
    day_first: bool = True,
    said: Said = NOTHING_SAID,
) -> tuple[Found, ...]:
    """
    Find the time expressions of an evened *sentence*, left to right.

    *said* is what was spoken of before it, on which *a day later* leans. A run of spaces,
    as there is where a line ends, counts as one.
    """
    if "  " in sentence:
        text, places = squeezed(sentence)
        moved = tuple(_verb_moved(verb, places) for verb in groups)
        closer = times_in(
            text, moved, published=published, zone=zone, day_first=day_first, said=said
        )
        return tuple(_spread(one, places) for one in closer)
    signs = signs_of(sentence, KNOWN)
    if not signs:
        return ()
    place = Place(sentence, groups, published.date(), day_first, said)
    taken = bytearray(len(sentence))
    found: list[Found] = []
    explicit, leaning = _asked(signs)
    for match, read in _free(explicit, sentence, taken):
        _take(found, taken, read(match, place))
    past = _spoken(said, sentence, sorted(found, key=lambda f: f.start))
    if CLOCK in signs:
        found += _clocks(sentence, taken)
    for match, read in _free(leaning, sentence, taken):
        near = _latest(past, match.start(), said)
        there = place if near is said else replace(place, said=near)
        _take(found, taken, read(match, there))
    joined = _joined(place, sorted(found, key=lambda f: f.start))
    return tuple(_local(one, zone) for one in joined)


def _verb_moved(verb: Verb, places: list[int]) -> Verb:
    start = bisect_left(places, verb.start)
    return replace(verb, start=start, end=bisect_left(places, verb.end - 1) + 1)


def _spread(found: Found, places: list[int]) -> Found:
    """Give what was found in a text with fewer spaces its place in the text."""
    parts = tuple(_spread(part, places) for part in found.parts)
    start, end = places[found.start], places[found.end - 1] + 1
    return replace(found, start=start, end=end, parts=parts)


def _free(
    rules: tuple[TimeRule, ...], sentence: str, taken: bytearray
) -> Iterator[tuple[re.Match[str], Rule]]:
    """Give what looks like a time, rule by rule, where nothing is *taken* yet."""
    for rule in rules:
        for match in rule.matches(sentence):
            if taken.find(1, *match.span()) < 0:
                yield match, rule.read


@lru_cache(maxsize=1 << 12)
def _asked(signs: frozenset[str]) -> tuple[tuple[TimeRule, ...], ...]:
    """Give the explicit and the leaning rules that a sentence with *signs* may fit."""
    return tuple(
        tuple(rule for rule in rules if not rule.needs.isdisjoint(signs))
        for rules in (EXPLICIT, LEANING)
    )


def _take(found: list[Found], taken: bytearray, more: Iterator[Found]) -> None:
    for one in more:
        found.append(one)
        taken[one.start : one.end] = b"\1" * (one.end - one.start)


_BASES = frozenset(
    [
        "day",
        "weekday",
        "numeric",
        "iso",
        "month",
        "year",
        "relative",
        "anchored",
        "range",
        "holiday",
        "quarter",
    ]
)


def remembered(said: Said, sentence: str, times: Iterable[Found]) -> Said:
    """
    Give what was last spoken of, once *sentence* with its *times* is read.

    The day on which somebody said something is not what the text speaks of.
    """
    spoken = _spoken(said, sentence, times)
    return spoken[-1][1] if spoken else said


def _spoken(
    said: Said, sentence: str, times: Iterable[Found]
) -> list[tuple[int, Said]]:
    """Give where in the sentence what was last spoken of changes, and to what."""
    out: list[tuple[int, Said]] = []
    for time in times:
        vague = time.rule == "relative" and time.day is None
        if time.rule == "compared":
            continue
        if "-Q" in time.value:
            said = replace(said, quarter=time.value, by_quarter=True)
        elif vague or time.rule not in _BASES or said_then(sentence, time):
            continue
        elif time.first:
            exact = time.day or said.exact
            said = replace(said, day=time.first, exact=exact, by_quarter=False)
        out.append((time.end, said))
    return out


def _latest(spoken: list[tuple[int, Said]], until: int, before: Said) -> Said:
    ended = [said for end, said in spoken if end <= until]
    return ended[-1] if ended else before


def _local(found: Found, zone: ZoneInfo | None) -> Found:
    """Write the offset of the post's zone where the text says local time."""
    if not found.value.endswith(_LOCAL):
        return found
    value = found.value.removesuffix(_LOCAL)
    if zone is not None and found.day and value[10:] and "T24" not in value:
        moment = datetime.fromisoformat(value).replace(tzinfo=zone)
        value = moment.isoformat(timespec="minutes")
    return replace(found, value=value)


def _clocks(sentence: str, taken: bytearray) -> list[Found]:
    out: list[Found] = []
    for match in time_words.CLOCK.finditer(sentence):
        clock = _clock(match)
        start, end = match.span()
        if about := time_words.BEFORE_CLOCK.search(
            sentence[max(0, start - 16) : start]
        ):
            start -= len(about[0])
        if clock and not any(taken[start:end]):
            out.append(Found(start, end, clock, "clock"))
            taken[start:end] = b"\1" * (end - start)
    return out


def _clock(match: re.Match[str]) -> str:
    if match[8]:
        hours, minutes = (24 if match[8] == "midnight" else 12), 0
    elif match[9] or match[12]:
        part = match[10] or match[13]
        hours, minutes = number(match[9] or match[12]) % 12, 0
        hours += 12 if part in {"afternoon", "evening"} or match[11] else 0
    elif match[3]:
        hours = int(match[1]) % 12 + (12 if match[3] == "p" else 0)
        minutes = int(match[2] or 0)
    else:
        hours, minutes = int(match[4] or match[6]), int(match[5] or match[7])
    if hours > 24 or (hours == 24 and minutes):
        return ""
    named = match[14] or ""
    offset = _LOCAL if named == "local time" else _OFFSETS.get(named, "")
    return f"T{hours:02d}:{minutes:02d}{offset}"


def _joined(place: Place, found: list[Found]) -> tuple[Found, ...]:
    """Give each clock time its day: the one beside it, else one of the sentence."""
    out: list[Found] = []
    for one in found:
        before = out[-1] if out else None
        if before and _belong(place.sentence, before, one):
            out[-1] = _together(before, one)
        else:
            out.append(one)
    days = [d for d in out if d.day]
    return tuple(_with_day(place, f, days) for f in out if f.rule != "part_of")


_OF_DAY = frozenset(["clock", "part_of"])


def _belong(sentence: str, a: Found, b: Found) -> bool:
    one_clock = (a.rule in _OF_DAY) != (b.rule in _OF_DAY)
    dated = a.day or b.day
    apart = sentence[a.end : b.start]
    clocked = "T" in (a.value if a.rule not in _OF_DAY else b.value)
    return bool(
        one_clock and dated and not clocked and time_words.JOIN_CLOCK.match(apart)
    )


def _together(a: Found, b: Found) -> Found:
    clock, day = (a, b) if a.rule in _OF_DAY else (b, a)
    others = tuple(other + clock.value for other in day.others)
    if clock.value == "T24:00":
        others = (f"{day.value}T00:00", *others)
    value = day.value + clock.value
    return replace(day, start=a.start, end=b.end, value=value, others=others)


def _with_day(place: Place, found: Found, days: list[Found]) -> Found:
    """Give a clock time that stands alone the day its clause speaks of."""
    if found.rule != "clock" or _DAILY.match(place.sentence, found.end):
        return found
    if not days and _HOURS.search(place.sentence):
        return found
    near = [
        d
        for d in days
        if ";" not in place.sentence[min(d.end, found.end) : max(d.start, found.start)]
    ]
    day = _day_of_clock(found, place)
    if near:
        day = min(near, key=lambda d: abs(d.start - found.start)).value[:10]
    return replace(found, value=f"{day}{found.value}")


def _day_of_clock(found: Found, place: Place) -> str:
    """Give the day before publication when the text speaks of it, else that day."""
    said = place.said
    tense = tense_at(place.sentence, found.start, found.end, place.groups)
    eve = said.exact is not None and (place.anchor - said.exact).days == 1
    day = place.base_day if eve and tense is Tense.PAST else place.anchor
    return day.isoformat()


_HOURS = re.compile(
    r"\b(?:curfew|(?:office|opening|business|visiting) hours)\b.* (?:and|to|until|till) \d"
)
_DAILY = re.compile(r" (?:every|each|daily|on weekdays)\b")
