"""What a sentence says of a travel advisory: its level, and how it changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from exeunt.model.countries import two_countries
from exeunt.model.signals import Realis
from exeunt.watch.actors import Actor, nation_called, nation_names
from exeunt.watch.advisory_parts import Part, is_within, parts_in
from exeunt.watch.advisory_words import (
    ADVISORY,
    CHANGED,
    LEVEL,
    LEVEL_ALONE,
    LEVEL_TO,
    LOWERED,
    NO_CHANGE,
    PART,
    PHRASES,
    RAISED,
    REISSUED,
    STANDS,
)
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
    place: str = ""
    """The part of the country that alone is meant; empty: the whole."""


_VERBS = (
    ("raised", RAISED),
    ("lowered", LOWERED),
    ("text_changed", CHANGED),
    ("stands", STANDS),
    ("reissued", REISSUED),
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
_PUT = AnyCase(r"level [1-4]")
_SAYS = (_HEADER, _BARE_HEADER, ADVISORY, PHRASES, _PUT)


@cache
def _needed() -> tuple[tuple[Pieces, ...], ...]:
    return tuple(needed(one.pattern) for one in _SAYS)


def advice_in(scene: Scene, *, country: str) -> tuple[Advice, ...]:
    """
    Find what one sentence says of a travel advisory.

    That is one thing at most of the country, and one of each part of it.
    """
    parts = parts_in(scene)
    whole = _advice_of_all(scene, parts, country=country)
    return (*whole, *(_advice_of(scene, part, country) for part in parts))


def _advice_of(scene: Scene, part: Part, country: str) -> Advice:
    """Give the warning for a part of the country, whose level is not the country's."""
    realis = _realis(scene, part.start, part.end)
    change, rule = _change(scene, named=True)
    moves = change in {"raised", "lowered"}
    return Advice(
        country=_country(scene, country),
        level=None,
        change="text_changed" if moves else change or "stands",
        realis=Realis.LIMITED if realis is Realis.IN_FORCE else realis,
        start=part.start,
        end=part.end,
        rule=f"advisory:part_{rule}",
        place=part.name,
    )


def _advice_of_all(
    scene: Scene, parts: tuple[Part, ...], *, country: str
) -> tuple[Advice, ...]:
    small = lowered(scene.text)
    if not any(may_match(groups, small) for groups in _needed()):
        return ()
    header = _header(scene)
    about = ADVISORY.search(scene.text)
    level = _level(scene)
    phrase = PHRASES.search(scene.text)
    about = about or _put_at(scene)
    if level and is_within(level[1:], parts):
        level = None
    if parts and level is None and header is None:
        return ()
    if not (header or about or phrase):
        return ()
    if level is None and about is None and LEVEL.search(scene.text):
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


_PUT_AT = AnyCase(
    r"\b(?:put|puts|placed|moved|moves|raised|raises|upgraded|elevated|lowered|lowers|downgraded|dropped|bumped|kept|keeps)\b"
    r"[^.;:]{3,40}? (?:at|to|on|from) (?=level [1-4]\b)"
)


def _put_at(scene: Scene) -> re.Match[str] | None:
    """Find *put Russia at Level 4*, which needs no word for advisory."""
    put = _PUT_AT.search(scene.text)
    if put and any(
        a.kind == "country" and put.start() < a.start < put.end() for a in scene.actors
    ):
        return put
    stays = _AT_LEVEL.search(scene.text)
    named = stays and any(
        a.kind == "country" and 0 <= stays.start() - a.end < _BESIDE
        for a in scene.actors
    )
    return stays if named else None


_BESIDE = 12
_AT_LEVEL = AnyCase(
    r"\b(?:remains?|stays?|stayed|sits|stands|is|was|goes|went) (?:now |still )?(?:at|on|to) (?=level [1-4]\b)"
)


def is_title(scene: Scene) -> bool:
    """Tell a line of the form *Somewhere - Level 4: Do Not Travel*."""
    return bool(_header(scene) and PHRASES.search(scene.text))


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
        for pattern in (RAISED, LOWERED, REISSUED, CHANGED)
        if (m := pattern.search(sentence))
    ]
    near = [v for v in verbs if spans and abs(v[0] - spans[0][0]) < 90][:1]
    return min(s[0] for s in [*spans, *near]), max(s[1] for s in [*spans, *near])


def _level(scene: Scene) -> tuple[int, int, int] | None:
    """Give the level said of the whole country, with where it is said."""
    sentence = scene.text
    moved = LEVEL_TO.search(sentence)
    if moved and "level" in sentence[: moved.end()].lower():
        return int(moved[2]), moved.start(), moved.end()
    for match in LEVEL.finditer(sentence):
        if _FORMER.search(sentence, 0, match.start()):
            continue
        if not _of_a_part(scene, match.end()):
            word = match[1].lower()
            return _WORD_LEVEL.get(word) or int(word), match.start(), match.end()
    alone = LEVEL_ALONE.search(sentence)
    return (int(alone[1]), alone.start(1), alone.end(1)) if alone else None


def _of_a_part(scene: Scene, at: int) -> bool:
    """Tell the level of a town or region, *Do not travel to Bangui*, from the country's."""
    if PART.match(scene.text[at : at + 110]):
        return True
    to = _TO_SOMEWHERE.match(scene.text, at)
    return to is not None and not any(
        a.kind == "country" and a.start == to.end() for a in scene.actors
    )


_TO_SOMEWHERE = AnyCase(
    r"\W{1,3}(?:do not travel|reconsider travel|exercise \w+ \w+)? ?(?:to|in|within):? (?:the )?(?=(?-i:[A-Z]))"
)
_FORMER = AnyCase(
    r"\b(?:from|discontinued|withdr[ae]wn?|replac(?:e[sd]?|ing)|previous|former|earlier|instead of|cancelled|ended) "
    r"(?:a |an |the |its )?$"
)


def _change(scene: Scene, *, named: bool) -> tuple[str, str]:
    text = scene.text
    moved = LEVEL_TO.search(text)
    if moved and moved[1] != moved[2]:
        return ("raised" if moved[2] > moved[1] else "lowered"), "from_to"
    left = _left_level(scene)
    if left:
        return left, "from_to"
    if NO_CHANGE.search(text):
        return "stands", "stands"
    reach = [(d, change) for change, p in _VERBS if (d := _apart(text, p)) is not None]
    if not named:
        return ("text_changed", "now") if _NOW.search(text) else ("", "level")
    if not reach:
        return "", "level"
    moves = [r for r in reach if r[1] in {"raised", "lowered"}]
    texts = [r for r in reach if r[1] == "text_changed"]
    change = min(moves if moves and _level(scene) else texts or reach)[1]
    return change, change


def _left_level(scene: Scene) -> str:
    """Tell which way a level went that takes the place of another one in the sentence."""
    level = _level(scene)
    old = next(
        (
            m
            for m in LEVEL.finditer(scene.text)
            if _FORMER.search(scene.text, 0, m.start())
        ),
        None,
    )
    if level is None or old is None:
        return ""
    word = old[1].lower()
    was = _WORD_LEVEL.get(word) or int(word)
    return "" if was == level[0] else "raised" if level[0] > was else "lowered"


_NOW = AnyCase(r"\bnow (?:advis|warn|recommend)|\b(?:new|changed|updated) advice\b")


def _apart(sentence: str, pattern: AnyCase) -> int | None:
    """Tell how far the nearest verb of change stands from the word advisory."""
    cues = [*ADVISORY.finditer(sentence), *LEVEL.finditer(sentence)]
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
    if _STAYS.search(clause.whole):
        return Realis.IN_FORCE
    if _IF.search(clause.before):
        return Realis.CONTINGENCY
    if is_historic(clause, scene.times, scene.published):
        return Realis.HISTORIC
    planned = is_planned(clause, scene.groups) and _AHEAD.search(clause.whole)
    return Realis.PLANNED if planned else Realis.IN_FORCE


_STAYS = AnyCase(r"\bbut\b[^.]{0,30}\b(?:remains?|stays?) (?:at\b|unchanged)")
_AHEAD = AnyCase(
    r"\b(?:will|'ll|going to|shall|soon|shortly|plan(?:s|ned|ning)?|set to|due to (?:be|rise|fall|go)|about to|"
    r"expect(?:s|ed)|intend(?:s|ed)?|prepar(?:es|ing)|(?:is|are|was|were) to|would|tomorrow|next)\b"
)


_IF = AnyCase(
    r"\b(?:if|could|(?-i:may)|might|would|consider(?:s|ed|ing)?|weigh(?:s|ing)?|should)\b"
)
_FOR = AnyCase(
    r"\b(?:for|to|in|on|against|of|visiting|avoid|raised|upgraded|elevated|lowered|"
    r"downgraded|moved|put|puts|placed|bumped|about|keeps|kept) (?:the )?$"
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
    header = _header(scene) or _NAME_ALONE.match(scene.text)
    return _nation_of(header[1]) if header else ""


_NAME_ALONE = AnyCase(
    r"^\W*(.{2,60}?)(?: travel advis\w+| travel advice| travel warning| - see [\w ]{3,40})?\W*$"
)


def _titled(scene: Scene, named: list[Actor]) -> list[Actor]:
    return [
        a
        for a in named
        if re.match(
            r"(?:'s)? ?(?:-|travel|remains?|stays?|stayed|sits|stands|goes|went|(?:is|was) (?:now |still )?(?:at|on))",
            scene.text[a.end :],
        )
    ]
