"""A statement while it is put together, with spans in the text that was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exeunt.model.signals import StatementKind as Kind
from exeunt.watch.claims import Span
from exeunt.watch.sentences import Sentence


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
    known_as: str = ""
    """The fullest that the text calls the speaker."""


def size(span: Span) -> int:
    """Count the characters of *span*."""
    return span[1] - span[0]


def sentence_at(body: Sequence[Sentence], at: int) -> int | None:
    """Give the index of the sentence that holds the character *at*, if one does."""
    low, high = 0, len(body)
    while low < high:
        middle = (low + high) // 2
        if body[middle].end <= at:
            low = middle + 1
        else:
            high = middle
    return low if low < len(body) and body[low].start <= at else None
