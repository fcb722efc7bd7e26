"""The shortest way by road."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.make_map import a_road_graph, shortest_km

from exeunt.errors import InvalidInput
from exeunt.model.maps import Box
from exeunt.model.roads import RoadGraph, great_circle_km


# two hundredths of a degree are the least that keeps nodes from falling together
SPOTS = st.tuples(st.integers(0, 150), st.integers(0, 150)).map(
    lambda s: (30 + s[0] / 500, 50 + s[1] / 500)
)


@st.composite
def joined_graphs(draw: st.DrawFn) -> RoadGraph:
    """Draw a graph of one network, with detours."""
    nodes = draw(st.lists(SPOTS, min_size=2, max_size=9, unique=True))
    edges = {(draw(st.integers(0, n - 1)), n) for n in range(1, len(nodes))}
    more = st.tuples(
        st.integers(0, len(nodes) - 1), st.integers(0, len(nodes) - 1)
    ).filter(lambda e: e[0] < e[1])
    edges |= set(draw(st.lists(more, max_size=8)))
    detour = draw(st.lists(st.floats(0, 3), min_size=len(edges), max_size=len(edges)))
    return a_road_graph(nodes, sorted(edges), detour=detour)


def lonely(graph: RoadGraph) -> list[int]:
    """Give the nodes that no road passes but those that end there."""
    alone = []
    for node, (lon, lat) in enumerate(graph.nodes.tolist()):
        others = [e for e in range(len(graph.ends)) if node not in graph.ends[e]]
        rest = RoadGraph(
            graph.nodes, graph.ends[others], graph.km, graph.network, graph.source
        )
        if not others or rest.nearest_km(lon, lat) > 0.001:
            alone.append(node)
    return alone


@settings(max_examples=120, deadline=None)
@given(joined_graphs())
def test_a_route_is_as_short_as_trying_every_way(graph: RoadGraph) -> None:
    nodes = lonely(graph)
    for start in nodes[:1]:
        for end in nodes[1:]:
            a, b = (
                tuple(graph.nodes[start].tolist()),
                tuple(graph.nodes[end].tolist()),
            )
            assert graph.route(a, b).km == pytest.approx(
                shortest_km(graph, start, end), abs=1e-6
            )


@settings(max_examples=60, deadline=None)
@given(joined_graphs(), SPOTS, SPOTS)
def test_the_way_back_is_as_long_and_no_way_beats_the_crow(
    graph: RoadGraph, a: tuple[float, float], b: tuple[float, float]
) -> None:
    there, back = graph.route(a, b), graph.route(b, a)
    assert there.km == pytest.approx(back.km, abs=1e-6)
    assert there.km >= great_circle_km(*a, *b) * 0.999 - 1e-6
    assert there.line[0] == a
    assert there.line[-1] == b


@settings(max_examples=60, deadline=None)
@given(joined_graphs(), SPOTS)
def test_the_nearest_road_is_no_nearer_than_dense_points_on_it_say(
    graph: RoadGraph, spot: tuple[float, float]
) -> None:
    share = np.linspace(0, 1, 101)[:, None]
    points = np.concatenate(
        [
            graph.nodes[u] + share * (graph.nodes[v] - graph.nodes[u])
            for u, v in graph.ends
        ]
    )
    dense = min(great_circle_km(*spot, *point) for point in points.tolist())
    near = graph.nearest_km(*spot)
    assert near <= dense * 1.01 + 1e-9
    assert near >= dense - 0.5


def test_a_route_begins_in_the_middle_of_a_road() -> None:
    graph = a_road_graph([(30, 50), (31, 50)], [(0, 1)])
    whole = float(graph.km[0])
    route = graph.route((30.25, 50), (30.75, 50))
    assert route.km == pytest.approx(whole / 2, rel=1e-6)


def test_the_straight_bits_at_both_ends_count() -> None:
    graph = a_road_graph([(30, 50), (31, 50)], [(0, 1)])
    north = 0.1 * 111.195
    route = graph.route((30, 50.1), (31, 50.1))
    assert route.km == pytest.approx(float(graph.km[0]) + 2 * north, rel=1e-3)


def test_a_place_more_than_60_km_from_a_road_is_refused() -> None:
    graph = a_road_graph([(30, 50), (31, 50)], [(0, 1)])
    graph.route((30, 50.53), (31, 50))
    with pytest.raises(
        InvalidInput, match=r"no trunk road is within 60 km of lon 30, "
    ):
        graph.route((30, 50.55), (31, 50))
    assert graph.nearest_km(30, 50.55) == math.inf


def test_places_on_two_networks_are_not_joined() -> None:
    graph = a_road_graph([(30, 50), (30.1, 50), (35, 50), (35.1, 50)], [(0, 1), (2, 3)])
    with pytest.raises(InvalidInput, match="no trunk road joins"):
        graph.route((30, 50), (35, 50))


def test_two_towns_of_an_island_are_not_routed_over_the_mainland() -> None:
    mainland: Sequence[tuple[float, float]] = [(30, 50), (32, 50)]
    island: Sequence[tuple[float, float]] = [(30.5, 50.1), (30.8, 50.1)]
    graph = a_road_graph([*mainland, *island], [(0, 1), (2, 3)], detour=[0, 0.5])
    route = graph.route((30.5, 50.1), (30.8, 50.1))
    assert route.km == pytest.approx(float(graph.km[1]), abs=1e-6)


def test_the_date_line_is_no_wall_to_the_nearest_road() -> None:
    graph = a_road_graph([(179.5, -17), (179.95, -17)], [(0, 1)])
    east_of_it = graph.nearest_km(-179.95, -17)
    assert east_of_it == pytest.approx(0.1 * 111.195 * math.cos(math.radians(17)), 0.01)


@settings(max_examples=60, deadline=None)
@given(joined_graphs())
def test_the_lines_of_a_box_hold_every_road_once(graph: RoadGraph) -> None:
    lines = graph.lines_within(Box(29, 49, 32, 52))
    drawn = sorted(
        sorted([tuple(a), tuple(b)])
        for line in lines
        for a, b in zip(line[:-1].tolist(), line[1:].tolist(), strict=True)
    )
    roads = sorted(
        sorted([tuple(graph.nodes[u].tolist()), tuple(graph.nodes[v].tolist())])
        for u, v in graph.ends
    )
    assert drawn == roads


def test_a_box_elsewhere_holds_no_road() -> None:
    graph = a_road_graph([(30, 50), (31, 50)], [(0, 1)])
    assert len(graph.lines_within(Box(32, 49, 33, 52))) == 0
    assert len(graph.lines_within(Box(390.5, 49, 391, 52))) == 1
