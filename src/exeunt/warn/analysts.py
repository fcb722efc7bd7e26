"""
Analysts' own chances, recalibrated by their record and pooled in log-odds.

Averaging log-odds after recalibration beats averaging chances (Turner and others,
2014), and weighing hypotheses against a matrix does not beat either (Mandel and
others, 2018). An analyst's slope is fitted to what became of earlier judgements, with
a prior that holds it near 1 until there are many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import exp, log, log10

from exeunt.model.documents import SourceClass
from exeunt.model.events import ChanceJudged, Event
from exeunt.model.judgements import Judgement, Pool, Voice
from exeunt.model.likelihoods import CLOSING
from exeunt.model.post import Outcome, Post
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.signals import Evidence
from exeunt.model.times import DAY, HOUR
from exeunt.model.warning import Contribution, ExitSurvival, Odds, first_closes


MODEL = "the model"
FRESH = timedelta(days=14)
"""So long a judgement counts, unless its author gives another."""
SLOPE_SPREAD = 0.5
"""Standard deviation of the slopes that are thought possible, around 1."""
SLOPES = (0.25, 3.0)
_EDGE = 0.005
"""No voice is surer than this; one that is would silence the others."""
_MOST_FACTOR = 1000.0


def judgements(
    post: Post, events: Iterable[Event], *, as_of: datetime
) -> tuple[Judgement, ...]:
    """Give every chance judged by *as_of*, oldest first, with what became of it."""
    given = [e for e in events if isinstance(e, ChanceJudged) and e.at <= as_of]
    return tuple(
        Judgement(
            by=one.by,
            at=one.at,
            chance=one.chance,
            within_s=one.within_s,
            why=one.why,
            came_true=_came_true(one, post.history.outcomes, as_of),
        )
        for one in sorted(given, key=lambda e: e.at)
    )


def _came_true(
    one: ChanceJudged, outcomes: Sequence[Outcome], as_of: datetime
) -> bool | None:
    until = one.at + timedelta(seconds=one.within_s)
    closed = [o.closed for o in outcomes if one.at < o.closed <= min(until, as_of)]
    if closed:
        return True
    return False if as_of >= until else None


def slope_of(record: Iterable[Judgement]) -> float:
    """
    Fit what the log-odds of an analyst are to be multiplied with.

    The most likely slope *b* of P(true) = logistic(b · log-odds), with a normal prior
    around 1; above 1 for who was too timid, below for who was too sure. Judgements
    that cannot be told yet do not count.
    """
    told = [
        (_log_odds(j.chance), j.came_true) for j in record if j.came_true is not None
    ]
    b = 1.0
    for _ in range(50):
        shares = [(x, _logistic(b * x), float(y)) for x, y in told]
        slope = sum(x * (y - p) for x, p, y in shares) - (b - 1) / SLOPE_SPREAD**2
        bend = sum(x * x * p * (1 - p) for x, p, _ in shares) + 1 / SLOPE_SPREAD**2
        b += slope / bend
    return min(max(b, SLOPES[0]), SLOPES[1])


def pool(
    known: Sequence[Judgement],
    survivals: Sequence[ExitSurvival],
    weights: Mapping[ScenarioKind, float],
    *,
    as_of: datetime,
) -> Pool | None:
    """
    Pool the last fresh judgement of each analyst with the model's chance.

    What was judged for another time is carried over to the time of the newest by the
    same odds against the model's for either time.

    Parameters
    ----------
    known
        Judgements by *as_of*, oldest first.
    survivals
        Of the exits, from *as_of* on.
    weights
        The model's chance of each scenario.
    as_of
        The moment of assessment.

    Returns
    -------
    Pool | None
        None where no analyst judged of late.
    """
    last = {j.by: j for j in known if as_of - j.at <= FRESH and j.until > as_of}
    if not last or not survivals:
        return None
    within_s = max(last.values(), key=lambda j: j.at).within_s
    ours = first_closes(survivals, weights, within_s)
    voices = [Voice(by=MODEL, chance=ours, slope=1.0, recalibrated=ours)]
    for by, one in sorted(last.items()):
        against = first_closes(survivals, weights, one.within_s)
        shifted = _log_odds(one.chance) + _log_odds(ours) - _log_odds(against)
        slope = slope_of(j for j in known if j.by == by)
        voices.append(
            Voice(
                by=by,
                chance=_logistic(shifted),
                slope=slope,
                recalibrated=_logistic(slope * shifted),
            )
        )
    mean = sum(_log_odds(v.recalibrated) for v in voices) / len(voices)
    return Pool(within_s=within_s, voices=tuple(voices), pooled=_logistic(mean))


def factor_for(
    chance: float,
    survivals: Sequence[ExitSurvival],
    weights: Mapping[ScenarioKind, float],
    *,
    within_s: float,
) -> float:
    """
    Give what the closing scenarios are to be multiplied with to come to *chance*.

    Where no factor can, the nearest that does is given, at most a thousandfold.
    """
    shut = {k: max(s.closed_by_in(k, within_s) for s in survivals) for k in weights}
    closing = {k: w for k, w in weights.items() if k in CLOSING}
    others = {k: w for k, w in weights.items() if k not in CLOSING}
    gained = sum(w * (shut[k] - chance) for k, w in closing.items())
    lost = sum(w * (chance - shut[k]) for k, w in others.items())
    if gained <= 0:
        return _MOST_FACTOR
    return min(max(lost / gained, 1 / _MOST_FACTOR), _MOST_FACTOR)


def with_analysts(
    odds: Odds,
    survivals: Sequence[ExitSurvival],
    voices: Pool,
    known: Sequence[Judgement],
) -> Odds:
    """Move *odds* to what the *voices* come to, as one more line."""
    factor = factor_for(
        voices.pooled, survivals, odds.posterior, within_s=voices.within_s
    )
    added = {k: log10(factor) if k in CLOSING else 0.0 for k in odds.posterior}
    weights = {k: w * 10 ** added[k] for k, w in odds.posterior.items()}
    total = sum(weights.values())
    newest = max((j for j in known if j.by in _names(voices)), key=lambda j: j.at)
    line = Contribution(
        label=f"Judged by {', '.join(_names(voices))}, pooled with the model",
        group="analysts",
        log10_by_scenario={k: added.get(k, 0.0) for k in ScenarioKind},
        evidence=_evidence(newest),
        age_days=0.0,
    )
    return Odds(
        prior=odds.prior,
        posterior={k: w / total for k, w in weights.items()},
        contributions=(*odds.contributions, line),
    )


def _names(voices: Pool) -> list[str]:
    return [voice.by for voice in voices.voices[1:]]


def _evidence(one: Judgement) -> Evidence:
    why = f" {one.why}" if one.why else ""
    days, hours = one.within_s / DAY, one.within_s / HOUR
    within = f"{days:g} days" if days >= 1 else f"{hours:.3g} hours"
    return Evidence(
        document="log",
        source=one.by,
        source_class=SourceClass.OWN,
        reliability="F",
        credibility=6,
        published=one.at,
        start=0,
        end=0,
        sentence=f"{one.chance:.0%} that an exit closes within {within}.{why}",
        rule="analysts",
        speaker=one.by,
    )


def _log_odds(chance: float) -> float:
    inside = min(max(chance, _EDGE), 1 - _EDGE)
    return log(inside / (1 - inside))


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x))
