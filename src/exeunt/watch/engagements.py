"""Dated meetings, calls, deadlines, votes and exercises: the calendar of a crisis."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from exeunt.model.signals import EngagementStatus
from exeunt.watch import calendar
from exeunt.watch.actors import Actor
from exeunt.watch.grammar import Tense, Verb, governing, tense_at
from exeunt.watch.time_rules import Found
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


@dataclass(frozen=True, slots=True)
class _Trigger:
    start: int
    end: int
    kind: str
    noun: bool


_NOUNS = (
    ("ultimatum", r"ultimatum"),
    ("deadline", r"deadline"),
    (
        "ceasefire_end",
        r"(?:(?:cease-?fire|truce|humanitarian pause)(?:'s)? (?:expir\w+|ends?|ending|runs out|lapses?)"
        r"|(?:expiry|expiration|end) of (?:the|a|an) (?:[\w-]+ ){0,3}(?:cease-?fire|truce|pause))",
    ),
    ("ceasefire", r"(?:cease-?fire|truce|humanitarian pause)"),
    ("summit", r"summit"),
    (
        "call",
        r"(?:phone |telephone |video |conference )?(?:call(?! for\b)|conversation)|video ?conference",
    ),
    (
        "session",
        r"(?:emergency |special |closed-door |extraordinary |plenary )?session|"
        r"(?:security|permanent|north atlantic) council meeting",
    ),
    ("hearing", r"hearing"),
    ("election", r"elections?|run-?off|referendum|polling day"),
    ("vote", r"vote"),
    (
        "talks",
        r"talks|negotiations|consultations|(?:\w+ )?round of (?:talks|negotiations)|dialogue|"
        r"mediation|(?:first|second|third|fourth|fifth|sixth|next|last|latest|new|final) round",
    ),
    (
        "exercise",
        r"(?:military |naval |joint |live-fire |large-scale )*(?:exercises?|drills?|man(?:o|oeu)vers?|man(?:o|oeu)vres?|war games)",
    ),
    ("conference", r"(?:donor |peace |international )?conference(?! room)"),
    ("inauguration", r"inauguration"),
    ("handover", r"handover"),
    ("visit", r"visit|trip"),
    ("meeting", r"meetings?"),
)
_VERBS = (
    (
        "talks",
        r"(?:hold|holds|held|holding|resume|resumes|resumed|begin|begins|began|"
        r"start|starts|started) (?:\w+ ){0,4}?(?:talks|negotiations|consultations|discussions)",
    ),
    (
        "call",
        r"(?:speaks?|spoke|spoken|talk|talked)(?: again)?(?: (?:on|by|over|via|last) [\w.]+(?: (?:call|link|conference))?| by \w+ \w+| for \w+ (?:minutes|hours?)){0,2}"
        r" (?:with|to)\b(?! reporters| journalists| the press| lawmakers| the nation)|"
        r"(?:speaks?|spoke|spoken|talk|talked) (?:by|over|via) (?:the )?(?:phone|telephone|video)\b|"
        r"(?:phones?|phoned) (?=(?-i:[A-Z]))|(?:calls?|called) (?=(?-i:[A-Z])[\w.]+ (?:on|by) (?-i:[A-Z]))",
    ),
    ("meeting", r"(?:meets?|met|meeting)(?: again)?\b"),
    ("session", r"(?:convenes?|convened|gathers?|gathered)\b"),
    ("summit", r"hosts?(?:ed)? (?:\w+ ){0,4}?(?:summit)"),
    ("vote", r"votes?\b|voted\b"),
    ("election", r"(?:go|goes|went) to the polls"),
    (
        "visit",
        r"(?:visits?|visited|(?:travels?|travelled|traveled|flies|fly|flew) to)\b",
    ),
)
_TRIGGERS = re.compile(
    r"\b(?:"
    + "|".join(
        [f"(?P<v{i}>{p})" for i, (_, p) in enumerate(_VERBS)]
        + [f"(?P<n{i}>(?:{p}))\\b" for i, (_, p) in enumerate(_NOUNS)]
    )
    + ")",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:said|says|told(?: [\w']+){1,4}|announced|added|stated|wrote|tweeted|posted|"
    r"reported|confirmed|warned|declared|insisted|in a (?:statement|tweet|post)(?: "
    r"\w+){0,2}|(?:statement|report|article|alert|briefing|notice|interview)"
    r"(?: \w+){0,3}|according to .{0,40})(?: on| late| early| earlier)*,? $",
    re.IGNORECASE,
)
_CANCELLED = re.compile(
    r"\b(?:cancel(?:s|led|ed|ling|ing|lation)?|call(?:s|ed|ing)? off|scrap(?:s|ped)?|"
    r"postpon(?:e[sd]?|ing|ement)|pull(?:s|ed)? out of|will no longer|put off|"
    r"(?:will|would|does|do|did|is|are|was|were)(?: not|n't) (?:be )?(?:attend|meet|"
    r"meeting|take place|go ahead|happen|hold|held|host|hosting|be held|taking place|going ahead)|won't "
    r"(?:attend|meet|take place|go ahead|happen|hold)|suspend(?:s|ed)? (?=(?:\w+ ){0,3}"
    r"talks|negotiations))\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"\b(?:no plans?|denie[sd]|deny|ruled out|no (?:meeting|talks|call|summit)|"
    r"refused to (?:meet|attend|hold)|not (?:been )?(?:scheduled|agreed|planned|set)|"
    r"has not|have not)\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:may|might|could|would|if|unless|should|possible|possibly|potential|hopes? to|"
    r"wants? to|proposed?|offered|suggested|asked (?:for|to)|seeks? to|"
    r"called for|calls for|urged|invited|speculation)\b"
)
_HELD_BETWEEN = frozenset(
    "be held take taking taken place places scheduled set begin begins began begun "
    "start starts started resume resumes resumed open opens opened convene convenes "
    "convened due planned expected slated postponed moved end ends ended expire "
    "expires expired run runs ran last lasts lasted is are was were been to will "
    "would has have had conclude concludes concluded continue continues hold holds "
    "agreed arranged announced being happen occur lapse lapses by took effect came come "
    "comes enters entered into".split()
)
_BEGIN = re.compile(
    r"\b(?:beg[iau]n(?:s|ning)?|start(?:s|ed|ing)?|open(?:s|ed|ing)?|launch\w*|kick\w* off|"
    r"from|commenc\w+|t(?:ook|akes?|aking) effect|c(?:ame|omes?) into (?:force|effect)|enter\w* into force|hold\w*|conduct\w*)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:end(?:s|ed|ing)?|expir\w+|conclud\w+|until|finish\w*|to|through|wraps? up|"
    r"lapse\w*|runs? out|over)\b",
    re.IGNORECASE,
)
_REACH = 130
_STOPS = re.compile(r"; |, (?:and|while|but) |\b(?:while|whereas|after which)\b")
_AND = re.compile(r"\band (?=the |[A-Z])")
_ASIDE = re.compile(
    r", (?:which|who|whose|where|whom|first|\w+ed|begun|held|set|struck)\b[^,;]{1,120},"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with all that was found in it so far."""

    text: str
    groups: tuple[Verb, ...]
    times: tuple[Found, ...]
    actors: tuple[Actor, ...]
    published: date
    host: str = ""
    """ISO code of the country the post is in."""


def meetings_in(scene: Scene) -> tuple[Meeting, ...]:
    """Find the dated engagements of one sentence."""
    triggers = _triggers(scene.text)
    found = [
        meeting
        for time in scene.times
        if time.first
        and time.last
        and time.rule not in {"month", "year", "span", "within"}
        for meeting in _at(scene, time, triggers)
    ]
    return tuple(_once([*found, *_granted(scene, triggers)]))


def _triggers(sentence: str) -> list[_Trigger]:
    out = []
    for match in _TRIGGERS.finditer(sentence):
        group = match.lastgroup or ""
        table = _NOUNS if group.startswith("n") else _VERBS
        out.append(
            _Trigger(*match.span(), table[int(group[1:])][0], group.startswith("n"))
        )
    return out


def _at(scene: Scene, time: Found, triggers: list[_Trigger]) -> list[Meeting]:
    if not time.first or not time.last or (time.last - time.first).days > 20:
        return []
    if time.rule == "relative" and time.day is None:
        return []
    if _said_then(scene.text, time):
        return []
    trigger = _nearest(scene, time, triggers)
    if trigger is None:
        return []
    status = _status(scene, time, trigger)
    if status is None:
        return []
    return _meetings(scene, time, trigger, status)


def _said_then(sentence: str, time: Found) -> bool:
    """Tell a date of utterance (told reporters Wednesday) from a date of meeting."""
    return bool(_SPEECH.search(sentence[max(0, time.start - 70) : time.start]))


def _nearest(scene: Scene, time: Found, triggers: list[_Trigger]) -> _Trigger | None:
    fit = [
        (cost, trigger.start, trigger)
        for trigger in triggers
        if (cost := _cost(scene, time, trigger)) is not None
    ]
    return min(fit)[2] if fit else None


def _cost(scene: Scene, time: Found, trigger: _Trigger) -> int | None:
    a, b = sorted([(trigger.start, trigger.end), (time.start, time.end)])
    gap = scene.text[a[1] : b[0]]
    ahead = trigger.start < time.start
    if b[0] - a[1] > _REACH:
        return None
    if _another_date(scene, time, a[1], b[0]) and not _runs_until(scene, time, trigger):
        return None
    if ahead and (_STOPS.search(gap) or _new_event(scene, trigger, b[0])):
        return None
    aside = _aside(scene.text, a[1], b[0])
    strange = [
        g
        for g in scene.groups
        if g.start >= a[1] and g.end <= b[0] and g.start not in aside
    ]
    if trigger.noun:
        strange = [g for g in strange if not set(g.words) & _HELD_BETWEEN]
    elif not ahead:
        strange = [g for g in strange if g.end < trigger.start - 1]
    if strange:
        return None
    if not ahead and trigger.noun and len(gap) > 40 and not _opens(scene.text, time):
        return None
    return len(gap) + (0 if ahead else 12)


_UNTIL = re.compile(
    r"\b(?:until|till|through|and (?:run|last|continue|go on|end|conclude)s?(?: until| to| on"
    r"| through)?|to end(?: on)?) $"
)


def _runs_until(scene: Scene, time: Found, trigger: _Trigger) -> bool:
    """Tell the second date of what begins on one day and runs until another."""
    ahead = trigger.kind in {"exercise", "ceasefire"} and trigger.end <= time.start
    return ahead and bool(_UNTIL.search(scene.text[: time.start]))


def _aside(sentence: str, start: int, end: int) -> range:
    """Give the stretch of a relative clause in between, which says nothing of both."""
    match = _ASIDE.search(sentence, start, end)
    return range(*match.span()) if match else range(0)


def _new_event(scene: Scene, trigger: _Trigger, end: int) -> bool:
    """Tell whether an *and* between trigger and date begins another event."""
    return any(
        any(trigger.start - 1 <= g.start and g.end <= m.start() for g in scene.groups)
        and any(m.end() <= g.start and g.end <= end for g in scene.groups)
        for m in _AND.finditer(scene.text, trigger.end, end)
    )


def _opens(sentence: str, time: Found) -> bool:
    return len(sentence[: time.start].strip(" \"'([")) <= 12


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


def _status(scene: Scene, time: Found, trigger: _Trigger) -> EngagementStatus | None:
    low, high = min(trigger.start, time.start), max(trigger.end, time.end)
    left = _clause_start(scene.text, low)
    clause = scene.text[left : _clause_end(scene.text, high)]
    if _CANCELLED.search(clause):
        return EngagementStatus.CANCELLED
    if _NOT_SO.search(scene.text[left:high]):
        return None
    ahead = _lies_ahead(scene, time, trigger)
    if ahead and _hedged(scene, trigger, left, high):
        return None
    return EngagementStatus.PLANNED if ahead else EngagementStatus.HELD


def _clause_start(sentence: str, at: int) -> int:
    marks = [m.end() for m in re.finditer(r"[;:]|, (?:but|while|and)\b", sentence[:at])]
    return marks[-1] if marks else 0


def _clause_end(sentence: str, at: int) -> int:
    stop = re.search(r"[;:]|, (?:but|while|and|after|which|who)\b", sentence[at:])
    return at + stop.start() if stop else len(sentence)


def _lies_ahead(scene: Scene, time: Found, trigger: _Trigger) -> bool:
    day = time.first
    if day is None or day != scene.published:
        return day is not None and day > scene.published
    tense = tense_at(scene.text, time.start, time.end, scene.groups)
    if not trigger.noun:
        verb = next(
            (
                g
                for g in scene.groups
                if g.start < trigger.end and g.end > trigger.start
            ),
            None,
        )
        tense = verb.tense if verb else tense
    return tense in {Tense.FUTURE, Tense.PRESENT}


def _hedged(scene: Scene, trigger: _Trigger, left: int, right: int) -> bool:
    verb = governing(scene.text, trigger.start, trigger.end, scene.groups)
    if verb is not None and verb.modal and "would" not in verb.words:
        return True
    stretch = scene.text[left:right]
    hedge = _HEDGED.search(stretch)
    return bool(hedge and hedge[0] not in {"would", "should"})


def _meetings(
    scene: Scene, time: Found, trigger: _Trigger, status: EngagementStatus
) -> list[Meeting]:
    parties = _parties(scene, time, trigger)
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
    if trigger.kind in {"deadline", "ultimatum"}:
        return one(time.last, trigger.kind)
    return one(time.first, trigger.kind)


def _phase(sentence: str, trigger: _Trigger, time: Found) -> str:
    """Say whether the date is of the beginning or the end, if it is of either."""
    if _UNTIL.search(sentence[: time.start]):
        return "end"
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


_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|around|inside|outside|across|over|on|toward|towards|"
    r"against|about|of the|into|border with|reporters in|tensions (?:in|over)) (?:the )?$",
    re.IGNORECASE,
)


def _parties(scene: Scene, time: Found, trigger: _Trigger) -> tuple[str, ...]:
    left = _clause_start(scene.text, min(trigger.start, time.start))
    if trigger.start > time.end and _opens(scene.text, time):
        left = 0
    joint = list(
        re.finditer(r"\b(?:and|while) (?=the |[A-Z])", scene.text[left : trigger.start])
    )
    left += _after_other_event(scene, left, joint, trigger)
    right = trigger.end + 120
    stop = _STOPS_PARTIES.search(scene.text, trigger.end, right)
    right = stop.start() if stop else min(right, len(scene.text))
    named = [
        (actor.start, actor.name)
        for actor in scene.actors
        if left <= actor.start < right and not _is_place(scene.text, actor)
    ]
    named += _untitled(scene, left, right)
    return tuple(dict.fromkeys(name for _, name in sorted(named)))


_UNTITLED = re.compile(
    r"(?:(?:\b(?:with|between|and|to|by)|^|[,;\"] ) ?(?:\w+ envoy |envoy |leader )?)"
    r"((?:[A-Z][\w'-]+)(?: (?:al-|Al-|bin )?[A-Z][\w'-]+){0,2})"
)
_NO_NAME = frozenset(
    "the a an on in at by for from after before as but and it its he she they this that "
    "these those both delegates negotiators diplomats officials representatives leaders "
    "talks peace foreign defence defense prime president minister monday tuesday "
    "wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december next last earlier later washington "
    "parliament voters mediators ministers secretary state rebel rebels police army "
    "council security general emergency special geneva brussels vienna doha jeddah "
    "istanbul several some many more two three four".split()
)


def _untitled(scene: Scene, left: int, right: int) -> list[tuple[int, str]]:
    """Find people who are named without a title, at the places where parties stand."""
    out = []
    for match in _UNTITLED.finditer(scene.text, left, right):
        words = match[1].removesuffix("'s").split()
        known = any(
            a.start < match.end(1) and match.start(1) < a.end for a in scene.actors
        )
        if not known and not any(w.lower().rstrip(".") in _NO_NAME for w in words):
            out.append((match.start(1), words[-1]))
    return out


_STOPS_PARTIES = re.compile(
    r"; |, (?:but|while|after|amid|as)\b|\b(?:amid|as|after|before|because|to (?:discuss|"
    r"address|de-?escalate|ease|prevent|avert)|over|about|on|in|at)\b|"
    r" and (?=the [A-Z])"
)


def _after_other_event(
    scene: Scene, left: int, joints: list[re.Match[str]], trigger: _Trigger
) -> int:
    """Skip an earlier event that shares the sentence: X will A on 12 and Y will B."""
    skip = 0
    for joint in joints:
        at = left + joint.end()
        if any(a.start < at <= a.end for a in scene.actors):
            continue
        dated = any(t.first and left <= t.start < at for t in scene.times)
        if dated and any(g.end <= at and g.start >= left for g in scene.groups):
            skip = joint.end()
    return skip


def _is_place(sentence: str, actor: Actor) -> bool:
    before = sentence[max(0, actor.start - 24) : actor.start]
    if actor.kind == "capital":
        return (
            bool(_PLACE_BEFORE.search(before))
            or sentence[actor.end : actor.end + 2] == ", "
        )
    return actor.kind == "country" and bool(_PLACE_BEFORE.search(before))


_GRANT = re.compile(
    r"\b(?:gave|gives?|given|giving|set|sets|issued?|with|ultimatum|deadline)\b.{0,60}?"
    r"\b((?:\d{1,3}|" + "|".join(NUMBERS) + r"))[- ](hour|day|week)s?\b(?! ago)",
    re.IGNORECASE,
)
_GRANT_TO = re.compile(r"\b(?:to|ultimatum|deadline)\b", re.IGNORECASE)


def _granted(scene: Scene, triggers: list[_Trigger]) -> list[Meeting]:
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
        dict.fromkeys(a.name for a in scene.actors if not _is_place(scene.text, a))
    )
    return [Meeting(day, kind, names, status, *match.span(), f"{kind}:term")]


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
