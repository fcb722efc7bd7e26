"""How often: every day, weekly, on Fridays, per month."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exeunt.watch import calendar
from exeunt.watch.amounts import AMOUNT, UNIT, count_of, period, unit_of
from exeunt.watch.found_times import Found, Place


_NAMES = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
EVERY = re.compile(
    rf"\b(?:every|each) (?:single |working |business )?(?:(other|second|third|{AMOUNT}) )?"
    rf"(?:({UNIT})|({_NAMES})s?(?: (morning|afternoon|evening|night))?|"
    r"(morning|afternoon|evening|night)|(spring|summer|autumn|fall|winter)|(weekend)|(January|"
    r"February|March|April|May|June|July|August|September|October|November|December))\b",
    re.IGNORECASE,
)
"""``every day``, ``each Monday``, ``every two weeks``."""
OFTEN = re.compile(
    r"(?<![\w-])(?:(?:twice|thrice|semi|bi)-?)?(hourly|daily|nightly|weekly|fortnightly|"
    r"monthly|quarterly|annually|annual|yearly)\b(?! (?:Mail|Telegraph|News|Times|Star|"
    r"Express|Mirror|Beast|Standard))"
)
PER = re.compile(r"\bper (second|minute|hour|day|week|month|quarter|year)\b")
DAYS = re.compile(
    rf"\b(?:({_NAMES})s|({_NAMES}) (morning|afternoon|evening|night)s|(weekend|weekday)s)\b"
    r"(?!'| ago)"
)
"""``on Fridays``, ``Sunday mornings``, ``at weekends``."""
_OFTEN = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "XXXX-XX-XXTNI",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "annually": "P1Y",
    "annual": "P1Y",
    "yearly": "P1Y",
}
_SEASONS = {
    "spring": "SP",
    "summer": "SU",
    "autumn": "FA",
    "fall": "FA",
    "winter": "WI",
}


def every(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``every other week``, ``each March``."""
    step = (match[1] or "one").lower()
    count = {"other": 2, "second": 2, "third": 3}.get(step) or count_of(step)
    part = match[4] or match[5]
    if match[2]:
        value = period(count, unit_of(match[2]))
    elif match[3]:
        value = f"XXXX-WXX-{calendar.weekday_number(match[3]) + 1}"
    elif match[5]:
        value = "XXXX-XX-XX"
    elif match[6]:
        value = f"XXXX-{_SEASONS[match[6].lower()]}"
    elif match[7]:
        value = "XXXX-WXX-WE"
    else:
        value = f"XXXX-{calendar.month_number(match[8]):02d}"
    value += f"T{_PARTS[part.lower()]}" if part else ""
    yield Found(*match.span(), value, "set")


def often(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``daily``, ``twice-weekly``, ``annual``."""
    yield Found(*match.span(), _OFTEN[match[1]], "set")


def per(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``per day``."""
    yield Found(*match.span(), period(1, match[1]), "set")


def days(match: re.Match[str], _: Place) -> Iterator[Found]:
    """Read ``Fridays``, ``weekends``."""
    if match[4]:
        value = "XXXX-WXX-WE" if match[4] == "weekend" else "XXXX-WXX-WD"
    else:
        value = f"XXXX-WXX-{calendar.weekday_number(match[1] or match[2]) + 1}"
    value += f"T{_PARTS[match[3]]}" if match[3] else ""
    yield Found(*match.span(), value, "set")
