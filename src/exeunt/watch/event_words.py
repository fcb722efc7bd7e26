"""What one side does to another: the words for it, and which of them a clause says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated, NamedTuple

from pydantic import Field

from exeunt.model.value import Value
from exeunt.watch.any_case import AnyCase
from exeunt.watch.beginnings import branches, closing
from exeunt.watch.pieces import lowered
from exeunt.watch.sieve import Sieve
from exeunt.watch.word_list import word_list


class Deed(Value):
    """A kind of event of PLOVER, with the words that say it."""

    root: str
    code: Annotated[str, Field(pattern=r"\d\d")]
    does: tuple[str, ...]
    also: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    """Nouns that say it, which take *of*, *on*, *between* and the like."""
    both: bool = False
    """Done with one another, so that either side is source and target."""
    turned: dict[str, str] = Field(default_factory=dict)
    """What it is when only ``meant``, or when ``refused``."""


class Trigger(NamedTuple):
    """Words in a sentence that say what is done."""

    start: int
    end: int
    deed: Deed
    passive: bool
    main: bool
    """A verb of the list ``does``, not a word of ``also``."""


@cache
def deeds() -> dict[str, Deed]:
    """Give every kind of event by its root."""
    given = word_list("event_verbs.yaml")
    return {d.root: d for d in map(Deed.model_validate, given)}


_IRREGULAR = {
    "begin": "begin(?:s|ning)?|began|begun",
    "hold": "hold(?:s|ing)?|held",
    "meet": "meet(?:s|ing)?|met",
    "break": "break(?:s|ing)?|broke|broken",
    "strike": "strik(?:es?|ing)|struck",
    "give": "giv(?:es?|ing|en)|gave",
    "take": "tak(?:es?|ing|en)|took",
    "send": "send(?:s|ing)?|sent",
    "lead": "lead(?:s|ing)?|led",
    "fly": "fl(?:y|ies|ying)|flew",
    "leave": "leav(?:es?|ing)|left",
    "speak": "speak(?:s|ing)?|spoke|spoken",
    "sell": "sell(?:s|ing)?|sold",
    "buy": "buy(?:s|ing)?|bought",
    "forgive": "forgiv(?:es?|ing|en)|forgave",
    "withdraw": "withdraw(?:s|ing|n)?|withdrew",
    "seek": "seek(?:s|ing)?|sought",
    "withhold": "withhold(?:s|ing)?|withheld",
    "fight": "fight(?:s|ing)?|fought",
    "shoot": "shoot(?:s|ing)?|shot",
    "cut": "cut(?:s|ting)?",
    "quit": "quit(?:s|ting)?",
    "shut": "shut(?:s|ting)?",
    "throw": "throw(?:s|ing|n)?|threw",
    "blow": "blow(?:s|ing|n)?|blew",
    "beat": "beat(?:s|ing|en)?",
    "undertake": "undertak(?:es?|ing|en)|undertook",
    "freeze": "freez(?:es?|ing)|froze|frozen",
    "lend": "lend(?:s|ing)?|lent",
    "lay": "lay(?:s|ing)?|laid",
    "bomb": "bomb(?:s|ed|ing|ings)?",
}


def _inflected(stem: str) -> str:
    """Give the forms of a verb; a stem cut short before its ending takes them all."""
    if stem in _IRREGULAR:
        return f"(?:{_IRREGULAR[stem]})"
    if stem.endswith("e"):
        return f"{stem[:-1]}(?:e[sd]?|ing)"
    if stem.endswith("y") and stem[-2] not in "aeou":
        return f"{stem[:-1]}(?:y|ies|ied|ying)"
    doubled = f"{stem[-1]}?" if stem[-1] in "bdglmnprt" else ""
    return rf"{stem}{doubled}(?:e[sdn]?|s|ing|y|ies|ied)?"


def _pattern(text: str) -> str:
    spelt = re.sub(r"([A-Za-z-]+)~", lambda m: _inflected(m[1].lower()), text)
    few = r"(?:[\w'$.,&-]+ ){0,5}?"
    spelt = spelt.replace("NAME", r"(?-i:[A-Z])[\w.'-]*")
    return spelt.replace(" .. ", " " + few).replace("..", few)


@dataclass(frozen=True, slots=True)
class _Phrase:
    spelt: str
    starts: frozenset[str]
    deed: Deed
    main: bool


@cache
def _regex(spelt: str) -> re.Pattern[str]:
    return re.compile(rf"(?i:{spelt})(?!\w)")


_FIRST = 4


@cache
def _by_start() -> dict[str, tuple[_Phrase, ...]]:
    """Give the phrases by the first of the letters that they may begin with."""
    out: dict[str, list[_Phrase]] = {}
    for deed in deeds().values():
        for phrases, main in ((deed.does, True), (deed.also, False)):
            for phrase in phrases:
                spelt = _pattern(phrase)
                one = _Phrase(spelt, frozenset(_starts(spelt)), deed, main)
                for start in {start[:_FIRST] for start in one.starts}:
                    out.setdefault(start, []).append(one)
    return {start: tuple(found) for start, found in out.items()}


@lru_cache(maxsize=1 << 13)
def _beginning(low: str) -> tuple[_Phrase, ...]:
    """Give the phrases that a word may begin whose first letters are *low*."""
    phrases = _by_start()
    return tuple(
        one
        for n in range(1, min(len(low), _FIRST) + 1)
        for one in phrases.get(low[:n], ())
        if any(low.startswith(s) and s[:_FIRST] == low[:n] for s in one.starts)
    )


def _starts(pattern: str) -> set[str]:
    """Give the first letters of every branch of *pattern*."""
    out = set()
    for branch in branches(pattern):
        if branch.startswith("(?:"):
            out |= _starts(branch[3 : closing(branch)])
        else:
            out.add(_literal(branch))
    return out


_MOST = 9
"""Letters of a word that tell which phrases it may begin."""
_LITERAL = re.compile(rf"[A-Za-z]{{1,{_MOST}}}(?![?*{{])")


def _literal(branch: str) -> str:
    match = _LITERAL.match(branch)
    return match[0].lower() if match else ""


_BE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)(?: \w+ly| also| again| reportedly)? $"
)
_DONE = AnyCase(
    r"\w+(?:ed|en)\b|(?:held|shot|beat|sent|met|struck|taken|cut|shut|blown|put)\b"
)
_NO_VERB = AnyCase(
    r"\b(?:the|a|an|its|their|his|her|our|of|this|that|any|no|some|more|new|further|\w+'s|"
    r"alleged|in|for|from|by) $"
)


def triggers(sentence: str) -> tuple[Trigger, ...]:
    """Find what is done in an evened *sentence*, left to right."""
    found = list(_found(sentence))
    found.sort(key=lambda t: (t.start, -(t.end - t.start)))
    return tuple(found)


_WORD = re.compile(r"[A-Za-z]{2,}")
_sieve = Sieve()


def _found(sentence: str) -> Iterator[Trigger]:
    marks = _sieve.marks(lowered(sentence))
    for word in _WORD.finditer(sentence):
        at = word.start()
        for one in _beginning(word[0][:_MOST].lower()):
            if not _sieve.lets(one.spelt, marks):
                continue
            if match := _regex(one.spelt).match(sentence, at):
                before = sentence[max(0, at - 24) : at]
                noun = _NO_VERB.is_in(before) and " " not in match[0]
                done = bool(_DONE.match(match[0])) and bool(_BE.search(before))
                main = one.main and not noun
                yield Trigger(at, match.end(), one.deed, done, main)


_MEANT = AnyCase(
    r"\b(?:will|would|'ll|shall|may|might|ready to|prepared to|willing to|plan(?:s|ned|ning)? to|"
    r"intend(?:s|ed)? to|pledged? to|promised? to|vow(?:s|ed)? to|offer(?:s|ed)? to|"
    r"agree[sd]? to|going to|committed to|set to|about to|want(?:s|ed)? to|hopes? to|"
    r"consider(?:s|ed|ing)?|due to|expected to|scheduled to|hop(?:e|es|ing) to)"
    r"(?: (?:also|soon|again|now|be|have|continue to|try to|help|never))* $"
)
_REFUSED = AnyCase(
    r"\b(?:will not|would not|won't|cannot|can not|could not|refus(?:e[sd]?|ing) to|"
    r"declin(?:e[sd]?|ing) to|did not|does not|do not|never|not)(?: \w+ly| be| yet)* $"
)


def what_is_done(sentence: str, trigger: Trigger) -> Deed:
    """Give the deed of *trigger* as it is said: done, only meant, or refused."""
    before = sentence[max(0, trigger.start - 40) : trigger.start]
    for regex, how in ((_REFUSED, "refused"), (_MEANT, "meant")):
        if how in trigger.deed.turned and regex.is_in(before):
            return deeds()[trigger.deed.turned[how]]
    return trigger.deed
