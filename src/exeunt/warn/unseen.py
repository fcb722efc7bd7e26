"""What should be seen before exits close, and is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from math import log10

from exeunt.model.documents import SourceClass
from exeunt.model.likelihoods import CAP, Likelihood, Likelihoods
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.signals import Direction, Evidence, IndicatorSeen, Realis
from exeunt.model.times import DAY
from exeunt.warn.weigh import Weighed


_PARTS = 3
"""A document must have come in each of so many parts of the time watched."""


def unseen(
    weighed: Sequence[Weighed],
    likelihoods: Likelihoods,
    *,
    as_of: datetime,
    heard: Sequence[datetime],
) -> list[Weighed]:
    """
    Weigh what is not seen though it should be.

    It counts only while preparation is seen on the ground, for without that nothing is
    expected, and only where documents came in all through the time: silence of the
    sources is not absence of the thing.
    """
    if not any(one.on_the_ground and not one.relieves for one in weighed):
        return []
    seen = {one.item.id: one.age_days for one in weighed if not one.relieves}
    return [
        _weighed(item, as_of, heard)
        for item in _expected(likelihoods)
        if seen.get(item.id, float("inf")) * DAY > item.cadence
        and _watched(item, as_of, heard)
    ]


def _expected(likelihoods: Likelihoods) -> Iterator[Likelihood]:
    return (item for item in likelihoods.items if item.absent)


def _watched(item: Likelihood, as_of: datetime, heard: Sequence[datetime]) -> bool:
    part = timedelta(seconds=item.cadence / _PARTS)
    ends = [as_of - n * part for n in range(_PARTS)]
    return all(any(end - part < one <= end for one in heard) for end in ends)


def _weighed(item: Likelihood, as_of: datetime, heard: Sequence[datetime]) -> Weighed:
    since = as_of - timedelta(seconds=item.cadence)
    documents = sum(since < one <= as_of for one in heard)
    days = item.cadence // DAY
    sentence = f"None of the {documents} documents of the last {days} days tells of it."
    return Weighed(
        item=item,
        realis=Realis.REPORTED,
        signal=IndicatorSeen(
            indicator=item.id,
            direction=Direction.DE_ESCALATORY,
            group=item.group,
            realis=Realis.REPORTED,
            evidence=_evidence(item, as_of, sentence),
        ),
        age_days=0.0,
        log10={
            kind: max(-CAP, log10(item.absent.get(kind, 1.0))) for kind in ScenarioKind
        },
        absent=True,
    )


def _evidence(item: Likelihood, as_of: datetime, sentence: str) -> Evidence:
    return Evidence(
        document="watch",
        source="our own watch",
        source_class=SourceClass.OWN,
        reliability="F",
        credibility=6,
        published=as_of,
        start=0,
        end=0,
        sentence=sentence,
        rule=f"unseen:{item.id}",
    )
