"""How many random cases a property is tried on: some always, thousands now and then."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings


TIMES = int(os.environ.get("EXEUNT_TIMES", "1"))
"""``make check-long`` tries so many times as many."""


def often(examples: int, *, derandomize: bool = False) -> settings:
    """Try *examples* cases, or as many times more as a long check does."""
    return settings(
        max_examples=examples * TIMES,
        deadline=None,
        derandomize=derandomize and TIMES == 1,
        suppress_health_check=[HealthCheck.too_slow],
    )
