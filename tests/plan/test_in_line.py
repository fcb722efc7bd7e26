"""Who rides with a convoy under way is processed first, whatever is planned anew."""

from __future__ import annotations

from datetime import timedelta

from tests.claims import truthful
from tests.good_plan import a_trip
from tests.make import H_HOUR, a_fleet, a_link, a_person, a_place, a_post

from exeunt.model.places import PlaceKind
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import post_sha256
from exeunt.model.restart import problem_from
from exeunt.model.state import InLine, State
from exeunt.model.times import seconds_after
from exeunt.plan.checker import check
from exeunt.plan.follow import follow
from exeunt.plan.solver import solve


AT = H_HOUR + timedelta(seconds=4000)
ROAD = ("gate-haven", "gate", "haven")
STRANGER = "h-p4"


def the_post() -> Post:
    """Four people at a gate that processes one in 25 minutes, and a convoy of two."""
    couple = [
        a_person(p, household="couple", place="gate", ready_after="50m")
        for p in ("p2", "p3")
    ]
    return a_post(
        people=[
            a_person("p1", place="gate"),
            *couple,
            a_person("p4", place="gate", ready_after="1h"),
        ],
        places=[
            a_place("gate", processes_per_h=2.4),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        ],
        links=[a_link("gate", "haven", convoy=2), a_link("gate", "haven", id="other")],
        fleets=[
            a_fleet("bus", based="gate", loading="1h"),
            a_fleet("coach", based="gate", loading="15m"),
        ],
    )


def a_plan(post: Post) -> Plan:
    """Let bus and coach set out together at two hours; the coach loads later."""
    times = {"depart_s": 7200, "arrive_s": 10_800}
    return Plan(
        post=post.file.name,
        post_sha256=post_sha256(post),
        h_hour=H_HOUR,
        deadline_s=post.file.deadline,
        moving=("family",),
        trips=(
            a_trip("t1", "bus/1", ROAD, **times, households=["h-p1"]),
            a_trip("t2", "coach/1", ROAD, **times, households=["couple"]),
        ),
    )


def followed(after_s: int = 4000) -> State:
    post = the_post()
    return follow(post, a_plan(post), at=H_HOUR + timedelta(seconds=after_s)).state


def test_who_is_not_yet_processed_for_a_trip_under_way_is_in_line() -> None:
    # the bus loads from 1:00, so the coach goes with it; it loads from 1:45
    (line,) = followed().in_line
    since, until = seconds_after(H_HOUR, line.since), seconds_after(H_HOUR, line.until)
    assert (line.place, line.persons, since, until) == ("gate", 1, 3000, 6300)


def test_nobody_is_in_line_once_all_are_processed() -> None:
    assert followed(6001).in_line == ()


def test_who_is_in_line_stays_so_when_a_plan_is_made_anew() -> None:
    post = the_post()
    again = solve(
        problem_from(post, followed(), moving=("family",)),
        seconds=0,
        clock=lambda: 0.0,
        iterations=5,
    )
    (line,) = follow(post, again, at=AT).state.in_line
    assert (line.persons, line.until) == (1, followed().in_line[0].until)
    assert follow(post, again, at=AT + timedelta(hours=1)).state.in_line == ()


def test_others_are_processed_when_those_in_line_have_been() -> None:
    post = the_post()
    problem = problem_from(post, followed(), moving=("family",))
    plan = solve(problem, seconds=0, clock=lambda: 0.0, iterations=20)
    assert check(post, plan) == ()
    (trip,) = plan.trips
    assert trip.households == (STRANGER,)
    assert trip.depart_s - 900 >= 2 * 1500


def test_a_plan_that_leaves_no_time_for_those_in_line_is_broken() -> None:
    post = the_post()
    plan = a_plan(post).model_copy(
        update={
            "h_hour": AT,
            "deadline_s": post.file.deadline - 4000,
            "state": followed(),
            "trips": (
                a_trip(
                    "t1",
                    "coach/2",
                    ("other", "gate", "haven"),
                    depart_s=2400,
                    arrive_s=6000,
                    households=[STRANGER],
                ),
            ),
        }
    )
    (breach,) = check(post, truthful(post, plan))
    assert breach.rule == "§11"
    assert "before a trip under way loads" in breach.message


def test_a_line_that_is_too_long_by_itself_is_no_fault_of_the_plan() -> None:
    post = the_post()
    line = InLine(place="gate", persons=50, since=AT, until=AT + timedelta(hours=1))
    state = followed().model_copy(update={"in_line": (line,)})
    problem = problem_from(post, state, moving=("family",))
    plan = solve(problem, seconds=0, clock=lambda: 0.0, iterations=5)
    assert check(post, plan) == ()
