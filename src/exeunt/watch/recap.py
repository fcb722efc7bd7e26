"""Where a text tells of years ago: from which sentence to which, and of what day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from exeunt.watch.any_case import AnyCase
from exeunt.watch.found_times import Found
from exeunt.watch.grammar import Tense, Verb
from exeunt.watch.sentences import Sentence
from exeunt.watch.zones import Zone


_YEARS_AGO = timedelta(days=330)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATES = frozenset({"day", "iso", "numeric", "month"})
_NEAR_NOW = frozenset({"weekday", "relative", "day", "iso", "numeric", "reference"})
_STORY = AnyCase(
    r"\byears? (?:on\b|later\b|after\b|since\b|ago (?:today|this (?:week|month|year|summer|"
    r"winter|spring|autumn)|on\b))|\banniversar(?:y|ies)\b|\blook(?:s|ed|ing)? back\b|"
    r"\b(?:remember(?:s|ed|ing)?|commemorat\w+|relive[sd]?|revisit(?:s|ed|ing)?) the\b|"
    r"\b(?:decades?|a generation) (?:on|ago)\b|\bthe day (?:that|when)\b|\bfrom the archives?\b",
)
_OPENS = re.compile(
    r"^\W*(?:It was |Back )?(?:(?:[Oo]n|[Ii]n|[Ee]arly|[Ll]ate) ){0,2}$"
)
_STANDS = re.compile(
    r"\b(?:remain(?:s|ed)?|stay(?:s|ed)?|still|(?:is|are|has been|have been)) (?:\w+ )?"
    r"(?:clos|shut|suspend|in force|in place|empty|evacuated|on ordered)|"
    r"\b(?:has|have) (?:not|never|yet to)(?: been)?(?: \w+)? (?:re-?open|return|resum|lift|come back|go back)|"
    r"\b(?:ever )?since then\b|\bto this day\b|\bnever re-?opened\b|\bfrom that day on\b"
)
_NOW = re.compile(
    r"\b(?:now|today|nowadays|currently|yesterday|tomorrow|tonight|overnight|this (?:week|month|morning|year)|"
    r"since (?:then|20\d\d)|to this day)\b"
)
_COUNTED_BACK = re.compile(r"\b(?:years?|decades?) ago$")
_NEWS = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\byesterday\b")
_PRESENT = frozenset(["is", "are", "has", "have", "will", "isn't", "aren't", "hasn't"])


@dataclass(frozen=True, slots=True)
class Recap:
    """How far a text has come in telling of a day years ago."""

    story: bool = False
    """The whole of it looks back: an anniversary, *ten years on*."""
    day: date | None = None
    """The day that the coming sentence hangs on, if it does."""
    paragraph: int = -1
    news: bool = False
    """A sentence of this paragraph spoke of today."""
    never: bool = False
    """No year before that of publication is named: it tells of none."""


def recap_of(whole: Sequence[Sentence], published: date) -> Recap:
    """Tell by its title and its first two sentences whether a text looks back."""
    before = str(published.year)
    if not any(m[0] < before for s in whole for m in _YEAR.finditer(s.text)):
        return Recap(never=True)
    body = [s.text for s in whole if s.zone is Zone.BODY][:2]
    title = [s.text for s in whole[:1] if s.zone is Zone.HEADLINE]
    news = any(_NEWS.search(text) for text in body[:1])
    top = title if news else [*title, *body]
    return Recap(story=any(_STORY.search(text) for text in top))


def entered(recap: Recap, sentence: Sentence) -> Recap:
    """Leave the day behind where a new paragraph does not go on with the story."""
    if recap.story or recap.day is None or sentence.paragraph == recap.paragraph:
        return recap
    return replace(recap, day=None)


def day_told_of(
    recap: Recap, sentence: Sentence, groups: Sequence[Verb]
) -> date | None:
    """Give the day that *sentence* hangs on, unless it speaks of today."""
    if recap.day is None or is_of_today(sentence.text, groups):
        return None
    return recap.day


def is_of_today(text: str, groups: Sequence[Verb]) -> bool:
    """Tell a sentence that speaks of what is so now, outside quotation marks."""
    return _NOW.search(text) is not None or any(
        verb.words[0] in _PRESENT and text.count('"', 0, verb.start) % 2 == 0
        for verb in groups
    )


def gone_on(
    recap: Recap,
    sentence: Sentence,
    times: Sequence[Found],
    groups: Sequence[Verb],
    published: date,
) -> tuple[Recap, date | None]:
    """
    Read on past *sentence*, whose *times* are known.

    Returns
    -------
    tuple[Recap, date | None]
        What the next sentence is read with, and the day that this one tells of.
    """
    if sentence.zone is not Zone.BODY:
        return recap, None
    opening = sentence.paragraph != recap.paragraph
    if recap.never or (recap.news and not opening and recap.day is None):
        return recap, None
    news = recap.news and not opening
    here = replace(recap, paragraph=sentence.paragraph, news=news)
    of_today = is_of_today(sentence.text, groups) or any(
        t.last and t.rule in _NEAR_NOW and t.last > published - _YEARS_AGO
        for t in times
        if not _COUNTED_BACK.search(sentence.text, t.start, t.end)
    )
    if of_today:
        here = replace(here, news=True)
        return (replace(here, day=None) if opening else here), None
    if recap.story or not news:
        old = _hung_on(sentence.text, times, published, anywhere=recap.story)
        if old is not None and _is_told(groups):
            here = replace(here, day=old)
    return here, here.day


def _is_told(groups: Sequence[Verb]) -> bool:
    return not groups or any(g.tense is Tense.PAST for g in groups)


def _hung_on(
    text: str, times: Sequence[Found], published: date, *, anywhere: bool
) -> date | None:
    """Give the full date of years ago that a sentence opens with, or names at all."""
    for time in times:
        dated = time.rule in _DATES and _YEAR.search(text, time.start, time.end)
        if dated and time.last and time.last < published - _YEARS_AGO:
            if anywhere or _OPENS.match(text[: time.start]):
                return time.last
            return None
    return None


def still_stands(whole: Sequence[Sentence], told: frozenset[int]) -> bool:
    """Tell whether what the paragraphs *told* tell of years ago is said to stand still."""
    return any(s.paragraph in told and _STANDS.search(s.text) for s in whole)
