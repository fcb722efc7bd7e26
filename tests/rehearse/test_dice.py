"""Chance by number: the published words, the law of its draws, and no two alike."""

from __future__ import annotations

import subprocess
import sys
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.often import often

from exeunt.model.spread import Spread
from exeunt.rehearse.causes import ALL
from exeunt.rehearse.dice import at_score, philox, quantile, score, uniform
from exeunt.rehearse.names import MASK, key_of, name_of


WORDS = st.integers(0, MASK)
KEYS = st.tuples(WORDS, WORDS)
DRAWS = 20_000


def _in_words(key: tuple[int, ...], counter: tuple[int, ...]) -> tuple[int, ...]:
    """Philox4x32-10 as the paper defines it, in numbers of any length."""
    a, b, c, d = counter
    for turn in range(10):
        k0 = (key[0] + turn * 0x9E3779B9) & MASK
        k1 = (key[1] + turn * 0xBB67AE85) & MASK
        left, right = 0xD2511F53 * a, 0xCD9E8D57 * c
        a, b = (right >> 32) ^ b ^ k0, right & MASK
        c, d = (left >> 32) ^ d ^ k1, left & MASK
    return a, b, c, d


@pytest.mark.parametrize(
    ("key", "counter", "words"),
    [
        ("00000000 " * 2, "00000000 " * 4, "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
        ("ffffffff " * 2, "ffffffff " * 4, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
        (
            "a4093822 299f31d0",
            "243f6a88 85a308d3 13198a2e 03707344",
            "d16cfe09 94fdcceb 5001e420 24126ea1",
        ),
    ],
)
def test_it_gives_the_published_words(key: str, counter: str, words: str) -> None:
    """The test vectors of Random123."""
    k0, k1 = (int(word, 16) for word in key.split())
    given_ = [int(word, 16) for word in counter.split()]
    assert philox((k0, k1), *given_) == tuple(int(w, 16) for w in words.split())


@often(100)
@given(KEYS, st.tuples(WORDS, WORDS, WORDS, WORDS))
def test_it_gives_the_words_of_the_definition(
    key: tuple[int, int], counter: tuple[int, int, int, int]
) -> None:
    assert philox(key, *counter) == _in_words(key, counter)


def _plain(function: Any) -> Any:
    """Give a function as it is written, where it is compiled."""
    return getattr(function, "py_func", function)


@often(50)
@given(KEYS, WORDS, WORDS, WORDS, WORDS)
def test_compiled_it_draws_the_same(
    key: tuple[int, int], world: int, cause: int, who: int, turn: int
) -> None:
    at = (key, world, cause, who, turn)
    assert uniform(*at) == _plain(uniform)(*at)
    assert score(*at) == _plain(score)(*at)
    z = score(*at)
    assert at_score(-0.5, 0.0, 0.9, z) == _plain(at_score)(-0.5, 0.0, 0.9, z)


def test_without_a_compiler_it_draws_the_same() -> None:
    told = """
import sys
sys.modules["numba"] = None
from exeunt.rehearse.dice import score
from exeunt.rehearse.names import key_of
print(*(score(key_of(7 << 40), w, w % 13, 2**32 - 1 - w, 3).hex() for w in range(99)))
"""
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True
    )
    drawn = [score(key_of(7 << 40), w, w % 13, MASK - w, 3).hex() for w in range(99)]
    assert done.stdout.split() == drawn


@pytest.mark.parametrize("tail", [1e-300, 1e-16, 1e-9, 1e-4, 0.01, 0.074, 0.076, 0.3])
def test_a_score_is_that_of_the_normal_law(tail: float) -> None:
    normal = NormalDist()
    assert quantile(tail) == pytest.approx(normal.inv_cdf(tail), rel=1e-14)
    assert quantile(1 - 1e-9) == pytest.approx(normal.inv_cdf(1 - 1e-9), rel=1e-14)
    assert quantile(0.5) == 0.0


@often(100)
@given(st.floats(1e-12, 1 - 1e-12))
def test_scores_are_those_of_the_normal_law_everywhere(u: float) -> None:
    assert quantile(u) == pytest.approx(NormalDist().inv_cdf(u), rel=1e-13, abs=1e-15)


@pytest.mark.parametrize("u", [0.001, 0.1, 0.37, 0.5, 0.61, 0.9, 0.9999])
def test_a_draw_from_three_percentiles_is_that_of_the_spread(u: float) -> None:
    spread = Spread(p10=0.5, p50=0.8, p90=3.0)
    low, middle, high = np.log([spread.p10, spread.p50, spread.p90])
    drawn = at_score(low, middle, high, quantile(u))
    assert drawn == pytest.approx(spread.quantile(u), rel=1e-9)


STREAMS: dict[str, Any] = {
    "worlds": lambda k: (k, 1, 77, 0),
    "causes": lambda k: (5, k, 77, 0),
    "people": lambda k: (5, 1, k, 0),
    "turns": lambda k: (5, 1, 77, k),
    "names": lambda k: (5, 1, name_of("party", k), 0),
}


def _drawn(along: str, many: int = DRAWS) -> np.ndarray[Any, np.dtype[np.float64]]:
    key = key_of(20_301_122)
    return np.array([uniform(key, *STREAMS[along](k)) for k in range(many)])


@pytest.mark.parametrize("along", STREAMS)
def test_draws_are_even_and_tell_nothing_of_the_next(along: str) -> None:
    u = _drawn(along)
    assert 0 < u.min() < u.max() < 1
    # 20,000 draws in 100 bins: chi-square of 99 degrees is over 149 once in 1,000
    counts = np.bincount((u * 100).astype(int), minlength=100)
    assert ((counts - DRAWS / 100) ** 2 / (DRAWS / 100)).sum() < 149
    # pairs in 10 x 10 bins, likewise
    pairs = (u[::2] * 10).astype(int) * 10 + (u[1::2] * 10).astype(int)
    counts = np.bincount(pairs, minlength=100)
    assert ((counts - DRAWS / 200) ** 2 / (DRAWS / 200)).sum() < 149
    # correlations of so many have a standard error of 0.0071: 4 of them
    for lag in (1, 2, 7, 64):
        assert abs(np.corrcoef(u[lag:], u[:-lag])[0, 1]) < 0.0285


def test_streams_differ_by_world_cause_who_turn_and_seed() -> None:
    draws = {along: _drawn(along, 2000) for along in STREAMS}
    key = key_of(20_301_122)
    base = uniform(key, 5, 1, 77, 0)
    for along, place in (("worlds", 5), ("causes", 1), ("people", 77), ("turns", 0)):
        assert draws[along][place] == base
        assert len(set(draws[along])) == 2000
    # the one they share left out: standard error 0.022, 4 of them
    some = list(draws.values())
    for one in range(len(some)):
        for other in range(one):
            assert abs(np.corrcoef(some[one][100:], some[other][100:])[0, 1]) < 0.09
    assert uniform(key_of(20_301_123), 5, 1, 77, 0) != base


def test_every_bit_of_a_seed_counts() -> None:
    keys = {key_of(1 << bit) for bit in range(64)} | {key_of(0)}
    assert len(keys) == 65
    assert key_of(1 << 70) != key_of(0)


def test_every_cause_has_a_number_of_its_own() -> None:
    assert len({number for _, number in ALL}) == len(ALL)


def test_names_are_told_apart_by_where_they_part() -> None:
    assert name_of("a", "bc") != name_of("ab", "c")
    assert name_of("vehicle", "coach", 1) == name_of("vehicle", "coach", "1")
