"""The bundled case of Kyiv, as the cases use it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from time import process_time

from exeunt.app.read_post import read_post
from exeunt.app.stated import next_problem
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem
from exeunt.plan.solver import solve


FOLDER = Path(str(resources.files("exeunt") / "data" / "cases" / "kyiv"))
AS_OF = datetime(2021, 12, 30, 22, tzinfo=UTC)
"""The evening before the first morning of the case."""


@cache
def post() -> Post:
    """Read the post."""
    return read_post(FOLDER)


@cache
def problem() -> Problem:
    """State the problem of moving everybody from the next morning on."""
    return next_problem(post(), as_of=AS_OF)


@cache
def plan() -> Plan:
    """Make a plan for it, in few steps: the same on every machine."""
    return solve(problem(), seconds=60, clock=process_time, iterations=20)
