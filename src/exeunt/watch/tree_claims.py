"""Claims read off a dependency tree, whoever grew it."""

from __future__ import annotations

from exeunt.model.signals import StatementKind as Kind
from exeunt.watch.claims import Claim, Span, hull
from exeunt.watch.cue_words import (
    ADJECTIVES,
    AS,
    FINDINGS,
    GATHERING,
    NOUNS,
    PHRASES,
    SHOWING,
    SILENCE,
    STRONG,
    VERBS,
    Cue,
    forms,
)
from exeunt.watch.tree_nouns import (
    VIEWS,
    according,
    in_the_view,
    of_adjective,
    of_noun,
    one_side,
)
from exeunt.watch.trees import (
    Token,
    child,
    has_that,
    is_negated,
    joined_to,
    noun_span,
    span_of,
    subject_of,
    without_aside,
)
from exeunt.watch.wording import words


_SUBJECTS = frozenset(["nsubj", "csubj", "expl"])


_WH = words("whether if what when where why how who which")


_ASIDE = frozenset(["relcl", "appos", "acl", "advcl", "parataxis", "punct", "dep"])


_PEOPLE = words("he she they i we who you everyone nobody someone many some others")


_NEGATIVE = words("not n't never no nobody neither nor without hardly none")


_AHEAD = frozenset(["'s", "’s"])


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
            of_state = word == "state" and _after_of(token, tokens)
            return None if of_state else _of_verb(token, cue, tokens)
    if token.tag_ in {"NN", "NNS"} and word in NOUNS:
        claim = of_noun(token, NOUNS[word])
        if claim is not None:
            return claim
    if token.tag_.startswith(("JJ", "VBN", "VBD")) and word in ADJECTIVES:
        return of_adjective(token, ADJECTIVES[word])
    if word in VIEWS and token.tag_ in {"NN", "NNS"}:
        return in_the_view(token)
    if word == "according":
        return according(token, tokens)
    return None


def _after_of(token: Token, tokens: list[Token]) -> bool:
    """Tell *secretary of state*, which taggers take for a verb."""
    before = token.i - tokens[0].i - 1
    return before >= 0 and tokens[before].lower_ == "of"


def _cue_of(verb: Token) -> Cue | None:
    particle = child(verb, "prt", "advmod")
    if particle is not None and particle.i == verb.i + 1:
        phrase = f"{verb.lower_} {particle.lower_}"
        if phrase in PHRASES:
            return PHRASES[phrase]
    return VERBS.get(verb.lower_)


def _of_verb(verb: Token, cue: Cue, tokens: list[Token]) -> Claim | None:
    if _is_passive(verb):
        return _of_passive(verb, cue)
    subject = _speaker(verb, tokens)
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
        negated=is_negated(verb),
        content_negated=_says_no(verb),
    )


def _speaker(verb: Token, tokens: list[Token]) -> Token | None:
    """Find who says it: behind the verb where a quotation closes right before it."""
    before = verb.i - tokens[0].i - 1
    behind = [c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i]
    if before >= 0 and behind and tokens[before].text in _CLOSED:
        return behind[0]
    return subject_of(verb)


_CLOSED = frozenset(['"', "\u201d", "''", "\u2019"])


def _cue_span(verb: Token) -> Span:
    particle = next(
        (c for c in verb.children if f"{verb.lower_} {c.lower_}" in PHRASES), None
    )
    return span_of([verb, particle] if particle else [verb])


def _says_no(verb: Token) -> bool:
    inner = child(verb, "ccomp", "xcomp")
    return inner is not None and is_negated(inner)


def _is_passive(verb: Token) -> bool:
    return verb.tag_ == "VBN" and (
        child(verb, "auxpass", "nsubjpass", "agent") is not None
        or (verb.dep_ == "acl" and child(verb, "aux") is None)
    )


def _of_passive(verb: Token, cue: Cue) -> Claim | None:
    """Read *is said to*, *was quoted as saying*, *criticised by*, *told by*."""
    agent = child(verb, "agent")
    by = child(agent, "pobj") if agent else None
    inner = child(verb, "ccomp", "xcomp")
    subject = child(verb, "nsubjpass")
    if by is None and subject is not None and cue.lemma == "accuse":
        return _accused(verb, cue, subject)
    if by is None and (inner is None or cue.lemma not in _HEARSAY or not cue.clause):
        return None
    content: Span | None = None
    if inner is not None:
        content = span_of(inner.subtree)
        if by is None and subject is not None and subject.lower_ != "it":
            content = hull(noun_span(subject), content)
    elif subject is not None and cue.thing:
        content = noun_span(subject)
    elif verb.dep_ == "acl" and cue.thing:
        content = noun_span(verb.head)
    if content is None:
        return None
    return Claim(
        cue=span_of([verb]),
        kind=cue.kind,
        lemma=cue.lemma,
        source=noun_span(by) if by else None,
        content=content,
        negated=is_negated(verb),
    )


def _accused(verb: Token, cue: Cue, subject: Token) -> Claim | None:
    """Read *was accused of theft*, whoever accuses."""
    of = next((c for c in verb.children if c.lower_ == "of"), None)
    if of is None:
        return None
    return Claim(
        cue=span_of([verb]),
        kind=cue.kind,
        lemma=cue.lemma,
        content=hull(noun_span(subject), span_of(of.subtree)),
        negated=is_negated(verb),
    )


_HEARSAY = words(
    "say believe allege report think rumour rumor know suspect understand expect predict"
)


def _hangs_in_the_air(verb: Token, subject: Token | None) -> bool:
    """Tell a bare infinitive or a rule from somebody saying something."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if to and child(verb, "nsubj") is None:
        goes_on = verb.dep_ in {"advcl", "xcomp"} and verb.head.lower_ not in VERBS
        return not (goes_on and subject is not None and child(verb, "ccomp"))
    if verb.dep_ == "pcomp" and verb.lower_ not in _SAYING_OF:
        return True
    if subject is None:
        return verb.tag_ in {"VB", "VBG"} and child(verb, "ccomp") is None
    return subject.lower_ in {"you", "nobody", "it"} and child(verb, "aux") is not None


_SAYING_OF = frozenset(f for c in VERBS.values() for f in forms(c.lemma) if c.quoted)


def _content(verb: Token, cue: Cue, subject: Token | None) -> Span | None:
    clause = _said_clause(verb)
    if subject is not None and cue.lemma in SHOWING and subject.lower_ in FINDINGS:
        shown = clause if clause is not None and clause.i < verb.i else None
        return _finding(verb) if shown is None else span_of(shown.subtree)
    if clause is not None and (cue.clause or cue.quoted or cue.urging):
        return _clause_span(verb, clause, cue)
    inner = child(verb, "xcomp")
    if inner is not None and (content := _inner_span(verb, inner, cue)) is not None:
        return content
    for_it = child(verb, "advcl")
    if for_it is not None and "for" in cue.prepositions:
        mark = child(for_it, "mark")
        if mark is not None and mark.lower_ == "for":
            return span_of(for_it.subtree)
    return _object(verb, cue, subject)


def _said_clause(verb: Token) -> Token | None:
    """Give the clause that is said, and not when or why it was: *before he died*."""
    for clause in verb.children:
        if clause.dep_ == "ccomp":
            mark = child(clause, "mark")
            if mark is None or mark.lower_ not in _WHEN:
                return clause
    return None


_WHEN = words("before after while as because since until although though")


def _finding(verb: Token) -> Span | None:
    """Read *the poll shows Pike with a lead*: all that is shown, whatever its form."""
    parts = [
        c
        for c in verb.children
        if c.i > verb.i
        and c.dep_ not in {"punct", "advcl", "conj", "cc", "npadvmod"}
        and c.tag_ != "RB"
    ]
    return span_of(t for c in parts for t in c.subtree) if parts else None


def _inner_span(verb: Token, inner: Token, cue: Cue) -> Span | None:
    asked = child(inner, "mark", "advmod")
    if asked is not None and asked.lower_ in _WH and (cue.clause or cue.thing):
        return span_of(inner.subtree)
    if cue.infinitive or cue.urging:
        return _infinitive(verb, inner, cue)
    return span_of(inner.subtree) if cue.clause and inner.tag_ == "VBG" else None


def _clause_span(verb: Token, clause: Token, cue: Cue) -> Span | None:
    inside = list(clause.subtree)
    if cue.lemma in SHOWING and not has_that(clause) and inside[0].i < verb.i:
        return None
    inside = _up_to_others(verb, inside)
    if is_negated(verb) and cue.kind is Kind.SPEECH and inside[0].lower_ in _WH:
        return None
    mark = child(clause, "mark")
    if mark is not None and mark.lower_ == "that" and mark.i > verb.i:
        inside = [t for t in inside if t.i >= mark.i]
    ends = [t for t in inside if (to := joined_to(t)) is not None and to.i == verb.i]
    if ends:
        last = min(t.i for t in ends)
        inside = [t for t in inside if t.i < last and t.dep_ != "cc"] or inside
    kept = [t for t in inside if not (t.dep_ == "punct" and t.text in ",;:.-")]
    return span_of(kept or inside)


def _up_to_others(verb: Token, inside: list[Token]) -> list[Token]:
    """End before *, and the mayor warned that*, which is another's saying."""
    for token in inside:
        other = token.i > verb.i and token.dep_ == "conj" and token.tag_ == verb.tag_
        if other and token.lower_ in VERBS and VERBS[token.lower_].lemma in STRONG:
            whose = child(token, "nsubj")
            if whose is None or child(token, "ccomp") is None:
                continue
            first = min(t.i for t in whose.subtree)
            before = [t for t in inside if t.i < first]
            if len(before) > 1 and before[-1].dep_ == "cc" and before[-2].text == ",":
                return before[:-2]
    return inside


def _infinitive(verb: Token, inner: Token, cue: Cue) -> Span | None:
    if inner.lower_ in SILENCE and cue.lemma in {"refuse", "decline"}:
        return None
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in inner.children)
    if not to and inner.tag_ != "VBG":
        return None
    if cue.lemma == "plan" and inner.lower_ in GATHERING:
        return None
    person = child(verb, "dobj")
    on = next((c for c in verb.children if c.lower_ in {"on", "upon"}), None)
    if person is None and on is not None and cue.lemma == "call":
        person = child(on, "pobj")
    if person is not None and cue.urging and person.i < inner.i:
        return hull(noun_span(person), span_of(inner.subtree))
    return span_of(inner.subtree) if cue.infinitive or person is not None else None


def _object(verb: Token, cue: Cue, subject: Token | None) -> Span | None:
    if subject is None:
        return None
    thing = child(verb, "dobj")
    with_it = [
        c
        for c in verb.children
        if c.dep_ in {"prep", "oprd", "dative"} and c.i > verb.i
    ]
    named = child(verb, "oprd")
    unnamed = named is None or cue.lemma == "know"
    if named is not None and not unnamed and _is_empty(thing):
        return span_of(named.subtree)
    if cue.lemma == "consider" and verb.tag_ != "VBG" and named is None:
        return None
    seen_as = cue.lemma in AS and any(c.lower_ == "as" for c in with_it)
    if thing is not None and (cue.thing or seen_as) and not _is_empty(thing):
        fits = _FOR | _TO.get(cue.lemma, frozenset())
        last = [c for c in with_it if c.lower_ in fits or c.dep_ == "oprd"]
        return span_of(without_aside([thing, *last]))
    pushed = thing is not None and cue.lemma in {"push", "press"}
    return None if pushed else _with(with_it, cue)


def _is_empty(thing: Token | None) -> bool:
    return thing is None or thing.lower_ in _EMPTY


def _with(with_it: list[Token], cue: Cue) -> Span | None:
    for prep in with_it:
        if prep.lower_ in cue.prepositions and child(prep, "pobj", "pcomp"):
            return span_of(without_aside([prep]))
    return None


_FOR = words("for of as against over on")
_TO = {"compare": words("to with"), "liken": words("to"), "charge": words("with")}


_EMPTY = words("itself himself herself themselves what which who whom that")


def _around(
    verb: Token, cue: Cue, subject: Token | None, tokens: list[Token]
) -> Span | None:
    """Read *The bridge is gone, he said*, where the tree hangs the saying aside."""
    if not cue.clause or subject is None or cue.lemma not in STRONG | SHOWING:
        return None
    if cue.lemma not in _HEARD and child(verb, "dobj") is not None:
        return None
    mark = child(verb, "mark")
    said_as = verb.dep_ == "advcl" and mark is not None and mark.lower_ == "as"
    if not said_as and (mark is not None or verb.dep_ not in {"parataxis", "ccomp"}):
        return None
    own = {t.i for t in verb.subtree}
    rest = [t for t in verb.head.subtree if t.i not in own and t.dep_ != "punct"]
    if len(rest) < 3 or not (_set_off(verb, tokens) or said_as):
        return None
    return one_side(rest, verb) if said_as else span_of(rest)


_HEARD = words("tell inform assure remind warn reassure notify advise")


def _set_off(verb: Token, tokens: list[Token]) -> bool:
    """Tell whether commas part the saying from what is said."""
    own = sorted(t.i for t in verb.subtree)
    first = own[0] - tokens[0].i
    return first > 0 and tokens[first - 1].text in {",", '"', "—", "-", "?", "!"}


def _source(subject: Token | None) -> Span | None:
    return None if subject is None else noun_span(subject)
