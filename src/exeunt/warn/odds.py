"""The odds of each scenario, in closed form, one line for each thing that moved them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from math import log10

from exeunt.model.likelihoods import CLOSING, Likelihoods
from exeunt.model.scenarios import Scenario, ScenarioKind
from exeunt.model.signals import IndicatorSeen, Realis, Signal
from exeunt.model.warning import Contribution, Odds
from exeunt.warn.unseen import unseen
from exeunt.warn.weigh import PEER, Weighed, sentence_of, weigh


_Weights = dict[ScenarioKind, float]

FLOOR_GROUP = "floor"
"""Group of the line that holds good news back."""


def odds(
    scenarios: Sequence[Scenario],
    signals: Iterable[Signal],
    *,
    as_of: datetime,
    likelihoods: Likelihoods,
    refused: AbstractSet[str] = frozenset(),
    heard: Sequence[datetime] = (),
) -> Odds:
    """
    Give the probability of each scenario on *as_of*.

    Parameters
    ----------
    scenarios
        The ways it may go, with their priors; these are scaled to add up to 1.
    signals
        What was seen, all of it published by *as_of*.
    as_of
        The moment of assessment.
    likelihoods
        The table of weights.
    refused
        Keys of evidence that a person found not to count.
    heard
        When documents came in that could be read; without them, that a thing is not
        seen says nothing.

    Returns
    -------
    Odds
        ``posterior`` is the prior times ten to the sum of the contributions, scaled
        to add up to 1. The largest contributions come first.

    Raises
    ------
    ValueError
        When a signal was published after *as_of*: nothing of the future may be let in,
        and a caller that lets some in has the rest wrong too.
    """
    prior = _scaled({s.kind: s.prior for s in scenarios})
    counting = _counting(signals, as_of=as_of, refused=refused)
    weighed = _weighed(counting, as_of=as_of, likelihoods=likelihoods)
    weighed += unseen(weighed, likelihoods, as_of=as_of, heard=heard)
    lines = [_line(one, others) for one, others in _strongest(weighed, prior)]
    lines += _floor(weighed, prior, lines, share=likelihoods.relief_share)
    return Odds(
        prior=prior,
        posterior=_posterior(prior, [line.log10_by_scenario for line in lines]),
        contributions=tuple(
            sorted(lines, key=lambda line: -abs(_lift(prior, line.log10_by_scenario)))
        ),
    )


def _counting(
    signals: Iterable[Signal], *, as_of: datetime, refused: AbstractSet[str]
) -> list[Signal]:
    known = list(signals)
    for one in known:
        if one.evidence.published > as_of:
            raise ValueError(
                f"evidence {one.evidence.key} is of "
                f"{one.evidence.published.isoformat()}, after {as_of.isoformat()}"
            )
    return [one for one in known if one.evidence.key not in refused]


def _weighed(
    signals: Sequence[Signal], *, as_of: datetime, likelihoods: Likelihoods
) -> list[Weighed]:
    peers = {
        sentence_of(one)
        for one in signals
        if isinstance(one, IndicatorSeen) and one.indicator == PEER
    }
    each = (
        weigh(one, as_of=as_of, likelihoods=likelihoods, peers=peers) for one in signals
    )
    return [one for one in each if one is not None]


def _strongest(
    weighed: Iterable[Weighed], prior: _Weights
) -> list[tuple[Weighed, int]]:
    """Of each group and direction give the strongest, and how many it supersedes."""
    groups: dict[tuple[str, bool], list[Weighed]] = defaultdict(list)
    for one in weighed:
        groups[one.item.group, one.relieves].append(one)
    return [
        (max(group, key=lambda one: _rank(one, prior)), len(group) - 1)
        for _, group in sorted(groups.items(), key=lambda item: item[0])
    ]


def _rank(one: Weighed, prior: _Weights) -> tuple[float, float, str, str, str]:
    """Rank by what it would do alone; then the newer, then any fixed order."""
    alone, key = abs(_lift(prior, one.log10)), one.signal.evidence.key
    return alone, -one.age_days, key, one.item.id, one.realis


def _line(one: Weighed, superseded: int) -> Contribution:
    plain = one.realis in {Realis.IN_FORCE, Realis.REPORTED}
    label = one.item.name if plain else f"{one.item.name} ({one.realis.value})"
    return Contribution(
        label=f"Not seen: {one.item.name}" if one.absent else label,
        group=one.item.group,
        log10_by_scenario=one.log10,
        evidence=one.signal.evidence,
        age_days=one.age_days,
        superseded=superseded,
    )


def _floor(
    weighed: Sequence[Weighed],
    prior: _Weights,
    lines: Sequence[Contribution],
    *,
    share: float,
) -> list[Contribution]:
    """Hold good news back where it would outweigh preparation on the ground."""
    relief = [one for one in weighed if one.relieves]
    if not relief:
        return []
    bad = _strongest([one for one in weighed if not one.relieves], prior)
    ground = _strongest(
        [one for one in weighed if one.on_the_ground and not one.relieves], prior
    )
    floor = min(
        _closing_odds(_posterior(prior, [one.log10 for one, _ in kept]))
        for kept in (bad, ground)
    )
    have = _closing_odds(_posterior(prior, [ln.log10_by_scenario for ln in lines]))
    if have >= floor * share:
        return []
    back = log10(floor * share / have)
    strongest = max(relief, key=lambda one: _rank(one, prior))
    return [
        Contribution(
            label="Good news held back: what was seen on the ground still stands",
            group=FLOOR_GROUP,
            log10_by_scenario={
                kind: back if kind in CLOSING else 0.0 for kind in ScenarioKind
            },
            evidence=strongest.signal.evidence,
            age_days=strongest.age_days,
        )
    ]


def _posterior(prior: _Weights, added: Iterable[_Weights]) -> _Weights:
    each = list(added)
    logs = {
        kind: log10(chance) + sum(one[kind] for one in each)
        for kind, chance in prior.items()
    }
    most = max(logs.values())
    return _scaled({kind: 10 ** (value - most) for kind, value in logs.items()})


def _lift(prior: _Weights, added: _Weights) -> float:
    """Give by what power of ten *added* alone moves the odds of closing."""
    return log10(_closing_odds(_posterior(prior, [added])) / _closing_odds(prior))


def _closing_odds(chances: _Weights) -> float:
    closing = sum(chance for kind, chance in chances.items() if kind in CLOSING)
    rest = sum(chance for kind, chance in chances.items() if kind not in CLOSING)
    return max(closing, 1e-300) / max(rest, 1e-300)


def _scaled(weights: _Weights) -> _Weights:
    total = sum(weights.values())
    return {kind: weight / total for kind, weight in weights.items()}
