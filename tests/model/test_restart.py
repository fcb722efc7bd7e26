"""The problem that a state leaves: counted from its moment, with everybody in place."""

from __future__ import annotations

from datetime import timedelta
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

from exeunt.errors import InvalidInput
from exeunt.model.people import Estimate
from exeunt.model.places import PlaceKind
from exeunt.model.post import Post
from exeunt.model.problem import Problem, post_sha256, problem_of
from exeunt.model.restart import problem_from
from exeunt.model.starts import Guests, SetOff, VehicleStart
from exeunt.model.state import Announced, Closure, Party, SetOut, State, VehicleAt
from exeunt.model.times import NEVER


HOUR = 3600
AT = H_HOUR + timedelta(hours=3)
MOVING = ("family", "citizen")


def the_post() -> Post:
    estimate = {
        "id": "cit",
        "category": "citizen",
        "place": "home",
        "low": 9,
        "likely": 9,
        "high": 9,
        "basis": "counted",
        "date": H_HOUR,
        "ready": [{"after": "4h", "share": 1}],
    }
    return a_post(
        people=[a_person("p1"), a_person("p2"), a_person("p3")],
        estimates=[Estimate.model_validate(estimate)],
        categories=[
            a_category("family", ready_after="5h"),
            a_category("citizen", weight=2),
        ],
        places=[
            a_place(),
            a_place("gate", kind=PlaceKind.BORDER_CROSSING),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        ],
        links=[a_link("home", "gate", vehicles_per_h=1), a_link("gate", "haven")],
        fleets=[
            a_fleet(vehicles=3, available_from="4h", available_until="20h"),
            a_fleet("van", vehicles=1, available_from="30m"),
        ],
    )


def problem(*parties: Party, **given: Any) -> Problem:
    body = {"at": AT, "decided": H_HOUR, "parties": parties}
    return problem_from(the_post(), State(**body | given), moving=("family", "citizen"))


def hours(after: float) -> Any:
    return AT + timedelta(hours=after)


def test_what_the_post_counts_from_the_decision_comes_nearer() -> None:
    found = problem()
    coach, van = found.fleets
    assert (found.h_hour, found.deadline_s) == (AT, 21 * HOUR)
    assert [h.ready_s for h in found.households] == [2 * HOUR] * 3
    assert [c.ready_s for c in found.cohorts] == [1 * HOUR]
    assert (coach.available_from, coach.available_until) == (1 * HOUR, 17 * HOUR)
    assert van.available_from == 0


def test_the_hash_is_of_the_post_as_it_is() -> None:
    assert problem(closures=(Closure(place="gate"),)).sha256 == post_sha256(the_post())


def test_vehicles_stand_where_the_state_has_them_or_else_at_their_base() -> None:
    found = problem(
        vehicles=(
            VehicleAt(vehicle="coach/1", place="gate", free=hours(-1)),
            VehicleAt(vehicle="coach/3", lost=True),
            VehicleAt(
                vehicle="van/1",
                place="haven",
                free=hours(2),
                on_duty_since=hours(-3),
                km=50,
            ),
        )
    )
    coach, van = found.fleets
    assert found.starts(coach) == (
        VehicleStart(place="gate", free_s=0, stood_s=1 * HOUR),
        VehicleStart(place="home", free_s=1 * HOUR),
        VehicleStart(place="home", free_s=NEVER),
    )
    spent = VehicleStart(place="haven", free_s=2 * HOUR, duty_s=-3 * HOUR, km=50)
    assert found.starts(van) == (spent,)
    assert (coach.available_from, van.available_from) == (0, 2 * HOUR)


def test_households_are_where_the_state_has_them() -> None:
    found = problem(
        Party(household="h-p1", place="gate", since=hours(-1), processed=True),
        Party(household="h-p2", place="gate", since=hours(1)),
    )
    one, two, three = found.households
    assert (one.place, one.ready_s, one.comes, one.processed) == (
        "gate",
        0,
        False,
        True,
    )
    assert (two.place, two.ready_s, two.comes) == ("gate", HOUR, True)
    assert (three.place, three.ready_s, three.comes) == ("home", 2 * HOUR, False)


def who_live_in_safety() -> Post:
    ten = the_post().estimates[0].model_copy(update={"place": "haven"})
    people = [a_person("p1", place="haven"), a_person("p2", place="haven")]
    update = {"people": tuple(people), "estimates": (ten,)}
    return the_post().model_copy(update=update)


def test_who_lives_in_safety_is_out() -> None:
    found = problem_of(who_live_in_safety(), h_hour=H_HOUR, moving=MOVING)
    assert (found.households, found.cohorts, found.estimates) == ((), (), ())
    assert sum(guests.persons for guests in found.guests) == 2 + 9


def test_who_lives_in_safety_moves_once_they_are_in_danger() -> None:
    parties = (
        Party(household="h-p1", place="home"),
        Party(cohort="cit/1", persons=4, place="gate"),
    )
    state = State(at=AT, decided=H_HOUR, parties=parties)
    found = problem_from(who_live_in_safety(), state, moving=MOVING)
    assert [h.id for h in found.households] == ["h-p1"]
    assert [(c.id, c.persons) for c in found.cohorts] == [("cit/1:1", 4)]
    assert sorted(guests.persons for guests in found.guests) == [1, 5]


def test_who_is_at_home_and_not_ready_is_there_all_the_same() -> None:
    found = problem(Party(household="h-p1", place="home", since=hours(3)))
    assert (found.households[0].ready_s, found.households[0].comes) == (3 * HOUR, False)


def test_who_is_out_is_a_guest_and_not_in_the_problem() -> None:
    found = problem(
        Party(household="h-p1", place="haven", since=hours(2)),
        Party(cohort="cit/1", persons=4, place="haven", since=hours(-2)),
    )
    assert [h.id for h in found.households] == ["h-p2", "h-p3"]
    assert found.guests == (
        Guests(place="haven", persons=1, from_s=2 * HOUR),
        Guests(place="haven", persons=4, from_s=-2 * HOUR),
    )
    assert [(c.id, c.persons) for c in found.cohorts] == [("cit/1", 5)]


def test_a_cohort_is_cut_into_its_parties_and_the_rest() -> None:
    found = problem(
        Party(cohort="cit/1", persons=4, place="gate"),
        Party(cohort="cit/1", persons=3, place="home", since=hours(1)),
    )
    assert [(c.id, c.persons, c.place, c.ready_s) for c in found.cohorts] == [
        ("cit/1:1", 4, "gate", 0),
        ("cit/1:2", 3, "home", HOUR),
        ("cit/1", 2, "home", HOUR),
    ]


def test_more_may_have_come_than_were_estimated() -> None:
    found = problem(Party(cohort="cit/1", persons=40, place="gate"))
    assert [(c.id, c.persons) for c in found.cohorts] == [("cit/1:1", 40)]


def test_promises_are_told_in_seconds_and_each_once() -> None:
    bus = Announced(link="home-gate", to="gate", departs=hours(2))
    found = problem(Party(household="h-p1", place="home", announced=(bus, bus)))
    assert found.promises == {
        "h-p1": (SetOff(hop="home-gate>gate", depart_s=2 * HOUR),)
    }


def test_set_outs_before_the_moment_are_negative() -> None:
    found = problem(departed=(SetOut(link="home-gate", to="gate", at=hours(-0.5)),))
    assert found.set_offs == (SetOff(hop="home-gate>gate", depart_s=-1800),)


def test_a_place_that_is_shut_can_be_fetched_from_unless_it_lets_nobody_out() -> None:
    shut = (
        Closure(place="gate", until=hours(2)),
        Closure(place="haven", lets_out=False),
    )
    found = problem(closures=shut)
    assert found.open["gate"] == ((2 * HOUR, 21 * HOUR),)
    assert found.fetching == {"gate": ((0, 2 * HOUR),), "haven": ()}


def test_a_link_that_is_shut_has_no_set_outs() -> None:
    found = problem(closures=(Closure(link="home-gate", until=hours(2)),))
    spans = {hop.id: hop.spans for hop in found.hops}
    assert spans["home-gate>gate"] == ((2 * HOUR, 21 * HOUR),)


def test_after_the_deadline_nothing_can_be_planned() -> None:
    with pytest.raises(InvalidInput, match="deadline has passed"):
        problem(at=H_HOUR + timedelta(days=1))


def test_people_at_a_place_that_the_post_has_no_more_are_told_of() -> None:
    with pytest.raises(InvalidInput, match="no longer has the place 'dock'"):
        problem(Party(household="h-p1", place="dock"))
