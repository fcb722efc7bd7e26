"""Whether a text is English, which is what the rules can read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from exeunt.watch.wording import words


_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_LOOKED_AT = 20_000
_ENGLISH = words(
    "the of and to in is was for on that with are be will has have it by from "
    "as at not said this an or its their been were who which would they we you "
    "your should all but after than more if there do can his her any about"
)
_OTHERS = {
    "fr": "le la les des et est une dans pour que qui sur au aux du avec sont pas ce "
    "par plus ont été cette ses leur nous vous",
    "es": "el los las de que y en un una por con para se del al su es como más pero "
    "sus está son fue han sobre",
    "pt": "o os as de que e em um uma por com para se do da ao não mais foi são dos "
    "das pela pelo está",
    "de": "der die das und ist in den von zu mit sich des auf für nicht ein eine dem "
    "im auch wird sind als werden nach bei",
    "it": "il lo gli di che e un una per con non sono del della nel alla è più dei "
    "delle questo ha",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als "
    "naar wordt worden bij",
    "pl": "w i na z się nie do że jest o po od dla przez są za ale jak oraz przed",
    "sv": "och att det som en på är av för med den till inte om ett har de",
    "tr": "ve bir bu için ile da de olarak daha olan gibi kadar sonra",
    "id": "yang dan di untuk dengan dari pada ini itu tidak akan dalam telah",
    "sw": "ya na wa kwa ni za katika la kuwa hii cha",
}
_SETS = {code: words(text) for code, text in _OTHERS.items()}


def is_english(text: str) -> bool:
    """
    Tell whether the rules can read *text*.

    Running text is judged by its small words; a text too short to have any is taken
    for English when its letters are Latin without accents.
    """
    found = Counter(map(str.lower, _WORD.findall(text[:_LOOKED_AT])))
    total = found.total()
    if not total:
        return False
    strange = [word for word in found if not _is_latin(word)]
    latin = total - sum(found[word] for word in strange)
    if latin < 0.7 * total:
        return False
    english = _counted(found, _ENGLISH)
    other = max(_counted(found, known) for known in _SETS.values())
    if total < 12:
        return english >= other and not strange
    return english >= 0.08 * total and english > other


def _counted(found: Counter[str], known: frozenset[str]) -> int:
    return sum([found[word] for word in known & found.keys()])


def _is_latin(word: str) -> bool:
    return word.isascii() or "LATIN" in unicodedata.name(word[0], "")
