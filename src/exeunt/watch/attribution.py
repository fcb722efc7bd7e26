"""Who said what: the statements of a document, from claims, quotation marks and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from exeunt.model.signals import StatementKind as Kind
from exeunt.watch.claims import Analyser, Claim, Span, hull, overlap
from exeunt.watch.cue_words import ADJECTIVES, NOUNS, PHRASES, STRONG, VERBS
from exeunt.watch.loose_quotes import with_loose_quotes
from exeunt.watch.quotes import Quote, is_speech, quotes_in
from exeunt.watch.sentences import Sentence
from exeunt.watch.sources import (
    FIRST_PERSON,
    PRONOUNS,
)
from exeunt.watch.speakers import named
from exeunt.watch.tags import spanning
from exeunt.watch.title_case import lowered
from exeunt.watch.told import Told, size
from exeunt.watch.turns import told_by_turns, turns_in, with_turns
from exeunt.watch.wording import words


_PLAIN = str.maketrans(
    {
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2018": "'",
        "\u2019": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u200b": " ",
        "\ufeff": " ",
        "\x00": " ",
        **{chr(mark): " " for mark in range(0x200E, 0x2010)},
        **{chr(mark): " " for mark in range(0x202A, 0x202F)},
        **{chr(mark): " " for mark in range(0x2066, 0x206A)},
        **{chr(mark): "\ufffd" for mark in range(0xD800, 0xE000)},
    }
)


_WORD = re.compile(r"[A-Za-z]+")
_SPACE = re.compile(r"\s")


_CUES = (
    frozenset(VERBS)
    | frozenset(NOUNS)
    | frozenset(ADJECTIVES)
    | frozenset(phrase.split()[0] for phrase in PHRASES)
    | {"according", "words", "eyes"}
)


def _worth_reading(sentence: str) -> bool:
    return not _CUES.isdisjoint(_WORD.findall(sentence.lower()))


def told_in(
    text: str, body: Sequence[Sentence], analyser: Analyser
) -> tuple[Told, ...]:
    """
    Find who says, thinks or means what in the sentences *body* of *text*.

    *text* is as a reader sees it, quotation marks and all; every span indexes it.
    """
    shown = [_on_one_line(text[s.start : s.end]) for s in body]
    claims = _claims(lowered(shown), analyser)
    out: list[Told] = []
    for first, last in _stretches(body):
        part = slice(first, last)
        found = _of_stretch(text, body[part], shown[part], claims[part])
        if first:
            found = [replace(told, sentence=told.sentence + first) for told in found]
        out += found
    return tuple(out)


_STRETCH = 300
_STRETCH_LENGTH = 60_000
"""Sentences and characters that are looked at together: the work stays linear."""


def _stretches(body: Sequence[Sentence]) -> list[Span]:
    """Cut *body* between paragraphs, or anywhere when one has no end."""
    cuts = [0]
    for index in range(1, len(body)):
        ends = body[index].paragraph != body[index - 1].paragraph
        share = max(
            (index - cuts[-1]) / _STRETCH,
            (body[index].start - body[cuts[-1]].start) / _STRETCH_LENGTH,
        )
        if (ends and share >= 1) or share >= 2:
            cuts.append(index)
    return list(zip(cuts, [*cuts[1:], len(body)], strict=True))


def _of_stretch(
    text: str,
    body: Sequence[Sentence],
    shown: list[str],
    claims: list[tuple[Claim, ...]],
) -> list[Told]:
    paragraphs = _paragraphs(body)
    spans = [span for _, span in paragraphs]
    turns = turns_in(text, spans)
    quotes = with_turns(quotes_in(text, spans), turns, spans)
    numbers = {index: number for number, (index, _) in enumerate(paragraphs)}
    found: list[Told] = []
    for index, sentence in enumerate(body):
        near = [
            q
            for q in quotes
            if q.paragraph == numbers[sentence.paragraph]
            and q.start < sentence.end
            and sentence.start <= q.end + _asked(text, q)
        ]
        spread = [spanning(shown[index], claim) for claim in claims[index]]
        found += _of_sentence(text, sentence, index, spread, near)
    found += told_by_turns(turns, body)
    found = with_loose_quotes(text, body, shown, found, quotes)
    return named(text, body, shown, sorted(found, key=_order), quotes)


def _asked(text: str, quote: Quote) -> int:
    """Let *?" she asked* reach over the end of the sentence that the mark makes."""
    return 2 if text[quote.end - 2 : quote.end - 1] in {"?", "!"} else 0


def _order(told: Told) -> tuple[int, int]:
    return told.content[0], -told.content[1]


def _on_one_line(piece: str) -> str:
    return _SPACE.sub(" ", piece.translate(_PLAIN))


def _claims(shown: list[str], analyser: Analyser) -> list[tuple[Claim, ...]]:
    wanted = [i for i, sentence in enumerate(shown) if _worth_reading(sentence)]
    out: list[tuple[Claim, ...]] = [()] * len(shown)
    for i, found in zip(
        wanted, analyser.claims([shown[i] for i in wanted]), strict=True
    ):
        out[i] = found
    return out


def _paragraphs(body: Sequence[Sentence]) -> list[tuple[int, Span]]:
    spans: dict[int, Span] = {}
    for sentence in body:
        span = sentence.start, sentence.end
        known = spans.get(sentence.paragraph)
        spans[sentence.paragraph] = hull(known, span) if known else span
    return list(spans.items())


def _of_sentence(
    text: str,
    sentence: Sentence,
    index: int,
    claims: Iterable[Claim],
    quotes: list[Quote],
) -> list[Told]:
    found: list[Told] = []
    for claim in claims:
        bare = _told(sentence, index, claim)
        told = _with_quotes(text, sentence, bare, claim, quotes)
        if told is not None and _is_content(text, told):
            found.append(told)
    return _settled(text, found)


def _told(sentence: Sentence, index: int, claim: Claim) -> Told:
    def moved(span: Span) -> Span:
        return span[0] + sentence.start, span[1] + sentence.start

    return Told(
        sentence=index,
        content=moved(claim.content) if claim.content else (0, 0),
        cue=moved(claim.cue),
        source=moved(claim.source) if claim.source else None,
        kind=claim.kind,
        lemma=claim.lemma,
        negated=claim.negated,
        content_negated=claim.content_negated,
    )


def _with_quotes(
    text: str, sentence: Sentence, told: Told, claim: Claim, quotes: list[Quote]
) -> Told | None:
    """Let the content take in the quotations that it touches or stands beside."""
    cue = told.cue or told.content
    around = [q for q in quotes if q.start <= cue[0] and cue[1] < q.end]
    if around:
        return _within_quote(text, told, claim)
    beside = [q for q in quotes if overlap(q.span, told.content) > 1]
    if claim.content is None:
        beside = _beside(text, sentence, told, quotes)
        if not beside:
            return None
        content = beside[0].span
    else:
        content = told.content
    for quote in [*beside, *_joined(text, told, content, quotes)]:
        content = hull(content, quote.span)
    if beside and content[1] <= cue[0]:
        for quote in _resumed(text, sentence, told, quotes):
            content = hull(content, quote.span)
    return replace(told, content=content, quoted=bool(beside))


_AND = re.compile(
    r"[\s,;\u2013\u2014-]*(?:(?:and|or|but) )?(?:as|of|to|for|in|on|that) $"
)


def _joined(text: str, told: Told, content: Span, quotes: list[Quote]) -> list[Quote]:
    """Find the quotation that content runs on into: *the cost, and of "all that"*."""
    if told.cue is None or content[0] < told.cue[1]:
        return []
    return [
        q
        for q in quotes
        if content[1] < q.start <= content[1] + _JOINT
        and _AND.fullmatch(text[content[1] : q.start])
    ]


_JOINT = 16


def _within_quote(text: str, told: Told, claim: Claim) -> Told | None:
    """Keep, of what people quote others as saying, what names them and the words."""
    if claim.content is None or told.source is None or told.lemma not in _SAID:
        return None
    source = text[slice(*told.source)]
    first = source.split()[0].lower() if source.split() else ""
    plain = first in PRONOUNS or first in FIRST_PERSON or not source[:1].isupper()
    return None if plain else told


_SAID = words("say tell warn announce promise deny claim")


_GAP = re.compile(r"^[\s,;:.\u2013\u2014-]*$")


def _beside(
    text: str, sentence: Sentence, told: Told, quotes: list[Quote]
) -> list[Quote]:
    cue = told.cue or told.content
    tag = hull(told.source, cue) if told.source else cue
    before = [
        q
        for q in quotes
        if sentence.start <= q.end + _asked(text, q)
        and q.end <= tag[0]
        and _GAP.match(text[q.end : tag[0]])
    ]
    if before:
        return [before[-1]]
    return [
        q
        for q in quotes
        if tag[1] <= q.start < sentence.end
        and _leads_to(text[tag[1] : q.start])
        and (is_speech(text, q) or q.start - tag[1] <= 2)
    ][:1]


def _resumed(
    text: str, sentence: Sentence, told: Told, quotes: list[Quote]
) -> list[Quote]:
    """Find what a quotation goes on with after the cue in the same sentence."""
    cue = told.cue or told.content
    tag = hull(told.source, cue) if told.source else cue
    return [
        q
        for q in quotes
        if tag[1] <= q.start < sentence.end
        and len(text[tag[1] : q.start]) <= 80
        and not (text[q.start + 1].isupper() and _says_else(text[tag[1] : q.start]))
        and text[tag[1] : q.start].rstrip().endswith((",", ";", "\u2014", "-"))
    ][:1]


def _says_else(gap: str) -> bool:
    """Tell *, suggesting "..."*: the second quotation has a cue of its own."""
    return any(w.endswith("ing") and w in VERBS for w in _WORD.findall(gap))


def _leads_to(gap: str) -> bool:
    return len(gap) <= 60 and (
        gap.rstrip().endswith((",", ":")) or len(gap.split()) <= 3
    )


def _is_content(text: str, told: Told) -> bool:
    content = text[slice(*told.content)]
    if told.source is None and told.kind is not Kind.SPEECH and told.lemma in VERBS:
        return _is_hearsay(told)
    named = told.source is not None and content[:1].isupper()
    enough = 1 if told.quoted or named or content.lower() in _STANDS_FOR else 2
    return len(re.findall(r"\w+", content)) >= enough


def _is_hearsay(told: Told) -> bool:
    """Tell *the talks are expected to fail*, which nobody in particular expects."""
    cue = told.cue or (0, 0)
    return told.content[0] < cue[0] and cue[1] < told.content[1]


_STANDS_FOR = words("it that this so")


def _settled(text: str, found: list[Told]) -> list[Told]:
    """Drop what is told twice, and what is only a shade within another's content."""
    kept: list[Told] = []
    found = _trimmed(text, found)
    for told in sorted(found, key=lambda t: (-size(t.content), t.cue or (0, 0))):
        if any(_alike(told, other) for other in kept):
            continue
        outer = [o for o in kept if _within(told.cue, o.content)]
        if outer and not all(_worth_nesting(text, told, o) for o in outer):
            continue
        kept.append(told)
    return kept


def _trimmed(text: str, found: list[Told]) -> list[Told]:
    """End a content where the same speaker goes on: *, adding that*."""
    goes_on = [
        t.cue[0]
        for t in found
        if t.cue
        and text[slice(*t.cue)].endswith("ing")
        and text.endswith((", ", ",\u201d ", '," '), 0, t.cue[0])
    ]
    out = []
    for told in found:
        start, end = told.content
        cuts = [c for c in goes_on if start + 8 < c < end and told.cue != (c, c)]
        if cuts and told.cue and told.cue[0] < cuts[0] - 1 and told.cue[1] <= start:
            end = start + len(text[start : cuts[0]].rstrip(" ,"))
        changed = (start, end) != told.content
        out.append(replace(told, content=(start, end)) if changed else told)
    return out


def _alike(told: Told, other: Told) -> bool:
    shared = overlap(told.content, other.content)
    union = size(told.content) + size(other.content) - shared
    return union > 0 and shared / union > 0.75


def _within(inner: Span | None, outer: Span) -> bool:
    return inner is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def _worth_nesting(text: str, told: Told, outer: Told) -> bool:
    if _within(outer.cue, told.content):
        return True
    if told.source is None:
        return False
    tagged = outer.cue is not None and outer.cue[0] >= outer.content[1]
    if not tagged and (told.lemma not in STRONG or told.kind is Kind.INTENT):
        return False
    source = text[slice(*told.source)].lower()
    first = source.split()[0] if source.split() else ""
    return first not in PRONOUNS and first not in FIRST_PERSON
