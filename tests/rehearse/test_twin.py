"""The compiled play and the play in objects agree, world by world."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.often import often
from tests.rehearse.agreeing import agreed
from tests.rehearse.schedules import plans
from tests.rehearse.test_worlds import DOUBTS

from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem


EVERYTHING: dict[str, Any] = DOUBTS | {
    "closings": [
        {
            "place": "hub",
            "per_day": 1,
            "lasts": {"p10": "1h", "p50": "4h", "p90": "9h"},
        },
        {
            "link": "hub-haven",
            "per_day": 2,
            "lasts": {"p10": "1h", "p50": "2h", "p90": "9h"},
        },
        {
            "mode": "rail",
            "per_day": 0.5,
            "lasts": {"p10": "1h", "p50": "9h", "p90": "50h"},
        },
    ],
    "withdrawal": {"train": {"p10": "6h", "p50": "30h", "p90": "90h"}},
    "environment": {
        "uncertain": {"chance": 0.4, "processing": 0.5, "travel": 1.4},
        "hostile": {"chance": 0.2, "processing": 0.2},
    },
}


@often(60)
@given(plans(doubts=EVERYTHING), st.integers(0, 1 << 70), st.integers(0, 99))
def test_the_plays_agree(
    drawn: tuple[Post, Problem, Plan], seed: int, first: int
) -> None:
    _, problem, plan = drawn
    agreed(problem, plan, seed=seed, first=first)
