"""Lines: joined from edges, and drawn with fewer points."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from exeunt.model.chains import chains, simplified


EDGES = st.sets(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda e: e[0] < e[1]),
    max_size=20,
).map(sorted)
SPOT = st.tuples(st.floats(-170, 170), st.floats(-80, 80))


@given(EDGES)
def test_every_edge_is_on_one_line_once(edges: list[tuple[int, int]]) -> None:
    steps = [
        (min(a, b), max(a, b)) for line in chains(edges) for a, b in pairwise(line)
    ]
    assert sorted(steps) == edges


@given(EDGES)
def test_a_line_ends_where_there_is_a_choice_or_nothing_more(
    edges: list[tuple[int, int]],
) -> None:
    for line in chains(edges):
        for end in (line[0], line[-1]):
            meeting = sum(end in edge for edge in edges)
            assert meeting != 2 or line[0] == line[-1]


def test_a_ring_is_one_line_that_comes_home() -> None:
    (ring,) = chains([(0, 1), (1, 2), (0, 2)])
    assert ring[0] == ring[-1]
    assert len(ring) == 4


@given(st.lists(SPOT, min_size=2, max_size=60), st.integers(2, 30))
def test_a_simplified_line_keeps_its_ends_and_its_points_in_order(
    line: list[tuple[float, float]], at_most: int
) -> None:
    short = simplified(line, at_most=at_most)
    assert len(short) == min(len(line), at_most)
    assert (short[0], short[-1]) == (line[0], line[-1])
    rest = iter(line)
    assert all(point in rest for point in short)


def test_the_point_that_stands_out_stays() -> None:
    flat = [(x / 10, 0.0) for x in range(20)]
    flat[7] = (0.7, 1.0)
    assert (0.7, 1.0) in simplified(flat, at_most=3)
