"""What one side does to another as a noun: Russia's invasion of Ukraine, talks between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from exeunt.watch.any_case import AnyCase
from exeunt.watch.event_actors import Side
from exeunt.watch.event_words import Deed, deeds


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of the list ``nouns`` with whose doing it is and to whom."""

    start: int
    end: int
    deed: Deed
    sources: tuple[Side, ...]
    targets: tuple[Side, ...]


@cache
def _regex() -> tuple[AnyCase, dict[str, Deed]]:
    roots = {noun: deed for deed in deeds().values() for noun in deed.nouns}
    longest = sorted(roots, key=len, reverse=True)
    spelt = "|".join(rf"{re.escape(noun)}s?" for noun in longest)
    return AnyCase(rf"\b(?:{spelt})\b"), roots


_WHOSE = re.compile(r"^(?:'s?)?(?: [\w-]+){0,3} $")
_TO_WHOM = re.compile(
    r"^ (?:[\w-]+ ){0,2}?(?:of|on|upon|against|to|with|into|from|for|at|in)(?: the| its)?"
    r"(?: [a-z-]+){0,2} $"
)
_BETWEEN = re.compile(r"^ (?:[\w-]+ ){0,2}?between (?:the )?(?:[a-z-]+ ){0,2}$")
_BY = re.compile(r"^ (?:[\w-]+ ){0,2}?by (?:the )?(?:[a-z-]+ ){0,2}$")
_AND = re.compile(r"^(?:'s)? (?:[a-z-]+ ){0,2}and (?:the )?$")


def noun_of(sentence: str, sides: Sequence[Side]) -> Noun | None:
    """Find the noun that all *sides* of a clause belong to, but those that tell where."""
    for match in _regex()[0].finditer(sentence):
        deed = _deed(match[0].lower())
        for sources, targets in _readings(sentence, match, sides):
            rest = set(sides) - {*sources, *targets}
            if all(side.where for side in rest):
                return Noun(match.start(), match.end(), deed, sources, targets)
    return None


def _deed(noun: str) -> Deed:
    roots = _regex()[1]
    return roots[noun] if noun in roots else roots[noun[:-1]]


_Reading = tuple[tuple[Side, ...], tuple[Side, ...]]


def _readings(
    sentence: str, noun: re.Match[str], sides: Sequence[Side]
) -> Iterator[_Reading]:
    before = [s for s in sides if s.end <= noun.start()]
    after = [s for s in sides if s.start >= noun.end()]
    to = sentence[noun.end() : after[0].start] if after else ""
    then = sentence[after[0].end : after[1].start] if len(after) > 1 else ""
    if before and after and _WHOSE.match(sentence[before[-1].end : noun.start()]):
        if _TO_WHOM.match(to):
            yield (before[-1],), (after[0],)
    elif len(after) > 1 and _both_behind(to, then):
        yield (after[0],), (after[1],)


def _both_behind(to: str, then: str) -> bool:
    """Tell *between one and another* and *by one on another*."""
    between = _BETWEEN.match(to) and _AND.match(then)
    return bool(between or (_BY.match(to) and _TO_WHOM.match(then)))
