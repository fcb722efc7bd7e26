"""Warnings that hold for a part of a country: a region, a town, the land by a border."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exeunt.watch.actors import nation_called
from exeunt.watch.any_case import AnyCase
from exeunt.watch.pieces import lowered, may_match, needed
from exeunt.watch.scenes import Scene


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a country that a warning is for; offsets are within the sentence."""

    start: int
    end: int
    name: str


_WARNED = AnyCase(
    r"\b(?:level [1-4]\b\W{0,3}(?:do not travel|reconsider (?:your need to )?travel|exercise \w+ \w+)?|do not travel|"
    r"reconsider (?:your need to )?travel|against (?:all |any )?(?:but essential |non-essential |unnecessary )?travel(?:l?ing)?|"
    r"avoid (?:all |any |non-essential |unnecessary )*travel(?:l?ing)?),? ?(?:to|in|within|for|along|near|around)?:? "
    r"(?:the )?((?:[^\W_]|[\d.,]*\d)(?:[^.,;:()]|[.,](?=\d)){1,100})"
)
_PUT = AnyCase(
    r"\b(?:put|puts|placed|places|raised|raises|moved|moves|upgraded|elevated|lowered|lowers|keeps|kept|has|have) (?:the )?"
    r"((?:[\w'-]+ ){0,5}?(?:states?|provinces?|regions?|areas?|cit(?:y|ies)|governorates?|districts?|islands?|oblasts?|departments?)"
    r"(?: of)?(?: [\w'-]+){0,5}?) (?:at|to|on|from) level [1-4]\b"
)
_ENDS = re.compile(
    r" (?:due|because|owing|as|on|until|after|for|following|given|except|unless|since|amid|at|by|"
    r"says?|said|is|are|and (?:to |do |exercise|reconsider|avoid|against))\b.*|"
    r" (?:the|its|his) (?:[\w-]+ )?(?:ministry|department|government|embassy|office)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_LAND = re.compile(
    r"\b(?:regions?|provinces?|states?|areas?|borders?|governorates?|departments?|districts?|oblasts?|km|kilomet(?:re|er)s?|"
    r"miles|islands?|count(?:y|ies)|cit(?:y|ies)|towns?|parts?|north|south|east|west|northern|southern|eastern|western|"
    r"north-?(?:east|west)(?:ern)?|south-?(?:east|west)(?:ern)?|coast|peninsula|valley|desert|mountains?|zones?)\b",
    re.IGNORECASE,
)
_NO_PART = re.compile(
    r"(?:rest|remainder|whole|entire|all|other parts|elsewhere|this|that|these|those|such|any|it|there|level)\b|"
    r"(?:\w+ )?(?:country|state department)\b",
    re.IGNORECASE,
)
_STATE_OF = re.compile(
    r"(?:[\w'-]+ ){0,3}?(?:republic|kingdom|commonwealth|federation|union|sultanate) of\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:^|[ '(-])[A-Z]")


def parts_in(scene: Scene) -> tuple[Part, ...]:
    """Find the parts of a country that one sentence warns of, not the country."""
    small = lowered(scene.text)
    out: dict[str, Part] = {}
    for pattern in (_WARNED, _PUT):
        if not may_match(needed(pattern.pattern), small):
            continue
        for match in pattern.finditer(scene.text):
            name = _ENDS.sub("", match[1]).strip(" -'\"")
            if _is_part(scene, match.start(1), name):
                end = match.end() if pattern is _PUT else match.start(1) + len(name)
                out.setdefault(name, Part(match.start(), end, name))
    return tuple(out.values())


def is_within(span: tuple[int, int], parts: tuple[Part, ...]) -> bool:
    """Tell whether a level at *span* is that of one of *parts*."""
    return any(p.start <= span[0] and span[1] <= p.end for p in parts)


def _is_part(scene: Scene, at: int, name: str) -> bool:
    if not name or _NO_PART.match(name) or nation_called(name):
        return False
    end = at + len(name)
    if any(a.kind == "country" and a.end == end for a in scene.actors) and (
        _STATE_OF.match(name)
    ):
        return False
    named = _NAMED.search(name)
    whole = [a for a in scene.actors if a.kind == "country" and a.start == at]
    if whole and not scene.text.startswith("'s", whole[0].end):
        return False
    if not (_LAND.search(name) or (named and named.start() == 0)):
        return False
    return _TIED.match(scene.text[at - 14 : at]) is not None or bool(_LAND.search(name))


_TIED = re.compile(
    r".*\b(?:to|in|within|for|along|near|around):? (?:the )?$",
    re.DOTALL | re.IGNORECASE,
)
