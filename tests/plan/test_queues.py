"""How far a station is, against a twin that goes second by second."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from exeunt.plan.queues import Job, done_by


def slowly(
    jobs: list[Job], spans: list[tuple[int, int]], per_s: Fraction, until_s: int
) -> list[Fraction]:
    """Give each second to whoever is there and due first; some may be left for the next."""
    left = [Fraction(job.persons) for job in jobs]
    for second in range(until_s):
        if not any(a <= second < b for a, b in spans):
            continue
        able = per_s
        there = [i for i, job in enumerate(jobs) if job.from_s <= second]
        for i in sorted(there, key=lambda i: (jobs[i].due_s, jobs[i].from_s, i)):
            done = min(left[i], able)
            left[i] -= done
            able -= done
    return [job.persons - rest for job, rest in zip(jobs, left, strict=True)]


JOBS = st.lists(
    st.builds(
        Job,
        persons=st.integers(1, 6),
        from_s=st.integers(0, 30),
        due_s=st.integers(0, 60),
    ),
    max_size=6,
)
SPANS = st.sampled_from([[(0, 99)], [(5, 20), (25, 40)], [], [(10, 11)]])


@given(JOBS, SPANS, st.sampled_from([900, 1800, 3600, 5000]), st.integers(0, 50))
def test_a_station_is_as_far_as_second_by_second(
    jobs: list[Job], spans: list[tuple[int, int]], per_h: int, until_s: int
) -> None:
    rate = Fraction(per_h)
    found = done_by(jobs, spans, per_h=rate, until_s=until_s)
    assert found == slowly(jobs, spans, rate / 3600, until_s)


def test_who_is_due_first_is_processed_first() -> None:
    late = Job(persons=2, from_s=0, due_s=90)
    soon = Job(persons=2, from_s=1, due_s=50)
    found = done_by([late, soon], [(0, 99)], per_h=Fraction(3600), until_s=3)
    assert found == [1, 2]
