"""Which of many patterns a word may begin: cheaper to ask than to try them all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache


LONGEST = 9
"""Letters of a word that tell which patterns it may begin."""
_LITERAL = re.compile(rf"[A-Za-z]{{1,{LONGEST}}}(?![?*{{])")
_MAY_LACK = re.compile(r"(?:[?*]|\{0?,\d*\})\??")
_WIDTHLESS = re.compile(r"\\b|\(\?<?[=!]")


class Beginnings:
    """
    Patterns, each known by the letters that it may begin with.

    Parameters
    ----------
    patterns
        Regular expressions that heed no case. One of which nothing is known may be begun
        by any word.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._starts = [first_letters(pattern) for pattern in patterns]
        self.led_by = lru_cache(maxsize=1 << 13)(self._led_by)

    def _led_by(self, low: str) -> tuple[int, ...]:
        """Give the places of the patterns that a word in small letters may begin."""
        return tuple(
            at
            for at, starts in enumerate(self._starts)
            if any(low.startswith(start) for start in starts)
        )


def first_letters(pattern: str) -> frozenset[str]:
    """
    Give letters of which *pattern* begins with one, at most `LONGEST` of each, small.

    Empty letters among them say that it may begin with anything.
    """
    return frozenset().union(*map(_of_branch, branches(pattern)))


def _of_branch(branch: str) -> frozenset[str]:
    if widthless := _WIDTHLESS.match(branch):
        bracket = branch.startswith("(")
        end = closing(branch) + 1 if bracket else widthless.end()
        return _of_branch(branch[end:])
    if not branch.startswith("(?:"):
        match = _LITERAL.match(branch)
        return frozenset({match[0].lower() if match else ""})
    end = closing(branch)
    inside = first_letters(branch[3:end])
    if lacking := _MAY_LACK.match(branch, end + 1):
        return inside | _of_branch(branch[lacking.end() :])
    return inside


def closing(pattern: str) -> int:
    """Give where the bracket closes with which *pattern* begins."""
    depth = 0
    for i, letter in enumerate(pattern):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if not depth:
            return i
    return len(pattern)


def branches(pattern: str) -> list[str]:
    """Cut *pattern* at the bars that stand outside of any bracket."""
    out, depth = [""], 0
    for letter in pattern:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "|" and not depth:
            out.append("")
        else:
            out[-1] += letter
    return out
