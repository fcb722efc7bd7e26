"""Finding room for words."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from exeunt.formats.map_svg.labels import Floor, Room, Words, anywhere, beside


PLATE = Room(10, 10, 410, 310)
NAMES = st.text("abcmw W", min_size=1, max_size=14)


@given(
    st.lists(
        st.tuples(NAMES, st.floats(10, 410), st.floats(10, 310)),
        min_size=1,
        max_size=25,
    )
)
def test_no_two_labels_overlap_and_none_is_cut(
    labels: list[tuple[str, float, float]],
) -> None:
    floor = Floor(PLATE)
    placed = []
    for name, x, y in labels:
        words = Words((name,), 12)
        room = floor.place(beside(words, x, y, gaps=(9, 20)))
        room = room or floor.first(anywhere(words, x, y, within=PLATE))
        if room is not None:
            placed.append(room)
            assert room.right - room.left >= words.width - 1e-6
            assert room.bottom - room.top >= words.height - 1e-6
    assert not any(a.overlaps(b) for a, b in combinations(placed, 2))
    assert all(room.within(PLATE) for room in placed)


def test_a_label_takes_the_side_where_it_hides_least() -> None:
    line = np.array([(x, 100.0) for x in range(100, 200, 4)])
    words = Words(("Town",), 12)
    bare = Floor(PLATE).place(beside(words, 100, 100, gaps=(9,)))
    kept = Floor(PLATE, crowd=line).place(beside(words, 100, 100, gaps=(9,)))
    assert bare is not None
    assert bare.left > 100
    assert kept is not None
    assert kept.right < 100


def test_a_name_keeps_away_from_the_mark_of_another_place() -> None:
    words = Words(("Town",), 12)
    other = np.array([(140.0, 100.0), (100.0, 100.0)])
    floor = Floor(PLATE, marks=other)
    room = floor.place(beside(words, 100, 100, gaps=(9,)), own=(100.0, 100.0))
    assert room is not None
    assert room.right < 100


def test_the_line_from_a_mark_to_its_name_does_not_cross_another_name() -> None:
    words = Words(("Town",), 12)
    wall = Room(112, 60, 116, 140)
    floor = Floor(PLATE, taken=[wall])
    room = floor.place(beside(words, 100, 100, gaps=(26,)), own=(100.0, 100.0))
    assert room is not None
    assert room.right <= 116


def test_where_no_side_is_free_a_label_goes_to_the_nearest_room_there_is() -> None:
    floor = Floor(PLATE, taken=[Room(10, 10, 300, 310)])
    room = floor.first(anywhere(Words(("Town",), 12), 50, 100, within=PLATE))
    assert room is not None
    assert 300 <= room.left < 310


def test_a_full_plate_takes_no_more_labels() -> None:
    floor = Floor(PLATE, taken=[PLATE])
    words = Words(("Town",), 12)
    assert floor.place(beside(words, 100, 100, gaps=(9,))) is None
    assert floor.first(anywhere(words, 100, 100, within=PLATE)) is None


def test_bold_words_are_wider() -> None:
    assert Words(("Town",), 12, bold=True).width > Words(("Town",), 12).width
