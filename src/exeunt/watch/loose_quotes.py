"""Quotations that no cue has claimed, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from exeunt.model.signals import StatementKind as Kind
from exeunt.watch.claims import Span, hull, overlap
from exeunt.watch.grammar import verbs
from exeunt.watch.quotes import Quote, is_speech
from exeunt.watch.sentences import Sentence
from exeunt.watch.sources import (
    lead_of,
)
from exeunt.watch.tags import spoken_before
from exeunt.watch.told import Told, sentence_at, size


def with_loose_quotes(
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
    index = sentence_at(body, quote.start)
    if index is None:
        return None
    carried = None
    if _tag_after(text, quote, body) is None:
        carried = spoken_before(text, body, out, quote, index) or _carried_on(
            body, out, quote, before
        )
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


_AS_PUT = re.compile(
    r"\s*as (?P<source>[\w.'\u2019-]+(?: [\w.'\u2019-]+){0,6}?) (?P<cue>puts? it)\b"
)


def _tag_after(
    text: str, quote: Quote, body: Sequence[Sentence]
) -> tuple[Span, Span] | None:
    """Read *," Marsh shot back*: any verb will do when a comma closes the words."""
    if text[quote.end - 2 : quote.end - 1] not in {",", "?", "!"}:
        return None
    index = sentence_at(body, quote.end)
    if index is None:
        return None
    end = body[index].end
    tag = _AS_PUT.match(text, quote.end, end) or _TAG.match(text, quote.end, end)
    return (tag.span("source"), tag.span("cue")) if tag else None


def _negated_before(lead: str) -> bool:
    return bool(re.search(r"\b(?:not|never|no longer)\b[^,;.]{0,30}$|n[’']t\s*$", lead))


def _carried_on(
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
    owner = max(owners, key=lambda t: size(t.content))
    if before.open and quote.paragraph == before.paragraph + 1:
        return owner
    same = quote.paragraph == before.paragraph
    index = sentence_at(body, quote.start)
    opens = index is not None and quote.start - body[index].start <= 2
    short = quote.start - before.end <= 160
    return owner if same and opens and short else None
