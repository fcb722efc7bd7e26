from __future__ import annotations

from math import comb, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.model.intervals import (
    half_width,
    half_width_by_world,
    half_width_of_gain,
    mean_half_width,
    ranks_around,
    share_half_width,
)
from exeunt.model.streams import stream


def test_the_half_width_of_99_percent_of_10000_worlds_is_a_fifth_of_a_point() -> None:
    assert share_half_width(9_900, 10_000) == pytest.approx(0.00198, abs=3e-5)


@given(st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_is_a_mean_of_ones_and_noughts(given: tuple[int, int]) -> None:
    successes, worlds = given
    chances = np.array([1.0] * successes + [0.0] * (worlds - successes))
    assert share_half_width(*given) == pytest.approx(half_width(chances))


def test_a_thousand_successes_are_not_taken_for_certainty() -> None:
    assert share_half_width(1000, 1000) > 0.002


@pytest.mark.parametrize("worlds", [1, 2, 7, 30, 101])
@pytest.mark.parametrize("share", [0.5, 0.8, 0.95])
def test_the_ranks_hold_the_quantile_with_95_percent(worlds: int, share: float) -> None:
    low, high = ranks_around(share, worlds)

    def chance(k: int) -> float:
        return float(comb(worlds, k) * share**k * (1 - share) ** (worlds - k))

    assert sum(chance(k) for k in range(low)) <= 0.025
    assert sum(chance(k) for k in range(high, worlds + 1)) <= 0.025
    # and no narrower ones would do
    assert sum(chance(k) for k in range(low + 1)) > 0.025
    assert high == 1 or sum(chance(k) for k in range(high - 1, worlds + 1)) > 0.025


def test_few_worlds_bound_the_95th_percentile_from_below_only() -> None:
    low, high = ranks_around(0.95, 20)
    assert 1 <= low < 20
    assert high == 21


def test_the_ranks_hold_the_median_of_drawn_worlds_as_often_as_they_say() -> None:
    """Of 2,000 samples of 100, 95 % or a little more (exactly 96.5 %)."""
    low, high = ranks_around(0.5, 100)
    drawn = np.sort(stream(7, 0).random((2000, 100)), axis=1)
    held = (drawn[:, low - 1] <= 0.5) & (drawn[:, high - 1] > 0.5)
    assert held.mean() == pytest.approx(0.965, abs=0.02)


def test_the_half_width_of_a_mean_shrinks_with_the_root_of_the_worlds() -> None:
    few = np.array([0, 1] * 50)
    assert mean_half_width(few) == pytest.approx(1.96 * 0.5 / sqrt(99), rel=1e-3)
    assert mean_half_width(few[:1]) is None


def test_values_of_one_world_are_one_witness() -> None:
    ways = stream(4, 1).random(2000)
    assert half_width_by_world(ways, 1) is None
    assert half_width_by_world(ways, 5000) == mean_half_width(ways)
    worlds = np.repeat([[0.0, 1.0, 0.0, 1.0]], 500, axis=0).ravel()
    assert half_width_by_world(worlds, 4) == mean_half_width(np.array([0.0, 1, 0, 1]))


def test_a_gain_alike_in_every_world_is_not_taken_for_certain() -> None:
    assert half_width_of_gain(np.zeros(1)) == pytest.approx(0.95)
    assert half_width_of_gain(np.full(100, 0.2)) == pytest.approx(0.0295, abs=1e-4)
    gains = np.array([0.0, 0.1, 0.4, 0.3])
    assert half_width_of_gain(gains) == mean_half_width(gains)
