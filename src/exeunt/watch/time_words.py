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
MONTH_NAME = _MON
WEEKDAY_NAME = rf"(?:{_WDAY})"
YEAR_NUMBER = _YEAR
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
WEEK_OF = re.compile(
    rf"\b(?:the )?week (?:of|beginning|starting|ending) (?:the )?"
    rf"(?:({_MON}) ({_DAY})|({_DAY}) ({_MON})\b){_NO_YEAR_AFTER}",
    re.IGNORECASE,
)
MONTH_YEAR = re.compile(
    rf"(?:\b(?:early|late|mid)[- ])?\b({_MON}),?(?: of)? ({_YEAR})\b"
)
MONTH_OF = re.compile(
    rf"(?:\b(?:early|late|mid)[- ])?\b({'|'.join(_MONTHS.split())}),?(?: of)? (last|this|next|that) year\b"
)
MONTH = re.compile(
    rf"\b(?:(last|next|this|early|late|mid|previous)[- ])?(?:(?:early|late|mid)[- ])?"
    rf"(?<!\d )(?<!\d\d )({'|'.join(_MONTHS.split())})(?!\w|\.? \d)"
)
BEFORE_MONTH = re.compile(
    r"\b(?:in|by|of|since|until|during|before|after|from|through|between|for|at least|and|"
    r"to|this past|(?:late|early|recently) as) $",
    re.IGNORECASE,
)
"""What stands before *March* and *May* when they are months."""
BEFORE_NAMED = re.compile(r"\b(?:the|a|last|its|his|her|their|'s) $", re.IGNORECASE)
AFTER_MONTH = re.compile(r" (?!(?:on|of|for|to|against|through|in|by|is|was)\b)[a-z]")
"""Around *March* and *May* when they say of which month something is."""
WEEKDAY = re.compile(
    rf"(?:\b(?:early|late|later|earlier) (?:on )?)?"
    rf"(?:\b(next|last|this past|this coming|this|coming|past) )?\b({_WDAY})\b"
    rf"(?: {_PART}\b)?(?:,? (?:of )?(next|last|this) week\b)?"
)
WEEKDAY_SHORT = re.compile(r"(?<=\b[Oo]n )(Mon|Tues?|Weds?|Thurs?|Fri|Sat|Sun)\b\.?")
NEAR_DAY = re.compile(
    r"\b(?:(?:later |earlier |early |late )(?:on )?)?(the day after tomorrow|the day before yesterday|today|"
    rf"tonight|(?:tomorrow|yesterday)(?: {_PART}\b)?|this (?:very )?(?:morning|afternoon|evening)|"
    r"last (?:night|evening))\b",
    re.IGNORECASE,
)
ORDINAL_DAY = re.compile(
    r"(?:(?<=\bon )|(?<=\bby )|(?<=\bsince )|(?<=\buntil )|(?<=\bbefore )|(?<=\bafter )|(?<=\bfrom ))"
    r"the (\d{1,2})(?:st|nd|rd|th)(?=[.,;]|$| of (?:this|the) month\b)"
)
YEARS = re.compile(
    rf"(?<![\w$\u20ac\u00a3.,/-])({_YEAR})(?:-|/)((?:19|20)\d\d|\d\d)(?![\w/-]|\.\d)"
)
BEFORE_YEAR = re.compile(
    r"(?:^|\(|, |'s |s' |\b(?:late|early|mid)-|[a-z]-|\b(?:in|of|by|since|until|during|from|after|"
    r"before|the|late|early|and|to|end|a|than|through|his|her|its|their|into|or|for|year|"
    r"circa|around|all|between|ended|summer|late as|recently as|calendar|as|with|at|this|"
    r"early as|till|over|back|is|was|mid|ending|versus|vs\.?|like|despite|when|my|our|"
    r"your|whole|entire|following|previous) )$",
    re.IGNORECASE,
)
BEFORE_OLD_YEAR = re.compile(
    r"\b(?:in|since|from|until|around|circa|of|the|to) $", re.IGNORECASE
)
AFTER_YEAR = re.compile(
    r" (?:(?:presidential|general|parliamentary|legislative|local|military|civil|peace|"
    r"world|nuclear|terrorist|financial|economic|debt|re-?election) )?(?:campaign|election|"
    r"elections|vote|referendum|primary|census|war|uprising|revolution|revolt|coup|invasion|"
    r"occupation|offensive|massacre|genocide|attack|attacks|bombing|bombings|killing|murder|"
    r"assassination|shooting|siege|kidnapping|hijacking|treaty|agreement|accord|accords|"
    r"constitution|convention|pact|deal|truce|ceasefire|armistice|law|act|ruling|decision|"
    r"resolution|speech|interview|report|study|survey|poll|summit|conference|Olympics|"
    r"Games|World|season|championship|tournament|budget|tax|recession|crisis|crash|"
    r"earthquake|quake|tsunami|hurricane|flood|floods|famine|drought|disaster|accident|"
    r"film|movie|novel|book|album|model|edition|version|Nobel|Pulitzer)\b"
)
"""What a year says of when it was."""
_NOT_YEAR_AFTER = (
    r"(?! (?:people|troops|soldiers|men|women|children|km|kilomet\w+|miles|meters|metres|feet|"
    r"tons|tonnes|dollars|euros|pounds|citizens|staff|americans|vehicles|cases|percent|"
    r"homes|houses|jobs|workers|students|police|deaths|votes|seats|calories|barrels|points|"
    r"flights|passengers|words|pages|employees|families|refugees|prisoners|hours|GMT|UTC|"
    r"local time)\b|,\d|\.\d|%)"
)
YEAR = re.compile(
    rf"(?<![\w$\u20ac\u00a3.,/])((?:the )?year )?((?:19|20)\d\d)(?=$|[^\w,-]|,[^\d]|-[a-z]){_NOT_YEAR_AFTER}"
)
OLD_YEAR = re.compile(
    r"(?<![\w$\u20ac\u00a3.,/-])1[0-8]\d\d(?=[.,;:)]?$|[.;:)\"]|, [a-z]|,? (?:and|to|when|by|after|"
    r"as|but|with|at|on|for|was|had|were|under|he|she|until|before)\b)(?!,\d|\.\d)"
)
_ZONE = (
    r"(?: ?\(?(GMT|UTC|EST|EDT|ET|CET|CEST|EET|EEST|MSK|BST|IST|EAT|CAT|WAT|PST|PDT|"
    r"Z\b|(?:local|[A-Z][a-z]+) time)\)?)?"
)
_HOUR = (
    r"(?:1[0-2]|0?[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
CLOCK = re.compile(
    r"(?<![\d.:/$-])(?:(1[0-2]|0?\d)(?:[:.]([0-5]\d))? ?([ap])\.?m\b\.?(?: sharp)?"
    r"|([01]?\d|2[0-4])[:h]([0-5]\d)(?::[0-5]\d)?(?: ?(?:hours|hrs|h)\b)?"
    r"|([01]\d|2[0-4])([0-5]\d)(?= ?(?:GMT|UTC|hours|hrs|local time|Z\b))"
    r"(?: ?(?:hours|hrs))?|\b(noon|midnight|midday)\b"
    rf"|\b({_HOUR}) o'clock(?: in the (morning|afternoon|evening)| at (night))?"
    rf"|(?<=\b[Aa]t )({_HOUR}) in the (morning|afternoon|evening)\b)(?![\d/%])" + _ZONE
)
BEFORE_CLOCK = re.compile(
    r"\b(?:about|around|shortly after|shortly before|just after|just before|nearly|almost) $"
)
"""What belongs to a time of day that follows it."""
JOIN_CLOCK = re.compile(
    r"^,? ?(?:(?:at|by|from|on|until|before|of|starting at) ?)*(?:(?:about|around) )?$"
)
