from __future__ import annotations

from datetime import timedelta
from time import process_time

import pytest
from benchmarks.departures import (
    GROUPS,
    H_HOUR,
    departure,
    problem_at,
    shared_out,
    size_of,
)
from hypothesis import given
from hypothesis import strategies as st

from exeunt.model.post import Post
from exeunt.model.problem import post_sha256
from exeunt.plan.checker import examine
from exeunt.plan.solver import solve


def _people(post: Post, group: str | None = None) -> int:
    some = [e for e in post.estimates if group in {None, e.category}]
    return sum(e.likely for e in some)


@pytest.mark.parametrize("k", [1 / 15, 0.3, 1, 2, 4, 10, 67])
def test_a_departure_of_any_size_is_a_post(k: float) -> None:
    post = departure(k, seed=1)
    assert Post.model_validate(post.model_dump(by_alias=True)) == post
    assert _people(post) == round(1500 * k)
    assert sum(c.persons for c in problem_at(post).cohorts) == _people(post)


def test_the_smallest_has_a_hundred_people_and_a_way_out() -> None:
    post = departure(1 / 15, seed=1)
    vehicles = {f.id: f.vehicles for f in post.file.fleets if f.vehicles}
    assert (_people(post), vehicles) == (100, {"coach": 2, "minibus": 1, "c130": 1})


def test_size_one_is_the_departure_that_the_planner_was_designed_on() -> None:
    size = size_of(1)
    assert (size.people, size.origins, size.assemblies, size.deadline_h) == (
        1500, 3, 2, 120
    )  # fmt: skip
    assert size.vehicles == {
        "coach": 24, "minibus": 16, "c130": 3, "a400": 2, "a330": 1, "ship": 1
    }  # fmt: skip
    assert (size.processed_per_h, size.border_per_h, size.flights_per_h) == (30, 40, 1)


@pytest.mark.parametrize(
    ("k", "origins", "assemblies", "processed_per_h"),
    [(1, 3, 2, 30), (2, 6, 3, 40), (4, 12, 4, 60)],
)
def test_sizes_grow_as_those_of_the_study_do(
    k: int, origins: int, assemblies: int, processed_per_h: float
) -> None:
    size = size_of(k)
    found = (size.origins, size.assemblies, size.processed_per_h)
    assert found == (origins, assemblies, processed_per_h)
    assert (size.border_per_h, size.flights_per_h) == (40 * k, k)


def test_where_vehicles_are_scarce_there_are_eight_buses_and_three_aircraft() -> None:
    size = size_of(1, scarce=True)
    assert size.vehicles == {
        "coach": 4, "minibus": 4, "c130": 1, "a400": 1, "a330": 1, "ship": 1
    }  # fmt: skip
    assert size.deadline_h == 84


def test_a_hundred_thousand_people_have_thousands_of_vehicles_and_two_weeks() -> None:
    size = size_of(67)
    assert size.people == 100_500
    assert sum(size.vehicles.values()) > 1000
    assert size.origins + size.assemblies + 5 <= 300
    assert size.deadline_h == 14 * 24


@pytest.mark.parametrize("k", [0, 0.06, 101, float("nan")])
def test_what_is_no_size_is_refused(k: float) -> None:
    with pytest.raises(ValueError, match="is no size"):
        size_of(k)


def test_priorities_have_a_tenth_three_tenths_and_the_rest() -> None:
    post = departure(1, seed=1)
    assert [_people(post, group) for group in GROUPS] == [150, 450, 900]
    assert [c.weight for c in post.file.categories] == [5, 2, 1]


def test_the_same_seed_makes_the_same_post() -> None:
    assert post_sha256(departure(2, seed=7)) == post_sha256(departure(2, seed=7))


def test_another_seed_makes_another_post() -> None:
    assert post_sha256(departure(2, seed=7)) != post_sha256(departure(2, seed=8))


def test_the_airport_is_shut_for_eight_hours_of_the_second_day() -> None:
    airport = departure(1, seed=1).place("APT").open
    (shut,) = airport.shut
    assert shut.from_ == H_HOUR + timedelta(hours=34)
    assert shut.until == H_HOUR + timedelta(hours=42)


def test_flights_out_have_slots_and_flights_in_have_none() -> None:
    post = departure(2, seed=1)
    assert post.link("APT-SAFE").vehicles_per_h == 2
    assert post.link("SAFE-APT").vehicles_per_h is None
    assert not post.link("APT-SAFE").both_ways


@pytest.mark.parametrize("scarce", [False, True])
def test_a_small_departure_is_planned_by_the_rules(scarce: bool) -> None:
    post = departure(0.1, seed=1, scarce=scarce)
    plan = solve(problem_at(post), seconds=1, clock=process_time)
    assert examine(post, plan).breaches == ()


@given(
    st.integers(0, 10_000),
    st.lists(st.floats(0, 100), min_size=1, max_size=9).filter(lambda w: sum(w) > 1e-3),
)
def test_what_is_shared_out_adds_up(total: int, shares: list[float]) -> None:
    out = shared_out(total, shares)
    assert sum(out) == total
    for given_, share in zip(out, shares, strict=True):
        assert abs(given_ - total * share / sum(shares)) <= 1 + 1e-6
