"""Near-duplicates: wire copies and reissues are reports of one event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from exeunt.model.documents import Document


WITHIN = timedelta(days=14)
"""How far apart two reports of one event are published at most."""
ALIKE = 0.8
"""Share of the shorter text's shingles that the longer one holds."""
_SHINGLE = 4
_MOST = 512
"""Shingles kept of a document: those with the smallest hashes, alike for all."""
_FEW = 16
_FEWEST = 8
_LONGEST = 200_000
_SPAN = 1 << 32
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_DATELINE = re.compile(
    r"^[^\w\n]*(?:(?:date|last )?(?:re-?)?(?:issued|updated|published|posted)|date)\b.{0,80}$",
    re.IGNORECASE | re.MULTILINE,
)
_MARKUP = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What is remembered of a text: a sample of its shingles, and its numbers."""

    shingles: frozenset[int]
    few: tuple[int, ...]
    below: int
    """Hashes below this were sampled."""
    length: int
    """Words."""
    vocabulary: frozenset[str]
    particulars: frozenset[str]
    """Its numbers and names, by which two notices of one wording differ."""


def first_reports(documents: Sequence[Document]) -> dict[str, str]:
    """
    Tell which of *documents* report what an earlier one did.

    Two texts are reports of one event where at least four fifths of what the shorter
    says stands in the longer, and it gives no number and no name that the longer does not
    give: a notice of the same wording for another day, place or level is another event.

    Returns
    -------
    dict
        The id of the first report, by the id of each document that repeats it.
    """
    known = _Known([], {}, {})
    firsts: dict[str, str] = {}
    for document in sorted(documents, key=lambda d: (d.published, d.sha256)):
        sketch = _sketch(document)
        match = known.match(document, sketch)
        if match is not None:
            firsts[document.id] = firsts.get(match.id, match.id)
        known.add(document, sketch)
    return firsts


@dataclass(frozen=True, slots=True)
class _Known:
    """
    The documents seen so far, found again by a shingle.

    Of four fifths that two texts share, some are all but surely among the few smallest
    hashes of the shorter one; so only those are looked up, one way and the other.
    """

    seen: list[tuple[Document, _Sketch]]
    by_any: dict[int, list[int]]
    by_few: dict[int, list[int]]

    def add(self, document: Document, sketch: _Sketch) -> None:
        number = len(self.seen)
        self.seen.append((document, sketch))
        for shingle in sketch.shingles:
            self.by_any.setdefault(shingle, []).append(number)
        for shingle in sketch.few:
            self.by_few.setdefault(shingle, []).append(number)

    def match(self, document: Document, sketch: _Sketch) -> Document | None:
        """Find the earliest document that *document* repeats."""
        earliest = _earliest(document.published)
        shared: set[int] = set()
        for index, shingles in (
            (self.by_any, sketch.few),
            (self.by_few, sketch.shingles),
        ):
            for shingle in shingles:
                shared.update(index.get(shingle, ())[-_CANDIDATES:])
        for number in sorted(shared):
            other, others = self.seen[number]
            if other.published >= earliest and _alike(sketch, others):
                return other
        return None


_CANDIDATES = 200
"""Documents looked at for one shingle: phrases of every page are no evidence."""


def _earliest(published: datetime) -> datetime:
    try:
        return published - WITHIN
    except OverflowError:
        return published


def _alike(one: _Sketch, other: _Sketch) -> bool:
    below = min(one.below, other.below)
    ours = {h for h in one.shingles if h < below}
    theirs = {h for h in other.shingles if h < below}
    fewer = min(len(ours), len(theirs))
    if fewer < _FEWEST or len(ours & theirs) < ALIKE * fewer:
        return False
    short, long = sorted((one, other), key=lambda s: s.length)
    return short.particulars <= long.vocabulary


def _sketch(document: Document) -> _Sketch:
    text = document.text[:_LONGEST]
    if document.html:
        text = _MARKUP.sub(" ", text)
    text = _DATELINE.sub("", text)
    names = {name.casefold() for name in _NAME.findall(text)}
    words = _WORD.findall(text.casefold())
    hashes = sorted(set(_hashes(words)))
    below = hashes[_MOST] if len(hashes) > _MOST else _SPAN
    return _Sketch(
        shingles=frozenset(hashes[:_MOST]),
        few=tuple(hashes[:_FEW]),
        below=below,
        length=len(words),
        vocabulary=frozenset(words),
        particulars=frozenset(w for w in words if w[0].isdigit() or w in names),
    )


def _hashes(words: list[str]) -> Iterable[int]:
    for at in range(len(words) - _SHINGLE + 1):
        yield crc32(" ".join(words[at : at + _SHINGLE]).encode("utf-8", "replace"))
