"""Titles Written Like This, put in small letters where the text itself has them so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from exeunt.watch.cue_words import VERBS


_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019]*")
_SMALL = re.compile(
    r"^(?:the|an?|of|for|on|in|at|to|from|by|with|as|and|or|but|not|is|are|was|were|be|"
    r"will|would|could|has|have|had|that|his|her|their|its|it|he|she|they|over|after|"
    r"before|about|against|into|than|who|if|when|more|new|no|up|out|off|during)$"
)
_ENOUGH = 5
_LONG = 4


def in_title_case(sentence: str) -> bool:
    """Tell a title with a capital on every word that is not short."""
    found = [w for w in _WORD.findall(sentence) if len(w) >= _LONG]
    raised = sum(w[0].isupper() for w in found)
    shouted = sum(w.isupper() for w in found)
    return (
        len(found) >= _ENOUGH
        and raised >= 0.8 * len(found)
        and not shouted > raised / 2
    )


def lowered(sentences: Sequence[str]) -> list[str]:
    """
    Give *sentences* with the titles among them in small letters, letter for letter.

    A word keeps its capital when other sentences have it within them, when it is first,
    or when nothing tells that it is no name.
    """
    titles = [in_title_case(sentence) for sentence in sentences]
    if not any(titles):
        return list(sentences)
    names, plain = _words_of(s for s, t in zip(sentences, titles, strict=True) if not t)
    return [
        _lowered(sentence, names, plain) if title else sentence
        for sentence, title in zip(sentences, titles, strict=True)
    ]


def _words_of(sentences: Iterable[str]) -> tuple[set[str], set[str]]:
    names: set[str] = set()
    plain: set[str] = set()
    for sentence in sentences:
        for k, word in enumerate(_WORD.findall(sentence)):
            if word[0].islower():
                plain.add(word)
            elif k:
                names.add(word)
    return names, plain


def _lowered(sentence: str, names: set[str], plain: set[str]) -> str:
    first = True

    def small(match: re.Match[str]) -> str:
        nonlocal first
        word, low = match[0], match[0].lower()
        known = low in plain or low in VERBS or _SMALL.match(low)
        keep = first or word in names or word.isupper() or not known
        first = False
        return word if keep else low

    return _WORD.sub(small, sentence)
