"""Crews and fuel where the good plan does not go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.claims import truthful
from tests.good_plan import a_trip
from tests.make import H_HOUR, a_fleet, a_link, a_place, a_post

from exeunt.model.places import PlaceKind
from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post
from exeunt.model.problem import post_sha256
from exeunt.model.state import State, VehicleAt
from exeunt.plan.checker import check
from exeunt.plan.follow import follow


HOUR = 3600
OUT = ("home-haven", "home", "haven")
BACK = ("home-haven", "haven", "home")


def a_line(**given: Any) -> Post:
    """Make a post with a road of an hour, a degree of longitude on the equator."""
    links = [a_link(**given.pop("link", {}))]
    places = [
        a_place(lat=0, lon=0),
        a_place(
            "haven", kind=PlaceKind.SAFE_HAVEN, lat=0, lon=1, **given.pop("at", {})
        ),
    ]
    coach = a_fleet(**given)
    return a_post(people=(), places=places, links=links, fleets=[coach])


def rules(post: Post, *trips: Trip, state: State | None = None) -> list[str]:
    plan = Plan(
        state=state,
        post=post.file.name,
        post_sha256=post_sha256(post),
        h_hour=H_HOUR,
        deadline_s=post.file.deadline,
        moving=(),
        trips=trips,
    )
    return [breach.rule for breach in check(post, truthful(post, plan))]


def to_and_fro(*at_h: float) -> list[Trip]:
    """Drive a coach empty, out and back in turn, at such hours."""
    return [
        a_trip(
            f"t{n}",
            "coach/1",
            (OUT, BACK)[n % 2],
            depart_s=round(h * HOUR),
            arrive_s=round((h + 1) * HOUR),
        )
        for n, h in enumerate(at_h)
    ]


@pytest.mark.parametrize(("range_km", "broken"), [(222.4, []), (222.38, ["§21"])])
def test_a_link_without_kilometres_is_as_long_as_the_crow_flies(
    range_km: float, broken: list[str]
) -> None:
    post = a_line(range_km=range_km, refuelling="1h")
    assert rules(post, *to_and_fro(0, 1)) == broken


def test_kilometres_of_the_link_count_before_the_crow_flies() -> None:
    post = a_line(link={"km": 100}, range_km=200, refuelling="1h")
    assert rules(post, *to_and_fro(0, 1)) == []


def test_the_base_always_refuels_and_other_places_where_they_say_so() -> None:
    limits = {"link": {"km": 100}, "range_km": 200, "refuelling": "1h"}
    assert rules(a_line(**limits), *to_and_fro(0, 1, 3, 4)) == []
    assert rules(a_line(**limits), *to_and_fro(0, 2, 3)) == ["§21"]
    assert rules(a_line(at={"refuels": True}, **limits), *to_and_fro(0, 2, 3)) == []


def test_a_vehicle_is_full_at_first_however_short_it_has_stood() -> None:
    post = a_line(link={"km": 100}, range_km=100, refuelling="9h")
    assert rules(post, *to_and_fro(0)) == []


def test_an_empty_run_is_duty_too() -> None:
    limits = {"duty": "3h", "rest": "2h"}
    assert rules(a_line(**limits), *to_and_fro(0, 1, 2)) == []
    assert rules(a_line(**limits), *to_and_fro(0, 1, 2.5)) == ["§20"]
    assert rules(a_line(**limits), *to_and_fro(0, 1, 4, 5, 6)) == []


def test_vehicles_have_duties_of_their_own() -> None:
    post = a_line(duty="1h", rest="1h")
    other = to_and_fro(1)[0].model_copy(update={"id": "x", "vehicle": "coach/2"})
    assert rules(post, *to_and_fro(0), other) == []


def test_a_breach_of_duty_names_both_ends_of_it() -> None:
    post = a_line(duty="1h", rest="2h")
    plan = Plan(
        post=post.file.name,
        post_sha256=post_sha256(post),
        h_hour=H_HOUR,
        deadline_s=post.file.deadline,
        moving=(),
        trips=tuple(to_and_fro(0, 2)),
    )
    (breach,) = check(post, truthful(post, plan))
    assert (breach.trip, breach.who, breach.at_s) == ("t1", "coach/1", HOUR)
    assert "from Mon 2030-05-06 08:00 (trip t0)" in breach.message


def stood(hours: float, *, on_duty_h: float | None = None, km: float = 0) -> State:
    """Let the coach stand at home for so long, on duty since so long before H-hour."""
    on_duty = None if on_duty_h is None else H_HOUR - timedelta(hours=on_duty_h)
    coach = VehicleAt(
        vehicle="coach/1",
        place="home",
        free=H_HOUR - timedelta(hours=hours),
        on_duty_since=on_duty,
        km=km,
    )
    return State(at=H_HOUR, decided=H_HOUR, vehicles=(coach,))


@pytest.mark.parametrize(
    ("state", "broken"),
    [
        (stood(0), []),
        (stood(0, on_duty_h=8), []),
        (stood(0, on_duty_h=8.01), ["§20"]),
        (stood(4, on_duty_h=9), []),
        (stood(3.99, on_duty_h=9), ["§20"]),
    ],
)
def test_a_duty_that_began_before_the_state_goes_on(
    state: State, broken: list[str]
) -> None:
    post = a_line(duty="10h", rest="4h")
    assert rules(post, *to_and_fro(0, 1), state=state) == broken


@pytest.mark.parametrize(
    ("state", "broken"),
    [
        (stood(0, km=100), []),
        (stood(0, km=101), ["§21"]),
        (stood(1, km=300), []),  # refuelled at its base
    ],
)
def test_kilometres_before_the_state_count(state: State, broken: list[str]) -> None:
    post = a_line(link={"km": 100}, range_km=300, refuelling="1h")
    assert rules(post, *to_and_fro(0, 1), state=state) == broken


def test_what_crew_and_tank_have_behind_them_is_followed() -> None:
    post = a_line(
        duty="10h", rest="4h", link={"km": 100}, range_km=300, refuelling="1h"
    )
    plan = Plan(
        post=post.file.name,
        post_sha256=post_sha256(post),
        h_hour=H_HOUR,
        deadline_s=post.file.deadline,
        moving=(),
        trips=tuple(to_and_fro(1, 2, 7, 8.5)),
    )
    spent = []
    for at_h in (0, 1.5, 2.5, 7.5, 9):
        state = follow(post, plan, at=H_HOUR + timedelta(hours=at_h)).state
        spent += [(v.on_duty_since, v.km) for v in state.vehicles]
    first, second = H_HOUR + timedelta(hours=1), H_HOUR + timedelta(hours=7)
    assert spent == [(first, 100), (first, 200), (second, 100), (second, 200)]
