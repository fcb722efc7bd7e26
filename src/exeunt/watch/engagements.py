"""Dated meetings, calls, deadlines, votes and exercises: the calendar of a crisis."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from exeunt.model.signals import EngagementStatus
from exeunt.watch import calendar
from exeunt.watch.any_case import AnyCase
from exeunt.watch.deadlines import due_by
from exeunt.watch.found_times import Found
from exeunt.watch.grammar import Tense, Verb, governing, tense_at
from exeunt.watch.meeting_words import Trigger, is_past, triggers_in, went_to
from exeunt.watch.pairing import UNTIL, is_moved_to, nearest, said_then
from exeunt.watch.parties import parties_of
from exeunt.watch.scenes import Scene, clause_end, clause_start, is_place
from exeunt.watch.wording import NUMBERS, number


@dataclass(frozen=True, slots=True)
class Meeting:
    """An engagement found in one sentence; offsets are within the sentence."""

    day: date
    kind: str
    parties: tuple[str, ...]
    status: EngagementStatus
    start: int
    end: int
    rule: str


_CANCELLED = AnyCase(
    r"\b(?:cancel(?:s|led|ed|ling|ing|lation)?|call(?:s|ed|ing)? off|scrap(?:s|ped)?|"
    r"postpon(?:e[sd]?|ing|ement)|pull(?:s|ed)? out|will no longer|put(?:s|ting)? (?:off|back)|delay(?:s|ed)|"
    r"shelv(?:es|ed|ing)|ax(?:es|ed)|ditch(?:es|ed)|abandon(?:s|ed)|defer(?:s|red)|f(?:ell|alls?) through|on hold|"
    r"(?:is|was|are|were) off\b|had been (?:due|set|scheduled|expected|planned|meant|slated)|(?:was|were|is|are) to have|"
    r"(?:should|would) have (?:met|begun|started|been held|taken place|opened|visited|travelled|spoken)|"
    r"(?:will|would|does|do|did|is|are|was|were)(?: not|n't) (?:be )?(?:attend|meet|"
    r"meeting|take place|go ahead|happen|hold|held|host|hosting|be held|taking place|going ahead)|won't "
    r"(?:attend|meet|take place|go ahead|happen|hold)|suspend(?:s|ed)? (?=(?:\w+ ){0,3}"
    r"talks|negotiations))\b"
)


_NOT_SO = AnyCase(
    r"\b(?:no plans?|denie[sd]|deny|ruled out|no (?:meeting|talks|call|summit)|"
    r"refused to (?:meet|attend|hold)|not (?:been )?(?:scheduled|agreed|planned|set)|"
    r"has not|have not|whether|unclear|no (?:date|decision|word)|never|rumou?rs?|likes? to|used to)\b"
)
_NOT_SO_AFTER = AnyCase(
    r"\b(?:(?:is|was|were|are|has been|have been) (?:denied|dismissed|rejected|ruled out|untrue|false)|never happened)\b"
)


_HEDGED = re.compile(
    r"\b(?:may|might|could|would|[Ii]f|[Uu]nless|should|possible|possibly|potential|hopes? to|"
    r"wants? to|proposed?|offered|suggested|asked (?:for|to)|seeks? to|"
    r"called for|calls for|urged|invited|speculation)\b"
)


_BEGIN = AnyCase(
    r"\b(?:beg[iau]n(?:s|ning)?|start(?:s|ed|ing)?|open(?:s|ed|ing)?|launch\w*|kick\w* off|"
    r"from|(?:got|gets?) under ?way|(?:went|goes|go|going) into (?:effect|force)|took hold|commenc\w+|t(?:ook|akes?|aking) effect|c(?:ame|omes?) into (?:force|effect)|enter\w* into force|hold\w*|conduct\w*)\b"
)


_END = AnyCase(
    r"\b(?:end(?:s|ed|ing)?|expir\w+|conclud\w+|until|finish\w*|to|through|wr?aps? up|wrapped up|w(?:i|ou)nds? up|"
    r"lapse\w*|runs? out|over)\b"
)


def meetings_in(scene: Scene) -> tuple[Meeting, ...]:
    """Find the dated engagements of one sentence."""
    if not scene.times or scene.text.endswith("?"):
        return ()
    triggers = triggers_in(scene.text)
    found = [
        meeting
        for time in scene.times
        if time.first
        and time.last
        and time.rule not in {"month", "year", "span", "within"}
        for meeting in _at(scene, time, triggers)
    ]
    return tuple(_once([*found, *_granted(scene, triggers), *_given(scene)]))


def _at(scene: Scene, time: Found, triggers: list[Trigger]) -> list[Meeting]:
    if not time.first or not time.last or (time.last - time.first).days > 20:
        return []
    if time.rule == "relative" and time.day is None:
        return []
    if said_then(scene.text, time):
        return []
    trigger = nearest(scene, time, triggers)
    if trigger is None:
        return []
    time = _on_the_right_side(scene, time, trigger)
    status = _status(scene, time, trigger)
    if status is None:
        return []
    return _meetings(scene, time, trigger, status)


_STARTS = re.compile(
    r"\b(?:starts?|begins?|opens?|kicks? off|gets? under ?way|resumes?|goes ahead|go ahead|takes? place|follows?|"
    r"winds? up|wraps? up|concludes?|ends?|takes? hold|comes? into)\b"
)
_STARTED = re.compile(
    r"\b(?:started|began|opened|kicked off|got under ?way|resumed|went ahead|took place|followed|wound up|wrapped up|"
    r"concluded|ended|took hold|came into)\b"
)


_AGREED = re.compile(
    r"\b(?:accepted|agreed|announced|declared|called|scheduled|approved|backed|proclaimed|set|fixed|ordered)\b"
)
_FROM = re.compile(r"\b(?:from|for|on)\b")


def _verb_of(scene: Scene, trigger: Trigger) -> Verb | None:
    """Give the last verb group that the words of the engagement share."""
    return next(
        (
            g
            for g in reversed(scene.groups)
            if g.start < trigger.end and g.end > trigger.start
        ),
        None,
    )


def _is_past(scene: Scene, time: Found, trigger: Trigger) -> bool | None:
    """Tell by the words of the engagement itself whether it is over; else nothing."""
    verb = _verb_of(scene, trigger)
    if (
        verb is not None
        and not trigger.noun
        and verb.tense in {Tense.PAST, Tense.FUTURE}
    ):
        return verb.tense is Tense.PAST
    past = is_past(scene.text, trigger)
    if past is not None:
        return past or went_to(scene.text, trigger, scene.groups)
    if trigger.end > time.start:
        of_it = scene.text[time.end : trigger.start].startswith("'s ")
        now = scene.groups and scene.groups[0].tense is Tense.PRESENT
        return False if of_it and now else None
    if _AGREED.search(scene.text, max(0, trigger.start - 60), trigger.start) and (
        _FROM.search(scene.text, trigger.end, time.start)
    ):
        return False
    between = scene.text[trigger.end : time.start]
    last = max(
        [*_STARTS.finditer(between), *_STARTED.finditer(between)],
        key=lambda m: m.start(),
        default=None,
    )
    return None if last is None else _STARTED.match(last[0]) is not None


def _on_the_right_side(scene: Scene, time: Found, trigger: Trigger) -> Found:
    """Take the other *Monday* where the engagement says that it lies on that side."""
    day, past = time.day, _is_past(scene, time, trigger)
    if past is None or day is None or day == scene.published or not time.others:
        return time
    if (day < scene.published) == past:
        return time
    other = day + timedelta(days=-7 if past else 7)
    if other.isoformat() not in time.others or (other < scene.published) != past:
        return time
    return replace(time, first=other, last=other, value=other.isoformat())


def _status(scene: Scene, time: Found, trigger: Trigger) -> EngagementStatus | None:
    low, high = min(trigger.start, time.start), max(trigger.end, time.end)
    left = clause_start(scene.text, low)
    clause = scene.text[left : clause_end(scene.text, high)]
    if is_moved_to(scene.text, time) and _lies_ahead(scene, time, trigger):
        return EngagementStatus.PLANNED
    if _CANCELLED.search(_without_asides(clause, left, time)):
        return EngagementStatus.CANCELLED
    if _NOT_SO.search(scene.text[left:high]) or _NOT_SO_AFTER.search(
        scene.text, high, clause_end(scene.text, high)
    ):
        return None
    ahead = _lies_ahead(scene, time, trigger)
    if ahead and _hedged(scene, trigger, left, high):
        return None
    return EngagementStatus.PLANNED if ahead else EngagementStatus.HELD


def _without_asides(clause: str, left: int, time: Found) -> str:
    """Leave out what a relative clause in between says: *who put off a visit*."""
    return _ASIDE.sub(
        lambda m: (
            m[0] if left + m.start() <= time.start < left + m.end() else " " * len(m[0])
        ),
        clause,
    )


_ASIDE = re.compile(r", (?:which|who|whose|whom|\w+ed|put)\b[^,;]{1,120},")


def _lies_ahead(scene: Scene, time: Found, trigger: Trigger) -> bool:
    day = time.first
    if day is None or day != scene.published:
        return day is not None and day > scene.published
    past = _is_past(scene, time, trigger)
    if past is not None:
        return not past
    tense = tense_at(scene.text, time.start, time.end, scene.groups)
    if not trigger.noun:
        verb = _verb_of(scene, trigger)
        tense = verb.tense if verb else tense
    return tense in {Tense.FUTURE, Tense.PRESENT}


def _hedged(scene: Scene, trigger: Trigger, left: int, right: int) -> bool:
    verb = governing(scene.text, trigger.start, trigger.end, scene.groups)
    own = _STARTS.search(scene.text, trigger.end, right)
    if own is None and verb is not None and verb.modal and "would" not in verb.words:
        return True
    stretch = scene.text[left:right]
    hedge = _HEDGED.search(stretch)
    return bool(hedge and hedge[0].lower() not in {"would", "should"})


def _meetings(
    scene: Scene, time: Found, trigger: Trigger, status: EngagementStatus
) -> list[Meeting]:
    parties = parties_of(scene, time, trigger)
    low, high = min(trigger.start, time.start), max(trigger.end, time.end)

    def one(day: date | None, kind: str) -> list[Meeting]:
        if day is None:
            return []
        return [Meeting(day, kind, parties, status, low, high, f"{kind}:{time.rule}")]

    if trigger.kind in {"exercise", "ceasefire"}:
        if time.first != time.last:
            ends = f"{trigger.kind}_begin", f"{trigger.kind}_end"
            return one(time.first, ends[0]) + one(time.last, ends[1])
        phase = _phase(scene.text, trigger, time)
        return one(time.first, f"{trigger.kind}_{phase}") if phase else []
    if trigger.kind in {"deadline", "ultimatum", "expiry"}:
        return one(time.last, trigger.kind)
    return one(time.first, trigger.kind)


_EXTENDED = AnyCase(r"\b(?:extend|prolong|renew)(?:s|ed|ing)?\b")


def _phase(sentence: str, trigger: Trigger, time: Found) -> str:
    """Say whether the date is of the beginning or the end, if it is of either."""
    if UNTIL.search(sentence[: time.start]):
        return "end"
    near = max(0, min(trigger.start, time.start) - 30), max(trigger.end, time.end)
    if _EXTENDED.search(sentence, *near):
        return ""
    low, high = min(trigger.end, time.end), max(trigger.start, time.start)
    between = sentence[low:high]
    around = sentence[max(0, trigger.start - 30) : high]
    if _BEGIN.search(between):
        return "begin"
    if _END.search(between):
        return "end"
    if trigger.kind == "exercise" or _BEGIN.search(around):
        return "begin"
    return ""


_GRANT = AnyCase(
    r"\b(?:gave|gives?|given|giving|set|sets|issued?|with|ultimatum|deadline)\b.{0,60}?"
    r"\b((?:\d{1,3}|" + "|".join(NUMBERS) + r"))[- ](hour|day|week)s?\b(?! ago)"
)


_GRANT_TO = AnyCase(r"\b(?:to|ultimatum|deadline)\b")


def _granted(scene: Scene, triggers: list[Trigger]) -> list[Meeting]:
    """Read a term: gave the junta one week to, an ultimatum of 48 hours."""
    match = _GRANT.search(scene.text)
    named = [t for t in triggers if t.kind in {"ultimatum", "deadline"}]
    gave = match and re.match(r"g[ai]v", match[0], re.IGNORECASE)
    if not match or not (named or gave):
        return []
    if not _GRANT_TO.search(scene.text[match.start() : match.end() + 25]):
        return []
    said = [t.day for t in scene.times if t.day and t.day <= scene.published]
    base = said[0] if said else scene.published
    day = calendar.shifted(base, number(match[1]), match[2].lower())
    if day is None:
        return []
    status = (
        EngagementStatus.PLANNED if day >= scene.published else EngagementStatus.HELD
    )
    kind = named[0].kind if named else "deadline"
    names = tuple(
        dict.fromkeys(a.name for a in scene.actors if not is_place(scene.text, a))
    )
    return [Meeting(day, kind, names, status, *match.span(), f"{kind}:term")]


def _given(scene: Scene) -> list[Meeting]:
    """Read a day by which somebody must act: gave the army until Tuesday to leave."""
    out = []
    for time in scene.times:
        due = due_by(scene.text, time)
        if due and time.day:
            ahead = time.day >= scene.published
            status = EngagementStatus.PLANNED if ahead else EngagementStatus.HELD
            names = tuple(
                dict.fromkeys(
                    a.name for a in scene.actors if not is_place(scene.text, a)
                )
            )
            span = min(due[0], time.start), max(due[1], time.end)
            out.append(
                Meeting(time.day, "deadline", names, status, *span, "deadline:given")
            )
    return out


def _once(found: list[Meeting]) -> list[Meeting]:
    out: dict[tuple[date, str], Meeting] = {}
    for one in found:
        out.setdefault((one.day, one.kind), one)
    return list(out.values())


_SAME = {
    "talks": "meeting",
    "summit": "meeting",
    "session": "meeting",
    "conference": "meeting",
    "meeting": "meeting",
    "call": "call",
    "visit": "meeting",
}


def same_engagement(a: Meeting, b: Meeting) -> bool:
    """Tell whether two sentences speak of one engagement."""
    if a.day != b.day:
        return False
    if _SAME.get(a.kind, a.kind) != _SAME.get(b.kind, b.kind):
        return bool({a.kind, b.kind} <= {"deadline", "ultimatum"}) or (
            {a.kind, b.kind} <= {"call", "meeting", "talks"}
            and bool(set(a.parties) & set(b.parties))
        )
    return not a.parties or not b.parties or bool(set(a.parties) & set(b.parties))
