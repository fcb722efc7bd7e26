"""Which pieces of words a pattern cannot do without: cheaper to look for than itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Protocol


MOST = 48
"""More spellings of one stretch of a pattern are not written out."""
SHORTEST = 3
"""Shorter pieces are in every sentence and tell nothing."""

Pieces = tuple[str, ...]
"""Small letters; one of them at least must be there."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of a part of a pattern."""

    spelt: frozenset[str] | None
    """Everything that it matches, where that can be written out."""
    needs: tuple[frozenset[str], ...] = ()
    """Of each of these one piece is in whatever it matches."""


_NOTHING = _Part(frozenset({""}))
_ANYTHING = _Part(None)
_TOKEN = re.compile(
    r"(?P<letters>[A-Za-z ]+(?![*+?{])|[A-Za-z ])|(?P<look>\(\?<?[=!])|(?P<open>\((?:\?(?::|-i:))?)|(?P<close>\))|(?P<bar>\|)|"
    r"(?P<times>(?:[*+?]|\{\d*,?\d*\})\??)|(?P<class>\[\^?\]?(?:[^\]\\]|\\.)*\])|"
    r"(?P<edge>\\b|[$^])|(?P<any>\\[a-zA-Z0-9]|\.)|\\?(?P<mark>.)",
    re.DOTALL,
)

_BEYOND = re.compile(r"(?<!\\)\(\?(?!:|-i:|<?[=!])")
"""What is not read here: groups with a name, with a condition, and the like."""


@cache
def needed(pattern: str) -> tuple[Pieces, ...]:
    """
    Give pieces without which *pattern* matches nothing, whatever the case of letters.

    Of every group in the answer one piece is in the text, made small by `lowered`, that
    the pattern matches. A pattern may have no group: then nothing is known of it.
    """
    if _BEYOND.search(pattern):
        return ()
    part, _ = _branches([*_TOKEN.finditer(pattern)], 0)
    groups = {_shortest(group) for group in _needs(part)}
    return tuple(sorted(groups, key=lambda g: (len(g), g)))


_ALSO = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s"})
"""Letters that ``re.IGNORECASE`` takes for plain ones, and ``lower`` does not."""


@lru_cache(maxsize=64)
def lowered(text: str) -> str:
    """Give *text* in small letters, as a pattern that heeds no case takes them."""
    return (text if text.isascii() else text.translate(_ALSO)).lower()


def may_match(groups: Iterable[Pieces], low: str) -> bool:
    """Tell whether *low* has a piece of each of *groups*."""
    for group in groups:
        for piece in group:
            if piece in low:
                break
        else:
            return False
    return True


class Searched(Protocol):
    """What finds something in a text."""

    def search(self, text: str, /) -> re.Match[str] | None:
        """Find the first place where it is."""
        ...


def within_words(pattern: Searched) -> Callable[[str], bool]:
    """
    Make a search for *pattern*, which spans no space, that remembers words.

    What it gives tells whether the pattern is anywhere in a sentence.
    """

    @lru_cache(maxsize=1 << 13)
    def tells(word: str) -> bool:
        return pattern.search(word) is not None

    return lambda sentence: any(map(tells, sentence.split()))


def _shortest(group: frozenset[str]) -> Pieces:
    """Leave out the pieces that hold another one."""
    kept: list[str] = []
    for piece in sorted(group, key=lambda p: (len(p), p)):
        if not any(short in piece for short in kept):
            kept.append(piece)
    return tuple(kept)


def _needs(part: _Part) -> tuple[frozenset[str], ...]:
    if part.spelt is None:
        return part.needs
    return (part.spelt,) if _tells(part.spelt) else ()


def _tells(spelt: frozenset[str]) -> bool:
    return min(map(len, spelt), default=0) >= SHORTEST


def _branches(tokens: list[re.Match[str]], at: int) -> tuple[_Part, int]:
    """Read alternatives up to their bracket, and give where they end."""
    found = []
    while True:
        part, at = _row(tokens, at)
        found.append(part)
        if at == len(tokens) or tokens[at].lastgroup == "close":
            return _either(found), at
        at += 1


def _either(parts: list[_Part]) -> _Part:
    if len(parts) == 1:
        return parts[0]
    spelt: set[str] = set()
    for part in parts:
        if part.spelt is None:
            break
        spelt |= part.spelt
    else:
        if len(spelt) <= MOST:
            return _Part(frozenset(spelt))
    best = [_best(part) for part in parts]
    if not all(best):
        return _ANYTHING
    return _Part(None, (frozenset().union(*best),))


def _best(part: _Part) -> frozenset[str]:
    """Give the group of a branch that tells the most."""
    return max(
        _needs(part),
        key=lambda g: (min(map(len, g)), -len(g), sorted(g)),
        default=frozenset(),
    )


def _row(tokens: list[re.Match[str]], at: int) -> tuple[_Part, int]:
    """Read what follows one another, up to a bar or a bracket."""
    run, needs, whole = frozenset({""}), list[frozenset[str]](), True
    while at < len(tokens) and tokens[at].lastgroup not in {"close", "bar"}:
        part, at = _one(tokens, at)
        if part.spelt is not None and len(run) * len(part.spelt) <= MOST:
            run = frozenset(a + b for a, b in product(run, part.spelt))
            continue
        whole = False
        needs += _needs(_Part(run))
        run = part.spelt or frozenset({""})
        needs += part.needs
    if whole:
        return _Part(run), at
    return _Part(None, (*needs, *_needs(_Part(run)))), at


def _one(tokens: list[re.Match[str]], at: int) -> tuple[_Part, int]:
    """Read one atom with how often it comes."""
    part, at = _atom(tokens, at)
    if at < len(tokens) and tokens[at].lastgroup == "times":
        part, at = _repeated(part, tokens[at][0]), at + 1
    return part, at


def _repeated(part: _Part, times: str) -> _Part:
    if times[0] == "?" or times.startswith("{0,1}"):
        spelt = part.spelt
        return _ANYTHING if spelt is None else _Part(spelt | {""})
    if times[0] == "*" or times.startswith(("{0", "{,")):
        return _ANYTHING
    return _Part(None, _needs(part))


def _atom(tokens: list[re.Match[str]], at: int) -> tuple[_Part, int]:
    token = tokens[at]
    kind = token.lastgroup
    if kind in {"open", "look"}:
        part, at = _branches(tokens, at + 1)
        return (_NOTHING if kind == "look" else part), at + 1
    if kind in {"letters", "mark"}:
        return _Part(frozenset({token[kind].lower()})), at + 1
    if kind == "class":
        return _class(token[0][1:-1]), at + 1
    return (_NOTHING if kind == "edge" else _ANYTHING), at + 1


def _class(inside: str) -> _Part:
    plain = not re.search(r"\\|^\^|.-.", inside) and len(inside) <= 4
    return _Part(frozenset(inside.lower())) if plain else _ANYTHING
