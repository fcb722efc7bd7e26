"""Queues and beds: the fast arithmetic against the rules written out."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.model.problem import Spans
from exeunt.plan.solver.spans import OpenTime, common, first_in, lies_in, shifted, stays
from exeunt.plan.solver.stations import Beds, Station


RATE = 60.0
Job = tuple[int, int, int]

OPENINGS = st.sampled_from(
    [((0, 20_000),), ((0, 3000), (4000, 9000), (9500, 20_000)), ((2000, 2600),)]
)
JOBS = st.lists(
    st.tuples(
        st.integers(0, 8000), st.integers(1, 20), st.sampled_from([0, 500, 3000])
    ),
    max_size=7,
)


def feasible(jobs: list[Job], spans: Spans) -> bool:
    """Check rule §11 as it is written, between any two moments that matter."""
    opened = OpenTime(spans)
    return all(
        sum(n for r, d, n in jobs if r >= a and d <= b) * 3600
        <= RATE * (opened.by(b) - opened.by(a)) + 1e-6
        for a in {r for r, _, _ in jobs}
        for b in {d for _, d, _ in jobs}
        if a <= b
    )


@given(OPENINGS, JOBS)
def test_a_station_boards_as_early_and_as_many_as_the_rule_allows(
    spans: Spans, wishes: list[tuple[int, int, int]]
) -> None:
    station = Station(RATE, spans)
    jobs: list[Job] = []
    for arrival, persons, later in wishes:
        first = station.earliest(arrival, persons)
        if first is None:
            continue
        if first > arrival:
            assert not feasible([*jobs, (arrival, first - 1, persons)], spans)
        most = station.most(arrival, first + later)
        assert most >= persons
        assert not feasible([*jobs, (arrival, first + later, most + 1)], spans)
        jobs.append((arrival, first + later, most))
        station.add(arrival, first + later, most)
        assert feasible(jobs, spans)


def test_a_station_that_never_opens_again_processes_nobody() -> None:
    assert Station(RATE, ((0, 100),)).earliest(200, 1) is None


@pytest.mark.parametrize(
    "rate",
    [0.001, 0.333333333, 1 / 3, 12.5, 33.3333333, 119.999999, 45_000.001, 3.6e9, 1e12],
)
@pytest.mark.parametrize("persons", [1, 2, 3, 7, 100, 1000])
def test_no_rate_is_reckoned_too_fast(rate: float, persons: int) -> None:
    station = Station(rate, ((0, 10**10),))
    boards = station.earliest(50, persons)
    exact = ceil(persons * 3600 / Fraction(str(rate)))
    assert boards is not None
    assert exact <= boards - 50 <= max(1.0001 * exact, exact + persons // 100 + 1)
    assert station.most(50, boards) * 3600 <= (boards - 50) * Fraction(str(rate))


def test_a_rate_that_processes_nobody_in_ten_years_processes_nobody() -> None:
    station = Station(1e-300, ((0, 10**9),))
    assert station.earliest(0, 1) is None
    assert station.most(0, 10**9) == 0


def test_a_booking_taken_off_leaves_no_trace() -> None:
    station = Station(RATE, ((0, 10_000),))
    station.add(0, 600, 10)
    station.add(0, 600, -10)
    assert station.jobs == {}
    assert station.earliest(0, 10) == 600


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 20), st.integers(1, 4))))
def test_beds_are_full_just_when_counting_says_so(
    stays_there: list[tuple[int, int, int]],
) -> None:
    beds = Beds(8, residents=1)
    for start, length, persons in stays_there:
        beds.add(start, start + length, persons)

    def there(moment: int) -> int:
        return 1 + sum(n for a, x, n in stays_there if a <= moment <= a + x)

    full = beds.full_until(10, 30, 2)
    crowded = [t for t in range(10, 31) if there(t) + 2 > 8]
    assert (full is None) == (not crowded)
    if full is not None:
        assert there(full) + 2 <= 8
        assert all(there(t) + 2 > 8 for t in range(crowded[-1], full))


def test_residents_who_leave_make_room() -> None:
    beds = Beds(3, residents=3)
    assert beds.full_until(5, 10, 1) is not None
    beds.leave(4, 2)
    assert beds.full_until(5, 10, 1) is None
    assert beds.full_until(4, 10, 1) == 5


SPANS = st.lists(st.integers(0, 60), min_size=2, max_size=8, unique=True).map(
    lambda x: tuple(zip(*[iter(sorted(x))] * 2, strict=False))
)


@given(SPANS, SPANS, st.integers(0, 12))
def test_spans_agree_with_counting_moments(one: Spans, other: Spans, by: int) -> None:
    def moments(spans: Spans) -> set[int]:
        return {t for a, b in spans for t in range(a, b)}

    assert moments(common(one, other)) == moments(one) & moments(other)
    assert moments(shifted(one, by)) == {t + by for t in moments(one)}
    assert moments(stays(one, by)) == {
        t for a, b in one for t in range(a, b) if t + by < b
    }
    after = [t for t in sorted(moments(one)) if t >= by]
    assert first_in(one, by) == (after[0] if after else None)
    assert lies_in(one, by) == (by in moments(one))
    opened = OpenTime(one)
    assert opened.by(by) == len([t for t in moments(one) if t < by])
    total = len(moments(one))
    assert opened.when(total + 1) is None
    for count in range(1, total + 1):
        when = opened.when(count)
        assert when is not None
        assert opened.by(when) == count > opened.by(when - 1)
