"""Read a plan that somebody named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exeunt.app.folders import bytes_at
from exeunt.errors import InvalidInput
from exeunt.formats.plan_files import MOST_MB, read_plan
from exeunt.model.breaches import Breach
from exeunt.model.known import as_planned
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import post_sha256
from exeunt.plan.checker import check


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPlan:
    """A plan for a post, and what the checker says of it."""

    post: Post
    """As it was known when the plan was made."""
    plan: Plan
    breaches: tuple[Breach, ...]
    """Of ``docs/rules.md``, in the order of time; none: it keeps every rule."""


def read_plan_at(path: Path) -> Plan:
    """
    Read the plan in the file at *path*.

    Raises
    ------
    InvalidInput
        When there is no such file, it cannot be read, or it is no plan.
    """
    data = bytes_at(path, limit_mb=MOST_MB)
    if data is None:
        raise InvalidInput(
            f"There is no file {path}. Name a plan, or make one with 'exeunt plan'."
        )
    return read_plan(data, file=path.name)


def read_plan_for(post: Post, path: Path) -> Plan:
    """
    Read the plan in the file at *path*, which must be for *post* as it stands.

    Raises
    ------
    InvalidInput
        As ``read_plan_at`` does, and when the plan is for another post (rule §16).
    """
    plan = read_plan_at(path)
    if post_sha256(as_planned(post, plan)) == plan.post_sha256:
        return plan
    raise InvalidInput(
        f"{path} was made for {plan.post!r}, not for {post.file.name!r} as it stands. "
        "Make it again with 'exeunt plan'."
    )


def checked_plan_for(read: Post, path: Path) -> CheckedPlan:
    """
    Read the plan in the file at *path*, and check it.

    Parameters
    ----------
    read
        The post as its folder has it; the plan must be for it as it stands.
    path
        The file.

    Raises
    ------
    InvalidInput
        As ``read_plan_for`` does.
    """
    plan = read_plan_for(read, path)
    post = as_planned(read, plan)
    return CheckedPlan(post=post, plan=plan, breaches=check(post, plan))
