"""Which parts of a text are evidence, and which are what newspapers put around it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from exeunt.watch.any_case import AnyCase


class Zone(StrEnum):
    """What a passage is. Only the body is evidence."""

    BODY = "body"
    HEADLINE = "headline"
    CAPTION = "caption"
    PROMO = "promo"
    DATELINE = "dateline"
    BYLINE = "byline"
    NAVIGATION = "navigation"


class Passage(NamedTuple):
    """A stretch of text that belongs together: a paragraph, a line, a list item."""

    start: int
    end: int
    zone: Zone


_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BULLET = re.compile(r"\s*(?:[-\u2022\u00b7\u25cf>]|\d{1,2}[.)])\s")
_TERMINAL = re.compile(r"""[.!?:;,\u2026]["')\]\s]*$""")

_PROMO = AnyCase(
    r"^\W*(?:join|subscribe|sign[ -]?up|register|follow|like|download|click|tap|"
    r"support|donate|get|enroll|receive|enjoy(?:ing)?|don't miss|stay (?:informed|up)|"
    r"want more|never miss|share|advertis\w+|sponsored|love what)\b.{0,120}\b"
    r"(?:channels?|newsletters?|telegram|whatsapp|alerts?|facebook|twitter|instagram|"
    r"youtube|inbox|app|mailing list|updates|e-?mails?|here|journalism|subscri\w+|"
    r"account|story|article|podcast|email|notifications?|premium|donation)\b"
)
_PROMO_WHOLE = AnyCase(
    r"^\W*(?:advertisement|advert|sponsored(?: content)?|promoted|subscribe(?: now)?|"
    r"sign in|log ?in|accept(?: all)?(?: cookies)?|we use cookies.{0,200}|"
    r"all rights reserved.{0,100}|copyright .{0,150}|\(c\) .{0,150}|\u00a9.{0,150}|"
    r"(?:this|the) (?:story|article|post) (?:first |originally )?appeared .{0,150}|"
    r"comments?|share(?: this)?(?: (?:article|story|page))?|print|e-?mail)\W*$"
)
_NAVIGATION = AnyCase(
    r"^\W*(?:(?:read|see|watch|listen|more)(?: more| also| now)?|also read|related"
    r"(?: (?:articles?|stories|content|topics|news|reading))?|more (?:on this|from|news)"
    r"|most (?:read|popular|viewed)|recommended|trending|top stories|latest(?: news)?|"
    r"you may also like|in pictures|live(?: updates| blog)?|tags?|topics?|home|menu|"
    r"skip to (?:main )?content|back to top|next article|previous article|"
    r"editors?'? picks?|read the (?:entire|full) .{0,60}|explainer)\s*(?:[:|>-]|$)"
)
_READ_COUNTRY_PAGE = AnyCase(
    r"^\W*(?:read|review|visit|see|consult|follow|enroll)\b.{0,160}\b(?:page|website|"
    r"checklist|program|report|facebook|twitter|step)\b"
)
_CAPTION = AnyCase(
    r"^\W*(?:file (?:photo|image|picture|-)|file -|photo(?:graph)?s?\s*[:|(/]|"
    r"image(?:s)?\s*[:|]|pictures?\s*[:|]|caption\s*:|credit\s*:|video\s*:|"
    r"(?:photo|image|picture|map|graphic) (?:by|courtesy|credit|shows|from)\b|"
    r"in this (?:file )?(?:photo|image|picture|handout)|\[(?:photo|image|file))"
)
_CREDIT = AnyCase(
    r"(?:\((?:[^()]{2,60}/[^()]{2,60}|[^()]{0,40}\b(?:photo|getty|afp|handout|file|"
    r"courtesy|pool|via)\b[^()]{0,60}|reuters|ap|afp|epa|dpa|tass|xinhua)\)|"
    r"\[[^\[\]]{0,60}(?:/|\bphoto\b|\bvia\b)[^\[\]]{1,60}\]|"
    r"(?:photo(?:graph)?|image|picture|credit|source)s?\s?(?::|by|courtesy of)\s?"
    r"[^.]{2,80}|(?:getty images|afp via getty|ap photo|epa-efe|reuters/[\w ]{3,40}|"
    r"via reuters|/(?:afp|ap|reuters|epa|getty)))[.\s]*$"
)
_LONGEST_CREDIT = 160
"""Characters, without the full stops and blanks behind it."""
_BYLINE = AnyCase(
    r"^\W*(?:(?:by|from)\s+(?-i:[A-Z])[\w.'-]+(?:\s+(?:and|in|,|(?-i:[A-Z])[\w.'-]*))"
    r"{1,14}\W*$|\(?(?:additional )?(?:reporting|writing|editing|compiled|translated)"
    r"\b.{0,40}\bby\b|.{0,60}\b(?:staff writer|correspondent|contributed to this "
    r"(?:report|story|article))\W*$)"
)
_DATE_WORDS = AnyCase(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|mon(?:day)?|"
    r"tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?|a\.?m\.?|p\.?m\.?|gmt|utc|est|edt|et|cet|bst|msk|published|updated|"
    r"posted|last|modified|first|issued|date|on|at|of|st|nd|rd|th|hours?|minutes?|min|"
    r"read|ago|[tz])\b\.?|\d+"
)
_TITLE_WORDS = 16


def passages(text: str) -> tuple[Passage, ...]:
    """Cut evened *text* into passages and say what each one is."""
    blocks = _blocks(text)
    zones = [_zone_by_form(text[a:b]) for a, b in blocks]
    _mark_headings(text, blocks, zones)
    return tuple(
        Passage(a, b, zone) for (a, b), zone in zip(blocks, zones, strict=True)
    )


def _blocks(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    group: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        a, b = match.span()
        if group and _blank_between(text, group[-1][1], a):
            found += _joined(text, group)
            group = []
        if text[a:b].strip():
            group.append((a, b))
        elif group:
            found += _joined(text, group)
            group = []
    return found + _joined(text, group)


def _blank_between(text: str, end: int, start: int) -> bool:
    gap = text[end:start]
    return gap not in {"\n", "\r\n", "\r"}


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the lines of a paragraph that a mail program or a terminal has wrapped."""
    lengths = [b - a for a, b in lines]
    wrapped = len(lines) > 1 and max(lengths) <= 100 and min(lengths[:-1]) >= 45
    if not wrapped:
        return lines
    out: list[tuple[int, int]] = []
    for a, b in lines:
        if out and not _BULLET.match(text, a, b):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _zone_by_form(block: str) -> Zone:
    line = " ".join(block[:700].split())
    if len(block) > 600:
        return Zone.BODY
    for zone, tells in _FORMS:
        if tells(line):
            return zone
    return Zone.BODY


def _is_promo(line: str) -> bool:
    return len(line) < 260 and (_PROMO.is_in(line) or _PROMO_WHOLE.is_in(line))


def _is_navigation(line: str) -> bool:
    if line.startswith("|") or line.count(" | ") > 2 or line.count(" > ") > 1:
        return True
    return _NAVIGATION.is_in(line) or _READ_COUNTRY_PAGE.is_in(line)


def _is_caption(line: str) -> bool:
    end = len(line.rstrip(". \t"))
    credited = _CREDIT.search(line, max(0, end - _LONGEST_CREDIT))
    return credited is not None or _CAPTION.is_in(line)


def _is_byline(line: str) -> bool:
    return len(line) < 140 and _BYLINE.is_in(line)


def _is_dateline(line: str) -> bool:
    if len(line) > 120 or not re.search(r"\d", line) or _BULLET.match(line):
        return False
    rest = _DATE_WORDS.sub("", line)
    return len(re.findall(r"[^\W\d_]{2,}", rest)) <= 2 and bool(
        _DATE_WORDS.search(line)
    )


_FORMS = (
    (Zone.PROMO, _is_promo),
    (Zone.CAPTION, _is_caption),
    (Zone.DATELINE, _is_dateline),
    (Zone.BYLINE, _is_byline),
    (Zone.NAVIGATION, _is_navigation),
)


def _mark_headings(text: str, blocks: list[tuple[int, int]], zones: list[Zone]) -> None:
    bodies = [i for i, zone in enumerate(zones) if zone is Zone.BODY]
    titled = [i for i in bodies if _is_title(text[blocks[i][0] : blocks[i][1]])]
    if len(titled) == len(bodies):
        titled = titled[:1] if len(bodies) > 1 else []
    for i in titled:
        zones[i] = Zone.HEADLINE


def _is_title(block: str) -> bool:
    line = block.strip()
    return (
        not _BULLET.match(block)
        and not _TERMINAL.search(line)
        and len(line) <= 200
        and len(line.split()) <= _TITLE_WORDS
    )
