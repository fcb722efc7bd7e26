"""Which line of the table a signal falls under, and what it weighs on a day."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from exeunt.model.likelihoods import (
    CAP,
    RELIEF_HALF_LIFE_S,
    Likelihood,
    Likelihoods,
)
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.signals import (
    AdvisoryChange,
    Direction,
    Engagement,
    IndicatorSeen,
    Realis,
    Signal,
    StatusMention,
)
from exeunt.model.statuses import DepartureStatus
from exeunt.warn.calendar import DIPLOMACY


ARMED_THREAT = re.compile(
    r"\b(?:armed conflict|militar\w+|invasion|invade\w*|war\b|attack\w*|troops"
    r"|hostilit\w+|shelling|missiles?|(?:increased|rising|growing) threats? from)",
    re.IGNORECASE,
)
"""Words by which an advisory names an armed threat."""

PEER = "peer_departure"
"""The indicator that tells that a sentence is of another mission than ours."""

Sentence = tuple[str, str]
"""A document and a sentence of it."""

_SAID_NOT_TO_BE = {Realis.DENIED, Realis.LIFTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A signal with what it adds to the log-likelihood of each scenario."""

    item: Likelihood
    realis: Realis
    signal: Signal
    age_days: float
    log10: dict[ScenarioKind, float]
    absent: bool = False
    """It is that the thing was not seen which weighs."""

    @property
    def on_the_ground(self) -> bool:
        """Whether it is preparation that was seen to be made."""
        return (
            not self.absent
            and self.item.on_the_ground
            and self.realis in {Realis.IN_FORCE, Realis.REPORTED}
        )

    @property
    def relieves(self) -> bool:
        """Whether it speaks against the closing of exits."""
        reversed_ = self.realis in _SAID_NOT_TO_BE
        return (
            self.absent or reversed_ or self.item.direction == Direction.DE_ESCALATORY
        )


def weigh(
    signal: Signal,
    *,
    as_of: datetime,
    likelihoods: Likelihoods,
    peers: AbstractSet[Sentence] = frozenset(),
) -> Weighed | None:
    """
    Weigh *signal* as it stands on *as_of*.

    A departure status in one of the sentences *peers* is that of another mission. The
    weight is the logarithm of the likelihood ratio, times the trust in source and
    report, times the factor of its realis, halved with every half-life of its age. What
    is planned, denied or lifted at one place only loses the factor of that as well.

    Returns
    -------
    Weighed | None
        None where the signal says nothing for or against any scenario.
    """
    if not signal.evidence.stands(as_of):
        return None
    item_id, realis = line_of(signal)
    if isinstance(signal, StatusMention) and sentence_of(signal) in peers:
        item_id = PEER
    item = likelihoods.by_id.get(item_id)
    if item is None or item.direction == Direction.NEUTRAL:
        return None
    if item.direction == Direction.DE_ESCALATORY and realis in _SAID_NOT_TO_BE:
        return None  # its opposite is an indicator of its own
    factor = likelihoods.realis[realis] * likelihoods.trust(signal.evidence)
    if is_elsewhere(signal) and realis is not Realis.LIMITED:
        factor *= likelihoods.realis[Realis.LIMITED]
    if factor == 0:
        return None
    age_s = (as_of - signal.evidence.published).total_seconds()
    factor *= 2 ** (-age_s / _half_life_s(item, factor))
    return Weighed(
        item=item,
        realis=realis,
        signal=signal,
        age_days=age_s / 86_400,
        log10={
            kind: max(-CAP, min(CAP, item.log10(kind) * factor))
            for kind in ScenarioKind
        },
    )


def _half_life_s(item: Likelihood, factor: float) -> int:
    """Give the half-life; a denial is good news, and fades as fast as that."""
    return item.half_life if factor > 0 else min(item.half_life, RELIEF_HALF_LIFE_S)


def is_elsewhere(signal: Signal) -> bool:
    """Tell what is said of one place of the country only, and not of the post."""
    return isinstance(signal, StatusMention | AdvisoryChange) and bool(signal.place)


def sentence_of(signal: Signal) -> Sentence:
    """Give the document and the sentence that *signal* is from."""
    return signal.evidence.document, signal.evidence.sentence


def line_of(signal: Signal) -> tuple[str, Realis]:
    """Give the id of the line of the table for *signal*, and its realis there."""
    if isinstance(signal, IndicatorSeen):
        return signal.indicator, signal.realis
    if isinstance(signal, StatusMention):
        return _line_of_status(signal)
    if isinstance(signal, AdvisoryChange):
        return _line_of_advisory(signal), signal.realis
    return _line_of_engagement(signal), Realis.REPORTED


def _line_of_status(signal: StatusMention) -> tuple[str, Realis]:
    lifted = signal.realis == Realis.LIFTED
    if lifted or signal.status == DepartureStatus.NORMAL:
        return "departure_lifted", Realis.REPORTED if lifted else signal.realis
    return f"departure_{signal.status.value}", signal.realis


def _line_of_advisory(signal: AdvisoryChange) -> str:
    if "lowered" in signal.change:
        return "advisory_lowered"
    if ARMED_THREAT.search(signal.text):
        return "advisory_armed_threat"
    if "raised" not in signal.change:
        return "advisory_as_it_was"
    return "advisory_raised_to_4" if signal.level == 4 else "advisory_raised"


def _line_of_engagement(signal: Engagement) -> str:
    if signal.kind not in DIPLOMACY:
        return "engagement_of_another_kind"
    return f"engagement_{signal.status.value}"
