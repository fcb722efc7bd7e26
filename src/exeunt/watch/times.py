"""Time expressions and the days they mean."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from exeunt.watch import time_words
from exeunt.watch.found_times import Found, Place
from exeunt.watch.grammar import Verb
from exeunt.watch.time_rules import RULES


_HINT = re.compile(
    r"\d|[a-z]day\b|[A-Z]DAY\b|(?:to|yester)day|tonight|tomorrow|night|week|month|year|"
    r"\bdays?\b|hour|minute|noon|midday|morning|afternoon|evening|[Ss]pring|[Ss]ummer|"
    r"[Aa]utumn|\b[Ff]all\b|[Ww]inter|\b(?:J[au]n|J[Uu][LlNn]|J[Aa][Nn]|F[Ee][Bb]|"
    r"M[Aa][RrYy]|A[Pp][Rr]|Jul|A[Uu][Gg]|S[Ee][Pp]|O[Cc][Tt]|N[Oo][Vv]|D[Ee][Cc]|Mon|"
    r"Tue|Wed|Thu|Fri|Sat|Sun)|[Dd]ays?\b"
)
"""A sentence without any of these has no time expression."""
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
) -> tuple[Found, ...]:
    """Find the time expressions of an evened *sentence*, left to right."""
    if not _HINT.search(sentence):
        return ()
    place = Place(sentence, groups, published.date(), day_first)
    taken = bytearray(len(sentence))
    found: list[Found] = []
    for pattern, rule in RULES:
        for match in pattern.finditer(sentence):
            if any(taken[match.start() : match.end()]):
                continue
            for one in rule(match, place):
                found.append(one)
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
    found += _clocks(sentence, taken)
    joined = _joined(sentence, sorted(found, key=lambda f: f.start))
    return tuple(_local(one, zone) for one in joined)


def _local(found: Found, zone: ZoneInfo | None) -> Found:
    """Write the offset of the post's zone where the text says local time."""
    if not found.value.endswith(_LOCAL):
        return found
    value = found.value.removesuffix(_LOCAL)
    if zone is not None and found.day and value[10:]:
        moment = datetime.fromisoformat(value).replace(tzinfo=zone)
        value = moment.isoformat(timespec="minutes")
    return replace(found, value=value)


def _clocks(sentence: str, taken: bytearray) -> list[Found]:
    out = []
    for match in time_words.CLOCK.finditer(sentence):
        clock = _clock(match)
        if clock and not any(taken[match.start() : match.end()]):
            out.append(Found(match.start(), match.end(), clock, "clock"))
    return out


def _clock(match: re.Match[str]) -> str:
    if match[8]:
        hours, minutes = (0 if match[8] == "midnight" else 12), 0
    elif match[3]:
        hours = int(match[1]) % 12 + (12 if match[3] == "p" else 0)
        minutes = int(match[2] or 0)
    else:
        hours, minutes = int(match[4] or match[6]), int(match[5] or match[7])
    if hours > 24 or (hours == 24 and minutes):
        return ""
    named = match[9] or ""
    offset = _LOCAL if named == "local time" else _OFFSETS.get(named, "")
    return f"T{hours:02d}:{minutes:02d}{offset}"


def _joined(sentence: str, found: list[Found]) -> tuple[Found, ...]:
    """Give each clock time its day: the one beside it, else one of the sentence."""
    out: list[Found] = []
    for one in found:
        before = out[-1] if out else None
        if before and _belong(sentence, before, one):
            out[-1] = _together(before, one)
        else:
            out.append(one)
    return tuple(_with_day(sentence, f, [d for d in out if d.day]) for f in out)


def _belong(sentence: str, a: Found, b: Found) -> bool:
    one_clock = (a.rule == "clock") != (b.rule == "clock")
    dated = a.day or b.day
    apart = sentence[a.end : b.start]
    clocked = "T" in (a.value if a.rule != "clock" else b.value)
    return bool(
        one_clock and dated and not clocked and time_words.JOIN_CLOCK.match(apart)
    )


def _together(a: Found, b: Found) -> Found:
    clock, day = (a, b) if a.rule == "clock" else (b, a)
    return replace(day, start=a.start, end=b.end, value=day.value + clock.value)


def _with_day(sentence: str, found: Found, days: list[Found]) -> Found:
    """Give a clock time that stands alone the day its clause speaks of."""
    if found.rule != "clock" or _DAILY.match(sentence, found.end):
        return found
    near = [
        d
        for d in days
        if ";" not in sentence[min(d.end, found.end) : max(d.start, found.start)]
    ]
    if not near:
        return found
    day = min(near, key=lambda d: abs(d.start - found.start))
    return replace(found, value=f"{day.value[:10]}{found.value}")


_DAILY = re.compile(r" (?:every|each|daily|on weekdays)\b")
