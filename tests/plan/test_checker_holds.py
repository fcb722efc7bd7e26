"""The check of what places hold against a count at every second."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.plan.checker.holds import Crowd, Presence, crowds


END = 20
PRESENCES = st.lists(
    st.builds(
        lambda n, a, b: Presence(
            persons=n,
            from_s=None if a is None else min(a, b if b is not None else END),
            until_s=b if a is None or b is None else max(a, b),
        ),
        st.integers(1, 5),
        st.none() | st.integers(0, END - 1),
        st.none() | st.integers(0, END - 1),
    ),
    max_size=8,
)


def _there(presence: Presence, t: int) -> bool:
    from_s = -1 if presence.from_s is None else presence.from_s
    until_s = END + 1 if presence.until_s is None else presence.until_s
    return from_s <= t < until_s


def _covers(crowd: Crowd, t: int) -> bool:
    from_s = -1 if crowd.from_s is None else crowd.from_s
    until_s = END + 1 if crowd.until_s is None else crowd.until_s
    return from_s <= t < until_s


@settings(deadline=None)
@given(PRESENCES, st.integers(1, 9))
def test_a_crowd_is_told_at_exactly_the_seconds_when_there_are_too_many(
    presences: list[Presence], holds: int
) -> None:
    found = crowds(presences, holds=holds)
    for t in range(-1, END + 1):
        people = sum(p.persons for p in presences if _there(p, t))
        covering = [crowd for crowd in found if _covers(crowd, t)]
        assert len(covering) == (people > holds)
        assert all(people <= crowd.most for crowd in covering)


@settings(deadline=None)
@given(PRESENCES, st.integers(1, 9))
def test_a_crowd_is_told_at_its_largest(presences: list[Presence], holds: int) -> None:
    for crowd in crowds(presences, holds=holds):
        counts = [
            sum(p.persons for p in presences if _there(p, t))
            for t in range(-1, END + 1)
            if _covers(crowd, t)
        ]
        assert crowd.most == max(counts)


def test_those_who_leave_make_room_for_those_who_come_at_the_same_moment() -> None:
    first = Presence(persons=5, from_s=0, until_s=9)
    second = Presence(persons=5, from_s=9, until_s=None)
    assert crowds([second, first], holds=5) == []
