"""What a sentence has that rules for times look for: cheaper to tell than the rules."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache

from exeunt.watch.wording import words


DIGIT = "#"
"""Sign of a sentence with a digit."""
YEAR = "####"
"""Sign of a sentence with four digits in a row."""
NUMERIC = "#/#"
"""Sign of a sentence with digits apart by a dot or a slash."""
CLOCK = "#:##"
"""Sign of a sentence that may have a time of day."""
MONTH = "<month>"
"""Sign of a sentence with what may be the name of a month."""
MONTH_AND_DIGIT = "<month>#"
"""Sign of a sentence with both."""
_MONTHS = words(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec"
)
_OF_CLOCK = words(
    "m am pm noon midnight midday clock z gmt utc hours hrs local morning afternoon evening"
)
_NUMERIC = re.compile(r"\d[/.]\d")
_CLOCK = re.compile(r"\d[:h]\d")
_WORD = re.compile(r"[A-Za-z]+|\d+")
_MOST_WORDS = 20
"""No time expression has more words before its unit."""


def signs_of(sentence: str, known: frozenset[str]) -> frozenset[str]:
    """
    Give the signs that *sentence* has.

    They are the names above and those of its words, in small letters, that are *known*.
    A word is a run of letters: *o'clock* is two, and so is *15th*.
    """
    here = frozenset(word for _, word in _words(sentence))
    found = set(here & known)
    if not here.isdisjoint(_MONTHS):
        found.add(MONTH)
    if not here.isdisjoint(_OF_CLOCK):
        found.add(CLOCK)
    if any(map(str.isdigit, here)):
        found |= _of_digits(sentence, here, month=MONTH in found)
    return frozenset(found)


def _of_digits(sentence: str, here: frozenset[str], *, month: bool) -> set[str]:
    found = {DIGIT}
    if month:
        found.add(MONTH_AND_DIGIT)
    if any(len(word) > 3 and word.isdigit() for word in here):
        found.add(YEAR)
    if _NUMERIC.search(sentence):
        found.add(NUMERIC)
    if _CLOCK.search(sentence):
        found.add(CLOCK)
    return found


def inside(pattern: re.Pattern[str]) -> frozenset[str]:
    """Give the words that *pattern* spells, which what it matches is made of."""
    return frozenset(re.findall(r"[a-z]+", pattern.pattern))


@lru_cache(maxsize=16)
def _words(sentence: str) -> tuple[tuple[int, str], ...]:
    return tuple([(m.start(), m[0].lower()) for m in _WORD.finditer(sentence)])


def ending_in(
    units: frozenset[str],
    pattern: re.Pattern[str],
    leading: frozenset[str],
    sentence: str,
) -> Iterator[re.Match[str]]:
    """
    Find *pattern*, left to right, where only words of *leading* and digits lead to a unit.

    It takes no more time than the sentence is long.
    """
    free, row = 0, deque[int](maxlen=_MOST_WORDS)
    for start, word in _words(sentence):
        if word in units:
            row.append(start)
            for begin in row:
                if begin >= free and (match := pattern.match(sentence, begin)):
                    free = match.end()
                    yield match
            row.clear()
        elif word in leading or word.isdigit():
            row.append(start)
        elif row:
            row.clear()
