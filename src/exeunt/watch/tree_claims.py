"""Claims read off a dependency tree, whoever grew it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from exeunt.watch.claims import Claim, Span, hull
from exeunt.watch.cue_words import (
    ADJECTIVES,
    NOUNS,
    PHRASES,
    SHOWING,
    SILENCE,
    STRONG,
    VERBS,
    Cue,
    Kind,
    forms,
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
    if token.tag_.startswith("VB") and token.dep_ not in {"aux", "auxpass"}:
        cue = _cue_of(token)
        if cue is not None:
            return _of_verb(token, cue, tokens)
    if token.tag_ in {"NN", "NNS"} and word in NOUNS:
        claim = _of_noun(token, NOUNS[word])
        if claim is not None:
            return claim
    if token.tag_.startswith(("JJ", "VBN")) and word in ADJECTIVES:
        return _of_adjective(token, ADJECTIVES[word])
    if word in _VIEWS and token.tag_ in {"NN", "NNS"}:
        return _in_the_view(token, tokens)
    if word == "according":
        return _according(token, tokens)
    return None


def _cue_of(verb: Token) -> Cue | None:
    particle = _child(verb, "prt", "advmod")
    if particle is not None and particle.i == verb.i + 1:
        phrase = f"{verb.lower_} {particle.lower_}"
        if phrase in PHRASES:
            return PHRASES[phrase]
    return VERBS.get(verb.lower_)


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
    particle = next(
        (c for c in verb.children if f"{verb.lower_} {c.lower_}" in PHRASES), None
    )
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
    if _trails(verb):
        at = _main_clause(verb)
    for _ in range(6):
        own = _child(at, "nsubj", "csubj")
        if own is not None:
            return _antecedent(own, at)
        passive = _child(at, "nsubjpass")
        if passive is not None and at is not verb:
            return _antecedent(passive, at)
        if at.dep_ in {"acl", "relcl"}:
            return at.head
        if at.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp"}:
            return None
        if at.dep_ == "ccomp" and not (at.tag_ == "VBG" or _second(at)):
            return None
        at = _joined_to(at) or at.head
    return None


def _second(verb: Token) -> bool:
    """Tell *noted* of *said it may rain but noted that*, which trees hang from *said*."""
    before = [
        c for c in verb.head.children if c.dep_ == "ccomp" and c.i < verb.i
    ]
    return bool(before) and verb.tag_ == verb.head.tag_


def _trails(verb: Token) -> bool:
    """Tell *, adding that*: what follows a comma is of whom the sentence is about."""
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "acl", "dep", "conj"}:
        return False
    if _child(verb, "nsubj") is not None:
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
        if at.dep_ == "conj" and _child(at, "nsubj") is not None:
            break
    return at


def _joined_to(verb: Token) -> Token | None:
    """
    Give the verb of saying that *verb* goes on from, where the tree has it inside.

    In *He said it may rain but added that it was late* a tree hangs *added* from *may
    rain*, though the tenses tell otherwise.
    """
    if verb.dep_ != "conj" or verb.lower_ not in VERBS or _child(verb, "nsubj"):
        return None
    inner = verb.head
    for _ in range(3):
        if inner.dep_ != "conj":
            break
        inner = inner.head
    outer = inner.head
    if inner.dep_ != "ccomp" or outer.tag_ != verb.tag_ or outer.lower_ not in VERBS:
        return None
    apart = inner.tag_ != verb.tag_ or _child(inner, "aux") is not None
    return outer if apart and verb.tag_ in {"VBD", "VBZ"} else None


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
        return verb.head
    return subject


def _hangs_in_the_air(verb: Token, subject: Token | None) -> bool:
    """Tell a bare infinitive or a rule from somebody saying something."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if to and _child(verb, "nsubj") is None:
        goes_on = verb.dep_ in {"advcl", "xcomp"} and verb.head.lower_ not in VERBS
        return not (goes_on and subject is not None and _child(verb, "ccomp"))
    if verb.dep_ == "pcomp" and verb.lower_ not in _SAYING_OF:
        return True
    if subject is None:
        return verb.tag_ in {"VB", "VBG"} and _child(verb, "ccomp") is None
    return subject.lower_ in {"you", "nobody", "it"} and _child(verb, "aux") is not None


_SAYING_OF = frozenset(f for c in VERBS.values() for f in forms(c.lemma) if c.quoted)


def _content(verb: Token, cue: Cue, subject: Token | None) -> Span | None:
    clause = _child(verb, "ccomp")
    if clause is not None and (cue.clause or cue.quoted or cue.urging):
        return _clause_span(verb, clause, cue)
    inner = _child(verb, "xcomp")
    asked = inner is not None and _child(inner, "mark", "advmod")
    if inner and asked and asked.lower_ in _WH and (cue.clause or cue.thing):
        return span_of(inner.subtree)
    if inner is not None and (cue.infinitive or cue.urging):
        return _infinitive(verb, inner, cue)
    if inner is not None and cue.clause and inner.tag_ == "VBG":
        return span_of(inner.subtree)
    for_it = _child(verb, "advcl")
    if for_it is not None and "for" in cue.prepositions:
        mark = _child(for_it, "mark")
        if mark is not None and mark.lower_ == "for":
            return span_of(for_it.subtree)
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
    ends = [t for t in inside if (to := _joined_to(t)) is not None and to.i == verb.i]
    if ends:
        last = min(t.i for t in ends)
        inside = [t for t in inside if t.i < last and t.dep_ != "cc"] or inside
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
    on = next((c for c in verb.children if c.lower_ in {"on", "upon"}), None)
    if person is None and on is not None and cue.lemma == "call":
        person = _child(on, "pobj")
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
    if named is not None and (thing is None or thing.lower_ in _EMPTY):
        return span_of(named.subtree)
    if thing is not None and cue.thing and thing.lower_ not in _EMPTY:
        last = [c for c in with_it if c.lower_ in _FOR or c.dep_ == "oprd"]
        return span_of(t for part in (thing, *last) for t in part.subtree)
    for prep in with_it:
        if prep.lower_ in cue.prepositions and _child(prep, "pobj", "pcomp"):
            return span_of(prep.subtree)
    return None


_FOR = words("for of as against over on")
_EMPTY = words("itself himself herself themselves what which who whom that")


def _around(
    verb: Token, cue: Cue, subject: Token | None, tokens: list[Token]
) -> Span | None:
    """Read *The bridge is gone, he said*, where the tree hangs the saying aside."""
    if not cue.clause or subject is None or cue.lemma not in STRONG:
        return None
    mark = _child(verb, "mark")
    said_as = verb.dep_ == "advcl" and mark is not None and mark.lower_ == "as"
    if not said_as and (mark is not None or verb.dep_ not in {"parataxis", "ccomp"}):
        return None
    own = {t.i for t in verb.subtree}
    rest = [t for t in verb.head.subtree if t.i not in own and t.dep_ != "punct"]
    if len(rest) < 3 or not (_set_off(verb, tokens) or said_as):
        return None
    return _one_side(rest, verb) if said_as else span_of(rest)


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
            role = _child(noun, "det") is not None or noun.tag_ == "NN"
            if not (role and child.tag_.startswith("NNP")):
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


_VIEWS = words("view opinion words eyes estimation telling judgment judgement")


def _in_the_view(noun: Token, tokens: list[Token]) -> Claim | None:
    """Read *in the words of his lawyer, the files are lost*."""
    prep = noun.head
    if prep.lower_ not in {"in", "by"} or noun.dep_ != "pobj":
        return None
    of = next((c for c in noun.children if c.lower_ == "of"), None)
    who = _child(of, "pobj") if of is not None else _child(noun, "poss")
    own = {t.i for t in prep.subtree}
    rest = [
        t for t in prep.head.subtree if t.i not in own and t.dep_ != "punct"
    ]
    if who is None or len(rest) < 3:
        return None
    return Claim(
        cue=span_of([prep, noun]),
        kind=Kind.BELIEF,
        lemma=noun.lower_,
        source=_noun_span_bare(who),
        content=_one_side(rest, prep),
    )


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
