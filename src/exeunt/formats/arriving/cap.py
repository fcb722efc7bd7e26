"""CAP 1.2 and 1.1: alerts that are checked against the schema before they are read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree

from exeunt.errors import Fault
from exeunt.formats.arriving.dates import moment_written
from exeunt.formats.arriving.markup import tidied
from exeunt.formats.arriving.port import Found, Incoming, fault, whole
from exeunt.model.arrivals import Arrival, Kind


NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
_OLD = "urn:oasis:names:tc:emergency:cap:1.1"
_SCHEMAS = {NAMESPACE: "CAP 1.2", _OLD: "CAP 1.1"}
_NO_ALERT = {
    "Ack": "it acknowledges another message",
    "Error": "it refuses another message",
    "Cancel": "it takes back an alert",
}


def cap(incoming: Incoming) -> Iterator[Found]:
    """
    Yield the one alert in a CAP message.

    What breaks the schema is told and not taken. A message whose status is not
    *Actual* is mute, as are acknowledgements; *Cancel* and *Update* take back what they
    refer to. It says nothing any more from the last ``expires`` of its parts on.

    References
    ----------
    .. [1] OASIS, Common Alerting Protocol version 1.2, 1 July 2010.
    .. [2] OASIS, Common Alerting Protocol, v. 1.1, October 2005.
    """
    data = whole(incoming)
    if isinstance(data, Fault):
        yield data
        return
    root = _root(incoming, data)
    yield root if isinstance(root, Fault) else _arrival(incoming, root)


def _root(incoming: Incoming, data: bytes) -> Any | Fault:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 0) or 0
        return fault(incoming, "is not sound XML, so it is not read.", line=line)
    if root.getroottree().docinfo.doctype:
        return fault(
            incoming,
            "declares a document type, which no CAP message does. It is not read.",
        )
    of = etree.QName(root).namespace
    of = of if of in _SCHEMAS else NAMESPACE
    schema = _schema(of)
    if schema.validate(_dated(root, of)):
        return _as_of_now(root, of)
    broken = schema.error_log[0]
    told = broken.message.replace("{" + of + "}", "")
    return fault(
        incoming, f"breaks the schema of {_SCHEMAS[of]}: {told[:200]}", line=broken.line
    )


def _dated(root: Any, of: str) -> Any:
    """Write moments in UTC as CAP has them, with an offset and not with Z."""
    for one in root.iter(*(f"{{{of}}}{n}" for n in _MOMENTS)):
        if one.text and one.text.strip().endswith("Z"):
            one.text = f"{one.text.strip()[:-1]}-00:00"
    return root


def _as_of_now(root: Any, of: str) -> Any:
    """Name the elements of an older version, which mean the same, as now."""
    if of != NAMESPACE:
        for one in root.iter(f"{{{of}}}*"):
            one.tag = f"{{{NAMESPACE}}}{etree.QName(one).localname}"
    return root


_MOMENTS = ("sent", "effective", "onset", "expires")
_XS = "{http://www.w3.org/2001/XMLSchema}"
_SINCE_THEN = ("Avoid", "AllClear")
"""Responses that CAP 1.1 does not know."""
_TILL_THEN = "Very Likely"
"""A certainty of CAP 1.0 that CAP 1.1 still takes, and CAP 1.2 no more."""


@cache
def _schema(of: str) -> Any:
    data = files("exeunt").joinpath("data", "schemas", "CAP-v1.2.xsd").read_bytes()
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    if of != NAMESPACE:
        data = data.replace(NAMESPACE.encode(), of.encode())
    schema = etree.fromstring(data, parser)
    if of != NAMESPACE:
        _make_older(schema)
    return etree.XMLSchema(schema)


def _make_older(schema: Any) -> None:
    """
    Make the schema of CAP 1.1 of that of CAP 1.2.

    Moments may have parts of a second, heights are text, a resource need not tell its
    type; two responses are not known, and a certainty of CAP 1.0 is. A moment without
    an offset is refused all the same: nobody could say when it is.
    """
    for pattern in schema.iter(f"{_XS}pattern"):
        seconds, sign, offset = pattern.get("value").rpartition("[-,+]")
        pattern.set("value", rf"{seconds}(\.\d+)?{sign}{offset}")
    for element in schema.iter(f"{_XS}element"):
        if element.get("name") in {"altitude", "ceiling"}:
            element.set("type", "xs:string")
        elif element.get("name") == "mimeType":
            element.set("minOccurs", "0")
    for value in list(schema.iter(f"{_XS}enumeration")):
        if value.get("value") in _SINCE_THEN:
            value.getparent().remove(value)
        elif value.get("value") == "Likely":
            also = etree.SubElement(value.getparent(), f"{_XS}enumeration")
            also.set("value", _TILL_THEN)


def _arrival(incoming: Incoming, root: Any) -> Found:
    identifier, sender, sent = (_of(root, n) for n in ("identifier", "sender", "sent"))
    published = moment_written(sent, zone=incoming.zone)
    if published is None:
        return fault(incoming, f"was sent on {sent[:40]!r}, which cannot be read.")
    infos = _english(root)
    expiries = [
        moment_written(_of(info, "expires"), zone=incoming.zone) for info in infos
    ]
    known = [moment for moment in expiries if moment is not None]
    kind = _of(root, "msgType")
    own = f"cap:{sender},{identifier}"
    earlier = tuple(r for r in _references(root) if r != own)
    headline = next((h for i in infos if (h := _of(i, "headline"))), "")
    return Arrival(
        kind=Kind.CAP,
        text=f"{_text(root, infos)}\n\n{kind} {identifier[:100]}".strip(),
        published=published,
        source=next((n for i in infos if (n := _of(i, "senderName"))), "") or sender,
        title=(headline or next((_of(i, "event") for i in infos), ""))[:300],
        url=next((w for i in infos if (w := _of(i, "web"))), "")[:2000],
        provenance=(f"CAP {kind} {identifier} of {sender}"[:300],),
        thing=own[:500],
        takes_back=earlier if kind in {"Cancel", "Update"} else (),
        until=max(known) if infos and len(known) == len(infos) else None,
        mute=_mute(root, kind),
    )


def _mute(root: Any, kind: str) -> str:
    status = _of(root, "status")
    if status != "Actual":
        return f"its status is {status}, not Actual"
    return _NO_ALERT.get(kind, "")


def _english(root: Any) -> list[Any]:
    infos = list(root.iterfind(f"{{{NAMESPACE}}}info"))
    english = [i for i in infos if (_of(i, "language") or "en").lower()[:2] == "en"]
    return english or infos


def _text(root: Any, infos: list[Any]) -> str:
    lines = []
    for info in infos:
        names = ("headline", "event", "description", "instruction")
        lines += [_of(info, name) for name in names]
        lines += [
            _of(area, "areaDesc") for area in info.iterfind(f"{{{NAMESPACE}}}area")
        ]
    lines.append(_of(root, "note"))
    return tidied("\n\n".join(dict.fromkeys(line for line in lines if line)))


def _references(root: Any) -> tuple[str, ...]:
    """Give the alerts referred to, each written as sender, identifier and moment."""
    said = _of(root, "references").split()
    parts = [one.rsplit(",", 2) for one in said]
    return tuple(f"cap:{p[0]},{p[1]}"[:500] for p in parts if len(p) == 3)


def _of(element: Any, name: str) -> str:
    found = element.find(f"{{{NAMESPACE}}}{name}")
    return (found.text or "").strip() if found is not None else ""
