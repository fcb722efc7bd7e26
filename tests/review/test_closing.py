"""Scores of a closing, against closed forms and another implementation."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from exeunt.model.streams import stream
from exeunt.review.closing import SUREST, brier, crps_days, log_loss


YES, NO = np.array([True]), np.array([False])


@pytest.mark.parametrize(
    ("said", "happened", "loss"),
    [
        (1.0, YES, 0.0),
        (0.0, NO, 0.0),
        (0.0, YES, 1.0),
        (0.3, YES, 0.49),
        (0.3, NO, 0.09),
    ],
)
def test_brier_is_the_squared_error(
    said: float, happened: np.ndarray, loss: float
) -> None:
    assert brier(np.array([said]), happened)[0] == pytest.approx(loss)


@pytest.mark.parametrize(
    ("said", "happened", "loss"),
    [(0.5, YES, log(2)), (0.25, NO, -log(0.75)), (0.0, YES, -log(SUREST))],
)
def test_log_loss_is_of_what_came_true_and_never_endless(
    said: float, happened: np.ndarray, loss: float
) -> None:
    assert log_loss(np.array([said]), happened)[0] == pytest.approx(loss)


def certain(day: int, farthest: int = 30) -> np.ndarray:
    return (np.arange(farthest + 1) >= day).astype(float)[None, :]


@pytest.mark.parametrize("said", [1, 7, 30])
@pytest.mark.parametrize("came", [1, 12, 30])
def test_crps_of_one_certain_day_is_how_far_off_it_is(said: int, came: int) -> None:
    assert crps_days(certain(said), np.array([float(came)]))[0] == abs(said - came)


def test_crps_counts_up_to_the_last_day_for_what_stays_open() -> None:
    never = np.zeros((1, 31))
    assert crps_days(never, np.array([np.inf]))[0] == 0
    assert crps_days(never, np.array([31.0]))[0] == 0
    assert crps_days(certain(11), np.array([np.inf]))[0] == 20


def test_crps_of_a_constant_chance_has_a_closed_form() -> None:
    """On half the days the loss is p squared, on the others (1 - p) squared."""
    said = np.concatenate([[0.0], np.full(30, 0.2)])[None, :]
    loss = 15 * 0.2**2 + 15 * 0.8**2
    assert crps_days(said, np.array([16.0]))[0] == pytest.approx(loss)


def test_the_scores_are_those_of_scoringrules() -> None:
    scoringrules = pytest.importorskip("scoringrules")
    dice = stream(5, 0)
    for _ in range(200):
        many = int(dice.integers(2, 13))
        closed_by = np.sort(np.append(0.0, dice.random(many)))
        kind = int(dice.integers(1, many + 2))  # the last: it stays open
        # to close on a day, or to stay open, are ordered kinds of one score
        chances = np.append(np.diff(closed_by), 1 - closed_by[-1])
        theirs = float(scoringrules.rps_score(kind, chances))
        closes_in = float(kind) if kind <= many else np.inf
        ours = crps_days(closed_by[None, :], np.array([closes_in]))[0]
        assert ours == pytest.approx(theirs, abs=1e-9)
        p, came = float(closed_by[1]), kind == 1
        assert brier(np.array([p]), np.array([came]))[0] == pytest.approx(
            float(scoringrules.brier_score(float(came), p))
        )
