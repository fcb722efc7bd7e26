"""The departure status of our own mission, as documents tell it day by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from exeunt.model.documents import SourceClass
from exeunt.model.signals import IndicatorSeen, Realis, Signal, StatusMention
from exeunt.warn.weigh import PEER, sentence_of


def rungs(signals: Iterable[Signal], *, days: Sequence[datetime]) -> NDArray[np.int64]:
    """
    Give the rank of the highest status told to be in force by each of *days*.

    Only what officials say counts, and nothing that a sentence tells of another mission;
    a status stays until it is said to be lifted. What holds at another place of the
    country only, or was lifted there, is not its status.
    """
    all_ = sorted(signals, key=lambda one: one.evidence.published)
    peers = {
        sentence_of(one)
        for one in all_
        if isinstance(one, IndicatorSeen) and one.indicator == PEER
    }
    own = [
        one
        for one in all_
        if isinstance(one, StatusMention)
        and one.evidence.source_class == SourceClass.OFFICIAL
        and sentence_of(one) not in peers
    ]
    return np.array([_rung(own, day) for day in days], dtype=np.int64)


def _rung(own: Iterable[StatusMention], day: datetime) -> int:
    rung = 0
    for one in own:
        if one.evidence.published > day:
            break
        if one.realis == Realis.IN_FORCE:
            rung = max(rung, one.status.rank)
        elif one.realis == Realis.LIFTED and not one.place:
            rung = 0
    return rung
