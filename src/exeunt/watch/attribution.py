"""Who said what: the statements of a document, from claims, quotation marks and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from exeunt.model.signals import StatementKind as Kind
from exeunt.watch.claims import Analyser, Claim, Span, hull, overlap
from exeunt.watch.cue_words import ADJECTIVES, NOUNS, PHRASES, STRONG, VERBS
from exeunt.watch.grammar import verbs
from exeunt.watch.quotes import Quote, is_speech, quotes_in
from exeunt.watch.sentences import Sentence
from exeunt.watch.sources import (
    FIRST_PERSON,
    PRONOUNS,
    Mention,
    Sort,
    gender_of,
    lead_of,
    resolved,
    sort_of,
)
from exeunt.watch.wording import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A statement, with spans in the text that was read."""

    sentence: int
    """Which sentence has the cue."""
    content: Span
    cue: Span | None
    source: Span | None
    kind: Kind
    lemma: str = ""
    quoted: bool = False
    negated: bool = False
    content_negated: bool = False
    speaker: str = ""
    said_by: str = ""


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
_CUES = (
    frozenset(VERBS)
    | frozenset(NOUNS)
    | frozenset(ADJECTIVES)
    | frozenset(phrase.split()[0] for phrase in PHRASES)
    | {"according", "words", "eyes"}
)


def _worth_reading(sentence: str) -> bool:
    return any(m[0].lower() in _CUES for m in _WORD.finditer(sentence))


def told_in(
    text: str, body: Sequence[Sentence], analyser: Analyser
) -> tuple[Told, ...]:
    """
    Find who says, thinks or means what in the sentences *body* of *text*.

    *text* is as a reader sees it, quotation marks and all; every span indexes it.
    """
    shown = [_on_one_line(text[s.start : s.end]) for s in body]
    claims = _claims(shown, analyser)
    paragraphs = _paragraphs(body)
    quotes = quotes_in(text, [span for _, span in paragraphs])
    numbers = {index: number for number, (index, _) in enumerate(paragraphs)}
    found: list[Told] = []
    for index, sentence in enumerate(body):
        near = [q for q in quotes if q.paragraph == numbers[sentence.paragraph]]
        found += _of_sentence(text, sentence, index, claims[index], near)
    found = _with_loose_quotes(text, body, shown, found, quotes)
    return tuple(_named(text, body, shown, sorted(found, key=_order), quotes))


def _order(told: Told) -> tuple[int, int]:
    return told.content[0], -told.content[1]


def _on_one_line(piece: str) -> str:
    return re.sub(r"\s", " ", piece.translate(_PLAIN))


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
        told = _told(sentence, index, claim)
        told = _with_quotes(text, sentence, told, claim, quotes)
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
    around = [q for q in quotes if q.start < cue[0] and cue[1] < q.end]
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
    for quote in beside:
        content = hull(content, quote.span)
    if beside and content[1] <= cue[0]:
        for quote in _resumed(text, sentence, told, quotes):
            content = hull(content, quote.span)
    return replace(told, content=content, quoted=bool(beside))


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
        if sentence.start <= q.end <= tag[0] and _GAP.match(text[q.end : tag[0]])
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
        and text[tag[1] : q.start].rstrip().endswith((",", ";", "\u2014", "-"))
    ][:1]


def _leads_to(gap: str) -> bool:
    return len(gap) <= 60 and (
        gap.rstrip().endswith((",", ":")) or len(gap.split()) <= 3
    )


def _is_content(text: str, told: Told) -> bool:
    content = text[slice(*told.content)]
    if told.source is None and told.kind is not Kind.SPEECH and told.lemma in VERBS:
        return False
    enough = 1 if told.quoted or content.lower() in _STANDS_FOR else 2
    return len(re.findall(r"\w+", content)) >= enough


_STANDS_FOR = words("it that this so")


def _settled(text: str, found: list[Told]) -> list[Told]:
    """Drop what is told twice, and what is only a shade within another's content."""
    kept: list[Told] = []
    found = _trimmed(text, found)
    for told in sorted(found, key=lambda t: (-_size(t.content), t.cue or (0, 0))):
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
        and text[: t.cue[0]].endswith((", ", ",\u201d ", ',\" '))
    ]
    out = []
    for told in found:
        start, end = told.content
        cuts = [c for c in goes_on if start + 8 < c < end and told.cue != (c, c)]
        if cuts and told.cue and told.cue[0] < cuts[0] - 1 and told.cue[1] <= start:
            end = start + len(text[start : cuts[0]].rstrip(" ,"))
        out.append(replace(told, content=(start, end)))
    return out


def _size(span: Span) -> int:
    return span[1] - span[0]


def _alike(told: Told, other: Told) -> bool:
    shared = overlap(told.content, other.content)
    union = _size(told.content) + _size(other.content) - shared
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


def _with_loose_quotes(
    text: str,
    body: Sequence[Sentence],
    shown: list[str],
    found: list[Told],
    quotes: tuple[Quote, ...],
) -> list[Told]:
    """Give the quotations that no cue has claimed to whoever speaks there."""
    out = list(found)
    out = _with_openings(out, quotes)
    before: Quote | None = None
    for quote in quotes:
        holders = [t for t in out if overlap(t.content, quote.span) > 1]
        if not holders and is_speech(text, quote):
            told = _loose(text, body, shown, out, quote, before)
            if told is not None:
                out = told
        if is_speech(text, quote) or holders:
            before = quote
    return out


def _with_openings(out: list[Told], quotes: tuple[Quote, ...]) -> list[Told]:
    """Join paragraphs of one quotation to the last of them, which has the cue."""
    for quote, following in zip(quotes[-2::-1], quotes[:0:-1], strict=True):
        if not quote.open or following.paragraph != quote.paragraph + 1:
            continue
        if any(overlap(t.content, quote.span) > 1 for t in out):
            continue
        owner = next((t for t in out if overlap(t.content, following.span) > 1), None)
        if owner is not None:
            longer = replace(owner, content=hull(owner.content, quote.span))
            out = [longer if t is owner else t for t in out]
    return out


def _loose(
    text: str,
    body: Sequence[Sentence],
    shown: list[str],
    out: list[Told],
    quote: Quote,
    before: Quote | None,
) -> list[Told] | None:
    index = _sentence_at(body, quote.start)
    if index is None:
        return None
    carried = None
    if _tag_after(text, quote, body) is None:
        carried = _carried_on(text, body, out, quote, before)
    if carried is not None:
        longer = replace(
            carried, content=hull(carried.content, quote.span), quoted=True
        )
        return [longer if t is carried else t for t in out]
    cue: Span | None = None
    source = _subject_before(shown[index], body[index].start, quote.start)
    tag = _tag_after(text, quote, body)
    if tag is not None:
        source, cue = tag
    return [
        *out,
        Told(
            sentence=index,
            content=quote.span,
            cue=cue,
            source=source,
            kind=Kind.SPEECH,
            quoted=True,
            content_negated=_negated_before(text[body[index].start : quote.start]),
        ),
    ]


def _subject_before(sentence: str, base: int, at: int) -> Span | None:
    """Give the subject of the verb that leads to a quotation at *at*."""
    head = sentence[: at - base]
    groups = [v for v in verbs(head) if v.start > 0]
    if not groups:
        return None
    start = max(head.rfind(mark, 0, groups[-1].start) + 1 for mark in ",;:")
    lead = lead_of(head[start:].lstrip())
    skipped = start + len(head[start:]) - len(head[start:].lstrip())
    if lead is None:
        return None
    return lead[0] + skipped + base, lead[1] + skipped + base


_TAG = re.compile(
    r"\s*(?P<source>(?:(?:[A-Z][\w.'\u2019-]+|the|a|an|one|another|he|she|they)"
    r"(?: [\w.'\u2019-]+){0,6}?)) (?P<cue>[a-z]+(?:ed|s|ot)(?: back| out| up| in)?)\b"
)


def _tag_after(
    text: str, quote: Quote, body: Sequence[Sentence]
) -> tuple[Span, Span] | None:
    """Read *," Marsh shot back*: any verb will do when a comma closes the words."""
    if text[quote.end - 2 : quote.end - 1] not in {",", "?", "!"}:
        return None
    index = _sentence_at(body, quote.end)
    tag = _TAG.match(text, quote.end, body[index].end) if index is not None else None
    return (tag.span("source"), tag.span("cue")) if tag else None


def _negated_before(lead: str) -> bool:
    return bool(re.search(r"\b(?:not|never|no longer)\b[^,;.]{0,30}$|n[’']t\s*$", lead))


def _sentence_at(body: Sequence[Sentence], at: int) -> int | None:
    low, high = 0, len(body)
    while low < high:
        middle = (low + high) // 2
        if body[middle].end <= at:
            low = middle + 1
        else:
            high = middle
    return low if low < len(body) and body[low].start <= at else None


def _carried_on(
    text: str,
    body: Sequence[Sentence],
    out: list[Told],
    quote: Quote,
    before: Quote | None,
) -> Told | None:
    """Find the statement that *quote* goes on with, across the cue or a paragraph."""
    if before is None:
        return None
    owners = [t for t in out if t.quoted and overlap(t.content, before.span) > 1]
    if not owners:
        return None
    owner = max(owners, key=lambda t: _size(t.content))
    if before.open and quote.paragraph == before.paragraph + 1:
        return owner
    same = quote.paragraph == before.paragraph
    index = _sentence_at(body, quote.start)
    opens = index is not None and quote.start - body[index].start <= 2
    short = quote.start - before.end <= 160
    return owner if same and opens and short else None


def _named(
    text: str,
    body: Sequence[Sentence],
    shown: list[str],
    found: list[Told],
    quotes: tuple[Quote, ...],
) -> list[Told]:
    """Say of every statement who its speaker is."""
    mentions = _mentions(text, body, shown, found, quotes)
    spoken: list[Mention] = []
    out = []
    for told in found:
        paragraph = body[told.sentence].paragraph
        if told.source is None:
            name = _last_speaker(spoken, paragraph) if told.cue is None else ""
            out.append(replace(told, speaker=name))
            continue
        said_by = _clean(text[slice(*told.source)])
        speaker = resolved(said_by, told.source[0], paragraph, mentions)
        if speaker.lower() in FIRST_PERSON:
            speaker = ""
        if speaker:
            spoken.append(Mention(told.source[0], paragraph, speaker, sort_of(speaker)))
        out.append(replace(told, speaker=speaker, said_by=said_by))
    return out


def _last_speaker(spoken: list[Mention], paragraph: int) -> str:
    near = [m for m in spoken if paragraph - m.paragraph <= 3]
    return near[-1].name if near else ""


def _clean(name: str) -> str:
    cut = re.split(r" ?[(\[]", name)[0] or name
    return " ".join(cut.split()).strip(" ,;:\"“”‘")


def _in_quotes(sentence: Sentence, quotes: tuple[Quote, ...]) -> bool:
    return any(q.start <= sentence.start < q.end for q in quotes)


def _mentions(
    text: str,
    body: Sequence[Sentence],
    shown: list[str],
    found: list[Told],
    quotes: tuple[Quote, ...],
) -> list[Mention]:
    """Gather whom a pronoun may stand for: sources, and what sentences begin with."""
    spans = {t.source: body[t.sentence].paragraph for t in found if t.source}
    for sentence, words_in in zip(body, shown, strict=True):
        lead = None if _in_quotes(sentence, quotes) else lead_of(words_in)
        if lead is not None:
            span = lead[0] + sentence.start, lead[1] + sentence.start
            spans.setdefault(span, sentence.paragraph)
    strong = set(spans)
    for sentence in body:
        for name in _FULL_NAME.finditer(text, sentence.start, sentence.end):
            if not any(overlap(name.span(), known) for known in strong):
                spans.setdefault(name.span(), sentence.paragraph)
    out: list[Mention] = []
    people: set[str] = set()
    for span, paragraph in sorted(spans.items()):
        name = _clean(text[slice(*span)])
        first = name.split()[0].lower() if name.split() else ""
        if not name or first in PRONOUNS or first in FIRST_PERSON:
            continue
        sort = Sort.PERSON if name in people else sort_of(name)
        if sort is Sort.PERSON:
            people.add(name.split()[-1])
        out.append(
            Mention(
                span[0], paragraph, name, sort, gender_of(name), weak=span not in strong
            )
        )
    return out


_FULL_NAME = re.compile(
    r"\b[A-Z][a-z]+(?: [A-Z]\.)?(?: (?:al-|Al-|bin |van |von |de )?[A-Z][a-z\u2019'A-Z-]+){1,2}"
)
