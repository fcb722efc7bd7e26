"""Claims made by nouns, adjectives and *according to*, by the order of words."""

from __future__ import annotations

import re

from exeunt.model.signals import StatementKind as Kind
from exeunt.watch.claims import Claim
from exeunt.watch.cue_words import ADJECTIVES, NOUNS, STRONG, VERBS
from exeunt.watch.grammar import BARE
from exeunt.watch.rule_sources import (
    DETERMINERS,
    Word,
    low_at,
    possessor,
    source_before,
)
from exeunt.watch.wording import words


TAIL = re.compile(r"[\s,;.\"'”’-]+$")
"""What ends a sentence and is no part of what is said."""


def is_infinitive(found: list[Word], at: int) -> bool:
    """Tell *to leave* from *to Kyiv*."""
    following = low_at(found, at + 1)
    return (
        following.isalpha()
        and following not in DETERMINERS
        and (following in BARE or not found[at + 1].is_name)
    )


def end_of(sentence: str, found: list[Word], at: int) -> int:
    """Give where content that begins at a word ends: the sentence, or a new saying."""
    opens_so = low_at(found, 0) in _SUBORDINATE
    for k in range(at + 2, len(found) - 1):
        if found[k].low in {"and", "but"} and _says_on(found, k + 1):
            return found[k - (found[k - 1].text == ",")].start
        if found[k].text != ",":
            continue
        after = found[k + 1].low
        if opens_so and (after in DETERMINERS or found[k + 1].is_name):
            return found[k].start
        if after.endswith("ing") and after in VERBS:
            return found[k].start
        if after in {"according", "but"}:
            return found[k].start
    return len(TAIL.sub("", sentence)) if not sentence.endswith('"') else len(sentence)


_SUBORDINATE = words("as while although though when before since if because after")
"""What a sentence opens with whose main clause comes behind a comma."""


def _says_on(found: list[Word], k: int) -> bool:
    """Tell *and called for*, *and vowed to*, *and the mayor warned that*."""
    for at in range(k, min(len(found) - 1, k + 6)):
        word = found[at]
        if not word.is_word or word.low in {"that", "to"}:
            return False
        cue = VERBS.get(word.low)
        finite = cue is not None and word.low != cue.lemma and word.text.islower()
        if cue is not None and finite and not word.low.endswith("ing"):
            named = at > k and cue.lemma in STRONG
            means = at == k and low_at(found, at + 1) in {"to", "for"}
            return (low_at(found, at + 1) == "that" and (named or at == k)) or means
    return False


def of_noun(sentence: str, found: list[Word], i: int) -> Claim | None:
    """Read *Pike's claim that the bridge is gone*."""
    kind = NOUNS[found[i].low]
    following = low_at(found, i + 1)
    meant = kind is Kind.INTENT and is_infinitive(found, i + 1)
    if not (following == "that" or (following == "to" and meant)):
        return None
    content = found[i + 1].start, end_of(sentence, found, i + 1)
    source = possessor(found, i)
    if source is None and (following != "that" or found[i].low in _NO_SOURCE):
        return None
    negated = low_at(found, i - 1) == "no"
    return Claim(
        cue=(found[i].start, found[i].end),
        kind=kind,
        lemma=found[i].low,
        source=source,
        content=content,
        negated=negated,
    )


_NO_SOURCE = words("idea notion word news message sense plan call offer view opinion")


def of_adjective(sentence: str, found: list[Word], i: int) -> Claim | None:
    """Read *She is sure that the bridge is gone*."""
    if low_at(found, i - 1) not in _BEING | {"not", "very", "deeply"}:
        return None
    following = low_at(found, i + 1)
    kind = ADJECTIVES[found[i].low]
    fits = (
        following == "that" or (following in {"about", "of"})
        if (kind is Kind.BELIEF)
        else following == "to"
    )
    source = source_before(found, i)
    if not fits or source is None or sentence[slice(*source)].lower() in _IT:
        return None
    return Claim(
        cue=(found[i].start, found[i].end),
        kind=kind,
        lemma=found[i].low,
        source=source,
        content=(found[i + 1].start, end_of(sentence, found, i + 1)),
        negated=low_at(found, i - 1) == "not",
    )


_BEING = words("is are was were be been am")


_IT = words("it that this there")


def according_to(sentence: str, found: list[Word], i: int) -> Claim | None:
    """Read *According to the mayor, the bridge is gone*."""
    if low_at(found, i + 1) != "to" or i + 2 >= len(found):
        return None
    last = i + 2
    for k in range(i + 2, min(len(found), i + 22)):
        if found[k].text in ',.;"' and found[k].end - found[k].start == 1:
            break
        last = k
    source = found[i + 2].start, found[last].end
    before, after = found[i].start, found[last].end
    head = TAIL.sub("", sentence[:before])
    tail = TAIL.sub("", sentence[after:])
    content = (
        (0, len(head))
        if len(head) >= len(tail)
        else (after + len(tail) - len(tail.lstrip(" ,")), after + len(tail))
    )
    return Claim(
        cue=(found[i].start, found[i + 1].end),
        kind=Kind.SPEECH,
        lemma="according",
        source=source,
        content=content,
    )
