"""Which words about leaving are of a mission and its people, and which are of others."""

from __future__ import annotations

import re

from exeunt.model.statuses import DepartureStatus
from exeunt.watch.actors import Actor
from exeunt.watch.any_case import AnyCase
from exeunt.watch.departure_frames import Cue
from exeunt.watch.realis import clause_around
from exeunt.watch.scenes import Scene
from exeunt.watch.status_words import MISSIONS, NOT_OURS, OTHERS, OURS


def is_departure(scene: Scene, cue: Cue) -> bool:
    """Tell people who leave a mission from others who leave, and missions that close."""
    sentence = scene.text
    clause = clause_around(sentence, cue.start, cue.end).whole
    if OTHERS.search(clause) and not MISSIONS.search(sentence):
        return False
    if cue.rule.startswith("named"):
        return True
    if cue.status in {DepartureStatus.SUSPENDED, DepartureStatus.NORMAL}:
        return _is_mission(sentence, cue, clause)
    if cue.rule == "drawdown_left" and not _has_gone(sentence, cue):
        return False
    return _is_of_ours(scene, cue)


def _is_mission(sentence: str, cue: Cue, clause: str) -> bool:
    near = sentence[max(0, cue.start - 110) : cue.end + 60]
    ours = bool(OURS.search(near) or "staff" in near)
    subject = sentence[max(0, cue.start - 40) : cue.start]
    if cue.rule == "mission_is_shut" and _FOR_A_DAY.match(sentence, cue.end):
        return False
    return ours and bool(_SUBJECT.search(subject) or not NOT_OURS.search(clause))


_FOR_A_DAY = AnyCase(
    r" (?:to (?:the public|visitors|applicants)|on \w+day\b|today|tomorrow|for (?:the |a )?(?:[\w-]+ )?(?:holiday|day|"
    r"training|weekend|lunch|christmas|eid)\b|early)"
)


def _is_of_ours(scene: Scene, cue: Cue) -> bool:
    sentence = scene.text
    if _INSIDE.match(sentence, cue.end) or _expelled(scene, cue):
        return False
    if cue.of_them:
        return bool(_BY_STATE.search(sentence))
    return bool(OURS.search(sentence) or _of_a_nation(scene, cue))


def _of_a_nation(scene: Scene, cue: Cue) -> bool:
    """Tell *American staff*, and *the United States withdrew its staff*."""
    by = any(
        a.kind == "country" and 0 <= cue.start - a.end < _NEAR for a in scene.actors
    )
    if by and cue.rule.startswith("drawdown") and _STAFF_OF.search(cue.who):
        return True
    return any(
        a.kind in {"people", "country"} and _STAFF_OF.match(scene.text, a.end)
        for a in scene.actors
        if cue.start - 40 <= a.start < cue.end
    )


_STAFF_OF = re.compile(r" (?:staff|personnel|officials|diplomats|envoys)\b")


_BY_STATE = AnyCase(
    r"\b(?:department|state department|foreign (?:ministry|office)|embassy|ambassador|ministry of "
    r"foreign affairs|consul\w*|fcdo|government)\b"
)


_INSIDE = AnyCase(
    r"(?: out of| from)? (?:(?:the |their |its |his )(?:[\w-]+ )?(?:homes?|houses?)|(?:the |their |its |his )?(?:[\w-]+ )?(?:compounds?|buildings?|zone|hotels?|"
    r"premises|rooms?|offices?|table|meetings?|work|early|jobs?|hall|talks|queue|bus|border))\b"
)
_MANY = re.compile(r"\b(?:all|most|many|some|half|last|remaining|nearly|almost|more)\b")
_GONE_FROM = re.compile(
    r" (?:for |(?:overland |by \w+ )?to )?(?:the (?:country|capital|city|region)\b|(?-i:[A-Z]))"
)
_EXPELLED = AnyCase(
    r"\bexpel|\bexpulsion|\bretaliat|\bpersona|\btit-for-tat|\breciproc|\bunwelcome\b"
)


def _has_gone(sentence: str, cue: Cue) -> bool:
    """Tell people who left a country from people who left a meeting."""
    many = _MANY.search(cue.who) or _MANY.search(sentence[: cue.start][-25:])
    return bool(many or _GONE_FROM.match(sentence, cue.end))


def _expelled(scene: Scene, cue: Cue) -> bool:
    """Tell people who are sent away by another state than their own."""
    if _EXPELLED.search(scene.text):
        return True
    theirs = {
        a.nation
        for a in scene.actors
        if a.kind == "people" and a.nation and cue.start <= a.start < cue.end
    }
    by = [
        a
        for a in scene.actors
        if a.kind in {"country", "capital"}
        and a.end <= cue.start
        and not is_setting(scene, a)
        and cue.start - a.end < _NEAR
    ]
    return bool(theirs and by) and by[-1].nation not in theirs and _by_word(cue)


_NEAR = 25


def _by_word(cue: Cue) -> bool:
    return cue.rule.startswith(("order", "give", "compulsory"))


_SUBJECT = AnyCase(
    r"\b(?:embassy|mission|consulate|high commission|agency|agencies|u\.?n\.?)\b"
    r"[^,;]{0,25}$"
)


_SETTING = AnyCase(r"\b(?:in|to|from|leave|at|near|inside|departing|of) (?:the )?$")


def is_setting(scene: Scene, actor: Actor) -> bool:
    """Tell a state that is only where something is from one that does it."""
    before = scene.text[max(0, actor.start - 14) : actor.start]
    if (
        actor.kind == "capital"
        and actor.start > 0
        and not re.match(r" (?:said|has|will|ordered|is)", scene.text[actor.end :])
    ):
        return True
    return actor.kind == "country" and bool(_SETTING.search(before))
