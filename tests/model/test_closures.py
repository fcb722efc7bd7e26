"""Openings with closures in them (rule §33)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.make import H_HOUR

from exeunt.model.times import Opening, without


def hours(after: float) -> Any:
    return H_HOUR + timedelta(hours=after)


def spans(shut: list[dict[str, Any]], **given: Any) -> tuple[tuple[float, float], ...]:
    opening = Opening.model_validate({"shut": shut} | given)
    zone = H_HOUR.tzinfo
    found = opening.spans(h_hour=H_HOUR, horizon_s=24 * 3600, zone=zone)  # type: ignore[arg-type]  # UTC serves
    return tuple((a / 3600, b / 3600) for a, b in found)


@pytest.mark.parametrize(
    ("shut", "open_"),
    [
        ([], ((0, 24),)),
        ([{}], ()),
        ([{"from": hours(6)}], ((0, 6),)),
        ([{"until": hours(6)}], ((6, 24),)),
        ([{"from": hours(6), "until": hours(8)}], ((0, 6), (8, 24))),
        ([{"from": hours(-9), "until": hours(-8)}], ((0, 24),)),
        (
            [
                {"from": hours(6), "until": hours(8)},
                {"from": hours(7), "until": hours(9)},
            ],
            ((0, 6), (9, 24)),
        ),
    ],
)
def test_a_closure_is_cut_out_of_the_opening(
    shut: list[dict[str, Any]], open_: tuple[tuple[float, float], ...]
) -> None:
    assert spans(shut) == open_


def test_a_closure_cuts_into_daily_windows() -> None:
    shut = [{"from": hours(1), "until": hours(2)}]
    # H-hour is 06:00 here
    assert spans(shut, daily=["06:00-10:00"]) == ((0, 1), (2, 4))


def test_closures_that_let_nobody_out_stay_when_others_are_left_out() -> None:
    shut = [
        {"from": hours(1), "until": hours(2), "lets_out": True},
        {"from": hours(5), "until": hours(6)},
    ]
    opening = Opening.model_validate({"shut": shut})
    assert [s.lets_out for s in opening.but_for_closures.shut] == [False]


def test_spans_without_nothing_stay() -> None:
    assert without(((0, 5), (7, 9)), []) == ((0, 5), (7, 9))
    assert without(((0, 5), (7, 9)), [(4, 8)]) == ((0, 4), (8, 9))
    assert without(((0, 5),), [(0, 5)]) == ()
