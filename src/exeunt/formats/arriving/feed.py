"""RSS and Atom: every entry a document."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from exeunt.errors import Fault
from exeunt.formats.arriving.dates import moment_written
from exeunt.formats.arriving.markup import plain
from exeunt.formats.arriving.port import (
    Found,
    Incoming,
    fault,
    whole,
)
from exeunt.model.arrivals import Arrival, Kind


MOST_ENTRIES = 5_000
_ENTITY = re.compile(rb"<!\s*(?:ENTITY|\[)|<!DOCTYPE[^>]{0,2000}\[", re.IGNORECASE)


def feed(incoming: Incoming) -> Iterator[Found]:
    """
    Yield the entries of a feed.

    A feed that is not well formed, as one cut off is not, gives none of its entries:
    what is left of the last might say the opposite. An address in it is only noted.
    """
    parsed = parsed_feed(incoming)
    if isinstance(parsed, Fault):
        yield parsed
        return
    about = parsed.get("feed", {})
    name = _line(about.get("title")) or incoming.name
    for number, entry in enumerate(parsed.entries, 1):
        if number > MOST_ENTRIES:
            yield fault(
                incoming, f"has more than {MOST_ENTRIES} entries; the rest is left out."
            )
            return
        yield _entry(incoming, entry, number, name)


def parsed_feed(incoming: Incoming) -> Any | Fault:
    """Give *incoming* as the parser has it, or say why it is no sound feed."""
    data = whole(incoming)
    if isinstance(data, Fault):
        return data
    if _ENTITY.search(data):
        return fault(
            incoming,
            "declares entities of its own, which may unfold without end. It is not read.",
        )
    unsound = _unsound(incoming, data)
    if unsound is not None:
        return unsound
    import feedparser  # noqa: PLC0415 - slow to load, of use to feeds alone

    try:
        parsed = feedparser.parse(
            io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:
        return fault(incoming, f"cannot be read as a feed ({type(error).__name__}).")
    if not parsed.entries:
        return fault(incoming, "is a feed without entries. Fetch it again.")
    return parsed


def _unsound(incoming: Incoming, data: bytes) -> Fault | None:
    """Say where a feed is not well formed; the parser would guess, and at length."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        etree.fromstring(data.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return fault(
            incoming,
            "is not a well-formed feed, so none of its entries is taken. Fetch it again.",
            line=getattr(error, "lineno", 0) or 0,
        )
    return None


def entry_body(entry: Any) -> str:
    """Give the words of an entry: its content, else its summary."""
    contents = [c.get("value") or "" for c in entry.get("content", ())]
    longest = max([*contents, entry.get("summary") or ""], key=len)
    return plain(longest)


def entry_date(entry: Any) -> str:
    """Give the date of an entry as it is written."""
    return str(entry.get("published") or updated(entry))


def updated(entry: Any) -> str:
    """Give when an entry was changed; asked for what it lacks, the parser warns."""
    return str(entry["updated"]) if "updated" in entry else ""


def _entry(incoming: Incoming, entry: Any, number: int, feed_name: str) -> Found:
    title, body = _line(plain(str(entry.get("title") or ""))), entry_body(entry)
    if not (title or body):
        return fault(incoming, f"entry {number} holds no words.")
    changed = moment_written(updated(entry), zone=incoming.zone)
    thing = f"feed:{entry.get('id') or entry.get('link') or title}"[:500]
    return Arrival(
        kind=Kind.FEED,
        text="\n\n".join(part for part in (title, body) if part),
        published=changed or moment_written(entry_date(entry), zone=incoming.zone),
        source=feed_name,
        title=title,
        url=str(entry.get("link") or "")[:2000],
        provenance=(f"feed {feed_name}, entry {number}",),
        thing=thing,
        takes_back=(thing,),
    )


def _line(text: object) -> str:
    return " ".join(str(text or "").split())[:300]
