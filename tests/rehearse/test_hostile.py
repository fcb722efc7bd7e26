"""Posts that nobody has, but somebody may write: both plays end, and agree."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.make import (
    a_category,
    a_fleet,
    a_link,
    a_person,
    a_place,
    a_plan,
    a_post,
    a_problem,
    a_trip,
)
from tests.rehearse.agreeing import agreed
from tests.rehearse.schedules import a_whole_post, an_estimate

from exeunt.model.plan import CohortLoad
from exeunt.model.problem import Problem


CROWD = tuple(a_person(f"p{k}") for k in range(30))
BRIEF = {"p10": "1s", "p50": "1s", "p90": "2s"}
LONG = {"p10": "10h", "p50": "50h", "p90": "400h"}
RANDOM: dict[str, Any] = {
    "mobilisation": {"family": {"p10": "1m", "p50": "5h", "p90": "40h"}},
    "travel": {"road": {"p10": 0.01, "p50": 1.0, "p90": 20.0}},
    "trip": {"p10": 0.1, "p50": 1.0, "p90": 9.0},
    "processing": {"p10": 0.01, "p50": 1.0, "p90": 10.0},
    "repair": {"p10": "1m", "p50": "9h", "p90": "40d"},
    "sweep_every": "0m",
    "hold": "0m",
}


def _shut(per_day: float, lasts: dict[str, str], **what: str) -> dict[str, Any]:
    return {"per_day": per_day, "lasts": lasts} | what


def _haven(**given: Any) -> list[Any]:
    return [a_place(), a_place("haven", kind="safe_haven", **given)]


def _gate(rate: float, **given: Any) -> dict[str, Any]:
    """A road out through a gate where people are processed."""
    gate = a_place("gate", kind="border_crossing", processes_per_h=rate, **given)
    return {
        "places": [a_place(), gate, a_place("haven", kind="safe_haven")],
        "links": [a_link("home", "gate"), a_link("gate", "haven")],
        "fleets": [a_fleet(), a_fleet("van", based="gate", seats={"seat": 3})],
    }


CROWDED: dict[str, dict[str, Any]] = {
    "nobody": {"people": ()},
    "nobody and no vehicle": {"people": (), "fleets": []},
    "no vehicle": {"fleets": []},
    "a fleet of none": {"fleets": [a_fleet(vehicles=0)]},
    "one seat": {"fleets": [a_fleet(vehicles=1, seats={"seat": 1})]},
    "no seat that fits": {"fleets": [a_fleet(seats={"stretcher": 50})]},
    "no time at all": {
        "links": [a_link(time="1s")],
        "fleets": [a_fleet(loading="0s", unloading="0s", seats={"seat": 1})],
    },
    "a road of ten years": {"links": [a_link(time="3000d")]},
    "never open": {"places": _haven(open={"until": "2030-05-01T00:00Z"})},
    "open when all is over": {"places": _haven(open={"from": "2031-01-01T00:00Z"})},
    "open for a minute a day": {"places": _haven(open={"daily": ["03:00-03:01"]})},
    "shut at once, for good": {
        "doubts": {"closings": [_shut(24, LONG, place="haven")]}
    },
    "shut 24 times a day": {
        "doubts": RANDOM
        | {
            "closings": [
                _shut(24, BRIEF, place="haven"),
                _shut(24, BRIEF, link="home-haven"),
                _shut(24, BRIEF, mode="road"),
            ]
        },
    },
    "shut wherever one looks": {
        "doubts": {
            "closings": [
                _shut(24, {"p10": "1h", "p50": "2h", "p90": "3h"}, place=p)
                for p in ("home", "haven", "haven", "home")
            ]
        },
    },
    "a duty of a minute": {
        "fleets": [a_fleet(duty="1m", rest="1m", loading="0s", unloading="0s")],
        "doubts": RANDOM,
    },
    "a rest of a year": {
        "fleets": [a_fleet(duty="1h 31m", rest="365d", vehicles=3, seats={"seat": 2})]
    },
    "a range of a metre": {"fleets": [a_fleet(range_km=0.001, refuelling="1h")]},
    "a range of one way": {
        "links": [a_link(km=60)],
        "fleets": [a_fleet(range_km=100, refuelling="3h", seats={"seat": 4})],
        "doubts": RANDOM,
    },
    "a range of one way, fuel at the end": {
        "places": _haven(refuels=True),
        "links": [a_link(km=60)],
        "fleets": [a_fleet(range_km=100, refuelling="3h", seats={"seat": 4})],
        "doubts": RANDOM,
    },
    "one bed": {"places": _haven(holds=1)},
    "one set-out in four days": {"links": [a_link(vehicles_per_h=0.01)]},
    "set-outs without end": {"links": [a_link(vehicles_per_h=1e6)], "doubts": RANDOM},
    "a convoy of a thousand": {"links": [a_link(convoy=1000, vehicles_per_h=0.5)]},
    "everything late": {"doubts": RANDOM | {"no_show": {"family": 0.5}}},
    "nobody comes": {"doubts": {"no_show": {"family": 1.0}}},
    "everything breaks": {"fleets": [a_fleet(breakdown=1.0)], "doubts": RANDOM},
    "nobody is processed, almost": _gate(1e-6),
    "processed in no time": _gate(1e9) | {"doubts": RANDOM},
    "a gate never open": _gate(10, open={"until": "2030-05-01T00:00Z"}),
    "a gate that shuts": _gate(10)
    | {
        "doubts": RANDOM
        | {
            "closings": [
                _shut(24, {"p10": "1m", "p50": "9m", "p90": "2h"}, place="gate")
            ]
        }
    },
    "sixty days": {"deadline": "60d", "doubts": RANDOM},
    "a fleet that comes when all is over": {"fleets": [a_fleet(available_from="90d")]},
    "a fleet that is gone before": {"fleets": [a_fleet(available_until="10m")]},
    "a household for a ship": {
        "people": tuple(a_person(f"p{k}", household="h-p0") for k in range(60))
    },
    "trains that left before": {
        "links": [a_link(mode="rail")],
        "fleets": [],
        "services": [
            {
                "id": "train",
                "name": "train",
                "link": "home-haven",
                "departs": [f"{h:02}:{m:02}" for h in range(24) for m in (0, 20, 40)],
                "seats": {"seat": 1},
                "loading": "9h",
            }
        ],
    },
    "figures that mean nothing": {
        "doubts": {
            "mobilisation": {"family": {"p10": "1s", "p50": "1s", "p90": "3650d"}},
            "travel": {"road": {"p10": 1e-308, "p50": 1.0, "p90": 1e308}},
            "trip": {"p10": 1e-308, "p50": 1.0, "p90": 1e308},
            "processing": {"p10": 1e-308, "p50": 1.0, "p90": 1e308},
            "repair": {"p10": "1s", "p50": "1s", "p90": "3650d"},
        },
        "fleets": [a_fleet(breakdown=1.0, vehicles=3, seats={"seat": 9})],
    },
    "processed once in all eternity": _gate(1e-300),
    "the worst environment": {
        "doubts": RANDOM
        | {"environment": {"hostile": {"chance": 1, "processing": 20, "travel": 20}}}
    },
}


@pytest.mark.parametrize("name", CROWDED)
def test_the_plays_agree_where_all_stand_by(name: str) -> None:
    problem = a_problem(**{"people": CROWD} | CROWDED[name])
    counts = agreed(problem, a_plan(problem), worlds=3)
    everyone = counts.out + counts.left + counts.no_show
    assert (everyone == sum(h.persons for h in problem.households)).all()


@pytest.mark.parametrize("name", CROWDED)
def test_the_plays_agree_where_all_are_planned(name: str) -> None:
    problem = a_problem(**{"people": CROWD} | CROWDED[name])
    agreed(problem, _packed(problem), worlds=3)


def _packed(problem: Problem) -> Any:
    """Plan everybody on the first vehicle, to and fro, whether they may or not."""
    hops = [h for h in problem.hops if h.from_ == "home"]
    vehicles = [f"{f.id}/1" for f in problem.fleets if f.vehicles]
    names = [h.id for h in problem.households]
    if not hops or not vehicles:
        return a_plan(problem)
    link, to = hops[0].link.id, hops[0].to
    trips = []
    for k, at in enumerate(range(0, len(names), 10)):
        ends = {"link": link, "from": "home", "to": to}
        back = {"link": link, "from": to, "to": "home"}
        begin = 900 + 7200 * k
        trips.append(
            a_trip(
                f"t{k}",
                vehicle=vehicles[0],
                households=tuple(names[at : at + 10]),
                depart_s=begin,
                arrive_s=begin + 3600,
                **ends,
            )
        )
        trips.append(
            a_trip(
                f"b{k}",
                vehicle=vehicles[0],
                depart_s=begin + 3600,
                arrive_s=begin + 7200,
                **back,
            )
        )
    return a_plan(problem, *trips)


def test_thousands_of_sweeps_end() -> None:
    estimate = an_estimate("family", "home", 2000, ready=[{"after": "1h", "share": 1}])
    problem = a_problem(
        people=(),
        estimates=(estimate,),
        fleets=[a_fleet(vehicles=100, seats={"seat": 1})],
        deadline="10d",
        doubts={"sweep_every": "15m"},
    )
    counts = agreed(problem, a_plan(problem), worlds=1)
    assert counts.out.tolist() == [[2000]]


def test_ten_thousand_vehicles_fetch_one_person() -> None:
    problem = a_problem(fleets=[a_fleet(vehicles=10_000)])
    counts = agreed(problem, a_plan(problem), worlds=2)
    assert counts.out.tolist() == [[1]] * 2


@pytest.mark.parametrize("sizes", [(0, 0, 0), (0, 0, 9), (0, 5, 5), (0, 1, 100_000)])
def test_an_estimate_may_stand_for_nobody(sizes: tuple[int, int, int]) -> None:
    low, likely, high = sizes
    estimate = an_estimate("family", "home", likely, low=low, high=high)
    problem = a_problem(people=(), estimates=(estimate,), **_gate(600))
    load = (CohortLoad(cohort="family/1", persons=5),)
    trip = a_trip(
        link="home-gate", to="gate", cohorts=load, depart_s=9000, arrive_s=12600
    )
    agreed(problem, a_plan(problem, trip), worlds=6)


def test_a_post_with_everything_in_it_plays_for_sixty_days() -> None:
    post = a_whole_post([1, 2, 3, 40, 5, 6, 7, 700], [30, 10], deadline="57d")
    problem = a_problem(post)
    counts = agreed(problem, a_plan(problem), worlds=2)
    assert not counts.left.any()


def test_one_person_is_played_for_as_long_as_a_post_may_ask() -> None:
    """Moments are packed with kind and serial into one number of 64 bits."""
    problem = a_problem(a_post(people=(a_person(),), deadline="60d"))
    counts = agreed(problem, a_plan(problem), worlds=1)
    assert np.array_equal(counts.out, [[1]])


def test_people_who_are_drawn_ready_after_all_time_are_left() -> None:
    never = {"p10": "1s", "p50": "1s", "p90": "3650d"}
    ready = [{"after": "3000d", "share": 1}]
    problem = a_problem(
        people=(),
        estimates=(an_estimate("family", "home", 20, ready=ready),),
        doubts={"mobilisation": {"family": never}},
    )
    counts = agreed(problem, a_plan(problem), worlds=40)
    assert (counts.left.sum(axis=1) == 20).any()
    assert (counts.out + counts.left == 20).all()


def test_sixty_categories_stand_by_in_sixty_ranks() -> None:
    problem = a_problem(
        people=tuple(a_person(f"p{k}", category=f"c{k % 60}") for k in range(120)),
        categories=[a_category(f"c{k}", weight=1 + k % 7) for k in range(60)],
        fleets=[a_fleet(seats={"seat": 3})],
    )
    agreed(problem, a_plan(problem), worlds=2)


def test_a_crowd_that_stands_by_is_called_to_a_desk_in_groups() -> None:
    ready = [{"after": "1h", "share": 1}]
    problem = a_problem(
        people=(),
        estimates=(an_estimate("family", "home", 520, ready=ready),),
        **_gate(100)
        | {
            "links": [
                a_link("home", "gate", mode="own", both_ways=False),
                a_link("gate", "haven", mode="own", both_ways=False),
            ],
            "fleets": [],
        },
    )
    agreed(problem, a_plan(problem), worlds=2)


def test_who_is_quick_to_load_sets_out_before_who_began_sooner() -> None:
    """Both over one road with few set-outs."""
    problem = a_problem(
        people=CROWD,
        links=[a_link(vehicles_per_h=2)],
        fleets=[
            a_fleet("slow", loading="3h", seats={"seat": 4}),
            a_fleet("quick", loading="1m", seats={"seat": 4}, available_from="3h"),
        ],
        doubts={"sweep_every": "15m"},
    )
    agreed(problem, a_plan(problem), worlds=1)


def test_nobody_rides_back_for_a_household_that_is_not_there() -> None:
    """The plan takes two to the hub, and one of them back, who does not come."""
    problem = a_problem(
        people=(*(a_person(f"p{k}") for k in range(3)), a_person("q", category="no")),
        categories=[a_category(), a_category("no")],
        places=[a_place(), a_place("hub"), a_place("haven", kind="safe_haven")],
        links=[a_link("home", "hub"), a_link("home", "haven", time="9h")],
        doubts={"no_show": {"no": 1.0}},
    )
    there = {"link": "home-hub", "from": "home", "to": "hub"}
    back = {"link": "home-hub", "from": "hub", "to": "home"}
    plan = a_plan(
        problem,
        a_trip("t1", households=("h-p0", "h-p1", "h-q"), **there),
        a_trip("t2", depart_s=6300, arrive_s=9900, households=("h-q",), **back),
    )
    agreed(problem, plan, worlds=1)
