"""Indicators: observable things that a library of patterns says to look for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import Field, field_validator

from exeunt.model.people import Id
from exeunt.model.signals import Direction, Realis
from exeunt.model.value import Value
from exeunt.watch.actors import Actor
from exeunt.watch.any_case import AnyCase
from exeunt.watch.pieces import lowered
from exeunt.watch.realis import clause_around, is_lifted, realis_of
from exeunt.watch.scenes import Scene
from exeunt.watch.sieve import Demand, Marks, Sieve, meets
from exeunt.watch.word_list import word_list


class Indicator(Value):
    """One entry of the library."""

    id: Id
    name: str
    definition: str
    direction: Direction
    group: Id
    about: tuple[str, ...]
    """Lower-case pieces of words; a sentence without any of them is not looked at."""
    patterns: tuple[tuple[str, ...], ...]
    """Any one of them; each is one pattern, or several that must all be found."""
    but_not: Annotated[tuple[str, ...], Field(alias="not")] = ()
    """A sentence in which one of these is found does not count."""
    natural: frozenset[Realis] = frozenset()
    """Senses that belong to the thing itself: a warning is of what is not yet so."""
    if_peer: Id | None = None
    """The indicator it becomes when it is another state's mission or people."""
    if_un: Id | None = None
    """The indicator it becomes where the United Nations or an aid group speaks."""
    peers_only: bool = False

    @field_validator("patterns", mode="before")
    @classmethod
    def _listed(cls, given: object) -> object:
        if not isinstance(given, list | tuple):
            return given
        return tuple((one,) if isinstance(one, str) else tuple(one) for one in given)


@dataclass(frozen=True, slots=True)
class Sign:
    """An indicator seen in one sentence; offsets are within the sentence."""

    indicator: Indicator
    realis: Realis
    start: int
    end: int


@cache
def library() -> dict[str, Indicator]:
    """Give every indicator by its id."""
    given = word_list("indicators.yaml")
    rows = (_spelt_out(row, given["pieces"]) for row in given["indicators"])
    return {one.id: one for one in map(Indicator.model_validate, rows)}


_PIECE = re.compile(r"\{([a-z_]+)\}")


def _spelt_out(given: object, pieces: dict[str, str]) -> object:
    """Put the named pieces of patterns, like ``{forces}``, in their places."""
    if isinstance(given, str):
        return _PIECE.sub(lambda m: pieces[m[1]], given)
    if isinstance(given, list):
        return [_spelt_out(one, pieces) for one in given]
    if isinstance(given, dict):
        return {key: _spelt_out(one, pieces) for key, one in given.items()}
    return given


_sieve = Sieve()


@cache
def _abouts() -> tuple[tuple[Indicator, Demand], ...]:
    return tuple((one, _sieve.learnt((one.about,))) for one in library().values())


@cache
def _regex(pattern: str) -> AnyCase:
    return AnyCase(rf"\b(?:{pattern})")


def signs_in(scene: Scene, *, home: str, un: bool = False) -> tuple[Sign, ...]:
    """
    Find the indicators that one sentence shows.

    Parameters
    ----------
    scene
        The sentence with its verbs, times and actors.
    home
        ISO code of the state whose post is asking; others' missions are peers.
    un
        Whether the United Nations or an aid organisation speaks of its own.
    """
    found: dict[str, Sign] = {}
    abouts = _abouts()
    marks = _sieve.marks(lowered(scene.text))
    for one, about in abouts:
        if not meets(about, marks):
            continue
        span = _span(one, scene.text, marks)
        if span is None:
            continue
        for meant in _meant(one, scene, span, home=home, un=un):
            realis = _realis(one, scene, span)
            found.setdefault(meant.id, Sign(meant, realis, *span))
    return tuple(sorted(found.values(), key=lambda s: (s.start, s.indicator.id)))


def _span(one: Indicator, sentence: str, marks: Marks) -> tuple[int, int] | None:
    for parts in one.patterns:
        first = _found(parts[0], sentence, marks)
        if first is None:
            continue
        if all(_found(part, sentence, marks) for part in parts[1:]):
            if any(_found(part, sentence, marks) for part in one.but_not):
                return None
            return first.span()
    return None


def _found(pattern: str, sentence: str, marks: Marks) -> re.Match[str] | None:
    """Search for *pattern*, once the pieces that it cannot do without are there."""
    return _regex(pattern).search(sentence) if _sieve.lets(pattern, marks) else None


def _meant(
    one: Indicator, scene: Scene, span: tuple[int, int], *, home: str, un: bool
) -> list[Indicator]:
    """Tell a peer's mission from one's own, and give what each amounts to."""
    host = scene.host
    if one.if_peer is None and not one.peers_only:
        return [one]
    nations = _nations(scene, span, host)
    if one.if_un and (nations <= _BODIES if nations else un):
        return [library()[one.if_un]]
    peers = nations - {home}
    if one.peers_only:
        first = [a for a in scene.actors if _owns(scene, a)][:1]
        stays = bool(first) and first[0].nation not in {home, host}
        return [one] if stays else []
    out = [one] if home in nations or not nations else []
    if peers and one.if_peer:
        out.append(library()[one.if_peer])
    return out


_BODIES = frozenset({"United Nations", "OSCE", "African Union", "Red Cross"})
_WHERE = AnyCase(
    r"\b(?:in|to|from|leave|at|near|inside|into|border with|via|for|towards?|departing|quit|of) (?:the )?$"
)


def _nations(scene: Scene, span: tuple[int, int], host: str) -> set[str]:
    """Give whose mission or people it is: the last named before, and its list."""
    named = [
        a
        for a in scene.actors
        if a.nation != host and a.start < span[1] and _owns(scene, a)
    ]
    out: set[str] = set()
    following: Actor | None = None
    for actor in reversed(named):
        if following and not _LISTED.match(scene.text[actor.end : following.start]):
            break
        out.add(actor.nation or actor.name)
        following = actor
    return out


_LISTED = re.compile(r"^(?:'s)?(?:,| and| or|,? and| as well as|&| the| also|\s)*$")
_OWNED = AnyCase(
    r"(?:'s)?(?: (?:and|or) [A-Z][\w.]+)?(?: [\w'-]+){0,3}? (?:embass|mission|consul|"
    r"diplomat|staff|personnel|citizen|national|famil|government|ministr|foreign|"
    r"state department|official|authorit|travell?er|employees|high commission|expat)"
)
_NOT_OWNER = AnyCase(
    r"(?:'s)? (?:[\w-]+ )?(?:invasion|aggression|troops|forces|militar|threat|attack|"
    r"border|president|leader|build|side|offensive|army|invad|may|might|could|plan)"
)


def _owns(scene: Scene, actor: Actor) -> bool:
    after = scene.text[actor.end : actor.end + 60]
    if actor.kind == "capital":
        return _acts(scene, actor) and not _where(scene, actor)
    if _where(scene, actor) or _NOT_OWNER.match(after):
        return False
    own_word = actor.kind == "people" and scene.text[actor.end - 1] == "s"
    return actor.kind in {"country", "body"} or own_word or bool(_OWNED.match(after))


def _where(scene: Scene, actor: Actor) -> bool:
    before = scene.text[max(0, actor.start - 14) : actor.start]
    return actor.kind in {"country", "capital"} and bool(_WHERE.search(before))


def _acts(scene: Scene, actor: Actor) -> bool:
    after = scene.text[actor.end : actor.end + 20]
    return bool(_ACTS.match(after))


_ACTS = re.compile(
    r" (?:said|has|will|is|ordered|also|told|announced|urged|moved|closed|withdrew|plans)\b"
)


def _realis(one: Indicator, scene: Scene, span: tuple[int, int]) -> Realis:
    clause = clause_around(scene.text, *span)
    realis = realis_of(
        clause, groups=scene.groups, times=scene.times, published=scene.published
    )
    if (
        realis in {Realis.REPORTED, Realis.PLANNED}
        and one.if_peer
        and is_lifted(clause)
    ):
        return Realis.LIFTED
    return Realis.REPORTED if realis in one.natural else realis
