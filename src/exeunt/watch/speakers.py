"""Who the speaker of every statement is, by the names and pronouns of a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from exeunt.watch.claims import Span
from exeunt.watch.quotes import Quote
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
from exeunt.watch.told import Told


def named(
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
    fullest = _fullest([m.name for m in (*mentions, *spoken)])
    return [replace(t, known_as=fullest.get(t.speaker, t.speaker)) for t in out]


def _fullest(names: list[str]) -> dict[str, str]:
    """Give for a bare name, *Price*, the fullest that ends in it."""
    out: dict[str, str] = {}
    for name in names:
        last = name.split()[-1]
        if last[:1].isupper() and len(name) > len(out.get(last, last)):
            out[last] = name
    return out


def _last_speaker(spoken: list[Mention], paragraph: int) -> str:
    near = [m for m in spoken if paragraph - m.paragraph <= 3]
    return near[-1].name if near else ""


def _clean(name: str) -> str:
    cut = re.split(r" ?[(\[]", name)[0] or name
    return " ".join(cut.split()).strip(' ,;:"“”‘')


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
    strong = frozenset(spans)
    beside = _beside(strong)
    for sentence in body:
        for match in _FULL_NAME.finditer(text, sentence.start, sentence.end):
            if beside(*match.span()):
                spans.setdefault(match.span(), sentence.paragraph)
    out: list[Mention] = []
    people: dict[str, str] = {}
    for span, paragraph in sorted(spans.items()):
        name = _clean(text[slice(*span)])
        first = name.split()[0].lower() if name.split() else ""
        if not name or first in PRONOUNS or first in FIRST_PERSON:
            continue
        sort = Sort.PERSON if name in people else sort_of(name)
        gender = gender_of(name)
        if sort is Sort.PERSON:
            gender = gender or people.get(name, "")
            people[name.split()[-1]] = gender
        weak = span not in strong
        out.append(Mention(span[0], paragraph, name, sort, gender, weak=weak))
    return out


def _beside(spans: Iterable[Span]) -> Callable[[int, int], bool]:
    """Make the test whether a stretch shares nothing with any of *spans*."""
    ordered = sorted(spans)
    starts = [start for start, _ in ordered]
    reach = list(accumulate((end for _, end in ordered), max))

    def beside(start: int, end: int) -> bool:
        before = bisect_left(starts, end)
        return not before or reach[before - 1] <= start

    return beside


_FULL_NAME = re.compile(
    r"\b[A-Z][a-z]+(?: [A-Z]\.)?(?: (?:al-|Al-|bin |van |von |de )?[A-Z][a-z\u2019'A-Z-]+){1,2}"
)
