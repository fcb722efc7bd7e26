"""Planning anew, when what is known, the roster or the fleets have changed since."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.make import (
    H_HOUR,
    a_category,
    a_fleet,
    a_person,
    a_place,
    a_post,
    a_post_file,
)

from exeunt.app.make_plan import make_plan
from exeunt.app.replan import Replanned, World, replan
from exeunt.errors import InvalidInput
from exeunt.model.known import as_known, as_planned, with_knowledge
from exeunt.model.people import Estimate
from exeunt.model.places import PlaceKind
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import problem_of
from exeunt.plan.checker import check


AT = H_HOUR + timedelta(hours=3)


def an_estimate(date: datetime, **given: Any) -> Estimate:
    body = {
        "id": f"cit-{date:%H}",
        "category": "family",
        "place": "home",
        "low": 4,
        "likely": 4,
        "high": 4,
        "basis": "counted",
        "date": date,
        "ready": [{"after": "4h", "share": 1}],
    }
    return Estimate.model_validate(body | given)


def planned(post: Post) -> Plan:
    problem = problem_of(post, h_hour=H_HOUR, moving=("family",))
    return make_plan(problem, iterations=5)


def anew(post: Post, before: Plan, **given: Any) -> Replanned:
    found = replan(post, before, World(at=AT, **given), iterations=5)
    broken = check(as_planned(post, found.plan), found.plan)
    assert [str(breach) for breach in broken] == []
    return found


def cohorts(found: Replanned) -> dict[str, int]:
    return {c.id: c.persons for c in found.problem.cohorts}


def test_what_has_become_known_since_is_planned_for() -> None:
    post = a_post(
        estimates=(an_estimate(H_HOUR), an_estimate(H_HOUR + timedelta(hours=2)))
    )
    before = with_knowledge(planned(as_known(post, at=H_HOUR)), at=H_HOUR, shut=())
    found = anew(post, before)
    assert found.plan.known_at == AT
    assert cohorts(found) == {"cit-06/1:1": 4, "cit-08/1": 4}
    assert not found.post_changed


def test_what_is_known_only_later_is_not() -> None:
    post = a_post(estimates=(an_estimate(AT + timedelta(hours=1)),))
    before = with_knowledge(planned(as_known(post, at=H_HOUR)), at=H_HOUR, shut=())
    assert cohorts(anew(post, before)) == {}


def test_an_exit_that_was_shut_stays_shut() -> None:
    gate = a_place("gate", kind=PlaceKind.BORDER_CROSSING)
    places = [a_place(), gate, a_place("haven", kind=PlaceKind.SAFE_HAVEN)]
    post = a_post(places=places)
    known = as_known(post, at=H_HOUR, shut=("gate",))
    before = with_knowledge(planned(known), at=H_HOUR, shut=("gate",))
    found = anew(post, before)
    assert found.plan.shut == ("gate",)
    assert found.problem.open["gate"] == ()


def test_a_category_that_the_post_no_longer_has_is_told() -> None:
    before = planned(a_post(people=(a_person("p1"),)))
    with pytest.raises(InvalidInput, match="moves category 'staff', which the post"):
        anew(a_post(), before.model_copy(update={"moving": ("family", "staff")}))


def test_a_category_named_twice_moves_once() -> None:
    post = a_post(people=(a_person("p1"),))
    before = planned(post).model_copy(update={"moving": ("family", "family")})
    found = anew(post, before)
    assert found.plan.moving == ("family",)
    assert found.broken == 1


def test_a_plan_that_keeps_the_rules_is_not_called_broken() -> None:
    post = a_post(people=(a_person("p1"),))
    assert anew(post, planned(post)).broken == 0


def test_who_is_no_longer_on_the_roster_is_passed_over() -> None:
    people = (a_person("p1"), a_person("p2", ready_after="5h"))
    before = planned(a_post(people=people))
    found = anew(a_post(people=people[:1]), before)
    assert found.problem.households == ()
    assert found.post_changed


def test_who_has_come_to_the_roster_starts_at_home() -> None:
    before = planned(a_post())
    people = (a_person("p1"), a_person("p2", ready_after="5h"))
    (new,) = anew(a_post(people=people), before).problem.households
    assert (new.id, new.place, new.ready_s) == ("h-p2", "home", 2 * 3600)


def test_more_of_a_cohort_than_was_thought_were_told_nothing() -> None:
    before = planned(a_post(estimates=(an_estimate(H_HOUR),)))
    more = an_estimate(H_HOUR, likely=7, high=9)
    found = anew(a_post(estimates=(more,)), before)
    assert cohorts(found) == {"cit-06/1:1": 3, "cit-06/1:2": 4}
    assert found.problem.promises.keys() == {"cit-06/1:2"}


def test_a_fleet_that_is_gone_takes_nobody() -> None:
    before = planned(a_post(people=(a_person(ready_after="5h"),)))
    found = anew(a_post(people=(a_person(ready_after="5h"),), fleets=[]), before)
    assert [left.household for left in found.plan.left] == ["h-p1"]


def test_a_smaller_fleet_loses_its_last_vehicles() -> None:
    people = tuple(a_person(f"p{n}", household=f"h{n}") for n in range(12))
    before = planned(a_post(people=people))
    used = {trip.vehicle for trip in before.trips}
    assert used == {"coach/1", "coach/2"}
    found = anew(a_post(people=people, fleets=[a_fleet(vehicles=1)]), before)
    assert found.plan.state is not None
    assert [v.vehicle for v in found.plan.state.vehicles] == ["coach/1"]


def test_the_price_of_a_promise_is_handed_on() -> None:
    post = a_post(people=(a_person(ready_after="8h"),))
    once = anew(post, planned(post), promise_h=7.0).plan
    later = World(at=AT + timedelta(hours=1))
    again = replan(post, once, later, iterations=0).plan
    assert again.state is not None
    assert again.state.promise_h == 7.0


def test_a_name_of_a_place_and_a_link_must_be_said_in_a_state() -> None:
    post = a_post(
        file=a_post_file(
            categories=[a_category()],
            places=[
                a_place(),
                a_place("home-haven"),
                a_place("haven", kind=PlaceKind.SAFE_HAVEN),
            ],
        )
    )
    with pytest.raises(InvalidInput, match="is a place and a link"):
        replan(post, planned(post), World(at=AT, shut=("home-haven",)), iterations=0)
