from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from tests.make import a_fleet, a_link, a_place, a_post

from exeunt.model.people import SeatKind
from exeunt.model.places import PlaceKind
from exeunt.model.post import Post
from exeunt.review.eap.flow import Network, Node
from exeunt.review.eap.ways import Loss, ways_of


PLACES = ["home", "a", "b", "c", "haven"]
PAIRS = list(combinations(PLACES, 2))


def _post(pairs: list[tuple[str, str]]) -> Post:
    return a_post(
        places=[
            *(a_place(p) for p in PLACES[:-1]),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN),
        ],
        links=[a_link(start, end) for start, end in pairs],
    )


@given(pairs=st.lists(st.sampled_from(PAIRS), unique=True))
def test_what_cuts_a_home_off_is_what_removing_it_shows(
    pairs: list[tuple[str, str]],
) -> None:
    ways = ways_of(_post(pairs))
    if not ways.gets_out("home"):
        return
    by_removal = {
        f"link {start}-{end}"
        for start, end in pairs
        if not ways.gets_out("home", loss=Loss(links=frozenset({f"{start}-{end}"})))
    } | {
        f"place {place}"
        for place in "abc"
        if not ways.gets_out("home", loss=Loss(places=frozenset({place})))
    }
    assert set(ways.cuts("home")) == by_removal


def test_a_link_of_one_direction_leads_one_way() -> None:
    ways = ways_of(a_post(links=[a_link("haven", "home", both_ways=False)]))
    assert not ways.gets_out("home")


def test_a_fleet_without_vehicles_carries_nobody() -> None:
    ways = ways_of(a_post(fleets=[a_fleet(vehicles=0)]))
    assert not ways.gets_out("home")


def test_own_means_take_a_stretcher_and_feet_do_not() -> None:
    by_car = ways_of(a_post(links=[a_link(mode="own")]))
    on_foot = ways_of(a_post(links=[a_link(mode="foot")]))
    assert by_car.gets_out("home", kind=SeatKind.STRETCHER)
    assert not on_foot.gets_out("home", kind=SeatKind.STRETCHER)


@given(
    arcs=st.lists(
        st.tuples(st.sampled_from(PAIRS), st.booleans(), st.integers(0, 9)), max_size=12
    )
)
def test_the_most_that_passes_is_the_capacity_of_the_tightest_cut(
    arcs: list[tuple[tuple[str, str], bool, int]],
) -> None:
    network, whole = Network(), Counter[tuple[Node, Node]]()
    for (start, end), back, capacity in arcs:
        a, b = ("in", start), ("in", end)
        a, b = (b, a) if back else (a, b)
        network.add(a, b, capacity)
        whole[a, b] += capacity
    source, sink = ("in", "home"), ("in", "haven")
    most = network.most(source, sink)
    assert most == sum(capacity for _, _, capacity in network.tightest(source))
    assert most == min(_cut(whole, side) for side in _sides(source))


def _sides(source: Node) -> list[set[Node]]:
    others: list[Node] = [("in", place) for place in "abc"]
    return [{source, *some} for n in range(4) for some in combinations(others, n)]


def _cut(whole: Counter[tuple[Node, Node]], side: set[Node]) -> int:
    return sum(n for (a, b), n in whole.items() if a in side and b not in side)
