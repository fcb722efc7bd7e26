"""Survival of exits: a mixture over scenarios."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.model.scenarios import Exit, ScenarioKind
from exeunt.model.spread import DurationSpread
from exeunt.model.streams import stream
from exeunt.model.times import DAY
from exeunt.warn.survival import closing_quantile, survivals


AN_EXIT = Exit(
    place="airport",
    name="Air",
    closes={
        ScenarioKind.SQUEEZE: DurationSpread.model_validate(
            {"p10": "6d", "p50": "18d", "p90": "45d"}
        ),
        ScenarioKind.SUDDEN_CLOSURE: DurationSpread.model_validate(
            {"p10": "2d", "p50": "6d", "p90": "20d"}
        ),
    },
)
WEIGHTS = {
    ScenarioKind.STATUS_QUO: 0.3,
    ScenarioKind.SQUEEZE: 0.5,
    ScenarioKind.SUDDEN_CLOSURE: 0.2,
}


def test_the_mixture_is_that_of_drawn_worlds() -> None:
    """100,000 draws: the share closed by a day is within 0.5 points of the mixture."""
    (survival,) = survivals([AN_EXIT], WEIGHTS, shut={})
    rng, draws = stream(7), 100_000
    kinds = list(WEIGHTS)
    chosen = rng.choice(len(kinds), size=draws, p=list(WEIGHTS.values()))
    ranks = rng.random(draws)
    closed = np.array(
        [
            AN_EXIT.closes[kinds[k]].quantile(u) if kinds[k] in AN_EXIT.closes else 1e12
            for k, u in zip(chosen, ranks, strict=True)
        ]
    )

    for days in (1, 3, 7, 14, 30, 90):
        share = float(np.mean(closed <= days * DAY))
        assert survival.closed_by(days * DAY) == pytest.approx(share, abs=0.005)


@given(st.floats(0.01, 0.69))
def test_the_quantile_is_where_the_mixture_reaches_it(u: float) -> None:
    (survival,) = survivals([AN_EXIT], WEIGHTS, shut={})

    at = closing_quantile(survival, u)

    assert at is not None
    assert survival.closed_by(at) >= u > survival.closed_by(at - 2)


def test_of_one_scenario_the_quantiles_are_the_elicited_ones() -> None:
    (survival,) = survivals([AN_EXIT], {ScenarioKind.SUDDEN_CLOSURE: 1.0}, shut={})

    found = [closing_quantile(survival, u) for u in (0.1, 0.5, 0.9)]

    assert found == pytest.approx([2 * DAY, 6 * DAY, 20 * DAY], abs=1.5)


def test_what_is_likelier_never_to_close_has_no_such_quantile() -> None:
    (survival,) = survivals([AN_EXIT], WEIGHTS, shut={})

    assert closing_quantile(survival, 0.71) is None
