"""Who did what to whom, as one sentence has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from exeunt.watch.any_case import AnyCase
from exeunt.watch.event_actors import Located, Side, sides_in
from exeunt.watch.event_nouns import Noun, noun_of
from exeunt.watch.event_words import Deed, Trigger, deeds, triggers, what_is_done


class Event(NamedTuple):
    """One event; offsets are of the words that say what is done, in the sentence."""

    root: str
    code: str
    source: str
    target: str
    start: int
    end: int


class _Clause(NamedTuple):
    text: str
    start: int
    """Where the main clause begins."""
    end: int
    """Where only who said it follows."""
    sides: tuple[Side, ...]


def events_in(sentence: str, places: Sequence[Located] = ()) -> tuple[Event, ...]:
    """
    Find the event that an evened *sentence* is about, once for each pair of sides.

    What sides do with one another gives one event in either direction.
    """
    sides = sides_in(sentence, places)
    if not sides:
        return ()
    clause = _Clause(sentence, _main_start(sentence), _said_by(sentence), sides)
    trigger = _chosen(clause)
    noun = noun_of(sentence, [s for s in sides if s.end <= clause.end])
    if noun and (trigger is None or not trigger.main or noun.start <= trigger.start):
        return _of_noun(noun)
    if trigger is None:
        return ()
    deed = what_is_done(sentence, trigger)
    if deed.root == "ASSAULT" and _is_military(sentence, trigger):
        deed = deeds()["FIGHT"]
    if _UNLESS.search(sentence, trigger.start) and deed.root in _HELD_BACK:
        deed = deeds()["THREATEN"]
    sources, targets = _parties(clause, trigger, deed)
    pairs = _pairs(sources, targets, deed)
    return tuple(
        Event(deed.root, deed.code, a, b, trigger.start, trigger.end) for a, b in pairs
    )


def _of_noun(noun: Noun) -> tuple[Event, ...]:
    pairs = _pairs(_codes([*noun.sources]), _codes([*noun.targets]), noun.deed)
    root, code = noun.deed.root, noun.deed.code
    return tuple(Event(root, code, a, b, noun.start, noun.end) for a, b in pairs)


_KILLED = AnyCase(r"(?:kill|wound|injur|shot|slain|slay|gunn|bomb)")
_MILITARY = re.compile(
    r"\b(?:army|troops|soldiers|forces|warplanes|jets|planes|helicopters?|gunships?|tanks|"
    r"navy|commandos|missiles?|artillery|drones?|marines|paratroopers|air force|military)\b"
)
_IN_BATTLE = re.compile(
    r"\bin (?:[\w-]+ ){0,3}(?:fighting|clash\w*|battles?|raids?|shelling|air ?strikes?|offensive)\b"
)


def _is_military(sentence: str, trigger: Trigger) -> bool:
    """Tell killing by an army from murder."""
    if not _KILLED.match(sentence, trigger.start):
        return False
    if trigger.passive:
        by = _BY.match(sentence[trigger.end :])
        return bool(by and _MILITARY.search(sentence, trigger.end + by.end()))
    by_army = _MILITARY.search(sentence, 0, trigger.start)
    return bool(by_army or _IN_BATTLE.search(sentence, trigger.end))


_UNLESS = re.compile(r"\b(?:unless|or else)\b")
_HELD_BACK = frozenset({"AGREE", "SANCTION", "RETREAT", "YIELD", "FIGHT", "PROTEST"})
"""What becomes a threat where *unless* follows."""
_LEADING = re.compile(
    r"(?:After|Despite|Following|Amid|While|As|Although|Though|Since|Because|During|Before|"
    r"With|In|On|At|According to|Earlier|When|If|Under|Without|By|Tuesday|Meanwhile|Until)"
    r"\b[^,]{0,160}, (?=\S)"
)
_SOURCE_ONLY = re.compile(
    r",? (?:according to|as reported by) .*$|"
    r",(?:\"|'')? (?:(?:the |a |an |his |their |its |two |some |local |\w+ of the )?[^,;]{2,90}?) "
    r"(?:said|says|reported|reports|announced|told|confirmed|reporting|report|"
    r"has said|have said|believes?)\b[^,;]{0,60}(?:,[^,;]{0,60})?\.?\W*$|"
    r",? sa(?:id|ys) [^,;]{0,80}\.?\W*$"
)


def _main_start(sentence: str) -> int:
    match = _LEADING.match(sentence)
    return match.end() if match else 0


def _said_by(sentence: str) -> int:
    match = _SOURCE_ONLY.search(sentence, 20)
    return match.start() if match else len(sentence)


_ASIDE = re.compile(
    r"\b(?:after|because|as|while|when|since|although|unless|if|following|despite|amid|"
    r"who|which|whom|whose|citing|in response to|angered by|before|where|until)\b"
)


def _chosen(clause: _Clause) -> Trigger | None:
    """Choose the words that say what the sentence is about."""
    found = [
        t
        for t in triggers(clause.text)
        if t.end <= clause.end and not any(_same(t, s) for s in clause.sides)
    ]
    first = min((s.start for s in clause.sides), default=0)
    ranked = sorted(found, key=lambda t: _rank(clause, t, first))
    return ranked[0] if ranked else None


def _same(trigger: Trigger, side: Side) -> bool:
    """Tell a word that is part of a name: Amnesty International."""
    return side.start <= trigger.start < side.end


def _rank(clause: _Clause, trigger: Trigger, first: int) -> tuple[int, int, int]:
    before = clause.text[clause.start : trigger.start]
    aside = bool(_ASIDE.search(before)) or trigger.start < clause.start
    early = trigger.start < first and not trigger.passive
    return (
        2 * (not trigger.main) + aside + early,
        trigger.start,
        -(trigger.end - trigger.start),
    )


_BY = re.compile(r"^[^.;]{0,120}?\bby (?:the |a |an )?")
_AND = re.compile(
    r"^(?:'s)?(?: \([^)]*\))?(?: [\w.'-]+){0,4}?(?:,| and| or|, and| as well as|,? along with)"
    r"(?: the| with| its| a| two)?(?: [a-z-]+){0,2} ?$"
)


def _parties(
    clause: _Clause, trigger: Trigger, deed: Deed
) -> tuple[list[str], list[str]]:
    before = [s for s in clause.sides if s.end <= trigger.start]
    inside = [s for s in clause.sides if trigger.start <= s.start < trigger.end]
    after = [s for s in clause.sides if trigger.end <= s.start < clause.end]
    tail = [s for s in clause.sides if s.start >= clause.end]
    doers = _subject(clause, before)
    if trigger.passive:
        return _passive(clause, trigger, doers, [*inside, *after], tail)
    if inside and (not after or deed.root == "REQUEST"):
        after = inside
    sources = _group(clause, doers, before) if doers else []
    done_to = _object(clause, after, {s.code for s in sources}, trigger)
    targets = _group(clause, done_to, after) if done_to else []
    if deed.both and len(_codes(sources)) > 1:
        targets = []
    if deed.root in _OUTWARD:
        targets = [t for t in targets if t.code not in _codes(sources)]
    if not sources:
        sources, targets = _without_subject(after, tail, targets)
    if not targets:
        targets = _left_over(clause, trigger, before, sources, deed)
    return _codes(sources), _codes(targets)


def _codes(sides: list[Side]) -> list[str]:
    return list(dict.fromkeys(s.code for s in sides))


def _subject(clause: _Clause, before: list[Side]) -> Side | None:
    main = [s for s in before if s.start >= clause.start] or before
    named = [s for s in main if not s.where]
    return next(iter(named or main), None)


def _object(
    clause: _Clause, after: list[Side], sources: set[str], trigger: Trigger
) -> Side | None:
    aside = _ASIDE.search(clause.text, trigger.end)
    stop = aside.start() if aside else clause.end
    near = [s for s in after if s.start < stop] or after
    for fits in (
        [s for s in near if not s.where and s.code not in sources],
        [s for s in near if s.code not in sources],
        [s for s in after if s.code not in sources and not s.where],
        near,
    ):
        if fits:
            return fits[0]
    return None


def _group(clause: _Clause, first: Side, among: list[Side]) -> list[Side]:
    """Give a side with those that a list or an *and* joins to it."""
    out = [first]
    for side in among:
        if side.start <= first.start:
            continue
        if not _AND.match(clause.text[out[-1].end : side.start]):
            break
        out.append(side)
    return out


def _passive(
    clause: _Clause,
    trigger: Trigger,
    done_to: Side | None,
    after: list[Side],
    tail: list[Side],
) -> tuple[list[str], list[str]]:
    by = _BY.match(clause.text[trigger.end :])
    doers = [s for s in after if by and s.start >= trigger.end + by.end() - 1]
    others = doers or [s for s in after if s.where] or after or tail
    source = [others[0].code] if others else []
    target = [done_to.code] if done_to else []
    return source, target or source


def _without_subject(
    after: list[Side], tail: list[Side], targets: list[Side]
) -> tuple[list[Side], list[Side]]:
    where = [s for s in after if s.where]
    if where:
        rest = [s for s in after if s.code != where[0].code]
        return where[:1], rest[:1] or where[:1]
    if tail and not targets:
        return tail[:1], []
    return (targets[:1], targets[1:]) if len(targets) > 1 else (targets, [])


_AT_HOME = AnyCase(
    r"\b(?:demonstrat\w+|protest\w+|opposition|rebels?|guerr?illas?|government|police|party|"
    r"parliament|election|curfew|prisoners?|dissidents?|students?|workers?|militants?|"
    r"civilians?|refugees?|president|political|newspaper|citizens|court|ministers?)\b"
)
_OUTWARD = frozenset({"RETREAT", "CONSULT", "COOPERATE", "MOBILIZE"})
"""What nobody does to himself."""
_INWARD = frozenset({"PROTEST", "COERCE", "ASSAULT", "YIELD", "FIGHT"})


def _left_over(
    clause: _Clause,
    trigger: Trigger,
    before: list[Side],
    sources: list[Side],
    deed: Deed,
) -> list[Side]:
    """Give whom it is done to, where nobody is named behind the verb."""
    codes = {s.code for s in sources}
    others = [
        s
        for s in before
        if s.code not in codes and s.start >= clause.start and not deed.both
    ]
    if others:
        return others[-1:]
    rest = clause.text[trigger.start : clause.end]
    if deed.root in _INWARD and sources and _AT_HOME.search(rest):
        return sources[:1]
    return []


def _pairs(sources: list[str], targets: list[str], deed: Deed) -> list[tuple[str, str]]:
    if not sources:
        return [("", t) for t in targets]
    if not targets and len(sources) > 1:
        return [(a, b) for a in sources for b in sources if a != b]
    pairs = [(a, b) for a in sources for b in targets or [""]]
    turned = [(b, a) for a, b in pairs if b and a != b] if deed.both else []
    return list(dict.fromkeys([*pairs, *turned]))
