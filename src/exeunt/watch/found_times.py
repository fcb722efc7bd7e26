"""A time expression that was found, and what a rule may look at to read it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from exeunt.model.signals import TimeType
from exeunt.watch import calendar
from exeunt.watch.grammar import Tense, Verb, governing, tense_at
from exeunt.watch.wording import words


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression in a sentence, with the days it covers where it has any."""

    start: int
    end: int
    value: str
    rule: str
    first: date | None = None
    last: date | None = None
    others: tuple[str, ...] = ()
    """Values it could have had too, the likeliest first."""
    parts: tuple[Found, ...] = ()
    """The days of a range, each where it is written."""

    @property
    def day(self) -> date | None:
        """The one day it names, if it names one."""
        return self.first if self.first == self.last else None

    @property
    def type(self) -> TimeType:
        """What TIMEX3 calls it."""
        if self.rule == "set":
            return TimeType.SET
        if self.value.startswith("P") and not self.value.endswith("_REF"):
            return TimeType.DURATION
        if self.value.endswith("_REF"):
            return TimeType.DATE
        return TimeType.TIME if "T" in self.value[:11] else TimeType.DATE


@dataclass(frozen=True, slots=True)
class Said:
    """What was last spoken of before a sentence: a base for *a day later*."""

    day: date | None = None
    quarter: str = ""
    """As TIMEX3 writes it: ``2012-Q4``."""
    exact: date | None = None
    """The last day that was named as such, not only its month or year."""
    by_quarter: bool = False
    """The quarter was spoken of last."""
    then: date | None = None
    """The day years ago on which what a sentence tells of hangs, if it tells of such."""


NOTHING_SAID = Said()
"""At the head of a text."""
_SINCE = re.compile(r"\b[Ss]ince (?:the |early |late |mid-)?$")
_LENGTHENED = re.compile(r"\b(?:extend|prolong)(?:s|ed|ing)?\b", re.IGNORECASE)
_SPOKEN = words(
    "said told announced agreed decided approved ordered confirmed warned pledged "
    "promised proposed called asked urged gave given granted offered set"
)
"""Verbs of the past that may be about what is to come."""
_UTTERED = re.compile(
    r"\b(?:remarks?|comments?|statements?|speech|warning|reports?|letter|interview|memo|pledge|promise|vow|"
    r"announcement|ruling|resolution|decision|estimate|forecast|prediction|admission|claim|suggestion)"
    r"(?: \w+){0,3} (?:in|on|of|last|late|early|from) $"
)
_UNTIL = re.compile(r"\b(?:through|until|till|by|no later than) (?:the )?$")


@dataclass(frozen=True, slots=True)
class Place:
    """What a rule may look at: the sentence, its verbs, and the day of publication."""

    sentence: str
    groups: tuple[Verb, ...]
    anchor: date
    day_first: bool
    said: Said = NOTHING_SAID

    @property
    def base(self) -> date:
        """The day last spoken of, else that of publication."""
        return self.said.day or self.anchor

    @property
    def told_of(self) -> date:
        """The day years ago that the sentence tells of, else that of publication."""
        return self.said.then or self.anchor

    @property
    def base_day(self) -> date:
        """The day last named, else that of publication."""
        return self.said.exact or self.anchor

    def tense(self, match: re.Match[str]) -> Tense:
        """Tell the tense that governs *match*."""
        if self.said.then:
            return Tense.NONE
        tense = tense_at(self.sentence, match.start(), match.end(), self.groups)
        if _SINCE.search(self.before(match)) or self._was_said(match):
            return Tense.PAST
        open_ended = tense in {Tense.PRESENT, Tense.NONE}
        until = _UNTIL.search(self.before(match))
        if until and (open_ended or _LENGTHENED.search(self.before(match, 120))):
            return Tense.FUTURE
        return tense

    def _was_said(self, match: re.Match[str]) -> bool:
        """Tell the day of *a remark in December that* from the day of what is said."""
        return self.sentence.startswith((" that ", " to the effect"), match.end()) and (
            _UTTERED.search(self.before(match, 60)) is not None
        )

    def told(self, match: re.Match[str]) -> Tense:
        """Tell the tense of what is soon, if somebody may speak of it beforehand."""
        verb = governing(self.sentence, match.start(), match.end(), self.groups)
        ahead = verb is not None and verb.head in _SPOKEN
        return (
            Tense.FUTURE
            if ahead and not _SINCE.search(self.before(match))
            else Tense.PAST
        )

    def before(self, match: re.Match[str], width: int = 24) -> str:
        """Give what stands to the left of *match*."""
        return self.sentence[max(0, match.start() - width) : match.start()]


Rule = Callable[[re.Match[str], Place], Iterator[Found]]


def on_found(
    match: re.Match[str], rule: str, day: date | None, others: tuple[str, ...] = ()
) -> Iterator[Found]:
    """Give the one day that *match* names."""
    if day is not None:
        span = match.span()
        yield Found(*span, day.isoformat(), rule, day, day, others)


def month_found(
    match: re.Match[str],
    rule: str,
    year: int,
    month: int,
    others: tuple[str, ...] = (),
) -> Iterator[Found]:
    """Give the month that *match* names."""
    first, last = calendar.month_ends(year, month)
    yield Found(*match.span(), f"{year:04d}-{month:02d}", rule, first, last, others)


def year_found(match: re.Match[str], rule: str, year: int) -> Iterator[Found]:
    """Give the year that *match* names."""
    ends = date(year, 1, 1), date(year, 12, 31)
    yield Found(*match.span(), f"{year:04d}", rule, *ends)


def week_found(
    match: re.Match[str], rule: str, day: date, others: tuple[str, ...] = ()
) -> Iterator[Found]:
    """Give the week that holds *day*."""
    first = calendar.shifted(day, -day.weekday(), "day")
    last = None if first is None else calendar.shifted(first, 6, "day")
    yield Found(*match.span(), calendar.week_of(day), rule, first, last, others)


def unit_found(
    match: re.Match[str], rule: str, day: date | None, unit: str
) -> Iterator[Found]:
    """Give the day, week, month, quarter, year or longer that holds *day*."""
    if day is None:
        return
    if unit == "week":
        yield from week_found(match, rule, day)
    elif unit == "month":
        yield from month_found(match, rule, day.year, day.month)
    elif unit == "quarter":
        yield Found(*match.span(), calendar.quarter_of(day), rule)
    elif unit == "year":
        yield from year_found(match, rule, day.year)
    elif unit == "decade":
        yield Found(*match.span(), f"{day.year // 10:03d}", rule)
    elif unit == "century":
        yield Found(*match.span(), f"{day.year // 100:02d}", rule)
    else:
        yield from on_found(match, rule, day)
