from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.make_problem import BEP

from exeunt.errors import Faults, InvalidInput
from exeunt.formats.literature.bep import BusProblem, read_bep
from exeunt.formats.literature.bep_post import bep_post
from exeunt.formats.post_files import read_post_files
from exeunt.model.places import PlaceKind
from exeunt.model.post import Post


NOW = datetime(2030, 5, 6, 12, tzinfo=UTC)


def _post(data: bytes = BEP, *, name: str = "small.txt", unit_s: int = 900) -> Post:
    problem = read_bep(data, file=name)
    files = bep_post(problem, name=name, unit_s=unit_s, day=date(2030, 5, 6))
    return read_post_files(files, now=NOW)[0]


def test_a_problem_is_read_line_by_line() -> None:
    assert read_bep(BEP, file="small.txt") == BusProblem(
        seats=2,
        buses=(2, 1),
        waiting=(4, 2),
        beds=(4, 4),
        first=((2, 3), (1, 4)),
        across=((4, 6), (5, 3)),
    )


@pytest.mark.parametrize(
    "data",
    [
        BEP.replace(b"\n", b"\r\n"),
        BEP.replace(b"\n", b" \n\n"),
        BEP.replace(b" ", b"\t"),
        b"\xef\xbb\xbf" + BEP,
        BEP.rstrip(),
    ],
)
def test_blanks_and_ends_of_lines_mean_nothing(data: bytes) -> None:
    assert read_bep(data, file="small.txt") == read_bep(BEP, file="small.txt")


def test_people_wait_where_and_in_what_numbers_the_file_says() -> None:
    people = {e.place: (e.low, e.likely, e.high) for e in _post().estimates}
    assert people == {"pick-up-1": (4, 4, 4), "pick-up-2": (2, 2, 2)}


def test_every_depot_has_a_fleet_of_its_own() -> None:
    fleets = [(f.based, f.vehicles, f.seats) for f in _post().file.fleets]
    assert fleets == [("depot-1", 2, {"seat": 2}), ("depot-2", 1, {"seat": 2})]


def test_a_unit_of_time_is_a_planning_step() -> None:
    post = _post(unit_s=60)
    steps = {k.id: k.nominal_s / 60 for k in post.file.links}
    assert post.file.planning_step == 60
    assert steps == {
        "depot-1-pick-up-1": 2,
        "depot-1-pick-up-2": 3,
        "depot-2-pick-up-1": 1,
        "depot-2-pick-up-2": 4,
        "pick-up-1-shelter-1": 4,
        "pick-up-1-shelter-2": 6,
        "pick-up-2-shelter-1": 5,
        "pick-up-2-shelter-2": 3,
        "shelter-1-pick-up-1": 4,
        "shelter-2-pick-up-1": 6,
        "shelter-1-pick-up-2": 5,
        "shelter-2-pick-up-2": 3,
    }


def test_loading_takes_no_time_and_depots_are_not_come_back_to() -> None:
    file = _post().file
    assert {(f.loading, f.unloading) for f in file.fleets} == {(0, 0)}
    assert not any(k.to.startswith("depot") or k.both_ways for k in file.links)


def test_a_shelter_holds_people_and_nobody_moves_on() -> None:
    file = _post().file
    havens = [p for p in file.places if p.kind == PlaceKind.SAFE_HAVEN]
    assert [p.holds for p in havens] == [4, 4]
    assert all(k.empty_only for k in file.links if k.from_.startswith("shelter"))


def test_the_deadline_leaves_simple_dispatching_a_quarter_to_spare() -> None:
    # the bus of depot 2 brings two to shelter 1 by 5, one of depot 1 two by 6, the
    # other the last two from point 2 to shelter 2 by 6
    assert _post().file.deadline == 8 * 900


def test_what_is_not_there_is_left_out() -> None:
    data = (
        BEP.replace(b"2 2 1", b"2 3 0")
        .replace(b"6 4 2", b"4 4 0")
        .replace(b"8 4 4", b"4 4 0")
    )
    post = _post(data)
    ids = [p.id for p in post.file.places]
    assert ids == ["depot-1", "pick-up-1", "pick-up-2", "shelter-1"]
    assert [f.id for f in post.file.fleets] == ["buses-1"]
    assert [e.place for e in post.estimates] == ["pick-up-1"]


def test_a_way_longer_than_the_deadline_is_left_out() -> None:
    links = {k.id for k in _post(BEP.replace(b"1 4 6", b"1 4 99")).file.links}
    assert "pick-up-1-shelter-2" not in links
    assert "pick-up-1-shelter-1" in links


def test_a_bus_need_not_be_full() -> None:
    odd = BEP.replace(b"6 4 2", b"5 3 2")
    assert _post(odd).file.deadline == _post().file.deadline


def test_a_problem_that_takes_too_long_asks_for_a_shorter_unit() -> None:
    slow = BEP.replace(b"1 4 6", b"1 9999 9999")
    with pytest.raises(InvalidInput, match="shorter --unit than 15m"):
        _post(slow)
    assert _post(slow, unit_s=60).file.deadline < 90 * 86400


def test_the_name_of_a_file_cannot_leave_its_comment() -> None:
    post = _post(name="evil\nexeunt: 2\x07\udcff.txt")
    assert post.file.name == "Bus evacuation evil?exeunt: 2??"


def test_a_file_of_faults_tells_the_first_hundred() -> None:
    with pytest.raises(Faults) as caught:
        read_bep(b"x " * 5000, file="small.txt")
    assert len(caught.value.faults) == 100


def test_a_problem_of_thousands_of_buses_is_read_at_once() -> None:
    data = b"10000 1\n1 10000\n1 100000 100000\n1 100000 100000\n1 1\n1 1\n"
    assert _post(data).file.deadline == 25 * 900
