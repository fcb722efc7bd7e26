"""What was read in documents, as JSON bodies."""

from __future__ import annotations

from exeunt.model.documents import Document
from exeunt.model.signals import EngagementStatus, Evidence, Reading


def reading_body(document: Document, reading: Reading) -> dict[str, object]:
    """
    Give *reading* as plain data.

    ``start`` and ``end`` count characters of the document's decoded text, which is
    given as ``text`` where it was taken out of another file.
    """
    return _body(document, reading) | _way(document)


def _way(document: Document) -> dict[str, object]:
    """Give how a document came out of another file, and why nothing in it counts."""
    aside = document.mute or document.unusable
    until = document.until.isoformat() if document.until else ""
    said = {
        "set_aside": aside,
        "until": until,
        "provenance": list(document.provenance),
        "text": document.text if document.provenance else "",
    }
    return {key: value for key, value in said.items() if value}


def _body(document: Document, reading: Reading) -> dict[str, object]:
    return {
        "file": document.name,
        "sha256": document.sha256,
        "published": document.published.isoformat(),
        "analysed": reading.analysed,
        **({} if reading.read_to is None else {"read_to": reading.read_to}),
        "times": [
            {
                "start": t.start,
                "end": t.end,
                "type": t.type.value,
                "value": t.value,
                "alternatives": list(t.alternatives),
                "text": t.text,
                "rule": t.rule,
            }
            for t in reading.times
        ],
        "engagements": [
            {
                "date": e.day.isoformat(),
                "kind": e.kind,
                "parties": list(e.parties),
                "status": _told(e.status),
                **_where(e.evidence),
            }
            for e in reading.engagements
        ],
        "statuses": [
            {
                "status": s.status.value,
                "realis": s.realis.value,
                "change": s.change.value if s.change else None,
                "place": s.place or None,
                "population": s.population,
                "effective": s.effective.isoformat()
                if s.effective
                else s.since or None,
                "whose": s.whose,
                **_where(s.evidence),
            }
            for s in reading.statuses
        ],
        "advisories": [
            {
                "country": a.country,
                "level": a.level,
                "change": a.change,
                "realis": a.realis.value,
                "place": a.place or None,
                **_where(a.evidence),
            }
            for a in reading.advisories
        ],
        "indicators": [
            {
                "id": i.indicator,
                "direction": i.direction.value,
                "group": i.group,
                "realis": i.realis.value,
                **_where(i.evidence),
            }
            for i in reading.indicators
        ],
        "statements": [
            {
                "speaker": s.speaker,
                "said_by": s.said_by,
                "start": s.start,
                "end": s.end,
                "cue": s.cue,
                "kind": s.kind.value,
                "source_class": s.source_class.value,
                "realis": s.realis.value,
                "quoted": s.quoted,
                "said_on": s.said_on or None,
                "sentence": s.evidence.sentence,
            }
            for s in reading.statements
        ],
        "analyser": reading.analyser or None,
        "places": [
            {
                "name": p.name,
                "country": p.country,
                "lat": p.lat,
                "lon": p.lon,
                "start": p.start,
                "end": p.end,
                "text": p.text,
            }
            for p in reading.places
        ],
        "events": [
            {
                "root": e.root,
                "code": e.code,
                "source": e.source,
                "target": e.target,
                "start": e.start,
                "end": e.end,
                "sentence": e.sentence,
            }
            for e in reading.events
        ],
    }


def _told(status: EngagementStatus) -> str:
    """Say ``past`` of what was held: the word that readers of the JSON are promised."""
    return "past" if status is EngagementStatus.HELD else status.value


def _where(evidence: Evidence) -> dict[str, object]:
    return {
        "start": evidence.start,
        "end": evidence.end,
        "sentence": evidence.sentence,
    }
