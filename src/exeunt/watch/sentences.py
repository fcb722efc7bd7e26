"""Sentences of the parts of a text that are evidence."""

from __future__ import annotations

import re
from typing import NamedTuple

from nupunkt import sent_spans

from exeunt.watch.zones import Passage, Zone, passages


LONGEST = 1500
"""Longer sentences are cut: no rule needs more, and every rule stays linear."""
_DATELINE = re.compile(
    r"[A-Z][A-Z .,/'()-]{1,40}(?:,? [A-Z][a-z]{2,5}\.)?(?:,? [A-Z][a-z.]{2,9} \d{1,2})?(?:,? \d{4})?,?\s?"
    r"(?:\([A-Za-z .,/]{2,40}\)\s?)?-{1,2}\s"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.|\bNo\.|\bGen\.|\bLt\.|\bCol\.|"
    r"\bSen\.|\bRep\.|\bGov\.)\s*$"
)
_INITIALS = re.compile(r"\b(?:U\.S|U\.N|U\.K|E\.U)\.\s*$")
_TITLE_GOES_ON = re.compile(r"\)? ?- level [1-4]", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:Secretary|President|State|Department|Embass|Ambassador|Army|Navy|Air Force|"
    r"Marine|Congress|Senat|House|Treasury|Supreme|Defense|Vice|National|Special|"
    r"Central|Agency|General|Mission|Security|Under|Assistant|Deputy|Consul|Coast|"
    r"Government|Citizen|High|Charg|Permanent|Attorney|Federal|Joint|Chief|Foreign)"
)
_SPACE = re.compile(r"\s")
_BREAK = re.compile(r"[.!?][\"')\]]{0,3}\s+(?=[\"'(]?[A-Z])")


class Sentence(NamedTuple):
    """One sentence: where it is, what the rules read, and in which passage."""

    start: int
    end: int
    text: str
    """Evened: the same length as the stretch it stands for."""
    paragraph: int
    zone: Zone = Zone.BODY


def sentences(text: str) -> tuple[Sentence, ...]:
    """Cut evened *text* into the sentences of every zone, in reading order."""
    found: list[Sentence] = []
    for index, passage in enumerate(passages(text)):
        found += _of_passage(text, passage, index)
    return tuple(found)


def _of_passage(text: str, passage: Passage, index: int) -> list[Sentence]:
    base, end = passage.start, passage.end
    out = []
    if passage.zone is Zone.BODY and (line := _DATELINE.match(text, base, end)):
        words = _on_one_line(line[0])
        out.append(Sentence(base, line.end(), words, index, Zone.DATELINE))
        base = line.end()
    for a, b in _split(text[base:end]):
        piece = text[base + a : base + b]
        lead = len(piece) - len(piece.lstrip())
        tail = len(piece.rstrip())
        if lead < tail:
            start = base + a
            out.append(
                Sentence(
                    start + lead,
                    start + tail,
                    _on_one_line(piece[lead:tail]),
                    index,
                    passage.zone,
                )
            )
    return out


def _on_one_line(piece: str) -> str:
    return _SPACE.sub(" ", piece)


def _split(block: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for a, b in sent_spans(block):
        if spans and _goes_on(block, spans[-1], a):
            spans[-1] = (spans[-1][0], b)
        else:
            spans.append((a, b))
    return [piece for a, b in spans for piece in _capped(block, a, b)]


def _goes_on(block: str, before: tuple[int, int], start: int) -> bool:
    """Tell a full stop of an abbreviation from one that ends a sentence."""
    if _ABBREVIATED.search(block, *before):
        return True
    if _TITLE_GOES_ON.match(block, start):
        return True
    return bool(_INITIALS.search(block, *before) and _OFFICE.match(block, start))


def _capped(block: str, start: int, end: int) -> list[tuple[int, int]]:
    out = []
    while end - start > LONGEST:
        limit = start + LONGEST
        breaks = [m.end() for m in _BREAK.finditer(block, start, limit)]
        cut = breaks[-1] if breaks else block.rfind(" ", start + 1, limit)
        cut = cut if cut > start else limit
        out.append((start, cut))
        start = cut
    return [*out, (start, end)]
