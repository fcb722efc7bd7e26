from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.make import (
    H_HOUR,
    a_fleet,
    a_link,
    a_person,
    a_place,
    a_plan,
    a_post,
)

from exeunt.app.buy_time import Budget, TimeBought, what_would_buy_time
from exeunt.app.levers import levers_of
from exeunt.model.places import PlaceKind
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem
from exeunt.model.scenarios import Exit, ScenarioKind
from exeunt.model.spread import DurationSpread
from exeunt.model.times import DAY, HOUR, MINUTE
from exeunt.model.warning import ExitSurvival


def a_slow_post(**given: Any) -> Post:
    """Make a post whose one boat takes six at a time over eight hours."""
    body: dict[str, Any] = {
        "people": tuple(a_person(f"p{k}") for k in range(24)),
        "deadline": "4d",
        "links": [a_link(time="8h")],
        "fleets": [a_fleet(vehicles=1, seats={"seat": 6})],
        "doubts": {
            "mobilisation": {"family": {"p10": "1h", "p50": "2h", "p90": "6h"}},
            "sweep_every": "15m",
        },
    }
    return a_post(**body | given)


def shuttle(problem: Problem, _seconds: float) -> Plan:
    """Plan nothing: whoever stands by is swept, by all the vehicles there are."""
    return a_plan(problem)


def a_closing(days: float) -> ExitSurvival:
    spread = DurationSpread(
        p10=round(days * DAY * 0.6), p50=round(days * DAY), p90=round(days * DAY * 1.6)
    )
    return ExitSurvival(
        exit=Exit(
            place="home", name="road", closes={ScenarioKind.SUDDEN_CLOSURE: spread}
        ),
        weights={ScenarioKind.STATUS_QUO: 0.2, ScenarioKind.SUDDEN_CLOSURE: 0.8},
    )


def bought(post: Post, **given: Any) -> TimeBought:
    return what_would_buy_time(
        post,
        (a_closing(6),),
        as_of=H_HOUR,
        moving=("family",),
        planner=shuttle,
        budget=Budget(seconds=1e9, screened=20, confirmed=40, **given),
    )


def test_the_levers_are_those_of_the_post() -> None:
    post = a_post(
        places=[
            a_place(),
            a_place(
                "haven",
                kind="safe_haven",
                processes_per_h=40,
                open={"daily": ["06:00-20:00", "21:30-23:30"]},
            ),
        ],
        services=[
            {
                "id": "bus",
                "name": "bus",
                "link": "home-haven",
                "departs": ["09:00"],
                "seats": {"seat": 7},
            }
        ],
        doubts={"mobilisation": {"family": {"p10": "2h", "p50": "9h", "p90": "30h"}}},
    )
    levers = {lever.what: lever.post for lever in levers_of(post)}
    assert list(levers) == [
        "one more vehicle: coach",
        "a quarter more people an hour at haven",
        "two hours more open: haven",
        "family ready six hours sooner",
        "twice the seats: bus",
    ]
    assert levers["one more vehicle: coach"].file.fleets[0].vehicles == 3
    faster = levers["a quarter more people an hour at haven"].place("haven")
    assert faster.processes_per_h == 50
    longer = levers["two hours more open: haven"].place("haven").open.daily
    assert [(w.from_s // HOUR, w.until_s / HOUR) for w in longer] == [
        (6, 22),
        (21, 1.5),
    ]
    sooner = levers["family ready six hours sooner"].file
    assert sooner.categories[0].ready_after == 0
    spread = sooner.doubts.mobilisation["family"]
    assert (spread.p10, spread.p50, spread.p90) == (15 * MINUTE, 3 * HOUR, 24 * HOUR)
    assert levers["twice the seats: bus"].file.services[0].seats == {"seat": 14}


def test_a_second_boat_buys_time_and_says_how_surely() -> None:
    found = bought(a_slow_post())
    assert (found.looked_at, found.levers) == (2, 2)
    best = found.best[0]
    assert best.what == "one more vehicle: coach"
    assert best.measurable
    assert best.more_all_out > best.half_width > 0
    # 24 people, 6 at a time, 17 hours a turn: with two boats the last leave 34 h sooner
    assert best.waiting_s / HOUR == pytest.approx(34, abs=6)
    assert best.replications == 40


def test_a_vehicle_more_than_enough_has_no_measurable_effect() -> None:
    post = a_slow_post(people=(a_person(),))
    found = bought(post)
    (coach,) = (b for b in found.best if b.what == "one more vehicle: coach")
    assert not coach.measurable
    assert coach.more_all_out == pytest.approx(0.0, abs=1e-9)
    assert coach.waiting_s == pytest.approx(0.0, abs=60)


def test_the_same_seed_buys_the_same() -> None:
    assert bought(a_slow_post()) == bought(a_slow_post())


def test_levers_there_is_no_time_for_are_not_looked_at() -> None:
    ticks = iter(range(10_000))
    found = what_would_buy_time(
        a_slow_post(),
        (a_closing(6),),
        as_of=H_HOUR,
        moving=("family",),
        planner=shuttle,
        budget=Budget(
            seconds=2, screened=4, confirmed=4, clock=lambda: float(next(ticks))
        ),
    )
    assert found.looked_at == 1
    assert found.levers == 2
    assert len(found.best) == 1


def test_the_first_lever_of_each_kind_comes_before_the_second_of_any() -> None:
    post = a_post(fleets=[a_fleet("bus"), a_fleet("van")])
    assert [lever.what for lever in levers_of(post)] == [
        "one more vehicle: bus",
        "family ready six hours sooner",
        "one more vehicle: van",
    ]


def test_a_place_may_open_again_two_hours_sooner() -> None:
    spans = [(1, 2), (4, 9)]
    shut = [
        {"from": H_HOUR + timedelta(hours=a), "until": H_HOUR + timedelta(hours=b)}
        for a, b in spans
    ]
    post = a_slow_post(
        places=[
            a_place(open={"shut": shut}),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        ]
    )
    (lever,) = [k for k in levers_of(post) if k.what == "two hours more open: home"]
    left = lever.post.place("home").open.shut
    assert [(c.from_, c.until) for c in left] == [
        (H_HOUR + timedelta(hours=4), H_HOUR + timedelta(hours=7))
    ]
