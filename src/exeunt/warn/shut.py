"""Which exits have shut already, as documents tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from exeunt.model.places import Place, PlaceKind
from exeunt.model.post import Post
from exeunt.model.signals import Evidence, IndicatorSeen, Reading, Realis


REMEMBERED = timedelta(days=14)
"""So long an exit counts as shut after the last word of it."""
_SHUTS_ALL = {"airspace_closed": PlaceKind.AIRPORT}
_SHUTS_ONE = {
    "airport_closed": PlaceKind.AIRPORT,
    "port_closed": PlaceKind.SEAPORT,
    "border_closed": PlaceKind.BORDER_CROSSING,
}
_NAME = re.compile(r"[^\W\d_]{4,}")


def shut_exits(
    post: Post,
    readings: Iterable[Reading],
    *,
    as_of: datetime,
    refused: Collection[str],
) -> dict[str, Evidence]:
    """
    Give the exits that have shut, by place, with the latest sentence that says so.

    A closed airspace shuts every airport; a closed airport, port or border shuts the
    exit that the sentence names, or the only one of its kind. An exit stays shut for a
    fortnight after the last word of it, unless a person refuses the signal.
    """
    seen = sorted(
        (
            one
            for reading in readings
            for one in reading.indicators
            if one.realis in {Realis.REPORTED, Realis.IN_FORCE}
            and one.evidence.key not in refused
            and as_of - REMEMBERED <= one.evidence.published <= as_of
        ),
        key=lambda one: one.evidence.published,
    )
    exits = [post.place(one.place) for one in post.file.exits]
    out: dict[str, Evidence] = {}
    for one in seen:
        for place in _shut_by(one, exits):
            out[place] = one.evidence
    return out


def _shut_by(seen: IndicatorSeen, exits: Sequence[Place]) -> tuple[str, ...]:
    if kind := _SHUTS_ALL.get(seen.indicator):
        return tuple(place.id for place in exits if place.kind == kind)
    if not (kind := _SHUTS_ONE.get(seen.indicator)):
        return ()
    alike = [place for place in exits if place.kind == kind]
    if len(alike) == 1:
        return (alike[0].id,)
    said = {word.casefold() for word in _NAME.findall(seen.evidence.sentence)}
    return tuple(place.id for place in alike if _names(place) & said)


def _names(place: Place) -> set[str]:
    """Give the words that only the name of *place* holds."""
    words = {word.casefold() for word in _NAME.findall(place.name)}
    return words - {"airport", "port", "border", "crossing", "harbour", "international"}
