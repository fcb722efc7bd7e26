"""When to stop waiting: by hand, by brute force, and against bounds."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.often import often

from exeunt.model.streams import stream
from exeunt.warn.waiting import (
    Ways,
    best_fixed,
    best_rule,
    by_the_best_rule,
    with_one_look,
)


def a_tree(
    rng: np.random.Generator, *, chance: float, clear: float, days: int = 3
) -> Ways:
    """
    Make 40,000 worlds of two kinds, told apart on day 1 with chance *clear*.

    In the bad kind the exit is lost after day 1: who goes by then pays 0, later 10.
    In the good kind who goes pays 2 for nothing.
    """
    worlds = 40_000
    bad = rng.random(worlds) < chance
    told = np.full((worlds, days), chance)
    seen = rng.random(worlds) < clear
    told[:, 1:] = np.where(seen, bad, chance)[:, None]
    day = np.arange(days)
    go = np.where(bad[:, None], np.where(day <= 1, 0.0, 10.0), 2.0)
    lost = bad[:, None] & (day > 1)
    return Ways(told=told, lost=lost, go=go, stay=np.where(bad, 10.0, 0.0))


@pytest.mark.parametrize(
    ("chance", "clear", "cost"),
    [
        (0.3, 1.0, 0.0),  # all is told in time: nobody pays
        (0.3, 0.0, 0.7 * 2),  # nothing is told: going costs 1.4, staying 3
        (0.1, 0.0, 0.1 * 10),  # staying costs 1, going 1.8
        (0.3, 0.5, 0.5 * 0.7 * 2),  # half of the time it is told
    ],
)
def test_the_best_rule_costs_what_it_does_by_hand(
    chance: float, clear: float, cost: float
) -> None:
    """Of 40,000 worlds: within 0.05, four standard errors of the dearest."""
    ways = a_tree(stream(1), chance=chance, clear=clear)

    assert by_the_best_rule(ways, first=1).mean() == pytest.approx(cost, abs=0.05)


def test_a_fixed_day_is_chosen_by_its_mean_alone() -> None:
    ways = a_tree(stream(1), chance=0.3, clear=1.0)
    day, cost = best_fixed(ways)

    assert day in {0, 1}
    assert cost == pytest.approx(1.4, abs=0.05)


def test_one_look_at_all_that_is_told_saves_as_much_as_the_best_rule() -> None:
    ways = a_tree(stream(1), chance=0.3, clear=1.0)

    assert with_one_look(ways, 1).mean() == pytest.approx(0.0, abs=1e-9)


def test_a_look_that_comes_too_late_saves_nothing() -> None:
    ways = a_tree(stream(1), chance=0.3, clear=1.0)

    assert with_one_look(ways, 2).mean() == pytest.approx(3.0, abs=0.1)


def test_the_threshold_parts_the_chances_at_which_it_goes() -> None:
    rng = stream(2)
    p = rng.random(40_000)
    bad = rng.random(40_000) < p
    ways = Ways(
        told=np.stack([p, p], axis=1),
        lost=np.zeros((40_000, 2), dtype=np.bool_),
        go=np.full((40_000, 2), 2.0),
        stay=np.where(bad, 10.0, 0.0),
    )

    assert best_rule(ways).threshold(1) == pytest.approx(0.2, abs=0.09)


COSTS = st.lists(st.floats(0, 10), min_size=8, max_size=8).map(np.array)
TOLD = st.lists(st.sampled_from([0.1, 0.9]), min_size=8, max_size=8).map(np.array)


@often(200)
@given(TOLD, COSTS, COSTS)
def test_no_rule_on_what_is_told_on_the_last_day_beats_the_best(
    told: NDArray[np.float64], go: NDArray[np.float64], stay: NDArray[np.float64]
) -> None:
    """Against each of the four rules that there are on two chances."""
    ways = Ways(
        told=told[:, None],
        lost=np.zeros((8, 1), dtype=np.bool_),
        go=go[:, None],
        stay=stay,
    )
    every = [
        np.where(np.where(told > 0.5, high, low), go, stay).mean()
        for low, high in product([False, True], repeat=2)
    ]

    assert best_rule(ways).cost(ways, 0).mean() == pytest.approx(min(every))


@often(30)
@given(st.floats(0.05, 0.95), st.floats(0, 1), st.integers(0, 100))
def test_to_see_it_all_is_worth_no_less_than_the_best_rule(
    chance: float, clear: float, seed: int
) -> None:
    ways = a_tree(stream(seed), chance=chance, clear=clear)
    best = np.minimum(ways.go.min(axis=1), ways.stay).mean()
    ruled = by_the_best_rule(ways, first=0).mean()

    assert best - 1e-9 <= ruled <= best_fixed(ways)[1] + 0.15
