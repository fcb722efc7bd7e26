"""Departure statuses that a sentence speaks of, in what sense and of whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from exeunt.model.signals import Realis, StatusMention
from exeunt.model.statuses import DepartureStatus
from exeunt.watch.actors import Actor
from exeunt.watch.departure_frames import Cue, framed
from exeunt.watch.pieces import lowered, may_match, needed, within_words
from exeunt.watch.scenes import Scene
from exeunt.watch.status_days import effective_day, period_of
from exeunt.watch.status_fits import is_departure, is_setting
from exeunt.watch.status_people import people_of
from exeunt.watch.status_realis import clause_of, realis_in, to_come
from exeunt.watch.status_words import (
    CUES,
    MOVES,
    PEOPLE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A departure status found in one sentence; offsets are within the sentence."""

    status: DepartureStatus
    population: str
    realis: Realis
    effective: date | None
    start: int
    end: int
    rule: str
    whose: str
    """Name of the state or body whose people they are, when it is said."""
    since: str = ""
    """The month or year from which it is so, where no day is said."""


_moves = within_words(MOVES)
_people = within_words(PEOPLE)


def statuses_in(scene: Scene) -> tuple[Said, ...]:
    """Find the departure statuses that one sentence speaks of."""
    if not (_moves(scene.text) and _people(scene.text)):
        return ()
    if scene.text.endswith("?"):
        return ()
    found = [
        said
        for cue in [*_named(scene.text), *framed(scene.text)]
        if is_departure(scene, cue)
        for said in _said(scene, cue)
    ]
    return tuple(_apart(found))


def _named(sentence: str) -> list[Cue]:
    """Find the words that name a status outright, and closed missions."""
    low = lowered(sentence)
    return [
        Cue(*match.span(), rule, status, "")
        for rule, status, pattern in CUES
        if may_match(needed(pattern.pattern), low)
        for match in pattern.finditer(sentence)
    ]


def settled(said: Sequence[StatusMention]) -> tuple[StatusMention, ...]:
    """
    Put what a later day of the same document took back or replaced into the past.

    A status that was lifted, or that the same people later exchanged for another one,
    is history, although the sentence that declares it does not say so. A later status
    that names nobody is of those whom the earlier one was of.
    """
    named = tuple(_peopled(one, said, said[:i]) for i, one in enumerate(said))
    return tuple(
        replace(one, realis=Realis.HISTORIC)
        if one.realis is Realis.IN_FORCE and any(_ends(other, one) for other in named)
        else one
        for one in named
    )


def _peopled(
    one: StatusMention, said: Sequence[StatusMention], earlier: Sequence[StatusMention]
) -> StatusMention:
    """Give a status that names nobody the people of the one that it speaks of."""
    if one.population or one.status is DepartureStatus.SUSPENDED:
        return one
    before = [o.population for o in said if o.population and _ends(one, o)]
    if one.evidence.rule.endswith(THEM):
        before = [o.population for o in earlier if o.population] or before
    elif one.realis is not Realis.IN_FORCE:
        before = []
    return replace(one, population=before[-1]) if before else one


THEM = ":them"
"""How the rule of a mention ends that names its people by a pronoun."""


def _ends(later: StatusMention, earlier: StatusMention) -> bool:
    """Tell whether *later* takes the place of *earlier*, or takes it back."""
    if not (later.effective and earlier.effective):
        return False
    named = {later.whose, earlier.whose} - {""}
    whose = {one for one in named if not one.startswith("the ")}
    if later.effective < earlier.effective or len(whose) > 1:
        return False
    same = later.population in {"", earlier.population}
    if later.realis is Realis.LIFTED:
        return same and later.status is earlier.status
    changed = later.status is not earlier.status and DepartureStatus.SUSPENDED not in {
        later.status,
        earlier.status,
    }
    newer = later.effective > earlier.effective
    return same and changed and newer and later.realis is Realis.IN_FORCE


def _said(scene: Scene, cue: Cue) -> list[Said]:
    clause = clause_of(scene, cue)
    realis = realis_in(scene, clause, cue)
    reopened = cue.status is DepartureStatus.NORMAL
    if reopened and (realis not in {Realis.IN_FORCE, Realis.LIFTED} or to_come(clause)):
        return []
    realis = Realis.LIFTED if reopened else realis
    status = DepartureStatus.SUSPENDED if reopened else cue.status
    shut = status is DepartureStatus.SUSPENDED
    one = Said(
        status=status,
        population="" if shut else people_of(scene.text, cue),
        realis=realis,
        effective=effective_day(scene, clause, realis),
        start=cue.start,
        end=cue.end,
        rule=f"status:{cue.rule}{THEM if cue.of_them else ''}",
        whose=_whose(scene, cue),
        since=period_of(scene, clause),
    )
    if cue.rule != "named_both":
        return [one]
    second = cue.start + clause.cue.lower().index("or ") + 3
    return [one, replace(one, status=DepartureStatus.ORDERED, start=second)]


def _whose(scene: Scene, cue: Cue) -> str:
    owners = [
        a for a in scene.actors if a.kind != "person" and not is_setting(scene, a)
    ]
    before = [a for a in owners if a.end <= cue.end]
    own = _OWN.search(scene.text, before[-1].end if before else 0, cue.start)
    if own is not None:
        return own[0].lower()
    return (before or owners or [Actor(0, 0, "", "", "")])[0].name


_OWN = re.compile(
    r"\bthe (?:embassy|mission|consulate|high commission)\b(?! of| in)", re.IGNORECASE
)
"""A post that is named without its state: the one that the text has spoken of."""


def _apart(found: list[Said]) -> list[Said]:
    """Keep the first of mentions that overlap; the list of cues has the finer first."""
    out: list[Said] = []
    for one in found:
        clash = [
            o
            for o in out
            if one.start < o.end and o.start < one.end and o.rule != one.rule
        ]
        if not clash:
            out.append(one)
    return sorted(out, key=lambda s: s.start)
