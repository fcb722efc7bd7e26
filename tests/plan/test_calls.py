"""By when a station must begin, against a twin that goes back second by second."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exeunt.plan.notices import back


SPANS = st.sampled_from([[(0, 99)], [(5, 20), (25, 40)], [(10, 11)]])


def slowly(spans: list[tuple[int, int]], until_s: int, work_s: int) -> int | None:
    at = until_s
    while work_s and at > 0:
        at -= 1
        work_s -= any(a <= at < b for a, b in spans)
    return None if work_s else at


@given(SPANS, st.integers(0, 60), st.integers(1, 30))
def test_it_leaves_just_so_much_open_time(
    spans: list[tuple[int, int]], until_s: int, work_s: int
) -> None:
    found, twin = back(spans, until_s, work_s), slowly(spans, until_s, work_s)
    if twin is not None:
        assert found == twin
    else:
        assert found == min(until_s, spans[0][0])
