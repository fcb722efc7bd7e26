"""Claims read off a dependency tree, whoever grew it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from exeunt.watch.claims import Claim, Span, hull
from exeunt.watch.cue_words import (
    ADJECTIVES,
    NOUNS,
    SHOWING,
    SILENCE,
    STRONG,
    VERBS,
    Cue,
    Kind,
)
from exeunt.watch.wording import words


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


_SUBJECTS = frozenset(["nsubj", "csubj", "expl"])
_WH = words("whether if what when where why how who which")
_ASIDE = frozenset(["relcl", "appos", "acl", "advcl", "parataxis", "punct", "dep"])
_LIGHT = words(
    "make made makes making issue issued issues issuing express expressed expresses "
    "expressing voice voiced voices voicing raise raised raises raising have has had "
    "having give gave gives giving repeat repeated dismiss dismissed offer offered "
    "offers cite cited share shared shares sharing outline outlined announce announced "
    "reject rejected rejects hold held reiterate reiterated drop dropped is was are were "
    "deny denied denies denying renew renewed deliver delivered draw abandon abandoned "
    "release released reverse reversed reaffirmed unveil unveiled send sent defend "
    "defended detail detailed sound sounded"
)
_PEOPLE = words("he she they i we who you everyone nobody someone many some others")
_NEGATIVE = words("not n't never no nobody neither nor without hardly none")
_AHEAD = frozenset(["'s", "’s"])


def span_of(tokens: Iterable[Token]) -> Span:
    """Give the stretch from the first to the last of *tokens*."""
    found = sorted(tokens, key=lambda t: t.i)
    return found[0].idx, found[-1].idx + len(found[-1].text)


def claims_of(tokens: list[Token]) -> tuple[Claim, ...]:
    """Find the claims in the tree of one sentence."""
    found: list[Claim] = []
    for token in tokens:
        claim = _claim(token, tokens)
        if claim is not None:
            found.append(claim)
    return tuple(found)


def _claim(token: Token, tokens: list[Token]) -> Claim | None:
    word = token.lower_
    if token.tag_.startswith("VB") and word in VERBS:
        if token.dep_ in {"aux", "auxpass"}:
            return None
        return _of_verb(token, VERBS[word], tokens)
    if token.tag_ in {"NN", "NNS"} and word in NOUNS:
        return _of_noun(token, NOUNS[word])
    if token.tag_.startswith(("JJ", "VBN")) and word in ADJECTIVES:
        return _of_adjective(token, ADJECTIVES[word])
    if word == "according":
        return _according(token, tokens)
    return None


def _child(token: Token, *deps: str) -> Token | None:
    return next((c for c in token.children if c.dep_ in deps), None)


def _of_verb(verb: Token, cue: Cue, tokens: list[Token]) -> Claim | None:
    if _is_passive(verb):
        return _of_passive(verb, cue)
    subject = _subject(verb)
    if _hangs_in_the_air(verb, subject):
        return None
    content = _content(verb, cue, subject)
    if content is None:
        content = _around(verb, cue, subject, tokens)
    if content is None and not cue.quoted:
        return None
    return Claim(
        cue=_cue_span(verb),
        kind=cue.kind,
        lemma=cue.lemma,
        source=_source(subject),
        content=content,
        negated=_is_negated(verb),
        content_negated=_says_no(verb),
    )


def _cue_span(verb: Token) -> Span:
    particle = _child(verb, "prt")
    return span_of([verb, particle] if particle else [verb])


def _is_negated(token: Token) -> bool:
    return any(
        c.dep_ == "neg" or c.lower_ in {"never", "nor", "neither"}
        for c in token.children
    )


def _says_no(verb: Token) -> bool:
    inner = _child(verb, "ccomp", "xcomp")
    return inner is not None and _is_negated(inner)


def _is_passive(verb: Token) -> bool:
    return verb.tag_ == "VBN" and (
        _child(verb, "auxpass", "nsubjpass", "agent") is not None
        or (verb.dep_ == "acl" and _child(verb, "agent") is not None)
    )


def _of_passive(verb: Token, cue: Cue) -> Claim | None:
    """Read *is said to*, *was quoted as saying*, *criticised by*, *told by*."""
    agent = _child(verb, "agent")
    by = _child(agent, "pobj") if agent else None
    inner = _child(verb, "ccomp", "xcomp")
    subject = _child(verb, "nsubjpass")
    if by is None and (inner is None or cue.lemma not in _HEARSAY or not cue.clause):
        return None
    content: Span | None = None
    if inner is not None:
        content = span_of(inner.subtree)
        if by is None and subject is not None and subject.lower_ != "it":
            content = hull(_noun_span(subject), content)
    elif subject is not None and cue.thing:
        content = _noun_span(subject)
    elif verb.dep_ == "acl" and cue.thing:
        content = _noun_span(verb.head)
    if content is None:
        return None
    return Claim(
        cue=span_of([verb]),
        kind=cue.kind,
        lemma=cue.lemma,
        source=_noun_span(by) if by else None,
        content=content,
        negated=_is_negated(verb),
    )


_HEARSAY = words("say believe allege report think rumour rumor know suspect understand")


def _subject(verb: Token) -> Token | None:
    """Find who does it: of the verb, or of the verb it is joined to or hangs from."""
    at = verb
    for _ in range(6):
        own = _child(at, "nsubj", "csubj")
        if own is not None:
            return _antecedent(own, at)
        passive = _child(at, "nsubjpass")
        if passive is not None and at is not verb:
            return _antecedent(passive, at)
        if at.dep_ == "acl":
            return at.head
        if at.dep_ == "relcl":
            return at.head
        if at.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp"}:
            return None
        if at.dep_ == "ccomp" and at.tag_ not in {"VBG"}:
            return None
        at = at.head
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
        return verb.head
    return subject


def _hangs_in_the_air(verb: Token, subject: Token | None) -> bool:
    """Tell a bare infinitive or a rule from somebody saying something."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if to and _child(verb, "nsubj") is None:
        return True
    if subject is None:
        return verb.tag_ in {"VB", "VBG"} and _child(verb, "ccomp") is None
    return subject.lower_ in {"you", "nobody", "it"} and _child(verb, "aux") is not None


def _content(verb: Token, cue: Cue, subject: Token | None) -> Span | None:
    clause = _child(verb, "ccomp")
    if clause is not None and (cue.clause or cue.quoted or cue.urging):
        return _clause_span(verb, clause, cue)
    inner = _child(verb, "xcomp")
    if inner is not None and (cue.infinitive or cue.urging):
        return _infinitive(verb, inner, cue)
    if inner is not None and cue.clause and inner.tag_ == "VBG":
        return span_of(inner.subtree)
    if cue.thing or cue.prepositions:
        return _object(verb, cue, subject)
    return None


def _clause_span(verb: Token, clause: Token, cue: Cue) -> Span | None:
    inside = list(clause.subtree)
    if cue.lemma in SHOWING and not _has_that(clause) and inside[0].i < verb.i:
        return None
    if _is_negated(verb) and cue.kind is Kind.SPEECH and inside[0].lower_ in _WH:
        return None
    mark = _child(clause, "mark")
    if mark is not None and mark.lower_ == "that" and mark.i > verb.i:
        inside = [t for t in inside if t.i >= mark.i]
    kept = [t for t in inside if not (t.dep_ == "punct" and t.text in ",;:.-")]
    return span_of(kept or inside)


def _has_that(clause: Token) -> bool:
    mark = _child(clause, "mark")
    return mark is not None and mark.lower_ == "that"


def _infinitive(verb: Token, inner: Token, cue: Cue) -> Span | None:
    if inner.lower_ in SILENCE and cue.lemma in {"refuse", "decline"}:
        return None
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in inner.children)
    if not to and inner.tag_ != "VBG":
        return None
    person = _child(verb, "dobj")
    if person is not None and cue.urging and person.i < inner.i:
        return hull(_noun_span(person), span_of(inner.subtree))
    return span_of(inner.subtree) if cue.infinitive or person is not None else None


def _object(verb: Token, cue: Cue, subject: Token | None) -> Span | None:
    if subject is None:
        return None
    thing = _child(verb, "dobj")
    with_it = [
        c
        for c in verb.children
        if c.dep_ in {"prep", "oprd", "dative"} and c.i > verb.i
    ]
    named = _child(verb, "oprd")
    if thing is not None and cue.thing and thing.lower_ not in _EMPTY:
        last = [c for c in with_it if c.lower_ in _FOR or c is named]
        return span_of(t for part in (thing, *last) for t in part.subtree)
    for prep in with_it:
        if prep.lower_ in cue.prepositions and _child(prep, "pobj", "pcomp"):
            return span_of(prep.subtree)
    return None


_FOR = words("for of as against over")
_EMPTY = words("itself himself herself themselves what which who whom that")


def _around(
    verb: Token, cue: Cue, subject: Token | None, tokens: list[Token]
) -> Span | None:
    """Read *The bridge is gone, he said*, where the tree hangs the saying aside."""
    if not cue.clause or subject is None or verb.dep_ not in {"parataxis", "ccomp"}:
        return None
    if cue.lemma not in STRONG or _child(verb, "mark") is not None:
        return None
    own = {t.i for t in verb.subtree}
    rest = [t for t in verb.head.subtree if t.i not in own and t.dep_ != "punct"]
    if len(rest) < 3 or not _set_off(verb, tokens):
        return None
    return span_of(rest)


def _set_off(verb: Token, tokens: list[Token]) -> bool:
    """Tell whether commas part the saying from what is said."""
    own = sorted(t.i for t in verb.subtree)
    first = own[0] - tokens[0].i
    return first > 0 and tokens[first - 1].text in {",", '"', "—", "-", "?", "!"}


def _source(subject: Token | None) -> Span | None:
    return None if subject is None else _noun_span(subject)


def _noun_span(noun: Token) -> Span:
    """Give a noun with what belongs to its name, without what is told of it besides."""
    kept = [noun]
    for child in noun.children:
        if child.dep_ in {"relcl", "parataxis", "punct", "cc", "advcl", "dep"}:
            continue
        if child.dep_ == "conj" and child.tag_.startswith("VB"):
            continue
        if child.dep_ == "appos" and _comma_before(child, noun):
            if noun.tag_.startswith("NNP") or not child.tag_.startswith("NNP"):
                continue
        if child.dep_ == "acl" and child.tag_ not in {"VBN", "VBG"}:
            continue
        kept += child.subtree
    return span_of(kept)


def _comma_before(child: Token, noun: Token) -> bool:
    return any(c.text == "," and noun.i < c.i < child.i for c in noun.children)


def _of_noun(noun: Token, kind: Kind) -> Claim | None:
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
        negated=denied or (noun.head.tag_.startswith("VB") and _is_negated(noun.head)),
    )


def _of_noun_content(noun: Token, kind: Kind) -> Span | None:
    clause = _child(noun, "acl", "ccomp", "relcl")
    if clause is not None and clause.i > noun.i:
        if _has_that(clause):
            return span_of(clause.subtree)
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children)
        if to and kind is Kind.INTENT:
            return span_of(clause.subtree)
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.i > noun.i and _child(prep, "pobj", "pcomp"):
            fits = _NOUN_WITH.get(noun.lower_, _NOUN_WITH.get(noun.lower_[:-1]))
            if fits and prep.lower_ in fits:
                return span_of(prep.subtree)
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
}


def _owner(noun: Token) -> Span | None:
    """Find whose it is: possessor, *by* or *of* somebody, or who makes or has it."""
    poss = _child(noun, "poss")
    if poss is not None:
        return _noun_span_bare(poss)
    for prep in noun.children:
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in {"by", "from", "among"}:
            who = _child(prep, "pobj")
            if who is not None:
                return _noun_span(who)
    head = noun.head
    if noun.dep_ in {"dobj", "attr", "pobj"} and head.lower_ in _LIGHT:
        subject = _subject(head)
        if subject is not None and head.lower_ not in _BEING:
            return _noun_span(subject)
    return None


_BEING = words("is was are were")


def _noun_span_bare(poss: Token) -> Span:
    tokens = [t for t in poss.subtree if t.dep_ != "case"]
    return span_of(tokens or [poss])


def _stands_alone(noun: Token) -> bool:
    """Tell nouns whose source may go without saying: *fears that*, *reports that*."""
    clause = _child(noun, "acl", "ccomp")
    return noun.lower_ in _SOURCELESS and clause is not None and _has_that(clause)


_SOURCELESS = words(
    "claim claims fear fears hope hopes concern concerns allegation allegations "
    "speculation warning warnings rumour rumours rumor rumors report reports suggestion "
    "suggestions belief accusation accusations doubts prediction predictions argument "
    "perception suspicion suspicions worries criticism"
)


def _of_adjective(word: Token, kind: Kind) -> Claim | None:
    inner = _child(word, "ccomp", "xcomp")
    verb = word.head
    subject = _subject(verb) if word.dep_ in {"acomp", "oprd", "attr"} else None
    if word.tag_ == "VBN" and subject is None:
        subject = _child(word, "nsubjpass", "nsubj")
        verb = word
    if subject is None or subject.lower_ in {"it", "that", "this", "there"}:
        return None
    content = span_of(inner.subtree) if inner is not None else _about(word)
    if content is None:
        return None
    return Claim(
        cue=span_of([word]),
        kind=kind,
        lemma=word.lower_,
        source=_noun_span(subject),
        content=content,
        negated=_is_negated(verb),
    )


def _about(word: Token) -> Span | None:
    for prep in word.children:
        if prep.dep_ == "prep" and prep.lower_ in {"about", "of", "over"}:
            return span_of(prep.subtree)
    return None


def _according(token: Token, tokens: list[Token]) -> Claim | None:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    who = _child(to, "pobj") if to is not None else None
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
        source=_noun_span(who),
        content=_one_side(rest, token) if rest else None,
    )


def _one_side(rest: list[Token], token: Token) -> Span:
    """Keep the longer side of *according to*, which may stand in the middle."""
    before = [t for t in rest if t.i < token.i]
    after = [t for t in rest if t.i > token.i]
    if len(before) > 3 * len(after):
        return span_of(before)
    return span_of(after) if len(after) > 3 * len(before) else span_of(rest)
