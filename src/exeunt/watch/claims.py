"""The port behind which a sentence is analysed: who attributes what, by which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from exeunt.model.signals import StatementKind as Kind


Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """
    One attribution within one sentence; every span is within the sentence.

    Without ``content`` the words that are quoted beside the cue are the content.
    """

    cue: Span
    kind: Kind
    lemma: str
    source: Span | None = None
    content: Span | None = None
    negated: bool = False
    """The source does not say, think or mean it."""
    content_negated: bool = False
    """The source says that it is not so."""


class Analyser(Protocol):
    """Finds the claims of sentences. None, however broken, makes it raise."""

    @property
    def name(self) -> str:
        """What it is, with its version, as a reading tells it."""
        ...

    def claims(self, sentences: Sequence[str]) -> list[tuple[Claim, ...]]:
        """Give the claims of each of *sentences*, in the order of their cues."""
        ...


def overlap(a: Span, b: Span) -> int:
    """Count the characters that *a* and *b* share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def hull(a: Span, b: Span) -> Span:
    """Give the shortest span that holds both."""
    return min(a[0], b[0]), max(a[1], b[1])
