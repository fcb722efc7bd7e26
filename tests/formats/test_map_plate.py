"""Which part of the world a plate shows, and where a point falls on it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.formats.map_svg.ground import clipped
from exeunt.formats.map_svg.plate import Plate, plate_for
from exeunt.model.maps import Box, Point


WORLD = Box(-180, -90, 180, 84)
REGION = Box(13, 40, 43, 56)
SPOTS = st.tuples(st.floats(-180, 180), st.floats(-75, 75))


def a_plate(*points: Point, within: Box = WORLD, width: float = 600) -> Plate:
    """Lay a plate around *points*."""
    return plate_for(points, within, left=10, top=40, width=width)


@given(st.lists(SPOTS, min_size=1, max_size=6))
def test_a_plate_shows_every_point_it_is_laid_around(points: list[Point]) -> None:
    lons = [(lon - points[0][0] + 180) % 360 - 180 for lon, _ in points]
    if max(lons) - min(lons) < 300:
        plate = a_plate(*points)
        assert all(plate.shows(*point) for point in points)


@given(st.lists(st.tuples(st.floats(0, 60), st.floats(30, 70)), max_size=6))
def test_a_plate_does_not_reach_beyond_its_pack(points: list[Point]) -> None:
    box = a_plate(*points, within=REGION).box
    assert box.west >= REGION.west - 1e-9
    assert box.east <= REGION.east + 1e-9
    assert box.south >= REGION.south - 1e-9
    assert box.north <= REGION.north + 1e-9


def test_a_plate_over_the_date_line_is_narrow() -> None:
    plate = a_plate((178.4, -18.1), (-171.8, -13.8))
    assert plate.box.east - plate.box.west < 20
    assert plate.shows(178.4, -18.1)
    assert plate.shows(-171.8, -13.8)
    assert plate.shifts() == (0.0, 360.0)


def test_one_place_alone_is_shown_with_its_surroundings() -> None:
    box = a_plate((30.5, 50.4)).box
    assert 1.2 <= box.east - box.west < 3
    assert box.west < 30.5 < box.east


@pytest.mark.parametrize(
    ("width", "least", "most"), [(600, 0.8, 1.7), (370, 0.8, 1.25)]
)
def test_a_narrow_sheet_gets_a_taller_plate(
    width: float, least: float, most: float
) -> None:
    plate = a_plate((20, 50), (40, 50), width=width)
    assert least < plate.width / plate.height < most


@given(SPOTS)
def test_a_point_falls_where_the_array_says(point: Point) -> None:
    plate = a_plate((point[0], 0), point)
    x, y = plate.xy(np.array([point]))[0]
    assert plate.at(*point) == pytest.approx((x, y), abs=1e-6)


def test_north_is_up_and_a_kilometre_is_true_in_the_middle() -> None:
    plate = a_plate((30, 50), (31, 51))
    low, high = plate.at(30.5, 50.45), plate.at(30.5, 50.55)
    assert high[1] < low[1]
    assert (low[1] - high[1]) * plate.km_per_px == pytest.approx(11.12, rel=0.01)


RINGS = st.lists(
    st.tuples(st.floats(-50, 150), st.floats(-50, 150)), min_size=3, max_size=12
)


@given(RINGS)
def test_a_clipped_ring_stays_in_the_window(ring: list[tuple[float, float]]) -> None:
    cut = clipped(np.array(ring), np.array([0.0, 0.0]), np.array([100.0, 100.0]))
    assert (cut >= -1e-6).all()
    assert (cut <= 100 + 1e-6).all()


def test_a_square_is_clipped_to_the_part_in_the_window() -> None:
    square = np.array([(-50.0, -50.0), (50.0, -50.0), (50.0, 50.0), (-50.0, 50.0)])
    cut = clipped(square, np.array([0.0, 0.0]), np.array([100.0, 100.0]))
    assert {tuple(p) for p in cut.tolist()} == {(0, 0), (50, 0), (50, 50), (0, 50)}
