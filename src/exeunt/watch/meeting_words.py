"""Words that name an engagement: a meeting, a call, a vote, a deadline, a drill."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from exeunt.watch.beginnings import LONGEST, Beginnings
from exeunt.watch.grammar import Tense, Verb
from exeunt.watch.pieces import lowered
from exeunt.watch.wording import words


class Trigger(NamedTuple):
    """A word for an engagement, where it stands and what it names."""

    start: int
    end: int
    kind: str
    noun: bool


_NOUNS = (
    (
        "last_flight",
        (
            r"(?:last|final) (?:(?:scheduled|commercial|regular|passenger|charter|repatriation|"
            r"evacuation|civilian|direct|available|[\w-]+) ){0,2}(?:flights?|services?|planes?|ferry|ferries|sailings?|"
            r"trains?|bus)(?! (?:of|for|in) )"
        ),
    ),
    ("ultimatum", r"ultimatum"),
    ("deadline", r"deadline"),
    (
        "expiry",
        (
            r"(?:mandate|agreement|treaty|waiver|permits?|licen[cs]es?|state of emergency|"
            r"emergency|accord|deal|curfew|exemptions?)(?: [\w'-]+){0,5}? (?:expires?|expired|lapses?|lapsed|runs? out|ran out|"
            r"(?:comes?|came) to an end)"
        ),
    ),
    (
        "ceasefire_end",
        (
            r"(?:(?:cease-?fire|truce|humanitarian pause)(?:'s)? (?:expir\w+|ends?|ending|runs out|lapses?)"
            r"|(?:expiry|expiration|end) of (?:the|a|an) (?:[\w-]+ ){0,3}(?:cease-?fire|truce|pause))"
        ),
    ),
    (
        "ceasefire",
        (
            r"(?:cease-?fire|truce|humanitarian pause|armistice|cessation of hostilities|pause in (?:the )?(?:fighting|hostilities))"
            r"(?! (?:talks|negotiations|deal|proposal|agreement|resolution|monitors|plan|offer))"
        ),
    ),
    ("summit", r"summit"),
    (
        "call",
        r"(?:phone |telephone |video |conference )?(?:call(?! for\b)|conversation)|video ?conference",
    ),
    (
        "session",
        (
            r"(?:emergency |special |closed-door |extraordinary |plenary )?session|"
            r"(?:security|permanent|north atlantic) council meeting"
        ),
    ),
    ("hearing", r"hearing"),
    (
        "election",
        (
            r"elections?(?! (?:commission|officials?|observers?|campaign|law|monitors?))|run-?off|referendum|polling day|plebiscite|"
            r"(?:presidential|parliamentary|general|legislative|local|snap|early) (?:polls?|ballot|vote)"
        ),
    ),
    ("vote", r"vote"),
    (
        "talks",
        (
            r"talks|negotiations|consultations|(?:\w+ )?round of (?:talks|negotiations)|dialogue|"
            r"mediation|(?:peace|truce|cease-?fire) talks|discussions|(?:first|second|third|fourth|fifth|sixth|next|last|latest|new|final) round"
        ),
    ),
    (
        "exercise",
        r"(?:military |naval |joint |live-fire |large-scale )*(?:exercises?|drills?|man(?:o|oeu)vers?|man(?:o|oeu)vres?|war games)",
    ),
    ("conference", r"(?:donor |peace |international )?conference(?! room)"),
    ("inauguration", r"inauguration"),
    ("handover", r"handover"),
    ("visit", r"visit|trip"),
    (
        "meeting",
        r"gathering(?! (?:of )?(?:evidence|intelligence|information|pace|storm))|get-together",
    ),
    ("meeting", r"meetings?|face-to-face|t[eê]te-[aà]-t[eê]te"),
)


_VERBS = (
    (
        "talks",
        (
            r"(?:hold|holds|held|holding|resume|resumes|resumed|begin|begins|began|open|opens|opened|launch|launches|launched|"
            r"enter|enters|entered|start|starts|started) (?:[\w-]+ ){0,4}?(?:talks|negotiations|consultations|discussions)"
        ),
    ),
    (
        "call",
        (
            r"(?:speaks?|spoke|spoken|talk|talked)(?: again)?(?: (?:on|by|over|via|last) [\w.]+(?: (?:call|link|conference))?| by \w+ \w+| for \w+ (?:minutes|hours?)){0,2}"
            r" (?:with|to)\b(?! reporters| journalists| the press| lawmakers| the nation)|"
            r"(?:speaks?|spoke|spoken|talks?|talked) (?:by|over|via|on) (?:the )?(?:[\w-]+ ){0,2}?(?:phone|telephone|video|link|line)\b|"
            r"(?:phones?|phoned|telephones?|telephoned|rings?|rang) (?=(?-i:[A-Z]))|(?:calls?|called) (?=(?-i:[A-Z])[\w.]+ (?:on|by) (?-i:[A-Z]))"
        ),
    ),
    (
        "meeting",
        (
            r"(?:meets?|met|(?:is|are|was|were|be) meeting|sits? down|sat down|huddles?|huddled)(?: again)?\b|"
            r"(?:sees?|saw) (?:(?-i:[A-Z][\w-]+)\b|(?:his|her|their) (?:[\w-]+ )?counterparts?)|"
            r"(?:be|been|is|are|was|were) (?:received|hosted|welcomed) (?:by|at)\b|"
            r"(?:takes?|took|taken|taking) up (?:the|this|that|its|his|her|their|these) [^,;.]{3,40}? with(?= (?:the |his |her |its |their )?[\w-])|"
            r"(?:consults?|consulted|confers?|conferred|dines?|dined|lunched) with\b|"
            r"(?:closets?|closeted)(?: (?:themselves|himself|herself))?(?= (?:in|at|with|since|on|for)\b)"
        ),
    ),
    ("talks", r"(?:reconvenes?|reconvened)\b"),
    (
        "talks",
        r"(?:are|were|due|set|scheduled|expected) to (?:talk|speak)\b(?! (?:to|about|of|at|out)\b)",
    ),
    (
        "call",
        (
            r"(?:leaders|presidents|ministers|counterparts|the two|the pair|both men)"
            r"(?:,[^,]{3,60},)? (?:(?:(?:will|are|were|to|due|scheduled|expected|set|also) )"
            r"{1,4}(?:speak|talk)|spoke)\b(?! (?:to|with|at)\b)"
        ),
    ),
    (
        "call",
        r"(?:confers?|conferred) (?:by|over|via) (?:\w+ )?(?:phone|telephone|video|link)\b",
    ),
    (
        "session",
        r"(?:assembles?|assembled|(?:comes?|came) together|convenes?|(?<!be )(?<!been )(?<!was )(?<!were )convened|gathers?|gathered)\b",
    ),
    ("summit", r"hosts?(?:ed)? (?:\w+ ){0,4}?(?:summit)"),
    (
        "meeting",
        (
            r"(?:hosts?|hosted|receives?|received|welcomes?|welcomed) (?:(?:the |both |his |her |their |an? )?(?:[\w-]+ ){0,3}?"
            r"(?:ministers?|presidents?|leaders?|premiers?|envoys?|counterparts?|chancellor|delegations?|team|officials|diplomats|"
            r"negotiators|king|chiefs?)\b|(?=(?-i:[A-Z][a-z]+ (?:in|at|on|for|and)\b)))|"
            r"(?:brings?|brought) together\b"
        ),
    ),
    ("vote", r"votes?\b|voted\b"),
    (
        "hearing",
        (
            r"(?:hears?|heard|rules? on|ruled on|decides? on|takes? up) (?:the |an |a |his |her |"
            r"their |(?-i:(?:[A-Z][\w-]+ ?){1,2}'s ))(?:\w+ )?(?:appeal|case|petition|request|challenge|lawsuit)"
        ),
    ),
    (
        "election",
        (
            r"(?:go|goes|went) to the polls|(?:choos(?:es?|ing)|chose|elects?|elected|picks?|picked) (?:a|an|their|its) (?:new )?"
            r"(?:president|parliament|leader|government|prime minister|assembly|legislature)"
        ),
    ),
    (
        "visit",
        (
            r"(?:visits?|visited|(?:(?<!all )(?<!against )(?<!essential )(?<!reconsider )(?<!not )(?<!avoid )(?<!for )travels?|"
            r"travelled|traveled|flies|fly|flew) to)\b|(?:heads?|headed) (?:to|for)(?= (?-i:[A-Z]))|"
            r"(?:carries|goes|and|then|flies|travels) on to(?= (?-i:[A-Z]))|(?:pays?|paid) (?:a|his|her|their) (?:[\w-]+ ){0,3}?visit\b|"
            r"(?:president|ministers?|chancellor|premier|envoys?|secretary|secretary-general|"
            r"ambassador|commissioner|delegations?|delegates|negotiators|mediators?|pope|king|"
            r"chief|leader|official)(?: [A-Z][\w-]+){0,3} "
            r"(?:(?:(?:will|is|are|was|were|due|to|expected|scheduled|also) ){0,4}"
            r"(?:arriv(?:es?|ed|ing)|lands?|landed|touch(?:es|ed)? down) in|(?:is|are|was|were) (?:due|expected|awaited) in"
            r"(?= (?-i:[A-Z]))|will be in(?= (?-i:[A-Z])))\b|"
            r"(?:president|ministers?|chancellor|premier|envoy|secretary|secretary-general|ambassador|commissioner|pope|king|"
            r"prince|chief|leader|speaker|adviser|general)(?: [\w'-]+){0,4}, (?:(?:will|is|was|due|to|expected|scheduled|also) ){0,4}"
            r"(?:arriv(?:es?|ed|ing)|lands?|landed|touch(?:es|ed)? down) in(?= (?-i:[A-Z]))"
        ),
    ),
)


_PATTERNS = (
    *(rf"(?:{pattern})" for _, pattern in _VERBS),
    *(rf"(?:{pattern})\b" for _, pattern in _NOUNS),
)
"""Of two that begin at one word the earlier counts."""
_KINDS = tuple(kind for kind, _ in (*_VERBS, *_NOUNS))
_beginnings = Beginnings(_PATTERNS)
_WORD = re.compile(r"\b[^\W\d_]+")


@cache
def _regex(at: int) -> re.Pattern[str]:
    return re.compile(_PATTERNS[at], re.IGNORECASE)


_AS_NOUN = re.compile(
    r"(?:\b(?:the|a|an|this|that|his|her|its|their|next|first|second|final|snap|key|crucial|"
    r"planned|confidence|no-confidence|parliamentary|official|state|any|another)|'s) "
    r"(?:[a-z-]+ )?$",
    re.IGNORECASE,
)
_NOW_OR_THEN = re.compile(
    r"(?P<then>met|sat|held|began|started|resumed|opened|launched|entered|spoke|talked|phoned|telephoned|rang|saw|hosted|received|"
    r"consulted|conferred|dined|lunched|closeted|taken|welcomed|brought|assembled|came|convened|gathered|reconvened|voted|chose|elected|picked|heard|ruled|decided|took|went|"
    r"visited|travelled|traveled|flew|headed|paid|conferred|huddled|called)\b|(?P<now>\w+)",
    re.IGNORECASE,
)
_EITHER = frozenset(["vote", "visit", "votes", "visits"])


def triggers_in(sentence: str) -> list[Trigger]:
    """Find the words for engagements in an evened *sentence*."""
    out: list[Trigger] = []
    for word in _WORD.finditer(lowered(sentence)):
        if out and word.start() < out[-1].end:
            continue
        for at in _beginnings.led_by(word[0][:LONGEST]):
            if match := _regex(at).match(sentence, word.start()):
                found = _trigger(sentence, match, at)
                if not _is_crowd(sentence, found):
                    out.append(found)
                break
    return out


def _trigger(sentence: str, match: re.Match[str], at: int) -> Trigger:
    noun = at >= len(_VERBS)
    if match[0].lower() in _EITHER:
        before = sentence[max(0, match.start() - 40) : match.start()]
        noun = bool(_AS_NOUN.search(before))
    return Trigger(*match.span(), _KINDS[at], noun)


_CROWD = re.compile(
    r"\b(?:thousands|hundreds|dozens|crowds?|protest\w+|demonstrat\w+|supporters|mourners|residents|"
    r"people|villagers|students|fans|followers|onlookers|families|relatives|worshippers)\b[^,;.]{0,40}$",
    re.IGNORECASE,
)
_IN_THE_OPEN = re.compile(
    r" (?:again )?(?:outside|in front of|around|at the (?:gates?|site|scene|border|airport)|on the (?:square|streets?))\b"
)


def _is_crowd(sentence: str, found: Trigger) -> bool:
    """Tell people who gather in the street from a body that meets."""
    if found.kind != "session" or found.noun:
        return False
    before = sentence[max(0, found.start - 70) : found.start]
    return bool(_CROWD.search(before) or _IN_THE_OPEN.match(sentence, found.end))


_WENT = words(
    "flown flew travelled traveled gone went came come arrived driven drove headed returned"
)


def went_to(sentence: str, trigger: Trigger, groups: tuple[Verb, ...]) -> bool:
    """Tell a meeting for which somebody has gone: *had flown there to sit down with*."""
    if not sentence.endswith("to ", 0, trigger.start):
        return False
    before = [g for g in groups if g.end < trigger.start - 3]
    last = before[-1] if before else None
    return last is not None and last.tense is Tense.PAST and last.head in _WENT


def is_past(sentence: str, trigger: Trigger) -> bool | None:
    """Tell the tense of a verb for an engagement by its own form; nothing of a noun."""
    if trigger.noun:
        return None
    form = _NOW_OR_THEN.match(sentence, trigger.start)
    return form is not None and form["then"] is not None
