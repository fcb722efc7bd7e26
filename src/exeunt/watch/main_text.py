"""The main text of a document: of a web page, without what stands around it."""

from __future__ import annotations

from lxml.etree import LxmlError

from exeunt.model.documents import Document
from exeunt.watch.pages import Page, headline, main_lines, page_of_html


_TOO_LONG = 2_000_000
"""Of a longer page everything shown is taken; the extractor builds a tree of it."""


def shown_page(document: Document) -> Page:
    """
    Give what a reader of *document* sees, with the way back to its text.

    Of a web page, lines that are not of its main text are blanked, so that nothing is
    read in them and every offset stays true.
    """
    if not document.html:
        return Page(document.text)
    page = page_of_html(document.text)
    heading, title = headline(page, document.text)
    kept = main_lines(page, _extracted(document.text)) - title | heading
    shown, at = [], 0
    for line in page.text.split("\n"):
        shown.append(line if at in kept else " " * len(line))
        at += len(line) + 1
    return Page("\n".join(shown), page.pieces)


def _extracted(html: str) -> str:
    if len(html) > _TOO_LONG or not html.strip():
        return ""
    from trafilatura import extract  # noqa: PLC0415 - slow to load, of use to pages alone

    try:
        return extract(html, favor_recall=True, include_tables=True) or ""
    except (ValueError, TypeError, LookupError, RecursionError, LxmlError):
        return ""
