"""A sieve for sentences: which of many patterns may be in one, told by its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from exeunt.watch.pieces import Pieces, may_match, needed


MOST_WORDS = 1 << 14
"""Words that are remembered, about a megabyte."""
_NOTHING = frozenset[int]()
_SENTENCES = 200
"""So many are looked at before words are looked at anew for what was learnt meanwhile."""


class _Words(dict[str, frozenset[int]]):
    """Which groups each word has a piece of, found when it is first asked for."""

    def __init__(self, groups: Iterable[Pieces] = ()) -> None:
        super().__init__()
        groups = tuple(groups)
        self.groups = len(groups)
        numbers: dict[str, set[int]] = {}
        for number, group in enumerate(groups):
            for piece in map(_telling, group):
                numbers.setdefault(piece, set()).add(number)
        self.numbers = {piece: frozenset(held) for piece, held in numbers.items()}
        self.lengths: dict[str, set[int]] = {}
        for piece in numbers:
            self.lengths.setdefault(piece[:_FIRST], set()).add(len(piece))

    def __missing__(self, word: str) -> frozenset[int]:
        numbers, lengths = self.numbers, self.lengths
        found = _NOTHING.union(
            *[
                numbers.get(word[at : at + length], _NOTHING)
                for at in range(len(word) - _FIRST + 1)
                for length in lengths.get(word[at : at + _FIRST], ())
            ]
        )
        if len(self) >= MOST_WORDS:
            self.clear()
        self[word] = found
        return found


class Marks(NamedTuple):
    """A sentence in small letters, and the groups that its words have a piece of."""

    low: str
    found: frozenset[int]
    known: int
    """Groups that were known when the words were looked at."""


@dataclass(frozen=True, slots=True)
class Demand:
    """The groups of which something needs one piece each."""

    groups: frozenset[int]
    newest: int
    all: tuple[Pieces, ...]
    beyond: tuple[Pieces, ...]
    """Those that words alone cannot tell: with a piece of several, or a short one."""


class Sieve:
    """
    Rules patterns out that a sentence cannot match, and remembers words.

    A pattern is learnt when it is first asked for. What the sieve lets pass may still
    not match; what it holds back cannot.
    """

    def __init__(self) -> None:
        self._numbers: dict[Pieces, int] = {}
        self._demands: dict[str, Demand] = {}
        self._words = _Words()
        self._sentences = 0

    def marks(self, low: str) -> Marks:
        """Look at a sentence that `exeunt.watch.pieces.lowered` made small."""
        self._sentences += 1
        words = self._words
        behind = words.groups < len(self._numbers)
        if behind and (not words.groups or self._sentences > _SENTENCES):
            # a new index, so that nobody reads words from one that changes
            words = self._words = _Words(self._numbers)
            self._sentences = 0
        found = _NOTHING.union(*map(words.__getitem__, low.split()))
        return Marks(low, found, words.groups)

    def lets(self, pattern: str, marks: Marks) -> bool:
        """Tell whether *pattern* may be in the sentence of *marks*."""
        demand = self._demands.get(pattern)
        if demand is None:
            demand = self._demands[pattern] = self.learnt(needed(pattern))
        return meets(demand, marks)

    def learnt(self, groups: tuple[Pieces, ...]) -> Demand:
        """Learn to look for *groups*; of each one piece is needed."""
        numbers = [
            self._numbers.setdefault(group, len(self._numbers))
            for group in groups
            if not _short(group)
        ]
        return Demand(
            frozenset(numbers),
            max(numbers, default=-1),
            groups,
            tuple(g for g in groups if _short(g) or any(" " in one for one in g)),
        )


def meets(demand: Demand, marks: Marks) -> bool:
    """Tell whether a sentence may have what is demanded."""
    if demand.newest >= marks.known:
        return may_match(demand.all, marks.low)
    if not demand.groups <= marks.found:
        return False
    return not demand.beyond or may_match(demand.beyond, marks.low)


_FIRST = 2
"""Letters by which a piece is looked up in a word."""


def _telling(piece: str) -> str:
    """Give the longest part of *piece* that stands in one word."""
    return max(piece.split(), key=len, default="")


def _short(group: Pieces) -> bool:
    return any(len(_telling(piece)) < _FIRST for piece in group)
