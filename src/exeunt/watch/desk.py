"""What every step needs while one document is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from exeunt.model.documents import Document
from exeunt.model.signals import (
    Evidence,
)
from exeunt.watch.pages import Page
from exeunt.watch.scenes import Scene
from exeunt.watch.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Desk:
    """What every step needs while one document is read."""

    document: Document
    page: Page
    country: str
    home: str
    today: date

    def evidence(
        self, sentence: Sentence, start: int, end: int, rule: str, speaker: str = ""
    ) -> Evidence:
        """Say where in the document a stretch of *sentence* is, and by which rule."""
        first, last = self.page.given(sentence.start + start, sentence.start + end)
        return Evidence(
            document=self.document.id,
            source=self.document.source,
            source_class=self.document.source_class,
            reliability=self.document.reliability,
            credibility=self.document.credibility,
            published=self.document.published,
            start=first,
            end=last,
            sentence=self.shown(sentence),
            rule=rule,
            speaker=speaker,
            event=self.document.event,
            until=self.document.until,
        )

    def shown(self, sentence: Sentence) -> str:
        """Give a sentence as the page has it, before it was evened."""
        return self.page.text[sentence.start : sentence.end]


class Read(NamedTuple):
    """A sentence with what was found in it."""

    sentence: Sentence
    scene: Scene
    at: int = 0
    """Its place among the sentences of the document."""
    then: date | None = None
    """The day years ago that it tells of, if it does."""
