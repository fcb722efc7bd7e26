"""A time expression that was found, and what a rule may look at to read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from exeunt.watch import calendar
from exeunt.watch.grammar import Tense, Verb, tense_at


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression in a sentence, with the days it covers where it has any."""

    start: int
    end: int
    value: str
    rule: str
    first: date | None = None
    last: date | None = None

    @property
    def day(self) -> date | None:
        """The one day it names, if it names one."""
        return self.first if self.first == self.last else None


@dataclass(frozen=True, slots=True)
class Place:
    """What a rule may look at: the sentence, its verbs, and the day of publication."""

    sentence: str
    groups: tuple[Verb, ...]
    anchor: date
    day_first: bool

    def tense(self, match: re.Match[str]) -> Tense:
        """Tell the tense that governs *match*."""
        return tense_at(self.sentence, match.start(), match.end(), self.groups)


Rule = Callable[[re.Match[str], Place], Iterator[Found]]


def on_found(match: re.Match[str], rule: str, day: date | None) -> Iterator[Found]:
    """Give the one day that *match* names."""
    if day is not None:
        yield Found(match.start(), match.end(), day.isoformat(), rule, day, day)


def month_found(
    match: re.Match[str], rule: str, year: int, month: int
) -> Iterator[Found]:
    """Give the month that *match* names."""
    first, last = calendar.month_ends(year, month)
    yield Found(*match.span(), f"{year:04d}-{month:02d}", rule, first, last)


def year_found(match: re.Match[str], rule: str, year: int) -> Iterator[Found]:
    """Give the year that *match* names."""
    ends = date(year, 1, 1), date(year, 12, 31)
    yield Found(*match.span(), f"{year:04d}", rule, *ends)
