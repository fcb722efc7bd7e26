"""Days by which somebody must act: *gave the army until Tuesday to leave*."""

from __future__ import annotations

import re

from exeunt.watch.found_times import Found
from exeunt.watch.scenes import clause_end, clause_start


_GAVE = re.compile(
    r"\b(?:gave|gives?|given|giving|has|have|had)\b(?:[^.,;:]{1,50})? (?:until|till) $"
)
_TO_DO = re.compile(r" to [a-z]")
_HAS = re.compile(r"\b(?:has|have|had) (?:only )?(?:until|till) $")
_THEN = re.compile(r"(?:[.,;]|$| or | before )")
_BY = re.compile(
    r"\b(?:[Bb]y|[Bb]efore) (?:the end of |midnight on |noon on |the evening of )?$"
)
_MUST = re.compile(
    r"\b(?:must|ha(?:s|ve) to|had to|need(?:s|ed)? to|are required to|is required to)\b"
)
_OR_ELSE = re.compile(
    r"(?: [\w' ]{1,20})?,? or (?:else\b|(?:to )?(?:face|be|risk|lose|suffer|see|watch|leave|it|they|he)\b)"
)
_ASKED = re.compile(
    r"\b(?:demand(?:s|ed|ing)?|insist(?:s|ed)?|order(?:s|ed)?|ultimatum|told|tells?|"
    r"warn(?:s|ed)?|calls? on|called on|give[sn]?|gave|required?)\b",
    re.IGNORECASE,
)


def due_by(sentence: str, time: Found) -> tuple[int, int] | None:
    """Give the stretch that says that *time* is a day by which somebody must act."""
    gave = _GAVE.search(sentence, max(0, time.start - 80), time.start)
    if gave and _TO_DO.match(sentence, time.end):
        return gave.span()
    has = _HAS.search(sentence, max(0, time.start - 24), time.start)
    if has and _THEN.match(sentence, time.end):
        return has.span()
    must = None if gave else _must_by(sentence, time)
    return must.span() if must else None


def _must_by(sentence: str, time: Found) -> re.Match[str] | None:
    """Find the *must*, or the demand with its *or else*, of what is due by a day."""
    if not _BY.search(sentence, max(0, time.start - 20), time.start):
        return None
    first = clause_start(sentence, time.start)
    must = _MUST.search(sentence, first, clause_end(sentence, time.end))
    if must or not _OR_ELSE.match(sentence, time.end):
        return must
    return _ASKED.search(sentence, 0, time.start)
