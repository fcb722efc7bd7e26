"""Rule §36 as a table: the good plan, followed to one moment after another."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.good_plan import the_plan, the_post
from tests.make import H_HOUR

from exeunt.model.state import Party, State
from exeunt.plan.follow import follow


TABLE = """
at    | who     | is at      | since | processed | was told of
00:00 | h1      | home       | 01:00 | no        | 01:15 gate, 03:15 haven
00:00 | h4      | home       | 01:00 | no        |
00:00 | cit/1 4 | home       | 00:00 | no        | 02:15 gate, 04:15 haven
00:00 | cit/2 2 | home       | 02:00 | no        | 02:15 gate, 04:15 haven
00:00 | cit/2 2 | home       | 02:00 | no        | 02:00 gate, 06:15 haven

# a trip is under way from when it begins to load: t1 and t8 at 01:00
01:00 | h1      | home       | 01:00 | no        | 01:15 gate, 03:15 haven
01:01 | h1      | gate       | 02:30 | no        | 03:15 haven
01:01 | h3      | airport    | 02:15 | no        | 06:00 abroad

# the gate processes 30 an hour: the first of nine is done two minutes after 02:30, and
# who is being processed counts, the household with them
02:30 | h1      | gate       | 02:30 | no        | 03:15 haven
02:31 | h1      | gate       | 02:30 | yes       | 03:15 haven
02:31 | h2      | gate       | 02:30 | no        | 03:15 haven
02:39 | h2      | gate       | 02:30 | yes       | 03:15 haven

# of six who come at 03:30, five are done or begun nine minutes later
03:39 | cit/1 4 | gate       | 03:30 | yes       | 04:15 haven
03:39 | cit/2 1 | gate       | 03:30 | yes       | 04:15 haven
03:39 | cit/2 1 | gate       | 03:30 | no        | 04:15 haven
03:39 | cit/2 2 | gate       | 04:00 | no        | 06:15 haven

03:39 | h1      | haven      | 04:45 | no        |
03:39 | h3      | airport    | 02:15 | no        | 06:00 abroad

# what they came by tells people apart no more, once they are there
07:40 | cit/2 2 | haven      | 05:45 | no        |
07:40 | cit/2 2 | haven      | 07:45 | no        |
09:00 | cit/2 4 | haven      | 05:45 | no        |
"""


def rows() -> list[list[str]]:
    lines = [x for x in TABLE.strip().splitlines()[1:] if x and not x.startswith("#")]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def clock(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def state_at(text: str) -> State:
    at = H_HOUR + timedelta(seconds=clock(text))
    return follow(the_post(), the_plan(), at=at).state


def after(moment: datetime | None) -> str:
    assert moment is not None
    seconds = round((moment - H_HOUR).total_seconds())
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"


def as_told(party: Party) -> list[str]:
    told = ", ".join(f"{after(t.departs)} {t.to}" for t in party.announced or ())
    who = f"{party.whose} {party.persons}" if party.cohort else party.whose
    done = "yes" if party.processed else "no"
    return [who, party.place, after(party.since), done, told]


@pytest.mark.parametrize("row", rows(), ids=" ".join)
def test_people_are_where_the_plan_has_brought_them(row: list[str]) -> None:
    at, *told = row
    assert told in [as_told(party) for party in state_at(at).parties]


@pytest.mark.parametrize("at", ["00:00", "02:31", "03:39", "05:00", "09:00"])
def test_nobody_is_lost_or_doubled(at: str) -> None:
    parties = state_at(at).parties
    households = [party.household for party in parties if party.household]
    assert sorted(households) == ["h1", "h2", "h2~h2-4", "h3", "h4"]
    assert sum(party.persons or 0 for party in parties) == 8


VEHICLES = """
at    | vehicle | stands at | free from
01:01 | coach/1 | gate      | 02:30
01:01 | van/1   | airport   | 02:15
03:39 | coach/1 | haven     | 04:45
03:39 | coach/2 | gate      | 03:30
05:00 | coach/1 | gate      | 06:00
"""


@pytest.mark.parametrize(
    "row",
    [[x.strip() for x in line.split("|")] for line in VEHICLES.splitlines()[2:]],
    ids=" ".join,
)
def test_vehicles_are_where_their_last_trip_ends(row: list[str]) -> None:
    at, vehicle, place, free = row
    stands = {v.vehicle: v for v in state_at(at).vehicles}
    assert stands[vehicle].place == place
    assert stands[vehicle].free == H_HOUR + timedelta(seconds=clock(free))


def test_a_vehicle_that_has_not_set_out_is_not_named() -> None:
    assert [v.vehicle for v in state_at("01:01").vehicles] == ["coach/1", "van/1"]


def test_a_set_out_counts_as_long_as_it_keeps_others_back() -> None:
    # two an hour over home-gate; t3 set out at 02:15
    assert [s.link for s in state_at("02:44").departed] == ["home-gate"]
    assert state_at("02:45").departed == ()


def test_trips_that_have_not_begun_are_left_counted_from_the_moment() -> None:
    at = H_HOUR + timedelta(seconds=clock("04:00"))
    trips = follow(the_post(), the_plan(), at=at).trips
    assert {t.id: t.depart_s for t in trips} == {
        "t4": 15_300 - 14_400,
        "t6": 17_100 - 14_400,
        "t7": 22_500 - 14_400,
        "t9": 21_600 - 14_400,
    }
