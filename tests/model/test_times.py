from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from exeunt.model.times import HOUR, Opening


H_HOUR = datetime(2030, 5, 6, 6, tzinfo=UTC)
ZONE = ZoneInfo("UTC")


def _shut(*hours: tuple[float, float], **given: Any) -> Opening:
    spans = [
        {"from": H_HOUR + timedelta(hours=a), "until": H_HOUR + timedelta(hours=b)}
        for a, b in hours
    ]
    return Opening.model_validate({"shut": spans, **given})


def _open_h(opening: Opening, hours: int = 48) -> list[tuple[float, float]]:
    spans = opening.spans(h_hour=H_HOUR, horizon_s=hours * HOUR, zone=ZONE)
    return [(a / HOUR, b / HOUR) for a, b in spans]


@pytest.mark.parametrize(
    ("shut", "is_open"),
    [
        ([(2, 5)], [(0, 2), (5, 48)]),
        ([(2, 5), (5, 6)], [(0, 2), (6, 48)]),
        ([(2, 5), (3, 4)], [(0, 2), (5, 48)]),
        ([(3, 9), (1, 4)], [(0, 1), (9, 48)]),
        ([(-9, 3)], [(3, 48)]),
        ([(40, 90)], [(0, 40)]),
        ([(-9, 90)], []),
        ([(60, 90)], [(0, 48)]),
        ([(-9, 0)], [(0, 48)]),
    ],
)
def test_a_closure_is_cut_out_of_what_is_open(
    shut: list[tuple[float, float]], is_open: list[tuple[float, float]]
) -> None:
    assert _open_h(_shut(*shut)) == is_open


def test_a_closure_is_cut_out_of_the_parts_of_a_day() -> None:
    opening = _shut((4, 27), daily=["08:00-12:00"])  # hour 0 is 06:00
    assert _open_h(opening) == [(2, 4), (27, 30)]


def test_a_closure_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValidationError, match="never shut; swap them"):
        _shut((5, 2))
