"""No level changes on a copy of a feed that is old, short or unreadable."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.often import often

from exeunt.app.feed_log import replay_feed_log
from exeunt.model.arrivals import AdvisorySeen
from exeunt.watch.feed_guard import Answer, Held, Reason, judge, replayed


LOOKS = Path(__file__).parent / "data" / "advisory-looks.csv"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "watch"
DAY = date(2026, 3, 1)


def a_look(**changed: Any) -> AdvisorySeen:
    given: dict[str, Any] = {
        "country": "NE",
        "observed": DAY,
        "level": 4,
        "issued": date(2026, 1, 29),
        "issued_as_written": "Thu, 29 Jan 2026",
        "body_chars": 3000,
    }
    return AdvisorySeen(**given | changed)


def after(*looks: AdvisorySeen) -> Held | None:
    return replayed(looks)[1].get("NE")


def test_the_first_look_is_no_change() -> None:
    judgement, held = judge(a_look(), None)

    assert judgement.answer is Answer.FIRST
    assert held is not None
    assert held.unknown(DAY) == ""


def test_a_later_issue_at_another_level_is_a_change() -> None:
    raised = a_look(level=3, issued=date(2026, 2, 28))

    judgement, held = judge(raised, after(a_look()))

    assert (judgement.answer, judgement.before) == (Answer.CHANGED, 4)
    assert held == Held(seen=raised)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"level": 1, "body_chars": 48, "issued": DAY}, Reason.SHORT),
        ({"level": 1, "body_chars": 299, "issued": DAY}, Reason.SHORT),
        ({"level": 3, "issued": date(2026, 1, 28)}, Reason.BACK),
        ({"level": 3, "issued": None}, Reason.NO_DATE),
        ({"level": 3, "issued": DAY + timedelta(days=2)}, Reason.AHEAD),
        ({"level": 3, "issued": date(2030, 9, 15)}, Reason.AHEAD),
        ({"level": None, "issued": DAY}, Reason.NO_LEVEL),
        ({"level": 3, "issued": DAY, "doubt": "it names two countries"}, Reason.DOUBT),
    ],
)
def test_what_cannot_be_believed_changes_nothing_and_leaves_the_level_unknown(
    changed: dict[str, Any], reason: Reason
) -> None:
    judgement, held = judge(a_look(**changed), after(a_look()))

    assert (judgement.answer, judgement.reason) == (Answer.REFUSED, reason)
    assert held is not None
    assert held.seen == a_look()
    assert held.unknown(DAY) == judgement.why != ""


@pytest.mark.parametrize(
    "changed",
    [
        {"body_chars": 300},
        {"issued": DAY + timedelta(days=1)},
        {"issued": date(2026, 1, 29), "level": 3},
    ],
)
def test_what_is_just_good_enough_is_believed(changed: dict[str, Any]) -> None:
    judgement, _ = judge(a_look(**changed), after(a_look()))

    assert judgement.answer is not Answer.REFUSED


def test_the_next_sound_look_ends_the_doubt() -> None:
    held = after(a_look(), a_look(body_chars=1), a_look())

    assert held is not None
    assert held.doubt == ""


def test_a_feed_that_is_not_looked_at_any_more_is_unknown() -> None:
    held = after(a_look())
    assert held is not None

    assert held.unknown(DAY + timedelta(days=4)) == ""
    assert "since 2026-03-01" in held.unknown(DAY + timedelta(days=5))


def test_a_date_far_ahead_does_not_stop_what_comes_after() -> None:
    judgements, _ = replayed(
        [
            a_look(),
            a_look(issued=date(2030, 9, 15)),
            a_look(level=3, issued=date(2026, 2, 28)),
        ]
    )

    assert [one.answer for one in judgements] == [
        Answer.FIRST,
        Answer.REFUSED,
        Answer.CHANGED,
    ]


@often(200)
@given(
    st.lists(
        st.builds(
            a_look,
            level=st.sampled_from([None, 1, 2, 3, 4]),
            body_chars=st.sampled_from([0, 48, 299, 300, 5000]),
            issued=st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2031, 1, 1))),
        ),
        max_size=12,
    )
)
def test_what_is_held_never_goes_back_and_changes_only_by_a_change(
    looks: list[AdvisorySeen],
) -> None:
    held: Held | None = None
    for look in looks:
        judgement, later = judge(look, held)
        if held is not None and later is not None:
            assert later.seen.issued is not None
            assert held.seen.issued is not None
            assert later.seen.issued >= held.seen.issued
            moved = later.seen.level != held.seen.level
            assert moved == (judgement.answer is Answer.CHANGED)
        held = later


def test_an_excerpt_of_the_real_log_gives_its_true_changes() -> None:
    replay = replay_feed_log(LOOKS)

    assert [(one.country, one.before, one.after) for one in replay.changes] == [
        ("Bahrain", 2, 3),
        ("Venezuela", 4, 3),
    ]
    assert replay.naive == 4
    assert set(replay.refused) == {"ahead", "back", "no_date", "short"}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the whole log is not there")
def test_the_whole_log_gives_its_thirteen_changes_and_no_other() -> None:
    replay = replay_feed_log(SHARED / "advisory-feed-log-dev.csv")

    assert replay.naive == 31
    assert [
        (f"{one.observed}", one.country, one.before, one.after)
        for one in replay.changes
    ] == [
        ("2026-01-06", "Grenada", 1, 2),
        ("2026-01-18", "Jamaica", 3, 2),
        ("2026-01-25", "Guinea", 2, 3),
        ("2026-03-01", "Bahrain", 2, 3),
        ("2026-03-02", "Kuwait", 1, 3),
        ("2026-03-02", "Qatar", 1, 3),
        ("2026-03-03", "Jordan", 2, 3),
        ("2026-03-03", "United Arab Emirates", 2, 3),
        ("2026-03-04", "Cyprus", 1, 3),
        ("2026-03-04", "Oman", 2, 3),
        ("2026-03-04", "Saudi Arabia", 2, 3),
        ("2026-03-13", "Azerbaijan", 2, 3),
        ("2026-03-20", "Venezuela", 4, 3),
    ]
