"""Patterns that heed no case: looked for in small letters first, which is far quicker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from sys import maxsize

from exeunt.watch.pieces import lowered


_SENSITIVE = "(?-i:"
_TOKEN = re.compile(
    r"\\.|\(\?(?:P<\w+>|P=\w+|-i:|<?[=!]|:)|\[\^?\]?(?:[^\]\\]|\\.)*\]|.", re.DOTALL
)
_NO_LETTER = re.compile(r"\[\^.*[A-Za-z]", re.DOTALL)
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")


class AnyCase:
    """
    A pattern as ``re.compile(pattern, re.IGNORECASE)`` gives it, with the same answers.

    The engine of ``re`` tries every branch of a pattern that heeds no case at every
    letter. So the same pattern in small letters, which it can rule out by one letter, is
    looked for in the text in small letters; only where that is found is it looked for in
    earnest. It is compiled when it is first looked for.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._is_plain = _SENSITIVE not in pattern

    @cached_property
    def _exact(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.IGNORECASE)

    @cached_property
    def _quick(self) -> re.Pattern[str]:
        """Give what matches, in small letters, wherever the pattern does."""
        return re.compile(_in_small_letters(self.pattern))

    def search(
        self, text: str, start: int = 0, end: int = maxsize
    ) -> re.Match[str] | None:
        """Find the first place where it is."""
        found = self._quick.search(lowered(text), start, end)
        return found and self._exact.search(text, found.start(), end)

    def span(self, text: str) -> tuple[int, int] | None:
        """Give the first place where it is, for those who need no more of it."""
        found = self._quick.search(lowered(text))
        if found is None:
            return None
        if self._is_plain and text.isascii():
            return found.span()
        exact = self._exact.search(text, found.start())
        return exact and exact.span()

    def is_in(self, text: str) -> bool:
        """Tell whether it is anywhere."""
        return self.span(text) is not None

    def match(
        self, text: str, start: int = 0, end: int = maxsize
    ) -> re.Match[str] | None:
        """Tell whether it is at *start*."""
        return self._exact.match(text, start, end)

    def finditer(
        self, text: str, start: int = 0, end: int = maxsize
    ) -> Iterator[re.Match[str]]:
        """Find the places where it is, left to right."""
        small = lowered(text)
        if not self._is_plain:
            found = self._quick.search(small, start, end)
            if found is not None:
                yield from self._exact.finditer(text, found.start(), end)
            return
        for found in self._quick.finditer(small, start, end):
            if exact := self._exact.match(text, found.start(), end):
                yield exact

    def sub(self, replacement: str, text: str) -> str:
        """Put *replacement* wherever it is."""
        if self._quick.search(lowered(text)) is None:
            return text
        return self._exact.sub(replacement, text)


def _in_small_letters(pattern: str) -> str:
    """Rewrite *pattern* so that it matches, in small letters, whatever it matched."""
    if _SENSITIVE not in pattern and not _CAPITAL.search(pattern):
        return pattern
    out: list[str] = []
    tokens = _TOKEN.findall(pattern)
    if _SENSITIVE in pattern:
        # not a capital, they may say, of what is one no more: let anything pass
        tokens = ["(?s:.)" if _NO_LETTER.match(token) else token for token in tokens]
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token in {"(?!", "(?<!"}:
            end = _closing(tokens, at)
            inside = tokens[at : end + 1]
            # what heeds case and must not follow may do so here: the pattern will tell
            out += [] if _SENSITIVE in inside else map(_small, inside)
            at = end
        else:
            out.append(_small(token))
        at += 1
    return "".join(out)


def _small(token: str) -> str:
    if token == _SENSITIVE:
        return "(?:"
    if token.startswith("(?"):
        return token
    return _CAPITAL.sub(lambda found: found[0].lower(), token)


def _closing(tokens: list[str], at: int) -> int:
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].startswith("(")
        depth -= tokens[index] == ")"
        if not depth:
            return index
    return len(tokens) - 1
