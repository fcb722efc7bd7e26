"""Indicators: observable things that a library of patterns says to look for."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from operator import itemgetter
from typing import Annotated, NamedTuple

from pydantic import Field, field_validator

from exeunt.model.people import Id
from exeunt.model.signals import Direction, Realis
from exeunt.model.value import Value
from exeunt.watch.actors import Actor
from exeunt.watch.any_case import AnyCase
from exeunt.watch.frames import Seen, frames_in
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


class Sign(NamedTuple):
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
def _by_group() -> dict[int, tuple[tuple[int, Indicator, Demand], ...]]:
    """Give the indicators, each with its place, by the group that they are about."""
    out: dict[int, tuple[tuple[int, Indicator, Demand], ...]] = {}
    for at, one in enumerate(library().values()):
        demand = _sieve.learnt((one.about,))
        for group in demand.groups:
            out[group] = (*out.get(group, ()), (at, one, demand))
    return out


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
    framed = frames_in(scene.text, scene.actors)
    if framed is None:
        return ()
    _by_group()
    asked = _Asked(scene, _sieve.marks(lowered(scene.text)), home, un, {})
    for one in _about(asked.marks):
        span = _span(one, scene.text, asked.marks)
        if span is not None:
            _add(asked, one, scene, span)
    for seen in framed:
        _add_framed(asked, seen)
    return tuple(sorted(asked.found.values(), key=lambda s: (s.start, s.indicator.id)))


class _Asked(NamedTuple):
    """A sentence that is asked for its indicators, with those found so far."""

    scene: Scene
    marks: Marks
    home: str
    un: bool
    found: dict[str, Sign]


_NOT_SO = frozenset({Realis.DENIED, Realis.CONTINGENCY})
_NOT_NOW = _NOT_SO | {Realis.HISTORIC}
"""Senses in which a frame shows nothing: what is not so needs a pattern of its own."""
_PEERS = "peer_departure"


def _add(asked: _Asked, one: Indicator, told: Scene, span: tuple[int, int]) -> None:
    """Add what *one* amounts to, in the sense that *told* says it in."""
    realis = _realis(one, told, span)
    if told is not asked.scene and realis in _NOT_NOW:
        return
    for meant in _meant(one, asked.scene, span, home=asked.home, un=asked.un):
        before = asked.found.get(meant.id)
        if before is None or (before.realis in _NOT_SO and realis not in _NOT_SO):
            asked.found[meant.id] = Sign(meant, realis, *span)


def _add_framed(asked: _Asked, seen: Seen) -> None:
    """Add what a frame shows; its own words, like *no longer*, do not deny it."""
    one, scene, span = library()[seen.indicator], asked.scene, (seen.start, seen.end)
    before = asked.found.get(one.id)
    if before is not None and before.realis not in _NOT_SO:
        return
    if any(_found(part, scene.text, asked.marks) for part in one.but_not):
        return
    if one.id == _PEERS and not _of_peers(asked, seen):
        return
    _add(asked, one, replace(scene, text=_without(scene.text, seen.words)), span)


_PEOPLES = re.compile(r"\b(?:countries|nations|governments|capitals|embassies)\b")


def _of_peers(asked: _Asked, seen: Seen) -> bool:
    """Tell whether the state in a frame is neither the host's nor one's own."""
    named = {
        actor.nation
        for actor in asked.scene.actors
        for start, end in seen.words
        if actor.nation and actor.start < end and start < actor.end
    }
    if named:
        return not named <= {asked.scene.host, asked.home}
    return bool(_PEOPLES.search(asked.scene.text))


def _without(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """Blank out the words at *spans*, in the same length."""
    for start, end in spans:
        text = text[:start] + "_" * (end - start) + text[end:]
    return text


def _about(marks: Marks) -> list[Indicator]:
    """Give the indicators that a sentence has a piece of, in the order of the library."""
    by_group = _by_group()
    found = [
        (at, one)
        for group in marks.found & by_group.keys()
        for at, one, demand in by_group[group]
        if meets(demand, marks)
    ]
    return [one for _, one in sorted(found, key=itemgetter(0))]


def _span(one: Indicator, sentence: str, marks: Marks) -> tuple[int, int] | None:
    for parts in one.patterns:
        first = _found(parts[0], sentence, marks)
        if first is None:
            continue
        if all(_found(part, sentence, marks) for part in parts[1:]):
            if any(_found(part, sentence, marks) for part in one.but_not):
                return None
            return first
    return None


def _found(pattern: str, sentence: str, marks: Marks) -> tuple[int, int] | None:
    """Search for *pattern*, once the pieces that it cannot do without are there."""
    return _regex(pattern).span(sentence) if _sieve.lets(pattern, marks) else None


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
_OF = AnyCase(
    r"\b(?:embass(?:y|ies)|consulates?|missions?|ministry|governments?|citizens|nationals|"
    r"ambassadors?|diplomats) of (?:the )?$"
)
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
    if _OF.is_in(scene.text[max(0, actor.start - 40) : actor.start]):
        return True
    if _where(scene, actor) or _NOT_OWNER.match(after):
        return False
    own_word = actor.kind == "people" and (
        scene.text[actor.end - 1] == "s"
        or (
            scene.text[: actor.start].endswith(("The ", "the "))
            and bool(_ACTS.match(after))
        )
    )
    return actor.kind in {"country", "body"} or own_word or bool(_OWNED.match(after))


def _where(scene: Scene, actor: Actor) -> bool:
    before = scene.text[max(0, actor.start - 14) : actor.start]
    return actor.kind in {"country", "capital"} and _WHERE.is_in(before)


def _acts(scene: Scene, actor: Actor) -> bool:
    after = scene.text[actor.end : actor.end + 20]
    return bool(_ACTS.match(after))


_ACTS = re.compile(
    r"(?:,? (?:and |& )?(?-i:[A-Z]\w+)){0,3} (?:also |now |yesterday |today |has |have |will |is |are )*(?:said|say|"
    r"has|have|will|would|is|are|also|told|tells?|announce[sd]?|urge[sd]?|moved?|moves|"
    r"clos(?:es?|ed)|shuts?|withdr(?:aws?|ew)|plan(?:s|ned)?|order(?:s|ed)?|pull(?:s|ed)?|"
    r"evacuate[sd]?|advise[sd]?|warn(?:s|ed)?|sees?|saw|keeps?|kept|leaves|calls?|called|asks?|"
    r"asked|sends?|sent|brings?|brought|tak(?:es?|ing)|took|recall(?:s|ed)?|suspend(?:s|ed)?|"
    r"reduce[sd]?|cuts?|decide[sd]?|refuse[sd]?|stays?|flies|flew|fly|airlift(?:s|ed)?|start(?:s|ed)?|"
    r"began|begins?|follow(?:s|ed)?|join(?:s|ed)?|relocate[sd]?|repatriate[sd]?|orders)\b"
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
