"""Replay all bundled crises with only what was known, and score the forecasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from exeunt.app.assess import OnStage
from exeunt.app.likelihoods import likelihoods
from exeunt.app.replay_cases import ReadCase, read_case, read_model, replay_names
from exeunt.model.replays import (
    FARTHEST,
    HORIZONS,
    CaseDays,
    Forecast,
    ForecasterScore,
    Paired,
    ReplayModel,
    Replays,
    Tuning,
)
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.times import DAY
from exeunt.review.alarms import alarms
from exeunt.review.closing import brier, crps_days, log_loss
from exeunt.review.left_out import chosen_without
from exeunt.review.paired import paired
from exeunt.review.reliability import reliability
from exeunt.review.rivals import RIVALS
from exeunt.warn.tuning import odds_by_day, tuned, with_prior_odds


BY_HAND = Tuning()
EXPONENTS = (1.0, 0.25, 0.5, 2.0)
PRIOR_ODDS = (1.0, 0.5, 2.0, 4.0, 8.0)
GRID = tuple(
    Tuning(exponent=exponent, prior_odds=odds)
    for exponent, odds in product(EXPONENTS, PRIOR_ODDS)
)
"""Settings that the other cases choose among, in factors of two; by hand first."""
FALSE_SHARES = (0.05, 0.1, 0.2)
"""Shares of quiet days on which an alarm may be up."""

OddsByDay = Sequence[Mapping[ScenarioKind, float]]

OURS = "exeunt", "Exeunt, chosen on the other cases"
HAND = "exeunt_by_hand", "Exeunt, weights as written"


def replay_all(*, on_stage: OnStage, grid: Sequence[Tuning] = GRID) -> Replays:
    """
    Read every bundled crisis and forecast each of its days.

    Weights are chosen by log score on the other cases, and scored on the one that was
    left out; the simple forecasters are fitted in the same way.

    Parameters
    ----------
    on_stage
        Told how far it is.
    grid
        The settings to choose among, that by hand first.
    """
    return scored(read_all(on_stage=on_stage), grid, on_stage=on_stage)


def scored(
    read: Sequence[ReadCase], grid: Sequence[Tuning], *, on_stage: OnStage
) -> Replays:
    """Forecast and score the cases *read*, as ``replay_all`` does with all of them."""
    model = read_model()
    cases = tuple(one.days for one in read)
    tried = _tried(read, model, grid, on_stage)
    losses = np.array([[_loss(c, f[c.name]) for c in cases] for f in tried])
    best = chosen_without(losses)
    ours = {c.name: tried[k][c.name] for c, k in zip(cases, best, strict=True)}
    all_ = [(OURS, ours), (HAND, tried[0])]
    for name, (words, rival) in RIVALS.items():
        said = {c.name: rival(c, [o for o in cases if o is not c]) for c in cases}
        all_.append(((name, words), said))
    ours_by_case = _brier_by_case(ours, cases)
    on_stage("Done", 1.0)
    return Replays(
        cases=cases,
        scores=tuple(
            _scored(called, said, cases, ours_by_case) for called, said in all_
        ),
        chosen={c.name: grid[k] for c, k in zip(cases, best, strict=True)},
        settings=len(grid),
    )


def read_all(*, on_stage: OnStage) -> list[ReadCase]:
    """Read every bundled crisis."""
    names = replay_names()
    found = []
    for number, name in enumerate(names):
        on_stage(f"Reading {name}", 0.1 * number / len(names))
        found.append(read_case(name))
    return found


def _tried(
    read: Sequence[ReadCase],
    model: ReplayModel,
    grid: Sequence[Tuning],
    on_stage: OnStage,
) -> list[dict[str, Forecast]]:
    """Forecast all cases with each setting; prior odds cost nothing to turn."""
    weights = tuple(
        dict.fromkeys(t.model_copy(update={"prior_odds": 1.0}) for t in grid)
    )
    odds: dict[Tuning, dict[str, OddsByDay]] = {}
    for number, one in enumerate(weights):
        odds[one] = {}
        for at, case in enumerate(read):
            share = (number + at / len(read)) / len(weights)
            on_stage(f"Weighing {case.days.name}", 0.1 + 0.85 * share)
            odds[one][case.days.name] = _odds(case, model, one)
    closed_by = _closed_by(model)
    return [
        {
            name: _forecast(days, tuning.prior_odds, closed_by)
            for name, days in odds[
                tuning.model_copy(update={"prior_odds": 1.0})
            ].items()
        }
        for tuning in grid
    ]


def _odds(case: ReadCase, model: ReplayModel, tuning: Tuning) -> OddsByDay:
    return odds_by_day(
        model.scenarios,
        case.signals,
        days=case.days.as_of,
        likelihoods=tuned(likelihoods(), tuning),
        heard=case.heard,
    )


def _forecast(
    odds: OddsByDay, prior_odds: float, closed_by: NDArray[np.float64]
) -> Forecast:
    days = [with_prior_odds(day, prior_odds) for day in odds]
    weights = np.array([[day.get(kind, 0.0) for kind in ScenarioKind] for day in days])
    closed: Forecast = weights @ closed_by
    return closed


def _closed_by(model: ReplayModel) -> NDArray[np.float64]:
    """Give by scenario the chance that the exit is closed within 0 to 30 days."""
    closes = model.exit.closes
    days = range(FARTHEST + 1)
    return np.array(
        [
            [closes[kind].cdf(day * DAY) if kind in closes else 0.0 for day in days]
            for kind in ScenarioKind
        ]
    )


def _loss(case: CaseDays, said: Forecast) -> float:
    """Give the log score of *said*, the mean over days and horizons."""
    return float(np.mean([_log(case, said, h) for h in HORIZONS]))


def _log(case: CaseDays, said: Forecast, horizon: int) -> float:
    return float(log_loss(said[:, horizon], case.happened(horizon)).mean())


def _brier(case: CaseDays, said: Forecast, horizon: int) -> float:
    return float(brier(said[:, horizon], case.happened(horizon)).mean())


_ByCase = Mapping[str, Mapping[int, float]]


def _brier_by_case(
    said: Mapping[str, Forecast], cases: Sequence[CaseDays]
) -> dict[str, dict[int, float]]:
    return {c.name: {h: _brier(c, said[c.name], h) for h in HORIZONS} for c in cases}


def _scored(
    called: tuple[str, str],
    said: Mapping[str, Forecast],
    cases: Sequence[CaseDays],
    ours: _ByCase,
) -> ForecasterScore:
    mine = _brier_by_case(said, cases)
    farthest = {name: f[:, FARTHEST] for name, f in said.items()}

    def apart(horizon: int) -> Paired:
        losses = [[one[c.name][horizon] for c in cases] for one in (ours, mine)]
        return paired(losses[0], losses[1])

    return ForecasterScore(
        name=called[0],
        words=called[1],
        brier={h: float(np.mean([mine[c.name][h] for c in cases])) for h in HORIZONS},
        log={
            h: float(np.mean([_log(c, said[c.name], h) for c in cases]))
            for h in HORIZONS
        },
        crps_days=float(
            np.mean([crps_days(said[c.name], c.closes_in).mean() for c in cases])
        ),
        by_case=mine,
        beside_ours={h: apart(h) for h in HORIZONS},
        reliability=reliability(farthest, cases, horizon=FARTHEST),
        alarms=tuple(alarms(farthest, cases, allowed=share) for share in FALSE_SHARES),
        forecasts=dict(said),
    )
