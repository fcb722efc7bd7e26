from __future__ import annotations

from typing import Any

import pytest
from tests.make import H_HOUR, a_fleet, a_link, a_person, a_place, a_post

from exeunt.model.places import PlaceKind
from exeunt.model.post import Post
from exeunt.review.eap.capacity import Limit, limit
from exeunt.review.eap.ways import ways_of


def _limit(people: int, **given: Any) -> Limit:
    crowd = tuple(a_person(f"p{n}") for n in range(people))
    post: Post = a_post(people=crowd, **given)
    ways = ways_of(post)
    return limit(post, ways, ways.people, now=H_HOUR)


@pytest.mark.parametrize(
    ("given", "most"),
    [
        # two coaches of ten; an hour and a half a trip, two and a half a round
        ({"deadline": "90m"}, 20),
        ({"deadline": "89m"}, 0),
        ({"deadline": "4h"}, 40),
        ({"deadline": "4h", "fleets": [a_fleet(vehicles=3)]}, 60),
        ({"deadline": "4h", "fleets": [a_fleet(available_from="2h")]}, 20),
        ({"deadline": "4h", "fleets": [a_fleet(available_until="2h")]}, 20),
        ({"deadline": "4h", "links": [a_link(vehicles_per_h=0.5)]}, 30),
        ({"deadline": "4h", "links": [a_link(mode="own")]}, 99),
        (
            {"places": [a_place(processes_per_h=2), a_place(
                "haven", kind=PlaceKind.SAFE_HAVEN)], "deadline": "4h"},
            8,
        ),
        (
            {"places": [a_place(), a_place("haven", kind=PlaceKind.SAFE_HAVEN, holds=7)],
             "deadline": "4h"},
            7,
        ),
    ],
)  # fmt: skip
def test_no_more_get_out_than_seats_beds_and_gates_allow(
    given: dict[str, Any], most: int
) -> None:
    assert _limit(99, **given).most == most


def test_a_service_sells_what_its_timetable_has() -> None:
    service = {
        "id": "bus",
        "name": "bus",
        "link": "home-haven",
        "departs": ["09:00", "21:00"],
        "seats": {"seat": 5},
    }
    # decided at 08:00, a day and a half: 09:00, 21:00, 09:00
    given = {"services": [service], "fleets": [], "deadline": "36h"}
    assert _limit(99, **given).most == 15
    ends = service | {"until": "2030-05-06T19:00:00Z"}
    assert _limit(99, **given | {"services": [ends]}).most == 5


def test_what_binds_is_named() -> None:
    assert _limit(99, deadline="4h").binding == ("link home-haven (40)",)


def test_where_all_get_out_nothing_binds() -> None:
    found = _limit(3)
    assert (found.most, found.demand, found.binding) == (3, 3, ())
