from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.make import (
    a_category,
    a_fleet,
    a_link,
    a_person,
    a_place,
    a_plan,
    a_problem,
    a_trip,
)
from tests.often import often

from exeunt.model.times import HOUR, MINUTE, NEVER
from exeunt.rehearse import rehearse
from exeunt.rehearse.openings import Windows
from exeunt.rehearse.reading import script_of
from exeunt.rehearse.script import Ride, ways_empty


def test_nobody_who_stands_by_is_taken_against_the_stream() -> None:
    """The plan takes two to the airport, and one back from there to the road out."""
    problem = a_problem(
        people=tuple(a_person(f"p{k}") for k in range(3)),
        places=[a_place(), a_place("airport"), a_place("haven", kind="safe_haven")],
        links=[
            a_link("home", "airport"),
            a_link("home", "haven", time="9h"),
            a_link("airport", "haven", mode="air", both_ways=False),
        ],
    )
    there = {"link": "home-airport", "from": "home", "to": "airport"}
    back = {"link": "home-airport", "from": "airport", "to": "home"}
    plan = a_plan(
        problem,
        a_trip("t1", households=("h-p0", "h-p1"), **there),
        a_trip("t2", depart_s=6300, arrive_s=9900, households=("h-p0",), **back),
    )
    script = script_of(problem, plan)
    useful = {
        f"{hop.from_}>{hop.to}": script.useful[k]
        for k, hop in enumerate(script.problem.hops)
    }
    assert useful["home>airport"]
    assert not useful["airport>home"]


def test_a_sweep_that_finds_nobody_lets_another_go_for_who_is_left() -> None:
    """
    A minibus is sent for four, whom a planned coach takes meanwhile.

    The wheelchair user who came later was taken for one of those four; the minibus has
    no room of her kind, the van has.
    """
    people = [a_person("planned"), a_person("first")]
    people += [a_person(f"s{k}", household="four", category="slow") for k in range(4)]
    people.append(a_person("w", category="slowest", needs=["wheelchair"]))
    problem = a_problem(
        people=tuple(people),
        categories=[
            a_category(),
            a_category("slow", ready_after="2h"),
            a_category("slowest", ready_after="2h 30m", weight=9),
        ],
        fleets=[
            a_fleet("minibus", vehicles=1, seats={"seat": 4}),
            a_fleet(vehicles=1, available_from="2h 45m"),
            a_fleet("van", vehicles=1, seats={"seat": 2, "wheelchair": 1}),
        ],
        doubts={"sweep_every": "15m"},
    )
    plan = a_plan(
        problem,
        a_trip(vehicle="minibus/1", households=("h-first",)),
        a_trip("t2", depart_s=3 * HOUR, arrive_s=4 * HOUR, households=("h-planned",)),
    )
    found = rehearse(problem, plan, replications=1, seed=0)
    assert found.left.tolist() == [[0, 0, 0]]
    # the minibus is back at 3 h and finds nobody it can take; the van then loads
    last = 3 * HOUR + (15 + 60 + 15) * MINUTE
    assert found.cleared_s.tolist() == [[4 * HOUR + 15 * MINUTE] * 2 + [last]]


def test_nobody_is_swept_to_where_nothing_has_room_for_them() -> None:
    """
    A wheelchair user misses her bus to the airport.

    The vans also go to the station, but the trains have no wheelchair place; from the
    airport the aircraft has. She must not end up at the station.
    """
    wheelchair = {"seat": 4, "wheelchair": 1}
    problem = a_problem(
        people=(
            a_person("seated"),
            a_person("w", category="slow", needs=["wheelchair"]),
        ),
        categories=[a_category(), a_category("slow", ready_after="5h")],
        places=[
            a_place(),
            a_place("station", kind="station"),
            a_place("airport", kind="airport"),
            a_place("haven", kind="safe_haven"),
        ],
        links=[
            a_link("home", "station", time="15m"),
            a_link("home", "airport", time="2h"),
            a_link("station", "haven", mode="rail", time="1h", both_ways=False),
            a_link("airport", "haven", mode="air", both_ways=False),
        ],
        fleets=[
            a_fleet("van", vehicles=1, seats=wheelchair),
            a_fleet("train", mode="rail", based="station", vehicles=1),
            a_fleet("jet", mode="air", based="airport", vehicles=1, seats=wheelchair),
        ],
        doubts={"sweep_every": "15m"},
    )
    to_station = {"link": "home-station", "from": "home", "to": "station"}
    by_van = a_trip(
        vehicle="van/1", households=("h-seated",), arrive_s=30 * MINUTE, **to_station
    )
    to_haven = {"link": "station-haven", "from": "station", "to": "haven"}
    by_train = a_trip(
        "t2",
        vehicle="train/1",
        households=("h-seated",),
        depart_s=HOUR,
        arrive_s=2 * HOUR,
        **to_haven,
    )
    found = rehearse(problem, a_plan(problem, by_van, by_train), replications=1, seed=0)
    assert found.left.tolist() == [[0, 0]]


PLACES = range(6)
ALWAYS = Windows(((0, NEVER),))


def _a_ride(hop: int, from_: int, to: int, travel_s: int) -> Ride:
    return Ride(
        hop=hop, from_=from_, to=to, travel_s=travel_s, loaded=ALWAYS, empty=ALWAYS
    )


def _least_times(rides: list[Ride]) -> list[list[float]]:
    """Give the least time between any two places: each ride tried often enough."""
    least = [[0.0 if a == b else float("inf") for b in PLACES] for a in PLACES]
    for _ in PLACES:
        for ride in rides:
            for row in least:
                row[ride.to] = min(row[ride.to], row[ride.from_] + ride.travel_s)
    return least


@often(200)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(PLACES), st.sampled_from(PLACES), st.integers(1, 4)
        ).filter(lambda ride: ride[0] != ride[1]),
        max_size=20,
    )
)
def test_an_empty_vehicle_takes_the_quickest_way(
    drawn: list[tuple[int, int, int]],
) -> None:
    rides = [_a_ride(k, *ride) for k, ride in enumerate(drawn)]
    least = _least_times(rides)
    for start, ways in enumerate(ways_empty(rides, PLACES)):
        assert set(ways) == {p for p in PLACES if least[start][p] < float("inf")}
        for place, way in ways.items():
            ends = [start, *(ride.to for ride in way)]
            assert [ride.from_ for ride in way] == ends[:-1]
            assert ends[-1] == place
            assert sum(ride.travel_s for ride in way) == least[start][place]
