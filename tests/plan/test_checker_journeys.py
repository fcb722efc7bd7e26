"""Ways of people and vehicles that the good plan does not take."""

from __future__ import annotations

from typing import Any

import pytest
from tests.claims import truthful
from tests.good_plan import a_trip
from tests.make import H_HOUR, a_category, a_fleet, a_link, a_person, a_place, a_post

from exeunt.model.people import Estimate
from exeunt.model.places import Mode, PlaceKind
from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post
from exeunt.model.problem import post_sha256
from exeunt.plan.checker import Breach, Summary, check, examine


HOUR = 3600


def a_line(**given: Any) -> Post:
    """Make a post: home, gate, haven and port in a line, an hour's walk apart."""
    places = [
        a_place(holds=given.pop("home_holds", None)),
        a_place("gate", kind=PlaceKind.BORDER_CROSSING, **given.pop("gate", {})),
        a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        a_place("port", kind=PlaceKind.SEAPORT),
    ]
    links = [
        a_link("home", "gate", mode=Mode.FOOT),
        a_link("gate", "haven", mode=Mode.FOOT),
        a_link("haven", "port", mode=Mode.FOOT),
    ]
    body: dict[str, Any] = {"places": places, "links": links}
    return a_post(**body | given)


def ten_people() -> Estimate:
    return Estimate.model_validate(
        {
            "id": "cit",
            "category": "family",
            "place": "home",
            "low": 0,
            "likely": 10,
            "high": 10,
            "basis": "counted",
            "date": H_HOUR,
            "ready": [{"after": "0h", "share": 1}],
        }
    )


def walk(trip_id: str, way: str, *, at_h: float, **given: Any) -> Trip:
    """Make an hour's walk, like ``home-gate``."""
    from_, _, to = way.partition("-")
    link = way if way in {"home-gate", "gate-haven", "haven-port"} else f"{to}-{from_}"
    depart_s = round(at_h * HOUR)
    times = {"depart_s": depart_s, "arrive_s": depart_s + HOUR}
    return a_trip(trip_id, None, (link, from_, to), **times | given)


def a_plan(post: Post, *trips: Trip, **given: Any) -> Plan:
    body = {
        "post": post.file.name,
        "post_sha256": post_sha256(post),
        "h_hour": H_HOUR,
        "deadline_s": post.file.deadline,
        "moving": [c.id for c in post.file.categories],
        "trips": trips,
    }
    return truthful(post, Plan.model_validate(body | given))


def rules(breaches: tuple[Breach, ...]) -> list[str]:
    return [breach.rule for breach in breaches]


def who_live_in_safety(*trips: Trip, **given: Any) -> tuple[Breach, ...]:
    """Check a plan for one at home and one who lives at the haven."""
    people = [a_person("p1"), a_person("p2", place="haven")]
    post = a_line(people=people)
    on_foot = [
        walk("t1", "home-gate", at_h=0, households=["h-p1"]),
        walk("t2", "gate-haven", at_h=1, households=["h-p1"]),
    ]
    return check(post, a_plan(post, *on_foot, *trips, **given))


def test_who_lives_in_safety_is_out_from_the_beginning() -> None:
    assert who_live_in_safety() == ()


def test_who_lives_in_safety_is_not_left() -> None:
    line = {"household": "h-p2", "persons": 1, "at": "haven", "because": "so"}
    (breach,) = who_live_in_safety(left=[line])
    assert breach.message == "left names household h-p2, who is out from the beginning."


def test_who_lives_in_safety_is_moved_no_further() -> None:
    on = walk("t3", "haven-port", at_h=0, households=["h-p2"])
    breaches = who_live_in_safety(on)
    assert rules(breaches) == ["§13"]
    assert "who is out from the beginning; take it off" in breaches[0].message


def summary(post: Post, plan: Plan) -> Summary:
    found = examine(post, plan)
    assert found.breaches == ()
    assert found.summary is not None
    return found.summary


P1 = {"households": ["h-p1"]}


def test_whoever_leaves_a_safe_haven_for_a_place_that_is_not_safe_is_not_out() -> None:
    post = a_line()
    there = [
        walk("a", "home-gate", at_h=0, **P1),
        walk("b", "gate-haven", at_h=1, **P1),
    ]
    assert check(post, a_plan(post, *there)) == ()
    gone = check(post, a_plan(post, *there, walk("c", "haven-port", at_h=2, **P1)))
    assert rules(gone) == ["§13"]


def test_whoever_comes_back_to_safety_is_out_from_then_on() -> None:
    post = a_line()
    ways = ["home-gate", "gate-haven", "haven-port", "port-haven"]
    trips = [walk(w, w, at_h=n, **P1) for n, w in enumerate(ways)]
    assert summary(post, a_plan(post, *trips)).clearance_s == 4 * HOUR


def test_going_on_from_one_safe_place_to_another_is_being_out_all_the_while() -> None:
    places = [
        a_place(),
        a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        a_place("abroad", kind=PlaceKind.HOME),
    ]
    links = [a_link(mode=Mode.FOOT), a_link("haven", "abroad", mode=Mode.FOOT)]
    post = a_post(places=places, links=links)
    on = a_trip(
        "b",
        None,
        ("haven-abroad", "haven", "abroad"),
        depart_s=7200,
        arrive_s=10_800,
        **P1,
    )
    first = a_trip(
        "a", None, ("home-haven", "home", "haven"), depart_s=0, arrive_s=3600, **P1
    )
    assert summary(post, a_plan(post, first, on)).person_hours == 1


@pytest.mark.parametrize(("early_s", "broken"), [(0, []), (1, ["§12"])])
def test_a_bed_is_free_the_moment_onward_loading_begins(
    early_s: int, broken: list[str]
) -> None:
    places = [
        a_place(),
        a_place("haven", kind=PlaceKind.SAFE_HAVEN, holds=1),
        a_place("abroad", kind=PlaceKind.HOME),
    ]
    links = [a_link(mode=Mode.FOOT), a_link("haven", "abroad")]
    post = a_post(
        places=places,
        links=links,
        fleets=[a_fleet(based="haven")],
        people=(a_person("p1"), a_person("p2")),
    )
    way = ("home-haven", "home", "haven")
    on = ("haven-abroad", "haven", "abroad")
    plan = a_plan(
        post,
        a_trip("a", None, way, depart_s=0, arrive_s=3600, **P1),
        a_trip("b", "coach/1", on, depart_s=9900, arrive_s=13_500, **P1),
        a_trip(
            "c",
            None,
            way,
            depart_s=5400 - early_s,
            arrive_s=9000 - early_s,
            households=["h-p2"],
        ),
    )
    assert rules(check(post, plan)) == broken


def test_parts_of_a_cohort_may_go_different_ways_and_stay_behind() -> None:
    post = a_line(estimates=(ten_people(),), people=())
    plan = a_plan(
        post,
        walk("a", "home-gate", at_h=0, cohorts={"cit/1": 4}),
        walk("b", "home-gate", at_h=1, cohorts={"cit/1": 3}),
        walk("c", "gate-haven", at_h=2, cohorts={"cit/1": 7}),
        left=[{"cohort": "cit/1", "persons": 3, "at": "home", "because": "so"}],
    )
    found = summary(post, plan)
    assert (found.people, found.out, found.left) == (10, 7, 3)
    assert found.person_hours == 7 * 3 + 3 * 24


def test_those_of_a_cohort_who_came_first_go_on_first() -> None:
    gate = {"gate": {"processes_per_h": 4}}
    post = a_line(estimates=(ten_people(),), people=(), **gate)
    stay = {"cohort": "cit/1", "persons": 2, "at": "home", "because": "so"}
    plan = a_plan(
        post,
        walk("a", "home-gate", at_h=0, cohorts={"cit/1": 4}),
        walk("b", "home-gate", at_h=1, cohorts={"cit/1": 4}),
        walk("c", "gate-haven", at_h=2, cohorts={"cit/1": 4}),
        walk("d", "gate-haven", at_h=3, cohorts={"cit/1": 4}),
        left=[stay],
    )
    assert check(post, plan) == ()


@pytest.mark.parametrize(("holds", "expected"), [(10, []), (9, ["§12"])])
def test_a_residence_holds_its_people_from_the_beginning(
    holds: int, expected: list[str]
) -> None:
    post = a_line(estimates=(ten_people(),), people=(), home_holds=holds)
    ways = ["home-gate", "gate-haven"]
    trips = [walk(w, w, at_h=5 + n, cohorts={"cit/1": 10}) for n, w in enumerate(ways)]
    found = check(post, a_plan(post, *trips))
    assert rules(found) == expected
    assert all("from the beginning until" in breach.message for breach in found)


def test_whoever_is_left_is_at_the_residence_for_good() -> None:
    post = a_line(estimates=(ten_people(),), people=(), home_holds=9)
    line = {"cohort": "cit/1", "persons": 10, "at": "home", "because": "so"}
    (breach,) = check(post, a_plan(post, left=[line]))
    assert "from the beginning for good up to 10 are there" in breach.message


@pytest.mark.parametrize(("ready", "expected"), [("0h", []), ("1h", ["§11"])])
def test_a_residence_that_processes_begins_when_people_are_ready(
    ready: str, expected: list[str]
) -> None:
    places = [
        a_place(processes_per_h=1),
        a_place("haven", kind=PlaceKind.SAFE_HAVEN, processes_per_h=0.001),
    ]
    post = a_post(
        places=places,
        links=[a_link(mode=Mode.FOOT)],
        categories=[a_category(ready_after=ready)],
    )
    trip = a_trip(
        "a", None, ("home-haven", "home", "haven"), depart_s=3600, arrive_s=7200, **P1
    )
    assert rules(check(post, a_plan(post, trip))) == expected


def test_members_of_a_household_are_ready_when_the_last_of_them_is() -> None:
    people = (
        a_person("p1", household="h"),
        a_person("p2", household="h", ready_after="2h"),
    )
    post = a_post(people=people, links=[a_link(mode=Mode.FOOT)])
    trip = a_trip(
        "a",
        None,
        ("home-haven", "home", "haven"),
        depart_s=7199,
        arrive_s=10_799,
        households=["h"],
    )
    assert rules(check(post, a_plan(post, trip))) == ["§8"]
    later = trip.model_copy(update={"depart_s": 7200, "arrive_s": 10_800})
    assert check(post, a_plan(post, later)) == ()


def test_those_of_a_household_who_do_not_move_do_not_ride() -> None:
    people = (
        a_person("p1", household="h"),
        a_person("p2", household="h", category="guard"),
    )
    categories = [a_category(), a_category("guard", moves_at=None)]
    fleet = a_fleet(seats={"seat": 1})
    post = a_post(people=people, categories=categories, fleets=[fleet])
    trip = a_trip(
        "a",
        "coach/1",
        ("home-haven", "home", "haven"),
        depart_s=900,
        arrive_s=4500,
        households=["h"],
    )
    assert check(post, a_plan(post, trip, moving=["family"])) == ()
    assert rules(check(post, a_plan(post, trip))) == ["§9"]


def test_a_service_keeps_the_headway_of_its_link_with_everybody_else() -> None:
    service = {
        "id": "bus",
        "name": "bus",
        "link": "home-haven",
        "departs": ["09:00"],
        "seats": {"seat": 9},
    }
    post = a_post(
        links=[a_link(vehicles_per_h=4)],
        services=[service],
        people=(a_person("p1"), a_person("p2")),
    )
    way = ("home-haven", "home", "haven")
    bus = a_trip("a", "bus@2030-05-06T09:00", way, depart_s=3600, arrive_s=7200, **P1)
    also = a_trip(
        "b",
        "bus@2030-05-06T09:00",
        way,
        depart_s=3600,
        arrive_s=7200,
        households=["h-p2"],
    )
    assert check(post, a_plan(post, bus, also)) == ()
    empty = a_trip("c", "coach/1", way, depart_s=4499, arrive_s=8099)
    assert rules(check(post, a_plan(post, bus, also, empty))) == ["§10"]


def test_two_trips_by_one_departure_take_one_slot() -> None:
    places = [a_place(), a_place("haven", kind=PlaceKind.SAFE_HAVEN, slots_per_h=1)]
    ferry = {"id": "sea", "name": "sea", "link": "home-haven", "departs": ["09:00"]}
    post = a_post(
        places=places,
        links=[a_link(mode=Mode.SEA)],
        fleets=[a_fleet("boat", mode="sea")],
        services=[ferry | {"seats": {"seat": 9}}],
        people=(a_person("p1"), a_person("p2")),
    )
    way = ("home-haven", "home", "haven")
    trips = [
        a_trip(who, "sea@2030-05-06T09:00", way, depart_s=3600, arrive_s=7200, **P)
        for who, P in (("a", P1), ("b", {"households": ["h-p2"]}))
    ]
    assert check(post, a_plan(post, *trips)) == ()
    boat = a_trip("c", "boat/1", way, depart_s=0, arrive_s=3600)
    back = ("home-haven", "haven", "home")
    again = a_trip("d", "boat/1", back, depart_s=10_799, arrive_s=14_399)
    assert rules(check(post, a_plan(post, *trips, boat, again))) == ["§19"]


@pytest.mark.parametrize(
    ("vehicles_per_h", "apart_s"), [(0.3, 12_000), (7, 515), (3600, 1)]
)
def test_a_headway_is_rounded_up_from_the_rate_as_it_was_typed(
    vehicles_per_h: float, apart_s: int
) -> None:
    post = a_post(links=[a_link(vehicles_per_h=vehicles_per_h)], people=())
    way = ("home-haven", "home", "haven")
    first = a_trip("a", "coach/1", way, depart_s=0, arrive_s=3600)
    for between_s, expected in [(apart_s, []), (apart_s - 1, ["§10"])]:
        behind = a_trip(
            "b", "coach/2", way, depart_s=between_s, arrive_s=between_s + 3600
        )
        assert rules(check(post, a_plan(post, first, behind))) == expected


def test_vehicles_that_go_opposite_ways_need_no_headway() -> None:
    post = a_post(links=[a_link(vehicles_per_h=1)], people=())
    out = a_trip(
        "a", "coach/1", ("home-haven", "home", "haven"), depart_s=0, arrive_s=3600
    )
    back = a_trip(
        "b", "coach/1", ("home-haven", "haven", "home"), depart_s=3600, arrive_s=7200
    )
    again = a_trip(
        "c", "coach/2", ("home-haven", "home", "haven"), depart_s=3600, arrive_s=7200
    )
    assert check(post, a_plan(post, out, back, again)) == ()


@pytest.mark.parametrize(
    ("minutes", "planned"), [(60, 60), (61, 75), (1, 15), (75, 75)]
)
def test_planning_time_is_rounded_up_to_the_quarter_hour(
    minutes: int, planned: int
) -> None:
    post = a_post(links=[a_link(time=f"{minutes}m")], people=())
    way = ("home-haven", "home", "haven")
    for takes, expected in [
        (planned, []),
        (planned - 1, ["§4"]),
        (planned + 15, ["§4"]),
    ]:
        trip = a_trip("a", "coach/1", way, depart_s=0, arrive_s=takes * 60)
        assert rules(check(post, a_plan(post, trip))) == expected


def test_a_hair_over_a_quarter_hour_is_that_quarter_hour() -> None:
    link = a_link(time=None, km=25, speed_kmh=22)
    post = a_post(links=[link], fleets=[a_fleet(time_factor=1.1)], people=())
    assert link.nominal_s * 1.1 > 4500
    trip = a_trip(
        "a", "coach/1", ("home-haven", "home", "haven"), depart_s=0, arrive_s=4500
    )
    assert check(post, a_plan(post, trip)) == ()


def test_a_link_without_kilometres_is_told_not_a_crash() -> None:
    link = a_link(time=None, via="roads", speed_kmh=60)
    post = a_post(links=[link], people=())
    trip = a_trip(
        "a", "coach/1", ("home-haven", "home", "haven"), depart_s=0, arrive_s=HOUR
    )
    (breach,) = check(post, a_plan(post, trip))
    assert breach.rule == "§4"
    assert "no kilometres" in breach.message


def test_a_clock_change_shifts_a_scheduled_departure_with_the_wall() -> None:
    service = {
        "id": "bus",
        "name": "bus",
        "link": "home-haven",
        "departs": ["09:00"],
        "seats": {"seat": 9},
    }
    post = a_post(time_zone="Europe/Kyiv", deadline="2d", services=[service])
    eve = H_HOUR.replace(month=3, day=30, hour=7)
    trip = a_trip(
        "a",
        "bus@2030-03-31T09:00",
        ("home-haven", "home", "haven"),
        depart_s=23 * HOUR,
        arrive_s=24 * HOUR,
        **P1,
    )
    assert check(post, a_plan(post, trip, h_hour=eve)) == ()


def test_whoever_is_unloaded_at_the_deadline_is_out() -> None:
    post = a_post(links=[a_link(mode=Mode.FOOT)], deadline="2h")
    way = ("home-haven", "home", "haven")
    trip = a_trip("a", None, way, depart_s=3600, arrive_s=7200, **P1)
    assert summary(post, a_plan(post, trip)).out == 1


def test_whoever_arrives_at_the_deadline_but_is_unloaded_after_it_is_not_out() -> None:
    post = a_post(deadline="2h")
    way = ("home-haven", "home", "haven")
    trip = a_trip("a", "coach/1", way, depart_s=3600, arrive_s=7200, **P1)
    (breach,) = check(post, a_plan(post, trip))
    assert breach.rule == "§13"
    assert "is unloaded Mon 2030-05-06 10:15, after the deadline" in breach.message


def test_whoever_arrives_after_the_deadline_is_told_once() -> None:
    post = a_post(links=[a_link(mode=Mode.FOOT)], deadline="2h")
    way = ("home-haven", "home", "haven")
    trip = a_trip("a", None, way, depart_s=3601, arrive_s=7201, **P1)
    assert rules(check(post, a_plan(post, trip))) == ["§2"]


def test_those_stuck_on_the_way_are_told_even_when_written_down_as_left() -> None:
    post = a_line(estimates=(ten_people(),), people=())
    stuck = walk("a", "home-gate", at_h=0, cohorts={"cit/1": 10})
    line = {"cohort": "cit/1", "persons": 10, "at": "home", "because": "so"}
    (breach,) = check(post, a_plan(post, stuck, left=[line]))
    assert "ends at gate, which is not safe" in breach.message


def test_a_batch_that_rounds_to_nobody_is_no_cohort() -> None:
    batches = [{"after": "0h", "share": 0.04}, {"after": "0h", "share": 0.96}]
    crowd = ten_people().model_dump() | {"ready": batches}
    post = a_line(estimates=(Estimate.model_validate(crowd),), people=())
    line = {"cohort": "cit/2", "persons": 10, "at": "home", "because": "so"}
    assert summary(post, a_plan(post, left=[line])).left == 10
