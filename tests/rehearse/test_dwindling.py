"""Services of which less and less is left: by degrees, as the post states."""

from __future__ import annotations

from functools import cache
from math import sqrt
from typing import Any

import numpy as np
import pytest
from tests.make import (
    a_category,
    a_link,
    a_person,
    a_place,
    a_plan,
    a_post,
    a_problem,
    a_trip,
)
from tests.rehearse.schedules import an_estimate

from exeunt.formats.stories import Teller, cause_lines
from exeunt.model.plan import CohortLoad, Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem
from exeunt.model.spread import DurationSpread
from exeunt.model.stories import StepKind
from exeunt.model.times import DAY, HOUR
from exeunt.rehearse import failures, rehearse, stories_of, worst_worlds
from exeunt.rehearse.luck import Chance, Luck
from exeunt.rehearse.reading import script_of


WORLDS = 1500
BEGINS = {"p10": "6h", "p50": "2d", "p90": "6d"}
LASTS = {"p10": "1d", "p50": "3d", "p90": "9d"}
FALL = {"begins": BEGINS, "lasts": LASTS}
BOTH = {"departures": FALL, "seats": FALL}
AT_ONCE = {
    "begins": {"p10": "1m", "p50": "1m", "p90": "1m"},
    "lasts": {"p10": "1m", "p50": "1m", "p90": "1m"},
}
NEVER = {
    "begins": {"p10": "900d", "p50": "900d", "p90": "900d"},
    "lasts": LASTS,
}
SEATS = 20


def _service(name: str, link: str = "rail", **given: Any) -> dict[str, Any]:
    return {
        "id": name,
        "name": name,
        "link": link,
        "departs": ["07:00", "10:00", "13:00", "16:00", "19:00"],
        "seats": {"seat": SEATS, "wheelchair": 1},
        **given,
    }


def _post(**given: Any) -> Post:
    """Make a post that is left by train alone."""
    body: dict[str, Any] = {
        "deadline": "7d",
        "people": (),
        "categories": [a_category("few", ready_after="1h"), a_category("many")],
        "estimates": (an_estimate("many", "home", SEATS),),
        "places": [
            a_place(),
            a_place("haven", kind="safe_haven", lat=50.5),
            a_place("port", kind="safe_haven", lat=50.4),
        ],
        "links": [
            a_link("home", "haven", id="rail", mode="rail", both_ways=False),
            a_link("home", "port", id="sea", mode="sea", both_ways=False),
        ],
        "fleets": [],
        "services": [_service("train")],
    }
    return a_post(**body | given)


def _worlds(problem: Problem, many: int) -> list[Luck]:
    chance = Chance(script_of(problem, a_plan(problem)), 5)
    return [chance.world(k) for k in range(many)]


@cache
def _left_by(at_s: int) -> float:
    """Give the share that is left at a moment, over all that may be drawn."""
    u = (np.arange(500) + 0.5) / 500
    begins, lasts = (
        np.array([DurationSpread(**spread).quantile(x) for x in u])
        for spread in (BEGINS, LASTS)
    )
    left = (begins[:, np.newaxis] + lasts - at_s) / lasts
    return float(np.clip(left, 0, 1).mean())


def _errors(sample: list[float], at_s: int) -> float:
    """Give how many standard errors the mean of *sample* is off what is to be left."""
    error = float(np.std(sample)) / sqrt(len(sample))
    return (float(np.mean(sample)) - _left_by(at_s)) / error


def test_departures_and_seats_are_left_by_day_as_is_to_be_expected() -> None:
    problem = a_problem(_post(doubts={"dwindling": {"train": BOTH}}))
    script = script_of(problem, a_plan(problem))
    chance = Chance(script, 5)
    worlds = [chance.world(k) for k in range(WORLDS)]
    by_day = [(n, r) for n, r in enumerate(script.runs) if r.depart_s % DAY < 5 * HOUR]
    seen = set()
    for number, run in by_day:
        if run.depart_s // DAY in seen:
            continue
        seen.add(run.depart_s // DAY)
        took_place = [float(not luck.ended(number, run)) for luck in worlds]
        seats = [luck.room(number, run)[0] / SEATS for luck in worlds]
        wheelchairs = [float(luck.room(number, run)[1]) for luck in worlds]
        for sample in (took_place, seats, wheelchairs):
            assert abs(_errors(sample, run.depart_s)) < 4
    assert len(seen) >= 9
    assert _left_by(DAY) > 0.8
    assert _left_by(8 * DAY) < 0.3


def test_carriers_withdraw_one_after_another_and_each_for_good() -> None:
    problem = a_problem(_post(doubts={"dwindling": {"train": BOTH}}))
    some = 0
    for luck in _worlds(problem, 200):
        begin, lasts = luck.falls[0]
        assert len(set(luck.stops)) == 5
        assert all(begin <= at <= begin + lasts for at in luck.stops)
        some += sum(at - begin < lasts / 2 for at in luck.stops)
    # of 1,000 carriers half, and 4 standard errors
    assert abs(some - 500) < 4 * sqrt(250)


def test_services_of_one_mode_dwindle_together_and_of_another_by_themselves() -> None:
    services = [_service("train"), _service("night"), _service("ferry", "sea")]
    dwindling = {name: {"departures": FALL} for name in ("train", "night", "ferry")}
    post = _post(services=services, doubts={"dwindling": dwindling})
    worlds = _worlds(a_problem(post), 1000)
    assert all(luck.falls[0] == luck.falls[1] for luck in worlds)
    for part in (0, 1):
        logs = np.log([[luck.falls[k][part] for k in (0, 2)] for luck in worlds]).T
        assert abs(np.corrcoef(logs)[0, 1]) < 4 / sqrt(1000)
    assert all(len(set(luck.stops)) == 15 for luck in worlds)


def test_a_service_that_is_added_leaves_the_luck_of_the_others() -> None:
    doubts = {"dwindling": {"train": BOTH}}
    one = a_problem(_post(doubts=doubts))
    more = [_service("ferry", "sea"), _service("train")]
    dwindling = {"ferry": BOTH, "train": BOTH}
    other = a_problem(_post(services=more, doubts={"dwindling": dwindling}))
    for was, is_ in zip(_worlds(one, 20), _worlds(other, 20), strict=True):
        assert was.falls == is_.falls[2:]
        assert was.stops == is_.stops[5:]


# played


def _planned(**doubts: Any) -> tuple[Problem, Plan, Post]:
    """Plan two people, and 20 of an estimate, each on one train of the second day."""
    few = tuple(a_person(p, category="few", household="h") for p in ("p1", "p2"))
    post = _post(people=few, doubts=doubts)
    problem = a_problem(post)
    day = [d for d in problem.departures if d.depart_s > DAY][:2]
    loads = (
        CohortLoad(cohort="many/1", persons=SEATS // 2),
        CohortLoad(cohort="many/2", persons=SEATS // 2),
    )
    given: list[dict[str, Any]] = [{"households": ("h",)}, {"cohorts": loads}]
    trips = [
        a_trip(
            f"t{k}",
            vehicle=d.id,
            link="rail",
            depart_s=d.depart_s,
            arrive_s=d.arrive_s,
            **who,
        )
        for k, (d, who) in enumerate(zip(day, given, strict=True))
    ]
    return problem, a_plan(problem, *trips), post


def test_what_never_begins_to_dwindle_changes_nothing() -> None:
    doubts: dict[str, Any] = {"trip": {"p10": 0.8, "p50": 1.0, "p90": 1.5}}
    never = {"train": {"departures": NEVER, "seats": NEVER}}
    found = [
        rehearse(*_planned(**doubts, **more)[:2], replications=20, seed=1)
        for more in ({}, {"dwindling": never})
    ]
    assert np.array_equal(found[0].cleared_s, found[1].cleared_s)
    assert found[0].empty_seats == found[1].empty_seats
    assert (found[0].left == 0).all()


def test_where_all_is_gone_at_once_nobody_leaves() -> None:
    for part in ("departures", "seats"):
        problem, plan, _ = _planned(dwindling={"train": {part: AT_ONCE}})
        found = rehearse(problem, plan, replications=3, seed=1)
        assert found.left.tolist() == [[2, SEATS]] * 3


def test_as_many_leave_as_there_are_seats() -> None:
    """All stand by for each train after the one that they lost, so the last counts."""
    problem, plan, _ = _planned(dwindling={"train": {"seats": FALL}})
    script = script_of(problem, plan)
    chance = Chance(script, 3)
    found = rehearse(problem, plan, replications=200, seed=3)
    first = next(n for n, r in enumerate(script.runs) if r.planned)
    for number, left in enumerate(found.left):
        luck = chance.world(number)
        free = [luck.room(n, run) for n, run in enumerate(script.runs) if n >= first]
        seats = sum(room[0] for room in free)
        assert left.sum() >= 2 + SEATS - seats
        if free[0][0] >= 2 and free[1][0] == SEATS:
            assert left.sum() == 0
    assert 0 < (found.left.sum(axis=1) > 0).sum() < 200


# told


def test_whoever_lost_their_seat_waits_for_another_and_that_is_the_cause() -> None:
    late = {**FALL, "lasts": {"p10": "1d", "p50": "1d", "p90": "2d"}}
    problem, plan, post = _planned(dwindling={"train": {"departures": late}})
    found = rehearse(problem, plan, replications=60, seed=1)
    (cause,) = failures(found, deadline_s=7 * DAY).causes
    assert cause.stage == "waiting for another seat at home"
    assert cause_lines(failures(found, deadline_s=7 * DAY)) == [
        ("Seats or departures gone, out of home", "100\u00a0%")
    ]
    (story,) = stories_of(problem, plan, seed=1, worlds=worst_worlds(found, 1))
    assert {group.doing for group in story.left} == {StepKind.SEAT}
    told = list(Teller(post, plan).lines(story))
    assert "waiting for another seat at home" in told[0]
    assert any(
        line.startswith("Of ") and "departures of train from " in line for line in told
    ), told


def test_seats_that_were_sold_are_told() -> None:
    problem, plan, post = _planned(dwindling={"train": {"seats": FALL}})
    found = rehearse(problem, plan, replications=60, seed=1)
    (story,) = stories_of(problem, plan, seed=1, worlds=worst_worlds(found, 1))
    told = [line for line in Teller(post, plan).lines(story) if "seats for us" in line]
    assert len(told) == 1
    assert told[0].endswith("still for sale.")


@pytest.mark.parametrize("part", ["departures", "seats"])
def test_a_wait_before_a_lost_seat_is_one_for_a_vehicle(part: str) -> None:
    problem, plan, _ = _planned(dwindling={"train": {part: AT_ONCE}})
    found = rehearse(problem, plan, replications=1, seed=1)
    hours = dict(zip(found.stages, found.waited_h, strict=True))
    loads = [t.depart_s - 30 * 60 for t in plan.trips]
    ready = [h.ready_s for h in problem.households]
    before = 2 * (loads[0] - ready[0])
    before += sum(SEATS // 2 * (loads[1] - c.ready_s) for c in problem.cohorts)
    after = 2 * (10 * DAY - loads[0]) + SEATS * (10 * DAY - loads[1])
    assert hours["waiting for a vehicle at home"] == pytest.approx(before / HOUR)
    assert hours["waiting for another seat at home"] == pytest.approx(after / HOUR)
