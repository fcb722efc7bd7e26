"""What a statement means for the signals in it: who says so, and in what sense."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TypeVar

from exeunt.model.signals import (
    AdvisoryChange,
    Engagement,
    IndicatorSeen,
    Reading,
    Realis,
    Statement,
    StatementKind,
    StatusMention,
)
from exeunt.watch.any_case import AnyCase
from exeunt.watch.told import Told
from exeunt.watch.wording import words


_IN_CASE = AnyCase(
    r"\b(?:in case|in the event|if|unless|conting\w+|should (?:the|it|they|a|an))\b"
)
_AHEAD = AnyCase(
    r"^\W*(?:that )?(?:[\w'’.-]+ ){0,7}?(?:will|'ll|’ll|is going to|are going to|plans? to|"
    r"intends? to|would)\b|^\W*to [a-z]"
)
_SCOPE = 110


def realis_of_told(told: Told, content: str) -> Realis:
    """Tell in what sense the content of *told* is said to be so."""
    if told.kind is StatementKind.DENIAL or told.negated or told.content_negated:
        return Realis.DENIED
    if _IN_CASE.search(content[:_SCOPE]):
        return Realis.CONTINGENCY
    if told.kind is StatementKind.INTENT or _AHEAD.match(content[:_SCOPE]):
        return Realis.PLANNED
    return Realis.REPORTED


_SAYS_NOT_SO = words("deny refute rebut dispute repudiate disavow disbelieve denial")
_OPEN_TO_DENIAL = frozenset(
    {Realis.IN_FORCE, Realis.LIMITED, Realis.REPORTED, Realis.PLANNED}
)
_Seen = TypeVar("_Seen", Engagement, StatusMention, AdvisoryChange, IndicatorSeen)


def with_speakers(reading: Reading) -> Reading:
    """Let every signal that stands within a statement name its speaker and sense."""
    if not reading.statements:
        return reading
    told = reading.statements
    return replace(
        reading,
        engagements=tuple(_spoken(e, told) for e in reading.engagements),
        statuses=tuple(_sensed(s, told) for s in reading.statuses),
        advisories=tuple(_sensed(a, told) for a in reading.advisories),
        indicators=tuple(_sensed(i, told) for i in reading.indicators),
    )


def _covering(signal: _Seen, told: tuple[Statement, ...]) -> Statement | None:
    """Give the shortest statement whose content holds the signal."""
    at = signal.evidence
    last = bisect_right(told, at.start, key=lambda s: s.start)
    near = told[max(0, last - _NEAR) : last]
    holding = [s for s in near if s.start <= at.start and at.end <= s.end]
    return min(holding, key=lambda s: s.end - s.start, default=None)


_NEAR = 40
"""Statements before a signal that are looked at: none holds so many others."""


def _spoken(signal: _Seen, told: tuple[Statement, ...]) -> _Seen:
    holder = _covering(signal, told)
    if holder is None or not holder.speaker:
        return signal
    evidence = replace(signal.evidence, speaker=holder.speaker)
    return replace(signal, evidence=evidence)


_Sensed = TypeVar("_Sensed", StatusMention, AdvisoryChange, IndicatorSeen)


def _sensed(signal: _Sensed, told: tuple[Statement, ...]) -> _Sensed:
    holder = _covering(signal, told)
    spoken = _spoken(signal, told)
    if holder is None or signal.realis not in _OPEN_TO_DENIAL:
        return spoken
    lemma = holder.evidence.rule.removeprefix("statement:")
    return replace(spoken, realis=Realis.DENIED) if lemma in _SAYS_NOT_SO else spoken
