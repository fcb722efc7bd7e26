"""Where: the places that a document names, each told apart from its namesakes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log10, sqrt
from typing import NamedTuple

from exeunt.model.signals import OwnPlace
from exeunt.watch.actors import Actor
from exeunt.watch.gazetteer import Gazetteer, Kind, NameFlag, Place, fold, gazetteer
from exeunt.watch.toponyms import (
    GENERIC,
    NEVER,
    Toponym,
    toponyms_in,
    windows,
    words_of,
)
from exeunt.watch.wording import words


class Spotted(NamedTuple):
    """A place in one of the sentences; offsets are within it."""

    sentence: int
    start: int
    end: int
    name: str
    country: str
    lat: float
    lon: float


class Text(NamedTuple):
    """One sentence as the search for places needs it."""

    text: str
    actors: tuple[Actor, ...] = ()
    dateline: bool = False


_COUNTRY = 9.0
_CAPITAL = 1.5
_HOST = 2.5
_SHARE = 3.5
_HERE = 1.0
_SAME_REGION = 3.0
_SAID = 8.0
_OTHER_NAME = 1.5
_LARGE = 300_000
_MIDDLING = 50_000
_KNOWN_WORD = 100_000
_PERSONAL = words(
    "jordan chad georgia israel cuba kenya india china victoria florence charlotte sydney "
    "austin lincoln washington jackson hamilton santiago diego francisco madison houston "
    "dallas paris sofia alexandria adelaide regina carolina virginia dakota houston "
    "milan roman salem bethlehem nelson wellington darwin raleigh marion kingston "
    "cleveland monroe jefferson franklin clinton ford carter bush wilson montgomery "
    "douglas gordon logan tyler troy chelsea brooklyn trinidad guinea britain"
)
"""Names of places that people bear."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A name in the document with all that it may mean."""

    sentence: int
    named: Toponym
    meanings: tuple[Place, ...]
    said: frozenset[str] = frozenset()
    """Countries that the sentence itself ties the name to."""
    regions: frozenset[int] = frozenset()
    """First-level regions that the sentence itself ties the name to."""
    apposed: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    host: str
    weight: Counter[str]
    regions: frozenset[int]
    by_sentence: dict[int, frozenset[str]]
    people: frozenset[str]
    """Words of the names of people in the document."""


def places_in(
    texts: Sequence[Text], *, host: str = "", own: Sequence[OwnPlace] = ()
) -> tuple[Spotted, ...]:
    """
    Find the places that the sentences of one document name, in reading order.

    Parameters
    ----------
    texts
        The evened sentences.
    host
        ISO code of the country that the reader is in: its places are meant first.
    own
        The reader's own places, which are meant before any other.
    """
    mine = {name: p for p in own if (name := fold(p.name)) not in GENERIC}
    seen = _seen(texts, gazetteer(), frozenset(mine))
    context = _context(texts, seen, host)
    chosen = _chosen(seen, context)
    out = []
    for one in seen:
        if one.named.name in mine and not one.named.titled:
            place = mine[one.named.name]
            out.append(_at(one, place.name, place.country, place.lat, place.lon))
        elif one.named.name in chosen and one.meanings:
            best = chosen[one.named.name]
            if one.said or one.regions:
                best = max(one.meanings, key=lambda m: _score(m, one, context))
            if _is_meant(one, best, context, dateline=texts[one.sentence].dateline):
                out.append(_at(one, best.name, best.country, best.lat, best.lon))
    return tuple(out)


def _at(one: _Seen, name: str, country: str, lat: float, lon: float) -> Spotted:
    named = one.named
    return Spotted(one.sentence, named.start, named.end, name, country, lat, lon)


_AT_ONCE = 200
"""Sentences that are looked up together: quick, and no long text fills the memory."""


def _seen(
    texts: Sequence[Text], known: Gazetteer, mine: frozenset[str]
) -> tuple[_Seen, ...]:
    out: list[_Seen] = []
    for first in range(0, len(texts), _AT_ONCE):
        some = enumerate(texts[first : first + _AT_ONCE], start=first)
        split = [(i, text, words_of(text.text)) for i, text in some]
        runs = [windows(text.text, found) for _, text, found in split]
        names = dict.fromkeys(name for run in runs for name in run.values())
        meanings = known.find([n for n in names if n and n not in NEVER])
        sought = frozenset(meanings) | mine
        for (i, text, found), run in zip(split, runs, strict=True):
            named = toponyms_in(text.text, found, run, sought)
            kept = [
                _Seen(i, n, fitting)
                for n in named
                if (fitting := _fitting(n, text.text, meanings.get(n.name, ())))
                or n.name in mine
            ]
            out += _tied(text, kept)
    return tuple(out)


def _fitting(
    named: Toponym, sentence: str, meanings: tuple[Place, ...]
) -> tuple[Place, ...]:
    """Leave out what the way of writing rules out: *us*, *CAR*, *Ga.* without a town."""
    written = sentence[named.start : named.end]
    if len(named.name) > 3:
        of_state = sentence.startswith((" State", " Province"), named.end)
        parts = tuple(m for m in meanings if m.kind is not Kind.COUNTRY)
        return parts if of_state and parts else meanings
    upper = written.isupper()
    after_comma = sentence[max(0, named.start - 2) : named.start] == ", "
    return tuple(
        m
        for m in meanings
        if (m.flags & NameFlag.AFTER_COMMA and after_comma)
        or (m.kind is Kind.COUNTRY and upper)
        or (m.kind is not Kind.COUNTRY and not upper and named.locative)
    )


_IN = re.compile(
    r"(?:, | \(|,? in (?:the )?(?:(?:far |north|south|east|west|central)[\w-]* |"
    r"neighbou?ring |\w+ern )*|,? (?:the )?capital of )$"
)
_OF_NATION = re.compile(
    r"(?:'s)? (?:[\w-]+ ){0,2}?(?:city|town|port|port city|capital|village|province|region|"
    r"border town|border city|side|resort|suburb|airport|enclave|stronghold|crossing)"
    r"(?:, | of | at | in | )(?:the )?$"
)


def _tied(text: Text, found: list[_Seen]) -> list[_Seen]:
    """Tie names to the country or region that stands beside them."""
    out = list(found)
    for i, one in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        if following and _IN.match(
            text.text[one.named.end : following.named.start] + ""
        ):
            out[i], out[i + 1] = _pair(out[i], out[i + 1])
        for actor in text.actors:
            between = text.text[actor.end : one.named.start]
            if actor.nation and 0 < len(between) < 60 and _OF_NATION.match(between):
                out[i] = replace(out[i], said=out[i].said | {actor.nation})
    return out


def _pair(town: _Seen, whole: _Seen) -> tuple[_Seen, _Seen]:
    """Read *Tripoli, Lebanon*: the one within the other."""
    pairs = [
        (a, b)
        for b in whole.meanings
        if b.kind in {Kind.COUNTRY, Kind.REGION, Kind.AREA}
        for a in town.meanings
        if a.id != b.id and a.kind is not Kind.COUNTRY and _within(a, b)
    ]
    if not pairs or _is_list(town, whole):
        return town, whole
    best = max(pairs, key=lambda p: _prior(p[0]) + _prior(p[1]))
    by_region = best[1].kind is Kind.REGION
    said = frozenset({best[1].country})
    regions = frozenset({best[1].region}) if by_region else frozenset[int]()
    whole_regions = regions
    return (
        replace(town, said=said, regions=regions, apposed=True),
        replace(whole, said=said, regions=whole_regions, apposed=True),
    )


def _is_list(first: _Seen, second: _Seen) -> bool:
    """Tell *Colombia, Brazil* and *Moscow, Washington* from *Paris, Texas*."""
    if not first.meanings or not second.meanings:
        return False
    a, b = (max(one.meanings, key=_prior).kind for one in (first, second))
    return (a is Kind.COUNTRY and b is Kind.COUNTRY) or b in {Kind.TOWN, Kind.CAPITAL}


def _within(a: Place, b: Place) -> bool:
    if a.country != b.country:
        return False
    return b.kind is not Kind.REGION or a.region == b.region


def _prior(meant: Place) -> float:
    if meant.kind is Kind.COUNTRY:
        return _COUNTRY + log10(meant.population + 1) / 10
    score = log10(meant.population + 1)
    if meant.kind is Kind.REGION:
        score = min(score, 6.0)
    if meant.kind is Kind.CAPITAL:
        score += _CAPITAL
    if not meant.flags & NameFlag.OWN and meant.population < _LARGE:
        score -= _OTHER_NAME if meant.population < _KNOWN_WORD else _OTHER_NAME / 2
    return score


def _context(texts: Sequence[Text], seen: Sequence[_Seen], host: str) -> _Context:
    weight: Counter[str] = Counter()
    regions: set[int] = set()
    here: dict[int, set[str]] = {}
    for i, text in enumerate(texts):
        for actor in text.actors:
            if actor.nation and actor.kind == "people":
                weight[actor.nation] += 2
                here.setdefault(i, set()).add(actor.nation)
    for one in seen:
        sure = _sure(one)
        if sure is None or one.named.titled or one.named.joined:
            continue
        weight[sure.country] += 2 if sure.kind is Kind.COUNTRY else 1
        here.setdefault(one.sentence, set()).add(sure.country)
        if sure.region:
            regions.add(sure.region)
    if host != _EVERYWHERE:
        weight[_EVERYWHERE] //= 3
    people = frozenset(
        one.named.name
        for one in seen
        if one.named.titled or (one.named.joined and not _is_country(one))
    )
    by_sentence = {i: frozenset(found) for i, found in here.items()}
    return _Context(host, weight, frozenset(regions), by_sentence, people)


_EVERYWHERE = "US"
"""Named in news of every country, so that it says little of where they are."""
_CLEAR = 2.5


def _sure(one: _Seen) -> Place | None:
    """Give what a name means, where no namesake comes near it."""
    ranked = sorted(one.meanings, key=_prior, reverse=True)
    if one.said:
        ranked = [m for m in ranked if m.country in one.said] or ranked
    if not ranked or ranked[0].flags & NameFlag.WORD:
        country = ranked and ranked[0].kind is Kind.COUNTRY
        return ranked[0] if country else None
    if any(m.kind is Kind.REGION and _is_of_everywhere(m, ranked[0]) for m in ranked):
        return None
    others = [m for m in ranked[1:] if m.country != ranked[0].country]
    if others and _prior(ranked[0]) - _prior(others[0]) < _CLEAR and not one.said:
        return None
    large = ranked[0].kind is Kind.COUNTRY or ranked[0].population >= _MIDDLING
    return ranked[0] if large else None


def _is_of_everywhere(region: Place, state: Place) -> bool:
    """Tell the American Georgia from the state of that name: neither is sure."""
    return state.kind is Kind.COUNTRY and region.country == _EVERYWHERE != state.country


def _is_country(one: _Seen) -> bool:
    return any(m.kind is Kind.COUNTRY for m in one.meanings)


def _chosen(seen: Sequence[_Seen], context: _Context) -> dict[str, Place]:
    """Choose one meaning for each name: a document means the same place throughout."""
    totals: dict[str, dict[int, float]] = {}
    places: dict[int, Place] = {}
    for one in seen:
        scores = totals.setdefault(one.named.name, {})
        for meant in one.meanings:
            places[meant.id] = meant
            scores[meant.id] = scores.get(meant.id, 0.0) + _score(meant, one, context)
    return {
        name: places[max(scores, key=lambda i: scores[i])]
        for name, scores in totals.items()
        if scores
    }


def _score(meant: Place, one: _Seen, context: _Context) -> float:
    score = _prior(meant) + _in_context(meant, one, context)
    if meant.country == context.host:
        score += _HOST
    if meant.region in context.regions:
        score += _SAME_REGION + (meant.kind is Kind.REGION)
    if meant.country in one.said:
        score += _SAID
    if meant.region and meant.region in one.regions:
        score += _SAID
    return score


def _in_context(meant: Place, one: _Seen, context: _Context) -> float:
    """Give what the rest of the document says for the country of *meant*."""
    total = context.weight.total()
    if not total:
        return 0.0
    everywhere = meant.country == _EVERYWHERE != context.host
    share = sqrt(context.weight[meant.country] / total)
    if everywhere:
        return share * _SHARE / 3
    here = meant.country in context.by_sentence.get(one.sentence, ())
    return share * _SHARE + _HERE * here


def _is_meant(
    one: _Seen, best: Place, context: _Context, *, dateline: bool = False
) -> bool:
    """Tell whether the name is used of a place at all."""
    named = one.named
    if best.flags & NameFlag.AFTER_COMMA or one.apposed:
        return one.apposed
    if best.kind is Kind.COUNTRY:
        return not ((named.titled or named.joined) and named.name in _PERSONAL)
    person = named.name in context.people
    small = best.population < _LARGE
    letters = small and named.acronym and not dateline
    if named.titled or letters or ((named.joined or person) and not named.locative):
        return False
    if named.shouted and not (dateline or best.flags & NameFlag.WORD):
        return not small or best.kind is not Kind.TOWN
    local = context.weight[best.country] > 0 or best.country == context.host
    if best.flags & NameFlag.WORD:
        return _is_word_meant(one, best, local=local)
    return _is_large_enough(one, best, local=local, dateline=dateline)


def _is_word_meant(one: _Seen, best: Place, *, local: bool) -> bool:
    if one.said:
        return True
    large = best.population >= _KNOWN_WORD or best.kind is not Kind.TOWN
    if one.named.locative:
        return large or local
    known = best.kind is not Kind.TOWN or best.population >= _LARGE
    return known and (local or not one.named.first)


def _is_large_enough(one: _Seen, best: Place, *, local: bool, dateline: bool) -> bool:
    named = one.named
    if best.population >= _LARGE or best.kind is not Kind.TOWN:
        return True
    if named.locative or dateline or one.said:
        return local or best.population >= _MIDDLING or bool(best.flags & NameFlag.OWN)
    if best.population >= _MIDDLING:
        return local or named.weak
    return local and named.weak
