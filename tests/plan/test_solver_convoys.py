"""The planner where vehicles must travel together."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from tests.make import a_fleet, a_link, a_place, a_post
from tests.plan.test_solver_cases import people, planned, reasons, value

from exeunt.model.places import Mode, PlaceKind
from exeunt.model.plan import Plan
from exeunt.model.post import Post


HOUR = 3600
ESCORT = a_fleet("escort", vehicles=1, seats={"seat": 1})


def led(count: int, *, coaches: int = 2, **given: Any) -> Post:
    """Make a post with an hour's road in convoys of two, led by the one escort there is."""
    link = {"convoy": 2, "escort": "escort"} | given.pop("link", {})
    fleets = [a_fleet(vehicles=coaches), ESCORT | given.pop("escort", {})]
    return a_post(people=people(count), links=[a_link(**link)], fleets=fleets, **given)


def convoys(plan: Plan) -> list[set[str | None]]:
    """List who sets out from home together, in order."""
    times = sorted({t.depart_s for t in plan.trips if t.from_ == "home"})
    return [
        {t.vehicle for t in plan.trips if t.from_ == "home" and t.depart_s == at}
        for at in times
    ]


def test_a_convoy_sets_out_with_its_escort() -> None:
    plan = planned(led(10))
    assert [len(convoy) for convoy in convoys(plan)] == [2]
    assert "escort/1" in convoys(plan)[0]
    assert value(plan, "clearance") == pytest.approx(1.5)


def test_whoever_comes_later_joins_at_the_same_second() -> None:
    plan = planned(led(25, coaches=3, link={"escort": None}))
    assert convoys(plan) == [{"coach/1", "coach/2", "coach/3"}]


def test_an_escort_without_people_runs_empty() -> None:
    plan = planned(led(10, coaches=1))
    carried = {t.vehicle: len(t.households) for t in plan.trips}
    assert carried == {"coach/1": 10, "escort/1": 0}


def test_a_convoy_comes_back_together_for_more() -> None:
    plan = planned(led(22, coaches=1))
    assert plan.left == ()
    assert len(convoys(plan)) == 2
    back = Counter(t.depart_s for t in plan.trips if t.to == "home")
    assert list(back.values()) == [2]
    # 1.5 h out, an hour back, and out again
    assert value(plan, "clearance") == pytest.approx(4.0)


def test_an_escort_from_elsewhere_is_waited_for() -> None:
    places = [
        a_place(),
        a_place("camp", kind=PlaceKind.WAYPOINT),
        a_place("haven", kind=PlaceKind.SAFE_HAVEN),
    ]
    post = a_post(
        people=people(10),
        places=places,
        links=[
            a_link(convoy=2, escort="escort"),
            a_link("camp", "home", time="3h"),
        ],
        fleets=[a_fleet(), ESCORT | {"based": "camp"}],
    )
    plan = planned(post)
    assert min(t.depart_s for t in plan.trips if t.from_ == "home") >= 3 * HOUR
    assert plan.left == ()


def test_a_convoy_is_one_set_out() -> None:
    plan = planned(led(40, coaches=4, link={"vehicles_per_h": 1}))
    assert plan.left == ()
    assert len(convoys(plan)) == 1


def test_between_two_convoys_lies_the_headway() -> None:
    post = led(12, coaches=1, link={"vehicles_per_h": 0.2, "time": "30m"})
    times = sorted({t.depart_s for t in planned(post).trips if t.from_ == "home"})
    assert len(times) == 2
    assert times[1] - times[0] >= 5 * HOUR


def test_two_links_in_a_row_take_two_convoys() -> None:
    places = [
        a_place(),
        a_place("gate", kind=PlaceKind.BORDER_CROSSING, processes_per_h=60),
        a_place("haven", kind=PlaceKind.SAFE_HAVEN),
    ]
    post = a_post(
        people=people(15),
        places=places,
        links=[a_link("home", "gate", convoy=2), a_link("gate", "haven", convoy=2)],
        fleets=[a_fleet()],
    )
    assert planned(post).left == ()


def test_by_another_way_nobody_waits_for_a_convoy() -> None:
    post = led(10, escort={"available_from": "20h"})
    links = [*post.file.links, a_link(id="lane", mode=Mode.OWN, time="2h")]
    both = a_post(people=people(10), links=links, fleets=post.file.fleets)
    assert {t.link for t in planned(both).trips} == {"lane"}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (
            {"coaches": 1, "link": {"escort": None, "convoy": 3}},
            "goes in convoys of 3, and there are 2 vehicles",
        ),
        (
            {"escort": {"vehicles": 0}},
            "goes in convoys with an escort of escort, of which there is none",
        ),
    ],
)
def test_vehicles_that_there_are_not_are_the_reason_given(
    given: dict[str, Any], why: str
) -> None:
    plan = planned(led(3, **given))
    assert plan.trips == ()
    assert reasons(plan) == {
        f"no vehicle runs a way out from home: for coach, home to haven {why}"
    }


def test_an_escort_that_cannot_come_is_the_reason_given() -> None:
    plan = planned(led(3, escort={"based": "haven"}))
    assert plan.trips == ()
    assert reasons(plan) == {
        (
            "home to haven is travelled in convoys of 2 with one of escort, and no "
            "further one can be formed by the deadline"
        )
    }


def test_no_timetable_waits_for_a_convoy() -> None:
    bus = {"id": "bus", "name": "bus", "link": "home-haven", "seats": {"seat": 9}}
    post = led(3, coaches=1, services=[bus | {"departs": ["10:00"]}])
    assert {t.vehicle for t in planned(post).trips} == {"coach/1", "escort/1"}
