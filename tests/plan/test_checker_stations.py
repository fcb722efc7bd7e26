"""The station check against the condition it stands for, in exact fractions."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.plan.checker.stations import Missed, Pass, missed


RATES = st.sampled_from(["3600", "1800", "1200", "2400", "700", "5400", "7.5"])
MOMENTS = st.integers(0, 25)
SPANS = st.lists(st.tuples(MOMENTS, MOMENTS), max_size=4).map(
    lambda pairs: _disjoint([(min(p), max(p)) for p in pairs])
)
PASSES = st.lists(
    st.builds(
        lambda a, b, n: Pass(persons=n, from_s=min(a, b), due_s=max(a, b)),
        MOMENTS,
        MOMENTS,
        st.integers(1, 6),
    ),
    max_size=7,
)


def _disjoint(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        begin = max(start, out[-1][1]) if out else start
        if begin < end:
            out.append((begin, end))
    return out


def _open_s(spans: list[tuple[int, int]], a: int, b: int) -> int:
    """Count open seconds one by one."""
    return sum(any(x <= t < y for x, y in spans) for t in range(a, b))


def _fits(passes: list[Pass], spans: list[tuple[int, int]], per_h: Fraction) -> bool:
    """Tell whether every two moments leave time for those between them (rule §11)."""
    for a in {p.from_s for p in passes}:
        for b in {p.due_s for p in passes if p.due_s >= a}:
            people = sum(p.persons for p in passes if p.from_s >= a and p.due_s <= b)
            if people > per_h / 3600 * _open_s(spans, a, b):
                return False
    return True


@settings(deadline=None)
@given(PASSES, SPANS, RATES)
def test_a_pass_is_missed_exactly_when_some_two_moments_are_too_near(
    passes: list[Pass], spans: list[tuple[int, int]], rate: str
) -> None:
    per_h = Fraction(rate)
    assert bool(missed(passes, spans, per_h=per_h)) != _fits(passes, spans, per_h)


@settings(deadline=None)
@given(PASSES, SPANS, RATES)
def test_what_is_missed_comes_with_two_moments_that_prove_it(
    passes: list[Pass], spans: list[tuple[int, int]], rate: str
) -> None:
    per_h = Fraction(rate)
    for miss in missed(passes, spans, per_h=per_h):
        due_s = passes[miss.index].due_s
        between = [p for p in passes if p.from_s >= miss.after_s and p.due_s <= due_s]
        can = per_h / 3600 * _open_s(spans, miss.after_s, due_s)
        assert miss.must == sum(p.persons for p in between)
        assert miss.can == int(can)
        assert miss.must > can


@settings(deadline=None)
@given(PASSES, SPANS, RATES)
def test_without_those_that_are_missed_the_rest_fit(
    passes: list[Pass], spans: list[tuple[int, int]], rate: str
) -> None:
    per_h = Fraction(rate)
    late = {miss.index for miss in missed(passes, spans, per_h=per_h)}
    rest = [p for i, p in enumerate(passes) if i not in late]
    assert missed(rest, spans, per_h=per_h) == []


def test_whoever_is_due_first_is_processed_first() -> None:
    long = Pass(persons=10, from_s=0, due_s=20)
    short = Pass(persons=5, from_s=3, due_s=8)
    assert missed([long, short], [(0, 20)], per_h=Fraction(3600)) == []


def test_the_one_due_after_the_gate_shut_is_the_one_too_many() -> None:
    early = Pass(persons=5, from_s=0, due_s=5)
    late = Pass(persons=1, from_s=0, due_s=9)
    assert missed([late, early], [(0, 5)], per_h=Fraction(3600)) == [
        Missed(index=0, after_s=0, must=6, can=5)
    ]


def test_a_person_takes_exactly_the_time_that_the_rate_says() -> None:
    three = [Pass(persons=3, from_s=0, due_s=1440)]
    assert missed(three, [(0, 9999)], per_h=Fraction("7.5")) == []
    hurried = [Pass(persons=3, from_s=0, due_s=1439)]
    assert len(missed(hurried, [(0, 9999)], per_h=Fraction("7.5"))) == 1


def test_nobody_is_processed_in_no_time() -> None:
    at_once = [Pass(persons=1, from_s=7, due_s=7)]
    assert len(missed(at_once, [(0, 20)], per_h=Fraction(10**6))) == 1
