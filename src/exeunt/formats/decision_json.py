"""How late the decision can be left, as plain data for JSON."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from exeunt.formats.breaches import breach_body
from exeunt.formats.drawn_json import drawn_body
from exeunt.formats.waiting import waiting_body
from exeunt.model.decision import DecideBy, DecideCurves, Decided
from exeunt.model.policies import PolicyOutcome, PolicyTable


def decision_body(found: Decided) -> dict[str, Any]:
    """Give all that ``exeunt decide`` tells."""
    return {
        "post": found.post.file.name,
        "as_of": found.as_of.isoformat(),
        "planned_for": found.plan.h_hour.astimezone(found.post.zone).isoformat(),
        "replications": found.rehearsal.replications,
        "interrupted": found.rehearsal.interrupted_of is not None,
        "interrupted_of": found.rehearsal.interrupted_of,
        "seed": found.rehearsal.seed,
        "breaches": [breach_body(found.post, found.plan, b) for b in found.breaches],
        "decide_by": [_decision(one) for one in found.decisions],
        "safe_until": [_plain(asdict(one)) for one in found.safe],
        "choices": found.choices and _plain(asdict(found.choices)),
        "curves": found.curves and _curves(found.curves),
        "policies": found.policies and policies_body(found.policies),
        "waiting": found.waiting and waiting_body(found.waiting),
        "left_out": list(found.left_out),
        "rehearsal": drawn_body(
            found.rehearsal,
            found.occupancy,
            found.survivals,
            h_hour=found.plan.h_hour.astimezone(found.post.zone),
            as_of=found.as_of,
        ),
    }


def policies_body(table: PolicyTable) -> dict[str, Any]:
    """Give every policy with what it comes to."""
    return {
        "worlds": table.worlds,
        "days": table.days,
        "people": table.people,
        "seed": table.seed,
        "policies": [_policy(one) for one in table.outcomes],
        "sooner": [
            {"share": one.share, "policies": [_policy(o) for o in one.outcomes]}
            for one in table.sooner
        ],
    }


def _policy(one: PolicyOutcome) -> dict[str, Any]:
    return asdict(one.policy) | {k: v for k, v in asdict(one).items() if k != "policy"}


def _curves(curves: DecideCurves) -> dict[str, Any]:
    return {
        "replications": curves.replications,
        "seed": curves.seed,
        "missing": list(curves.missing),
        "second_exits": curves.second_exits,
        "options": [
            {
                "what": option.what,
                "planned": option.planned,
                "decide_by": [_decision(one) for one in option.decisions],
                "bought": [
                    {"category": d.category} | asdict(b) | {"measurable": b.measurable}
                    for d, b in zip(option.decisions, option.bought, strict=False)
                ],
            }
            for option in curves.options
        ],
    }


def _plain(value: Any) -> Any:
    """Write moments and names as JSON has them."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, datetime) else value


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
                "false_alarm_half_width": point.false_alarm_half_width,
                "begins_at": _iso(point.begins_at or point.decide_at),
            }
            for point in one.curve
        ],
    }


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
