"""The cases that break planners: nothing, too little, too late, only one way out."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from tests.make import (
    H_HOUR,
    a_category,
    a_fleet,
    a_link,
    a_person,
    a_place,
    a_post,
)

from exeunt.model.people import Estimate, Need, Person
from exeunt.model.places import Mode, PlaceKind
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import problem_of
from exeunt.plan.checker import check
from exeunt.plan.solver import solve


HOUR = 3600


def planned(post: Post, *, steps: int = 40) -> Plan:
    """Plan for everybody, and hold the plan against the checker."""
    everybody = tuple(c.id for c in post.file.categories)
    problem = problem_of(post, h_hour=H_HOUR, moving=everybody)
    plan = solve(problem, seconds=0, iterations=steps, clock=lambda: 0.0)
    assert [str(breach) for breach in check(post, plan)] == []
    return plan


def value(plan: Plan, name: str) -> float:
    """Give what the plan reaches on one level."""
    return next(o.value for o in plan.objectives if o.name == name)


def reasons(plan: Plan) -> set[str]:
    """Give why people are left."""
    return {entry.because for entry in plan.left}


def people(count: int, *, place: str = "home", **given: Any) -> tuple[Person, ...]:
    """Make people who live alone."""
    return tuple(a_person(f"p{n}", place=place, **given) for n in range(count))


def citizens(count: int, *, after: str = "0h", place: str = "home") -> Estimate:
    """Make an estimate that is ready at once."""
    return Estimate.model_validate(
        {
            "id": "citizens",
            "category": "family",
            "place": place,
            "low": 0,
            "likely": count,
            "high": count * 2,
            "basis": "assumed",
            "date": H_HOUR,
            "ready": [{"after": after, "share": 1}],
        }
    )


def three_places(**gate: Any) -> dict[str, Any]:
    """Make home, gate, haven, with links of one hour that need no vehicle."""
    return {
        "places": [
            a_place(),
            a_place("gate", kind=PlaceKind.BORDER_CROSSING, **gate),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        ],
        "links": [
            a_link("home", "gate", mode=Mode.OWN),
            a_link("gate", "haven", mode=Mode.OWN),
        ],
        "fleets": [],
    }


def test_nobody_to_move_is_a_plan_without_trips() -> None:
    plan = planned(a_post(people=()))
    assert plan.trips == () == plan.left
    assert [o.value for o in plan.objectives] == [0, 0, 0, 0]
    assert [o.gap for o in plan.objectives] == [0, 0, 0, 0]


def test_without_vehicles_everybody_is_left_and_told_so() -> None:
    plan = planned(a_post(people=people(3), fleets=[a_fleet(vehicles=0)]))
    assert plan.trips == ()
    assert value(plan, "left_behind") == 3
    assert [o.gap for o in plan.objectives] == [0, 0, 0, 0]
    assert reasons(plan) == {"no vehicle or service runs an open way out from home"}


def test_everything_closed_is_no_open_way_out() -> None:
    shut = {"daily": ["01:00-02:00"], "until": "2030-05-06T07:00:00Z"}
    plan = planned(a_post(people=people(2), links=[a_link(open=shut)]))
    assert reasons(plan) == {
        "no open way out from home by the deadline: the link from home to haven is shut"
    }


NO_OPEN_WAY = "no open way out from home by the deadline: "
QUICKEST = (
    "the quickest way out from home takes 2 h, and the deadline is 1 s after H-hour"
)
SHUT = {"shut": [{"from": "2030-01-01T00:00:00Z", "until": "2031-01-01T00:00:00Z"}]}
CURFEW = {"modes": ["own"], "daily": ["00:00-24:00"]}


@pytest.mark.parametrize(
    ("given", "because"),
    [
        (
            {"places": [a_place()], "links": [], "fleets": []},
            "there is no safe haven and no home to bring anybody to",
        ),
        ({"links": []}, "no link leads from home to a safe haven or home"),
        (three_places(open=SHUT), f"{NO_OPEN_WAY}gate is shut"),
        (
            {
                "places": [
                    a_place(),
                    a_place("far", kind=PlaceKind.BORDER_CROSSING, open=SHUT),
                    a_place("haven", kind=PlaceKind.SAFE_HAVEN, open=SHUT),
                ],
                "links": [
                    a_link("home", "far", mode=Mode.OWN),
                    a_link("far", "haven", mode=Mode.OWN),
                    a_link("home", "haven", mode=Mode.OWN),
                ],
            },
            f"{NO_OPEN_WAY}haven is shut",
        ),
        (
            three_places() | {"curfews": [CURFEW]},
            f"{NO_OPEN_WAY}curfews leave no time to go from home to gate by own means",
        ),
        (three_places() | {"deadline": "1s"}, QUICKEST),
    ],
)
def test_what_cuts_a_place_off_is_named(given: dict[str, Any], because: str) -> None:
    plan = planned(a_post(people=people(2), **given))
    assert plan.trips == ()
    assert reasons(plan) == {because}


def test_who_lives_in_safety_is_out_and_takes_a_bed() -> None:
    given = three_places()
    given["places"][-1] = a_place("haven", kind=PlaceKind.SAFE_HAVEN, holds=3)
    safe = [a_person(f"s{n}", place="haven") for n in range(2)]
    plan = planned(a_post(people=[*safe, *people(2)], **given))
    assert value(plan, "left_behind") == len(plan.left) == 1
    assert plan.left[0].at == "home"


def test_more_seats_than_people_is_one_short_trip() -> None:
    plan = planned(a_post(people=people(8)))
    assert len(plan.trips) == 1
    assert value(plan, "clearance") == pytest.approx(1.5)
    assert [o.gap for o in plan.objectives] == [0, 0, 0, 0]


def test_a_gate_as_the_only_limit_is_used_to_the_full() -> None:
    post = a_post(
        people=(),
        estimates=(citizens(120),),
        deadline="6h",
        **three_places(processes_per_h=60),
    )
    plan = planned(post)
    assert plan.left == ()
    assert value(plan, "clearance") == pytest.approx(4.0)
    hours = next(o for o in plan.objectives if o.name == "person_hours")
    assert hours.gap < 0.05
    assert plan.binding[0].what == "processing at gate"
    assert plan.binding[0].load == pytest.approx(1.0)


def test_a_gate_too_slow_leaves_just_those_it_cannot_process() -> None:
    post = a_post(
        people=(),
        estimates=(citizens(300),),
        deadline="6h",
        **three_places(processes_per_h=40),
    )
    plan = planned(post)
    assert value(plan, "left_behind") == 300 - 4 * 40
    assert plan.objectives[0].gap == 0
    assert reasons(plan) == {"gate processes 40 an hour and is full until the deadline"}


def test_one_aircraft_and_two_thousand_people() -> None:
    post = a_post(
        people=(),
        estimates=(citizens(2000),),
        deadline="2d",
        links=[a_link(mode=Mode.AIR, time="2h")],
        fleets=[a_fleet("plane", mode="air", vehicles=1, seats={"seat": 180})],
    )
    plan = planned(post)
    # out and back with loading takes 4 h 30 min; the eleventh lands within two days
    assert value(plan, "left_behind") == 2000 - 11 * 180
    assert plan.objectives[0].gap == 0
    assert plan.objectives[1].gap < 0.01
    assert reasons(plan) == {"seats: plane have no room left by the deadline"}


def test_two_exits_with_different_closing_times_are_both_used_while_open() -> None:
    post = a_post(
        people=(),
        estimates=(citizens(200),),
        deadline="1d",
        places=[
            a_place(),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN),
            a_place(
                "abroad",
                kind=PlaceKind.HOME,
                open={"until": "2030-05-06T10:00:00Z"},
            ),
        ],
        links=[a_link(time="5h"), a_link("home", "abroad", time="1h")],
    )
    plan = planned(post)
    last = max(t.arrive_s for t in plan.trips if t.to == "abroad")
    assert last < 4 * HOUR
    assert {t.to for t in plan.trips} >= {"haven", "abroad"}


def test_own_means_need_no_vehicle() -> None:
    plan = planned(a_post(people=people(50), links=[a_link(mode=Mode.OWN)], fleets=[]))
    assert [t.vehicle for t in plan.trips] == [None]
    assert [o.gap for o in plan.objectives] == [0, 0, 0, 0]


def test_a_vehicle_based_elsewhere_runs_empty_to_the_people_first() -> None:
    plan = planned(a_post(people=people(4), fleets=[a_fleet(based="haven")]))
    first = min(plan.trips, key=lambda t: t.depart_s)
    assert (first.from_, first.to, first.households) == ("haven", "home", ())
    assert value(plan, "clearance") == pytest.approx(2.5)


def test_a_fleet_that_comes_late_is_waited_for() -> None:
    plan = planned(a_post(people=people(4), fleets=[a_fleet(available_from="5h")]))
    assert [t.depart_s for t in plan.trips] == [5 * HOUR + 900]
    assert plan.objectives[1].gap == 0


def test_few_wheelchair_places_take_turns_and_the_rest_do_not_wait() -> None:
    who = people(6) + tuple(
        a_person(f"w{n}", needs=frozenset({Need.WHEELCHAIR})) for n in range(3)
    )
    fleets = [a_fleet(vehicles=1, seats={"seat": 6, "wheelchair": 1})]
    plan = planned(a_post(people=who, fleets=fleets))
    assert plan.left == ()
    assert sum(bool(t.households) for t in plan.trips) == 3
    assert [o.gap for o in plan.objectives[:2]] == [0, 0]


def test_no_wheelchair_place_anywhere_is_the_reason_given() -> None:
    who = (a_person("w", needs=frozenset({Need.WHEELCHAIR})), a_person("p"))
    plan = planned(a_post(people=who))
    assert [entry.household for entry in plan.left] == ["h-w"]
    assert reasons(plan) == {"no wheelchair place on any way from home to a safe haven"}


def test_a_household_larger_than_any_vehicle_is_left_whole() -> None:
    who = tuple(a_person(f"p{n}", household="big") for n in range(11))
    plan = planned(a_post(people=(*who, a_person("single"))))
    assert [(x.household, x.persons) for x in plan.left] == [("big", 11)]
    assert "needs more places together than any vehicle" in plan.left[0].because


def test_ready_after_the_last_departure_is_the_reason_given() -> None:
    post = a_post(
        people=people(1),
        categories=[a_category(ready_after="5h")],
        links=[a_link(open={"until": "2030-05-06T09:00:00Z"})],
    )
    plan = planned(post)
    assert plan.left[0].because == (
        "ready 5 h after the decision, after the last departure from home that is out "
        "by the deadline"
    )


def test_headways_keep_convoys_apart() -> None:
    post = a_post(
        people=people(10),
        links=[a_link(vehicles_per_h=2)],
        fleets=[a_fleet(vehicles=5, seats={"seat": 2})],
    )
    plan = planned(post)
    sets_out = sorted(t.depart_s for t in plan.trips if t.from_ == "home")
    assert all(b - a >= 1800 for a, b in pairwise(sets_out))


def test_beds_of_a_safe_haven_are_not_overbooked() -> None:
    post = a_post(
        people=people(9),
        links=[a_link(mode=Mode.OWN)],
        fleets=[],
        places=[a_place(), a_place("haven", kind=PlaceKind.SAFE_HAVEN, holds=5)],
    )
    plan = planned(post)
    assert value(plan, "left_behind") == 4
    assert plan.objectives[0].gap == 0
    assert reasons(plan) == {"haven holds 5 and is full"}


def test_an_assembly_area_that_holds_few_is_filled_in_turns() -> None:
    where = three_places(holds=4)
    where["links"][1] = a_link("gate", "haven", time="1h")
    where["fleets"] = [a_fleet(vehicles=1, seats={"seat": 4}, based="gate")]
    plan = planned(a_post(people=people(8), **where))
    assert plan.left == ()


def test_who_counts_more_goes_first_when_seats_are_few() -> None:
    who = (
        *people(4, category="family"),
        *(a_person(f"s{n}", category="staff") for n in range(4)),
    )
    post = a_post(
        people=who,
        categories=[a_category(weight=5), a_category("staff", weight=1)],
        fleets=[a_fleet(vehicles=1, seats={"seat": 4})],
    )
    first = min(planned(post).trips, key=lambda t: t.depart_s)
    assert first.households == ("h-p0", "h-p1", "h-p2", "h-p3")


def test_a_runway_serves_those_who_land_and_those_who_take_off_in_turn() -> None:
    places = [
        a_place(),
        a_place("airport", kind=PlaceKind.AIRPORT, slots_per_h=1),
        a_place("haven", kind=PlaceKind.SAFE_HAVEN),
    ]
    plane = a_fleet("plane", mode="air", vehicles=3, seats={"seat": 4}, based="haven")
    post = a_post(
        people=people(12),
        places=places,
        links=[
            a_link("home", "airport", mode=Mode.OWN),
            a_link("airport", "haven", mode=Mode.AIR),
        ],
        fleets=[plane],
    )
    plan = planned(post)
    assert plan.left == ()
    moves = [t.depart_s for t in plan.trips if t.from_ == "airport"]
    moves += [t.arrive_s for t in plan.trips if t.to == "airport" and t.vehicle]
    assert len(moves) == 6
    # three land and three take off, an hour between any two
    assert value(plan, "clearance") == pytest.approx(1 + 5 + 1.25)


def test_nobody_is_under_way_in_a_curfew() -> None:
    curfew = {"modes": ["road"], "daily": ["09:30-13:00"]}
    post = a_post(
        people=people(25), links=[a_link(time="90m")], curfews=[curfew], deadline="12h"
    )
    plan = planned(post)
    assert plan.left == ()
    # none arrives by half past nine; who sets out at one has loaded in the curfew
    assert min(t.depart_s for t in plan.trips) == 5 * HOUR


def test_a_curfew_by_road_stops_no_train() -> None:
    curfew = {"modes": ["road"], "from": H_HOUR}
    rail = a_link(id="rail", mode=Mode.RAIL)
    fleets = [a_fleet(), a_fleet("train", mode="rail", seats={"seat": 3})]
    post = a_post(
        people=people(3), links=[a_link(), rail], fleets=fleets, curfews=[curfew]
    )
    plan = planned(post)
    assert [t.link for t in plan.trips] == ["rail"]


def test_who_has_a_need_that_counts_goes_before_others_of_the_category() -> None:
    sick = (a_person("sick", needs=frozenset({Need.MEDICAL, Need.PET})),)
    post = a_post(
        people=(*people(4), *sick),
        need_factors={Need.MEDICAL: 2, Need.PREGNANCY: 5},
        fleets=[a_fleet(vehicles=1, seats={"seat": 2})],
    )
    plan = planned(post)
    first = min(plan.trips, key=lambda t: t.depart_s)
    assert "h-sick" in first.households
    # 1.5 h after the decision three weights are out, then two and one, 2.5 h apart
    assert value(plan, "person_hours") == pytest.approx(3 * 1.5 + 2 * 4 + 6.5)
    assert [o.gap for o in plan.objectives[:2]] == [0, 0]


def test_whole_people_with_factors_are_what_can_be_left() -> None:
    post = a_post(
        people=(*people(2), a_person("sick", needs=frozenset({Need.MEDICAL}))),
        need_factors={Need.MEDICAL: 1.5},
        deadline="2h",
        fleets=[a_fleet(vehicles=1, seats={"seat": 2})],
    )
    plan = planned(post)
    assert value(plan, "left_behind") == plan.objectives[0].bound == 1


def test_a_household_larger_than_a_vehicle_goes_once_a_split_is_approved() -> None:
    who = [a_person(f"p{n}", household="big") for n in range(11)]
    who[4] = who[4].model_copy(update={"split_approved_by": "Head of mission"})
    plan = planned(a_post(people=tuple(who)))
    assert plan.left == ()
    assert sorted(h for t in plan.trips for h in t.households) == ["big", "big~p4"]


def test_the_same_seed_and_steps_give_the_same_plan_whatever_the_clock() -> None:
    post = a_post(
        people=people(30),
        estimates=(citizens(40),),
        fleets=[a_fleet(vehicles=2, seats={"seat": 5})],
    )
    problem = problem_of(post, h_hour=H_HOUR, moving=("family",))
    ticks = iter(range(10**9))
    slow = solve(problem, seconds=0, iterations=60, clock=lambda: float(next(ticks)))
    fast = solve(problem, seconds=0, iterations=60, clock=lambda: 0.0)
    assert slow == fast


def test_an_interrupted_search_gives_the_best_plan_so_far() -> None:
    post = a_post(people=people(30), fleets=[a_fleet(seats={"seat": 3})])
    problem = problem_of(post, h_hour=H_HOUR, moving=("family",))
    told: list[str] = []

    def interrupt(now: object) -> None:
        told.append(str(now))
        raise KeyboardInterrupt

    plan = solve(
        problem,
        seconds=0,
        iterations=50,
        clock=lambda: 0.0,
        keep_interrupted=True,
        on_progress=interrupt,
    )
    assert told
    assert "interrupted" in plan.solver
    assert [str(breach) for breach in check(post, plan)] == []


def test_an_interrupt_is_passed_on_to_who_did_not_ask_for_half_a_search() -> None:
    post = a_post(people=people(30), fleets=[a_fleet(seats={"seat": 3})])
    problem = problem_of(post, h_hour=H_HOUR, moving=("family",))

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        solve(
            problem, seconds=0, iterations=50, clock=lambda: 0.0, on_progress=interrupt
        )
