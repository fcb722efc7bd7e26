"""Chats as Telegram Desktop exports them: ``result.json``, read as it streams."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from exeunt.formats.arriving.dates import moment_written, of_unix
from exeunt.formats.arriving.port import LONGEST_TEXT, Found, Incoming, fault
from exeunt.model.arrivals import Arrival, Kind
from exeunt.model.documents import SourceClass


_MESSAGE = re.compile(
    r"(?:chats\.list\.item\.|left_chats\.list\.item\.)?messages\.item"
)
_CHAT = re.compile(r"(?:(?:left_)?chats\.list\.item\.)?(?:name|id)")
_MOST_FAULTS = 20
_LONGEST_PROMO = 250
_BUFFER = 4_000_000
"""Bytes read at a time; a text that is longer is looked through anew for each."""
_DEEPEST = 60
"""Lists within lists beyond which a file is no export."""
_DEEPEST_CHAT = 6
_LINK = re.compile(r"(?:https?://|(?:www\.)?t\.me/|@)\S{1,300}|\W+")
_NAMED = re.compile(
    r"\W*(?:(?:our|the|main|official) )?(?:channel|chat|bot|group|site|website|app|"
    r"telegram|instagram|twitter|facebook|youtube|tiktok|whatsapp)s?\b[\s:>|-]*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\W*(?:join|follow|subscribe|sign up|boost|share|support|donate)\b.{0,120}?"
    r"(?:\b(?:channel|chat|bot|group|us|our|telegram|whatsapp|newsletter|here|link|"
    r"friends|instagram|twitter|facebook|youtube)\b|t\.me/|@\w)",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:evacuat|attack|clos|suspend|order|embassy|troops|war)\w*", re.I
)


def telegram(incoming: Incoming) -> Iterator[Found]:
    """
    Yield the messages of one chat, or of all chats of an export.

    ``date_unixtime`` is believed and not ``date``, which is local to whoever exported.
    A message that was edited is a new version, known from the edit on. Where it was
    forwarded from is its provenance. A message of promotion alone is mute.
    """
    import ijson  # noqa: PLC0415 - of use to exports alone

    told = count = 0
    try:
        for chat, message in _messages(ijson, incoming):
            count += 1
            for found in _read(incoming, chat, message, count):
                told += not isinstance(found, Arrival)
                if isinstance(found, Arrival) or told <= _MOST_FAULTS:
                    yield found
    except (ijson.JSONError, UnicodeDecodeError, ValueError, RecursionError):
        yield fault(
            incoming,
            f"ends or breaks off after message {count}; those before it are read. "
            "Export it again.",
        )
    if not count:
        yield fault(incoming, "holds no messages. Export a chat as JSON.")
    elif told > _MOST_FAULTS:
        yield fault(incoming, f"has {told - _MOST_FAULTS} more faults of that kind.")


def _messages(ijson: Any, incoming: Incoming) -> Iterator[tuple[dict[str, str], Any]]:
    """Yield every message with what is known of its chat; nested too deep, give up."""
    chat: dict[str, str] = {}
    builder: Any = None
    way: list[str] = []
    start = 0
    for event, value in ijson.basic_parse(incoming.stream, buf_size=_BUFFER):
        place = ".".join(way) if builder is None and len(way) <= _DEEPEST_CHAT else ""
        _step(way, event, value)
        if builder is None:
            if event == "start_map" and _MESSAGE.fullmatch(place):
                builder, start = ijson.ObjectBuilder(), len(way)
                builder.event(event, value)
            elif event in {"string", "number"} and _CHAT.fullmatch(place):
                chat[place.rpartition(".")[2]] = str(value)[:200]
            continue
        builder.event(event, value)
        if len(way) < start:
            yield dict(chat), builder.value
            builder = None


def _step(way: list[str], event: str, value: Any) -> None:
    """Follow the way into the file, by key and list; it is as long as it is deep."""
    if event in {"start_map", "start_array"}:
        way.append("item" if event == "start_array" else "")
        if len(way) > _DEEPEST:
            raise RecursionError
    elif event == "map_key":
        way[-1] = value
    elif event in {"end_map", "end_array"}:
        way.pop()


def _read(
    incoming: Incoming, chat: dict[str, str], message: dict[str, Any], count: int
) -> Iterator[Found]:
    if message.get("type", "message") != "message":
        return
    text = _text(message.get("text"))
    if not text.strip():
        return
    if len(text) > LONGEST_TEXT:
        yield fault(incoming, f"message {count} is too long to be one.")
        return
    sent, edited = (_moment(incoming, message, n) for n in ("date", "edited"))
    if sent is None:
        yield fault(incoming, f"message {count} has no date that can be read.")
        return
    name = chat.get("name") or "Telegram chat"
    thing = f"telegram:{chat.get('id', name)}/{str(message.get('id'))[:40]}"
    yield Arrival(
        kind=Kind.TELEGRAM,
        text=text,
        published=max(sent, edited) if edited else sent,
        source=name,
        source_class=SourceClass.PRIVATE,
        provenance=_provenance(name, message, edited=bool(edited)),
        thing=thing,
        takes_back=(thing,),
        mute="it only promotes a channel" if is_promotion(text) else "",
    )


def is_promotion(text: str) -> bool:
    """Tell a message that says nothing but to join, follow or share."""
    lines = [line for line in text.splitlines() if any(map(str.isalnum, line))]
    return all(_promotes(line) for line in lines)


def _promotes(line: str) -> bool:
    if len(line) > _LONGEST_PROMO or _NEWS.search(line):
        return False
    rest = line[named.end() :] if (named := _NAMED.match(line)) else line
    only_links = all(_LINK.fullmatch(word) for word in rest.split())
    return only_links or bool(_ASKS.match(line))


def _moment(incoming: Incoming, message: dict[str, Any], name: str) -> Any:
    exact = of_unix(message.get(f"{name}_unixtime"))
    return exact or moment_written(message.get(name), zone=incoming.zone)


def _provenance(name: str, message: dict[str, Any], *, edited: bool) -> tuple[str, ...]:
    way = [f"Telegram {name}, message {str(message.get('id'))[:40]}"]
    if edited:
        way.append("edited")
    origin = message.get("forwarded_from")
    if isinstance(origin, str) and origin:
        way.append(f"forwarded from {' '.join(origin.split())[:200]}")
    elif "forwarded_from" in message:
        way.append("forwarded from a deleted account")
    return tuple(way)


def _text(value: object) -> str:
    """Join a text that is a string or a list of strings and marked parts."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    parts = [p.get("text") if isinstance(p, dict) else p for p in value]
    return "".join(part for part in parts if isinstance(part, str))
