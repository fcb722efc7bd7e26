"""Everything the warn room says on one day."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime

from exeunt.model.events import Event
from exeunt.model.likelihoods import Likelihoods
from exeunt.model.post import Post
from exeunt.model.signals import Reading
from exeunt.model.warning import WarningPicture
from exeunt.warn.analysts import judgements, pool, with_analysts
from exeunt.warn.calendar import calendar
from exeunt.warn.ledger import judged
from exeunt.warn.odds import odds
from exeunt.warn.shut import shut_exits
from exeunt.warn.survival import gates_after, survivals
from exeunt.warn.tripwires import crossed, proposed_by, read_tripwires


def warning(
    post: Post,
    readings: Sequence[Reading],
    *,
    as_of: datetime,
    events: Sequence[Event],
    likelihoods: Likelihoods,
) -> WarningPicture:
    """
    Give tripwires, scenario odds and the survival of exits of *post* on *as_of*.

    Advisories for another country do not count, nor does what a language model proposed
    and nobody confirmed.

    Raises
    ------
    ValueError
        When a document was published after *as_of*.
    """
    said = judged(events, as_of=as_of)
    counting = [_counting(reading, said.confirmed) for reading in readings]
    ours = [of_country(reading, post.file.country) for reading in counting]
    tripwires = read_tripwires(post.tripwires, ours, as_of=as_of, events=events)
    refused = said.refused
    found = odds(
        post.file.scenarios,
        [signal for reading in ours for signal in reading.signals],
        as_of=as_of,
        likelihoods=likelihoods,
        refused=refused,
        heard=[r.published for r in ours if r.analysed and not r.mute],
    )
    gates_s = gates_after(calendar(ours, as_of=as_of), as_of=as_of, zone=post.zone)
    shut = shut_exits(post, ours, as_of=as_of, refused=refused)
    stand = survivals(post.file.exits, found.posterior, shut=shut, gates_s=gates_s)
    told = judgements(post, events, as_of=as_of)
    voices = pool(told, stand, found.posterior, as_of=as_of)
    if voices is not None:
        found = with_analysts(found, stand, voices, told)
        stand = tuple(replace(s, weights=dict(found.posterior)) for s in stand)
    return WarningPicture(
        as_of=as_of,
        tripwires=tripwires,
        odds=found,
        survivals=stand,
        proposed_by_tripwires=proposed_by(crossed(post.tripwires, tripwires)),
        pool=voices,
        not_analysed=tuple(
            reading.document
            for reading in readings
            if not reading.analysed and not reading.unusable
        ),
        cut=tuple(r.document for r in readings if r.read_to is not None),
    )


def _counting(reading: Reading, confirmed: AbstractSet[str]) -> Reading:
    """Leave out what a language model proposed and nobody confirmed."""
    kept = tuple(
        one
        for one in reading.indicators
        if not one.evidence.by_model or one.evidence.key in confirmed
    )
    same = len(kept) == len(reading.indicators)
    return reading if same else replace(reading, indicators=kept)


def of_country(reading: Reading, country: str) -> Reading:
    """Give *reading* without advisories for another country than *country*."""
    kept = tuple(a for a in reading.advisories if a.country == country)
    return replace(reading, advisories=kept)
