"""What a rehearsal found, as plain data for JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from exeunt.formats.breaches import breach_body
from exeunt.formats.drawn_json import drawn_body
from exeunt.formats.stories import failures_body, story_body
from exeunt.model.intervals import Between, mean_half_width
from exeunt.model.outcomes import ClearanceQuantiles, Rehearsed
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.times import moment_of


def rehearsal_body(found: Rehearsed) -> dict[str, Any]:
    """Give all that ``exeunt rehearse`` tells."""
    post, plan, rehearsal = found.post, found.plan, found.rehearsal
    return {
        "post": post.file.name,
        "h_hour": moment_of(plan.h_hour, 0, post.zone).isoformat(),
        "replications": rehearsal.replications,
        "interrupted": rehearsal.interrupted_of is not None,
        "interrupted_of": rehearsal.interrupted_of,
        "seed": rehearsal.seed,
        "breaches": [breach_body(post, plan, one) for one in found.breaches],
        "clearance": [_clearance(post, plan, one) for one in found.clearance],
        "people": [
            {
                "category": category,
                "out": float(rehearsal.out[:, k].mean()),
                "left": float(rehearsal.left[:, k].mean()),
                "no_show": float(rehearsal.no_show[:, k].mean()),
                "out_half_width": mean_half_width(rehearsal.out[:, k]),
                "left_half_width": mean_half_width(rehearsal.left[:, k]),
                "no_show_half_width": mean_half_width(rehearsal.no_show[:, k]),
            }
            for k, category in enumerate(rehearsal.categories)
        ],
        "stages": [asdict(stage) for stage in found.stages],
        "empty_seats": rehearsal.empty_seats,
        "failures": failures_body(found.failures),
        "stories": [story_body(post, plan, story) for story in found.stories],
        "left_out": list(found.left_out),
    } | drawn_body(rehearsal, found.occupancy, h_hour=plan.h_hour.astimezone(post.zone))


def _clearance(post: Post, plan: Plan, one: ClearanceQuantiles) -> dict[str, Any]:
    def clock(after_s: int | None) -> str | None:
        if after_s is None:
            return None
        return moment_of(plan.h_hour, after_s, post.zone).isoformat()

    def both(between: Between) -> list[str | None]:
        return [clock(end) for end in between]

    return asdict(one) | {
        "p50": clock(one.p50_s),
        "p80": clock(one.p80_s),
        "p95": clock(one.p95_s),
        "p50_between": both(one.p50_between_s),
        "p80_between": both(one.p80_between_s),
        "p95_between": both(one.p95_between_s),
    }
