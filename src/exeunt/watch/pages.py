"""What a reader sees of a document, with the way back to the text as given."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape

from exeunt.watch.wording import evened, words


@dataclass(frozen=True, slots=True)
class Page:
    """
    Text as a reader sees it.

    ``pieces`` lead back to the text as given: each says where a run of the page's
    text begins, where it begins in the given text, and whether it is a run that is the
    same in both (or else one character that stands for several).
    """

    text: str
    pieces: tuple[tuple[int, int, int], ...] = ()
    """(start in text, start in the given text, length there), ascending."""

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Lead a stretch of the page, not empty, back to the text as given."""
        if not self.pieces:
            return start, end
        return self._given(start)[0], self._given(end - 1)[1]

    def _given(self, at: int) -> tuple[int, int]:
        """Give the stretch of the given text that one character stands for."""
        index = bisect_right(self.pieces, (at, _BEYOND, 0)) - 1
        here, there, length = self.pieces[index]
        following = self.pieces[index + 1 : index + 2]
        shown = (following[0][0] if following else len(self.text)) - here
        if shown == length:
            return there + at - here, there + at - here + 1
        return there, there + length


_BEYOND = 1 << 62
_BREAKS = words(
    "p div br li ul ol tr td th table h1 h2 h3 h4 h5 h6 section article header "
    "footer blockquote figure figcaption main aside nav form hr pre dd dt dl "
    "title option"
)
_ASIDE = words(
    "script style noscript nav footer aside figcaption form button "
    "template svg iframe select textarea menu"
)
_VOID = words("br hr img input meta link source wbr area base col embed")
_RAW = frozenset(["script", "style", "textarea", "title", "noscript"])
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_ASIDE_CLASS = re.compile(
    r"""\b(?:class|id|role)\s*=\s*["']?[^"'>]{0,200}\b(?:caption|credit|promo|newsletter|"""
    r"""related|advert\w*|sidebar|breadcrumbs?|cookie|social|share|subscribe|byline|"""
    r"""comments?|banner|navigation|complementary|contentinfo)\b""",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_SPACE = re.compile(r"\s")


@dataclass(slots=True)
class _Scan:
    """The state of reading mark-up: what is out, and which element we are aside of."""

    text: str
    out: list[str]
    pieces: list[tuple[int, int, int]]
    length: int = 0
    skipping: str = ""
    depth: int = 0

    def add(self, shown: str, at: int, length: int) -> None:
        self.pieces.append((self.length, at, length))
        self.out.append(shown)
        self.length += len(shown)

    def space(self, at: int, mark: str) -> None:
        last = self.out[-1] if self.out else "\n"
        if mark == "\n" and last != "\n":
            self.add("\n", at, 1)
        elif mark == " " and not last.endswith((" ", "\n")):
            self.add(" ", at, 1)


def page_of_html(text: str) -> Page:
    """
    Read what an HTML page shows, without scripts, navigation, captions and the like.

    One pass, linear in the length of *text*, on whatever it is given.
    """
    scan = _Scan(text, [], [])
    at = 0
    while at < len(text):
        opens = text.find("<", at)
        opens = len(text) if opens < 0 else opens
        if opens > at and not scan.skipping:
            _characters(scan, at, opens)
        if opens == len(text):
            break
        at = _mark(scan, opens)
    return Page("".join(scan.out), tuple(scan.pieces))


def _mark(scan: _Scan, at: int) -> int:
    """Step over one tag or comment and give where it ends."""
    text = scan.text
    if text.startswith("<!--", at):
        return _past(text, "-->", at + 4)
    tag = _TAG.match(text, at)
    if tag is None:
        if text.startswith(("<!", "<?", "</"), at):
            return _past(text, ">", at)
        if not scan.skipping:
            _characters(scan, at, at + 1)
        return at + 1
    end = _past(text, ">", tag.end())
    name = tag[2].lower()
    closing = bool(tag[1])
    if scan.skipping:
        _leave(scan, name, closing=closing)
        return end
    if name in _BREAKS:
        scan.space(at, "\n")
    if not closing and name not in _VOID:
        return _enter(scan, name, tag.end(), end)
    return end


def _enter(scan: _Scan, name: str, attributes: int, end: int) -> int:
    aside = name in _ASIDE or _ASIDE_CLASS.search(
        scan.text, attributes, min(end, attributes + 600)
    )
    if name in _RAW and name != "title":
        close = re.compile(rf"</{name}", re.IGNORECASE).search(scan.text, end)
        return _past(scan.text, ">", close.end()) if close else len(scan.text)
    if aside and name not in {"body", "html", "main", "article"}:
        scan.skipping, scan.depth = name, 1
    return end


def _leave(scan: _Scan, name: str, *, closing: bool) -> None:
    if name == scan.skipping:
        scan.depth += -1 if closing else 1
        if scan.depth == 0:
            scan.skipping = ""


def _past(text: str, mark: str, at: int) -> int:
    end = text.find(mark, at)
    return len(text) if end < 0 else end + len(mark)


def _characters(scan: _Scan, start: int, end: int) -> None:
    at = start
    for entity in _ENTITY.finditer(scan.text, start, end):
        _plain(scan, at, entity.start())
        shown = unescape(entity[0])
        if _SPACE.match(shown):
            scan.space(entity.start(), " ")
        elif len(shown) == 1:
            scan.add(shown, entity.start(), len(entity[0]))
        else:
            _plain(scan, entity.start(), entity.end())
        at = entity.end()
    _plain(scan, at, end)


_RUN = re.compile(r"\S+|\s+")


def _plain(scan: _Scan, start: int, end: int) -> None:
    for run in _RUN.finditer(scan.text, start, end):
        if run[0].isspace():
            scan.space(run.start(), " ")
        else:
            scan.add(run[0], run.start(), len(run[0]))


_SHINGLE = 4
"""Words in a row by which a line is known again, though an extractor drops a few."""


def _shingles(text: str) -> list[str]:
    found = re.findall(r"\w+", evened(text).lower())
    if len(found) <= _SHINGLE:
        return [" ".join(found)] if found else []
    return [" ".join(found[i : i + _SHINGLE]) for i in range(len(found) - _SHINGLE + 1)]


_H1 = re.compile(r"<h1\b[^>]{0,600}>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]{0,600}>", re.IGNORECASE)


def headline(page: Page, html: str) -> tuple[frozenset[int], frozenset[int]]:
    """
    Tell which lines of *page* are its heading, and which its title in the browser.

    Gives the offsets at which they begin. The heading is the first of the first rank,
    or the title where there is none.
    """
    titles = _lines_within(page, html, _TITLE, "</title")
    first = _lines_within(page, html, _H1, "</h1")
    return first or titles, titles


def _lines_within(
    page: Page, html: str, opens: re.Pattern[str], closes: str
) -> frozenset[int]:
    begin = opens.search(html)
    if begin is None:
        return frozenset()
    end = html.lower().find(closes, begin.end())
    found, at = [], 0
    for line in page.text.split("\n"):
        if line and begin.end() <= page.given(at, at + 1)[0] < end:
            found.append(at)
        at += len(line) + 1
    return frozenset(found)


def main_lines(page: Page, main_text: str) -> frozenset[int]:
    """
    Tell which lines of *page* belong to the main text that an extractor found.

    Gives the offset at which each such line begins. An extractor that found next to
    nothing is not believed: then every line belongs.
    """
    known = {s for line in main_text.split("\n") for s in _shingles(line)}
    lines, kept, size, whole, at = [], [], 0, 0, 0
    for line in page.text.split("\n"):
        shingles = _shingles(line)
        lines.append(at)
        whole += len(shingles)
        if shingles and 2 * sum(s in known for s in shingles) >= len(shingles):
            kept.append(at)
            size += len(shingles)
        at += len(line) + 1
    return frozenset(kept if size >= 0.3 * whole else lines)
