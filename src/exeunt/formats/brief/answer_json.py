"""The answer as plain data: what ``answer.json`` holds and ``--json`` prints."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from exeunt.formats.brief.answer import (
    answer,
    decide_by_line,
    people_moving,
    worst_gap,
)
from exeunt.formats.brief.assessment import Assessment, chance_at
from exeunt.formats.brief.movement import left_by_category
from exeunt.formats.drawn_json import drawn_body
from exeunt.formats.fallbacks import summed
from exeunt.model.decision import DecideBy, Proposal


VERSION = "answer/1"


def answer_body(assessment: Assessment) -> dict[str, Any]:
    """Give everything that the answer says, for a program to read."""
    plan, rehearsal = assessment.plan, assessment.rehearsal
    odds = assessment.warning.odds
    decided = {d.category: d for d in assessment.decisions}
    return {
        "exeunt": VERSION,
        "post": assessment.post.file.name,
        "synthetic": assessment.post.file.synthetic,
        "as_of": assessment.as_of.isoformat(),
        "h_hour": assessment.h_hour.isoformat(),
        "answer": list(answer(assessment)),
        "decide_by": decide_by_line(assessment),
        "categories": [
            _category(p, decided.get(p.category)) for p in assessment.proposals
        ],
        "everybody": _decision(assessment.everybody),
        "odds": {"prior": dict(odds.prior), "posterior": dict(odds.posterior)},
        "tripwires": {r.tripwire: r.state for r in assessment.warning.tripwires},
        "moved": [item.words for item in assessment.moved],
        "plan": _plan(assessment),
        "rehearsal": drawn_body(
            rehearsal,
            assessment.occupancy,
            assessment.warning.survivals,
            h_hour=plan.h_hour.astimezone(assessment.post.zone),
            as_of=assessment.as_of,
        ),
        "levers": None
        if assessment.bought is None
        else [asdict(b) | {"measurable": b.measurable} for b in assessment.bought],
        "made": {
            "problem_sha256": plan.post_sha256,
            "seed": rehearsal.seed,
            "replications": rehearsal.replications,
            "documents": [d.sha256 for d in assessment.documents],
            **assessment.made_with,
        },
    }


def _category(proposal: Proposal, decision: DecideBy | None) -> dict[str, Any]:
    return {
        "category": proposal.category,
        "in_force": proposal.in_force,
        "proposed": proposal.proposed,
        "by_model": proposal.by_model,
        "by_tripwires": proposal.by_tripwires,
        "why": proposal.why,
        "decision": _decision(decision),
    }


def _decision(decision: DecideBy | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    return {
        "decide_by": None if decision.latest is None else decision.latest.isoformat(),
        "already_late": decision.latest is None,
        "or_later": decision.beyond,
        "target": decision.target,
        "now": decision.now,
        "tomorrow": chance_at(decision, 1),
        "in_three_days": chance_at(decision, 3),
    }


def _plan(assessment: Assessment) -> dict[str, Any]:
    plan, post = assessment.plan, assessment.post
    return {
        "people": people_moving(post, plan),
        "left": dict(left_by_category(plan, post)),
        "trips": len(plan.trips),
        "gap": worst_gap(plan),
        "objectives": [o.model_dump() | {"gap": o.gap} for o in plan.objectives],
        "binding": [stage.model_dump() for stage in plan.binding],
        "backed": asdict(summed(assessment.for_people.covers)),
    }
