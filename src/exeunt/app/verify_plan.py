"""Check a plan in a file against a post in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exeunt.app.read_plan import read_plan_at
from exeunt.app.read_post import read_post
from exeunt.model.known import as_planned
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.plan.checker import Examination, examine


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was checked against what, and what came of it."""

    post: Post
    plan: Plan
    examination: Examination


def verify_plan(folder: Path, plan_file: Path) -> Verified:
    """
    Check the plan in *plan_file* against the post in *folder*.

    Raises
    ------
    InvalidInput
        When either of them cannot be read.
    """
    plan = read_plan_at(plan_file)
    post = as_planned(read_post(folder), plan)
    return Verified(post=post, plan=plan, examination=examine(post, plan))
