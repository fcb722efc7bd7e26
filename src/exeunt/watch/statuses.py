"""Departure statuses that a sentence speaks of, in what sense and of whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from exeunt.model.signals import (
    IndicatorSeen,
    Realis,
    StatusChange,
    StatusMention,
)
from exeunt.model.statuses import DepartureStatus
from exeunt.watch.actors import Actor
from exeunt.watch.any_case import AnyCase
from exeunt.watch.departure_frames import Cue, framed
from exeunt.watch.pieces import lowered, may_match, needed, within_words
from exeunt.watch.scenes import Scene
from exeunt.watch.status_changes import changes_in
from exeunt.watch.status_days import effective_day, period_of
from exeunt.watch.status_fits import is_departure, is_setting
from exeunt.watch.status_people import people_of
from exeunt.watch.status_places import Where, limited_to
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
    place: str = ""
    """The only place where it is so; empty: the post as a whole."""
    change: StatusChange | None = None


_moves = within_words(MOVES)
_people = within_words(PEOPLE)


def statuses_in(
    scene: Scene, places: Sequence[Where] = (), last_seat: str = ""
) -> tuple[Said, ...]:
    """
    Find the departure statuses that one sentence speaks of.

    Parameters
    ----------
    scene
        The sentence.
    places
        Places that it names.
    last_seat
        Where the consulate is that an earlier sentence spoke of.
    """
    if not (_moves(scene.text) and _people(scene.text)):
        return ()
    if scene.text.endswith("?"):
        return ()
    found = [
        _limited(said, limited_to(scene, cue, places, last_seat), places)
        for cue in [*_named(scene.text), *framed(scene.text)]
        if is_departure(scene, cue)
        for said in _said(scene, cue)
    ]
    return tuple(_changed(scene.text, _apart(found)))


_SO = frozenset({Realis.IN_FORCE, Realis.REPORTED})


def _limited(said: Said, place: str, places: Sequence[Where]) -> Said:
    """Say where alone *said* is so, unless people of the post live there."""
    ours = {one.name.casefold() for one in places if one.own}
    if not place or any(one.casefold() in ours for one in place.split(" and ")):
        return said
    realis = Realis.LIMITED if said.realis in _SO else said.realis
    return replace(said, realis=realis, place=place)


def _changed(sentence: str, found: list[Said]) -> list[Said]:
    """Tell what was raised or reduced, and what it replaced is history."""
    for change in changes_in(sentence) if found else ():
        new = _over(found, change.new)
        if new is None or new.realis not in _SO | {Realis.LIMITED, Realis.HISTORIC}:
            continue
        old = _over([one for one in found if one is not new], change.old or (0, 0))
        people = new.population or (old.population if old else "")
        realis = (
            Realis.IN_FORCE if old and new.realis is Realis.HISTORIC else new.realis
        )
        moved = replace(new, change=change.kind, population=people, realis=realis)
        gone = replace(old, realis=Realis.HISTORIC) if old else None
        found = [
            moved if one is new else gone if gone and one is old else one
            for one in found
        ]
    return found


def _over(found: Sequence[Said], span: tuple[int, int]) -> Said | None:
    """Give the status whose words share some with *span*."""
    return next((o for o in found if o.start < span[1] and span[0] < o.end), None)


def _named(sentence: str) -> list[Cue]:
    """Find the words that name a status outright, and closed missions."""
    low = lowered(sentence)
    return [
        Cue(*match.span(), rule, status, "")
        for rule, status, pattern in CUES
        if may_match(needed(pattern.pattern), low)
        for match in pattern.finditer(sentence)
    ]


_HOLDS = frozenset({Realis.IN_FORCE, Realis.LIMITED})


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
        if one.realis in _HOLDS and any(_ends(other, one) for other in named)
        else one
        for one in named
    )


_OF_MISSIONS = frozenset({"own_status", "peers"})
"""Groups of indicators that tell of a mission what a status tells."""


def as_limited(
    seen: Sequence[IndicatorSeen], statuses: Sequence[StatusMention]
) -> tuple[IndicatorSeen, ...]:
    """Limit what a sentence shows of a mission where its statuses are limited to a place."""
    by_sentence: dict[str, set[Realis]] = {}
    for one in statuses:
        by_sentence.setdefault(one.evidence.sentence, set()).add(one.realis)
    return tuple(
        replace(one, realis=Realis.LIMITED)
        if one.group in _OF_MISSIONS
        and one.realis in _SO
        and by_sentence.get(one.evidence.sentence) == {Realis.LIMITED}
        else one
        for one in seen
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
    elif one.realis not in _HOLDS:
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
    apart = later.place != earlier.place
    if later.effective < earlier.effective or len(whose) > 1 or apart:
        return False
    same = later.population in {"", earlier.population}
    if later.realis is Realis.LIFTED:
        return same and later.status is earlier.status
    changed = later.status is not earlier.status and DepartureStatus.SUSPENDED not in {
        later.status,
        earlier.status,
    }
    newer = later.effective > earlier.effective
    return same and changed and newer and later.realis in _HOLDS


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


_OWN = AnyCase(r"\bthe (?:embassy|mission|consulate|high commission)\b(?! of| in)")
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
