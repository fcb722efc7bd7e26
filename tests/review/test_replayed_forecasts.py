"""Simple forecasters, the choice without a case, alarms, reliability and pairs."""

from __future__ import annotations

from math import inf, sqrt

import numpy as np
import pytest
from tests.make_replay import a_case

from exeunt.model.replays import FARTHEST
from exeunt.review.alarms import alarms
from exeunt.review.left_out import chosen_without
from exeunt.review.paired import paired
from exeunt.review.reliability import reliability
from exeunt.review.rivals import (
    HALF_A_CASE,
    RIVALS,
    STAYS,
    constant,
    event_count,
    last_value,
    status_ladder,
)


def test_the_constant_is_the_mean_share_of_the_other_cases() -> None:
    others = [a_case("b"), a_case("c", closed=False)]
    said = constant(a_case(), others)
    assert said[:, 14] == pytest.approx((14 / 40 + 0) / 2)
    assert said[:, 30] == pytest.approx((30 / 40 + 0) / 2)


def test_who_thinks_that_all_stays_says_the_same_every_day() -> None:
    assert last_value(a_case(), [])[:, FARTHEST] == pytest.approx(STAYS)


def test_the_ladder_knows_the_rungs_of_the_other_cases_alone() -> None:
    high = np.array([0] * 20 + [2] * 20)
    others = [a_case("b", rung=high), a_case("c", closed=False)]
    said = status_ladder(a_case(rung=high), others)[:, FARTHEST]
    base = (30 / 40) / 2
    # on the upper rung all 20 days of one case were followed by a closing
    upper = (0.5 + HALF_A_CASE * base) / (0.5 + HALF_A_CASE)
    lower = (0.25 + HALF_A_CASE * base) / (1.5 + HALF_A_CASE)
    assert said[0] == pytest.approx(lower)
    assert said[-1] == pytest.approx(upper)


def test_a_rung_that_no_other_case_has_leans_on_the_constant() -> None:
    others = [a_case("b"), a_case("c", closed=False)]
    new = np.full(40, 3)
    assert status_ladder(a_case(rung=new), others) == pytest.approx(
        constant(a_case(), others)
    )


def test_reports_are_counted_in_steps() -> None:
    some = np.array([0] * 20 + [4] * 20)
    others = [a_case("b", reports=some), a_case("c", closed=False)]
    said = event_count(a_case(reports=np.array([3, 5] * 20)), others)[:, FARTHEST]
    assert len(set(said.round(12))) == 1
    assert said[0] > constant(a_case(), others)[0, FARTHEST]


@pytest.mark.parametrize("name", RIVALS)
def test_every_rival_gives_a_closing_time_that_never_falls(name: str) -> None:
    case = a_case(rung=np.arange(40) // 10, reports=np.arange(40) // 5)
    said = RIVALS[name][1](case, [a_case("b"), a_case("c", closed=False)])
    assert said.shape == (40, FARTHEST + 1)
    assert (np.diff(said, axis=1) >= 0).all()
    assert (said[:, 0] == 0).all()
    assert (said <= 1).all()


def test_a_case_has_no_say_in_what_scores_it() -> None:
    losses = np.array([[0.0, 5.0, 5.0], [9.0, 1.0, 1.0]])
    # setting 0 is best for the first case alone, and so is not chosen for it
    assert chosen_without(losses) == [1, 0, 0]


def test_of_equal_settings_the_first_is_taken() -> None:
    assert chosen_without(np.ones((3, 4))) == [0, 0, 0, 0]


def test_one_case_alone_cannot_be_left_out() -> None:
    with pytest.raises(ValueError, match="leaves no other"):
        chosen_without(np.ones((2, 1)))


CASES = [a_case("a"), a_case("b", closed=False)]


def test_an_alarm_is_set_as_low_as_false_days_let_it() -> None:
    # 10 quiet days of "a" and 40 of "b"; 5 of 50 may be false
    said = {"a": np.linspace(0.0, 0.9, 40), "b": np.zeros(40)}
    said["b"][:5] = 0.5
    found = alarms(said, CASES, allowed=0.1)
    assert found.quiet_days == 50
    assert found.false_days == 5
    assert found.threshold is not None
    assert said["a"][9] < found.threshold <= said["a"][10]
    assert (found.false_cases, found.open_cases) == (1, 1)
    (warned,) = found.warned
    assert (warned.lead_days, found.misses) == (30, 0)


def test_lead_counts_from_the_last_day_that_it_was_down() -> None:
    said = {"a": np.zeros(40), "b": np.zeros(40)}
    said["a"][20:] = 0.8
    said["a"][35] = 0.0
    (warned,) = alarms(said, CASES, allowed=0.1).warned
    assert warned.lead_days == 4


def test_an_alarm_that_never_tells_days_apart_misses_all() -> None:
    flat = {"a": np.full(40, 0.2), "b": np.full(40, 0.2)}
    found = alarms(flat, CASES, allowed=0.1)
    assert found.threshold is None
    assert (found.misses, found.false_days, found.false_cases) == (1, 0, 0)


def test_reliability_counts_days_and_cases_by_what_was_said() -> None:
    said = {"a": np.full(40, 0.2), "b": np.full(40, 1.0)}
    low, high = reliability(said, CASES, horizon=FARTHEST)
    assert (low.days, low.cases, low.happened) == (40, 1, 0.75)
    assert (low.low, low.high) == (0.1, 0.3)
    assert low.said == pytest.approx(0.2)
    assert (high.days, high.high, high.happened) == (40, 1.0, 0.0)


def test_pairs_are_compared_case_by_case() -> None:
    found = paired([0.1, 0.2, 0.3], [0.2, 0.2, 0.6])
    assert found.mean == pytest.approx(-0.4 / 3)
    assert (found.better, found.cases) == (2, 3)
    spread = sqrt(((0.1 / 3) ** 2 + (0.4 / 3) ** 2 + (0.5 / 3) ** 2) / 2)
    assert found.error == pytest.approx(spread / sqrt(3))
    assert paired([0.1], [0.2]).error == inf
