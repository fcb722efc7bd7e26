"""What a text puts in quotation marks, with marks that are missing made good."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exeunt.watch.claims import Span


_DOUBLE = re.compile(r"[\"\u201c\u201d\u201e\u00ab\u00bb]|''|``")
_SINGLE = re.compile(
    r"(?<![\w.,!?])[\u2018'](?=[\w\u2026])|(?<=[\w.,!?\u2026])[\u2019'](?!\w)"
)
_OPENS = frozenset("\u201c\u00ab\u201e``")
_LONGEST = 6000
"""Characters: a quotation that is longer has lost its closing mark."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch between quotation marks, marks included; ``open`` at its end or not."""

    start: int
    end: int
    paragraph: int
    open: bool = False

    @property
    def span(self) -> Span:
        """Where it is."""
        return self.start, self.end


def quotes_in(text: str, paragraphs: list[Span]) -> tuple[Quote, ...]:
    """
    Find the quotations of *text* in each of its *paragraphs*.

    A mark without its partner closes at the end of the paragraph when the mark opens
    one that goes on in the next, and otherwise stands alone and quotes nothing.
    """
    pattern = _DOUBLE if any(_DOUBLE.search(text, *p) for p in paragraphs) else _SINGLE
    found: list[Quote] = []
    for index, (start, end) in enumerate(paragraphs):
        found += _of_paragraph(text, pattern, (start, end), index)
    return tuple(found)


def _of_paragraph(
    text: str, pattern: re.Pattern[str], span: Span, index: int
) -> list[Quote]:
    found: list[Quote] = []
    opened: re.Match[str] | None = None
    for mark in pattern.finditer(text, *span):
        if opened is None:
            if _may_open(text, mark, span[1]):
                opened = mark
        elif mark[0] in _OPENS and _may_open(text, mark, span[1]):
            opened = mark
        elif mark.end() - opened.start() > _LONGEST:
            opened = mark if _may_open(text, mark, span[1]) else None
        elif mark.start() > opened.end():
            found.append(Quote(opened.start(), mark.end(), index))
            opened = None
    if opened is not None and _goes_on(text, opened, span):
        found.append(Quote(opened.start(), span[1], index, open=True))
    return found


def _may_open(text: str, mark: re.Match[str], end: int) -> bool:
    if mark[0] == "\u201d":
        return False
    after = text[mark.end() : mark.end() + 1]
    return mark.end() < end and not after.isspace()


def _goes_on(text: str, opened: re.Match[str], span: Span) -> bool:
    """Tell a quotation of several paragraphs from a stray mark."""
    if not 12 <= span[1] - opened.start() <= _LONGEST:
        return False
    head = text[span[0] : opened.start()].strip()
    return not head or head.endswith((",", ":", "."))


def is_speech(text: str, quote: Quote) -> bool:
    """Tell quoted speech from a word or two that are only held at arm's length."""
    return len(re.findall(r"\w+", text[quote.start : quote.end])) >= 4
