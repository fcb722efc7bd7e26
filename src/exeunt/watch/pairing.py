"""Which of the engagements in a sentence a date belongs to, if to any."""

from __future__ import annotations

import re

from exeunt.watch.any_case import AnyCase
from exeunt.watch.found_times import Found
from exeunt.watch.meeting_words import Trigger
from exeunt.watch.pieces import may_match, needed
from exeunt.watch.scenes import Scene
from exeunt.watch.wording import words


_SPEECH = AnyCase(
    r"\b(?:said|says|told(?: [\w']+){1,4}|announced|added|stated|wrote|tweeted|posted|"
    r"reported|confirmed|warned|declared|insisted|in a (?:statement|tweet|post)(?: "
    r"\w+){0,2}|(?:statement|report|article|alert|briefing|notice|interview)"
    r"(?: \w+){0,3}|according to .{0,40})(?: on| late| early| earlier)*,? $"
)
_OF_SPEECH = needed(_SPEECH.pattern)


_HELD_BETWEEN = words(
    "be held take taking taken place places scheduled set begin begins began "
    "begun start starts started resume resumes resumed open opens opened "
    "convene convenes convened due planned expected slated postponed moved end "
    "ends ended expire expires expired run runs ran last lasts lasted is are "
    "was were been to will would has have had conclude concludes concluded "
    "continue continues hold holds agreed arranged announced being happen occur "
    "lapse lapses by went go goes took effect came come comes enters entered into kick kicks kicked off get gets got under way follow follows followed wind winds wound wrap "
    "wraps wrapped bring brings brought assemble gather put pencilled fixed hosted chaired led"
)


_REACH = 130


_STOPS = re.compile(r"; |, (?:and|while|but) |\b(?:while|whereas|after which)\b")


_BUT = re.compile(r", (?:but|while) ")


_AND = re.compile(r"\band (?=the |[A-Z])")


_ASIDE = re.compile(
    r", (?:which|who|whose|where|whom|first|\w+ed|begun|held|set|struck)\b[^,;]{1,120},"
)


def said_then(sentence: str, time: Found) -> bool:
    """Tell a date of utterance (told reporters Wednesday) from a date of meeting."""
    before = sentence[max(0, time.start - 70) : time.start]
    return may_match(_OF_SPEECH, before.lower()) and bool(_SPEECH.search(before))


def nearest(scene: Scene, time: Found, triggers: list[Trigger]) -> Trigger | None:
    """Give the word for an engagement that the date belongs to, if to any."""
    fit = [
        (cost, trigger.start, trigger)
        for trigger in triggers
        if (cost := _cost(scene, time, trigger)) is not None
    ]
    return min(fit)[2] if fit else None


def _cost(scene: Scene, time: Found, trigger: Trigger) -> int | None:
    a, b = sorted([(trigger.start, trigger.end), (time.start, time.end)])
    gap = scene.text[a[1] : b[0]]
    ahead = trigger.start < time.start
    if len(gap) <= _REACH and ahead and is_moved_to(scene.text, time):
        return len(gap)
    if len(gap) > _REACH or (
        _another_date(scene, time, a[1], b[0]) and not _runs_until(scene, time, trigger)
    ):
        return None
    stops = _STOPS if ahead else _BUT
    if stops.search(gap) or (ahead and _new_event(scene, trigger, b[0])):
        return None
    if _strange(scene, trigger, a[1], b[0], ahead=ahead):
        return None
    if not ahead and not opens_clause(scene.text, time) and _too_far(trigger, gap):
        return None
    return len(gap) + (0 if ahead else 12)


def _strange(
    scene: Scene, trigger: Trigger, start: int, end: int, *, ahead: bool
) -> bool:
    """Tell whether a verb stands in between that says something else."""
    aside = _aside(scene.text, start, end)
    found = [
        g
        for g in scene.groups
        if g.start >= start and g.end <= end and g.start not in aside
    ]
    if trigger.kind == "last_flight":
        found = [g for g in found if not set(g.words) & (_HELD_BETWEEN | _FLOWN)]
    elif trigger.noun:
        found = [g for g in found if not set(g.words) & _HELD_BETWEEN]
    elif not ahead:
        found = [g for g in found if g.end < trigger.start - 1]
    return bool(found)


def _too_far(trigger: Trigger, gap: str) -> bool:
    """Tell a day in the middle of a sentence from the day of a later verb or noun."""
    return len(gap) > _APART or (
        not trigger.noun and "," in gap and not _THERE.search(gap)
    )


_APART = 40
_THERE = re.compile(r", (?:where|when|during which|at which)\b")


UNTIL = re.compile(
    r"\b(?:until|till|through|and (?:run|last|continue|go on|end|conclude|wind up|wrap up|finish|close|winds up|wraps up|finishe|will end)s?(?: until| to| on"
    r"| through)?|to end(?: on)?) $"
)


_FLOWN = words(
    "left leave leaves departed depart departs flew fly flies takes off operated operate"
)
_MOVED = re.compile(
    r"\b(?:postponed|moved|put off|pushed back|delayed|rescheduled|deferred|shifted|"
    r"brought forward)(?: (?:it|them|the \w+|by \w+ \w+)){0,2}(?: again)?"
    r"(?: from [^,;]{3,30}?)? (?:to|until|till|for) (?:the )?$"
)


def is_moved_to(sentence: str, time: Found) -> bool:
    """Tell the new day of what was put off until then."""
    return bool(_MOVED.search(sentence[max(0, time.start - 90) : time.start]))


def _runs_until(scene: Scene, time: Found, trigger: Trigger) -> bool:
    """Tell the second date of what begins on one day and runs until another."""
    ahead = trigger.kind in {"exercise", "ceasefire"} and trigger.end <= time.start
    return ahead and bool(UNTIL.search(scene.text[: time.start]))


def _aside(sentence: str, start: int, end: int) -> range:
    """Give the stretch of a relative clause in between, which says nothing of both."""
    match = _ASIDE.search(sentence, start, end)
    return range(*match.span()) if match else range(0)


def _new_event(scene: Scene, trigger: Trigger, end: int) -> bool:
    """Tell whether an *and* between trigger and date begins another event."""
    return any(
        any(trigger.start - 1 <= g.start and g.end <= m.start() for g in scene.groups)
        and any(m.end() <= g.start and g.end <= end for g in scene.groups)
        for m in _AND.finditer(scene.text, trigger.end, end)
    )


def opens(sentence: str, time: Found) -> bool:
    """Tell whether the sentence begins with *time*: On Monday, ..."""
    return len(sentence[: time.start].strip(" \"'([")) <= 12


def opens_clause(sentence: str, time: Found) -> bool:
    """Tell whether a clause of the sentence begins with *time*."""
    return opens(sentence, time) or bool(_CLAUSE_OPENS.search(sentence, 0, time.start))


_CLAUSE_OPENS = re.compile(
    r"(?:[,;:-]|\b(?:and|but|then|that)) (?:(?:on|late|early|this|next|by) )*$"
)


def _another_date(scene: Scene, time: Found, start: int, end: int) -> bool:
    aside = _aside(scene.text, start, end)
    return any(
        t is not time
        and t.day is not None
        and t.start >= start
        and t.end <= end
        and t.start not in aside
        for t in scene.times
    )
