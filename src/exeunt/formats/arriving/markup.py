"""The words of a piece of HTML, as feeds and mails carry it."""

from __future__ import annotations

import re
from html import unescape


_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "tr",
        "td",
        "th",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "blockquote",
        "hr",
        "pre",
        "dd",
        "dt",
        "dl",
        "title",
    ]
)
_UNSHOWN = frozenset(["script", "style", "head", "template", "noscript"])
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,20})")


def plain(html: str) -> str:
    """Give what *html* shows, a line for each block; linear, on any text."""
    low = html.lower()
    if len(low) != len(html):  # a few capitals grow when they are made small
        low = html
    out: list[str] = []
    at = 0
    while (opens := html.find("<", at)) >= 0:
        out.append(html[at:opens])
        shown, at = _mark(html, low, opens)
        out.append(shown)
    out.append(html[at:])
    return tidied(unescape("".join(out)))


def tidied(text: str) -> str:
    """Even the white space of *text*: single spaces, no empty lines at either end."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept).strip()


def _mark(html: str, low: str, at: int) -> tuple[str, int]:
    """Give what a mark at *at* shows, and where the text goes on."""
    if html.startswith("<!--", at):
        return "", _past(html, "-->", at + 4)
    name = _NAME.match(html, at + 1)
    if name is None:
        if html.startswith(("<!", "<?"), at):
            return "", _past(html, ">", at)
        return "<", at + 1
    tag = name[1].lower()
    end = _past(html, ">", name.end())
    if tag in _UNSHOWN and not html.startswith("/", at + 1):
        return "", _past(html, ">", _past(low, f"</{tag}", end))
    return ("\n" if tag in _BLOCKS else ""), end


def _past(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return len(text) if found < 0 else found + len(mark)
