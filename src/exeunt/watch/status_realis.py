"""In what sense a sentence speaks of a departure status: in force, planned, in case of."""

from __future__ import annotations

import re
from datetime import timedelta

from exeunt.model.signals import Realis
from exeunt.model.statuses import DepartureStatus
from exeunt.watch.actors import nation_names
from exeunt.watch.any_case import AnyCase
from exeunt.watch.departure_frames import Cue
from exeunt.watch.pairing import said_then
from exeunt.watch.realis import (
    Clause,
    clause_around,
    is_contingent_around,
    is_reported,
    lifting,
    realis_of,
)
from exeunt.watch.scenes import Scene
from exeunt.watch.status_fits import is_setting


_LONGEST_IN_FORCE = timedelta(days=180)


_NOT_A_CASE = re.compile(
    r"\b(?:(?:if they|should they|if those)(?: so)? (?:wish|want|choose|like|prefer|desire)(?:es|ed)?"
    r"|(?:prepar(?:es?|ed|ing)|gear(?:s|ed|ing) up|gets? ready|getting ready) to|(?:is|are|was|were) not (?:required|needed|essential|critical))\b"
)
"""Words that sound like a condition and are none: a free choice, a step that is near."""
_PREPARING = re.compile(
    r"\b(?:prepar|gear|get(?:s|ting)? ready)\w*(?: up)? to (?:\w+ )?$"
)


_TO = re.compile(r"\bto (?:\w+ )?$")


def clause_of(scene: Scene, cue: Cue) -> Clause:
    """Give the clause of *cue*, without words that only sound like a condition."""
    text = _NOT_A_CASE.sub(lambda m: " " * len(m[0]), scene.text)
    return clause_around(text, cue.start, cue.end)


def to_come(clause: Clause) -> bool:
    """Tell a cue that is only meant: *plans to reopen*."""
    return bool(_TO.search(clause.before))


def realis_in(scene: Scene, clause: Clause, cue: Cue) -> Realis:
    """Say in what sense the departure of *clause* is said."""
    realis = realis_of(
        clause, groups=scene.groups, times=scene.times, published=scene.published
    )
    if realis is Realis.DENIED and _NOT_RULED_OUT.search(clause.before):
        realis = Realis.CONTINGENCY
    if cue.rule != "named_both" and _of_a_year_before(scene, cue):
        return Realis.HISTORIC
    if realis not in {Realis.DENIED, Realis.CONTINGENCY}:
        realis = _ahead_or_not(scene, clause, cue, realis)
    free = cue.status is DepartureStatus.AUTHORIZED and bool(
        _FREE_TO.search(scene.text, clause.cue_start, clause.end)
    )
    doubted = realis in {Realis.CONTINGENCY, Realis.PLANNED} and not free
    if realis is Realis.DENIED or doubted:
        return realis
    return (
        realis
        if free and is_contingent_around(clause)
        else _so(scene, clause, cue, realis)
    )


def _so(scene: Scene, clause: Clause, cue: Cue, realis: Realis) -> Realis:
    """Tell what is so from what was: neither denied nor doubted."""
    if _is_lifted(clause, cue):
        return Realis.LIFTED
    if realis is Realis.HISTORIC:
        lasting = cue.status is DepartureStatus.SUSPENDED and not (
            _long_before(clause) or _elsewhere(scene)
        )
        return Realis.IN_FORCE if lasting or _recent(scene, clause) else realis
    return Realis.REPORTED if is_reported(scene.text) else Realis.IN_FORCE


def _ahead_or_not(scene: Scene, clause: Clause, cue: Cue, realis: Realis) -> Realis:
    if _is_meant(scene, clause):
        return Realis.PLANNED
    done = realis is Realis.PLANNED and _is_done(scene, clause, cue)
    return Realis.REPORTED if done else realis


_NOT_RULED_OUT = re.compile(
    r"\b(?:not|never|without|refus\w+ to|declin\w+ to)(?: \w+)? (?:rul(?:e[sd]?|ing) out|exclud(?:e[sd]?|ing))\b|"
    r"n't (?:\w+ )?(?:rul(?:e[sd]?|ing) out|exclud(?:e[sd]?|ing))\b"
)
_FREE_TO = re.compile(
    r"\b(?:may|free to|can|option|choice|chance|opportunity|permission|leave to)\b"
)
_TO_BE = re.compile(r"\b(?:is|are|was|were) to be\b")
_DECIDED = AnyCase(
    r"\b(?:decid(?:e[sd]|ing)|decision|agreed|chos(?:e|en)|opted|had|began|begun|started)(?: on [\w ]{3,14})? "
    r"to (?:\w+ )?$|\bto (?:note|reflect|include|add|mention|show|indicate|announce|advise of)\b[^.;]{0,60}$"
)
_YEAR = re.compile(r"(?:^|\b)[Ii]n(?: the)? ((?:19|20)\d\d) |\bof the ((?:19|20)\d\d) ")
_OF_YEAR = re.compile(r" (?:of|in|from) (?:[A-Z][a-z]+ )?((?:19|20)\d\d)\b")


def _is_lifted(clause: Clause, cue: Cue) -> bool:
    """Tell a status that was ended; people who were lifted out are something else."""
    word = lifting(clause)
    moved = cue.rule.startswith("drawdown_")
    return word is not None and not (
        moved and clause.cue_start <= word.start() < clause.cue_end
    )


def _of_a_year_before(scene: Scene, cue: Cue) -> bool:
    """Tell *in 2006 families were evacuated* and *the ordered departure of 2019*."""
    if cue.status is DepartureStatus.SUSPENDED:
        return False
    named = cue.rule.startswith("named")
    of = _OF_YEAR.match(scene.text, cue.end) if named else None
    year = of or _YEAR.search(scene.text, 0, cue.start + 1)
    return year is not None and int(year[year.lastindex or 1]) < scene.published.year


def _is_meant(scene: Scene, clause: Clause) -> bool:
    shown = scene.text[clause.start : clause.cue_start]
    return bool(_TO_BE.search(clause.cue) or _PREPARING.search(shown))


def _is_done(scene: Scene, clause: Clause, cue: Cue) -> bool:
    """Tell what was decided, or must be done now, from what is only meant."""
    ahead = any(
        t.day and t.day > scene.published and not said_then(scene.text, t)
        for t in scene.times
    )
    if cue.rule == "must_leave":
        return not _WILL.search(clause.cue)
    return not ahead and bool(_DECIDED.search(clause.before))


_WILL = re.compile(r"\b(?:will|would)\b")
_BEFORE = AnyCase(
    r"\b(?:previously|formerly|had|anniversary|as (?:it|they|we) did|at the time|"
    r"before (?:re-?opening|returning|resuming))\b"
)


def _long_before(clause: Clause) -> bool:
    return bool(_BEFORE.search(clause.whole))


def _elsewhere(scene: Scene) -> bool:
    """Tell whether the sentence is about another country than the post's."""
    nations = {a.nation for a in scene.actors if a.nation and is_setting(scene, a)}
    known = scene.host in nation_names()
    return bool(known and nations and scene.host not in nations)


def _recent(scene: Scene, clause: Clause) -> bool:
    """Tell whether a departure so dated may still stand: for 180 days, by law."""
    days = [
        t.last for t in scene.times if t.last and clause.start <= t.start < clause.end
    ]
    return bool(days) and max(days) >= scene.published - _LONGEST_IN_FORCE
