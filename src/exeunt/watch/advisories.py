"""What a sentence says of a travel advisory: its level, and how it changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from exeunt.model.countries import two_countries
from exeunt.model.signals import AdvisoryChange, Realis
from exeunt.watch.actors import Actor, nation_called, nation_names
from exeunt.watch.any_case import AnyCase
from exeunt.watch.pieces import Pieces, lowered, may_match, needed
from exeunt.watch.realis import clause_around, is_historic, is_planned
from exeunt.watch.scenes import Scene


@dataclass(frozen=True, slots=True)
class Advice:
    """An advisory spoken of in one sentence; offsets are within the sentence."""

    country: str
    level: int | None
    change: str
    realis: Realis
    start: int
    end: int
    rule: str


_ADVISORY = AnyCase(
    r"\b(?:travel (?:advisor(?:y|ies)|advice|warnings?|alerts?|guidance|notices?|"
    r"recommendations?)|advisory levels?|(?<!security )(?<!weather )advisor(?:y|ies)(?= (?:to |from |level|for |was|has|now))"
    r"|its advice (?:to|against|for)|"
    r"(?<!security )(?<!weather )(?<!health )advisory(?! (?:notice|board|committee|council|circular|opinion|group|body|role|"
    r"mission|firm|services?|team)))\b"
)
_LEVEL = AnyCase(r"\blevel[ -]?(?:to )?([1-4]|one|two|three|four)\b(?!\s?%)")
_LEVEL_TO = AnyCase(
    r"\b(?:level )?(?:from )?(?:level )?([1-4])(?: \([^)]{0,40}\))? (?:to|->) (?:a )?(?:level )?([1-4])\b"
)
_LEVEL_ALONE = AnyCase(
    r"\b(?:advisory|level)[^.]{0,40}?\b(?:increased|raised|lowered|decreased|reduced|upgraded|elevated|downgraded|moved|changed)\b"
    r"[^.]{0,25}?\bto (?:a )?(?:level )?([1-4])\b"
)
_PHRASES = AnyCase(
    r"\b(?:do not travel(?! (?:to (?:the |these |this |that |areas?|any))|on|by|at|alone|near|after|outside|within)|reconsider travel|exercise (?:increased|normal) (?:caution|precautions)|"
    r"(?:advis(?:es?|ed|ing)|warn(?:s|ed|ing)?|recommend(?:s|ed|ing)?) (?:\w+ ){0,4}?against (?:all )?(?:but essential |non-essential )?"
    r"travel|against all (?:but essential )?travel|avoid (?:all |non-essential )*travel(?! (?:near|around|along|within|by|at|after|on|in)\b))\b"
)
_RAISED = AnyCase(
    r"\b(?:rais(?:e[sd]?|ing)(?! (?:concern|alarm|fear))|upgrad(?:e[sd]?|ing)|elevat(?:e[sd]?|ing)|increas(?:e[sd]?|ing)(?! (?:threat|risk|caution|tension|violen|vigil|secur|crime)\w*)|"
    r"step(?:s|ped|ping)? up|toughen(?:s|ed|ing)?|tighten(?:s|ed|ing)?|heighten(?:s|ed|ing)?|hik(?:e[sd]?|ing)|"
    r"mov(?:e[sd]?|ing) (?:it |the country )?up)\b"
)
_LOWERED = AnyCase(
    r"\b(?:lower(?:s|ed|ing)?|downgrad(?:e[sd]?|ing)|reduc(?:e[sd]?|ing)|eas(?:e[sd]?|ing)|"
    r"relax(?:e[sd]?|es|ing)?|decreas(?:e[sd]?|ing)|soften(?:s|ed|ing)?|drop(?:s|ped|ping)?|lift(?:s|ed|ing)?)\b"
)
_CHANGED = AnyCase(
    r"\b(?:updat(?:e[sd]?|ing)|revis(?:e[sd]?|ing)|amend(?:s|ed|ing)?|chang(?:e[sd]?|ing)|"
    r"reword(?:s|ed|ing)?|expand(?:s|ed|ing)?|now also (?:because|due)|now (?:advis|warn|cit|nam|includ|mention|say)\w*|"
    r"add(?:s|ed|ing)?|replac(?:e[sd]?|ing)|modif(?:y|ies|ied|ying))\b"
)
_REISSUED = AnyCase(
    r"\b(?:re-?issu(?:e[sd]?|ing)|renew(?:s|ed|ing)?|issu(?:e[sd]?|ing)|publish(?:es|ed|ing)?)\b"
)
_STANDS = AnyCase(
    r"\b(?:remain(?:s|ed|ing)?|stays?|stayed|stands?|stood|unchanged|continu(?:e[sd]?|ing)|"
    r"maintain(?:s|ed|ing)?|still|already|kept|keeps?|no changes?|there were no changes|is at|was at|in place)\b"
)
_NO_CHANGE = AnyCase(
    r"\bno changes? (?:was|were|to)\b|\bthere were no changes\b|\bno edits\b"
)
_VERBS = (
    ("raised", _RAISED),
    ("lowered", _LOWERED),
    ("text_changed", _CHANGED),
    ("stands", _STANDS),
    ("reissued", _REISSUED),
)
_PART = AnyCase(
    r"^(?:\W{0,3}\w[\w -]{0,40}?)?\W{0,3}(?:to|for|in|areas?|along|near|within)\b"
    r"[^.]{0,30}?\b(?:regions?|provinces?|states? of|areas?|borders?|governorates?|"
    r"departments?|districts?|oblasts?|km|miles|islands?|counties|cities|city of)\b"
)
_WORD_LEVEL = {"one": 1, "two": 2, "three": 3, "four": 4}
_DENIED = AnyCase(
    r"\b(?:has not|have not|did not|does not|will not|no plans? to|not)\s(?:\w+ ){0,3}?"
    r"(?:chang|rais|lower|updat|upgrad|issu|revis)\w*"
)
_HEADER = AnyCase(r"^\W*(.{2,90}?) ?(?:travel advisory)? ?- ?level ([1-4])\b")


_BARE_HEADER = AnyCase(
    r"^\W*(?:travel advisory\W+)?(.{2,60}?)(?: travel advisory)?[,:]? ?level[ -]?([1-4])\b"
)
_SAYS = (_HEADER, _BARE_HEADER, _ADVISORY, _PHRASES)


@cache
def _needed() -> tuple[tuple[Pieces, ...], ...]:
    return tuple(needed(one.pattern) for one in _SAYS)


def advice_in(scene: Scene, *, country: str) -> tuple[Advice, ...]:
    """Find what one sentence says of a travel advisory; at most one thing."""
    small = lowered(scene.text)
    if not any(may_match(groups, small) for groups in _needed()):
        return ()
    header = _header(scene)
    about = _ADVISORY.search(scene.text)
    level = _level(scene.text)
    phrase = _PHRASES.search(scene.text)
    if not (header or about or phrase):
        return ()
    if level is None and about is None and _LEVEL.search(scene.text):
        return ()
    change, rule = _change(scene, named=bool(about or (level and phrase)))
    if not change and level is None and phrase is None:
        return ()
    cue = header or about or phrase
    low, high = _span(scene.text, cue, level)
    realis = _realis(scene, low, high)
    if realis is Realis.DENIED:
        change = "stands"
    where = _country(scene, country)
    return (
        Advice(
            country=where,
            level=level[0] if level and where else None,
            change=change or "stands",
            realis=realis,
            start=low,
            end=high,
            rule=f"advisory:{rule}",
        ),
    )


def is_title(scene: Scene) -> bool:
    """Tell a line of the form *Somewhere - Level 4: Do Not Travel*."""
    return bool(_header(scene) and _PHRASES.search(scene.text))


def heads_a_country(scene: Scene) -> bool:
    """Tell the title of a country's advisory from the heading of one of its parts."""
    header = _header(scene)
    if header is None:
        return any(a.kind == "country" for a in scene.actors)
    return bool(_nation_of(header[1]))


def _nation_of(head: str) -> str:
    """Give the country whose name *head* is, and no more than its name."""
    name = re.sub(r"\([^()]*\)?", " ", head).strip(" ,-")
    return nation_called(name) or nation_called(re.sub(r"(?i)^the ", "", name))


def _header(scene: Scene) -> re.Match[str] | None:
    if "level" not in scene.text.lower():
        return None
    header = _HEADER.search(scene.text)
    if header:
        return header
    bare = _BARE_HEADER.search(scene.text)
    return bare if bare and _nation_of(bare[1]) else None


def _span(
    sentence: str, cue: re.Match[str] | None, level: tuple[int, int, int] | None
) -> tuple[int, int]:
    spans = [cue.span()] if cue else []
    spans += [level[1:]] if level else []
    verbs = [
        m.span()
        for pattern in (_RAISED, _LOWERED, _REISSUED, _CHANGED)
        if (m := pattern.search(sentence))
    ]
    near = [v for v in verbs if spans and abs(v[0] - spans[0][0]) < 90][:1]
    return min(s[0] for s in [*spans, *near]), max(s[1] for s in [*spans, *near])


def _level(sentence: str) -> tuple[int, int, int] | None:
    """Give the level said of the whole country, with where it is said."""
    moved = _LEVEL_TO.search(sentence)
    if moved and "level" in sentence[: moved.end()].lower():
        return int(moved[2]), moved.start(), moved.end()
    for match in _LEVEL.finditer(sentence):
        if _FORMER.search(sentence, 0, match.start()):
            continue
        if not _PART.match(sentence[match.end() : match.end() + 110]):
            word = match[1].lower()
            return _WORD_LEVEL.get(word) or int(word), match.start(), match.end()
    alone = _LEVEL_ALONE.search(sentence)
    return (int(alone[1]), alone.start(1), alone.end(1)) if alone else None


_FORMER = AnyCase(r"\bfrom (?:a |the )?$")


def _change(scene: Scene, *, named: bool) -> tuple[str, str]:
    text = scene.text
    moved = _LEVEL_TO.search(text)
    if moved and moved[1] != moved[2]:
        return ("raised" if moved[2] > moved[1] else "lowered"), "from_to"
    if _NO_CHANGE.search(text):
        return "stands", "stands"
    reach = [(d, change) for change, p in _VERBS if (d := _apart(text, p)) is not None]
    if not named:
        return ("text_changed", "now") if _NOW.search(text) else ("", "level")
    if not reach:
        return "", "level"
    moves = [r for r in reach if r[1] in {"raised", "lowered"}]
    texts = [r for r in reach if r[1] == "text_changed"]
    change = min(moves if moves and _level(text) else texts or reach)[1]
    return change, change


_NOW = AnyCase(r"\bnow (?:advis|warn|recommend)|\b(?:new|changed|updated) advice\b")


def _apart(sentence: str, pattern: AnyCase) -> int | None:
    """Tell how far the nearest verb of change stands from the word advisory."""
    cues = [*_ADVISORY.finditer(sentence), *_LEVEL.finditer(sentence)]
    gaps = [
        max(v.start() - c.end(), c.start() - v.end(), 0)
        for v in pattern.finditer(sentence)
        for c in cues
    ]
    return min((g for g in gaps if g < 60), default=None)


def _realis(scene: Scene, start: int, end: int) -> Realis:
    clause = clause_around(scene.text, start, end)
    if _DENIED.search(clause.whole):
        return Realis.DENIED
    if _IF.search(clause.before):
        return Realis.CONTINGENCY
    if is_historic(clause, scene.times, scene.published):
        return Realis.HISTORIC
    return Realis.PLANNED if is_planned(clause, scene.groups) else Realis.IN_FORCE


_IF = AnyCase(
    r"\b(?:if|could|(?-i:may)|might|would|consider(?:s|ed|ing)?|weigh(?:s|ing)?|should)\b"
)
_FOR = AnyCase(
    r"\b(?:for|to|in|on|against|of|visiting|avoid|raised|upgraded|elevated|lowered|"
    r"downgraded|moved|put|placed) (?:the )?$"
)


def _country(scene: Scene, country: str) -> str:
    titled = subject_of(scene)
    if titled:
        return titled
    named = [
        a
        for a in scene.actors
        if a.nation
        and a.kind in {"country", "people"}
        and not _OWNER.match(scene.text, a.end)
    ]
    about = [
        a for a in named if _FOR.search(scene.text[max(0, a.start - 14) : a.start])
    ]
    first = [a for a in about if a.nation == country] or about or _titled(scene, named)
    codes = [a.nation for a in first if a.nation in nation_names()]
    if codes:
        return codes[0]
    return "" if _names_two(scene.text) else country


_PERHAPS_TWO = AnyCase(
    r"(?:^\W*(?=\w+\W+(?:travel advisory|level)\b)|\b(?:for|to|in|of) (?:the )?)"
    r"(Congo|Korea)\b"
)


def _names_two(sentence: str) -> bool:
    """Tell a sentence on a name that two countries share: its level is of neither."""
    found = _PERHAPS_TWO.search(sentence)
    return found is not None and bool(two_countries(found[1]))


_OWNER = AnyCase(
    r"(?:'s)? (?:[\w-]+ )?(?:government|embassy|consulate|mission|citizens?|nationals?|personnel|"
    r"employees|state department|department of state|department|dollars?|military|forces)\b"
)


def subject_of(scene: Scene) -> str:
    """Give the country whose advisory a title heads, as an ISO code; else nothing."""
    header = _header(scene)
    return _nation_of(header[1]) if header else ""


_OPENING = AnyCase(
    r"^\W*(?:last updated?:?\W*)?(?:(?:this|the) (?:travel )?advisory (?:has been|was|is) )?"
    r"(re-?issued|updated|revised|amended)\b"
)
_LEVEL_UP = AnyCase(
    r"\b(?:increas\w+|rais\w+|elevat\w+|upgrad\w+)\b[^.]{0,40}\blevel|"
    r"\blevel\b[^.]{0,40}\b(?:increase|increased|raised|elevated|upgraded)\b"
)
_LEVEL_DOWN = AnyCase(
    r"\b(?:decreas\w+|lower\w*|reduc\w+|downgrad\w+)\b[^.]{0,40}\blevel|"
    r"\blevel\b[^.]{0,40}\b(?:decrease|decreased|lowered|reduced|downgraded)\b"
)


def opening_change(text: str) -> str:
    """
    Read the line with which an advisory opens, *Reissued with updates to ...*.

    Returns the change that it tells of the whole advisory, or nothing.
    """
    opening = _OPENING.match(text)
    if not opening:
        return ""
    moved = _LEVEL_TO.search(text)
    if moved and moved[1] != moved[2] and "level" in text.lower():
        return "raised" if moved[2] > moved[1] else "lowered"
    if _LEVEL_UP.search(text) or _LEVEL_DOWN.search(text):
        return "raised" if _LEVEL_UP.search(text) else "lowered"
    return "reissued" if opening[1].lower().startswith("re") else "text_changed"


def opened(said: Sequence[AdvisoryChange], change: str) -> tuple[AdvisoryChange, ...]:
    """
    Give the change of the opening line to the advisory that it opens.

    That is the first of the document that says no change itself; what only says the
    same of the same country again is dropped.
    """
    first = next((a for a in said if a.change in {"stands", change}), None)
    moves = [a for a in said if a.change in {"raised", "lowered"}]
    if first and moves and moves[0].level is None and first.country == moves[0].country:
        rest = [a for a in said if a is not moves[0]]
        return opened(rest, moves[0].change)
    moved = bool(moves)
    if (
        not change
        or first is None
        or (moved and change in {"reissued", "text_changed"})
    ):
        return tuple(said)
    level = next(
        (a.level for a in said if a.level and a.country == first.country), None
    )
    whole = replace(first, change=change, level=first.level or level)
    return tuple(
        whole if a is first else a
        for a in said
        if a is first
        or a.country != first.country
        or a.change not in {change, "stands"}
        or a.level not in {None, whole.level}
    )


def _titled(scene: Scene, named: list[Actor]) -> list[Actor]:
    return [a for a in named if re.match(r"(?:'s)? ?(?:-|travel)", scene.text[a.end :])]


_GOES_ON = AnyCase(
    r"^\W*(?:the (?:new |updated |revised |amended )?(?:text|wording|warning|advice|"
    r"advisory|notice|guidance)|it)(?: has)?(?: now| also)? (?:changed|updated|amended) its (?:advice|advisory|warning)|^\W*(?:the (?:new |updated |revised |amended )?(?:text|wording|warning|advice|"
    r"advisory|notice|guidance)|it)(?: now| also)? (?:tells|says|said|warns|warned|cites|"
    r"cited|reads|advises|names|notes|adds|mentions|states|asks|urges)\b(?!.*\blevel)"
)


def goes_on(sentence: str) -> bool:
    """Tell whether a sentence goes on with the advisory that the last one spoke of."""
    return bool(_GOES_ON.match(sentence)) and not _NO_ADVICE.search(sentence)


_NO_ADVICE = AnyCase(r"\bagainst (?:all|travel)\b")
