"""The compiled play and the play in objects agree, world by world."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.make import a_fleet, a_link, a_place, a_plan, a_problem
from tests.often import often
from tests.rehearse.agreeing import agreed
from tests.rehearse.schedules import Scheduler, a_whole_post, groups_of, plans
from tests.rehearse.test_worlds import DOUBTS

from exeunt.model.places import Link, Place
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem


EVERYTHING: dict[str, Any] = DOUBTS | {
    "mobilisation": DOUBTS["mobilisation"]
    | {"e0": {"p10": "1h", "p50": "6h", "p90": "20h"}},
    "closings": [
        {
            "place": "hub",
            "per_day": 1,
            "lasts": {"p10": "1h", "p50": "4h", "p90": "9h"},
        },
        {
            "link": "hub-haven",
            "per_day": 2,
            "lasts": {"p10": "1h", "p50": "2h", "p90": "9h"},
        },
        {
            "mode": "rail",
            "per_day": 0.5,
            "lasts": {"p10": "1h", "p50": "9h", "p90": "50h"},
        },
    ],
    "withdrawal": {"train": {"p10": "6h", "p50": "30h", "p90": "90h"}},
    "dwindling": {
        "train": {
            "departures": {
                "begins": {"p10": "6h", "p50": "40h", "p90": "90h"},
                "lasts": {"p10": "9h", "p50": "40h", "p90": "200h"},
            },
            "seats": {
                "begins": {"p10": "1h", "p50": "9h", "p90": "90h"},
                "lasts": {"p10": "9h", "p50": "60h", "p90": "200h"},
            },
        }
    },
    "environment": {
        "uncertain": {"chance": 0.4, "processing": 0.5, "travel": 1.4},
        "hostile": {"chance": 0.2, "processing": 0.2},
    },
}


def _odd_fleets(draw: st.DrawFn, *, flown: bool) -> list[dict[str, Any]]:
    """Crews that tire, tanks that empty, and few seats."""
    by = "air" if flown else "road"
    tired: dict[str, Any] = {
        "duty": draw(st.sampled_from(["2h", "5h", "9h"])),
        "rest": "8h",
    }
    thirsty: dict[str, Any] = {
        "range_km": draw(st.sampled_from([50, 210])),
        "refuelling": "2h",
    }
    return [
        a_fleet(
            "minibus",
            seats={"seat": 6, "wheelchair": draw(st.integers(0, 1))},
            based="hub",
            links=["home-hub"],
            breakdown=0.2,
            **(tired if draw(st.booleans()) else {}),
        ),
        a_fleet(
            mode=by,
            seats={"seat": draw(st.sampled_from([2, 12])), "wheelchair": 1},
            based="hub",
            links=["hub-haven"],
            available_from="4h",
            vehicles=3,
            breakdown=0.2,
            **(tired if draw(st.booleans()) else {}),
            **(thirsty if draw(st.booleans()) else {}),
        ),
    ]


def _slots(draw: st.DrawFn) -> dict[str, Any]:
    return {"slots_per_h": draw(st.sampled_from([None, 0.4, 1.7, 6, 60]))}


def _odd_places(draw: st.DrawFn, *, slots: bool) -> list[Place]:
    """Havens that fill up, gates that shut or never let through, few slots."""
    hub: dict[str, Any] = {"kind": "assembly_area", "open": {"daily": ["06:00-21:00"]}}
    hub |= _slots(draw) if slots else {}
    for_good = {"open": {"until": "2030-05-07T06:00:00Z"}}
    return [
        a_place(),
        a_place("far"),
        a_place("hub", processes_per_h=draw(st.sampled_from([3, 40])), **hub),
        a_place(
            "gate",
            kind="border_crossing",
            **(for_good if draw(st.booleans()) else {}),
        ),
        a_place(
            "haven",
            kind="safe_haven",
            refuels=draw(st.booleans()),
            **(_slots(draw) if slots else {}),
            **({"holds": draw(st.integers(1, 40))} if draw(st.booleans()) else {}),
        ),
    ]


def _odd_links(draw: st.DrawFn, *, flown: bool, slots: bool) -> list[Link]:
    """Ways with few set-outs, or in convoys, and a train."""
    way: dict[str, Any] = {"mode": "air"} if flown else {}
    if not (flown and slots) and draw(st.booleans()):
        way["convoy"] = 2
    per_h = draw(st.sampled_from([0.3, 1, 60]))
    return [
        a_link("home", "hub", time="30m", km=20, vehicles_per_h=2),
        a_link("hub", "haven", time="3h", km=100, vehicles_per_h=per_h, **way),
        a_link("hub", "haven", id="rail", mode="rail", time="2h", both_ways=False),
        a_link("far", "gate", mode="own", time="2h", both_ways=False),
        a_link("gate", "haven", mode="own", time="1h", both_ways=False),
    ]


@st.composite
def odd_plans(
    draw: st.DrawFn, *, flown: bool = False, slots: bool = False
) -> tuple[Post, Problem, Plan]:
    """Draw a post with something odd about it, and a plan that takes no notice."""
    ready_h = draw(st.lists(st.integers(0, 30), min_size=1, max_size=8))
    sizes = draw(st.lists(st.sampled_from([1, 9, 30, 120]), max_size=2))
    usual = a_whole_post(ready_h, sizes)
    order = draw(st.lists(st.integers(0, 9), min_size=1, max_size=9))
    scheduler = Scheduler(
        problem=a_problem(usual), by_train=lambda: draw(st.booleans())
    )
    trips = scheduler.plan(groups_of(scheduler.problem, order)).trips
    kept = draw(st.sampled_from([1, 2, 3]))
    odd = a_whole_post(
        ready_h,
        sizes,
        doubts=EVERYTHING,
        fleets=_odd_fleets(draw, flown=flown),
        places=_odd_places(draw, slots=slots),
        links=_odd_links(draw, flown=flown, slots=slots),
    )
    problem = a_problem(odd)
    some = [trip for k, trip in enumerate(trips) if k % 3 < kept]
    return odd, problem, a_plan(problem, *some)


@often(40)
@given(plans(doubts=EVERYTHING), st.integers(0, 1 << 70), st.integers(0, 99))
def test_the_plays_agree(
    drawn: tuple[Post, Problem, Plan], seed: int, first: int
) -> None:
    _, problem, plan = drawn
    agreed(problem, plan, seed=seed, first=first)


@often(40)
@given(odd_plans(), st.integers(0, 1 << 70), st.integers(0, 99))
def test_the_plays_agree_where_a_plan_meets_another_post(
    drawn: tuple[Post, Problem, Plan], seed: int, first: int
) -> None:
    """Crews rest, tanks empty, convoys form, beds run out, gates shut for good."""
    _, problem, plan = drawn
    agreed(problem, plan, seed=seed, first=first)


@often(40)
@given(odd_plans(flown=True, slots=True), st.integers(0, 1 << 70), st.integers(0, 99))
def test_the_plays_agree_where_places_have_slots(
    drawn: tuple[Post, Problem, Plan], seed: int, first: int
) -> None:
    """Aircraft and trains wait for slots, book them, lose and give them up."""
    _, problem, plan = drawn
    agreed(problem, plan, seed=seed, first=first)
