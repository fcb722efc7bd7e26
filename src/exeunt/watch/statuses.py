"""Departure statuses that a sentence speaks of, in what sense and of whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from exeunt.model.signals import Realis, StatusMention
from exeunt.model.statuses import DepartureStatus
from exeunt.watch.actors import Actor, nation_names
from exeunt.watch.any_case import AnyCase
from exeunt.watch.found_times import Found
from exeunt.watch.pieces import lowered, may_match, needed, within_words
from exeunt.watch.realis import (
    Clause,
    clause_around,
    is_contingent_around,
    is_lifted,
    is_reported,
    lifting,
    realis_of,
)
from exeunt.watch.scenes import Scene
from exeunt.watch.status_words import (
    CUES,
    MISSIONS,
    MOVES,
    NOT_OURS,
    OTHERS,
    OURS,
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


_FAMILIES = AnyCase(
    r"\b(?:famil(?:y|ies)|dependa?nts?|spouses|children|relatives|efms?)\b"
)
_CORE = AnyCase(
    r"\bnon-?(?:emergency|essential|critical)\b|\b(?:some|most|part of|half of|a number of|many)\b(?: [\w'.-]+){0,4}? "
    r"(?:staff|personnel|diplomats|employees)|\bdraw|\breduc|\bthin|\bscal"
)
_ANYBODY = AnyCase(
    r"\b(?:staff(?:ers)?|personnel|employees?|diplomats?|officials|workers|volunteers|expatriates|"
    r"expats|missions?|teams?)\b"
)
_CITIZENS = AnyCase(r"\b(?:citizens|nationals|americans|britons|civilians)\b")
_LONGEST_IN_FORCE = timedelta(days=180)


_moves = within_words(MOVES)
_people = within_words(PEOPLE)


def statuses_in(scene: Scene) -> tuple[Said, ...]:
    """Find the departure statuses that one sentence speaks of."""
    if not (_moves(scene.text) and _people(scene.text)):
        return ()
    if scene.text.endswith("?"):
        return ()
    low = lowered(scene.text)
    found: list[Said] = []
    for rule, status, pattern in CUES:
        if not may_match(needed(pattern.pattern), low):
            continue
        for match in pattern.finditer(scene.text):
            if _fits(scene.text, match, status, rule):
                found += _said(scene, match, status, rule)
    return tuple(_apart(found))


def _fits(
    sentence: str, match: re.Match[str], status: DepartureStatus, rule: str
) -> bool:
    clause = clause_around(sentence, *match.span()).whole
    if OTHERS.search(clause) and not MISSIONS.search(sentence):
        return False
    if rule.startswith("named"):
        return True
    if status is DepartureStatus.SUSPENDED:
        near = sentence[max(0, match.start() - 110) : match.end() + 60]
        ours = bool(OURS.search(near) or "staff" in near)
        subject = sentence[max(0, match.start() - 40) : match.start()]
        return ours and bool(_SUBJECT.search(subject) or not NOT_OURS.search(clause))
    return bool(OURS.search(match[0]) or OURS.search(clause) or OURS.search(sentence))


def settled(said: Sequence[StatusMention]) -> tuple[StatusMention, ...]:
    """
    Put what a later day of the same document took back or replaced into the past.

    A status that was lifted, or that the same people later exchanged for another one,
    is history, although the sentence that declares it does not say so. A later status
    that names nobody is of those whom the earlier one was of.
    """
    named = tuple(_peopled(one, said) for one in said)
    return tuple(
        replace(one, realis=Realis.HISTORIC)
        if one.realis is Realis.IN_FORCE and any(_ends(other, one) for other in named)
        else one
        for one in named
    )


def _peopled(one: StatusMention, said: Sequence[StatusMention]) -> StatusMention:
    """Give a status that names nobody the people of the one that it replaces."""
    before = [o.population for o in said if o.population and _ends(one, o)]
    fits = before and not one.population and one.realis is Realis.IN_FORCE
    return replace(one, population=before[-1]) if fits else one


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


_SUBJECT = AnyCase(
    r"\b(?:embassy|mission|consulate|high commission|agency|agencies|u\.?n\.?)\b"
    r"[^,;]{0,25}$"
)


def _said(
    scene: Scene, match: re.Match[str], status: DepartureStatus, rule: str
) -> list[Said]:
    clause = clause_around(scene.text, *match.span())
    realis = _realis(scene, clause, status)
    one = Said(
        status=status,
        population=(
            ""
            if status is DepartureStatus.SUSPENDED
            else _population(scene.text, match, rule)
        ),
        realis=realis,
        effective=_effective(scene, clause, realis),
        start=match.start(),
        end=match.end(),
        rule=f"status:{rule}",
        whose=_whose(scene, match),
    )
    if rule != "named_both":
        return [one]
    other = Said(
        status=DepartureStatus.ORDERED,
        population=one.population,
        realis=realis,
        effective=one.effective,
        start=match.start() + match[0].lower().index("or ") + 3,
        end=match.end(),
        rule=one.rule,
        whose=one.whose,
    )
    return [one, other]


def _realis(scene: Scene, clause: Clause, status: DepartureStatus) -> Realis:
    realis = realis_of(
        clause, groups=scene.groups, times=scene.times, published=scene.published
    )
    left_to_them = _FREE_TO.search(scene.text, clause.cue_start, clause.cue_end)
    if realis is Realis.DENIED or (left_to_them and is_contingent_around(clause)):
        return realis
    if realis in {Realis.CONTINGENCY, Realis.PLANNED} and not left_to_them:
        return realis
    if is_lifted(clause):
        return Realis.LIFTED
    if realis is Realis.HISTORIC:
        lasting = status is DepartureStatus.SUSPENDED and not (
            _long_before(clause) or _elsewhere(scene)
        )
        return Realis.IN_FORCE if lasting or _recent(scene, clause) else realis
    return Realis.REPORTED if is_reported(scene.text) else Realis.IN_FORCE


_FREE_TO = re.compile(r"\b(?:may|are free to|can|option|choice|if they)\b")
_BEFORE = AnyCase(
    r"\b(?:previously|formerly|had|anniversary|as (?:it|they|we) did|at the time|"
    r"before (?:re-?opening|returning|resuming))\b"
)


def _long_before(clause: Clause) -> bool:
    return bool(_BEFORE.search(clause.whole))


def _elsewhere(scene: Scene) -> bool:
    """Tell whether the sentence is about another country than the post's."""
    nations = {a.nation for a in scene.actors if a.nation and _is_setting(scene, a)}
    known = scene.host in nation_names()
    return bool(known and nations and scene.host not in nations)


def _recent(scene: Scene, clause: Clause) -> bool:
    """Tell whether a departure so dated may still stand: for 180 days, by law."""
    days = [
        t.last for t in scene.times if t.last and clause.start <= t.start < clause.end
    ]
    return bool(days) and max(days) >= scene.published - _LONGEST_IN_FORCE


def _population(sentence: str, match: re.Match[str], rule: str) -> str:
    after = sentence[match.end() : match.end() + 110]
    stop = _OTHER_STATUS.search(after)
    reach = stop.start() if stop else 110
    if rule.startswith("drawdown") or "to_leave" in rule or rule == "ordered_out":
        tail = _ALSO.match(after)
        reach = min(reach, tail.end() if tail else 0)
    stretch = match[0] + after[:reach]
    if rule.startswith("named"):
        stretch = (
            stretch if _ANYBODY.search(stretch) else stretch + _lead(sentence, match)
        )
    return " and ".join(_groups(stretch))


_OTHER_STATUS = AnyCase(
    r"\b(?:order(?:s|ed|ing)?|authori[sz]\w*|direct(?:s|ed)|suspend\w*|;|while|but|after|"
    r"because|due to|which|amid|as)\b|(?-i:[a-z])\. "
)
_ALSO = AnyCase(r"(?:,? (?:and|or|as well as|along with)(?: [\w.'-]+){1,7})")


def _lead(sentence: str, match: re.Match[str]) -> str:
    return " " + sentence[max(0, match.start() - 60) : match.start()]


def _groups(stretch: str) -> list[str]:
    out = []
    staff = _FAMILIES.sub("", stretch)
    if _CORE.search(stretch) and _ANYBODY.search(staff):
        out.append("non-emergency staff")
    elif _ANYBODY.search(
        re.sub(
            r"(?:employees?|personnel|diplomats|staff)'s? ?(?=$|\W*fam)",
            "",
            _family_of(stretch),
        )
    ):
        out.append("all staff")
    if _FAMILIES.search(stretch):
        out.append("families")
    if not out and _CITIZENS.search(stretch):
        out.append("citizens")
    return out


def _family_of(stretch: str) -> str:
    """Drop whose families they are: families of employees, diplomats' families."""
    cut = re.sub(
        r"\b(?:families|famil(?:y|ies) members|dependa?nts|spouses|relatives)(?: \(\w+\))? of "
        r"(?:[\w.'-]+ ){0,5}?(?:staff|personnel|employees|diplomats|workers|officials)",
        " ",
        stretch,
        flags=re.IGNORECASE,
    )
    return re.sub(
        r"\b(?:staff|personnel|employees?|diplomats?|workers|officials)'?s?'? "
        r"(?:families|famil(?:y|ies) members|dependa?nts|spouses|relatives)",
        " ",
        cut,
        flags=re.IGNORECASE,
    )


def _effective(scene: Scene, clause: Clause, realis: Realis) -> date | None:
    days = [t for t in scene.times if t.day and clause.start <= t.start < clause.end]
    if not days:
        days = [t for t in scene.times if t.day]
    if not days:
        return None
    lifted = lifting(clause) if realis is Realis.LIFTED else None
    cue = lifted.span() if lifted else (clause.cue_start, clause.cue_end)
    return min(days, key=lambda t: _away(scene.text, cue, t)).day


def _away(sentence: str, cue: tuple[int, int], time: Found) -> int:
    """Tell how far a day is from the cue; a comma counts as forty characters."""
    if time.start >= cue[1]:
        between = sentence[cue[1] : time.start]
    else:
        between = sentence[time.end : cue[0]]
    return len(between) + 40 * between.count(",")


def _whose(scene: Scene, match: re.Match[str]) -> str:
    owners = [
        a for a in scene.actors if a.kind != "person" and not _is_setting(scene, a)
    ]
    before = [a for a in owners if a.end <= match.end()]
    own = _OWN.search(scene.text, before[-1].end if before else 0, match.start())
    if own is not None:
        return own[0].lower()
    return (before or owners or [Actor(0, 0, "", "", "")])[0].name


_OWN = AnyCase(r"\bthe (?:embassy|mission|consulate|high commission)\b(?! of| in)")
"""A post that is named without its state: the one that the text has spoken of."""


_SETTING = AnyCase(r"\b(?:in|to|from|leave|at|near|inside|departing|of) (?:the )?$")


def _is_setting(scene: Scene, actor: Actor) -> bool:
    before = scene.text[max(0, actor.start - 14) : actor.start]
    if actor.kind == "capital" and not re.match(
        r" (?:said|has|will|ordered|is)", scene.text[actor.end :]
    ):
        return True
    return actor.kind == "country" and bool(_SETTING.search(before))


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
