"""Claims made by nouns, adjectives and *according to*, read off a tree."""

from __future__ import annotations

from exeunt.model.signals import StatementKind as Kind
from exeunt.watch.claims import Claim, Span
from exeunt.watch.trees import (
    Token,
    bare_noun_span,
    child,
    has_that,
    is_negated,
    noun_span,
    span_of,
    subject_of,
    without_aside,
)
from exeunt.watch.wording import words


_LIGHT = words(
    "make made makes making issue issued issues issuing express expressed expresses "
    "expressing voice voiced voices voicing raise raised raises raising have has had "
    "having give gave gives giving repeat repeated dismiss dismissed offer offered "
    "offers cite cited share shared shares sharing outline outlined announce announced "
    "reject rejected rejects hold held reiterate reiterated drop dropped is was are were "
    "deny denied denies denying renew renewed deliver delivered draw abandon abandoned "
    "release released reverse reversed reaffirmed unveil unveiled send sent defend "
    "defended detail detailed sound sounded signal signalled signaled signals file filed "
    "files show shows showed showing lodge lodged submit submitted state stated"
)


def of_noun(noun: Token, kind: Kind) -> Claim | None:
    """Read *Pike's claim that the bridge is gone*."""
    content = _of_noun_content(noun, kind)
    if content is None:
        return None
    source = _owner(noun)
    if source is None and not _stands_alone(noun):
        return None
    denied = any(c.lower_ == "no" and c.dep_ == "det" for c in noun.children)
    return Claim(
        cue=span_of([noun]),
        kind=kind,
        lemma=noun.lower_,
        source=source,
        content=content,
        negated=denied or (noun.head.tag_.startswith("VB") and is_negated(noun.head)),
    )


def _of_noun_content(noun: Token, kind: Kind) -> Span | None:
    clause = child(noun, "acl", "ccomp", "relcl")
    if clause is not None and clause.i > noun.i:
        if has_that(clause):
            return span_of(clause.subtree)
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children)
        if to and kind is Kind.INTENT:
            return span_of(clause.subtree)
    if (told := _told_of_verb(noun)) is not None:
        return span_of(told.subtree)
    if kind is Kind.INTENT and (aim := _aim_of_verb(noun)) is not None:
        return span_of(aim.subtree)
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.i > noun.i and child(prep, "pobj", "pcomp"):
            fits = _NOUN_WITH.get(noun.lower_, _NOUN_WITH.get(noun.lower_[:-1]))
            if fits and prep.lower_ in fits:
                return span_of(without_aside([prep]))
    return None


def _told_of_verb(noun: Token) -> Token | None:
    """Read *made the case to members that it is a bad idea*: the verb has the clause."""
    if noun.dep_ != "dobj" or noun.head.lower_ not in _LIGHT:
        return None
    clause = child(noun.head, "ccomp")
    return clause if clause and clause.i > noun.i and has_that(clause) else None


def _aim_of_verb(noun: Token) -> Token | None:
    """Read *announced plans this week to leave*, where a tree hangs the aim higher."""
    if noun.dep_ != "dobj" or noun.head.lower_ not in _LIGHT:
        return None
    for clause in noun.head.children:
        if clause.dep_ in {"xcomp", "advcl"} and clause.i > noun.i:
            first = next(iter(clause.children), None)
            if first is not None and first.lower_ == "to" and first.dep_ == "aux":
                return clause
    return None


_NOUN_WITH = {
    "warning": words("of about against over"),
    "concern": words("about over"),
    "call": words("for"),
    "demand": words("for"),
    "doubt": words("about over"),
    "criticism": words("of"),
    "fear": words("of about over"),
    "hope": words("of for"),
    "threat": words("of"),
    "proposal": words("for on"),
    "allegation": words("of"),
    "accusation": words("of"),
    "claim": words("of about"),
    "promise": words("of"),
    "plan": words("for"),
    "appeal": words("for"),
    "request": words("for"),
    "denial": words("of"),
    "rejection": words("of"),
    "remark": words("about on"),
    "comment": words("about on"),
    "view": words("of on"),
    "opinion": words("of"),
    "praise": words("for of"),
    "condemnation": words("of"),
    "support": words("for of"),
    "opposition": words("to"),
    "outrage": words("over at about"),
    "anger": words("over at about"),
    "objection": words("to"),
    "endorsement": words("of"),
    "willingness": words("for"),
}


def _owner(noun: Token) -> Span | None:
    """Find whose it is: possessor, *by* or *of* somebody, or who makes or has it."""
    poss = child(noun, "poss")
    if poss is not None:
        return bare_noun_span(poss)
    for prep in noun.children:
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in {"by", "from", "among"}:
            who = child(prep, "pobj")
            if who is not None:
                return noun_span(who)
    head = noun.head
    if noun.dep_ in {"dobj", "attr", "pobj"} and head.lower_ in _LIGHT:
        subject = subject_of(head)
        if subject is not None and head.lower_ not in _BEING:
            return noun_span(subject)
    return None


_BEING = words("is was are were")


def _stands_alone(noun: Token) -> bool:
    """Tell nouns whose source may go without saying: *fears that*, *reports that*."""
    clause = child(noun, "acl", "ccomp")
    return noun.lower_ in _SOURCELESS and clause is not None and has_that(clause)


_SOURCELESS = words(
    "claim claims fear fears hope hopes concern concerns allegation allegations "
    "speculation warning warnings rumour rumours rumor rumors report reports suggestion "
    "suggestions belief accusation accusations doubts prediction predictions argument "
    "perception suspicion suspicions worries criticism"
)


def of_adjective(word: Token, kind: Kind) -> Claim | None:
    """Read *She is sure that the bridge is gone*."""
    inner = child(word, "ccomp", "xcomp")
    verb = word.head
    made = word.dep_ == "ccomp" and verb.lower_ in _MAKES
    subject = subject_of(verb) if made or word.dep_ in _SAID_OF else None
    if word.tag_ in {"VBN", "VBD"} and subject is None:
        subject = child(word, "nsubjpass", "nsubj") or subject_of(word)
        verb = word
    if word.tag_ == "VBD" and child(word, "dobj") is not None:
        return None
    if subject is None or subject.lower_ in {"it", "that", "this", "there"}:
        return None
    content = span_of(inner.subtree) if inner is not None else _about(word)
    if content is None:
        return None
    return Claim(
        cue=span_of([word]),
        kind=kind,
        lemma=word.lower_,
        source=noun_span(subject),
        content=content,
        negated=is_negated(verb),
    )


_MAKES = words("make makes made making")
_SAID_OF = frozenset(["acomp", "oprd", "attr", "advcl", "xcomp"])


def _about(word: Token) -> Span | None:
    fits = _ABOUT.get(word.lower_, _OF_WHAT)
    for prep in word.children:
        if prep.dep_ == "prep" and prep.lower_ in fits:
            return span_of(prep.subtree)
    return None


_OF_WHAT = words("about of over")
_ABOUT = {
    "intent": words("on upon"),
    "opposed": words("to"),
    "open": words("to"),
    "committed": words("to"),
    "grateful": words("for"),
    "furious": words("about over at with"),
    "outraged": words("about over at by"),
    "angry": words("about over at with"),
}


VIEWS = words("view opinion words eyes estimation telling judgment judgement")


def in_the_view(noun: Token) -> Claim | None:
    """Read *in the words of his lawyer, the files are lost*."""
    prep = noun.head
    if prep.lower_ not in {"in", "by"} or noun.dep_ != "pobj":
        return None
    of = next((c for c in noun.children if c.lower_ == "of"), None)
    who = child(of, "pobj") if of is not None else child(noun, "poss")
    own = {t.i for t in prep.subtree}
    rest = [t for t in prep.head.subtree if t.i not in own and t.dep_ != "punct"]
    if who is None or len(rest) < 3:
        return None
    return Claim(
        cue=span_of([prep, noun]),
        kind=Kind.BELIEF,
        lemma=noun.lower_,
        source=bare_noun_span(who),
        content=one_side(rest, prep),
    )


def according(token: Token, tokens: list[Token]) -> Claim | None:
    """Read *According to the mayor, the bridge is gone*."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    who = child(to, "pobj") if to is not None else None
    if who is None or to is None:
        return None
    own = {t.i for t in token.subtree}
    head = token.head
    rest = [t for t in head.subtree if t.i not in own and t.dep_ != "punct"]
    if token.dep_ == "prep" and not head.tag_.startswith("VB"):
        rest = [t for t in tokens if t.i not in own and t.dep_ != "punct"]
    return Claim(
        cue=span_of([token, to]),
        kind=Kind.SPEECH,
        lemma="according",
        source=noun_span(who),
        content=one_side(rest, token) if rest else None,
    )


def one_side(rest: list[Token], token: Token) -> Span:
    """Keep the longer side of *according to*, which may stand in the middle."""
    before = [t for t in rest if t.i < token.i]
    after = [t for t in rest if t.i > token.i]
    if len(before) > 3 * len(after):
        return span_of(before)
    return span_of(after) if len(after) > 3 * len(before) else span_of(rest)
