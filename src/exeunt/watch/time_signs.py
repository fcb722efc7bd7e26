"""What a sentence has that rules for times look for: cheaper to tell than the rules."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache


DIGIT = "#"
"""Sign of a sentence with a digit."""
CLOCK = "#:##"
"""Sign of a sentence that may have a time of day."""
YEAR = "####"
"""Sign of a sentence with four digits in a row."""
NUMERIC = "#/#"
"""Sign of a sentence with digits apart by a dot or a slash."""
MONTH = "<month>"
"""Sign of a sentence with what may be the name of a month."""
MONTH_AND_DIGIT = "<month>#"
"""Sign of a sentence with both."""
_FORMS = {
    DIGIT: re.compile(r"\d"),
    CLOCK: re.compile(
        r"\d ?[ap]\.?m\b|\b[ap]\.?m\b|\d[:h]\d|\d\d00|noon|mid(?:night|day)|o'clock|"
        r"\d{4}z|\bgmt\b|\butc\b|\bh(?:ou)?rs\b|\blocal\b|morning|noon|evening"
    ),
    YEAR: re.compile(r"\d{4}"),
    NUMERIC: re.compile(r"\d[/.]\d"),
    MONTH: re.compile(
        r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
        r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
    ),
}


def teller(signs: Iterable[str]) -> Callable[[str], frozenset[str]]:
    """
    Make what tells which of *signs* a sentence has.

    A sign is one of the names above or a piece of a word in small letters, with a space
    where the word begins or ends.
    """
    pieces = tuple(
        sign for sign in set(signs) if sign not in {*_FORMS, MONTH_AND_DIGIT}
    )

    @lru_cache(maxsize=1 << 14)
    def of_word(word: str) -> frozenset[str]:
        low = f" {word.lower()} "
        formed = (sign for sign, form in _FORMS.items() if form.search(low))
        return frozenset((*(piece for piece in pieces if piece in low), *formed))

    def of_sentence(sentence: str) -> frozenset[str]:
        found = frozenset().union(*map(of_word, sentence.split()))
        both = MONTH in found and DIGIT in found
        return found | {MONTH_AND_DIGIT} if both else found

    return of_sentence


_WORD = re.compile(r"[A-Za-z]+|\d+")
_MOST_WORDS = 20
"""No time expression has more words before its unit."""


def inside(pattern: re.Pattern[str]) -> frozenset[str]:
    """Give the words that *pattern* spells, which what it matches is made of."""
    return frozenset(re.findall(r"[a-z]+", pattern.pattern))


@lru_cache(maxsize=16)
def _words(sentence: str) -> tuple[tuple[int, str], ...]:
    return tuple((m.start(), m[0].lower()) for m in _WORD.finditer(sentence))


def ending_in(
    units: frozenset[str],
    pattern: re.Pattern[str],
    words: frozenset[str],
    sentence: str,
) -> Iterator[re.Match[str]]:
    """
    Find *pattern*, left to right, where nothing but *words* and digits leads to a unit.

    It takes no more time than the sentence is long.
    """
    free, row = 0, deque[int](maxlen=_MOST_WORDS)
    for start, word in _words(sentence):
        unit = word in units
        if unit or word in words or word.isdigit():
            row.append(start)
        else:
            row.clear()
        if unit:
            for begin in row:
                if begin >= free and (match := pattern.match(sentence, begin)):
                    free = match.end()
                    yield match
            row.clear()
