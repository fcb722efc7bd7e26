from __future__ import annotations

import json
from datetime import timedelta
from time import process_time
from typing import Any

import pytest
from benchmarks.departures import H_HOUR, problem_at
from benchmarks.neo import FOLDER, read_neo

from exeunt.model.places import PlaceKind
from exeunt.model.times import HOUR
from exeunt.plan.checker import examine
from exeunt.plan.solver import solve


PATHS = sorted(FOLDER.glob("*.json"))
at_hand = pytest.mark.skipif(not PATHS, reason="the study is not at hand")


def _arc(kind: str, start: str, end: str, periods: int) -> dict[str, Any]:
    return {
        "type": kind, "frm": start, "to": end, "periods": periods, "carries_people": True
    }  # fmt: skip


def _body(**given: Any) -> dict[str, Any]:
    """Make a file of six hours: one origin, a border, and an airport with two types."""
    nodes = [
        {"id": "O0", "kind": "origin", "closed_periods": []},
        {"id": "A0", "kind": "assembly", "closed_periods": []},
        {"id": "APT", "kind": "airport", "closed_periods": [[2, 3]]},
        {"id": "BDR", "kind": "border", "closed_periods": [[0, 0], [8, 11]]},
        {"id": "SAFE", "kind": "safehaven", "closed_periods": []},
    ]
    fleet = [
        {"type": "bus", "seats": 9, "count": 2, "mode": "road", "start": "A0"},
        {"type": "prop", "seats": 5, "count": 1, "mode": "air", "start": "SAFE"},
        {"type": "jet", "seats": 7, "count": 1, "mode": "air", "start": "SAFE"},
    ]
    arcs = [
        _arc("bus", "O0", "A0", 1),
        _arc("bus", "A0", "O0", 1),
        _arc("bus", "A0", "BDR", 2),
        _arc("bus", "BDR", "A0", 2),
        _arc("bus", "A0", "APT", 1),
        _arc("bus", "APT", "A0", 1),
        _arc("prop", "APT", "SAFE", 4),
        _arc("prop", "SAFE", "APT", 4),
        _arc("jet", "APT", "SAFE", 3),
        _arc("jet", "SAFE", "APT", 3),
    ]
    return {
        "name": "tiny",
        "period_minutes": 30,
        "horizon_periods": 12,
        "groups": [{"id": "P1", "weight": 5.0}, {"id": "P2", "weight": 2.0}],
        "nodes": nodes,
        "processing_per_period": {"A0": 20},
        "border_exit_per_period": 10,
        "airport_loaded_departures_per_period": 2,
        "fleet": fleet,
        "arcs": arcs,
        "ready": [
            {"origin": "O0", "group": "P1", "total": 4, "per_period": {"0": 3, "2": 1}},
            {"origin": "O0", "group": "P2", "total": 5, "per_period": {"1": 5}},
        ],
        "reference": {"best_known": 1.0},
        **given,
    }  # fmt: skip


def _read(**given: Any) -> Any:
    return read_neo(json.dumps(_body(**given)).encode())


def test_people_become_ready_period_by_period() -> None:
    cohorts = problem_at(_read().post).cohorts
    assert [(c.category, c.persons, c.ready_s) for c in cohorts] == [
        ("P1", 3, 0),
        ("P1", 1, HOUR),
        ("P2", 5, HOUR // 2),
    ]


def test_rates_are_by_the_hour() -> None:
    post = _read().post
    assert post.place("A0").processes_per_h == 40
    assert post.place("BDR").processes_per_h == 20
    assert post.link("APT-SAFE").vehicles_per_h == 4
    assert post.link("SAFE-APT").vehicles_per_h is None


def test_closed_periods_are_shut_to_the_end_of_the_last() -> None:
    problem = problem_at(_read().post)
    assert problem.open["BDR"] == ((HOUR // 2, 4 * HOUR),)
    assert problem.open["APT"] == ((0, HOUR), (2 * HOUR, 6 * HOUR))


def test_types_of_one_mode_share_a_link_and_differ_by_a_factor() -> None:
    post = _read().post
    steps = {f.id: f.travel_s(post.link("APT-SAFE"), 60) for f in post.file.fleets}
    assert (steps["prop"], steps["jet"]) == (4 * HOUR // 2, 3 * HOUR // 2)


def test_a_type_that_is_not_faster_by_one_factor_is_refused() -> None:
    arcs = [*_body()["arcs"][:-1], _arc("jet", "SAFE", "APT", 4)]
    with pytest.raises(ValueError, match="jet is not faster"):
        _read(arcs=arcs)


def test_nothing_loads_and_the_border_is_a_minute_wide() -> None:
    post = _read().post
    assert {(f.loading, f.unloading) for f in post.file.fleets} == {(0, 0)}
    assert post.link("BDR-OVER").nominal_s == 60
    assert post.place("OVER").kind == PlaceKind.SAFE_HAVEN


def test_a_shorter_horizon_leaves_out_who_is_ready_after_it() -> None:
    neo = read_neo(json.dumps(_body()).encode(), horizon_h=1)
    assert neo.post.file.deadline == HOUR
    assert sum(e.likely for e in neo.post.estimates) == 8


def test_the_cost_of_the_study_counts_from_being_ready() -> None:
    neo = _read()
    assert neo.before_ready == pytest.approx(5 * 1 + 5 * 2 / 2)
    assert neo.their_cost(person_hours=100, left_behind=2) == pytest.approx(186)


def test_the_tiny_one_is_planned_by_the_rules() -> None:
    post = _read().post
    plan = solve(problem_at(post), seconds=20, clock=process_time, iterations=20)
    report = examine(post, plan)
    assert report.breaches == ()
    assert report.summary is not None
    assert report.summary.left == 0


@at_hand
def test_every_departure_of_the_study_is_read() -> None:
    people = {p.stem: read_neo(p.read_bytes()) for p in PATHS}
    found = {n: sum(e.likely for e in x.post.estimates) for n, x in people.items()}
    assert found == {
        "k1-30min": 1501,
        "k1-60min": 1501,
        "k1-60min-scarce-84h": 1495,
        "k2-60min": 3000,
        "k4-60min": 6001,
    }


@at_hand
def test_hours_of_the_study_are_hours_of_the_day() -> None:
    """The border opens at six and shuts at eight in the evening, each day."""
    path = next(p for p in PATHS if p.stem == "k1-60min")
    problem = problem_at(read_neo(path.read_bytes()).post)
    spans = [(a / HOUR, b / HOUR) for a, b in problem.open["BDR"]]
    assert spans == [(24 * d + 6, 24 * d + 20) for d in range(5)]
    assert problem.h_hour == H_HOUR
    assert problem.open["APT"][0][1] == timedelta(hours=34).total_seconds()
