"""Claims found without a tree, by the order of words: for when no model is at hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from exeunt.model.signals import StatementKind as Kind
from exeunt.watch.claims import Claim, Span
from exeunt.watch.cue_words import (
    ADJECTIVES,
    GATHERING,
    NOUNS,
    PHRASES,
    SILENCE,
    STRONG,
    VERBS,
    Cue,
)
from exeunt.watch.grammar import BARE
from exeunt.watch.wording import words


_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’-][^\W_]+)*\.?(?<=[A-Z][a-z]\.)|"
    r"[^\W_]+(?:['’.-][^\W_]+)*|[^\w\s]"
)
_DETERMINERS = words(
    "the a an his her their its our my your this that these those some several many one "
    "two three four five most both all another other any no every each few"
)
_SUBJECT_PRONOUNS = words("he she they it we i who")
_AUXILIARY = words(
    "has have had is are was were be been being will would could should may might must "
    "can did does do not n't also then later again repeatedly publicly reportedly "
    "recently already still now never once privately previously openly today yesterday "
    "monday tuesday wednesday thursday friday saturday sunday flatly simply only just "
    "really sharply strongly quickly firmly separately further didn't doesn't don't "
    "hasn't haven't won't wouldn't wasn't isn't"
)
_STOPS = words(
    "and but while because although though as if when after before since that which who "
    "said says whether so or than where until unless amid despite"
)
_PREPOSITIONS = words("of for at in from on with by to")
_CLAUSE_STARTERS = words(
    "the a an he she they it we i you his her their its our there this that these those "
    "what whether if when how why who no some any many most all as such"
)
_TAIL = re.compile(r"[\s,;.\"'”’-]+$")
_QUOTE = re.compile(r'["“”]')
_NEGATIVE = words(
    "not n't never didn't doesn't don't hasn't haven't won't wouldn't nor"
)
_WH = words("whether if what when where why how who which")


class _Word(NamedTuple):
    text: str
    low: str
    start: int
    end: int

    @property
    def is_name(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


_CUES = (
    frozenset(VERBS)
    | frozenset(NOUNS)
    | frozenset(ADJECTIVES)
    | frozenset(phrase.split()[0] for phrase in PHRASES)
    | {"according"}
)


class RulesOnly:
    """The analyser that needs no model."""

    @property
    def name(self) -> str:
        """What it is."""
        return "rules"

    def claims(self, sentences: Sequence[str]) -> list[tuple[Claim, ...]]:
        """Give the claims of each of *sentences*."""
        return [claims_by_rule(sentence) for sentence in sentences]


RULES = RulesOnly()
"""The analyser that is always at hand."""


def claims_by_rule(sentence: str) -> tuple[Claim, ...]:
    """Find the claims of one sentence by the order of its words."""
    found = [
        _Word(m[0], m[0].lower(), m.start(), m.end()) for m in _TOKEN.finditer(sentence)
    ]
    out: list[Claim] = []
    for i, word in enumerate(found):
        if word.low not in _CUES:
            continue
        claim = _at(sentence, found, i, word.low)
        if claim is not None:
            out.append(_joined(claim, found, i, out))
    return tuple(c for c in out if c.source or c.lemma in STRONG or c.lemma in NOUNS)


def _joined(claim: Claim, found: list[_Word], i: int, before: list[Claim]) -> Claim:
    """Let *and vowed* and *, adding* go on from whoever spoke before."""
    k = i - 1
    while k >= 0 and found[k].low in _AUXILIARY:
        k -= 1
    goes_on = k >= 0 and found[k].low in {"and", "but", ",", "while"}
    if claim.source is not None or not goes_on or not before:
        return claim
    return replace(claim, source=before[-1].source)


def _at(sentence: str, found: list[_Word], i: int, low: str) -> Claim | None:
    if low == "according":
        return _according(sentence, found, i)
    if low in NOUNS and found[i].text.islower():
        claim = _of_noun(sentence, found, i)
        if claim is not None:
            return claim
    if low in ADJECTIVES:
        return _of_adjective(sentence, found, i)
    if found[i].is_name:
        return None
    cue = PHRASES.get(f"{low} {_next(found, i + 1)}", VERBS.get(low))
    return None if cue is None else _of_verb(sentence, found, i, cue)


def _next(found: list[_Word], i: int) -> str:
    return found[i].low if 0 <= i < len(found) else ""


def _of_verb(sentence: str, found: list[_Word], i: int, cue: Cue) -> Claim | None:
    before = _next(found, i - 1)
    if before == "to" or (before in _DETERMINERS and before != "that"):
        return None
    last = i + 1 if " " in cue.lemma else i
    source = _source_before(found, i)
    content: Span | None = None
    if source is None or _inverts(found, i):
        inverted = _source_after(found, i)
        if inverted is not None:
            source, content = inverted, _content_before(sentence, found, i)
    if content is None and source is not None and _ends_clause(found, last):
        content = _content_before(sentence, found, _index_at(found, source[0]))
    if content is None:
        content = _content_after(sentence, found, last, cue)
    if content is None and not (source and cue.quoted and _QUOTE.search(sentence)):
        return None
    negated = any(_next(found, k) in _NEGATIVE for k in range(max(0, i - 3), i))
    return Claim(
        cue=(found[i].start, found[last].end),
        kind=cue.kind,
        lemma=cue.lemma,
        source=source,
        content=content,
        negated=negated,
        content_negated=content is not None and _says_no(sentence[slice(*content)]),
    )


_NO = re.compile(r"^\W*(?:that )?(?:[\w'’-]+ ){0,5}?(?:not|never|n't)\b|^\W*no ", re.I)


def _says_no(content: str) -> bool:
    return bool(_NO.match(content[:80]))


def _index_at(found: list[_Word], start: int) -> int:
    return next(k for k, word in enumerate(found) if word.start >= start)


def _inverts(found: list[_Word], i: int) -> bool:
    """Tell *," said Mr Price* from *Price said the*."""
    if i == 0:
        return False
    before = found[i - 1].text
    return found[i].low in _SAID and (
        before in "\"”’'" or (before == "," and _source_before(found, i) is None)
    )


_SAID = words("said says told added wrote asked replied explained tweeted continued")


def _source_before(found: list[_Word], i: int) -> Span | None:
    """Walk left over auxiliaries, then over one noun phrase."""
    k = i - 1
    while k >= 0 and (found[k].low in _AUXILIARY or found[k].low.endswith("ly")):
        k -= 1
    if k >= 0 and found[k].text == ",":
        opens = _appositive(found, k)
        if opens is None:
            return None
        k = opens
    if k < 0 or not found[k].is_word or found[k].low in _STOPS - {"who"}:
        return None
    if found[k].low in _SUBJECT_PRONOUNS:
        return found[k].start, found[k].end
    first = _phrase_start(found, k)
    return None if first is None else (found[first].start, found[k].end)


def _appositive(found: list[_Word], comma: int) -> int | None:
    """Step over *, the minister,* to the name before it."""
    for k in range(comma - 1, max(-1, comma - 14), -1):
        if found[k].text == ",":
            return k - 1 if k > 0 and found[k - 1].is_word else None
        if found[k].text in '"“”;:':
            return None
    return None


def _phrase_start(found: list[_Word], last: int) -> int | None:
    first, named = last, False
    for k in range(last, max(-1, last - 12), -1):
        word = found[k]
        if word.low in _STOPS or not word.is_word or (word.low in VERBS and k < last):
            if word.text in {"&", "-", "."} or (word.low == "and" and named):
                continue
            break
        if word.low in _AUXILIARY and not word.is_name:
            break
        first = k
        named = named or word.is_name
        if word.low in _DETERMINERS and _next(found, k - 1) not in _PREPOSITIONS:
            break
    while first < last and found[first].low in _PREPOSITIONS:
        first += 1
    return (
        first
        if named or found[first].low in _DETERMINERS or _is_plural(found[last])
        else None
    )


def _is_plural(word: _Word) -> bool:
    return word.low.endswith("s") and len(word.text) > 3


def _source_after(found: list[_Word], i: int) -> Span | None:
    """Read the noun phrase after an inverted verb, up to a comma or preposition."""
    last = i
    for k in range(i + 1, min(len(found), i + 12)):
        word = found[k]
        if not word.is_word:
            break
        if word.low in _AFTER_SOURCE or word.low in _STOPS:
            break
        last = k
    if last == i or found[i + 1].low in {"that", "to", "it", "there"}:
        return None
    if not (found[i + 1].is_name or found[i + 1].low in _DETERMINERS):
        return None
    return found[i + 1].start, found[last].end


_AFTER_SOURCE = words(
    "in on at during after before when while to by about late early monday tuesday "
    "wednesday thursday friday saturday sunday has had is was will would could"
)


def _ends_clause(found: list[_Word], i: int) -> bool:
    """Tell whether what follows the verb is no content: its end, a day, hearers."""
    following = _next(found, i + 1)
    if following in {"this", "last", "earlier", "later"}:
        following = _next(found, i + 2)
        return following in words(
            "week month year night morning afternoon evening on in"
        )
    return following in {"", ".", ",", ";", '"', "”"} or following in _AFTER_SOURCE


def _content_before(sentence: str, found: list[_Word], i: int) -> Span | None:
    end = found[i].start if i < len(found) else len(sentence)
    text = sentence[:end]
    stripped = _TAIL.sub("", text)
    if len(stripped) < 12 or not re.search(r"[,\"”?!-]\s*$", text.rstrip() or " "):
        return None
    return 0, len(text.rstrip())


def _content_after(sentence: str, found: list[_Word], i: int, cue: Cue) -> Span | None:
    at = i + 1
    following = _next(found, at)
    if cue.urging and (urged := _urged(found, at)) is not None:
        return found[at].start, _end(sentence, found, urged)
    if cue.lemma in _HEARD and following not in {"that", "to"}:
        at = _past_hearer(found, at)
        following = _next(found, at)
    if following == "to" and _is_infinitive(found, at):
        return _infinitive(sentence, found, at, cue)
    if following in {",", ":"} and _next(found, at + 1) == '"':
        at += 1
    elif not (following == '"' or _is_clause(found, i, at, cue)):
        with_it = following in cue.prepositions - {"to", "with", "in", "on"}
        if not (with_it or _is_thing(found, at, cue)):
            return None
    return found[at].start, _end(sentence, found, at)


def _urged(found: list[_Word], at: int) -> int | None:
    """Find *to* and a verb behind those who are urged."""
    if _next(found, at) in {"to", "that", "in", "on", ",", "."}:
        return None
    for k in range(at + 1, min(len(found) - 1, at + 8)):
        if found[k].low == "to":
            return k if _is_infinitive(found, k) else None
        if found[k].low in _STOPS or not found[k].is_word:
            return None
    return None


def _is_thing(found: list[_Word], at: int, cue: Cue) -> bool:
    if not cue.thing or at >= len(found):
        return False
    word = found[at]
    if cue.lemma in STRONG or cue.lemma in _LOOSE:
        return word.low in _DETERMINERS
    return word.is_word and word.low not in _AFTER_SOURCE | _STOPS | {"up", "out"}


_LOOSE = words("call want expect consider support urge compare term express view")


def _is_clause(found: list[_Word], i: int, at: int, cue: Cue) -> bool:
    following = _next(found, at)
    if not cue.clause:
        return False
    if following in _WH:
        negated = any(_next(found, k) in _NEGATIVE for k in range(max(0, i - 3), i))
        return not (negated and cue.kind is Kind.SPEECH)
    if following == "that":
        return True
    if cue.lemma in {"say", "tell", "add"}:
        word = at < len(found) and found[at].is_word
        return word and following not in _AFTER_SOURCE | {"so", "it", "nothing"}
    return cue.lemma in STRONG and _starts_clause(found, at)


_HEARD = words(
    "tell inform assure remind warn reassure notify advise convince persuade"
)


def _past_hearer(found: list[_Word], at: int) -> int:
    for k in range(at, min(len(found), at + 9)):
        if found[k].low in {"that", "whether", "if", "what", '"', "“", "to"}:
            return k
        if found[k].text in ",.;":
            return k
        if k > at and found[k].low in _SUBJECT_PRONOUNS | {"the", "there"}:
            return k
    return at


def _is_infinitive(found: list[_Word], at: int) -> bool:
    following = _next(found, at + 1)
    return (
        following.isalpha()
        and following not in _DETERMINERS
        and (following in BARE or not found[at + 1].is_name)
    )


def _infinitive(sentence: str, found: list[_Word], at: int, cue: Cue) -> Span | None:
    if not (cue.infinitive or cue.urging):
        return None
    if _next(found, at + 1) in SILENCE and cue.lemma in {"refuse", "decline"}:
        return None
    if cue.lemma == "plan" and _next(found, at + 1) in GATHERING:
        return None
    return found[at].start, _end(sentence, found, at)


def _starts_clause(found: list[_Word], at: int) -> bool:
    if at >= len(found):
        return False
    word = found[at]
    return word.low in _CLAUSE_STARTERS or word.is_name or _is_plural(word)


def _end(sentence: str, found: list[_Word], at: int) -> int:
    """Give where content that begins at a word ends: the sentence, or a new saying."""
    for k in range(at + 2, len(found) - 1):
        if found[k].text != ",":
            continue
        after = found[k + 1].low
        if after.endswith("ing") and after in VERBS:
            return found[k].start
        if after in {"according", "but"}:
            return found[k].start
    return len(_TAIL.sub("", sentence)) if not sentence.endswith('"') else len(sentence)


def _of_noun(sentence: str, found: list[_Word], i: int) -> Claim | None:
    kind = NOUNS[found[i].low]
    following = _next(found, i + 1)
    meant = kind is Kind.INTENT and _is_infinitive(found, i + 1)
    if not (following == "that" or (following == "to" and meant)):
        return None
    content = found[i + 1].start, _end(sentence, found, i + 1)
    source = _possessor(found, i)
    if source is None and (following != "that" or found[i].low in _NO_SOURCE):
        return None
    negated = _next(found, i - 1) == "no"
    return Claim(
        cue=(found[i].start, found[i].end),
        kind=kind,
        lemma=found[i].low,
        source=source,
        content=content,
        negated=negated,
    )


_NO_SOURCE = words("idea notion word news message sense plan call offer view opinion")


def _possessor(found: list[_Word], i: int) -> Span | None:
    """Find *Trump's* or *his* before a noun, with a word between them at most."""
    for k in (i - 1, i - 2):
        if k < 0:
            return None
        word = found[k]
        if word.low in {"his", "her", "their", "its"}:
            return word.start, word.end
        if word.low.endswith(("'s", "’s")):
            first = _phrase_start(found, k)
            start = found[k if first is None else first].start
            return start, word.end - 2
    return None


def _of_adjective(sentence: str, found: list[_Word], i: int) -> Claim | None:
    if _next(found, i - 1) not in _BEING | {"not", "very", "deeply"}:
        return None
    following = _next(found, i + 1)
    kind = ADJECTIVES[found[i].low]
    fits = (
        following == "that" or (following in {"about", "of"})
        if (kind is Kind.BELIEF)
        else following == "to"
    )
    source = _source_before(found, i)
    if not fits or source is None or sentence[slice(*source)].lower() in _IT:
        return None
    return Claim(
        cue=(found[i].start, found[i].end),
        kind=kind,
        lemma=found[i].low,
        source=source,
        content=(found[i + 1].start, _end(sentence, found, i + 1)),
        negated=_next(found, i - 1) == "not",
    )


_BEING = words("is are was were be been am")
_IT = words("it that this there")


def _according(sentence: str, found: list[_Word], i: int) -> Claim | None:
    if _next(found, i + 1) != "to" or i + 2 >= len(found):
        return None
    last = i + 2
    for k in range(i + 2, min(len(found), i + 22)):
        if found[k].text in ',.;"' and found[k].end - found[k].start == 1:
            break
        last = k
    source = found[i + 2].start, found[last].end
    before, after = found[i].start, found[last].end
    head = _TAIL.sub("", sentence[:before])
    tail = _TAIL.sub("", sentence[after:])
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
