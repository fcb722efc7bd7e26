"""Rules §40 to §42 as tables: what the good plan comes to for people."""

from __future__ import annotations

import pytest
from tests.good_plan import the_plan, the_post, with_trip, without

from exeunt.model.fallbacks import Cover, Fallback, Standby
from exeunt.model.notices import Notice
from exeunt.model.people import Need
from exeunt.plan.covers import for_people


COVERS = """
trip | people | stand by                               | alternate              | contingency

# of nine on t1 five fit on t3: h1 with the wheelchair, and who was split from h2
t1   | 9      | h4 2 left 19:15, cit/1 4 of t3 01:00   | planned 02:15 gate 5   | alone 01:15 gate 9
t8   | 2      | h4 2 left 15:30                        | planned 02:15 gate 2   | alone 01:15 gate 2

# nothing with people leaves home later; own means may at any time
t3   | 6      | h4 2 left 18:15                        | none                   | alone 02:15 gate 6
t5   | 2      |                                        | planned 02:15 gate 2   | vehicle 02:15 airport 2

# who comes at 04:00 cannot be processed before t4 loads
t2   | 9      |                                        | planned 04:15 haven 5  | none
t4   | 6      |                                        | planned 06:15 haven 6  | none
t7   | 2      |                                        | none                   | none

# the flight of 05:45 would be unloaded after the deadline
t9   | 2      |                                        | none                   | vehicle 06:15 abroad 2
"""
NOTICES = """
who       | where, by     | trips  | ends at | may stand by for | because
h1 4      | home 01:00    | t1, t2 | haven   |                  |
h2 4      | home 01:00    | t1, t2 | haven   |                  |
h2~h2-4 1 | home 01:00    | t1, t2 | haven   |                  |
h3 2      | home 01:00    | t8, t9 | abroad  |                  |
h4 2      | home 01:00    |        | home    | t1, t8, t3       | no seat

# six at the gate take twelve minutes before 04:00; times are told in steps of five
cit/1 4   | home 02:00    | t3     | gate    | t1               |
cit/1 4   | gate 03:45    | t4     | haven   |                  |
cit/2 2   | home 02:00    | t3     | gate    |                  |
cit/2 2   | home 02:00    | t5     | gate    |                  |
cit/2 2   | gate 03:45    | t4     | haven   |                  |
cit/2 2   | gate 05:55    | t7     | haven   |                  |
"""


def rows(table: str) -> list[list[str]]:
    lines = [x for x in table.strip().splitlines()[1:] if x and not x.startswith("#")]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def clock(after_s: int) -> str:
    return f"{after_s // 3600:02}:{after_s % 3600 // 60:02}"


def way(found: Fallback | None) -> str:
    if found is None:
        return "none"
    return f"{found.means} {clock(found.at_s)} {found.to} {found.takes}"


def waits(who: Standby) -> str:
    booked = f"of {who.booked}" if who.booked else "left"
    return f"{who.party} {who.persons} {booked} {clock(who.sooner_s)}"


def cover_row(cover: Cover) -> list[str]:
    standby = ", ".join(map(waits, cover.standby))
    ways = (way(cover.alternate), way(cover.contingency))
    return [cover.trip, str(cover.persons), standby, *ways]


def notice_row(notice: Notice) -> list[str]:
    return [
        f"{notice.party} {notice.persons}",
        f"{notice.place} {clock(notice.be_there_s)}",
        ", ".join(leg.trip for leg in notice.legs),
        notice.ends_at,
        ", ".join(notice.standby),
        notice.because,
    ]


FOUND = for_people(the_post(), the_plan())


@pytest.mark.parametrize("row", rows(COVERS), ids=lambda row: row[0])
def test_a_trip_is_backed_by_standby_alternate_and_contingency(row: list[str]) -> None:
    found = next(cover for cover in FOUND.covers if cover.trip == row[0])
    assert cover_row(found) == row


def test_every_trip_with_people_is_backed_and_no_empty_run() -> None:
    assert {c.trip for c in FOUND.covers} == {row[0] for row in rows(COVERS)}


def test_people_are_told_where_to_be_by_when_and_what_follows() -> None:
    assert [notice_row(notice) for notice in FOUND.notices] == rows(NOTICES)


def test_an_alternate_that_is_full_is_stood_by_for() -> None:
    plan = with_trip(
        the_plan(), "t3", cohorts={"cit/1": 4, "cit/2": 4}, households=["h4"]
    )
    plan = without(plan, "t5").model_copy(update={"left": ()})
    found = {c.trip: c for c in for_people(the_post(), plan).covers}
    assert way(found["t1"].alternate) == "standby 02:15 gate 0"


def test_who_has_no_seat_of_their_kind_is_not_asked_to_stand_by() -> None:
    post = the_post()
    people = tuple(
        p.model_copy(update={"needs": frozenset({Need.STRETCHER})})
        if p.household == "h4"
        else p
        for p in post.people
    )
    found = for_people(post.model_copy(update={"people": people}), the_plan())
    assert not any(s.party == "h4" for c in found.covers for s in c.standby)


def test_who_would_wait_past_a_trip_of_their_own_does_not_stand_by() -> None:
    # t1 leaves at 01:15; with t3 loading at 01:10 nobody of it can wait for that
    plan = with_trip(the_plan(), "t3", depart_s=4200 + 900, arrive_s=8700)
    found = {c.trip: c for c in for_people(the_post(), plan).covers}
    assert [s.party for s in found["t1"].standby] == ["h4"]


def test_of_a_cohort_as_many_stand_by_as_can_be_processed() -> None:
    # who comes at 03:58 has two minutes before t4 loads: the gate does one in two
    plan = with_trip(the_plan(), "t5", by_s=-120)
    found = {c.trip: c for c in for_people(the_post(), plan).covers}
    assert [waits(who) for who in found["t4"].standby] == ["cit/2 1 of t7 02:00"]
