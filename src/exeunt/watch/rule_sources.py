"""The words of a sentence, and the noun phrase that speaks, by their order alone."""

from __future__ import annotations

import re
from typing import NamedTuple

from exeunt.watch.claims import Span
from exeunt.watch.cue_words import (
    VERBS,
)
from exeunt.watch.wording import words


TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’-][^\W_]+)*\.?(?<=[A-Z][a-z]\.)|"
    r"[^\W_]+(?:['’.-][^\W_]+)*|[^\w\s]"
)


DETERMINERS = words(
    "the a an his her their its our my your this that these those some several many one "
    "two three four five most both all another other any no every each few"
)


SUBJECT_PRONOUNS = words("he she they it we i who")


AUXILIARY = words(
    "has have had is are was were be been being will would could should may might must "
    "can did does do not n't also then later again repeatedly publicly reportedly "
    "recently already still now never once privately previously openly today yesterday "
    "monday tuesday wednesday thursday friday saturday sunday flatly simply only just "
    "really sharply strongly quickly firmly separately further didn't doesn't don't "
    "hasn't haven't won't wouldn't wasn't isn't"
)


STOPS = words(
    "and but while because although though as if when after before since that which who "
    "said says whether so or than where until unless amid despite"
)


_PREPOSITIONS = words("of for at in from on with by to")


class Word(NamedTuple):
    """One word or mark of a sentence, and where it is."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        """Tell whether it has a capital."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """Tell a word or number from a mark."""
        return self.text[0].isalnum()


def low_at(found: list[Word], i: int) -> str:
    """Give the word at *i* in small letters, or nothing beyond either end."""
    return found[i].low if 0 <= i < len(found) else ""


def source_before(found: list[Word], i: int) -> Span | None:
    """Walk left over auxiliaries, then over one noun phrase."""
    k = i - 1
    while k >= 0 and (found[k].low in AUXILIARY or found[k].low.endswith("ly")):
        k -= 1
    k = _before_day(found, k)
    if k >= 0 and found[k].text == ",":
        opens = _appositive(found, k)
        if opens is None:
            return None
        k = opens
    if k > 0 and found[k].low in {"who", "which"}:
        k -= 1 + (found[k - 1].text == ",")
    if k < 0 or not found[k].is_word or found[k].low in STOPS - {"who"}:
        return None
    if found[k].low in SUBJECT_PRONOUNS:
        return found[k].start, found[k].end
    first = phrase_start(found, k)
    return None if first is None else (found[first].start, found[k].end)


def _before_day(found: list[Word], k: int) -> int:
    """Step over *on* of *Pike on Tuesday said*, and over *this month*."""
    if low_at(found, k) == "on" and low_at(found, k + 1) in AUXILIARY:
        return k - 1
    dated = low_at(found, k) in _TIMES and low_at(found, k - 1) in {"this", "last"}
    return k - 2 if dated and k >= 2 else k


_TIMES = words("week month year night morning afternoon evening weekend summer")


def _appositive(found: list[Word], comma: int) -> int | None:
    """Step over *, the minister,* to the name before it."""
    for k in range(comma - 1, max(-1, comma - _APPOSITION), -1):
        if found[k].text == ",":
            return k - 1 if k > 0 and found[k - 1].is_word else None
        if found[k].text in '"“”;:':
            return None
    return None


_APPOSITION = 30
"""Words between two commas that tell who somebody is."""


def phrase_start(found: list[Word], last: int) -> int | None:
    """Give where the noun phrase that ends at *last* begins, if it can speak."""
    first, named = last, False
    for k in range(last, max(-1, last - 12), -1):
        word = found[k]
        if word.low in STOPS or not word.is_word or (word.low in VERBS and k < last):
            if word.text in {"&", "-", "."} or (word.low == "and" and named):
                continue
            break
        if word.low in AUXILIARY and not word.is_name:
            break
        first = k
        named = named or word.is_name
        if word.low in DETERMINERS and low_at(found, k - 1) not in _PREPOSITIONS:
            break
    while first < last and found[first].low in _PREPOSITIONS:
        first += 1
    return (
        first
        if named or found[first].low in DETERMINERS or is_plural(found[last])
        else None
    )


def is_plural(word: Word) -> bool:
    """Tell a plural by its ending."""
    return word.low.endswith("s") and len(word.text) > 3


def source_after(found: list[Word], i: int) -> Span | None:
    """Read the noun phrase after an inverted verb, up to a comma or preposition."""
    last = i
    for k in range(i + 1, min(len(found), i + 12)):
        word = found[k]
        if not word.is_word:
            break
        if word.low in AFTER_SOURCE or word.low in STOPS:
            break
        last = k
    if last == i or found[i + 1].low in {"that", "to", "it", "there"}:
        return None
    if not (found[i + 1].is_name or found[i + 1].low in DETERMINERS):
        return None
    return found[i + 1].start, found[last].end


AFTER_SOURCE = words(
    "in on at during after before when while to by about late early monday tuesday "
    "wednesday thursday friday saturday sunday has had is was will would could"
)


def possessor(found: list[Word], i: int) -> Span | None:
    """Find *Trump's* or *his* before a noun, with a word between them at most."""
    for k in (i - 1, i - 2):
        if k < 0:
            return None
        word = found[k]
        if word.low in {"his", "her", "their", "its"}:
            return word.start, word.end
        if word.low.endswith(("'s", "’s")):
            first = phrase_start(found, k)
            start = found[k if first is None else first].start
            return start, word.end - 2
    return None
