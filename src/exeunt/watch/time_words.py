"""What time expressions look like, as patterns over an evened sentence."""

from __future__ import annotations

import re


def _named(full: str, short: str) -> str:
    names = [*full.split(), *(s + r"\.?" for s in short.split())]
    return "|".join([*names, *(n.upper() for n in full.split())])


_MONTHS = "January February March April May June July August September October November December"
_MONTHS_SHORT = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_DAYS_SHORT = "Mon Tues Tue Weds Wed Thurs Thur Thu Fri Sat Sun"

_MON = rf"(?:{_named(_MONTHS, _MONTHS_SHORT)})"
_WDAY = rf"(?:{'|'.join(_DAYS.split())}|{_DAYS.upper().replace(' ', '|')})"
_WDAY_ANY = rf"(?:{_named(_DAYS, _DAYS_SHORT)})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%])"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_LEAD = rf"(?:\b{_WDAY_ANY},? (?:the )?)?"
_NO_YEAR_AFTER = r"(?!,? ?\d{5,}| \d{4}|,\d{3}|:\d)"
_TO = r" ?(?:-|to|through|until|till) ?"
NUMBER_WORD = (
    r"(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|sixty|ninety)"
)
_UNIT = r"(minute|hour|day|week|month|year)"
_PART = r"(morning|afternoon|evening|night|lunchtime|midnight)"

ISO = re.compile(
    r"(?<![\d-])((?:19|20)\d\d)-(\d\d)-(\d\d)"
    r"(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?)?(?![\d-])"
)
RANGE_DAY_MONTH = re.compile(
    rf"(?<![\d.:/])({_DAY})(?:{_TO}|(?<=between \d) and |(?<=between \d\d) and )(?:the )?({_DAY}) (?:of )?"
    rf"({_MON})(?:,? ({_YEAR}))?\b"
)
RANGE_MONTH_DAY = re.compile(
    rf"\b({_MON}) ({_DAY})(?:{_TO})({_DAY})(?:,? ({_YEAR}))?(?![\d:])"
)
BETWEEN_MONTH_DAY = re.compile(
    rf"(?<=between )({_MON}) ({_DAY}) and ({_DAY})(?:,? ({_YEAR}))?(?![\d:])"
)
LIST_MONTH_DAY = re.compile(
    rf"\b({_MON}) ({_DAY}(?:(?:, | and |, and | or | & ){_DAY}){{1,6}})"
    rf"(?:,? ({_YEAR}))?(?![\d:]| (?:{_MON}|people|troops|others|\w+ (?:people|troops))\b)"
)
LIST_DAY_MONTH = re.compile(
    rf"(?<![\d.:/,])({_DAY}(?:(?:, | and |, and | or | & ){_DAY}){{1,6}}) ({_MON})"
    rf"(?:,? ({_YEAR}))?\b"
)
DAY_MONTH = re.compile(
    rf"{_LEAD}(?<![\d.:/])\b({_DAY})(?: of)?[ -]({_MON})(?![a-z])(?:,?[ -]({_YEAR}))?"
    rf"{_NO_YEAR_AFTER}"
)
MONTH_DAY = re.compile(
    rf"{_LEAD}\b({_MON}) (?:the )?({_DAY})(?:,? ({_YEAR}))?{_NO_YEAR_AFTER}"
)
NUMERIC = re.compile(
    r"(?<![\d./-])(\d{1,2})([/.])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\d/.]\d|\d)"
)
MONTH_YEAR = re.compile(
    rf"(?:\b(?:early|late|mid)[- ])?\b({_MON}),?(?: of)? ({_YEAR})\b"
)
MONTH = re.compile(
    rf"(?:(?<=\b[Ii]n )|(?<=\bby )|(?<=\bof )|(?<=[Ss]ince )|(?<=[Uu]ntil )|(?<=[Dd]uring )|"
    rf"(?<=[Bb]efore )|(?<=[Aa]fter )|(?<=from )|(?<=through )|(?<=between )|(?<=for )|"
    rf"(?<=and )|(?<=to )|\b(last|next|this|early|late|mid)[- ])"
    rf"(?:(?:early|late|mid)[- ])?({'|'.join(_MONTHS.split())})(?!\w|\.? \d)"
)
MONTH_ALONE = re.compile(
    r"(?<!\d )(?<!\d\d )\b(?:(last|next|this) )?(January|February|April|June|July|August|September|"
    r"October|November|December)\b(?!\.? \d)"
)
WEEKDAY = re.compile(
    rf"(?:\b(next|last|this past|this coming|this|coming|past) )?\b({_WDAY})\b"
    rf"(?: {_PART})?(?:,? (?:of )?(next|last|this) week)?"
)
WEEKDAY_SHORT = re.compile(r"(?<=\bon )(Mon|Tues?|Weds?|Thurs?|Fri|Sat|Sun)\b\.?")
NEAR_DAY = re.compile(
    r"\b(the day after tomorrow|the day before yesterday|(?:later |earlier )?today|"
    rf"tonight|(?:tomorrow|yesterday)(?: {_PART})?|this (?:morning|afternoon|evening)|"
    r"last night)\b",
    re.IGNORECASE,
)
AGO = re.compile(rf"\b({NUMBER_WORD}) {_UNIT}s? ago\b", re.IGNORECASE)
FROM_NOW = re.compile(
    rf"\b({NUMBER_WORD}) {_UNIT}s? from (?:now|today)\b", re.IGNORECASE
)
WITHIN = re.compile(
    rf"\b(within|(?:in|over|during|for) the (?:next|coming|following)) "
    rf"(?:the next |the coming |a |period of )?(?:({NUMBER_WORD})(?:{_TO}| or ))?"
    rf"({NUMBER_WORD})[ -]{_UNIT}s?\b",
    re.IGNORECASE,
)
WITHIN_ONE = re.compile(
    r"\bwithin (?:the |an? )?(hour|day|week|fortnight|month|year)\b", re.IGNORECASE
)
PAST_SPAN = re.compile(
    rf"\b(?:in|over|during|for) the (?:last|past|previous) ({NUMBER_WORD}) {_UNIT}s?\b",
    re.IGNORECASE,
)
IN_UNITS = re.compile(
    rf"\bin (?:about |around |just |less than |under |up to )?({NUMBER_WORD}) {_UNIT}s?"
    r"(?:' time)?\b",
    re.IGNORECASE,
)
NEAR_UNIT = re.compile(
    r"\b(?:(?:early|late|later|earlier|mid)[- ])?(this|last|next|the following|"
    r"the previous|the coming|the past|the end of the|the end of this|"
    r"the start of next|the end of next) (week|month|year|weekend)\b",
    re.IGNORECASE,
)
SEASON = re.compile(
    rf"\b(?:(last|this|next) (spring|summer|autumn|fall|winter)|(?:the )?(spring|"
    rf"summer|autumn|fall|winter)(?: of)? ({_YEAR}))\b",
    re.IGNORECASE,
)
DECADE = re.compile(r"\b(?:the )?((?:19|20)\d)0s\b")
YEAR = re.compile(
    r"(?:(?<=\b[Ii]n )|(?<=\bof )|(?<=\bby )|(?<=[Ss]ince )|(?<=[Uu]ntil )|(?<=[Dd]uring )|"
    r"(?<=from )|(?<=[Aa]fter )|(?<=[Bb]efore )|(?<=\bthe )|(?<=late )|(?<=early )|"
    r"(?<=mid-)|(?<=\()|(?<=and )|(?<=to )|(?<=end )|(?<=, ))"
    r"((?:19|20)\d\d)(?=$|[^\w,-]|,[^\d])(?! (?:people|troops|soldiers|men|km|miles|"
    r"tons|tonnes|dollars|euros|soldiers|citizens|staff|americans|vehicles|cases)\b)"
)
DURATION = re.compile(
    rf"\b({NUMBER_WORD})(?:(?:{_TO}| or )({NUMBER_WORD}))?[ -]{_UNIT}s?\b",
    re.IGNORECASE,
)
_ZONE = (
    r"(?: ?\(?(GMT|UTC|EST|EDT|ET|CET|CEST|EET|EEST|MSK|BST|IST|EAT|CAT|WAT|PST|PDT|"
    r"Z\b|(?:local|[A-Z][a-z]+) time)\)?)?"
)
CLOCK = re.compile(
    r"(?<![\d.:/$-])(?:(1[0-2]|0?\d)(?:[:.]([0-5]\d))? ?([ap])\.?m\b\.?"
    r"|([01]?\d|2[0-4])[:h]([0-5]\d)(?::[0-5]\d)?(?: ?(?:hours|hrs|h)\b)?"
    r"|([01]\d|2[0-4])([0-5]\d)(?= ?(?:GMT|UTC|hours|hrs|local time|Z\b))"
    r"(?: ?(?:hours|hrs))?|(noon|midnight|midday)\b)(?![\d/%])" + _ZONE
)
JOIN_CLOCK = re.compile(r"^,? ?(?:(?:at|by|from|on|until|before|of|starting at) ?)*$")
