"""Turn all weights together by a few figures, and give the odds of many days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from exeunt.model.likelihoods import (
    CAP,
    CLOSING,
    RELIEF_HALF_LIFE_S,
    Likelihood,
    Likelihoods,
)
from exeunt.model.replays import Tuning
from exeunt.model.scenarios import Scenario, ScenarioKind
from exeunt.model.signals import Direction, IndicatorSeen, Signal, StatusMention
from exeunt.warn.odds import odds
from exeunt.warn.weigh import PEER, Sentence, is_elsewhere, line_of, sentence_of


def tuned(table: Likelihoods, tuning: Tuning) -> Likelihoods:
    """
    Give *table* with every ratio raised and every half-life stretched by *tuning*.

    No item moves a scenario by more than tenfold, and good news counts for half after a
    week at most, as before.
    """
    return Likelihoods(
        reliability=table.reliability,
        credibility=table.credibility,
        realis=table.realis,
        relief_share=table.relief_share,
        items=tuple(_turned(item, tuning) for item in table.items),
    )


def _turned(item: Likelihood, tuning: Tuning) -> Likelihood:
    half_life = max(1, round(item.half_life * tuning.half_life))
    if item.direction == Direction.DE_ESCALATORY:
        half_life = min(half_life, RELIEF_HALF_LIFE_S)
    return Likelihood(
        id=item.id,
        name=item.name,
        group=item.group,
        times={
            kind: min(max(value**tuning.exponent, 10**-CAP), 10**CAP)
            for kind, value in item.times.items()
        },
        half_life=half_life,
        on_the_ground=item.on_the_ground,
        absent={
            kind: max(value**tuning.exponent, 10**-CAP)
            for kind, value in item.absent.items()
        },
        cadence=item.cadence,
        why=item.why,
    )


def with_prior_odds(
    chances: Mapping[ScenarioKind, float], times: float
) -> dict[ScenarioKind, float]:
    """
    Give *chances* as they were, had the prior odds of closing been so many *times*.

    It is exact for posteriors too: evidence multiplies odds, and neither what is the
    strongest of a group nor the floor under good news depends on the prior odds.
    """
    turned = {
        kind: chance * (times if kind in CLOSING else 1.0)
        for kind, chance in chances.items()
    }
    total = sum(turned.values())
    return {kind: chance / total for kind, chance in turned.items()}


def odds_by_day(
    scenarios: Sequence[Scenario],
    signals: Iterable[Signal],
    *,
    days: Sequence[datetime],
    likelihoods: Likelihoods,
    heard: Sequence[datetime] = (),
) -> tuple[dict[ScenarioKind, float], ...]:
    """
    Give the probability of each scenario on each of *days*, oldest first.

    Each day is weighed with what was published by then and nothing later; what a newer
    report of the same thing outweighs for good is left out beforehand. *heard* tells when
    documents came in that could be read, for what should be seen and is not.
    """
    waiting = sorted(signals, key=lambda one: one.evidence.published)
    known: list[Signal] = []
    found = []
    at = 0
    for day in days:
        since = at
        while at < len(waiting) and waiting[at].evidence.published <= day:
            at += 1
        if at > since:
            known = newest([*known, *waiting[since:at]])
        told = odds(
            scenarios,
            known,
            as_of=day,
            likelihoods=likelihoods,
            heard=[one for one in heard if one <= day],
        )
        found.append(told.posterior)
    return tuple(found)


def newest(signals: Iterable[Signal]) -> list[Signal]:
    """
    Keep of signals that differ in their age alone the newest.

    Weights halve with age, so an older one of the same line, realis and source marks
    never counts again. What makes a departure status that of a peer is kept with it.
    """
    all_ = list(signals)
    peers = {sentence_of(one): one for one in all_ if _tells_of_peer(one)}
    kept = {
        _likeness(one, peers): one
        for one in sorted(all_, key=lambda s: s.evidence.published)
    }
    needed = {
        sentence_of(one) for one in kept.values() if isinstance(one, StatusMention)
    }
    tellers = [one for where, one in peers.items() if where in needed]
    out = {id(one): one for one in (*kept.values(), *tellers)}
    return sorted(out.values(), key=lambda one: one.evidence.published)


def _tells_of_peer(signal: Signal) -> bool:
    return isinstance(signal, IndicatorSeen) and signal.indicator == PEER


def _likeness(signal: Signal, peers: Iterable[Sentence]) -> tuple[object, ...]:
    evidence = signal.evidence
    peer = isinstance(signal, StatusMention) and sentence_of(signal) in peers
    return (
        *line_of(signal),
        is_elsewhere(signal),
        peer,
        evidence.reliability,
        evidence.credibility,
    )
