"""What a station owes, kept up job by job, against the same counted anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exeunt.plan.solver.owed import Owed


Job = tuple[int, int, int]
RATE = 0.5


def done_by(moment_s: int) -> float:
    return RATE * moment_s


jobs = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(1, 9)), max_size=30
)


def most_owed(booked: dict[tuple[int, int], int], arrival_s: int, by_s: int) -> float:
    """Give the most that must be done by *by_s*, over intervals from some arrival on."""
    begins = {a for a, _ in booked if a < arrival_s} | {arrival_s}
    return max(
        done_by(begin)
        + sum(n for (a, b), n in booked.items() if a >= begin and b <= by_s)
        for begin in begins
    )


@given(jobs, st.lists(st.booleans(), max_size=30), st.integers(-1, 22))
def test_what_is_owed_is_counted_right(
    some: list[Job], off: list[bool], arrival_s: int
) -> None:
    booked: dict[tuple[int, int], int] = {}
    owed = Owed({}, done_by)
    for arrival, boards, persons in some:
        owed.add(arrival, boards, persons)
        booked[arrival, boards] = booked.get((arrival, boards), 0) + persons
    for (key, persons), gone in zip([*booked.items()], off, strict=False):
        if gone:
            owed.add(*key, -persons)
            del booked[key]
    seen = owed.seen_from(arrival_s)
    for number, by_s in enumerate(seen.boards.tolist()):
        most = most_owed(booked, arrival_s, by_s)
        assert abs(seen.slack[number] - (done_by(by_s) - most)) < 1e-9
        assert abs(seen.owed[number + 1] - most) < 1e-9
    assert seen.owed[0] == done_by(arrival_s)


@given(jobs)
def test_a_table_made_at_once_is_the_same(some: list[Job]) -> None:
    booked: dict[tuple[int, int], int] = {}
    for arrival, boards, persons in some:
        booked[arrival, boards] = booked.get((arrival, boards), 0) + persons
    bit_by_bit = Owed({}, done_by)
    for (arrival, boards), persons in booked.items():
        bit_by_bit.add(arrival, boards, persons)
    for arrival_s in (0, 7, 25):
        one = bit_by_bit.seen_from(arrival_s)
        other = Owed(booked, done_by).seen_from(arrival_s)
        assert [x.tolist() for x in one] == [x.tolist() for x in other]
