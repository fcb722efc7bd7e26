"""What the checker found in a plan, in words and as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from exeunt.formats.wording import counted
from exeunt.model.breaches import Breach
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.times import moment_of


def first_breach(breaches: Sequence[Breach]) -> str:
    """Say in half a sentence how often a plan breaks rules, and how first."""
    first = breaches[0]
    where = "" if first.trip is None else f"trip {first.trip}, "
    return (
        f"breaks rules in {counted(len(breaches), 'place')}, first {where}"
        f"{str(first).rstrip('.')},"
    )


def breaches_words(breaches: Sequence[Breach]) -> str:
    """Warn that what is told rests on a plan that breaks rules."""
    return (
        f"The plan {first_breach(breaches)} so what is told here holds only if it can be "
        "carried out all the same. 'exeunt verify' lists every breach; mend it, or make "
        "it again with 'exeunt plan'."
    )


def breach_body(post: Post, plan: Plan, breach: Breach) -> dict[str, Any]:
    """Give a breach as plain data, with its local time."""
    at = None
    if breach.at_s is not None:
        at = moment_of(plan.h_hour, breach.at_s, post.zone).isoformat()
    return {**asdict(breach), "at": at}
