"""How late the decision can be left, as plain data for JSON."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from exeunt.model.decision import DecideBy, Decided


def decision_body(found: Decided) -> dict[str, Any]:
    """Give all that ``exeunt decide`` tells."""
    return {
        "post": found.post.file.name,
        "as_of": found.as_of.isoformat(),
        "planned_for": found.plan.h_hour.astimezone(found.post.zone).isoformat(),
        "replications": found.rehearsal.replications,
        "seed": found.rehearsal.seed,
        "decide_by": [_decision(one) for one in found.decisions],
    }


def _decision(one: DecideBy) -> dict[str, Any]:
    return {
        "category": one.category,
        "target": one.target,
        "latest": _iso(one.latest),
        "already_late": one.latest is None,
        "beyond": one.beyond,
        "now": one.now,
        "curve": [
            {
                "decide_at": _iso(point.decide_at),
                "all_out": point.all_out,
                "half_width": point.half_width,
                "false_alarm": point.false_alarm,
            }
            for point in one.curve
        ],
    }


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
