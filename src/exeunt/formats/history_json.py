"""Past cases against the record, as plain data for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exeunt.formats.history_tables import HONEST
from exeunt.model.departures import DayScore, PastCase


def history_body(cases: Sequence[PastCase]) -> dict[str, Any]:
    """Give all that ``exeunt history`` tells."""
    return {
        "exeunt": "history/1",
        "caveat": HONEST,
        "cases": [_case(case) for case in cases],
    }


def _case(case: PastCase) -> dict[str, Any]:
    score = case.score
    return {
        "case": case.name,
        "post": case.post.file.name,
        "counts": case.departures.counts,
        "h_hour": case.plan.h_hour.isoformat(),
        "replications": case.rehearsal.replications,
        "seed": case.rehearsal.seed,
        "scored": score.scored,
        "within_20_percent": score.close,
        "rest_within_20_percent": score.rest_close,
        "within_interval": score.spanned,
        "median_error": score.median_error,
        "met": score.met,
        "stages": [
            {"stage": s.stage, "person_hours": s.hours, "held_last": s.held_last}
            for s in case.stages
        ],
        "days": [_day(day) for day in score.days],
    }


def _day(scored: DayScore) -> dict[str, Any]:
    day = scored.day
    return {
        "by": day.by.isoformat(),
        "record": day.persons,
        "given": day.given,
        "confidence": day.confidence,
        "sources": list(day.sources),
        "unscored": day.unscored or None,
        "rehearsed": scored.rehearsed,
        "p10": scored.low,
        "p90": scored.high,
        "error": scored.error,
        "error_of_rest": scored.error_of_rest,
        "within_20_percent": scored.close,
        "within_interval": scored.spanned,
    }
