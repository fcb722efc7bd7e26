"""Whose land a point is on, and whether it is on land at all."""

from __future__ import annotations

import pytest
from tests.make_map import SQUARE, a_pack

from exeunt.formats.map_pack import steps_of
from exeunt.model.maps import Box, country_at, on_land


HOLE = [(30.5, 50.5), (31.5, 50.5), (31.5, 51.5), (30.5, 51.5), (30.5, 50.5)]


@pytest.mark.parametrize(
    ("lon", "lat", "country"),
    [
        (31, 51, "XX"),
        (30.001, 50.001, "XX"),
        (29.999, 51, None),
        (31, 52.001, None),
        (33, 51, None),
    ],
)
def test_a_point_is_of_the_country_whose_ring_is_around_it(
    lon: float, lat: float, country: str | None
) -> None:
    assert country_at(a_pack(), lon, lat, view="un") == country


def test_a_hole_is_not_land() -> None:
    rings = [steps_of(SQUARE, 1000), steps_of(HOLE, 1000)]
    pack = a_pack(areas=[{"de_facto": "XX", "un": "XX", "rings": rings}])
    assert country_at(pack, 31, 51, view="un") is None
    assert country_at(pack, 30.2, 51, view="un") == "XX"


def test_land_held_by_another_is_told_by_view() -> None:
    rings = [steps_of(SQUARE, 1000)]
    pack = a_pack(areas=[{"de_facto": "YY", "un": "XX", "rings": rings}])
    assert country_at(pack, 31, 51, view="un") == "XX"
    assert country_at(pack, 31, 51, view="de_facto") == "YY"


@pytest.mark.parametrize(
    ("lon", "lat", "land"),
    [(31, 51, True), (29.96, 51, True), (29.95, 51, False), (31, 49.96, False)],
)
def test_a_port_stands_in_the_sea_by_as_much_as_the_coast_may_be_off(
    lon: float, lat: float, land: bool
) -> None:
    assert on_land(a_pack(), lon, lat) is land


def test_a_box_over_the_date_line_holds_both_its_sides() -> None:
    box = Box(175, -20, 190, -10)
    assert box.holds(179, -15)
    assert box.holds(-175, -15)
    assert not box.holds(-165, -15)
