"""All replayed crises and the scores of their forecasts, as plain data for JSON."""

from __future__ import annotations

from typing import Any

from exeunt.formats.replays_tables import HONEST
from exeunt.model.replays import (
    FARTHEST,
    HORIZONS,
    Alarms,
    CaseDays,
    ForecasterScore,
    Replays,
)


def replays_body(found: Replays) -> dict[str, Any]:
    """Give all that ``exeunt replay --all`` tells."""
    return {
        "exeunt": "replays/1",
        "caveat": HONEST,
        "horizons_days": list(HORIZONS),
        "settings": found.settings,
        "cases": [_case(case, found) for case in found.cases],
        "forecasters": [_forecaster(one) for one in found.scores],
    }


def _case(case: CaseDays, found: Replays) -> dict[str, Any]:
    outcome = case.file.outcome
    return {
        "case": case.name,
        "name": case.file.name,
        "country": case.file.country,
        "exit": case.file.exit,
        "documents": case.documents,
        "closed": outcome.closed and outcome.closed.isoformat(),
        "open_until": outcome.open_until and outcome.open_until.isoformat(),
        "confidence": outcome.confidence,
        "source": outcome.source,
        "why": outcome.why,
        "stopped": case.file.stopped,
        "chosen": found.chosen[case.name].model_dump(),
        "days": [_day(case, found, at) for at in range(len(case.as_of))],
    }


def _day(case: CaseDays, found: Replays, at: int) -> dict[str, Any]:
    return {
        "day": case.as_of[at].date().isoformat(),
        "reports_7d": int(case.reports[at]),
        "rung": int(case.rung[at]),
        "happened": {str(h): bool(case.happened(h)[at]) for h in HORIZONS},
        "said": {
            one.name: {
                str(h): round(float(one.forecasts[case.name][at, h]), 6)
                for h in HORIZONS
            }
            for one in found.scores
        },
    }


def _forecaster(one: ForecasterScore) -> dict[str, Any]:
    return {
        "name": one.name,
        "words": one.words,
        "brier": {str(h): one.brier[h] for h in HORIZONS},
        "log": {str(h): one.log[h] for h in HORIZONS},
        "crps_days": one.crps_days,
        "brier_by_case": {
            case: {str(h): scores[h] for h in HORIZONS}
            for case, scores in one.by_case.items()
        },
        "ours_less_this": {
            str(h): {
                "mean": one.beside_ours[h].mean,
                "standard_error": one.beside_ours[h].error,
                "better_in": one.beside_ours[h].better,
            }
            for h in HORIZONS
        },
        "reliability": [
            {
                "from": step.low,
                "to": step.high,
                "days": step.days,
                "cases": step.cases,
                "said": step.said,
                "happened": step.happened,
            }
            for step in one.reliability
        ],
        "alarms": [_alarms(alarms) for alarms in one.alarms],
    }


def _alarms(alarms: Alarms) -> dict[str, Any]:
    return {
        "within_days": FARTHEST,
        "allowed": alarms.allowed,
        "threshold": alarms.threshold,
        "false_days": alarms.false_days,
        "quiet_days": alarms.quiet_days,
        "false_alarms": alarms.false_cases,
        "open_cases": alarms.open_cases,
        "misses": alarms.misses,
        "lead_days": {one.case: one.lead_days for one in alarms.warned},
    }
