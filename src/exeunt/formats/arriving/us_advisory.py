"""US travel advisories, as JSON of the interface or as RSS; each a document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from exeunt.errors import Fault
from exeunt.formats.arriving.countries import country_meant
from exeunt.formats.arriving.dates import moment_written
from exeunt.formats.arriving.feed import entry_body, entry_date, parsed_feed
from exeunt.formats.arriving.markup import plain
from exeunt.formats.arriving.port import Found, Incoming, fault, whole
from exeunt.model.arrivals import AdvisorySeen, Arrival, Kind
from exeunt.model.documents import SourceClass


SOURCE = "US Department of State"
_TITLE = re.compile(
    r"^(.{2,90}?)\s*(?:travel advisory)?\s*[-–—:]\s*level\s*(\d)\b", re.I
)
_LEVEL = re.compile(r"^\s*(?:level\s*)?(\d)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Item:
    title: str
    body: str
    date: str
    url: str
    tags: tuple[str, ...]
    level: str = ""
    """As it is said besides the title, if it is."""


def us_advisories(incoming: Incoming) -> Iterator[Found]:
    """
    Yield the advisories in a copy of the feed.

    The country is that of the title; the tag, which is FIPS 10-4 and not ISO, must not
    speak against it. An advisory whose country, level or date is not certain is mute:
    it says nothing of any level, and why is said.
    """
    items = _items(incoming)
    if isinstance(items, Fault):
        yield items
        return
    for number, item in enumerate(items, 1):
        if item is None:
            yield fault(incoming, f"entry {number} is no advisory: it has no title.")
        else:
            yield _arrival(incoming, item, number)


def _items(incoming: Incoming) -> Sequence[_Item | None] | Fault:
    start = incoming.stream.read(200)
    incoming.stream.seek(0)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        parsed = parsed_feed(incoming)
        if isinstance(parsed, Fault):
            return parsed
        return [_of_entry(entry) for entry in parsed.entries]
    return _of_json(incoming)


def _of_json(incoming: Incoming) -> Sequence[_Item | None] | Fault:
    data = whole(incoming)
    if isinstance(data, Fault):
        return data
    body = json_of(data)
    if body is None:
        return fault(
            incoming, "is not sound JSON, so none of it is taken. Fetch it again."
        )
    listed = body if isinstance(body, list) else [body]
    if not listed:
        return fault(incoming, "holds no advisories. Fetch it again.")
    return [_of_record(one) for one in listed]


def json_of(data: bytes) -> Any | None:
    """Give what JSON holds; none where it is unsound or nested without end."""
    try:
        return json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None


def _of_record(record: object) -> _Item | None:
    if not isinstance(record, dict):
        return None
    title = _said(record, "Title", "title", "full_title")
    if not title:
        return None
    tags = record.get("Category") or record.get("category") or ()
    level = record.get("Advisory_Level", record.get("level", ""))
    return _Item(
        title=title,
        body=plain(_said(record, "Summary", "summary", "content_md")),
        date=_said(record, "Updated", "Published", "date"),
        url=_said(record, "Link", "link", "remote_link", "id"),
        tags=tuple(str(t)[:10] for t in tags) if isinstance(tags, list) else (),
        level=str(level or "")[:80],
    )


def _said(record: dict[str, Any], *keys: str) -> str:
    values = (record.get(key) for key in keys)
    return next((v.strip() for v in values if isinstance(v, str) and v.strip()), "")


def _of_entry(entry: Any) -> _Item | None:
    title = str(entry.get("title") or "")
    if not title:
        return None
    terms = [(t.get("scheme"), str(t.get("term") or "")) for t in entry.get("tags", ())]
    return _Item(
        title=title,
        body=entry_body(entry),
        date=entry_date(entry),
        url=str(entry.get("link") or ""),
        tags=tuple(term for scheme, term in terms if scheme == "Country-Tag"),
        level=next((term for scheme, term in terms if scheme == "Threat-Level"), ""),
    )


def _arrival(incoming: Incoming, item: _Item, number: int) -> Arrival:
    title = " ".join(item.title.split())[:300]
    match = _TITLE.match(title)
    name = (
        match[1] if match else re.sub(r"\s*travel advisory\s*$", "", title, flags=re.I)
    )
    country, unsure = country_meant(name, item.tags)
    level, odd = _level(match[2] if match else "", item.level)
    published = moment_written(item.date, zone=incoming.zone)
    issued = published.date() if published else None
    undated = "" if issued else f"its date {item.date[:60]!r} cannot be read"
    doubt = "; ".join(words for words in (unsure, odd) if words)
    return Arrival(
        kind=Kind.US_ADVISORY,
        text="\n\n".join(
            part for part in (title, _issue_line(item), item.body) if part
        ),
        published=published or incoming.observed,
        source=SOURCE,
        source_class=SourceClass.OFFICIAL,
        title=title,
        url=item.url[:2000],
        provenance=(f"US travel advisories, entry {number}",),
        thing=f"us-advisory:{country or title}",
        mute="; ".join(words for words in (doubt, undated) if words),
        country=country,
        advisory=_seen(incoming.observed.date(), item, (country, level, issued), doubt),
    )


def _issue_line(item: _Item) -> str:
    return f"Issued {' '.join(item.date.split())[:60]}" if item.date else ""


def _seen(
    observed: date,
    item: _Item,
    told: tuple[str, int | None, date | None],
    doubt: str,
) -> AdvisorySeen:
    country, level, issued = told
    return AdvisorySeen(
        country=country,
        observed=observed,
        level=level,
        issued=issued,
        issued_as_written=item.date[:80],
        body_chars=len(item.body),
        doubt=doubt,
    )


def _level(in_title: str, besides: str) -> tuple[int | None, str]:
    """Give the level, and what is wrong with it."""
    other = _LEVEL.match(besides)
    said = in_title or (other[1] if other else "")
    if said not in {"1", "2", "3", "4"}:
        return None, "it tells no level from 1 to 4"
    if other and other[1] != said:
        return None, f"its title says level {said}, its tag level {other[1]}"
    return int(said), ""
