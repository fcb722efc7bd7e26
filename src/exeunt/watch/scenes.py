"""A sentence with all that was found in it, as the rules look at it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from exeunt.watch.actors import Actor
from exeunt.watch.any_case import AnyCase
from exeunt.watch.found_times import Found
from exeunt.watch.grammar import Verb


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with all that was found in it so far."""

    text: str
    groups: tuple[Verb, ...]
    times: tuple[Found, ...]
    actors: tuple[Actor, ...]
    published: date
    host: str = ""
    """ISO code of the country the post is in."""


def clause_start(sentence: str, at: int) -> int:
    """Give where the clause that holds *at* begins."""
    marks = [m.end() for m in re.finditer(r"[;:]|, (?:but|while|and)\b", sentence[:at])]
    return marks[-1] if marks else 0


def clause_end(sentence: str, at: int) -> int:
    """Give where the clause that holds *at* ends."""
    stop = re.search(r"[;:]|, (?:but|while|and|after|which|who)\b", sentence[at:])
    return at + stop.start() if stop else len(sentence)


_PLACE_BEFORE = AnyCase(
    r"\b(?:in|at|near|from|around|inside|outside|across|over|on|toward|towards|"
    r"against|about|of the|into|border with|reporters in|tensions (?:in|over)) (?:the )?$"
)


def is_place(sentence: str, actor: Actor) -> bool:
    """Tell whether a state or capital is only where something is."""
    before = sentence[max(0, actor.start - 24) : actor.start]
    if actor.kind == "capital":
        return (
            _PLACE_BEFORE.is_in(before) or sentence[actor.end : actor.end + 2] == ", "
        )
    return actor.kind == "country" and _PLACE_BEFORE.is_in(before)
