"""Travel advice of GOV.UK: its content JSON, one country a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exeunt.errors import Fault
from exeunt.formats.arriving.countries import country_meant
from exeunt.formats.arriving.dates import moment_written
from exeunt.formats.arriving.markup import plain
from exeunt.formats.arriving.port import Found, Incoming, fault, whole
from exeunt.formats.arriving.us_advisory import json_of
from exeunt.model.arrivals import AdvisorySeen, Arrival, Kind
from exeunt.model.documents import SourceClass


SOURCE = "UK Foreign, Commonwealth & Development Office"
_ALERTS = {
    "avoid_all_travel_to_whole_country": "FCDO advises against all travel to {}.",
    "avoid_all_travel_to_parts": "FCDO advises against all travel to parts of {}.",
    "avoid_all_but_essential_travel_to_whole_country": (
        "FCDO advises against all but essential travel to {}."
    ),
    "avoid_all_but_essential_travel_to_parts": (
        "FCDO advises against all but essential travel to parts of {}."
    ),
}
_MOST_PARTS = 100


def uk_advice(incoming: Incoming) -> Iterator[Found]:
    """
    Yield the advice for one country, with its alert in words and its last change.

    The alert is a list of codes; one that is not known makes the advice mute.
    """
    data = whole(incoming)
    if isinstance(data, Fault):
        yield data
        return
    body = json_of(data)
    details = body.get("details") if isinstance(body, dict) else None
    if not isinstance(body, dict) or not isinstance(details, dict):
        yield fault(incoming, "is no sound travel advice of GOV.UK. Fetch it again.")
        return
    arrival = _arrival(incoming, body, details)
    if arrival.text:
        yield arrival
    else:
        yield fault(
            incoming, "is travel advice of GOV.UK without words. Fetch it again."
        )


def _arrival(
    incoming: Incoming, body: dict[str, Any], details: dict[str, Any]
) -> Arrival:
    about = details.get("country")
    about = about if isinstance(about, dict) else {}
    title = _line(body.get("title"))
    name = _line(about.get("name")) or title.removesuffix(" travel advice")
    country, unsure = country_meant(name)
    alert, odd = _alert(details.get("alert_status"), name)
    written = _line(body.get("public_updated_at")) or _line(details.get("updated_at"))
    published = moment_written(written, zone=incoming.zone)
    undated = "" if published else f"its date {written[:60]!r} cannot be read"
    change = plain(_text(details.get("change_description")))
    text = "\n\n".join(p for p in (title, alert, change, *_parts(details)) if p)
    doubt = "; ".join(words for words in (unsure, odd) if words)
    path = _line(body.get("base_path"))
    return Arrival(
        kind=Kind.UK_ADVICE,
        text=text,
        published=published or incoming.observed,
        source=SOURCE,
        source_class=SourceClass.OFFICIAL,
        title=title,
        url=f"https://www.gov.uk{path}" if path else "",
        provenance=(f"GOV.UK travel advice, {incoming.name}", *_history(details)),
        thing=f"uk-advice:{country or name}",
        mute="; ".join(words for words in (doubt, undated) if words),
        country=country,
        advisory=AdvisorySeen(
            country=country,
            observed=incoming.observed.date(),
            level=0,
            issued=published.date() if published else None,
            issued_as_written=written[:80],
            body_chars=len(text),
            doubt=doubt,
        ),
    )


def _alert(codes: object, name: str) -> tuple[str, str]:
    """Give the alert in words, and what is wrong with it."""
    if codes is None:
        return "", "it does not say its alert status"
    if not isinstance(codes, list):
        return "", "its alert status is no list"
    unknown = [c for c in codes if not isinstance(c, str) or c not in _ALERTS]
    if unknown:
        return "", f"its alert status {str(unknown[0])[:60]!r} is not known"
    return "\n".join(_ALERTS[code].format(name) for code in codes), ""


def _parts(details: dict[str, Any]) -> list[str]:
    parts = details.get("parts")
    kept = [_text(details.get("summary"))]
    if isinstance(parts, list):
        for part in parts[:_MOST_PARTS]:
            if isinstance(part, dict):
                kept += [_line(part.get("title")), _text(part.get("body"))]
    return [words for one in kept if (words := plain(one))]


def _history(details: dict[str, Any]) -> tuple[str, ...]:
    """Give the last change notes, as they are dated."""
    notes = details.get("change_history")
    if not isinstance(notes, list):
        return ()
    return tuple(
        f"changed {_line(n.get('public_timestamp'))}: {_line(n.get('note'))}"
        for n in notes[:10]
        if isinstance(n, dict)
    )


def _text(value: object) -> str:
    """Give a text, also where it comes as a list of renderings of the same."""
    if isinstance(value, list):
        rendered = [v for v in value if isinstance(v, dict)]
        html = [v for v in rendered if v.get("content_type") == "text/html"]
        value = (html or rendered or [{}])[0].get("content")
    return value if isinstance(value, str) else ""


def _line(value: object) -> str:
    return " ".join(value.split())[:300] if isinstance(value, str) else ""
