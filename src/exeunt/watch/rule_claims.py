"""Claims found without a tree, by the order of words: for when no model is at hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from exeunt.model.signals import StatementKind as Kind
from exeunt.watch.any_case import AnyCase
from exeunt.watch.claims import Claim, Span
from exeunt.watch.cue_words import (
    ADJECTIVES,
    FINDINGS,
    GATHERING,
    NOUNS,
    PHRASES,
    SHOWING,
    SILENCE,
    STRONG,
    VERBS,
    Cue,
)
from exeunt.watch.rule_nouns import (
    TAIL,
    according_to,
    end_of,
    is_infinitive,
    of_adjective,
    of_noun,
)
from exeunt.watch.rule_sources import (
    AFTER_SOURCE,
    AUXILIARY,
    DETERMINERS,
    STOPS,
    SUBJECT_PRONOUNS,
    TOKEN,
    Word,
    is_plural,
    low_at,
    source_after,
    source_before,
)
from exeunt.watch.sources import lead_of
from exeunt.watch.wording import words


_CLAUSE_STARTERS = words(
    "the a an he she they it we i you his her their its our there this that these those "
    "what whether if when how why who no some any many most all as such"
)


_QUOTE = re.compile(r'["“”]')


_NEGATIVE = words(
    "not n't never didn't doesn't don't hasn't haven't won't wouldn't nor"
)


_WH = words("whether if what when where why how who which")


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
        Word(m[0], m[0].lower(), m.start(), m.end()) for m in TOKEN.finditer(sentence)
    ]
    out: list[Claim] = []
    for i, word in enumerate(found):
        if word.low not in _CUES:
            continue
        claim = _at(sentence, found, i, word.low)
        if claim is not None:
            out.append(_joined(sentence, claim, found, i, out))
    return tuple(c for c in out if c.source or c.lemma in STRONG or c.lemma in NOUNS)


def _joined(
    sentence: str, claim: Claim, found: list[Word], i: int, before: list[Claim]
) -> Claim:
    """Let *and vowed* and *, adding* go on from whoever spoke before, or is spoken of."""
    k = i - 1
    while k >= 0 and found[k].low in AUXILIARY:
        k -= 1
    goes_on = k >= 0 and found[k].low in {"and", "but", ",", "while"}
    if claim.source is not None or not goes_on:
        return claim
    if before:
        return replace(claim, source=before[-1].source)
    trails = found[k].low == "," and found[i].low.endswith("ing")
    return replace(claim, source=lead_of(sentence)) if trails else claim


def _at(sentence: str, found: list[Word], i: int, low: str) -> Claim | None:
    if low == "according":
        return according_to(sentence, found, i)
    if low in NOUNS and found[i].text.islower():
        claim = of_noun(sentence, found, i)
        if claim is not None:
            return claim
    if low in ADJECTIVES:
        return of_adjective(sentence, found, i)
    if found[i].is_name:
        return None
    cue = PHRASES.get(f"{low} {low_at(found, i + 1)}", VERBS.get(low))
    return None if cue is None else _of_verb(sentence, found, i, cue)


def _of_verb(sentence: str, found: list[Word], i: int, cue: Cue) -> Claim | None:
    before = low_at(found, i - 1)
    if before == "to" or (before in DETERMINERS and before != "that"):
        return None
    last = _past_day(found, i + 1 if " " in cue.lemma else i)
    source = source_before(found, i)
    if _is_noun(found, i, cue, source):
        return None
    content: Span | None = None
    if cue.lemma in _INVERTING and (source is None or _inverts(found, i)):
        inverted = source_after(found, i)
        if inverted is not None:
            source, content = inverted, _content_before(sentence, found, i)
    if content is None and source is not None and _ends_clause(found, last):
        content = _content_before(sentence, found, _index_at(found, source[0]))
    shows = cue.lemma in SHOWING and source is not None
    if content is None and shows and FINDINGS & set(_words_in(sentence, source)):
        content = _shown(sentence, found, last)
    if content is None:
        content = _content_after(sentence, found, last, cue)
    if content is None and not (source and cue.quoted and _QUOTE.search(sentence)):
        return None
    negated = any(low_at(found, k) in _NEGATIVE for k in range(max(0, i - 3), i))
    return Claim(
        cue=(found[i].start, found[i + 1 if " " in cue.lemma else i].end),
        kind=cue.kind,
        lemma=cue.lemma,
        source=source,
        content=content,
        negated=negated,
        content_negated=content is not None and _says_no(sentence[slice(*content)]),
    )


_INVERTING = words(
    "say add tell write ask reply explain tweet continue note declare warn argue insist "
    "recall conclude announce report observe remark quip joke admit concede complain "
    "boast predict respond exclaim muse shout"
)
"""Verbs that may stand before who speaks: *," warned the mayor*."""
_DAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday"
)


def _past_day(found: list[Word], last: int) -> int:
    """Step over the day of *said on Friday that*."""
    k = last + 1
    if low_at(found, k) in {"on", "late", "early"}:
        k += 1
    on = low_at(found, k) in _DAYS and low_at(found, k + 1) in {
        "that",
        "it",
        "he",
        "she",
    }
    return k if on else last


def _is_noun(found: list[Word], i: int, cue: Cue, source: Span | None) -> bool:
    """Tell *the court term* and *two judges* from somebody who judges."""
    before = found[i - 1] if i else None
    if before is None or before.text.isdigit():
        return before is not None
    if before.low in {"of", "leading"} or (
        before.text == "," and found[i].low in _NAMED
    ):
        return True
    if found[i].low == "state" and low_at(found, i + 1) != "that":
        return True
    bare = found[i].low == cue.lemma and cue.lemma not in _SAME_THEN
    if not bare or source is None or before.low in AUXILIARY or not before.is_word:
        return False
    return not (is_plural(before) or before.low in _MANY or before.is_name)


_NAMED = words("called dubbed described labelled labeled branded considered known")
_SAME_THEN = words("read forecast cast set put bet hit shoot let")
_MANY = words(
    "i we you they who people men women many some others both few most all police "
    "percent that which what"
)


def _words_in(sentence: str, span: Span | None) -> list[str]:
    return sentence[slice(*span)].lower().split() if span else []


def _shown(sentence: str, found: list[Word], last: int) -> Span | None:
    """Read *the poll shows Pike with a lead*: all that is shown, whatever its form."""
    following = low_at(found, last + 1)
    if last + 2 >= len(found) or following in AFTER_SOURCE | STOPS | {",", "."}:
        return None
    return found[last + 1].start, end_of(sentence, found, last + 1)


_NO = AnyCase(r"^\W*(?:that )?(?:[\w'’-]+ ){0,5}?(?:not|never|n't)\b|^\W*no ")


def _says_no(content: str) -> bool:
    return bool(_NO.match(content[:80]))


def _index_at(found: list[Word], start: int) -> int:
    return next(k for k, word in enumerate(found) if word.start >= start)


def _inverts(found: list[Word], i: int) -> bool:
    """Tell *," said Mr Price* from *Price said the*."""
    if i == 0:
        return False
    before = found[i - 1].text
    return found[i].low in _SAID and (
        before in "\"”’'" or (before == "," and source_before(found, i) is None)
    )


_SAID = words("said says told added wrote asked replied explained tweeted continued")


def _ends_clause(found: list[Word], i: int) -> bool:
    """Tell whether what follows the verb is no content: its end, a day, hearers."""
    following = low_at(found, i + 1)
    if following in {"this", "last", "earlier", "later"}:
        following = low_at(found, i + 2)
        return following in words(
            "week month year night morning afternoon evening on in"
        )
    return following in {"", ".", ",", ";", '"', "”"} or following in AFTER_SOURCE


def _content_before(sentence: str, found: list[Word], i: int) -> Span | None:
    end = found[i].start if i < len(found) else len(sentence)
    text = sentence[:end]
    stripped = TAIL.sub("", text)
    goes_on = text.rstrip().endswith(",") and re.match(
        r"[^,]{3,80}, [a-z]", sentence[end:]
    )
    if len(stripped) < (3 if goes_on else 12) or not re.search(
        r"[,\"”?!-]\s*$", text.rstrip() or " "
    ):
        return None
    return 0, len(text.rstrip())


def _content_after(sentence: str, found: list[Word], i: int, cue: Cue) -> Span | None:
    at = i + 1
    following = low_at(found, at)
    if cue.lemma == "call" and following in {"on", "upon"}:
        at += 1
        urged = _urged(found, at)
        return (
            None if urged is None else (found[at].start, end_of(sentence, found, urged))
        )
    if cue.urging and (urged := _urged(found, at)) is not None:
        return found[at].start, end_of(sentence, found, urged)
    if cue.lemma in _HEARD and following not in {"that", "to"}:
        at = _past_hearer(found, at)
        following = low_at(found, at)
    if following == "to" and is_infinitive(found, at):
        return _infinitive(sentence, found, at, cue)
    if following in {",", ":"} and low_at(found, at + 1) == '"':
        at += 1
    elif not (following == '"' or _is_clause(found, i, at, cue)):
        with_it = following in cue.prepositions - {"to", "with", "in", "on"}
        if not (with_it or _is_thing(found, at, cue)):
            return None
    return found[at].start, end_of(sentence, found, at)


def _urged(found: list[Word], at: int) -> int | None:
    """Find *to* and a verb behind those who are urged."""
    if low_at(found, at) in {"to", "that", "in", "on", ",", "."}:
        return None
    for k in range(at + 1, min(len(found) - 1, at + 8)):
        if found[k].low == "to":
            return k if is_infinitive(found, k) else None
        if found[k].low in STOPS or not found[k].is_word:
            return None
    return None


def _is_thing(found: list[Word], at: int, cue: Cue) -> bool:
    if not cue.thing or at >= len(found):
        return False
    word = found[at]
    if cue.lemma in STRONG or cue.lemma in _LOOSE:
        named = word.is_name and cue.lemma in _LOOSE
        plain = cue.lemma in _OPEN and word.is_word and not word.low.endswith("ly")
        fits = plain and word.low not in AFTER_SOURCE | STOPS | _NO_THING
        return word.low in DETERMINERS or named or fits
    return word.is_word and word.low not in AFTER_SOURCE | STOPS | {"up", "out"}


_LOOSE = words("call want expect consider support urge compare term express view")
_OPEN = words("support urge express")
_NO_THING = words("for of with from to up out over through each one groups")


def _is_clause(found: list[Word], i: int, at: int, cue: Cue) -> bool:
    following = low_at(found, at)
    if not cue.clause:
        return False
    if following in _WH:
        negated = any(low_at(found, k) in _NEGATIVE for k in range(max(0, i - 3), i))
        return not (negated and cue.kind is Kind.SPEECH)
    if following == "that":
        return True
    if cue.lemma in {"say", "tell", "add"}:
        word = at < len(found) and found[at].is_word
        return word and following not in AFTER_SOURCE | _NOT_SAID
    return cue.lemma in STRONG and _starts_clause(found, at)


_NOT_SAID = words("so it nothing of with through via from as for")


_HEARD = words(
    "tell inform assure remind warn reassure notify advise convince persuade"
)


def _past_hearer(found: list[Word], at: int) -> int:
    for k in range(at, min(len(found), at + 9)):
        if found[k].low in {"that", "whether", "if", "what", '"', "“", "to"}:
            return k
        if found[k].text in ",.;":
            return k
        if k > at and found[k].low in SUBJECT_PRONOUNS | {"the", "there"}:
            return k
    return at


def _infinitive(sentence: str, found: list[Word], at: int, cue: Cue) -> Span | None:
    if not (cue.infinitive or cue.urging):
        return None
    if low_at(found, at + 1) in SILENCE and cue.lemma in {"refuse", "decline"}:
        return None
    if cue.lemma == "plan" and low_at(found, at + 1) in GATHERING:
        return None
    return found[at].start, end_of(sentence, found, at)


def _starts_clause(found: list[Word], at: int) -> bool:
    if at >= len(found):
        return False
    word = found[at]
    return word.low in _CLAUSE_STARTERS or word.is_name or is_plural(word)
