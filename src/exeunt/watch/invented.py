"""Texts and passages of what nobody says has happened: games, films, paper exercises."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exeunt.watch.any_case import AnyCase
from exeunt.watch.marked import marked
from exeunt.watch.sentences import Sentence
from exeunt.watch.zones import Zone


_WORDS = (
    *("imagin", "invent", "fictiti", "fiction", "made up", "made-up", "hypothetical"),
    *("simulat", "notional", "tabletop", "table-top", "wargam", "war-gam", "war game"),
    *("exercise", "game", "novel", "film", "movie", "series", "drama", "thriller"),
    *("role-play", "mock ", "scenario", "player", "none of it", "none of this"),
    *("screenplay", "plot", "the book", "the play", "the story", "the script"),
)
_THING = (
    r"(?:crisis|crises|country|state|republic|island|war|conflict|emergency|evacuation|coup|"
    r"attack|invasion|embassy|scenario|events?|city|capital|outbreak|earthquake|siege)"
)
_UNREAL = r"(?:imaginary|imagined|fictional|fictitious|invented|made-up|hypothetical|notional|simulated)"
_WHOLLY = AnyCase(
    r"\b(?:everything|all|what follows|(?:all |the )+(?:text|events?|story|messages?|injects?|names?)) (?:(?:described )?(?:below|above|here|that follows)|"
    r"described|in it|in this \w+)?\s?(?:is|are|was|were) (?:\w+ )?(?:invented|fiction|fictional|fictitious|"
    r"made up|imagined|imaginary|simulated)\b|"
    r"\bnone of (?:it|this|what follows) (?:has |have )?(?:\w+ )?(?:happened|took place|taken place|is real|is true|was real)\b|"
    r"\b(?-i:EXERCISE,? EXERCISE)\b|\bthis is (?:only )?an? (?:exercise|simulation|drill|work of fiction)\b|"
    r"\bfor exercise (?:purposes|use|only)\b|\bexercise (?:message|inject)\b",
)
_AT_THE_TOP = AnyCase(
    rf"\b{_UNREAL} (?:[\w-]+ )?{_THING}\b|\b(?:table-?top|war-?game|war game|role-play|"
    r"paper exercise|command-post exercise|board game|video game|"
    r"simulation(?! model))\b",
)
_ART = AnyCase(
    r"\b(?:novel(?:s|ist)?|films?|filmmaker|movies?|screenplay|thrillers?|mini-?series|"
    r"(?:tv|television) (?:series|drama)|series|drama|episodes?|season (?:one|two|three|\d)|"
    r"director|starring|stars? as|plot|heroine?|protagonist|reviewed?|reader|audiences?|cinemas?|box office)\b",
)
_FROM_HERE = re.compile(
    r"^\W*(?:In (?:the|this|that|our|his|her|a) (?:[\w-]+ )?(?:game|exercise|scenario|simulation|novel|book|film|movie|"
    r"play|series|drama|thriller|story|script)\b|The (?:scenario|exercise script|novel|film|movie|thriller|drama) "
    r"(?:has|sees|imagines?|assume[sd]?|opens?|opened|follows?|depicts?|shows?|tells?|began|begins?|ends?|posits?)\b)|"
    r"\bthe players\b(?! (?:union|association))",
)
_ALONE = AnyCase(
    rf"\b(?:mock|{_UNREAL}) (?:[\w-]+ )?{_THING}\b|\bin the (?:game|novel|scenario|film)\b",
)
_WAY_IN = 3


def invented_in(whole: Sequence[Sentence]) -> frozenset[int]:
    """Give the places of the sentences that tell of what is made up."""
    found = marked(whole, _WORDS)
    if not found:
        return frozenset()
    if _all_of(whole, found):
        return frozenset(range(len(whole)))
    out: set[int] = set()
    for i in found:
        if _FROM_HERE.search(whole[i].text):
            out.update(_to_the_end(whole, i))
        elif _ALONE.search(whole[i].text):
            out.add(i)
    return frozenset(out)


def _all_of(whole: Sequence[Sentence], found: Sequence[int]) -> bool:
    """Tell a text that is made up from its beginning."""
    if any(_WHOLLY.search(whole[i].text) for i in found):
        return True
    title = [s.text for s in whole[:1] if s.zone is Zone.HEADLINE]
    body = [s.text for s in whole if s.zone is Zone.BODY]
    if any(_AT_THE_TOP.search(text) for text in [*title, *body[:1]]):
        return True
    art = {m[0].lower() for text in [*title, *body[:2]] for m in _ART.finditer(text)}
    return len(art) >= _WAY_IN


def _to_the_end(whole: Sequence[Sentence], start: int) -> range:
    """Give the sentences from *start* to the end of its paragraph."""
    end = start
    while end < len(whole) and whole[end].paragraph == whole[start].paragraph:
        end += 1
    return range(start, end)
