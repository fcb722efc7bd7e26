"""Compile what Exeunt compiles, so that the first plan and rehearsal need not wait."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from exeunt.app.init_post import Start, init_post
from exeunt.app.make_plan import make_plan
from exeunt.app.read_post import read_post
from exeunt.app.stated import next_problem
from exeunt.model.compiling import COMPILED
from exeunt.rehearse import rehearse


AS_OF = datetime(2026, 1, 1, tzinfo=UTC)


def compile_ahead() -> None:
    """Plan a post as 'exeunt init' makes it in a few steps; play one world of it."""
    with TemporaryDirectory() as folder:
        post = Path(folder) / "post"
        init_post(post, Start(), now=AS_OF)
        problem = next_problem(read_post(post), as_of=AS_OF)
    plan = make_plan(problem, seconds=5, iterations=5, seed=0)
    rehearse(problem, plan, replications=1, seed=0, fast=True)


if __name__ == "__main__":
    began = time.perf_counter()
    if COMPILED:
        print("Compiling; this takes a minute or more, once.")
        compile_ahead()
        print(f"Done in {time.perf_counter() - began:.0f} s.")
    else:
        print("There is no compiler here; 'make fast' installs one.")
