"""What a second reader proposed, beside what the rules read; it waits for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from exeunt.model.documents import Document
from exeunt.model.events import Event, SignalProposed
from exeunt.model.signals import Evidence, IndicatorSeen, Reading
from exeunt.watch.indicators import library


def with_proposals(
    readings: Iterable[Reading], documents: Iterable[Document], events: Sequence[Event]
) -> tuple[Reading, ...]:
    """
    Give *readings* with what was proposed for their documents.

    A proposal whose document, indicator or stretch of text is not there is left out.
    """
    by_id = {document.id: document for document in documents}
    proposed: dict[str, list[IndicatorSeen]] = {}
    for event in events:
        if isinstance(event, SignalProposed) and event.document in by_id:
            signal = proposal_of(event, by_id[event.document])
            if signal is not None:
                proposed.setdefault(event.document, []).append(signal)
    return tuple(
        replace(one, indicators=(*one.indicators, *proposed[one.document]))
        if one.document in proposed
        else one
        for one in readings
    )


def proposal_of(event: SignalProposed, document: Document) -> IndicatorSeen | None:
    """Give the signal that *event* proposes; None where it is not in *document*."""
    indicator = library().get(event.indicator)
    if indicator is None or not event.start < event.end <= len(document.text):
        return None
    return IndicatorSeen(
        indicator=indicator.id,
        direction=indicator.direction,
        group=indicator.group,
        realis=event.realis,
        evidence=Evidence(
            document=document.id,
            source=document.source,
            source_class=document.source_class,
            reliability=document.reliability,
            credibility=document.credibility,
            published=document.published,
            start=event.start,
            end=event.end,
            sentence=document.text[event.start : event.end],
            rule=f"{Evidence.BY_MODEL}{event.model}:{indicator.id}",
            event=document.event,
            until=document.until,
        ),
    )
