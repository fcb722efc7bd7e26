"""Read a plan that somebody named."""

from __future__ import annotations

from pathlib import Path

from exeunt.app.folders import bytes_at
from exeunt.errors import InvalidInput
from exeunt.formats.plan_files import MOST_MB, read_plan
from exeunt.model.known import as_planned
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import post_sha256


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
