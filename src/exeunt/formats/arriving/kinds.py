"""Which importer reads a file: by how it begins, and by its name where that is open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exeunt.formats.arriving.cap import cap
from exeunt.formats.arriving.feed import feed
from exeunt.formats.arriving.mail import mail
from exeunt.formats.arriving.pdf import pdf
from exeunt.formats.arriving.port import Found, Importer, Incoming, fault
from exeunt.formats.arriving.telegram import telegram
from exeunt.formats.arriving.texts import texts
from exeunt.formats.arriving.uk_advice import uk_advice
from exeunt.formats.arriving.us_advisory import us_advisories
from exeunt.formats.documents import PAGES, TEXTS
from exeunt.model.arrivals import Kind


IMPORTERS: dict[Kind, Importer] = {
    Kind.TEXT: texts,
    Kind.PAGE: texts,
    Kind.FEED: feed,
    Kind.CAP: cap,
    Kind.US_ADVISORY: us_advisories,
    Kind.UK_ADVICE: uk_advice,
    Kind.TELEGRAM: telegram,
    Kind.MAIL: mail,
    Kind.PDF: pdf,
}
_HEAD = 65_536
_ROOT = re.compile(
    rb"<(?![?!])(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,40})", re.ASCII
)
_FEEDS = (b"rss", b"feed", b"rdf")
_ADVISORIES = re.compile(rb"Country-Tag|Threat-Level|TAsTWs", re.IGNORECASE)
_CHAT = re.compile(rb'"(?:messages|chats|date_unixtime|personal_information)"')
_ADVICE = re.compile(rb'"(?:alert_status|base_path|change_description)"')
_ADVISORY = re.compile(
    rb'"(?:Title|full_title)"|"title"\s*:\s*"[^"]{2,90}level \d', re.I
)
_MAIL = re.compile(
    rb"(?:From [^\n]{1,300}\r?\n)?(?:(?:Received|Return-Path|Delivered-To|From|Date|To|"
    rb"Subject|Message-ID|MIME-Version|X-[\w-]{1,40}|Reply-To|DKIM-Signature):[^\n]*"
    rb"\r?\n(?:[ \t][^\n]*\r?\n)*){2}",
    re.IGNORECASE,
)


def kind_of(name: str, head: bytes) -> Kind | None:
    """
    Tell what kind of file begins with *head*; none where it is of none that is read.

    What is named as a text or a page is one, whatever it holds.
    """
    low = name.lower()
    if low.endswith((*TEXTS, *PAGES)):
        return Kind.TEXT if low.endswith(TEXTS) else Kind.PAGE
    start = head[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in start[:1024]:
        return Kind.PDF
    if low.endswith((".eml", ".mbox", ".mbx")) or _MAIL.match(start):
        return Kind.MAIL
    if start.startswith(b"<"):
        return _of_markup(start, low)
    if low.endswith(".json") or start.startswith((b"{", b"[")):
        return _of_json(start)
    return Kind.TEXT


def _of_markup(start: bytes, name: str) -> Kind | None:
    match = _ROOT.search(start)
    root = match[1].lower() if match else b""
    if root in _FEEDS:
        return Kind.US_ADVISORY if _ADVISORIES.search(start) else Kind.FEED
    if root == b"alert":
        return Kind.CAP
    if root == b"html" or start[:20].lower().startswith(b"<!doctype html"):
        return Kind.PAGE
    return None if name.endswith((".xml", ".rss", ".atom", ".cap")) else Kind.TEXT


def _of_json(start: bytes) -> Kind | None:
    if _CHAT.search(start):
        return Kind.TELEGRAM
    if _ADVICE.search(start):
        return Kind.UK_ADVICE
    return Kind.US_ADVISORY if _ADVISORY.search(start) else None


def arrivals_in(incoming: Incoming) -> Iterator[Found]:
    """Yield the documents in *incoming*, and a sentence on what is none; never raises."""
    head = incoming.stream.read(_HEAD)
    incoming.stream.seek(0)
    kind = kind_of(incoming.name, head)
    if kind is None:
        yield fault(
            incoming,
            "is of no kind that is read: text, HTML, RSS, Atom, CAP, JSON of US or UK "
            "travel advice or of Telegram, e-mail, PDF. Save its text as .txt.",
        )
        return
    yield from IMPORTERS[kind](incoming)
