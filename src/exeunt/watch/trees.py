"""Trees of dependencies: what hangs from what, and who does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from exeunt.watch.claims import Span
from exeunt.watch.cue_words import (
    VERBS,
)


class Token(Protocol):
    """One word of a tree, as far as the rules look at it."""

    i: int
    idx: int
    text: str
    lower_: str
    tag_: str
    dep_: str

    @property
    def head(self) -> Token:
        """The word it hangs from; itself at the root."""
        ...

    @property
    def children(self) -> Iterator[Token]:
        """The words that hang from it, left to right."""
        ...

    @property
    def subtree(self) -> Iterator[Token]:
        """It and all below it, left to right."""
        ...


def span_of(tokens: Iterable[Token]) -> Span:
    """Give the stretch from the first to the last of *tokens*."""
    found = sorted(tokens, key=lambda t: t.i)
    return found[0].idx, found[-1].idx + len(found[-1].text)


def child(token: Token, *deps: str) -> Token | None:
    """Give the first word that hangs from *token* in one of the ways *deps*."""
    return next((c for c in token.children if c.dep_ in deps), None)


def is_negated(token: Token) -> bool:
    """Tell whether *not*, *never* and the like hang from *token*."""
    return any(
        c.dep_ == "neg" or c.lower_ in {"never", "nor", "neither"}
        for c in token.children
    )


def subject_of(verb: Token) -> Token | None:
    """Find who does it: of the verb, or of the verb it is joined to or hangs from."""
    at = verb
    if _trails(verb):
        at = _main_clause(verb)
    for _ in range(6):
        own = child(at, "nsubj", "csubj")
        if own is not None:
            return _antecedent(own, at)
        passive = child(at, "nsubjpass")
        if passive is not None and at is not verb:
            return _antecedent(passive, at)
        if at.dep_ in {"acl", "relcl"}:
            return at.head
        if at.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp"}:
            return None
        if at.dep_ == "ccomp" and not (at.tag_ == "VBG" or _second(at)):
            return None
        at = joined_to(at) or at.head
    return None


def _second(verb: Token) -> bool:
    """Tell *noted* of *said it may rain but noted that*, which trees hang from *said*."""
    before = [c for c in verb.head.children if c.dep_ == "ccomp" and c.i < verb.i]
    return bool(before) and verb.tag_ == verb.head.tag_


def _trails(verb: Token) -> bool:
    """Tell *, adding that*: what follows a comma is of whom the sentence is about."""
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "acl", "dep", "conj"}:
        return False
    if child(verb, "nsubj") is not None:
        return False
    first = min(t.i for t in verb.subtree)
    return any(
        c.dep_ == "punct" and c.text == "," and c.i == first - 1
        for c in verb.head.children
    )


def _main_clause(verb: Token) -> Token:
    at = verb
    while at.head.i != at.i and at.head.tag_[:2] in {"VB", "NN", "JJ", "MD"}:
        at = at.head
        if at.dep_ == "conj" and child(at, "nsubj") is not None:
            break
    return at


def joined_to(verb: Token) -> Token | None:
    """
    Give the verb of saying that *verb* goes on from, where the tree has it inside.

    In *He said it may rain but added that it was late* a tree hangs *added* from *may
    rain*, though the tenses tell otherwise.
    """
    if verb.dep_ != "conj" or verb.lower_ not in VERBS or child(verb, "nsubj"):
        return None
    inner = verb.head
    for _ in range(3):
        if inner.dep_ != "conj":
            break
        inner = inner.head
    outer = inner.head
    if inner.dep_ != "ccomp" or outer.tag_ != verb.tag_ or outer.lower_ not in VERBS:
        return None
    apart = inner.tag_ != verb.tag_ or child(inner, "aux") is not None
    return outer if apart and verb.tag_ in {"VBD", "VBZ"} else None


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
        return verb.head
    return subject


def noun_span(noun: Token) -> Span:
    """Give a noun with what belongs to its name, without what is told of it besides."""
    kept = [noun]
    for part in noun.children:
        if _belongs(part, noun):
            kept += part.subtree
    return span_of(kept)


_BESIDES = frozenset(["relcl", "parataxis", "punct", "cc", "advcl", "dep"])


def _belongs(part: Token, noun: Token) -> bool:
    if part.dep_ in _BESIDES or (part.dep_ == "conj" and part.tag_.startswith("VB")):
        return False
    if part.dep_ == "appos" and _comma_before(part, noun):
        role = child(noun, "det") is not None or noun.tag_ == "NN"
        return role and part.tag_.startswith("NNP")
    return part.dep_ != "acl" or part.tag_ in {"VBN", "VBG"}


def _comma_before(child: Token, noun: Token) -> bool:
    return any(c.text == "," and noun.i < c.i < child.i for c in noun.children)


def bare_noun_span(poss: Token) -> Span:
    """Give a possessor without its *'s*."""
    tokens = [t for t in poss.subtree if t.dep_ != "case"]
    return span_of(tokens or [poss])


def has_that(clause: Token) -> bool:
    """Tell whether *that* opens the clause."""
    mark = child(clause, "mark")
    return mark is not None and mark.lower_ == "that"


def without_aside(parts: list[Token]) -> list[Token]:
    """Leave out what is only told besides at the end: *the ban, which begins in May*."""
    tokens = sorted((t for part in parts for t in part.subtree), key=lambda t: t.i)
    for token in tokens:
        aside = token.dep_ == "relcl" and token.head.i < token.i
        if not aside or max(t.i for t in token.subtree) < tokens[-1].i:
            continue
        first = min(t.i for t in token.subtree)
        kept = [t for t in tokens if t.i < first]
        if kept and kept[-1].text == ",":
            return kept[:-1] or tokens
    return tokens
