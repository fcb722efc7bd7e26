from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.make_problem import an_icep

from exeunt.errors import InvalidInput
from exeunt.formats.literature.icep import Waiting, read_icep
from exeunt.formats.literature.icep_post import icep_post
from exeunt.formats.post_files import read_post_files
from exeunt.model.fleets import Fleet
from exeunt.model.places import Mode, PlaceKind
from exeunt.model.post import Post


NOW = datetime(2030, 5, 6, 12, tzinfo=UTC)
MIN = 60


def _post(*changes: tuple[str, str, str], scenario: str = "Storm") -> Post:
    problem = read_icep(an_icep(*changes))
    day = date(2030, 5, 6)
    files = icep_post(problem, name="small", scenario=scenario, day=day)
    return read_post_files(files, now=NOW)[0]


def _vessel(post: Post, name: str) -> Fleet:
    return next(f for f in post.file.fleets if f.name == name)


def _ways(post: Post, name: str) -> dict[tuple[str, str], float]:
    """Give minutes by the names of the places between which a vessel may go."""
    names = {p.id: p.name for p in post.file.places}
    links = [post.link(link) for link in _vessel(post, name).links]
    return {(names[k.from_], names[k.to]): k.nominal_s / MIN for k in links}


def test_a_problem_is_read_with_all_its_scenarios() -> None:
    problem = read_icep(an_icep())
    assert problem.scenarios == {
        "Storm": {
            "North": Waiting(demand=60, private=10),
            "South": Waiting(demand=14, private=4),
        },
        "Fire": {"North": Waiting(demand=20, private=0)},
    }
    assert problem.island["North Beach"] == "North"
    assert problem.vessels[0].lands == {"North Quay", "South Quay", "East Pier"}


def test_who_has_a_boat_is_not_lifted() -> None:
    names = {p.id: p.name for p in _post().file.places}
    people = {names[e.place]: e.likely for e in _post().estimates}
    assert people == {"North": 50, "South": 10}


@pytest.mark.parametrize(
    ("demand", "private", "lifted"),
    [("60", "10.0", 50), ("60.5", "10", 51), ("60", "59.5", 1), ("5", "9", 0)],
)
def test_people_are_whole_and_never_fewer_than_none(
    demand: str, private: str, lifted: int
) -> None:
    row = f"Storm,North,{private},{demand}"
    post = _post(("input/scenarios.csv", "Storm,North,10,60", row))
    assert sum(e.likely for e in post.estimates if e.place == "area-1") == lifted


def test_a_location_of_which_a_scenario_is_silent_has_nobody() -> None:
    assert [e.place for e in _post(scenario="Fire").estimates] == ["area-1"]


def test_each_vessel_is_a_fleet_with_its_own_times() -> None:
    gull, tern = _vessel(_post(), "Gull"), _vessel(_post(), "Tern")
    assert (gull.vehicles, gull.seats, gull.based) == (1, {"seat": 50}, "haven-1")
    assert (gull.available_from, gull.loading, gull.unloading) == (600, 300, 300)
    assert (tern.available_from, tern.loading, tern.unloading) == (12, 150, 150)


def test_a_way_is_faster_empty_than_loaded_as_the_vessel_is() -> None:
    assert _ways(_post(), "Gull") == {
        ("East Pier", "North Quay"): 15,
        ("East Pier", "South Quay"): 24,
        ("North Quay", "East Pier"): 30,
        ("South Quay", "East Pier"): 48,
    }


def test_times_are_rounded_up_to_half_a_minute() -> None:
    ways = _ways(_post(("input/vessels.csv", "24,24", "23,22.9")), "Tern")
    assert ways["East Pier", "North Beach"] == 13.5  # 5 / 23 h are 13.04 min
    assert ways["North Beach", "East Pier"] == 13.5  # 5 / 22.9 h are 13.10 min
    assert _post().file.planning_step == 30


def test_a_time_that_is_whole_is_not_rounded_for_want_of_digits() -> None:
    # 2.8 / 12 h are 13.999999999999998 min
    ways = _ways(
        _post(
            ("incidences/delta.csv", "North Beach,5", "North Beach,2.8"),
            ("input/vessels.csv", "24,24", "12,12"),
        ),
        "Tern",
    )
    assert ways["East Pier", "North Beach"] == 14


def test_a_vessel_lands_only_where_it_may() -> None:
    docks = {dock for way in _ways(_post(), "Tern") for dock in way}
    assert docks == {"North Beach", "South Quay", "East Pier", "West Pier"}


def test_a_vessel_that_may_land_nowhere_is_left_out_and_not_let_go_everywhere() -> None:
    post = _post(
        ("input/vessel compatibility.csv", "North Quay,Gull,1", "North Quay,Gull,0"),
        ("input/vessel compatibility.csv", "South Quay,Gull,1", "South Quay,Gull,0"),
    )
    assert [f.name for f in post.file.fleets] == ["Tern"]
    assert all(f.links for f in post.file.fleets)
    assert "left out: 1." in post.file.why


def test_the_first_way_is_its_own_where_one_is_given() -> None:
    ways = _ways(
        _post(
            ("incidences/zeta.csv", "East Pier,South Quay,8", "East Pier,South Quay,2")
        ),
        "Gull",
    )
    assert ways["East Pier", "South Quay"] == 6


def test_a_vessel_may_lie_where_nobody_is_brought() -> None:
    post = _post(
        ("input/vessels.csv", "East Pier,50", "Far Mooring,50"),
        ("incidences/zeta.csv", "East Pier,North Quay,5", "Far Mooring,North Quay,7"),
    )
    mooring = post.place(_vessel(post, "Gull").based)
    assert (mooring.name, mooring.kind) == ("Far Mooring", PlaceKind.WAYPOINT)
    assert _ways(post, "Gull")["Far Mooring", "North Quay"] == 21


def test_people_walk_from_their_location_to_each_of_its_docks() -> None:
    post = _post()
    names = {p.id: p.name for p in post.file.places}
    walks = [k for k in post.file.links if k.mode == Mode.FOOT]
    assert [(names[k.from_], names[k.to]) for k in walks] == [
        ("North", "North Quay"),
        ("North", "North Beach"),
        ("South", "South Quay"),
    ]
    assert {k.nominal_s for k in walks} == {30}


def test_every_dock_of_the_mainland_is_a_haven_of_its_own() -> None:
    havens = [p.name for p in _post().file.places if p.kind == PlaceKind.SAFE_HAVEN]
    assert havens == ["East Pier", "West Pier"]


def test_a_location_may_be_called_as_its_dock_is() -> None:
    post = _post(
        ("input/island docks.csv", "South Quay,South,", "South Quay,South Quay,"),
        ("input/scenarios.csv", "Storm,South,", "Storm,South Quay,"),
    )
    same = [p.kind for p in post.file.places if p.name == "South Quay"]
    assert same == [PlaceKind.RESIDENCE, PlaceKind.SEAPORT]


def test_a_scenario_in_which_nobody_needs_a_vessel_is_no_problem() -> None:
    with pytest.raises(InvalidInput, match="0 people need a vessel"):
        _post(
            ("input/scenarios.csv", "Fire,North,0,20", "Fire,North,20,20"),
            scenario="Fire",
        )


def test_a_problem_in_which_nobody_can_be_brought_away_is_told() -> None:
    with pytest.raises(InvalidInput, match="no vessel can bring anybody away"):
        _post(
            (
                "input/vessel compatibility.csv",
                "North Quay,Gull,1",
                "North Quay,Gull,0",
            ),
            (
                "input/vessel compatibility.csv",
                "North Beach,Tern,1",
                "North Beach,Tern,0",
            ),
            scenario="Fire",
        )


def test_who_cannot_be_fetched_does_not_hold_up_the_deadline() -> None:
    stranded = _post(
        ("input/vessel compatibility.csv", "South Quay,Gull,1", "South Quay,Gull,0"),
        ("input/vessel compatibility.csv", "South Quay,Tern,1", "South Quay,Tern,0"),
    )
    assert 0 < stranded.file.deadline <= _post().file.deadline
    assert {e.place for e in stranded.estimates} == {"area-1", "area-2"}
