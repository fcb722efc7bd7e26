"""Statuses that one sentence raises or reduces: from authorized to ordered, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exeunt.model.signals import StatusChange


@dataclass(frozen=True, slots=True)
class Change:
    """A change of status; offsets are within the sentence."""

    kind: StatusChange
    new: tuple[int, int]
    """Of the words for what holds now."""
    old: tuple[int, int] | None
    """Of the words for what it replaces; none: the sentence names only the new."""


_LOW = r"authori[sz]ed|voluntary|optional"
_HIGH = r"ordered|mandatory|compulsory|obligatory"
_ONE = rf"(?:{_LOW}|{_HIGH})(?:,? (?:\w+ )?departures?|[- ]departure)?"
_VERB = (
    r"(?:upgrad|rais|elevat|escalat|lower|reduc|downgrad|step|mov|chang|convert|turn|switch|"
    r"eas|relax|scal|harden|tighten|soften|revert|transition|replac|updat|shift|went|go|goes|drop|bump|cut|com)\w*"
)
_OF = r"(?:[^;:.]|\.(?! )){0,140}?"
_FROM_TO = re.compile(
    rf"\b(?P<old>{_ONE})\b{_OF}\b(?:to|into|became|become|becomes|by|with) (?:an? |the |their |its |one of )?"
    rf"(?P<new>{_ONE})(?!\w)",
    re.IGNORECASE,
)
_TO = re.compile(
    rf"\b(?P<verb>{_VERB})\b{_OF}\b(?:to|into) (?:an? |the )?(?P<new>(?:{_LOW}|{_HIGH})(?:,? \w+)? departures?)\b",
    re.IGNORECASE,
)
_STEP = re.compile(
    rf"\b(?P<word>(?:a |one )?(?:step|notch|rung) (?:up|down|back)|up|down|an escalation|an upgrade) from (?:an? |the )?"
    rf"(?P<old>(?:{_LOW}|{_HIGH})(?:,? \w+)? departures?)\b",
    re.IGNORECASE,
)
_MOVES = re.compile(rf"\b(?:{_VERB}|became|becomes?|from)\b", re.IGNORECASE)
_IS_LOW = re.compile(_LOW, re.IGNORECASE)
_UP = re.compile(
    r"\b(?:upgrad|rais|elevat|escalat|step\w* up|harden|tighten|bump)", re.I
)
_DOWN = re.compile(
    r"\b(?:lower|reduc|downgrad|step\w* down|eas|relax|scal\w+ (?:back|down)|soften|drop|cut)",
    re.IGNORECASE,
)


def changes_in(sentence: str) -> tuple[Change, ...]:
    """Find the statuses that *sentence* says were raised or reduced."""
    out = [
        Change(_way(m["old"], m["new"]), m.span("new"), m.span("old"))
        for m in _FROM_TO.finditer(sentence)
        if _ranks_apart(m["old"], m["new"])
        and _MOVES.search(sentence, max(0, m.start() - 120), m.end())
    ]
    if out:
        return tuple(out)
    step = _STEP.search(sentence)
    if step:
        up = _IS_LOW.match(step["old"]) is not None
        kind = StatusChange.UPGRADED if up else StatusChange.LOWERED
        return (Change(kind, (0, step.start()), step.span("old")),)
    told = _TO.search(sentence)
    if told is None:
        return ()
    way = _by_verb(told["verb"] + sentence[told.end("verb") :][:6])
    return (Change(way, told.span("new"), None),) if way else ()


def _ranks_apart(old: str, new: str) -> bool:
    return bool(_IS_LOW.match(old)) != bool(_IS_LOW.match(new))


def _way(old: str, new: str) -> StatusChange:
    down = _IS_LOW.match(new) and not _IS_LOW.match(old)
    return StatusChange.LOWERED if down else StatusChange.UPGRADED


def _by_verb(verb: str) -> StatusChange | None:
    if _UP.search(verb):
        return StatusChange.UPGRADED
    return StatusChange.LOWERED if _DOWN.search(verb) else None
