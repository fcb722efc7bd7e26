"""Two plays of the same worlds, compared number by number."""

from __future__ import annotations

import numpy as np

from exeunt.model.plan import Plan
from exeunt.model.problem import Problem
from exeunt.rehearse.play import play_compiled, play_one_by_one
from exeunt.rehearse.reading import script_of
from exeunt.rehearse.tally import Counts


def agreed(
    problem: Problem, plan: Plan, *, worlds: int = 4, seed: int = 0, first: int = 0
) -> Counts:
    """Play worlds compiled and in objects, and give what both of them counted."""
    script = script_of(problem, plan)
    fast = play_compiled(script, seed, first, worlds, lambda _: None)
    slow = play_one_by_one(script, seed, first, worlds, lambda _: None)
    for name, one, other in zip(fast._fields, fast, slow, strict=True):
        assert np.array_equal(one, other), name
    return fast
